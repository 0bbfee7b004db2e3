/*
 * How well sentences are parted: prosodic words, phrases and clauses against hand-marked lines.
 *
 * usage: phrases [--errors FILE | FILE…]     tests/cases/phrasing_dev.txt and …_held.txt unless said
 * otherwise
 *
 * A line is a sentence with #1 to #4 behind its characters; it is read without them, and the breaks behind
 * each hanzi are compared. Precision, recall and their harmonic mean for breaks of at least #1, #2 and #3;
 * the end of the line is nobody's merit and not counted. Beside them the two trivial ways: a break behind
 * every word, and breaks at punctuation only. --errors prints every line that differs. DAOLAN_DATA names the
 * data folder (build/data).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/reading.h"

enum { FILE_BYTES = 1 << 24, LEVELS = 3, CHARACTERS_MAX = 4096 };

enum method { PHRASING, WORDS, PUNCTUATION, METHODS };

struct score {
    size_t right[LEVELS], set[LEVELS], wanted[LEVELS];
};

/* Hanzi and letters of one line and the break behind each. */
struct parted {
    uint32_t characters[CHARACTERS_MAX];
    uint8_t breaks[CHARACTERS_MAX];
    size_t count;
};

static bool
is_heard(uint32_t c)
{
    return utf8_is_han(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Marks off; the line without them is returned. A mark behind punctuation belongs to the character before. */
static str
read_marks(arena *out, str line, struct parted *parted)
{
    struct str_builder b = {.out = out};
    parted->count = 0;
    for (size_t i = 0; i < line.len && parted->count < CHARACTERS_MAX;) {
        if (line.data[i] == '#' && i + 1 < line.len) {
            if (parted->count > 0)
                parted->breaks[parted->count - 1] = (uint8_t)(line.data[i + 1] - '0');
            i += 2;
            continue;
        }
        size_t first = i;
        uint32_t c = utf8_next(line, &i);
        str_add(&b, str_cut(line, first, i - first));
        if (is_heard(c)) {
            parted->characters[parted->count] = c;
            parted->breaks[parted->count++] = BREAK_NONE;
        }
    }
    return str_built(&b);
}

static uint8_t
break_of_mark(uint32_t c)
{
    static const uint32_t clauses[] = {0xFF0C, 0xFF1B, 0xFF1A, 0x3002, 0xFF01, 0xFF1F, 0x2026, 0x2014};
    for (size_t i = 0; i < sizeof clauses / sizeof clauses[0]; i++) {
        if (clauses[i] == c)
            return BREAK_CLAUSE;
    }
    return c == 0x3001 ? BREAK_PHRASE : BREAK_NONE;
}

/* The breaks that one method sets. */
static void
part(const struct reading *r, enum method method, struct parted *parted)
{
    parted->count = 0;
    for (size_t w = 0; w < r->word_count; w++) {
        const struct word *word = &r->words[w];
        for (size_t i = word->first; i < (size_t)word->first + word->count; i++) {
            uint32_t c = r->spoken[i].code_point;
            if (is_heard(c) && parted->count < CHARACTERS_MAX) {
                parted->characters[parted->count] = c;
                parted->breaks[parted->count++] = BREAK_NONE;
            } else if (method != PHRASING && parted->count > 0 &&
                       break_of_mark(c) > parted->breaks[parted->count - 1]) {
                parted->breaks[parted->count - 1] = break_of_mark(c);
            }
        }
        if (word->kind != WORD_PUNCTUATION && parted->count > 0 && method != PUNCTUATION)
            parted->breaks[parted->count - 1] = method == WORDS ? BREAK_WORD : r->breaks[w];
    }
}

/* False where the spoken form has other characters than the line. */
static bool
compare(const struct parted *wanted, const struct parted *is, struct score *score, bool *same)
{
    bool fits = wanted->count == is->count;
    for (size_t i = 0; fits && i < wanted->count; i++)
        fits = wanted->characters[i] == is->characters[i];
    *same = fits;
    for (size_t i = 0; fits && i + 1 < wanted->count; i++) {
        *same = *same && wanted->breaks[i] == is->breaks[i];
        for (unsigned level = 0; level < LEVELS; level++) {
            bool want = wanted->breaks[i] > level, set = is->breaks[i] > level;
            score->wanted[level] += want;
            score->set[level] += set;
            score->right[level] += want && set;
        }
    }
    return fits;
}

static void
print_score(const char *name, const struct score *score)
{
    printf("  %-12s", name);
    for (unsigned level = 0; level < LEVELS; level++) {
        double right = (double)score->right[level];
        double precision = score->set[level] > 0 ? right / (double)score->set[level] : 0;
        double recall = score->wanted[level] > 0 ? right / (double)score->wanted[level] : 0;
        double mean = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        printf("   #%u %5.1f %5.1f %5.1f", level + 1, 100 * precision, 100 * recall, 100 * mean);
    }
    printf("\n");
}

static bool
run_file(const struct mandarin *m, arena memory, arena scratch, str path, bool errors, struct diags *diags)
{
    struct parted *wanted = arena_new(&memory, struct parted, 1), *is = arena_new(&memory, struct parted, 1);
    static const char *const names[METHODS] = {"phrasing", "every word", "punctuation"};
    struct score scores[METHODS] = {0};
    str bytes, line;
    size_t lines = 0, right = 0, odd = 0;
    if (file_read(&memory, path, FILE_BYTES, &bytes, diags) != STATUS_OK)
        return false;
    while (str_split(&bytes, '\n', &line)) {
        if (line.len == 0 || line.data[0] == '#')
            continue;
        arena place = memory;
        struct reading *r = mandarin_read(&place, scratch, m, read_marks(&place, line, wanted));
        bool same = false, fits = true;
        for (unsigned method = METHODS; method-- > 0;) {
            part(r, (enum method)method, is);
            fits = compare(wanted, is, &scores[method], &same) && fits;
        }
        lines++;
        right += same;
        odd += !fits;
        if (errors && !same)
            printf("want " STR_FMT "\n  is " STR_FMT "\n", STR_ARG(line),
                   STR_ARG(reading_phrases(&place, r)));
    }
    printf(STR_FMT ": %zu lines, %zu as marked, %zu of other characters (precision, recall, F)\n",
           STR_ARG(path), lines, right, odd);
    for (unsigned method = 0; method < METHODS; method++)
        print_score(names[method], &scores[method]);
    return true;
}

int
main(int count, char **arguments)
{
    arena memory = arena_reserve(0);
    arena scratch = arena_split(&memory, (size_t)256 << 20);
    struct diags diags = diags_new(&memory);
    struct mandarin m;
    const char *data = getenv("DAOLAN_DATA");
    bool errors = count > 1 && strcmp(arguments[1], "--errors") == 0;
    int first = errors ? 2 : 1;
    bool ok = mandarin_open(&memory, str_from(data != NULL ? data : "build/data"), &m, &diags) == STATUS_OK;
    if (ok && first == count) {
        ok = run_file(&m, memory, scratch, STR("tests/cases/phrasing_dev.txt"), errors, &diags) &&
             run_file(&m, memory, scratch, STR("tests/cases/phrasing_held.txt"), false, &diags);
    }
    for (int i = first; ok && i < count; i++)
        ok = run_file(&m, memory, scratch, str_from(arguments[i]), errors, &diags);
    diags_print(&diags, stderr, DIAG_NOTE);
    return ok ? STATUS_OK : STATUS_SYSTEM;
}
