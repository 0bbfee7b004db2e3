#include "speak/espeak_phonemes.h"

#include <string.h>

/* A row of phonemes, separated by spaces; ' stands before the one that carries stress and tone. */
struct spelling {
    const char *pinyin;
    const char *plain;
    const char *rhotic; /* with erhua; NULL: as plain */
};

/* Longer before shorter, so that zh is not taken for z. */
static const struct spelling initials[] = {
    {"zh", "ts.", NULL}, {"ch", "ts.h", NULL}, {"sh", "s.", NULL}, {"b", "p", NULL},  {"p", "ph", NULL},
    {"m", "m", NULL},    {"f", "f", NULL},     {"d", "t", NULL},   {"t", "th", NULL}, {"n", "n", NULL},
    {"l", "l", NULL},    {"g", "k", NULL},     {"k", "kh", NULL},  {"h", "X", NULL},  {"j", "tS;", NULL},
    {"q", "tS;h", NULL}, {"x", "S;", NULL},    {"r", "z.", NULL},  {"z", "ts", NULL}, {"c", "tsh", NULL},
    {"s", "s", NULL},
};

static const struct spelling finals[] = {
    {"a", "'A", "'A r"},          {"ai", "'ai", "'A r"},      {"an", "'a n", "'A r"},
    {"ang", "'A N", "'A r"},      {"ao", "'Au", "'Au r"},     {"e", "'o-", "'o- r"},
    {"ei", "'ei", "'@ r"},        {"en", "'@ n", "'@ r"},     {"eng", "'@ N", "'@ r"},
    {"er", "'@r", NULL},          {"i", "'i", "j '@ r"},      {"ia", "'iA", "'iA r"},
    {"ian", "'iE n", "'iA r"},    {"iang", "'iA N", "'iA r"}, {"iao", "j 'Au", "j 'Au r"},
    {"ie", "'iE", "'iE r"},       {"in", "'i n", "j '@ r"},   {"ing", "'i N", "j '@ r"},
    {"iong", "'y N", "'yu r"},    {"iu", "'iou", "'iou r"},   {"o", "'o", "'o r"},
    {"ong", "'ong", "'u r"},      {"ou", "'ou", "'ou r"},     {"u", "'u", "'u r"},
    {"ua", "w 'A", "w 'A r"},     {"uai", "'uai", "w 'A r"},  {"uan", "'ua n", "w 'A r"},
    {"uang", "w 'A N", "w 'A r"}, {"ui", "'uei", "'u@ r"},    {"un", "'u@ n", "'u@ r"},
    {"uo", "'uo", "'uo r"},       {"v", "'y", "'y@ r"},       {"van", "'y& n", "'y& r"},
    {"ve", "'yE", "'yE r"},       {"vn", "'y@ n", "'y@ r"},
};

/* Whole syllables: those without an initial letter of the table, and those whose final differs. */
static const struct spelling whole[] = {
    {"chi", "ts.h 'i.", "ts.h '@ r"},
    {"ci", "tsh 'i[", "tsh '@ r"},
    {"guan", "k w 'a n", "k w 'A r"},
    {"hm", "X m-", NULL},
    {"hng", "X N-", NULL},
    {"hun", "X w 'u@ n", "X w 'u@ r"},
    {"kuan", "kh w 'a n", "kh w 'A r"},
    {"kun", "kh w 'u@ n", "kh 'u@ r"},
    {"m", "'m-", NULL},
    {"n", "'n-", NULL},
    {"ng", "'N-", NULL},
    {"ri", "z. 'i.", "z. '@ r"},
    {"shi", "s. 'i.", "s. '@ r"},
    {"shui", "s. w 'ei", "s. 'u@ r"},
    {"shun", "s. w 'o- n", "s. 'u@ r"},
    {"shuo", "s. w 'o", "s. w 'o r"},
    {"si", "s 'i[", "s '@ r"},
    {"tun", "th w 'u@ n", "th 'u@ r"},
    {"wa", "w 'A", "w 'A r"},
    {"wai", "w 'ai", "w 'A r"},
    {"wan", "w 'a n", "w 'A r"},
    {"wang", "w 'A N", "w 'A r"},
    {"wei", "w 'ei", "w '@ r"},
    {"wen", "w 'u@ n", "w '@ r"},
    {"weng", "w 'u@ N", "w '@ r"},
    {"wo", "w 'o", "w 'o r"},
    {"wong", "w 'ong", "w 'u r"},
    {"wu", "w 'u", "w 'u r"},
    {"ya", "j 'iA", "j 'iA r"},
    {"yan", "j 'iE n", "j 'iA r"},
    {"yang", "j 'iA N", "j 'iA r"},
    {"yao", "j 'Au", "j 'Au r"},
    {"ye", "j 'iE", "j 'iE r"},
    {"yi", "j 'i", "j '@ r"},
    {"yin", "j 'i n", "j '@ r"},
    {"ying", "j 'i N", "j '@ r"},
    {"yo", "j 'o", "j 'o r"},
    {"yong", "'yu N", "'yu r"},
    {"you", "j 'iou", "j 'iou r"},
    {"yu", "; 'y", "; 'y@ r"},
    {"yuan", "'y& n", "'y& r"},
    {"yue", "'yE", "'yE r"},
    {"yun", "; 'y@ n", "; 'y@ r"},
    {"zhi", "ts. 'i.", "ts. '@ r"},
    {"zi", "ts 'i[", "ts '@ r"},
    {"ê", "'E", "'E r"},
};

