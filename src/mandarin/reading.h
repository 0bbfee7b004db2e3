// clang-format off
/*
 * A sentence's reading: what will be said, syllable by syllable, and for which characters of the sentence.
 *
 * In: one sentence (any line of text). Out: struct reading. Passes, each adds a layer and edits none:
 *
 *              增长10.4%，不错。
 *   normalize  增长百分之十点四，不错。    spoken characters, each with the bytes it stands for (10.4% for 7 of them)
 *   forms      which characters are traditional or variants of common ones: 國 is looked up as 国
 *   words      增长|百分之十点四|，|不错|。
 *   pinyin     zeng1 zhang3 bai3 fen1 zhi1 shi2 dian3 si4  bu4 cuo4     citation tones
 *   erhua      which syllables carry the -r of the 儿 behind them
 *   phrasing   增长#1百分之十点四#3，不错#4。
 *   sandhi                                                 bu2 cuo4     tones as spoken, neutral tones
 */
// clang-format on
#ifndef MANDARIN_READING_H
#define MANDARIN_READING_H

#include "base/diag.h"
#include "base/str.h"
#include "mandarin/syllable.h"

/* Bytes of the sentence's text. */
struct slice {
    uint32_t offset, length;
};

/* Layer 1: one character of the spoken form. */
struct spoken {
    uint32_t
        code_point;    /* hanzi, Latin letter, apostrophe, space or punctuation; no digit, no symbol; from the
                          forms pass on a hanzi is the common simplified one: all later passes know only these */
    uint32_t written;  /* forms: what the producer wrote, where that is another: 國 where code_point is 国;
                          else 0 */
    struct slice from; /* what it stands for; a written group shares one slice; slices ascend */
};

enum word_kind {
    WORD_HANZI,       /* one syllable a character */
    WORD_LATIN,       /* spoken by an English voice (word or letter word); one entry in syllables */
    WORD_PUNCTUATION, /* silent: a mark or a space */
};

/* Layer 2. Words tile the spoken characters without gap. */
struct word {
    uint32_t first, count;   /* spoken characters */
    uint8_t kind;            /* enum word_kind */
    uint8_t role;            /* enum word_role, for sandhi and phrasing */
    uint8_t class;           /* enum word_class, the lexicon's; CLASS_UNKNOWN where it has no such word */
    bool settled;            /* the reading is the house's or a name's: no rule changes it */
    const syllable *reading; /* citation, one a character, where lexicon or house decide; else NULL; valid
                                with the lexicon or the arena */
};

enum word_role {
    ROLE_PLAIN,
    ROLE_NUMBER,   /* a number written out: 二百四十九点九; 一 in it keeps its rules of number */
    ROLE_ORDINAL,  /* 第二, 初一 */
    ROLE_DIGITS,   /* digit by digit: 二零二二; 一 stays first tone */
    ROLE_MEASURE,  /* measure word or unit after a number */
    ROLE_NAME,     /* person or place found by rule, not in the lexicon */
    ROLE_PARTICLE, /* 的 了 着 吗 … */
};

/* The part of speech in which a word is most often met. Source: the lexicon's (voices/mandarin/SOURCES.md).
 */
enum word_class {
    CLASS_UNKNOWN,
    CLASS_NOUN,
    CLASS_PERSON, /* a person's name */
    CLASS_PLACE,  /* a place's or an organisation's name */
    CLASS_TIME,
    CLASS_LOCATION, /* 上 里 之间 东部 */
    CLASS_VERB,
    CLASS_ADJECTIVE,
    CLASS_ADVERB,
    CLASS_PREPOSITION,
    CLASS_CONJUNCTION,
    CLASS_PRONOUN,
    CLASS_NUMERAL,
    CLASS_MEASURE,
    CLASS_PARTICLE, /* 的 了 吗 */
    CLASS_OTHER,    /* idioms, interjections, onomatopoeia */
};

