#include "cli/lines.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/places.h"

static void
warn_of_bad_utf8(str path, uint32_t number, str line, struct diags *diags)
{
    size_t bad = utf8_check(line);
    if (bad != STR_NONE) {
        uint32_t column = (uint32_t)utf8_count(str_cut(line, 0, bad)) + 1;
        diag_add(diags, DIAG_WARNING, path, number, column, "convert the text to UTF-8",
                 "byte 0x%02X is not UTF-8", (unsigned char)line.data[bad]);
    }
}

static enum status
read_stream(FILE *stream, str path, const struct mandarin *mandarin, const struct options *options,
            lines_print *print, arena scratch, struct diags *diags)
{
    char *buffer = NULL;
    size_t capacity = 0;
    ssize_t len;
    for (uint32_t number = 1; (len = getline(&buffer, &capacity, stream)) >= 0; number++) {
        arena out = scratch, inner = arena_split(&out, (size_t)(out.end - out.begin) / 2);
        str line = {buffer, (size_t)len};
        if (str_ends(line, STR("\n"))) {
            line.len--;
        }
        if (str_ends(line, STR("\r"))) {
            line.len--;
        }
        warn_of_bad_utf8(path, number, line, diags);
        print(mandarin_read(&out, inner, mandarin, line), options, out);
    }
    int error = feof(stream) ? 0 : errno; /* also where there is no memory for a line */
    free(buffer);
    return error == 0 ? STATUS_OK : diag_system(diags, path, "read", error);
}

enum status
lines_read(const struct options *options, lines_print *print, arena *out, arena scratch, struct diags *diags)
{
    struct mandarin mandarin;
    enum status status = mandarin_open(out, place_of_data(out), &mandarin, diags);
    if (status != STATUS_OK) {
        return status;
    }
    str path = options->word_count > 0 ? options->words[0] : STR("-");
    if (str_equal(path, STR("-"))) {
        return read_stream(stdin, STR("(standard input)"), &mandarin, options, print, scratch, diags);
    }
    FILE *stream = fopen(str_terminated(out, path), "r");
    if (stream == NULL) {
        return diag_system(diags, path, "open", errno);
    }
    status = read_stream(stream, path, &mandarin, options, print, scratch, diags);
    fclose(stream);
    return status;
}
