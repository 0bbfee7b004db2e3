/*
 * How many marked characters the lexicon and the hand rules read as the public test sets do.
 *
 * usage: polyphones [LEXICON.bin [DATA_FOLDER [--errors]]]
 * The lexicon is build/data/mandarin/lexicon.bin, the data ../shared/data unless said otherwise. DATA_FOLDER
 * holds cpp/dev.sent, cpp/dev.lb, g2pl/dev.sent, g2pl/dev.lb: one sentence a line with the character between
 * ▁…▁, and its pinyin (ü written u:). Where they are absent one line says so and the program succeeds. The
 * sets' 一 and 不 may be labelled as spoken: any tone of yi and bu counts there.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/lexicon.h"
#include "mandarin/passes.h"

enum { FILE_MAX = 64 << 20, CONTEXT = 60 };

#define MARK 0x2581u

struct score {
    size_t total, right, unread;
    size_t characters;
    double seconds;
};

/* The sentence without its marks, as the first layer would have it: ASCII digits become 〇 … 九. */
static size_t
lay_out(struct reading *r, arena *out, str line, size_t *marked)
{
    static const uint32_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    r->text = line;
    r->spoken = arena_new(out, struct spoken, line.len + 1);
    bool seen = false;
    for (size_t at = 0; at < line.len;) {
        struct slice from = {.offset = (uint32_t)at};
        uint32_t c = utf8_next(line, &at);
        from.length = (uint32_t)(at - from.offset);
        if (c == MARK) {
            if (!seen)
                *marked = r->spoken_count;
            seen = true;
            continue;
        }
        if (c >= '0' && c <= '9') {
            c = digits[c - '0'];
            if (r->spoken_count > 0 && from.offset > 0 && line.data[from.offset - 1] >= '0' &&
                line.data[from.offset - 1] <= '9')
                from = r->spoken[r->spoken_count - 1].from;
        }
        r->spoken[r->spoken_count++] = (struct spoken){.code_point = c, .from = from};
    }
    return seen ? r->spoken_count : 0;
}

static bool
agrees(syllable read, uint32_t character, str label)
{
    char printed[SYLLABLE_TEXT_MAX];
    size_t len = syllable_print(read, printed);
    if (len == 0)
        return false;
    if (character == 0x4E00 || character == 0x4E0D)
        return str_starts(label, str_from(syllable_base(read)));
    if (str_equal(label, STR("r5")))
        return strcmp(syllable_base(read), "er") == 0;
    return str_equal((str){printed, len}, label);
}

/* "lu:4" → "lv4" */
static str
plain_label(arena *out, str label)
{
    size_t colon = str_find(label, STR("u:"));
    if (colon == STR_NONE)
        return label;
    return str_format(out, STR_FMT "v" STR_FMT, STR_ARG(str_cut(label, 0, colon)),
                      STR_ARG(str_from_offset(label, colon + 2)));
}

static void
show_error(const struct reading *r, size_t marked, syllable read, str label)
{
    char printed[SYLLABLE_TEXT_MAX];
    char bytes[4];
    syllable_print(read, printed);
    printf("%.*s\t" STR_FMT "\t%s\t", (int)utf8_encode(r->spoken[marked].code_point, bytes), bytes,
           STR_ARG(label), printed);
    size_t from = marked > 8 ? marked - 8 : 0;
    for (size_t w = 0; w < r->word_count; w++) {
        if (r->words[w].first + r->words[w].count <= from || r->words[w].first > marked + 8)
            continue;
        for (size_t i = r->words[w].first; i < (size_t)r->words[w].first + r->words[w].count; i++)
            printf("%s%.*s%s", i == marked ? "[" : "", (int)utf8_encode(r->spoken[i].code_point, bytes),
                   bytes, i == marked ? "]" : "");
        printf("|");
    }
    printf("\n");
}

static void
read_line(const struct mandarin *m, arena memory, arena scratch, str line, str label, bool errors,
          struct score *score)
{
    struct reading reading = {0};
    size_t marked = 0;
    size_t count = lay_out(&reading, &memory, line, &marked);
    if (count == 0)
        return;
    clock_t start = clock();
    words_apply(m, &reading, &memory, scratch);
    pinyin_apply(m, &reading, &memory, scratch);
    score->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
    score->characters += count;
    label = plain_label(&memory, label);
    score->total++;
    for (size_t i = 0; i < reading.syllable_count; i++) {
        if (reading.syllables[i].first != marked)
            continue;
        bool right = agrees(reading.syllables[i].citation, reading.spoken[marked].code_point, label);
        score->right += right;
        if (errors && !right)
            show_error(&reading, marked, reading.syllables[i].citation, label);
        return;
    }
    score->unread++;
}

static enum status
run_set(const struct mandarin *m, arena memory, arena scratch, str folder, const char *name, bool errors,
        struct diags *diags)
{
    str sentences_path = str_format(&memory, STR_FMT "/%s/dev.sent", STR_ARG(folder), name);
    str labels_path = str_format(&memory, STR_FMT "/%s/dev.lb", STR_ARG(folder), name);
    if (!file_exists(memory, sentences_path)) {
        printf("skip - %s: no such data\n", name);
        return STATUS_OK;
    }
    str sentences, labels, line, label;
    if (file_read(&memory, sentences_path, FILE_MAX, &sentences, diags) != STATUS_OK ||
        file_read(&memory, labels_path, FILE_MAX, &labels, diags) != STATUS_OK)
        return STATUS_SYSTEM;
    struct score score = {0};
    while (str_split(&sentences, '\n', &line) && str_split(&labels, '\n', &label))
        if (line.len > 0)
            read_line(m, memory, scratch, line, str_trim(label), errors, &score);
    printf("%s: %zu of %zu, %.2f %%; %zu characters, %.2f M/s\n", name, score.right, score.total,
           100.0 * (double)score.right / (double)score.total, score.characters,
           (double)score.characters / score.seconds / 1e6);
    return STATUS_OK;
}

int
main(int argc, char **argv)
{
    arena memory = arena_reserve(0);
    arena scratch = arena_split(&memory, (size_t)1 << 28);
    struct diags diags = diags_new(&memory);
    str lexicon = argc > 1 ? str_from(argv[1]) : STR("build/data/mandarin/lexicon.bin");
    str folder = argc > 2 ? str_from(argv[2]) : STR("../shared/data");
    str bytes;
    const char *why = NULL;
    struct mandarin m = {0};
    if (file_read(&memory, lexicon, FILE_MAX, &bytes, &diags) == STATUS_OK) {
        char *aligned = (char *)arena_new(&memory, uint64_t, bytes.len / 8 + 1);
        memcpy(aligned, bytes.data, bytes.len);
        m.lexicon = lexicon_open(&memory, (str){aligned, bytes.len}, &why);
    }
    if (m.lexicon == NULL) {
        fprintf(stderr, STR_FMT ": %s\n", STR_ARG(lexicon), why != NULL ? why : "cannot be read");
        return STATUS_SYSTEM;
    }
    bool errors = argc > 3 && strcmp(argv[3], "--errors") == 0;
    enum status status = run_set(&m, memory, scratch, folder, "cpp", errors, &diags);
    if (status == STATUS_OK)
        status = run_set(&m, memory, scratch, folder, "g2pl", errors, &diags);
    diags_print(&diags, stderr, DIAG_NOTE);
    return (int)status;
}
