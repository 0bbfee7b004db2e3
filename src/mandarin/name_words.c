#include "mandarin/name_words.h"

#include "mandarin/charset.h"
#include "mandarin/names.h"

/* What speaks for a person's name, in points. */
enum {
    POINTS_SURNAME = 3,    /* a surname that is no everyday word */
    POINTS_TITLE = 3,      /* 馆长 or another name and 、 before, 先生 behind */
    POINTS_PROFESSION = 2, /* a word in 员 师 家 before */
    POINTS_SIDE = 1,       /* punctuation, 由 和 … before, 等 是 … behind */
    POINTS_NEEDED = 4,     /* for a given name of two characters */
    POINTS_NEEDED_ONE = 5, /* for a given name of one character, or where a word is cut in two */
    COST_EVERYDAY = 270,   /* a word that is met every day */
    COST_RARE = 330,       /* a character that is hardly ever a word (-28 ln p): names have such */
};

static const uint32_t *
word_text(const struct name_words *n, size_t index)
{
    return n->text + n->reading->words[index].first;
}

static const struct word *
hanzi_at(const struct name_words *n, size_t index)
{
    if (index >= n->reading->word_count || n->reading->words[index].kind != WORD_HANZI)
        return NULL;
    return &n->reading->words[index];
}

static bool
is_lone(const struct name_words *n, size_t index)
{
    const struct word *w = hanzi_at(n, index);
    return w != NULL && w->count == 1 && w->role == ROLE_PLAIN && w->reading == NULL &&
           names_is_given(n->text[w->first]);
}

static bool
is_title(const struct name_words *n, size_t index)
{
    const struct word *w = hanzi_at(n, index);
    return w != NULL && names_is_title(word_text(n, index), w->count);
}

static bool
is_pair(const struct name_words *n, size_t index)
{
    const struct word *w = hanzi_at(n, index);
    return w != NULL && w->count == 2 && w->role == ROLE_PLAIN && !w->settled && !is_title(n, index) &&
           names_is_given(n->text[w->first]) && names_is_given(n->text[w->first + 1]);
}

static bool
is_typical(const struct name_words *n, size_t at)
{
    if (names_is_typical(n->text[at]))
        return true;
    struct lexicon_word found[LEXICON_WORD_MAX];
    return lexicon_find(n->lexicon, n->ids + at, 1, found) == 0 || found[0].cost > COST_RARE;
}

/* What stands before the word: `kept` words are done, and hold the names found so far. */
static int
points_before(const struct name_words *n, size_t kept)
{
    const struct word *words = n->reading->words;
    if (kept == 0)
        return POINTS_SIDE;
    const struct word *w = &words[kept - 1];
    uint32_t last = n->text[w->first + w->count - 1];
    if (w->kind == WORD_PUNCTUATION) {
        bool listed = kept > 1 && ((last == U'、' && words[kept - 2].role == ROLE_NAME) ||
                                   (last == U'：' && is_title(n, kept - 2)));
        return listed ? POINTS_TITLE : POINTS_SIDE;
    }
    if (is_title(n, kept - 1))
        return POINTS_TITLE;
    if (w->kind == WORD_HANZI && w->count > 1 && charset_has(U"员师家者匠手士", last))
        return POINTS_PROFESSION;
    return names_leads(word_text(n, kept - 1), w->count) ? POINTS_SIDE : 0;
}

static int
points_behind(const struct name_words *n, size_t index)
{
    if (index >= n->reading->word_count || n->reading->words[index].kind == WORD_PUNCTUATION)
        return POINTS_SIDE;
    if (is_title(n, index))
        return POINTS_TITLE;
    const struct word *w = &n->reading->words[index];
    return w->kind == WORD_HANZI && names_follows(word_text(n, index), w->count) ? POINTS_SIDE : 0;
}

/* A given name in one word of the lexicon (国强): its characters, less where the word is of every day (增长).
 */
static int
points_pair(const struct name_words *n, size_t at)
{
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = lexicon_find(n->lexicon, n->ids + at, 2, found);
    uint16_t cost = count > 0 && found[count - 1].length == 2 ? found[count - 1].cost : COST_RARE + 1;
    bool rare = cost > COST_RARE;
    int first = rare ? is_typical(n, at) : names_is_typical(n->text[at]);
    int second = rare ? is_typical(n, at + 1) : names_is_typical(n->text[at + 1]);
    return first + second - (second == 0) - (cost < COST_EVERYDAY);
}

