#include "cli/options.h"

#include <string.h>

static size_t
spec_index(const struct option_spec *specs, char letter)
{
    size_t i = 0;
    while (specs[i].letter != letter && specs[i].letter != 0) {
        i++;
    }
    return i;
}

/* Finds the option that a word begins with; *value is what hangs on it (-j4, --jobs=4), data NULL for
 * nothing. */
static const struct option_spec *
find(const struct option_spec *specs, str word, str *value)
{
    *value = (str){NULL, 0};
    if (!str_starts(word, STR("--"))) {
        const struct option_spec *spec = &specs[spec_index(specs, word.data[1])];
        if (word.len > 2) {
            *value = str_from_offset(word, 2);
        }
        return spec->letter != 0 && spec->is_short ? spec : NULL;
    }
    str name = str_from_offset(word, 2);
    size_t equals = str_find(name, STR("="));
    if (equals != STR_NONE) {
        *value = str_from_offset(name, equals + 1);
        name = str_cut(name, 0, equals);
    }
    for (; specs->letter != 0; specs++) {
        if (str_equal(name, str_from(specs->name))) {
            return specs;
        }
    }
    return NULL;
}

static enum status
usage(struct diags *diags, const char *format, str word)
{
    diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "see --help", format, STR_ARG(word));
    return STATUS_USAGE;
}

enum status
options_parse(arena *out, const struct option_spec *specs, int argc, char **argv, struct options *options,
              struct diags *diags)
{
    str *words = arena_new(out, str, argc);
    *options = (struct options){.specs = specs, .words = words};
    bool ended = false;
    for (int i = 0; i < argc; i++) {
        str word = str_from(argv[i]), value;
        if (ended || word.len < 2 || word.data[0] != '-') {
            words[options->word_count++] = word;
            continue;
        }
        if (str_equal(word, STR("--"))) {
            ended = true;
            continue;
        }
        const struct option_spec *spec = find(specs, word, &value);
        if (spec == NULL) {
            return usage(diags, "unknown option " STR_FMT, word);
        }
        if (spec->value == NULL && value.data != NULL) {
            return usage(diags, STR_FMT ": this option takes no value", word);
        }
        if (spec->value != NULL && value.data == NULL) {
            if (i + 1 == argc) {
                return usage(diags, STR_FMT " needs a value", word);
            }
            value = str_from(argv[++i]);
        }
        options->values[spec - specs] = value.data != NULL ? value : STR("");
    }
    return STATUS_OK;
}

bool
option_given(const struct options *options, char letter)
{
    return option_value(options, letter).data != NULL;
}

str
option_value(const struct options *options, char letter)
{
    size_t i = spec_index(options->specs, letter);
    return options->specs[i].letter != 0 ? options->values[i] : (str){NULL, 0};
}
