#include "speak/prosody.h"

#include <math.h>
#include <string.h>

#include "speak/letters.h"
#include "speak/pauses.h"
#include "speak/take.h"

/* What a unit is and where it stands. */
struct place {
    const struct spoken_syllable *syllable;
    unsigned tone; /* as spoken, 1 to 5; 0: a Latin word */
    bool spelled;  /* a Latin word said letter by letter */
    enum prosodic_break behind;
    bool weak; /* of a word that leans on its neighbours: 的 在 和 */
    bool last; /* before silence */
    bool sentence_last;
    double fallen;   /* seconds of declination so far */
    unsigned clause; /* number in the sentence, from 0 */
};

/* The parts of the voice's range, in semitones. */
struct range {
    double half;        /* half of what the tones aim to span */
    double declination; /* how far a clause sinks at most */
    double lift;        /* of the whole utterance */
};

static const double declination_share = 0.27; /* of the range */
static const double reach = 1.22;             /* tones seldom come to the ends of what they aim at */
static const double declination_s = 1.6;      /* time in which a clause sinks by two thirds of it */
static const double syllable_s = 0.21;
static const double neutral_length = 0.6; /* of a full syllable; Lin and Yan 1980 */
/* eSpeak is right about which syllables are long, but exaggerates, most of all with neutral tones. */
static const double own_of_full = 0.65, own_of_neutral = 0.35;
static const double phrase_reset = 0.5; /* of what has fallen */
static const double clause_drop_st = 0.4, clause_drop_max_st = 1.2;

/* --- places --- */

static unsigned
tone_of(const struct spoken_syllable *s)
{
    unsigned tone = syllable_tone(s->spoken);
    return tone == 0 ? 5 : tone;
}

static bool
is_weak(const struct word *word)
{
    return word->role == ROLE_PARTICLE || word->class == CLASS_PARTICLE || word->class == CLASS_PREPOSITION ||
           word->class == CLASS_CONJUNCTION;
}

/* The strongest break between a syllable's word and the next one's. */
static enum prosodic_break
break_between(const struct reading *reading, uint32_t from, uint32_t to)
{
    enum prosodic_break strongest = BREAK_NONE;
    for (uint32_t w = from; w < to; w++) {
        strongest = reading->breaks[w] > strongest ? reading->breaks[w] : strongest;
    }
    return strongest;
}

static size_t
find_places(arena *out, const struct reading *reading, struct place **places)
{
    *places = arena_new(out, struct place, reading->syllable_count);
    size_t count = 0;
    for (size_t i = 0; i < reading->syllable_count; i++) {
        const struct spoken_syllable *s = &reading->syllables[i];
        if (!take_has_mark(reading, s)) {
            continue;
        }
        const struct word *word = &reading->words[s->word];
        struct place *place = &(*places)[count++];
        *place = (struct place){.syllable = s, .behind = BREAK_END, .weak = is_weak(word)};
        place->tone = word->kind == WORD_LATIN ? 0 : tone_of(s);
        place->spelled = place->tone == 0 && letters_are_spelled(reading, s);
    }
    return count;
}

/* Declination runs on through a clause, is half taken back at a phrase and wholly at a clause. */
static void
lay_places(const struct reading *reading, struct place *places, size_t count)
{
    double fallen = 0;
    unsigned clause = 0;
    for (size_t i = 0; i < count; i++) {
        struct place *p = &places[i];
        p->fallen = fallen;
        p->clause = clause;
        fallen += syllable_s;
        p->sentence_last = i + 1 == count;
        p->last = p->sentence_last;
        if (!p->sentence_last) {
            uint32_t word = p->syllable->word, next = places[i + 1].syllable->word;
            p->behind = break_between(reading, word, next);
            p->last = pauses_between(reading, word, next) != PAUSE_NONE;
        }
        if (p->behind == BREAK_PHRASE) {
            fallen *= phrase_reset;
        } else if (p->behind >= BREAK_CLAUSE) {
            fallen = 0;
            clause++;
        }
    }
}

