/*
 * Erhua: the 儿 that is no syllable but an -r on the one before it: 花儿 huar1, 一点儿 yi4 dianr3; but 儿子,
 * 婴儿, 幼儿园, 女儿河 keep er2.
 */
#include "mandarin/charset.h"
#include "mandarin/lexicon.h"
#include "mandarin/passes.h"
#include "mandarin/verse.h"

#define ER U'儿'

/* 儿 that means a child, or a person of some kind, stands for itself: 婴儿 健儿 幸运儿 弄潮儿 混血儿. */
static bool
is_child_after(uint32_t before, uint32_t second_before)
{
    if (before == U'鸡' && second_before == U'锦') {
        return true; /* 锦鸡儿 is a shrub */
    }
    if (before == U'孩') {
        return !charset_has(U"小男女", second_before);
    }
    return charset_has(U"婴幼女孤健胎少小男妻育患宠弃侄乞娇爱痴佳吾我犬生养产形体能运潮血麟妇木奈卡婉晴雪平"
                       U"浪胖哑障疾守瘫亲腹缺陷症胡汉莺馨孙",
                       before);
}

/* Where segmentation has left 儿 alone, only well-worn bases take it; an unknown noun keeps er2. */
static bool
is_common_base(uint32_t before)
{
    return charset_has(
        U"花事点这那哪玩孩劲味画根块门头道样兜馅面盖盆罐瓶包歌曲词字活空心腰腿脸嘴眼球丝条片圈边角"
        U"尖底缝洞坑坡鸟鱼虫猫狗兔猴会份名准范今明昨前后哥姐妞爷娘伴本号亮慢好远天摊下跟褂罐盅葱驴盒枣锅窗"
        U"牌带签链款绢镜铃钉轮汁刷码套罩盂船云月风马蛋瓮镚晃妇春趣口座",
        before);
}

static uint32_t
character_at(const struct reading *reading, const struct spoken_syllable *s)
{
    return reading->words[s->word].kind == WORD_HANZI ? reading->spoken[s->first].code_point : 0;
}

/* A word of several characters that the lexicon knows: 号码|儿 茶馆|儿. */
static bool
is_known_word(const struct lexicon *lexicon, const struct reading *reading, const struct word *word)
{
    if (lexicon == NULL || word->count < 2 || word->count > LEXICON_WORD_MAX || word->role != ROLE_PLAIN ||
        word->class == CLASS_PERSON || word->class == CLASS_PLACE) {
        return false;
    }
    uint16_t ids[LEXICON_WORD_MAX];
    for (size_t i = 0; i < word->count; i++) {
        ids[i] = lexicon_id(lexicon, reading->spoken[word->first + i].code_point);
    }
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = lexicon_find(lexicon, ids, word->count, found);
    return count > 0 && found[count - 1].length == word->count;
}

/* 儿女 and 儿歌 inside a longer word: 中华儿女. */
static bool
begins_word(const struct reading *reading, const struct spoken_syllable *er)
{
    const struct word *word = &reading->words[er->word];
    bool last = er->first + 1 == word->first + word->count;
    return !last && charset_has(U"女童孙子科歌郎戏媳时", reading->spoken[er->first + 1].code_point);
}

static bool
merges(const struct lexicon *lexicon, const struct reading *reading, size_t index)
{
    const struct spoken_syllable *er = &reading->syllables[index];
    const struct spoken_syllable *base = er - 1;
    const struct word *word = &reading->words[er->word];
    uint32_t before = character_at(reading, base);
    if (before == 0 || before == ER || base->first + 1 != er->first || !syllable_is_valid(base->citation) ||
        begins_word(reading, er) || verse_holds(reading, index)) {
        return false;
    }
    if (base->word != er->word) {
        bool known = is_common_base(before) || is_known_word(lexicon, reading, &reading->words[base->word]);
        return word->count == 1 && known && !is_child_after(before, 0);
    }
    /* 托儿所 is no shill's office. */
    bool nursery = er->first + 1 < word->first + word->count && before == U'托';
    uint32_t second = index >= 2 ? character_at(reading, base - 1) : 0;
    return word->role != ROLE_NAME && !nursery && !is_child_after(before, second);
}

void
erhua_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    (void)out;
    (void)scratch;
    for (size_t i = 1; i < reading->syllable_count; i++) {
        if (character_at(reading, &reading->syllables[i]) == ER && merges(mandarin->lexicon, reading, i)) {
            reading->syllables[i].merged = true;
            reading->syllables[i - 1].erhua = true;
        }
    }
}