/* A given name of lone characters: what these say. */
static int
points_given(const struct name_words *n, size_t at, size_t count)
{
    int first = is_typical(n, at), second = count == 2 && is_typical(n, at + 1);
    if (count == 1)
        return first ? 1 : -1;
    return first + second - (second == 0);
}

/* 宋辽金, 魏晋, 英德法, 魏军: states and dynasties in a row, and their armies, are no person. */
static bool
is_states(const uint32_t *text)
{
    static const char32_t old[] = U"夏商周秦汉晋隋唐宋辽金元明清魏燕赵齐楚韩吴越蜀蔡陈郑卫鲁";
    static const char32_t modern[] = U"英德法日俄美意印中韩";
    bool army = charset_has(U"军国王", text[1]);
    return (charset_has(old, text[0]) && (army || charset_has(old, text[1]))) ||
           (charset_has(modern, text[0]) && (army || charset_has(modern, text[1])));
}

/* 说 介绍 …: who speaks is a person; 任江苏巡抚 is to serve as one. */
static bool
is_speech(const struct name_words *n, size_t index)
{
    const struct word *w = hanzi_at(n, index);
    return w != NULL &&
           (charset_has_word(U"说 表示 介绍 认为 告诉 回忆 指出 强调 讲述 撰文 撰写 题写 书写 题词 捐赠 "
                             U"捐献 设计 创作 绘制",
                             word_text(n, index), w->count) ||
            names_is_address(U'任', word_text(n, index), w->count));
}

/* A surname from the character `at`, of `surname` characters, and a given name of `given`, which end with
 * the word before `end`: enough points? needed: for everyday words there must be a title or two sides. */
static bool
is_person(const struct name_words *n, size_t kept, size_t at, size_t surname, size_t given, size_t end,
          int needed)
{
    if (surname == 1 && is_states(n->text + at))
        return false;
    bool everyday = surname == 1 && names_is_common_word(n->text[at]);
    bool pair = n->reading->words[end - 1].count == 2 && given == 2;
    int before = points_before(n, kept), behind = points_behind(n, end);
    int own = pair ? points_pair(n, at + surname) : points_given(n, at + surname, given);
    if (names_is_function_word(n->text[at]) && (own < (int)given || behind != POINTS_SIDE))
        return false;
    if (n->text[at] == U'任' && behind == POINTS_TITLE && !is_speech(n, end))
        behind = 0;
    if (everyday && own < (int)given && before != POINTS_TITLE && behind != POINTS_TITLE)
        return false;
    return before + behind + own + (everyday ? 0 : POINTS_SURNAME) >= needed;
}

/* 徐行|健: a word that is a surname and half a given name. */
static bool
is_cut_person(const struct name_words *n, size_t kept, size_t index)
{
    const struct word *w = hanzi_at(n, index);
    return w->count == 2 && is_lone(n, index + 1) && names_is_surname(word_text(n, index), 1) &&
           names_is_typical(n->text[w->first + 1]) && names_is_typical(n->text[w->first + 2]) &&
           points_before(n, kept) > 0 && points_behind(n, index + 2) > 0 &&
           is_person(n, kept, w->first, 1, 2, index + 2, POINTS_NEEDED_ONE + 1);
}

/* 和|单|先生: the surname is the second. */
static bool
joins_addressed(const struct name_words *n, size_t index)
{
    const struct word *title = hanzi_at(n, index + 2);
    return names_is_function_word(*word_text(n, index)) && is_lone(n, index + 1) && title != NULL &&
           names_is_called(*word_text(n, index + 1)) &&
           names_is_address(*word_text(n, index + 1), word_text(n, index + 2), title->count);
}