/* Layers 3, 4 and 6, one entry a hanzi and one a Latin word, in order. */
struct spoken_syllable {
    uint32_t first, count; /* spoken characters: 1, or a whole Latin word */
    uint32_t word;         /* index of its word */
    syllable citation;     /* pinyin pass; 0 for a Latin word */
    syllable spoken;       /* sandhi pass; 0 for a Latin word */
    syllable full;         /* citation before its word makes it neutral: 服 in 衣服 is fu2, cited fu5 */
    bool erhua;            /* erhua: carries the -r of the 儿 that follows */
    bool merged;           /* erhua: this 儿 sounds in the syllable before; it has no mark of its own */
    bool doubtful;         /* pinyin: a reading that the producer may want to check */
};

/* Layer 5: the break behind a word. Behind punctuation: BREAK_NONE (the word before it carries the break). */
enum prosodic_break {
    BREAK_NONE,
    BREAK_WORD,   /* #1 */
    BREAK_PHRASE, /* #2 a slight lengthening, no silence */
    BREAK_CLAUSE, /* #3 a short pause: comma, semicolon, colon, dash */
    BREAK_END,    /* #4 the sentence's end */
};

struct doubt {
    struct slice at; /* bytes of the sentence */
    bool unreadable; /* true: a character without any reading (it will be left out); false: a doubtful reading
                      */
    str message;     /* "长 read chang2 in 刘长毅; could be zhang3" */
    str entry; /* what a lexicon.tsv would hold to read it otherwise: "刘长毅<TAB>liu2 zhang3 yi4"; may be
                  empty */
};

struct reading {
    str text; /* the sentence; valid as long as the reading */
    struct spoken *spoken;
    size_t spoken_count;
    struct word *words;
    size_t word_count;
    struct spoken_syllable *syllables;
    size_t syllable_count;
    uint8_t *breaks; /* enum prosodic_break, one a word */
    struct doubt *doubts;
    size_t doubt_count, doubt_capacity;
};

/* What the passes read: the lexicon, the model of polyphonic characters, and the house's and the tour's own
 * entries. Never changed once opened. */
struct lexicon;
struct polyphone_model;
struct polyphone_hints;
struct own_words;
struct mandarin {
    const struct lexicon *lexicon;
    const struct polyphone_model *polyphones; /* NULL: words and defaults alone decide */
    const struct polyphone_hints *hints;      /* NULL: every word is searched for among their rules */
    const struct own_words *house, *tour; /* own_words.h; NULL: none. The tour's come before the house's */
};

/* Opens DATA_DIR/mandarin/lexicon.bin and polyphones.bin and, where it is there, the house's
 * DATA_DIR/voices/lexicon.tsv. Failures: STATUS_SYSTEM with the path and the reason; STATUS_SCRIPT where an
 * entry of the house's is wrong.
 */
MUST_CHECK enum status mandarin_open(arena *out, str data_folder, struct mandarin *mandarin,
                                     struct diags *diags);

/* Reads all that was opened from DATA_DIR through once: whether it is as it was made. Opening alone does not,
 * since a program that reads a line has no need of most of it. Failures: STATUS_SYSTEM with the path. */
MUST_CHECK enum status mandarin_prove(const struct mandarin *mandarin, str data_folder, struct diags *diags);

/*
 * Reads one sentence. Any bytes give a reading. The result lives in *out and depends on nothing but the
 * sentence and `mandarin`. text: valid UTF-8 (bad bytes are read as U+FFFD, which is silent).
 */
struct reading *mandarin_read(arena *out, arena scratch, const struct mandarin *mandarin, str text);

/* Any Latin word or hanzi that will sound? A sentence of punctuation only makes no sound. */
bool reading_sounds(const struct reading *reading);

/* The spoken form as text ("normalize"), with breaks set behind the characters ("phrases"), and as syllables:
 * "jin3 zhou1", Latin words as they stand, punctuation left out, erhua as huar1 unless `citation`. */
str reading_spoken_form(arena *out, const struct reading *reading);
str reading_phrases(arena *out, const struct reading *reading);
str reading_pinyin(arena *out, const struct reading *reading, bool citation);

#endif
