#include "render/inputs.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/os.h"

/* Nothing where there is no such file, which is a state of its own. */
static void
add_state(struct hash *h, str path, arena scratch)
{
    struct stat st;
    hash_add(h, path);
    if (stat(str_terminated(&scratch, path), &st) == 0) {
        hash_add_number(h, (uint64_t)st.st_size);
        hash_add_number(h, (uint64_t)st.st_mtim.tv_sec);
        hash_add_number(h, (uint64_t)st.st_mtim.tv_nsec);
    }
}

static void
add_program(struct hash *h, const struct build_request *request, arena scratch)
{
    static const char *const data[] = {"mandarin/lexicon.bin", "mandarin/polyphones.bin", "lexicon.tsv",
                                       "voices/lexicon.tsv"};
    char program[OS_PATH_BYTES];
    hash_add(h, request->generator);
    if (os_program_path(program, sizeof program)) {
        add_state(h, str_from(program), scratch);
    }
    for (size_t i = 0; i < sizeof data / sizeof *data; i++) {
        arena inner = scratch;
        add_state(h, file_join(&inner, request->data, str_from(data[i])), inner);
    }
}

static void
add_script(struct hash *h, const struct tour *tour, arena scratch)
{
    for (size_t i = 0; i < tour->source_count; i++) {
        hash_add(h, tour->sources[i].path);
        hash_add(h, tour->sources[i].bytes);
    }
    add_state(h, tour->settings.path, scratch);
    arena inner = scratch;
    add_state(h, file_join(&inner, tour->folder, STR("lexicon.tsv")), inner);
    for (size_t i = 0; i < tour->stop_count; i++) {
        inner = scratch;
        if (tour->stops[i].photo.len > 0) {
            add_state(h, file_join(&inner, tour->folder, tour->stops[i].photo), inner);
        }
    }
}

str
inputs_hash(arena *out, arena scratch, const struct build_request *request, const struct draft *draft,
            const struct cast *cast, const str *keys)
{
    struct hash *h = hash_start(&scratch);
    add_program(h, request, scratch);
    hash_add(h, request->date);
    hash_add(h, request->voice);
    for (size_t i = 0; i < cast->count; i++) {
        hash_add(h, cast->voices[i].identity);
    }
    add_script(h, &draft->tour, scratch);
    for (size_t i = 0; i < draft->tour.sentence_count; i++) {
        hash_add(h, keys[i]);
    }
    return hash_finish(h, out);
}
