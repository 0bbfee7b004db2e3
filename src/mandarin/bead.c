#include "mandarin/bead.h"

#include "mandarin/charset.h"
#include "mandarin/function_words.h"

enum { LETTERS_PER_SYLLABLE = 3, LETTERS_SPELT = 3 };

static bool
is_figure(const struct bead *bead)
{
    if (bead->role == ROLE_NUMBER || bead->role == ROLE_DIGITS || bead->role == ROLE_ORDINAL) {
        return true;
    }
    if (bead->char_count == 1) {
        return bead->closed == CLASS_NUMERAL && !charset_has(U"第数余", bead->chars[0]);
    }
    return bead->class == CLASS_NUMERAL && charset_has(U"十百千万亿多余", bead->last_char);
}

bool
bead_is_measure(const struct bead *bead)
{
    return bead->role == ROLE_MEASURE || (bead->class == CLASS_MEASURE && bead->char_count <= 2);
}

#define COUNTING(c) CHARSET_PLACE(40, c)
static const uint16_t counting[40] = {COUNTING(U'一'), COUNTING(U'两'), COUNTING(U'二'), COUNTING(U'三'),
                                      COUNTING(U'四'), COUNTING(U'五'), COUNTING(U'六'), COUNTING(U'七'),
                                      COUNTING(U'八'), COUNTING(U'九'), COUNTING(U'十'), COUNTING(U'几'),
                                      COUNTING(U'半'), COUNTING(U'这'), COUNTING(U'那'), COUNTING(U'每')};

bool
bead_is_counted(const struct bead *bead)
{
    if (bead->figure) {
        return true;
    }
    if (bead->class == CLASS_VERB || bead->class == CLASS_NOUN || bead->class == CLASS_ADVERB) {
        return false;
    }
    if (bead->class == CLASS_NUMERAL && charset_has(U"一两二三四五六七八九十", bead->chars[0])) {
        return true;
    }
    if (bead->char_count == 3) {
        return charset_has_word(U"这么多 那么多", bead->chars, 3);
    }
    return bead->char_count == 2 &&
           ((CHARSET_HOLDS(counting, bead->chars[0]) && !charset_has(U"里儿样时边么", bead->chars[1])) ||
            charset_has_word(U"更多 许多 很多 不少 多少 好多", bead->chars, 2));
}

bool
bead_is_particle(const struct bead *bead)
{
    if (bead->char_count != 1 || bead->closed != CLASS_PARTICLE || bead->chars[0] == U'等') {
        return false;
    }
    bool adverbial = bead->chars[0] == U'地' || bead->chars[0] == U'得';
    return !adverbial || bead->last_tone == 5;
}

#define FIRST(c) CHARSET_PLACE(17, c)
static const uint16_t leaning_firsts[17] = {FIRST(U'怎'), FIRST(U'这'), FIRST(U'那'), FIRST(U'多'),
                                            FIRST(U'非'), FIRST(U'十'), FIRST(U'特'), FIRST(U'更')};

bool
bead_leans(const struct bead *bead)
{
    if (bead->char_count == 1) {
        return function_word_leans(bead->chars[0]);
    }
    return (bead->char_count == 2 && CHARSET_HOLDS(leaning_firsts, bead->chars[0]) &&
            charset_has_word(U"怎么 这么 那么 多么 非常 十分 特别 更加", bead->chars, 2));
}

/* Words of two characters that go another way than their kind: modal verbs as adverbs do, 时代 and 末年 as
 * the nouns that they end with. */
static uint8_t
class_of_pair(const struct bead *bead, uint8_t lexical)
{
    const uint32_t *c = bead->chars;
    bool modal = lexical == CLASS_VERB && charset_has(U"可能应必", c[0]) &&
                 charset_has_word(U"可以 能够 应该 应当 可能 必须 必将 能否", c, 2);
    bool compares = c[1] == U'比' && charset_has(U"同环", c[0]);
    if (modal || compares || (c[1] == U'共' && charset_has(U"一总", c[0]))) {
        return CLASS_ADVERB;
    }
    bool tail =
        lexical == CLASS_TIME && charset_has(U"时年末初晚前期中早后", c[0]) &&
        charset_has_word(
            U"时期 时代 年代 年间 末年 初年 初期 末期 中期 晚期 早期 后期 前期 前夕 期间 年底 年初", c, 2);
    return tail || lexical == CLASS_UNKNOWN ? CLASS_NOUN : lexical;
}

/* What a bead is where it stands by itself; a word that nobody has classed is taken for a noun. */
static uint8_t
class_of(const struct bead *bead, uint8_t lexical)
{
    if (bead->kind != WORD_HANZI) {
        return CLASS_NOUN;
    }
    if (is_figure(bead)) {
        return CLASS_NUMERAL;
    }
    if (bead->role == ROLE_MEASURE) {
        return CLASS_MEASURE;
    }
    if (bead->role == ROLE_NAME) {
        return CLASS_PERSON;
    }
    if (bead->closed != CLASS_UNKNOWN) {
        return bead->closed;
    }
    if (bead->char_count == 2) {
        return class_of_pair(bead, lexical);
    }
    return lexical == CLASS_UNKNOWN ? CLASS_NOUN : lexical;
}

bool
bead_is_suffix(const struct bead *bead)
{
    return function_word_is_suffix(bead->lone);
}

/* GDP is spelt, museum is not. */
static uint32_t
latin_syllables(uint32_t letters)
{
    return letters <= LETTERS_SPELT ? letters : 1 + letters / LETTERS_PER_SYLLABLE;
}

void
bead_make(struct bead *bead, const struct reading *reading, size_t index, size_t *next)
{
    const struct word *word = &reading->words[index];
    *bead = (struct bead){.index = (uint32_t)index, .kind = word->kind, .role = word->role};
    while (*next < reading->syllable_count && reading->syllables[*next].word <= index) {
        const struct spoken_syllable *s = &reading->syllables[(*next)++];
        bool heard = syllable_is_valid(s->citation) && !s->merged;
        bead->syllables += word->kind == WORD_LATIN ? latin_syllables(word->count) : heard;
        bead->last_tone = (uint8_t)syllable_tone(s->citation);
    }
    bead->char_count = word->count;
    for (size_t i = 0; i < word->count && i < BEAD_CHARS; i++) {
        bead->chars[i] = reading->spoken[word->first + i].code_point;
    }
    bead->last_char = word->count > 0 ? reading->spoken[word->first + word->count - 1].code_point : 0;
    bead->lone = bead->char_count == 1 ? bead->chars[0] : 0;
    bead->closed = (uint8_t)function_word_class(bead->lone);
    bead->class = class_of(bead, word->class);
    bead->figure = is_figure(bead);
}

bool
bead_sounds(const struct bead *bead)
{
    return bead->kind != WORD_PUNCTUATION && (bead->syllables > 0 || bead->kind == WORD_LATIN);
}

bool
bead_is_copula(const struct bead *bead)
{
    if (bead->char_count == 1) {
        return function_word_is_copula(bead->chars[0]);
    }
    return (bead->char_count == 2 || bead->char_count == 3) && bead->last_char == U'是' &&
           charset_has(U"就也都不只正便仍才又却皆全算乃原", bead->chars[0]);
}