static double
fallen_share(const struct place *p)
{
    return 1 - exp(-p->fallen / declination_s);
}

/* --- durations --- */

static double
stretch_of(const struct place *places, size_t i, size_t count)
{
    const struct place *p = &places[i];
    double stretch = 1;
    if (p->tone == 5) {
        return p->last ? 1.12 : 1;
    }
    if (p->sentence_last) {
        stretch *= 1.22;
    } else if (p->behind >= BREAK_PHRASE) {
        stretch *= 1.12;
    } else if (p->weak) {
        stretch *= 0.92;
    } else if (p->behind == BREAK_NONE) {
        stretch *= 0.97;
    }
    if (i + 1 < count && places[i + 1].sentence_last) {
        stretch *= 1.06;
    }
    if (p->tone == 2) {
        stretch *= 1.03;
    } else if (p->tone == 4) {
        stretch *= 0.97;
    } else if (p->tone == 3 && p->last) {
        stretch *= 1.12;
    }
    return stretch;
}

/* --- intensity --- */

/* It sinks with the pitch: through a clause, at the sentence's end, in a low tone. */
static double
level_of(const struct place *p, size_t left)
{
    double level_db = 0.3 - 1.2 * fallen_share(p);
    level_db -= p->tone == 3 ? 1.2 : 0;
    level_db -= p->weak ? 0.8 : 0;
    level_db -= left == 0 ? 1.2 : left == 1 ? 0.5 : 0;
    return level_db;
}

/* --- pitch --- */

static double
line_st(const struct range *range, const struct place *p)
{
    double drop = clause_drop_st * p->clause;
    return range->lift + range->declination * (0.5 - fallen_share(p)) -
           (drop < clause_drop_max_st ? drop : clause_drop_max_st);
}

static void
add_target(struct prosody_unit *unit, double share, double height_st, double rise_st, double haste)
{
    unit->targets[unit->target_count++] = (struct prosody_target){share, height_st, rise_st, haste};
}

/* The neutral tone has no target of its own to speak of: a lax one, that the tone before it colours. */
static double
neutral_height(unsigned before)
{
    switch (before) {
    case 1:
        return -0.45;
    case 2:
        return 0.0;
    case 3:
        return 0.4;
    case 4:
        return -0.9;
    default:
        return -0.3;
    }
}

/* About when the voice sets in, as a share of the syllable: late behind friction and breath. */
static double
voice_onset(const struct place *p)
{
    const char *base = syllable_base(p->syllable->spoken);
    return strchr("ptkfhcqsx", base[0]) != NULL ? 0.15 : strchr("zjr", base[0]) != NULL ? 0.1 : 0.05;
}

/* The fourth tone falls to the bottom before a pause only, and the less the higher the next tone begins. */
static double
fall_end(unsigned next)
{
    return next == 0 ? -0.95 : next == 1 || next == 4 ? -0.6 : -0.7;
}

/*
 * Heights and rises are in halves of the tones' span about the line: 1 is its top, -1 its bottom. They and
 * the hastes (40 to 64 a second, so that a target is nearly met in a syllable of 200 ms) were set by eye and
 * by measure: contours like Xu's, tones told by make bench-voice, no leap that a larynx could not make.
 */
