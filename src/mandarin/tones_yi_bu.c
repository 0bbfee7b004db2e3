#include "mandarin/charset.h"
#include "mandarin/tones.h"

#include <string.h>

#define YI U'一'
#define BU U'不'

static const char32_t digits[] = U"零〇一二三四五六七八九";

static bool
is_number(const struct tone *tone)
{
    return tone->role == ROLE_NUMBER || tone->role == ROLE_DIGITS || tone->role == ROLE_ORDINAL;
}

static bool
is_base(const struct tone *tone, const char *base)
{
    return strcmp(syllable_base(tone->syllable->citation), base) == 0;
}

/* V一V and V不V: 看一看, 是不是, 知不知道. */
static bool
between_equals(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1);
    return before != 0 && before == tones_character(tones, index, 1) && tones_word_begins(tones, index - 1) &&
           !charset_has(U"本滴林家天年步个件次遍条层排座", before);
}

/* Before a falling tone 2, else 4; the next syllable is there. */
static unsigned
yi_before(const struct tones *tones, size_t next)
{
    return tones_full_tone(tones, next) == 4 ? 2 : 4;
}

/* The numeral closes a word that is a name for a whole: 统一 唯一 星期一; but 这一 每一 进一 are fragments.
 */
static bool
closes_word(const struct tones *tones, size_t index)
{
    return tones_word_ends(tones, index) && !tones_word_begins(tones, index) &&
           !charset_has(U"这那每某哪另同有是上下前后头又任成进近不", tones_character(tones, index, -1));
}

/* 一 that counts off instead of counting: 一月 一楼 一号 一级 一年级. */
static bool
is_ordinal(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    uint32_t second = tones_character(tones, index, 2);
    if (before == 0 && charset_has(U"是要靠", after)) {
        return true; /* 一是…，二是… */
    }
    if (after == BU && charset_has(U"怕做", second)) {
        return true; /* 一不怕苦，二不怕死 */
    }
    if (before == U'第' || charset_has(U"月楼号级审", after)) {
        return true;
    }
    return (before == U'月' && after == U'日') || (after == U'年' && second == U'级') ||
           (after == U'季' && second == U'度') || (after == U'等' && charset_has(U"奖功品", second)) ||
           (after == U'期' && charset_has(U"工项", second)) || (after == U'把' && second == U'手');
}

/* 一 with figures around it. 0: no rule of number decides. */
static unsigned
yi_in_number(const struct tones *tones, size_t index)
{
    const struct tone *yi = &tones->items[index];
    uint32_t before = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    bool begins = tones_word_begins(tones, index), ends = tones_word_ends(tones, index);
    if (yi->role == ROLE_DIGITS || yi->role == ROLE_ORDINAL) {
        return 1;
    }
    bool figure_before =
        charset_has(digits, before) || before == U'十' || (before == U'点' && is_number(yi) && !begins);
    if (figure_before && (!begins || (is_number(yi) && is_number(yi - 1)))) {
        return 1;
    }
    if (charset_has(digits, after) || after == U'十') {
        return 1;
    }
    if (begins && ends && (charset_has(U"加减乘除", after) || charset_has(U"加减乘除", before))) {
        return 1;
    }
    bool decimal = after == U'点' && !ends;
    return is_number(yi) && (decimal || (ends && !begins)) ? 1 : 0;
}

static unsigned
yi_tone(const struct tones *tones, size_t index)
{
    unsigned tone = yi_in_number(tones, index);
    if (tone != 0) {
        return tone;
    }
    bool counted = charset_has(U"一二三四五六七八九十百千万", tones_character(tones, index, -2));
    if (is_ordinal(tones, index)) {
        return 1;
    }
    if (between_equals(tones, index) && !counted) {
        return 5;
    }
    if (index + 1 == tones->count || !tones->items[index].joined || closes_word(tones, index)) {
        return 1;
    }
    return yi_before(tones, index + 1);
}

/* Between a verb and what it may not reach: 看不见 出不去 分不清; but 从不去 and 并不见 deny the verb. */
static bool
denies_complement(const struct tones *tones, size_t index)
{
    static const char32_t verbs[] =
        U"看听说想找走跑站坐拿放装打拉推吃喝买卖进出上下回过来去赶跟挡忘记认分数算比离少"
        U"受禁忍抵挖搬抬举追猜摸够闻靠捉动起睡做写读学用叫盖容藏停留等挤穿戴逃躲翻爬"
        U"划改变修补合关开点烧熄灭收送寄接抓住辨";
    static const char32_t complements[] = U"见到了着住开动起来去出进上下过完好清懂透掉定倒成及惯够满远尽准";
    uint32_t verb = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    uint32_t second = tones_character(tones, index, -2);
    return charset_has(verbs, verb) && charset_has(complements, after) && verb != after &&
           !charset_has(U"无莫", second);
}

static unsigned
bu_tone(const struct tones *tones, size_t index)
{
    const struct tone *bu = &tones->items[index];
    if (syllable_tone(bu->syllable->citation) == 5) {
        return 5; /* the lexicon knows this word: 对不起 */
    }
    if (between_equals(tones, index) && tones_character(tones, index, 1) != BU) {
        return 5;
    }
    if (denies_complement(tones, index)) {
        return 5;
    }
    bool falls = index + 1 < tones->count && bu->joined && tones_full_tone(tones, index + 1) == 4;
    return falls ? 2 : 4;
}

void
tones_change_yi_bu(struct tones *tones)
{
    for (size_t i = 0; i < tones->count; i++) {
        struct tone *tone = &tones->items[i];
        if (tone->character == YI && is_base(tone, "yi")) {
            tones_set(tone, yi_tone(tones, i));
        } else if (tone->character == BU && is_base(tone, "bu")) {
            tones_set(tone, bu_tone(tones, i));
        }
    }
}
