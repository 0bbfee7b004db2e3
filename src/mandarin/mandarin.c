#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "mandarin/lexicon.h"
#include "mandarin/own_words.h"
#include "mandarin/reading.h"

#define LEXICON_FILE "mandarin/lexicon.bin"

/* The whole file, mapped for as long as the program runs; errno on failure. */
static int
map_file(const char *path, str *bytes)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return errno;
    }
    struct stat st;
    int error = fstat(fd, &st) == 0 ? 0 : errno;
    if (error == 0 && S_ISDIR(st.st_mode)) {
        error = EISDIR;
    }
    *bytes = (str){NULL, 0};
    if (error == 0 && st.st_size > 0) {
        void *address = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (address == MAP_FAILED) {
            error = errno;
        } else {
            *bytes = (str){address, (size_t)st.st_size};
        }
    }
    close(fd);
    return error;
}

static const char make_again[] = "make it again with `make`";

enum status
mandarin_open(arena *out, str data_folder, struct mandarin *mandarin, struct diags *diags)
{
    str path = file_join(out, data_folder, STR(LEXICON_FILE));
    str bytes;
    int error = map_file(str_terminated(out, path), &bytes);
    if (error != 0) {
        return diag_system(diags, path, "read", error);
    }
    const char *why = NULL;
    *mandarin = (struct mandarin){.lexicon = lexicon_open(out, bytes, &why)};
    if (mandarin->lexicon == NULL) {
        diag_add(diags, DIAG_ERROR, path, 0, 0, make_again, "%s", why);
        return STATUS_SYSTEM;
    }
    str house = file_join(out, data_folder, STR("voices/lexicon.tsv"));
    return own_words_read(out, *out, house, &mandarin->house, diags);
}

enum status
mandarin_prove(const struct mandarin *mandarin, str data_folder, struct diags *diags)
{
    if (lexicon_is_sound(mandarin->lexicon)) {
        return STATUS_OK;
    }
    str path = file_join(&diags->memory, data_folder, STR(LEXICON_FILE));
    diag_add(diags, DIAG_ERROR, path, 0, 0, make_again, "the lexicon is damaged");
    return STATUS_SYSTEM;
}