/* How many words from `index` make up a person's name that the lexicon does not have; 0: none. */
static size_t
person_at(const struct name_words *n, size_t kept, size_t index)
{
    const struct word *w = hanzi_at(n, index), *next = hanzi_at(n, index + 1);
    if (w == NULL || w->role != ROLE_PLAIN || w->count > 2 || w->settled)
        return 0;
    if (next == NULL || next->role != ROLE_PLAIN || next->count > 2)
        return 0;
    if (!names_is_surname(word_text(n, index), w->count))
        return is_cut_person(n, kept, index) ? 2 : 0;
    if (w->count == 1 && (w->reading != NULL || joins_addressed(n, index)))
        return 0;
    if (is_pair(n, index + 1))
        return is_person(n, kept, w->first, w->count, 2, index + 2, POINTS_NEEDED) ? 2 : 0;
    if (!is_lone(n, index + 1))
        return 0;
    bool one = is_person(n, kept, w->first, w->count, 1, index + 2, POINTS_NEEDED_ONE);
    bool two = is_lone(n, index + 2) && is_person(n, kept, w->first, w->count, 2, index + 3, POINTS_NEEDED);
    if (one && two)
        return is_typical(n, w->first + w->count + 1) ? 3 : 2;
    return two ? 3 : one ? 2 : 0;
}

/* Two lone characters and 区, 县, 路 …: a place that the lexicon does not have. */
static size_t
place_at(const struct name_words *n, size_t index)
{
    const struct word *last = hanzi_at(n, index + 2);
    return last != NULL && names_is_place_suffix(n->text[last->first]) && is_lone(n, index) &&
                   is_lone(n, index + 1) && is_lone(n, index + 2)
               ? 3
               : 0;
}

/* Characters of a word that may be part of a foreign name: a lone one, or a rare word like 希尔; 0: none. */
static size_t
foreign_part(const struct name_words *n, size_t index)
{
    const struct word *w = hanzi_at(n, index);
    if (w == NULL || w->count > 2 || w->role != ROLE_PLAIN || w->settled)
        return 0;
    const uint32_t *text = word_text(n, index);
    if (w->count == 1)
        return names_is_foreign(text[0]) && is_lone(n, index);
    bool sure = names_is_foreign_only(text[0]) || names_is_foreign_only(text[1]);
    if (!sure || !names_is_foreign(text[0]) || !names_is_foreign(text[1]))
        return 0;
    struct lexicon_word found[LEXICON_WORD_MAX];
    size_t count = lexicon_find(n->lexicon, n->ids + w->first, 2, found);
    return count > 0 && found[count - 1].cost > COST_RARE ? 2 : 0;
}

/* 希尔|达: words of characters that write foreign names, three characters or beside the dot of such a name.
 */
static size_t
foreign_at(const struct name_words *n, size_t kept, size_t index)
{
    size_t count = 0, length = 0, sure = 0, lone = 0;
    for (size_t part = foreign_part(n, index); part > 0; part = foreign_part(n, index + count)) {
        for (size_t i = 0; i < part; i++)
            sure += names_is_foreign_only(word_text(n, index + count)[i]);
        lone += part == 1;
        length += part;
        count++;
    }
    const struct word *words = n->reading->words;
    bool behind_dot = kept > 0 && n->text[words[kept - 1].first] == U'·';
    bool before_dot = index + count < n->reading->word_count && *word_text(n, index + count) == U'·';
    bool enough = behind_dot || before_dot ? sure >= 1 : length >= 3 && sure >= 1 + (lone == count);
    return count >= 2 && lone >= 1 && enough ? count : 0;
}

/* 单老师, 老任说: a surname alone. */
static bool
is_addressed(const struct name_words *n, size_t kept, size_t index)
{
    const struct word *w = hanzi_at(n, index);
    if (w == NULL || w->count != 1 || w->role != ROLE_PLAIN || w->settled ||
        !names_is_called(n->text[w->first]))
        return false;
    const struct word *next = hanzi_at(n, index + 1);
    if (next != NULL && points_before(n, kept) > 0 &&
        names_is_address(n->text[w->first], word_text(n, index + 1), next->count))
        return true;
    const struct word *before = kept > 0 ? hanzi_at(n, kept - 1) : NULL;
    return before != NULL && before->count == 1 && charset_has(U"老小阿", n->text[before->first]) &&
           points_before(n, kept - 1) > 0 && points_behind(n, index + 1) > 0;
}

