#include "speak/recording_cut.h"

#include <math.h>

#include "speak/latin_length.h"

/* How far a sentence's length may stray: speakers vary by some 15 %, and a single syllable by much more. */
static const double spread_always = 0.15, spread_of_one = 0.35, spreads_most = 2.2;

/* A pause that is so many times shorter than expected costs as much as a length one spread astray. */
static const double pause_weight = 1.5;

/* What a choice is made from: the pauses inside the range, and the ends. */
struct search {
    const struct recorded_speech *speech;
    const struct recorded_pause *pauses;
    size_t pause_count;
    struct frame_range within;
    const struct cut_unit *units;
    size_t count;
    double rate;  /* seconds a syllable */
    double usual; /* frames of the shortest pause that is needed, were the longest taken */
};

static double
spread_of(double weight)
{
    return sqrt(spread_always * spread_always + spread_of_one * spread_of_one / weight);
}

/* The frame of cut k: 0 is the start, pause_count + 1 the end. */
static size_t
cut_frame(const struct search *s, size_t k)
{
    return k == 0 ? s->within.from : k > s->pause_count ? s->within.to : s->pauses[k - 1].cut;
}

static double
speech_between(const struct search *s, size_t from, size_t to)
{
    return recording_speech_s(s->speech, cut_frame(s, from), cut_frame(s, to));
}

/* How many spreads a unit's length strays. */
static double
stray(const struct search *s, size_t unit, double seconds)
{
    double weight = s->units[unit].weight;
    return seconds > 0 ? log(seconds / (s->rate * weight)) / spread_of(weight) : -HUGE_VAL;
}

static double
pause_length(const struct search *s, size_t k)
{
    return (double)(s->pauses[k - 1].to - s->pauses[k - 1].from);
}

static double
pause_cost(const struct search *s, size_t k)
{
    double shorter = log(s->usual / pause_length(s, k));
    return shorter > 0 ? pause_weight * shorter * shorter : 0;
}

/* row[k]: the least cost of units 0 … unit where the last of them ends at cut k; starts[k]: where it begins
 * then. last: the row of the unit before. */
static void
fill_row(const struct search *s, size_t unit, const double *last, double *row, size_t *starts)
{
    size_t first_end = unit + 1, ends = s->pause_count + 1;
    for (size_t k = first_end; k <= ends; k++) {
        row[k] = HUGE_VAL;
        bool is_last = unit + 1 == s->count;
        if ((k == ends) != is_last) {
            continue;
        }
        double own = is_last ? 0 : pause_cost(s, k);
        for (size_t from = k; from-- > unit;) {
            double strayed = stray(s, unit, speech_between(s, from, k));
            double cost = unit > 0 ? last[from] : from == 0 ? 0 : HUGE_VAL;
            if (cost + own + strayed * strayed < row[k]) {
                row[k] = cost + own + strayed * strayed;
                starts[k] = from;
            }
            if (strayed > 2 * spreads_most && (unit > 0 || from == 0)) {
                break; /* longer still only strays further */
            }
        }
    }
}

/* cuts[0 … count]: the best choice; false where there is none. */
static bool
choose(const struct search *s, arena scratch, size_t *cuts)
{
    size_t ends = s->pause_count + 2;
    double *last = arena_new(&scratch, double, ends), *row = arena_new(&scratch, double, ends);
    size_t *starts = arena_new(&scratch, size_t, ends * s->count);
    for (size_t unit = 0; unit < s->count; unit++) {
        for (size_t k = 0; k < ends; k++) {
            row[k] = HUGE_VAL;
        }
        fill_row(s, unit, last, row, starts + unit * ends);
        double *spare = last;
        last = row;
        row = spare;
    }
    if (!(last[s->pause_count + 1] < HUGE_VAL)) {
        return false;
    }
    cuts[s->count] = s->pause_count + 1;
    for (size_t unit = s->count; unit-- > 0;) {
        cuts[unit] = starts[unit * ends + cuts[unit + 1]];
    }
    return true;
}

static bool
is_longest(const struct search *s, const size_t *cuts, size_t unit)
{
    for (size_t k = cuts[unit] + 1; k < cuts[unit + 2]; k++) {
        if (k != cuts[unit + 1] && pause_length(s, k) >= pause_length(s, cuts[unit + 1])) {
            return false;
        }
    }
    return true;
}

static bool
has_pause(const size_t *cuts, size_t unit)
{
    return cuts[unit + 1] - cuts[unit] > 1;
}

