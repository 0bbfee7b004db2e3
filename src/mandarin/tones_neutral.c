#include "mandarin/charset.h"
#include "mandarin/tones.h"
#include "mandarin/verse.h"

/*
 * Neutral tones that come from the neighbours. Those that belong to a word (椅子 朋友 我们 什么) come with
 * its citation. Narration is read formally: where both are heard, the full tone stays.
 */

static bool
is_neutral(const struct tones *tones, size_t index)
{
    return syllable_tone(tones->items[index].syllable->spoken) == 5;
}

/* 个 as a measure: 一个 七十八个 这个 找个地方; but 个人 各个 整个 个个 and 个儿 (height) keep ge4. */
static bool
is_measure_ge(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    bool height = tones->items[index].syllable->erhua && before == 0;
    bool pairs = after == U'个' && !charset_has(U"体人性别案", tones_character(tones, index, 2));
    if (before == U'个' || pairs || height || charset_has(U"各整逐挨单首", before)) {
        return false;
    }
    bool counted = charset_has(U"零〇一二三四五六七八九十百千万亿半两几数多余来些这那哪每某", before);
    bool alone = tones_word_begins(tones, index) && tones_word_ends(tones, index);
    return counted || alone || (tones_word_ends(tones, index) && before != 0);
}

/* Particles at the end of a clause that have a full tone in other uses. */
static bool
is_final_particle(const struct tones *tones, size_t index)
{
    return index > 0 && tones->items[index - 1].joined && tones_word_begins(tones, index) &&
           tones_word_ends(tones, index);
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

/* 散散步, 帮帮忙: the verb of a verb and its object. */
static bool
is_repeated_with_object(const struct tones *tones, size_t index)
{
    static const char32_t pairs[] =
        U"散步 帮忙 跑步 洗澡 睡觉 握手 见面 谈心 聊天 唱歌 跳舞 游泳 爬山 逛街 鼓掌 点头 摇头 招手 挥手 "
        U"摆手 "
        U"拍手 理发 "
        U"读书 看书 写字 画画 喝茶 下棋 听歌 看报 梳头 洗手 洗脸 刷牙 叹气 讲理 出气 解闷 拉手 做饭 打球 "
        U"照相 拜年 "
        U"请客 养花 种花 钓鱼 把关 拉车 耍嘴 吹牛 透气 通风 暖手 泡脚 歇脚 动手 动脑 伸手 弯腰";
    const uint32_t pair[2] = {tones->items[index].character, tones_character(tones, index, 1)};
    return charset_has_word(pairs, pair, 2);
}

/* 看看 kan4 kan5, 想想 xiang2 xiang5; 等等 is also "and so on". */
static bool
is_repeated_verb(const struct tones *tones, size_t index)
{
    uint32_t here = tones->items[index].character;
    if (here == U'等') {
        return charset_has(U"我你他她它咱再看就", tones_character(tones, index, 1)) &&
               is_plain_pair(tones, index);
    }
    return is_plain_pair(tones, index) &&
           (charset_has(U"看想听走试说问坐歇停读写找聊谈摸尝闻逛转数讲查瞧望敲猜算翻洗擦选挑品玩练劝躺翻评比",
                        here) ||
            is_repeated_with_object(tones, index));
}

static bool
is_kin(uint32_t character)
{
    return charset_has(U"爸妈哥弟姐妹爷奶叔舅姑婆公伯嫂婶姥太星宝娃猩谢", character);
}

static bool
is_repeated_kin(const struct tones *tones, size_t index)
{
    return is_kin(tones->items[index].character) && is_plain_pair(tones, index);
}

/* 清清楚楚, 公公正正: doubled, a neutral syllable has its full tone; but not in 爷爷奶奶. */
static bool
is_doubled_word(const struct tones *tones, size_t index)
{
    const struct tone *tone = &tones->items[index];
    const struct word *word = &tones->reading->words[tone->word];
    size_t place = tone->syllable->first - word->first;
    if (word->count != 4 || place > index || index - place + 4 > tones->count) {
        return false;
    }
    const struct tone *first = tone - place;
    return first[0].character == first[1].character && first[2].character == first[3].character &&
           !(is_kin(first[0].character) && is_kin(first[2].character));
}

/* The neutral syllable that once had a third tone still changes the one before it: 哪里 小姐 晌午 打扫 手里;
 * but in 耳朵 马虎 姐姐 椅子 it does not. */
static bool
is_hidden_third(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1);
    return before != tones->items[index].character && is_neutral(tones, index);
}

