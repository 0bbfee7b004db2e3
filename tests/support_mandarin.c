#include "support_mandarin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "mandarin/charset.h"

enum { CASES_BYTES = 1 << 20, LINE_PARTS = 40, BYTES_MAX = 200 };

static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'';
}

static uint8_t
role_of(str *word)
{
    static const char marks[] = "nodmp";
    static const uint8_t roles[] = {ROLE_NUMBER, ROLE_ORDINAL, ROLE_DIGITS, ROLE_MEASURE, ROLE_NAME};
    if (word->len < 3 || word->data[word->len - 2] != '/') {
        return ROLE_PLAIN;
    }
    const char *mark = strchr(marks, word->data[word->len - 1]);
    if (mark == NULL) {
        return ROLE_PLAIN;
    }
    word->len -= 2;
    return roles[mark - marks];
}

static void
add_spoken(struct reading *r, struct str_builder *text, str word)
{
    for (size_t i = 0; i < word.len;) {
        size_t begin = i;
        uint32_t c = utf8_next(word, &i);
        struct slice from = {(uint32_t)(text->len + begin), (uint32_t)(i - begin)};
        r->spoken[r->spoken_count++] = (struct spoken){.code_point = c, .from = from};
    }
    str_add(text, word);
}

static syllable
citation_of(uint32_t c, str *citations)
{
    syllable s = SYLLABLE_NONE;
    if (citations->data == NULL) {
        syllable_parse(charset_has(U"的了着地得吗呢吧们", c) ? STR("de5") : STR("a1"), &s);
        return s;
    }
    str part = {NULL, 0};
    if (!str_split(citations, ' ', &part) || !syllable_parse(part, &s)) {
        fail_msg("citation \"" STR_FMT "\" is none", STR_ARG(part));
    }
    return s;
}

static void
add_syllables(struct reading *r, const struct word *word, str *citations)
{
    struct spoken_syllable s = {.word = (uint32_t)r->word_count};
    if (word->kind == WORD_LATIN) {
        s.first = word->first;
        s.count = word->count;
        r->syllables[r->syllable_count++] = s;
    }
    for (uint32_t i = 0; word->kind == WORD_HANZI && i < word->count; i++) {
        s.first = word->first + i;
        s.count = 1;
        s.full = s.citation = citation_of(r->spoken[s.first].code_point, citations);
        r->syllables[r->syllable_count++] = s;
    }
}

static void
add_word(struct reading *r, struct str_builder *text, str written, str *citations)
{
    struct word *word = &r->words[r->word_count];
    *word = (struct word){.first = (uint32_t)r->spoken_count, .role = role_of(&written)};
    add_spoken(r, text, written);
    word->count = (uint32_t)r->spoken_count - word->first;
    uint32_t c = r->spoken[word->first].code_point;
    word->kind = utf8_is_han(c) ? WORD_HANZI : is_letter(c) ? WORD_LATIN : WORD_PUNCTUATION;
    add_syllables(r, word, citations);
    r->word_count++;
}

struct reading *
mandarin_of_words(arena *out, const char *words, const char *citations)
{
    str rest = str_from(words), left = {NULL, 0}, part;
    if (citations != NULL) {
        left = str_from(citations);
    }
    struct reading *r = arena_new(out, struct reading, 1);
    r->spoken = arena_new(out, struct spoken, rest.len + 1);
    r->words = arena_new(out, struct word, rest.len + 1);
    r->syllables = arena_new(out, struct spoken_syllable, rest.len + 1);
    r->breaks = arena_new(out, uint8_t, rest.len + 1);
    struct str_builder text = {.out = out};
    while (str_split(&rest, '|', &part)) {
        if (part.len > 0) {
            add_word(r, &text, part, &left);
        }
    }
    r->text = str_built(&text);
    if (str_trim(left).len > 0) {
        fail_msg("%s: \"" STR_FMT "\" is left over", words, STR_ARG(left));
    }
    return r;
}

size_t
mandarin_cases(arena *out, const char *name, size_t field_count, str **fields)
{
    struct diags diags = diags_new(out);
    str bytes = {NULL, 0}, line;
    str path = str_format(out, "tests/cases/%s", name);
    assert_int_equal(file_read(out, path, CASES_BYTES, &bytes, &diags), STATUS_OK);
    size_t count = 0, capacity = 0;
    *fields = NULL;
    while (str_split(&bytes, '\n', &line)) {
        if (line.len == 0 || line.data[0] == '#') {
            continue;
        }
        for (size_t i = 0; i < field_count; i++) {
            str field = {NULL, 0};
            if (!str_split(&line, '\t', &field)) {
                fail_msg("%s: case %zu has too few fields", name, count / field_count + 1);
            }
            *arena_push(out, *fields, count, capacity) = field;
        }
    }
    return count / field_count;
}

bool
mandarin_is_built(arena *out, struct mandarin *mandarin)
{
    const char *folder = getenv("DAOLAN_DATA");
    struct diags diags = diags_new(out);
    str data = str_from(folder == NULL ? "build/data" : folder);
    return mandarin_open(out, data, mandarin, &diags) == STATUS_OK;
}

/* SplitMix64 (Steele, Lea and Flood 2014). */
static uint64_t
next_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

str
mandarin_random_line(arena *out, uint64_t seed)
{
    static const char *const parts[] = {
        "一",   "不",   "个",   "儿",   "了",    "的",     "三",       "第",   "花",   "看",     "我",
        "很",   "好",   "老虎", "小姐", "展览",  "锦州",   "2014年",   "86%",  "15.8", "公里",   "，",
        "。",   "、",   "——",   "“",    "”",     "（",     "）",       "《",   "》",   " ",      "AI",
        "and",  "it's", "3-5",  "1/2",  "12:30", "℃",      "𠀀",       "龘",   "〇",   "一点儿", "女儿",
        "五五", "9",    "·",    "…",    "\t",    "ｂ",     "13800138", "第1",  "起来", "过",     "里",
        "手指", "可以", "~",    "🙂", "é",     "北普陀", "+",        "万一", "统一", "想想",
    };
    struct str_builder b = {.out = out};
    size_t count = 1 + next_random(&seed) % LINE_PARTS;
    for (size_t i = 0; i < count; i++) {
        uint64_t r = next_random(&seed);
        if (r % 3 == 0) {
            char bytes[4];
            str_add(&b, (str){bytes, utf8_encode(0x4E00 + (uint32_t)(r >> 8) % 0x51A5, bytes)});
        } else {
            str_add(&b, str_from(parts[(r >> 8) % (sizeof parts / sizeof parts[0])]));
        }
    }
    return str_built(&b);
}

str
mandarin_random_bytes(arena *out, uint64_t seed)
{
    size_t len = next_random(&seed) % BYTES_MAX;
    char *bytes = arena_new(out, char, len + 1);
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (char)(next_random(&seed) & 0xFF);
        bytes[i] = bytes[i] == '\n' ? ' ' : bytes[i];
    }
    return (str){bytes, len};
}
