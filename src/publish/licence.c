#include "publish/licence.h"

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* In small letters, its words apart by one hyphen. */
static str
plain_name(arena *out, str licence)
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < licence.len; i++) {
        char c = licence.data[i] == ' ' || licence.data[i] == '_' ? '-' : lower(licence.data[i]);
        if (c != '-' || (b.len > 0 && b.data[b.len - 1] != '-')) {
            str_add_char(&b, c);
        }
    }
    return str_built(&b);
}

/* An address of theirs, as it stands but for its scheme. */
static str
as_address(arena *out, str licence)
{
    static const char *const homes[] = {"creativecommons.org/licenses/", "creativecommons.org/publicdomain/",
                                        "rightsstatements.org/vocab/"};
    str schemes[] = {STR("https://"), STR("http://")};
    for (size_t i = 0; i < licence.len; i++) {
        if (licence.data[i] <= ' ' || licence.data[i] > '~' ||
            str_find(STR("\"<>\\^`{|}"), str_cut(licence, i, 1)) != STR_NONE) {
            return STR("");
        }
    }
    for (size_t s = 0; s < 2; s++) {
        str rest = str_starts(licence, schemes[s]) ? str_from_offset(licence, schemes[s].len) : STR("");
        for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
            if (str_starts(rest, str_from(homes[i]))) {
                return str_format(out, "http://" STR_FMT, STR_ARG(rest));
            }
        }
    }
    return STR("");
}

str
licence_uri(arena *out, str licence)
{
    static const char *const terms[] = {"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"};
    static const char *const versions[] = {"4.0", "3.0", "2.5", "2.0", "1.0"};
    str name = plain_name(out, licence);
    if (str_equal(name, STR("cc0")) || str_equal(name, STR("cc0-1.0"))) {
        return STR("http://creativecommons.org/publicdomain/zero/1.0/");
    }
    for (size_t t = 0; t < sizeof terms / sizeof *terms; t++) {
        for (size_t v = 0; v < sizeof versions / sizeof *versions; v++) {
            arena scratch = *out;
            if (str_equal(name, str_format(&scratch, "cc-%s-%s", terms[t], versions[v]))) {
                return str_format(out, "http://creativecommons.org/licenses/%s/%s/", terms[t], versions[v]);
            }
        }
    }
    return as_address(out, licence);
}