/* Is the cut behind a unit nearer to a comma of either neighbour, for which no pause is left, than to the
 * sentence's end? */
static bool
fits_comma_better(const struct search *s, const size_t *cuts, size_t unit)
{
    const struct cut_unit *left = &s->units[unit], *right = left + 1;
    double all = left->weight + right->weight;
    double at =
        all * speech_between(s, cuts[unit], cuts[unit + 1]) / speech_between(s, cuts[unit], cuts[unit + 2]);
    double off = fabs(at - left->weight);
    for (size_t i = 0; i < left->clause_count && !has_pause(cuts, unit); i++) {
        if (fabs(at - left->clauses[i]) < off) {
            return true;
        }
    }
    for (size_t i = 0; i < right->clause_count && !has_pause(cuts, unit + 1); i++) {
        if (fabs(at - left->weight - right->clauses[i]) < off) {
            return true;
        }
    }
    return false;
}

static const char *
find_doubt(const struct search *s, const size_t *cuts)
{
    for (size_t unit = 0; unit < s->count; unit++) {
        if (fabs(stray(s, unit, speech_between(s, cuts[unit], cuts[unit + 1]))) > spreads_most) {
            return "its pauses do not lie where the sentences end";
        }
    }
    for (size_t unit = 0; unit + 1 < s->count; unit++) {
        if (!is_longest(s, cuts, unit)) {
            return "it pauses inside a sentence as long as between two";
        }
        if (fits_comma_better(s, cuts, unit)) {
            return "it may pause at a comma where a sentence ends without pause";
        }
    }
    return NULL;
}

/* The count-th longest pause. */
static double
usual_pause(const struct search *s, arena scratch, size_t count)
{
    double *longest = arena_new(&scratch, double, count + 1);
    for (size_t k = 1; k <= s->pause_count; k++) {
        double length = pause_length(s, k);
        size_t i = count;
        for (; i > 0 && longest[i - 1] < length; i--) {
            longest[i] = longest[i - 1];
        }
        longest[i] = length;
    }
    return longest[count - 1];
}

const char *
recording_cut(arena scratch, const struct recorded_speech *speech, struct frame_range within,
              const struct cut_unit *units, size_t count, struct frame_range *ranges)
{
    struct search s = {.speech = speech, .within = within, .units = units, .count = count};
    s.pauses = speech->pauses;
    for (size_t i = 0; i < speech->pause_count && speech->pauses[i].cut < within.to; i++) {
        s.pauses += speech->pauses[i].cut <= within.from;
        s.pause_count += speech->pauses[i].cut > within.from;
    }
    if (count == 1) {
        ranges[0] = within;
        return NULL;
    }
    if (s.pause_count + 1 < count) {
        return "it has fewer pauses than sentences end";
    }
    double weight = 0;
    for (size_t i = 0; i < count; i++) {
        weight += units[i].weight;
    }
    s.rate = recording_speech_s(speech, within.from, within.to) / weight;
    s.usual = usual_pause(&s, scratch, count - 1);
    size_t *cuts = arena_new(&scratch, size_t, count + 1);
    if (!(s.rate > 0) || !choose(&s, scratch, cuts)) {
        return "its pauses do not lie where the sentences end";
    }
    const char *doubt = find_doubt(&s, cuts);
    for (size_t i = 0; i < count && doubt == NULL; i++) {
        ranges[i] = (struct frame_range){cut_frame(&s, cuts[i]), cut_frame(&s, cuts[i + 1])};
    }
    return doubt;
}

struct cut_unit
recording_weigh(arena *out, const struct reading *reading)
{
    struct cut_unit unit = {0};
    double *clauses = NULL;
    size_t capacity = 0, count = 0;
    for (size_t i = 0; i < reading->syllable_count; i++) {
        const struct spoken_syllable *s = &reading->syllables[i];
        if (take_has_mark(reading, s)) {
            unit.weight += reading->words[s->word].kind == WORD_LATIN ? latin_length(reading, s) : 1;
        }
        bool ends_word = i + 1 == reading->syllable_count || s[1].word != s->word;
        if (ends_word && reading->breaks[s->word] >= BREAK_CLAUSE && unit.weight > 0) {
            *arena_push(out, clauses, count, capacity) = unit.weight;
        }
    }
    while (count > 0 && clauses[count - 1] >= unit.weight) {
        count--; /* the end of all */
    }
    unit.clauses = clauses;
    unit.clause_count = count;
    return unit;
}