static void
aim_syllable(struct prosody_unit *unit, const struct place *places, size_t i, size_t count, double line,
             double half)
{
    const struct place *p = &places[i];
    unsigned next = p->last || i + 1 == count ? 0 : places[i + 1].tone;
    unsigned before = i > 0 && !places[i - 1].last ? places[i - 1].tone : 0;
    double turn = voice_onset(p) + 0.25;
    double raised = next == 3 ? 0.12 : 0;
    switch (p->tone) {
    case 1:
        add_target(unit, 1, line + half * (0.85 + raised), half * -0.08, 52);
        unit->start_st = line + half * 0.7;
        break;
    case 2:
        add_target(unit, turn, line + half * -0.3, 0, 54);
        add_target(unit, 1 - turn, line + half * (0.8 + raised), half * 1.2, 50);
        unit->start_st = line + half * -0.1;
        break;
    case 3:
        if (p->last) {
            add_target(unit, 0.62, line + half * -1.05, half * -0.3, 50);
            add_target(unit, 0.38, line + half * -0.1, half * 0.9, 50);
        } else {
            add_target(unit, 1, line + half * -1.0, half * -0.25, 45);
        }
        unit->start_st = line + half * -0.5;
        break;
    case 4:
        add_target(unit, 0.24, line + half * (1.0 + raised), 0, 64);
        add_target(unit, 0.76, line + half * fall_end(next), half * -1.8, 54);
        unit->start_st = line + half * 0.95;
        break;
    default:
        add_target(unit, 1, line + half * neutral_height(before), half * -0.2, 40);
        unit->start_st = line + half * -0.2;
    }
}

/* A letter word lies high but for its last letter, which falls; so does the last of the Latin words that
 * follow one another, and a single letter stays up. */
static void
aim_latin(struct prosody_unit *unit, const struct place *places, size_t i, size_t count, double line,
          double half)
{
    const struct place *p = &places[i];
    double letters = p->spelled ? p->syllable->count : 3;
    bool goes_on = !p->last && i + 1 < count && places[i + 1].tone == 0;
    unit->start_st = line + half * (p->spelled ? 0.6 : 0.3);
    if (letters == 1) {
        add_target(unit, 1, line + half * 0.8, 0, 48);
        return;
    }
    double high = p->spelled ? 0.75 : 0.4;
    add_target(unit, (letters - 0.8) / letters, line + half * high, 0, 45);
    add_target(unit, 0.8 / letters, line + half * (goes_on ? -0.1 : -0.65), half * (goes_on ? -0.5 : -1.2),
               48);
}

/* A question mark among the marks at its end. */
static bool
is_question(const struct reading *reading)
{
    for (size_t w = reading->word_count; w-- > 0 && reading->words[w].kind == WORD_PUNCTUATION;) {
        const struct word *marks = &reading->words[w];
        for (uint32_t i = marks->first; i < marks->first + marks->count; i++) {
            if (reading->spoken[i].code_point == U'？' || reading->spoken[i].code_point == U'?') {
                return true;
            }
        }
    }
    return false;
}

struct prosody
prosody_plan(arena *out, arena scratch, const struct utterance *utterance, double range_st)
{
    const struct reading *reading = utterance->reading;
    struct place *places;
    size_t count = find_places(&scratch, reading, &places);
    lay_places(reading, places, count);
    struct range range = {.declination = range_st * declination_share};
    range.half = (range_st - range.declination) / 2 * reach;
    double pace = 1;
    if (utterance->delivery == DELIVERY_HEADING) {
        range.lift = 0.5;
        range.half *= 1.08;
        pace = 1.06;
    } else if (utterance->delivery == DELIVERY_CAPTION) {
        range.lift = 0.6;
        pace = 0.97;
    }
    bool question = is_question(reading);
    struct prosody plan = {arena_new(out, struct prosody_unit, count), count};
    for (size_t i = 0; i < count; i++) {
        struct prosody_unit *unit = &plan.units[i];
        const struct place *p = &places[i];
        size_t left = count - 1 - i;
        double line = line_st(&range, p);
        double half = range.half * (p->weak ? 0.8 : 1);
        if (question) {
            line += left < 6 ? 0.35 * (6 - (double)left) : 0;
        } else if (left < 2) {
            line -= 0.5 * (2 - (double)left);
        }
        if (p->tone == 0) {
            aim_latin(unit, places, i, count, line, half);
        } else {
            aim_syllable(unit, places, i, count, line, half);
        }
        unit->usual = p->tone == 5 ? neutral_length : 1;
        unit->own = p->tone == 0 ? 1 : p->tone == 5 ? own_of_neutral : own_of_full;
        unit->level_db = level_of(p, left);
        unit->stretch = pace * stretch_of(places, i, count);
    }
    return plan;
}