static void
make_repeated_neutral(struct tones *tones, size_t index)
{
    struct tone *tone = &tones->items[index];
    if (is_doubled_word(tones, index)) {
        unsigned full = tones_full_tone(tones, index);
        if (is_neutral(tones, index) && full != 0) {
            tones_set(tone, full);
        }
    } else if (is_repeated_verb(tones, index)) {
        tone->hidden_third = syllable_tone(tone[-1].syllable->citation) == 3;
        tones_set(tone, 5);
    } else if (is_repeated_kin(tones, index)) {
        tones_set(tone, 5);
    }
}

/* 人家 for others: it begins a clause or stands behind a preposition, an adverb or a verb; but 五户人家,
 * 山里人家, 打鱼人家, 有人家 are households, and verse has them only. */
static bool
is_others(const struct tones *tones, size_t index)
{
    if (tones_word_length(tones, index) != 2 || tones_character(tones, index, -1) != U'人' ||
        verse_holds(tones->reading, (size_t)(tones->items[index].syllable - tones->reading->syllables))) {
        return false;
    }
    uint32_t before = tones_character(tones, index, -2), after = tones_character(tones, index, 1);
    if (before == 0) {
        return after != 0;
    }
    uint8_t class = tones->items[index - 2].class;
    bool led = class == CLASS_PREPOSITION || class == CLASS_ADVERB || class == CLASS_CONJUNCTION;
    bool transitive =
        tones_word_length(tones, index - 2) == 1 || charset_has(U"诉信谢烦助慕扰负应求", before);
    bool object = class == CLASS_VERB && transitive && !charset_has(U"有无是成作为住", before);
    return led || object || (before == U'是' && after != 0);
}

/* The characters of make_neutral's cases, few of a text's: nearly all are passed over by one look. A new case
 * needs its place here, or is never reached. */
#define KNOWN(c) CHARSET_PLACE(66, c)
static const uint16_t known[66] = {KNOWN(U'个'), KNOWN(U'家'), KNOWN(U'过'), KNOWN(U'来'), KNOWN(U'去'),
                                   KNOWN(U'里'), KNOWN(U'上'), KNOWN(U'姐'), KNOWN(U'鼠'), KNOWN(U'午'),
                                   KNOWN(U'扫'), KNOWN(U'点'), KNOWN(U'手'), KNOWN(U'起'), KNOWN(U'以'),
                                   KNOWN(U'吗'), KNOWN(U'呢'), KNOWN(U'吧'), KNOWN(U'啊'), KNOWN(U'呀'),
                                   KNOWN(U'嘛'), KNOWN(U'啦'), KNOWN(U'哇'), KNOWN(U'呗')};

static void
make_neutral(struct tones *tones, size_t index)
{
    struct tone *tone = &tones->items[index];
    if (!CHARSET_HOLDS(known, tone->character)) {
        return;
    }
    switch (tone->character) {
    case U'个':
        if (is_measure_ge(tones, index)) {
            tones_set(tone, 5);
        }
        break;
    case U'家':
        if (is_others(tones, index)) {
            tones_set(tone, 5);
        }
        break;
    case U'过':
        if (tones_is_experience(tones, index)) {
            tones_set(tone, 5);
        }
        break;
    case U'来':
    case U'去':
        if (tones_is_direction(tones, index)) {
            tones_set(tone, 5);
        }
        break;
    case U'里':
    case U'上':
        if (tones_is_place(tones, index)) {
            tones_set(tone, 5);
        }
        tone->hidden_third = tone->character == U'里' && is_hidden_third(tones, index);
        break;
    case U'姐':
    case U'鼠':
    case U'午':
    case U'扫':
    case U'点':
    case U'手':
    case U'起':
    case U'以':
        tone->hidden_third = is_hidden_third(tones, index);
        break;
    case U'吗':
    case U'呢':
    case U'吧':
    case U'啊':
    case U'呀':
    case U'嘛':
    case U'啦':
    case U'哇':
    case U'呗':
        if (is_final_particle(tones, index)) {
            tones_set(tone, 5);
        }
        break;
    default:
        break;
    }
}

void
tones_make_neutral(struct tones *tones)
{
    for (size_t i = 0; i < tones->count; i++) {
        make_neutral(tones, i);
        bool doubled = (i > 0 && tones->items[i - 1].character == tones->items[i].character) ||
                       (i + 1 < tones->count && tones->items[i + 1].character == tones->items[i].character);
        if (doubled) {
            make_repeated_neutral(tones, i);
        }
    }
}
