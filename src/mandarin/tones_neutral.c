#include "mandarin/charset.h"
#include "mandarin/tones.h"

/*
 * Neutral tones that come from the neighbours. Those that belong to a word (椅子 朋友 我们 什么) come with
 * its citation. Narration is read formally: where both are heard, the full tone stays.
 */

static bool
is_neutral(const struct tones *tones, size_t index)
{
    return syllable_tone(tones->items[index].syllable->spoken) == 5;
}

/* 个 as a measure: 一个 七十八个 这个 找个地方; but 个人 各个 整个 个个 keep ge4. */
static bool
is_measure_ge(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    if (before == U'个' || after == U'个' || charset_has(U"各整逐挨单首", before)) {
        return false;
    }
    bool counted = charset_has(U"零〇一二三四五六七八九十百千万亿半两几数多余来些这那哪每某", before);
    bool alone = tones_word_begins(tones, index) && tones_word_ends(tones, index);
    return counted || alone || (tones_word_ends(tones, index) && before != 0);
}

/* 过 of experience: 去过 听过; with a verb of motion it keeps the way itself: 走过 穿过. */
static bool
is_experience_guo(const struct tones *tones, size_t index)
{
    static const char32_t verbs[] =
        U"有去来见看听吃喝说讲做干当想用学受得玩读念写唱住到问病生坐睡买卖穿戴养种教爱恨怕哭笑等找给拿打骂";
    static const char32_t closes[] = U"的吗了吧呢么这那一几多很哪什";
    uint32_t before = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    if (!tones_word_ends(tones, index) || before == 0) {
        return false;
    }
    if (charset_has(U"下上起成", before)) { /* 坐下过 */
        return (after == 0 || charset_has(closes, after)) && tones_word_begins(tones, index);
    }
    if (charset_has(U"穿来去", before)) { /* 穿过树林 is motion, 来过锦州 is not */
        return before != U'穿' || charset_has(U"的吗吧", after);
    }
    return charset_has(verbs, before);
}

/* Particles at the end of a clause that have a full tone in other uses. */
static bool
is_final_particle(const struct tones *tones, size_t index)
{
    return charset_has(U"吗呢吧啊呀嘛啦哇呗", tones->items[index].character) && index > 0 &&
           tones->items[index - 1].joined && tones_word_begins(tones, index) && tones_word_ends(tones, index);
}

/* Two of the same, and neither 看看看 nor 说说笑笑 around them. */
static bool
is_plain_pair(const struct tones *tones, size_t index)
{
    uint32_t here = tones->items[index].character;
    uint32_t after = tones_character(tones, index, 1), after_that = tones_character(tones, index, 2);
    uint32_t before = tones_character(tones, index, -2), before_that = tones_character(tones, index, -3);
    return here == tones_character(tones, index, -1) &&
           (after == 0 || (after != here && after != after_that)) &&
           (before == 0 || (before != here && before != before_that));
}

/* 看看 kan4 kan5, 想想 xiang2 xiang5. */
static bool
is_repeated_verb(const struct tones *tones, size_t index)
{
    return charset_has(U"看想听走试说问坐歇停读写找聊谈摸尝闻逛转数讲查瞧望敲猜算翻洗擦选挑品玩",
                       tones->items[index].character) &&
           is_plain_pair(tones, index);
}

static bool
is_repeated_kin(const struct tones *tones, size_t index)
{
    return charset_has(U"爸妈哥弟姐妹爷奶叔舅姑婆公伯嫂姥太星宝娃猩谢", tones->items[index].character) &&
           is_plain_pair(tones, index);
}

/* 来 and 去 of a complement: 提起来 露出来 走下去; 起不来, 一起来, and 过去 by itself keep theirs. */
static bool
is_direction(const struct tones *tones, size_t index)
{
    static const char32_t verbs[] = U"编呼吸数做造烧吃喝叫喊查问读认算走跑飞拿搬带送传说看听写想流涌冲跳爬站"
                                    U"坐露赶伸拉推提升放落掉滴漏穿绕转"
                                    U"翻追救找挑画拍印建长冒透照映散抢"
                                    U"取抽掏挖拔捡寄递探钻闯驶开挤吹刮拆换停静活留剩保存冷亮暗沉滑滚摔倒降退"
                                    U"缩低弯连拼搭围唱笑哭热动抬垂醒";
    uint32_t here = tones->items[index].character;
    uint32_t way = tones_character(tones, index, -1), verb = tones_character(tones, index, -2);
    if (here == U'来' && way == U'起') {
        return verb != 0 && !charset_has(U"一不得的了我你他她们就都", verb);
    }
    bool goes = charset_has(U"来去", here) && charset_has(U"出进上下回过开", way);
    return goes && tones_word_ends(tones, index) && charset_has(verbs, verb);
}

void
tones_make_neutral(struct tones *tones)
{
    for (size_t i = 0; i < tones->count; i++) {
        struct tone *tone = &tones->items[i];
        bool third = syllable_tone(tone->syllable->citation) == 3;
        if (tone->character == U'个') {
            tones_set(tone, is_measure_ge(tones, i) ? 5 : syllable_tone(tone->syllable->citation));
        } else if (is_repeated_verb(tones, i)) {
            tone->hidden_third = third || syllable_tone(tone[-1].syllable->citation) == 3;
            tones_set(tone, 5);
        } else if ((tone->character == U'过' && is_experience_guo(tones, i)) || is_final_particle(tones, i) ||
                   is_repeated_kin(tones, i) || is_direction(tones, i)) {
            tones_set(tone, 5);
        } else if (tone->character == U'里' && tones_character(tones, i, -1) == U'哪' &&
                   is_neutral(tones, i)) {
            tone->hidden_third = true;
        }
    }
}
