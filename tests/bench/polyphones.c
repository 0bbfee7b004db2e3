/*
 * How many marked characters the whole front end reads as the public labelled sets do.
 *
 * usage: polyphones [--errors | --cross-validate] [DATA_DIR [SETS_FOLDER]]
 * By default the model of DATA_DIR (build/data) reads g2pl/dev, which it has never seen, and cpp/dev, which
 * it was trained on, with and without the model. --cross-validate trains five models, each without a fifth of
 * cpp/dev, and reads that fifth with it. --errors lists what is read otherwise. Where a set is absent
 * (SETS_FOLDER, ../shared/data) one line says so and the program succeeds.
 */
#include <stdio.h>
#include <string.h>

#include "mandarin/lexicon.h"
#include "mandarin/passes.h"
#include "mandarin/polyphone_model.h"
#include "mandarin/train_model.h"

enum { FOLDS = 5, CONTEXT = 24 };

struct score {
    size_t total, right;
};

static syllable
read_marked(const struct mandarin *m, arena memory, arena scratch, const struct labelled *item)
{
    size_t at;
    struct reading *reading = labelled_read(&memory, scratch, m, item, &at);
    pinyin_apply(m, reading, &memory, scratch);
    for (size_t i = 0; i < reading->syllable_count; i++)
        if (reading->syllables[i].first == at)
            return reading->syllables[i].full;
    return SYLLABLE_NONE;
}

static void
show_error(const struct labelled *item, syllable read)
{
    char wanted[SYLLABLE_TEXT_MAX], got[SYLLABLE_TEXT_MAX];
    syllable_print(item->label, wanted);
    syllable_print(read, got);
    size_t from = item->at > CONTEXT ? item->at - CONTEXT : 0;
    while (from < item->at && ((unsigned char)item->text.data[from] & 0xC0) == 0x80)
        from++;
    size_t to = item->at + CONTEXT < item->text.len ? item->at + CONTEXT : item->text.len;
    while (to < item->text.len && ((unsigned char)item->text.data[to] & 0xC0) == 0x80)
        to++;
    printf("%s\t%s\t" STR_FMT "▁" STR_FMT "\n", wanted, got,
           STR_ARG(str_cut(item->text, from, item->at - from)),
           STR_ARG(str_cut(item->text, item->at, to - item->at)));
}

static void
judge(const struct mandarin *m, arena memory, arena scratch, const struct labelled *item, bool errors,
      struct score *score)
{
    syllable read = read_marked(m, memory, scratch, item);
    bool right = labelled_agrees(item, read);
    score->total++;
    score->right += right;
    if (errors && !right)
        show_error(item, read);
}

static void
print_score(const char *what, struct score score)
{
    printf("%-44s %zu of %zu, %.2f %%\n", what, score.right, score.total,
           100.0 * (double)score.right / (double)score.total);
}

static void
score_set(const struct mandarin *m, arena memory, arena scratch, const struct labelled_set *set,
          const char *what, bool errors)
{
    struct score with = {0}, without = {0};
    struct mandarin plain = *m;
    plain.polyphones = NULL;
    for (size_t i = 0; i < set->count; i++) {
        judge(m, memory, scratch, &set->items[i], errors, &with);
        if (!errors)
            judge(&plain, memory, scratch, &set->items[i], false, &without);
    }
    if (!errors)
        print_score("  the lexicon alone", without);
    print_score(what, with);
}

/* The folds of a character's sentences are dealt out in turn. */
static uint8_t *
deal(arena *out, arena scratch, const struct labelled_set *set)
{
    uint8_t *folds = arena_new(out, uint8_t, set->count);
    uint8_t *next = arena_new(&scratch, uint8_t, 0x110000);
    for (size_t i = 0; i < set->count; i++) {
        uint8_t *n = &next[set->items[i].character];
        folds[i] = *n;
        *n = (uint8_t)((*n + 1) % FOLDS);
    }
    return folds;
}

static void
cross_validate(const struct mandarin *m, arena memory, arena scratch, const struct labelled_set *cpp,
               const struct labelled_set *g2pl, bool errors)
{
    const struct labelled **items = arena_new(&memory, const struct labelled *, cpp->count + g2pl->count);
    uint8_t *folds = deal(&memory, scratch, cpp);
    struct score all = {0};
    for (uint8_t fold = 0; fold < FOLDS; fold++) {
        size_t count = 0;
        for (size_t i = 0; i < cpp->count; i++)
            if (folds[i] != fold)
                items[count++] = &cpp->items[i];
        for (size_t i = 0; i < g2pl->count; i++)
            items[count++] = &g2pl->items[i];
        arena room = memory;
        struct mandarin trained = *m;
        const char *why;
        trained.polyphones =
            polyphone_model_open(&room, train_model_of(&room, scratch, m, items, count), &why);
        for (size_t i = 0; i < cpp->count; i++)
            if (folds[i] == fold)
                judge(&trained, room, scratch, &cpp->items[i], errors, &all);
    }
    print_score("cpp/dev, five-fold, with g2pl/train", all);
}

int
main(int argc, char **argv)
{
    arena memory = arena_reserve((size_t)16 << 30);
    arena scratch = arena_split(&memory, (size_t)12 << 30);
    struct diags diags = diags_new(&memory);
    bool errors = argc > 1 && strcmp(argv[1], "--errors") == 0;
    bool folds = argc > 1 && strcmp(argv[1], "--cross-validate") == 0;
    int first = errors || folds ? 2 : 1;
    str data = argc > first ? str_from(argv[first]) : STR("build/data");
    str sets = argc > first + 1 ? str_from(argv[first + 1]) : STR("../shared/data");
    struct mandarin m;
    struct labelled_set cpp, g2pl;
    enum status status = mandarin_open(&memory, data, &m, &diags);
    if (status == STATUS_OK)
        status = labelled_set_read(&memory, sets, "cpp/dev", &cpp, &diags);
    if (status == STATUS_OK)
        status = labelled_set_read(&memory, sets, folds ? "g2pl/train" : "g2pl/dev", &g2pl, &diags);
    if (status == STATUS_OK && (cpp.count == 0 || g2pl.count == 0)) {
        printf("skip - " STR_FMT ": no labelled sets\n", STR_ARG(sets));
    } else if (status == STATUS_OK && folds) {
        cross_validate(&m, memory, scratch, &cpp, &g2pl, false);
    } else if (status == STATUS_OK) {
        score_set(&m, memory, scratch, &g2pl, "g2pl/dev, never seen", errors);
        score_set(&m, memory, scratch, &cpp, "cpp/dev, trained on", errors);
    }
    diags_print(&diags, stderr, DIAG_NOTE);
    return (int)status;
}
