/* The script reader: the first byte chooses article.txt, article.md, captions.txt or tour.ini beside a sound
 * article. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "script/tour.h"
#include "target.h"

static const char *const names[] = {"article.txt", "article.md", "captions.txt", "tour.ini"};

enum { NAME_COUNT = sizeof names / sizeof *names };

static char folder[64];

static void
clear_folder(void)
{
    char path[128];
    for (size_t i = 0; i < NAME_COUNT; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
}

static void
remove_folder(void)
{
    clear_folder();
    rmdir(folder);
}

static void
make_folder(void)
{
    if (folder[0] != '\0') {
        clear_folder();
        return;
    }
    const char *parent = getenv("TMPDIR");
    int length = snprintf(folder, sizeof folder, "%s/fuzz-XXXXXX", parent != NULL ? parent : "/tmp");
    if (length >= (int)sizeof folder || mkdtemp(folder) == NULL) {
        perror("a temporary folder");
        exit(3);
    }
    atexit(remove_folder);
}

static void
put(const char *name, const void *bytes, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        perror(path);
        exit(3);
    }
}

static void
check_tour(const struct tour *tour)
{
    for (size_t i = 0; i < tour->sentence_count; i++) {
        const struct sentence *s = &tour->sentences[i];
        size_t length = 0;
        for (size_t k = 0; k < s->piece_count; k++) {
            struct span from = s->pieces[k].from;
            length += s->pieces[k].text.len;
            if (from.source >= tour->source_count || from.offset > tour->sources[from.source].bytes.len ||
                from.length > tour->sources[from.source].bytes.len - from.offset) {
                abort();
            }
        }
        if (s->text.len == 0 || length != s->text.len || utf8_check(s->text) != STR_NONE) {
            abort();
        }
    }
    if (tour->stop_count == 0) {
        abort();
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena out = target_arena(0), scratch = target_arena(1);
    if (size == 0) {
        return 0;
    }
    make_folder();
    size_t which = data[0] % NAME_COUNT;
    static const char sound[] = "# 题\n\n文。\n";
    if (which > 1) {
        put("article.md", sound, sizeof sound - 1);
    }
    put(names[which], data + 1, size - 1);
    struct diags diags = diags_new(&out);
    struct tour tour;
    if (tour_read(&out, scratch, str_from(folder), &tour, &diags) == STATUS_OK) {
        check_tour(&tour);
    } else if (diags.errors == 0) {
        abort(); /* a failure without a word */
    }
    return 0;
}