#define ROWS(table) (sizeof(table) / sizeof(table)[0])

static const struct spelling *
find(const struct spelling *rows, size_t count, str pinyin)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(str_from(rows[i].pinyin), pinyin)) {
            return &rows[i];
        }
    }
    return NULL;
}

static const struct spelling *
find_initial(str base)
{
    for (size_t i = 0; i < ROWS(initials); i++) {
        if (str_starts(base, str_from(initials[i].pinyin))) {
            return &initials[i];
        }
    }
    return NULL;
}

/* After j, q and x, pinyin writes ü as u. */
static const struct spelling *
find_final(const struct spelling *initial, str rest)
{
    char u_umlaut[SYLLABLE_TEXT_MAX] = "v";
    bool fronted = initial != NULL && strchr("jqx", initial->pinyin[0]) != NULL;
    if (fronted && str_starts(rest, STR("u")) && rest.len < sizeof u_umlaut) {
        memcpy(u_umlaut + 1, rest.data + 1, rest.len - 1);
        rest.data = u_umlaut;
    }
    return find(finals, ROWS(finals), rest);
}

struct speller {
    struct espeak_syllable *out;
    size_t len;
    bool neutral;
};

static void
put(struct speller *s, str text)
{
    memcpy(s->out->text + s->len, text.data, text.len);
    s->len += text.len;
}

/* The bar keeps phonemes apart that eSpeak would else read as one (t|s, a|i). */
static void
put_phonemes(struct speller *s, const char *row)
{
    str rest = str_from(row);
    str phoneme;
    while (str_split(&rest, ' ', &phoneme)) {
        bool stressed = str_starts(phoneme, STR("'"));
        if (s->len > 0) {
            put(s, STR("|"));
        } else {
            s->out->opens_with_vowel = stressed;
        }
        put(s, stressed && s->neutral ? str_from_offset(phoneme, 1) : phoneme);
        if (stressed) {
            put(s, s->neutral ? STR("11") : STR("55"));
        }
        s->out->phonemes++;
    }
    s->out->text[s->len] = '\0';
}

bool
espeak_spell(syllable spoken, bool erhua, struct espeak_syllable *out)
{
    str base = str_from(syllable_base(spoken));
    unsigned tone = syllable_tone(spoken);
    bool neutral = tone == 0 || tone == 5;
    const struct spelling *initial = NULL;
    const struct spelling *row = find(whole, ROWS(whole), base);
    if (row == NULL) {
        initial = find_initial(base);
        row = find_final(initial, str_from_offset(base, initial == NULL ? 0 : strlen(initial->pinyin)));
    }
    *out = (struct espeak_syllable){.phonemes = 0};
    if (row == NULL) {
        return false;
    }
    struct speller s = {.out = out, .neutral = neutral};
    if (initial != NULL) {
        put_phonemes(&s, initial->plain);
    }
    /* 的, 了, 着: the neutral tone reduces -e to a schwa. */
    bool reduced = neutral && !erhua && str_equal(str_from(row->pinyin), STR("e"));
    put_phonemes(&s, reduced ? "'@" : erhua && row->rhotic != NULL ? row->rhotic : row->plain);
    return true;
}
