/*
 * Trains the context model of polyphonic characters: `make model`. voices/mandarin/MODEL.md tells what with.
 *
 * usage: polyphone_train DATA_DIR SETS_FOLDER OUT.bin
 * DATA_DIR holds mandarin/lexicon.bin; SETS_FOLDER cpp/dev and g2pl/train, as train_sets.h reads them.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "mandarin/lexicon.h"
#include "mandarin/train_model.h"

static const char *const sets[] = {"cpp/dev", "g2pl/train"};
enum { SETS = sizeof sets / sizeof sets[0] };

static enum status
read_sets(arena *out, str folder, const struct labelled ***items, size_t *count, struct diags *diags)
{
    struct labelled_set read[SETS];
    *count = 0;
    for (size_t i = 0; i < SETS; i++) {
        enum status status = labelled_set_read(out, folder, sets[i], &read[i], diags);
        if (status != STATUS_OK)
            return status;
        if (read[i].count == 0) {
            diag_add(diags, DIAG_ERROR, folder, 0, 0, NULL, "has no set %s", sets[i]);
            return STATUS_SCRIPT;
        }
        *count += read[i].count;
    }
    *items = arena_new(out, const struct labelled *, *count);
    const struct labelled **to = *items;
    for (size_t i = 0; i < SETS; i++)
        for (size_t k = 0; k < read[i].count; k++)
            *to++ = &read[i].items[k];
    return STATUS_OK;
}

static enum status
train(arena *out, arena scratch, char **arguments, struct diags *diags)
{
    str lexicon = file_join(out, str_from(arguments[1]), STR("mandarin/lexicon.bin")), bytes;
    enum status status = file_read(out, lexicon, (size_t)1 << 26, &bytes, diags);
    if (status != STATUS_OK)
        return status;
    const char *why = NULL;
    char *aligned = (char *)arena_new(out, uint64_t, bytes.len / sizeof(uint64_t) + 1);
    memcpy(aligned, bytes.data, bytes.len);
    struct mandarin mandarin = {.lexicon = lexicon_open(out, (str){aligned, bytes.len}, &why)};
    if (mandarin.lexicon == NULL) {
        diag_add(diags, DIAG_ERROR, lexicon, 0, 0, "make it again with `make`", "%s", why);
        return STATUS_SYSTEM;
    }
    const struct labelled **items;
    size_t count;
    status = read_sets(out, str_from(arguments[2]), &items, &count, diags);
    if (status != STATUS_OK)
        return status;
    str model = train_model_of(out, scratch, &mandarin, items, count);
    printf("%zu sentences, %zu bytes\n", count, model.len);
    return file_replace(str_from(arguments[3]), model, scratch, diags);
}

int
main(int argc, char **argv)
{
    arena memory = arena_reserve((size_t)16 << 30);
    arena scratch = arena_split(&memory, (size_t)12 << 30);
    struct diags diags = diags_new(&memory);
    if (argc != 4) {
        fputs("usage: polyphone_train DATA_DIR SETS_FOLDER OUT.bin\n", stderr);
        return STATUS_USAGE;
    }
    enum status status = train(&memory, scratch, argv, &diags);
    diags_print(&diags, stderr, DIAG_NOTE);
    return (int)status;
}
