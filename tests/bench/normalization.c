/*
 * How many of WeTextProcessing's Chinese cases are normalised exactly as written there.
 *
 * usage: normalization [FOLDER]        the folder is ../shared/data/wetext_zh unless said otherwise
 *
 * Its files hold one case a line, "written => spoken". A case that we read otherwise on purpose is listed
 * with the reason: the two sides are then alike but for what the reason names. Every other difference is a
 * miss and is printed. The rate is over the cases where the styles agree. The cases for unknown characters
 * and for the stages before and after normalising (oov, preprocessor, postprocessor) hold no spoken form and
 * are left out. Where the folder is absent one line says so and the program succeeds.
 */
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/passes.h"

enum { FILE_BYTES = 1 << 20, SPEED_ROUNDS = 2000 };

struct score {
    size_t cases, right; /* read exactly as there */
    size_t style;        /* alike but for the house's style */
    size_t changes,
        changed; /* those whose spoken form differs from the written one, and how many of them are right */
    size_t characters;
    double seconds;
};

struct mark {
    uint32_t from;
    char to;
};

static const struct mark marks[] = {{0xFF0C, ','}, {0x3002, '.'}, {0xFF01, '!'}, {0xFF1F, '?'},
                                    {0xFF1A, ':'}, {0xFF1B, ';'}, {0x201C, '"'}, {0x201D, '"'},
                                    {0xFF08, '('}, {0xFF09, ')'}};

/* What WeText does to every text, and the house does not. */
static const struct style {
    const char *reason;
    bool western_marks, drops_fillers;
} styles[] = {
    {"marks stay as they are written", true, false},
    {"a written 儿, 呃 or 啊 is said", false, true},
    {"marks stay as they are written, a written 儿, 呃 or 啊 is said", true, true},
};

static str
without_style(arena *out, str s, const struct style *style)
{
    struct str_builder b = {.out = out};
    for (size_t i = 0; i < s.len;) {
        size_t first = i;
        uint32_t c = utf8_next(s, &i);
        str piece = str_cut(s, first, i - first);
        for (size_t k = 0; style->western_marks && k < sizeof marks / sizeof *marks; k++) {
            if (marks[k].from == c)
                piece = (str){&marks[k].to, 1};
        }
        if (!style->drops_fillers || (c != 0x513F && c != 0x5443 && c != 0x554A))
            str_add(&b, piece);
    }
    return str_trim(str_built(&b));
}

/* The style that makes the difference; NULL: none does. */
static const struct style *
find_style(arena *out, str spoken, str expected)
{
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (str_equal(without_style(out, spoken, &styles[i]), without_style(out, expected, &styles[i])))
            return &styles[i];
    }
    return NULL;
}

static void
try_case(struct score *score, str file, str written, str expected, arena out, arena scratch)
{
    struct reading *r = NULL;
    arena kept = out;
    clock_t start = clock();
    for (unsigned i = 0; i < SPEED_ROUNDS; i++) {
        out = kept;
        r = arena_new(&out, struct reading, 1);
        r->text = written;
        normalize_apply(NULL, r, &out, scratch);
    }
    score->seconds += (double)(clock() - start) / CLOCKS_PER_SEC;
    score->characters += utf8_count(written) * SPEED_ROUNDS;
    str spoken = str_trim(reading_spoken_form(&out, r));
    bool right = str_equal(spoken, expected), changes = !str_equal(written, expected);
    const struct style *style = right ? NULL : find_style(&out, spoken, expected);
    score->cases++;
    score->right += right;
    score->style += style != NULL;
    score->changes += changes && style == NULL;
    score->changed += changes && right;
    if (!right)
        printf("%.*s: %.*s => %.*s, read as %.*s (%s)\n", STR_ARG(file), STR_ARG(written), STR_ARG(expected),
               STR_ARG(spoken), style == NULL ? "a miss" : style->reason);
}

static enum status
try_file(struct score *score, str folder, str name, arena out, arena scratch, struct diags *diags)
{
    str bytes, line;
    enum status status = file_read(&out, file_join(&out, folder, name), FILE_BYTES, &bytes, diags);
    while (status == STATUS_OK && str_split(&bytes, '\n', &line)) {
        size_t arrow = str_find(line, STR("=>"));
        if (arrow != STR_NONE)
            try_case(score, name, str_trim(str_cut(line, 0, arrow)),
                     str_trim(str_from_offset(line, arrow + 2)), out, scratch);
    }
    return status;
}

int
main(int argc, char **argv)
{
    arena out = arena_reserve(0), scratch = arena_reserve(0);
    str folder = str_from(argc > 1 ? argv[1] : "../shared/data/wetext_zh"), *names = NULL;
    struct diags diags = diags_new(&out);
    struct score score = {0};
    size_t count = 0;
    if (!file_is_folder(scratch, folder)) {
        printf("skipped: no folder %.*s\n", STR_ARG(folder));
        return 0;
    }
    enum status status = file_list(&out, folder, &names, &count, &diags);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        bool left_out =
            str_find(names[i], STR("oov")) != STR_NONE || str_find(names[i], STR("processor")) != STR_NONE;
        if (str_ends(names[i], STR(".txt")) && !str_equal(names[i], STR("SOURCE.txt")) && !left_out)
            status = try_file(&score, folder, names[i], out, scratch, &diags);
    }
    diags_print(&diags, stderr, DIAG_NOTE);
    if (status != STATUS_OK || score.cases == 0)
        return STATUS_SYSTEM;
    size_t agree = score.cases - score.style;
    printf("%zu cases, %zu of another style; of the other %zu exact %zu (%.1f %%), of those that change %zu "
           "of %zu; "
           "%.1f M characters/s\n",
           score.cases, score.style, agree, score.right, 100.0 * (double)score.right / (double)agree,
           score.changed, score.changes, (double)score.characters / score.seconds / 1e6);
    return 0;
}
