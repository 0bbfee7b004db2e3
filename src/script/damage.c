#include "script/damage.h"

#include "base/utf8.h"
#include "script/mark.h"
#include "script/pairs.h"
#include "script/split.h"

enum { PERIOD_MAX = 8, REPORTS_MAX = 200 };

struct finder {
    struct manuscript *manuscript;
    struct cut_list *cuts;
    struct diags *diags;
    size_t index; /* of the block */
    const struct block *block;
    size_t reports[3]; /* so far, of each kind */
};

enum { STRAY, DOUBLED, UNBALANCED };

/* Counts a finding; past the limit only one line says that there are more. */
static bool
may_report(struct finder *f, int kind, uint32_t offset)
{
    static const char *const names[] = {"stray words", "doubled words", "unbalanced marks"};
    f->reports[kind]++;
    if (f->reports[kind] == REPORTS_MAX + 1) {
        block_report(f->manuscript->tour, f->block, offset, f->diags, DIAG_WARNING, NULL,
                     "more %s than can be listed; this is the first that is not", names[kind]);
    }
    return f->reports[kind] <= REPORTS_MAX;
}

static bool
is_loan_word(str word)
{
    static const char *const words[] = {"app",  "apps", "wifi",  "vip", "ok",  "pk",  "vs", "vlog",
                                        "blog", "logo", "email", "ktv", "ppt", "pdf", "km", "cm",
                                        "mm",   "kg",   "mg",    "ml",  "kw",  "kwh", "ha", "pm"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(word, str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

/* Part of an address, a name or a formula: user@host, go-kart, x_1. */
static bool
is_bound(uint32_t c)
{
    return mark_is_digit(c) || (c < 0x80 && c > ' ' && c != ',' && c != ';' && c != '(' && c != ')');
}

/* Reads words of lower-case letters parted by single spaces from *i on; false where a capital or a digit is
 * among them. */
static bool
read_phrase(str text, size_t *i)
{
    bool lower = true;
    while (*i < text.len) {
        char c = text.data[*i];
        bool letter = mark_is_latin((unsigned char)c);
        bool space = c == ' ' && *i + 1 < text.len && mark_is_latin((unsigned char)text.data[*i + 1]);
        if (!letter && !space && c != '\'') {
            return lower;
        }
        lower = lower && !(c >= 'A' && c <= 'Z');
        ++*i;
    }
    return lower;
}

static bool
is_chinese(uint32_t c)
{
    return utf8_is_han(c) || c == 0x3002 || c == 0xFF0C || c == 0x3001 || c == 0xFF1B || c == 0xFF1A;
}

static void
judge_word(struct finder *f, size_t from, size_t to)
{
    str text = f->block->text, word = str_cut(text, from, to - from);
    size_t at;
    size_t i = from;
    uint32_t before = mark_last(str_cut(text, 0, from), &at);
    uint32_t touching = from > 0 ? utf8_previous(text, &i) : 0;
    uint32_t visible = mark_first(str_cut(text, to, 64), &at);
    if (word.len < 2 || is_loan_word(word) || is_bound(touching) || !utf8_is_han(before) ||
        (visible != 0 && !is_chinese(visible)) || !may_report(f, STRAY, (uint32_t)from)) {
        return;
    }
    block_report(f->manuscript->tour, f->block, (uint32_t)from, f->diags, DIAG_WARNING,
                 "delete it or write it in Chinese",
                 "stray English word \"" STR_FMT "\" in a Chinese sentence", STR_ARG(mark_excerpt(word, 60)));
    while (from > 0 && text.data[from - 1] == ' ') { /* Chinese on both sides needs no space */
        from--;
    }
    while (to < text.len && text.data[to] == ' ') {
        to++;
    }
    struct cut cut = {(uint32_t)f->index, (uint32_t)from, (uint32_t)to,
                      f->diags->items[f->diags->count - 1].message};
    *arena_push(f->cuts->memory, f->cuts->items, f->cuts->count, f->cuts->capacity) = cut;
}

static void
find_stray_words(struct finder *f)
{
    str text = f->block->text;
    for (size_t i = 0; i < text.len;) {
        if (!mark_is_latin((unsigned char)text.data[i])) {
            i++;
            continue;
        }
        size_t from = i;
        if (read_phrase(text, &i)) {
            judge_word(f, from, i);
        }
    }
}

/* Words that Chinese doubles as ABAB: verbs tried for a while, adverbs, sounds. */
static bool
is_reduplicated(str word)
{
    static const char *const words[] = {
        "研究", "讨论", "考虑", "商量", "休息", "收拾", "打扫", "打听", "打扮", "学习", "了解", "介绍",
        "体验", "感受", "观察", "比较", "练习", "锻炼", "热闹", "高兴", "放松", "欣赏", "参观", "尝试",
        "品尝", "认识", "交流", "活动", "运动", "整理", "准备", "凉快", "舒服", "暖和", "溜达", "走动",
        "琢磨", "检查", "复习", "回忆", "回味", "想象", "享受", "庆祝", "表现", "照顾", "帮助", "关心",
        "支持", "调查", "分析", "总结", "非常", "特别", "许多", "真的", "永远", "快点", "前进", "胜利",
        "万岁", "你好", "再见", "欢迎", "加油", "叮当", "哗啦", "滴答", "轰隆", "扑通", "咔嚓", "噼啪",
        "咕噜", "叮咚", "布谷", "通红", "雪白", "碧绿", "金黄", "笔直", "冰凉", "漆黑", "火红", "乌黑"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal(word, str_from(words[i]))) {
            return true;
        }
    }
    return false;
}

/* 一个一个, 很远很远, 哈哈哈哈 and the words above. */
static bool
is_grammar(str unit)
{
    static const uint32_t starts[] = {0x4E00, 0x4E24, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B,
                                      0x4E5D, 0x5341, 0x767E, 0x5343, 0x4E07, 0x51E0, 0x534A, 0x5F88, 0x597D,
                                      0x592A, 0x771F, 0x6700, 0x518D, 0x8001, 0x6162, 0x8D8A};
    size_t i = 0;
    uint32_t first = utf8_next(unit, &i);
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++) {
        if (first == starts[k]) {
            return true;
        }
    }
    bool all_same = true;
    while (i < unit.len) {
        all_same = utf8_next(unit, &i) == first && all_same;
    }
    return all_same || is_reduplicated(unit);
}

static void
judge_double(struct finder *f, const uint32_t *starts, size_t period)
{
    str unit = str_cut(f->block->text, starts[0], starts[period] - starts[0]);
    if (is_grammar(unit) || !may_report(f, DOUBLED, starts[period])) {
        return;
    }
    block_report(f->manuscript->tour, f->block, starts[period], f->diags, DIAG_WARNING,
                 "delete one of the two", "\"" STR_FMT "\" stands twice at once", STR_ARG(unit));
}

/* Looks for hanzi equal to those `period` before them, period of them in a row. */
static void
find_doubled_words(struct finder *f)
{
    str text = f->block->text;
    uint32_t chars[2 * PERIOD_MAX + 1] = {0}, starts[2 * PERIOD_MAX + 1] = {0};
    size_t equal[PERIOD_MAX + 1] = {0}, hanzi = 0, quiet = 0;
    enum { LAST = 2 * PERIOD_MAX };
    for (size_t i = 0; i < text.len;) {
        for (size_t k = 0; k < LAST; k++) {
            chars[k] = chars[k + 1];
            starts[k] = starts[k + 1];
        }
        starts[LAST] = (uint32_t)i;
        chars[LAST] = utf8_next(text, &i);
        hanzi = utf8_is_han(chars[LAST]) ? hanzi + 1 : 0;
        quiet -= quiet > 0;
        for (size_t p = 2; p <= PERIOD_MAX; p++) {
            bool same = hanzi > p && chars[LAST] == chars[LAST - p];
            equal[p] = same ? equal[p] + 1 : 0;
            if (equal[p] == p && quiet == 0) {
                judge_double(f, &starts[LAST - 2 * p + 1], p);
                quiet = 2 * p + 1;
            }
        }
    }
}

/* The quote that each paragraph of a long speech opens and only the last closes. */
static bool
is_running_quote(const struct finder *f, const struct pair_mark *mark)
{
    const struct block_list *blocks = &f->manuscript->article;
    const struct block *next = f->index + 1 < blocks->count ? &blocks->items[f->index + 1] : NULL;
    return mark->opens && mark->at == 0 && next != NULL && mark_is_quote_kind(mark->kind) &&
           next->text.len >= 3 && str_equal(str_cut(f->block->text, 0, 3), str_cut(next->text, 0, 3));
}

/* Marks without a partner, but for those inside fragments, which are reported as such. */
static void
find_unbalanced(struct finder *f, arena scratch)
{
    struct pairs pairs = pairs_find(&scratch, f->block->text);
    if (pairs_unmatched(&pairs, true) == NULL && pairs_unmatched(&pairs, false) == NULL) {
        return;
    }
    size_t count;
    struct range *sentences = split_briefly(&scratch, f->block->text, &count);
    for (size_t i = 0; i < pairs.count; i++) {
        const struct pair_mark *mark = &pairs.items[i];
        bool in_fragment =
            count > 0 && ((mark->opens && f->block->is_fragment && mark->at >= sentences[count - 1].from) ||
                          (!mark->opens && f->block->starts_inside && mark->at < sentences[0].to));
        if (mark->partner != PAIR_NONE || in_fragment || is_running_quote(f, mark) ||
            !may_report(f, UNBALANCED, mark->at)) {
            continue;
        }
        size_t end = mark->at;
        utf8_next(f->block->text, &end);
        str sign = str_cut(f->block->text, mark->at, end - mark->at);
        block_report(f->manuscript->tour, f->block, mark->at, f->diags, DIAG_WARNING,
                     mark->opens ? "write the closing mark, or delete this one"
                                 : "write the opening mark, or delete this one",
                     STR_FMT " is never %s", STR_ARG(sign), mark->opens ? "closed" : "opened");
    }
}

void
damage_find(arena scratch, struct manuscript *manuscript, struct cut_list *cuts, struct diags *diags)
{
    struct finder f = {.manuscript = manuscript, .cuts = cuts, .diags = diags};
    struct block_list *lists[] = {&manuscript->article, &manuscript->captions};
    for (size_t l = 0; l < 2; l++) {
        struct cut_list none = {.memory = cuts->memory};
        f.cuts =
            l == 0 ? cuts : &none; /* captions.txt is the producer's own text: nothing of it is left out */
        for (f.index = 0; f.index < lists[l]->count; f.index++) {
            f.block = &lists[l]->items[f.index];
            find_stray_words(&f);
            find_doubled_words(&f);
            find_unbalanced(&f, scratch);
        }
    }
}