/* Every character of the name: as a surname, in a given or a foreign name, in its word, by default. */
static const syllable *
read_name(const struct name_words *n, arena *out, const struct word *words, size_t count, bool foreign)
{
    size_t first = words[0].first, length = 0;
    for (size_t i = 0; i < count; i++)
        length += words[i].count;
    size_t surname = foreign ? 0 : names_surname(n->text + first, words[0].count == 2 ? 2 : 1);
    syllable *reading = arena_new(out, syllable, length);
    for (size_t i = 0, filled = 0; i < count; i++) {
        for (size_t k = 0; k < words[i].count; k++, filled++) {
            uint32_t character = n->text[first + filled];
            bool whole = words[i].count == 2 && words[i].reading != NULL && (i > 0 || surname == 2);
            syllable s = foreign                       ? names_read_foreign(character)
                         : filled == 0 && surname == 1 ? names_read_surname(character)
                                                       : names_read_given(character);
            if (whole && !foreign)
                s = words[i].reading[k];
            else if (s == SYLLABLE_NONE)
                s = lexicon_default(n->lexicon, n->ids[first + filled]);
            reading[filled] = s;
        }
    }
    return reading;
}

/* The surname of 单老师. */
static void
read_addressed(const struct name_words *n, arena *out, struct word *word)
{
    syllable s = names_read_surname(n->text[word->first]);
    if (s == SYLLABLE_NONE)
        return;
    syllable *reading = arena_new(out, syllable, 1);
    *reading = s;
    word->reading = reading;
    word->settled = true;
}

/* A foreign name is a place where 在 赴 … stands before it or 市 博物馆 … behind, or by its ending; else a
 * person: `count` words from `index`. */
static enum word_class
class_of_foreign(const struct name_words *n, size_t kept, size_t index, size_t count)
{
    static const char32_t leads_to[] = U"在 于 到 从 往 赴 位于 前往 抵达 来自 产自 运往 远赴 途经";
    static const char32_t belongs[] =
        U"市 州 省 城 岛 河 湖 山 港 湾 郡 镇 地区 大学 博物馆 美术馆 王国 王朝 半岛 "
        U"海峡 教堂 城堡 机场 大教堂 遗址 文化 盆地 高原 平原 沙漠";
    const struct word *before = kept > 0 ? hanzi_at(n, kept - 1) : NULL;
    const struct word *behind = hanzi_at(n, index + count), *last = &n->reading->words[index + count - 1];
    const uint32_t *end = n->text + last->first + last->count;
    bool led = before != NULL && charset_has_word(leads_to, word_text(n, kept - 1), before->count);
    bool owned = behind != NULL && charset_has_word(belongs, word_text(n, index + count), behind->count);
    bool ending = charset_has_word(U"尼亚 利亚 里亚 比亚 斯坦 斯堡 尔堡 尼斯 斯加", end - 2, 2);
    return led || owned || ending ? CLASS_PLACE : CLASS_PERSON;
}

/* Whether a name that the lexicon does not have can begin with the word. & for &&: one branch, which is
 * nearly always the same. */
static bool
may_begin(const struct word *word)
{
    return (word->kind == WORD_HANZI) & (word->role == ROLE_PLAIN) & (word->count <= 2) & !word->settled;
}

void
name_words_join(const struct name_words *names, arena *out)
{
    struct reading *r = names->reading;
    size_t kept = 0;
    for (size_t i = 0; i < r->word_count;) {
        if (!may_begin(&r->words[i])) {
            r->words[kept++] = r->words[i++];
            continue;
        }
        size_t person = person_at(names, kept, i);
        size_t foreign = person > 0 ? 0 : foreign_at(names, kept, i);
        size_t count = person > 0 ? person : foreign > 0 ? foreign : place_at(names, i);
        struct word joined = r->words[i];
        for (size_t k = 1; k < count; k++)
            joined.count += r->words[i + k].count;
        if (count > 0) {
            joined.role = ROLE_NAME;
            joined.class = (uint8_t)(person > 0    ? CLASS_PERSON
                                     : foreign > 0 ? class_of_foreign(names, kept, i, count)
                                                   : CLASS_PLACE);
        }
        if (person > 0 || foreign > 0) {
            joined.reading = read_name(names, out, &r->words[i], count, foreign > 0);
            joined.settled = true;
        } else if (count == 0 && is_addressed(names, kept, i)) {
            read_addressed(names, out, &joined);
        }
        r->words[kept++] = joined;
        i += count > 0 ? count : 1;
    }
    r->word_count = kept;
}
