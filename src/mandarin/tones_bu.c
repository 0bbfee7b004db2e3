#include "mandarin/charset.h"
#include "mandarin/tones.h"

#define BU U'不'

/* V不V: 是不是, 知不知道. */
static bool
between_equals(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1);
    return before != 0 && before != BU && before == tones_character(tones, index, 1) &&
           tones_word_begins(tones, index - 1);
}

/* Between a verb and what it may not reach: 看不见 出不去 分不清; but 从不去 and 并不见 deny the verb. */
static bool
denies_complement(const struct tones *tones, size_t index)
{
    static const char32_t verbs[] =
        U"看听说想找走跑站坐拿放装打拉推吃喝买卖进出上下回过来去赶跟挡忘记认分数算比离少"
        U"受禁忍抵挖搬抬举追猜摸够闻靠捉动起睡做写读学用叫盖容藏停留等挤穿戴逃躲翻爬"
        U"划改变修补合关开点烧熄灭收送寄接抓住辨猜料料顾管吞咽割拆扯扛撑托按压捞凑踩租借请";
    static const char32_t complements[] =
        U"见到了着住开动起来去出进上下过完好清懂透掉定倒成及惯够满远尽准断绝光真拢";
    uint32_t verb = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    uint32_t second = tones_character(tones, index, -2);
    return charset_has(complements, after) && charset_has(verbs, verb) && verb != after &&
           !charset_has(U"无莫", second);
}

static unsigned
bu_tone(const struct tones *tones, size_t index)
{
    const struct tone *bu = &tones->items[index];
    /* The lexicon knows words like 对不起. */
    if (syllable_tone(bu->syllable->citation) == 5 || between_equals(tones, index) ||
        denies_complement(tones, index)) {
        return 5;
    }
    bool falls = index + 1 < tones->count && bu->joined && tones_full_tone(tones, index + 1) == 4;
    return falls ? 2 : 4;
}

void
tones_change_bu(struct tones *tones)
{
    for (size_t i = 0; i < tones->count; i++) {
        struct tone *tone = &tones->items[i];
        if (tone->character != BU) {
            continue;
        }
        unsigned cited = syllable_tone(tone->syllable->citation);
        if (cited == 4 || cited == 5) { /* bu4, not the fou3 of classical texts */
            tones_set(tone, bu_tone(tones, i));
        }
    }
}
