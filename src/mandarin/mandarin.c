#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "mandarin/lexicon.h"
#include "mandarin/own_words.h"
#include "mandarin/polyphone_hints.h"
#include "mandarin/polyphone_model.h"
#include "mandarin/reading.h"

#define LEXICON_FILE    "mandarin/lexicon.bin"
#define POLYPHONES_FILE "mandarin/polyphones.bin"

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

/* What is wrong with a file of ours; *why in words. */
static enum status
complain(str data_folder, const char *name, const char *why, struct diags *diags)
{
    diag_add(diags, DIAG_ERROR, file_join(&diags->memory, data_folder, str_from(name)), 0, 0,
             "make it again with `make`", "%s", why);
    return STATUS_SYSTEM;
}

static enum status
map_data(arena *out, str data_folder, const char *name, str *bytes, struct diags *diags)
{
    str path = file_join(out, data_folder, str_from(name));
    int error = map_file(str_terminated(out, path), bytes);
    return error == 0 ? STATUS_OK : diag_system(diags, path, "read", error);
}

enum status
mandarin_open(arena *out, str data_folder, struct mandarin *mandarin, struct diags *diags)
{
    *mandarin = (struct mandarin){0};
    str lexicon, polyphones;
    if (map_data(out, data_folder, LEXICON_FILE, &lexicon, diags) != STATUS_OK ||
        map_data(out, data_folder, POLYPHONES_FILE, &polyphones, diags) != STATUS_OK) {
        return STATUS_SYSTEM;
    }
    const char *why = NULL;
    mandarin->lexicon = lexicon_open(out, lexicon, &why);
    if (mandarin->lexicon == NULL) {
        return complain(data_folder, LEXICON_FILE, why, diags);
    }
    mandarin->polyphones = polyphone_model_open(out, polyphones, &why);
    if (mandarin->polyphones == NULL) {
        return complain(data_folder, POLYPHONES_FILE, why, diags);
    }
    mandarin->hints = polyphone_hints_open(out);
    str house = file_join(out, data_folder, STR("voices/lexicon.tsv"));
    return own_words_read(out, *out, house, &mandarin->house, diags);
}

enum status
mandarin_prove(const struct mandarin *mandarin, str data_folder, struct diags *diags)
{
    if (!lexicon_is_sound(mandarin->lexicon)) {
        return complain(data_folder, LEXICON_FILE, "the lexicon is damaged", diags);
    }
    if (!polyphone_model_is_sound(mandarin->polyphones)) {
        return complain(data_folder, POLYPHONES_FILE, "the polyphone model is damaged", diags);
    }
    return STATUS_OK;
}
