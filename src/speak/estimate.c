#include "speak/estimate.h"

#include <math.h>
#include <string.h>

#include "speak/alignment.h"
#include "speak/latin_length.h"

enum {
    UNIT_MS_MIN = 30,
    COARSE = 2,          /* bands' frames in one of the first search */
    NEAR_FRAMES = 60,    /* the second search looks so far around what the first found */
    WHOLE_FRAMES = 3000, /* takes of up to so many coarse frames are searched through */
    FAR_FRAMES = 1000,   /* in longer ones an end lies within so many of where even speech would put it */
    LEARN_ROUNDS = 2,
};

/* Levels of neighbouring bands and frames go together: each tells less than it seems to. */
static const double level_weight = 0.2;
static const double level_deviation_db = 9;
/* Any sound is dearer than the right one and cheaper than a wrong one. */
static const double any_sound_cost = 0.4;
static const double length_weight = 3;
static const double prior_frames = 15; /* a class's usual levels count as so many frames */
static const double speech_db = -30;   /* a frame with a louder band is speech */

struct search {
    struct bands bands; /* of coarse or fine frames */
    double (*levels_db)[BANDS_MAX];
    struct unit *units;
    size_t unit_count;
    struct unit_place *places;
};

/* --- what is to be found --- */

/* In average syllables. */
static double
usual_syllable(const struct reading *reading, const struct spoken_syllable *s, const struct unit *unit)
{
    double length = 0.8 + 0.07 * unit->sound_count;
    unsigned char first = unit->sounds[unit->sound_count > 1];
    if (first >= SOUND_HISS && first <= SOUND_PALATAL) {
        length *= 1.1;
    }
    if (syllable_tone(s->spoken) == 5) {
        length *= 0.75;
    }
    const struct word *word = &reading->words[s->word];
    if (s->first + s->count == word->first + word->count) {
        length *= reading->breaks[s->word] >= BREAK_CLAUSE ? 1.25 : 1;
    }
    return length;
}

static double
pause_cost(const struct reading *reading, uint32_t from, uint32_t to)
{
    static const double costs[] = {20, 12, 6, 0, 0};
    unsigned longest = BREAK_NONE;
    bool silent_word = false;
    for (uint32_t w = from; w < to; w++) {
        longest = reading->breaks[w] > longest ? reading->breaks[w] : longest;
        silent_word = silent_word || reading->words[w].kind == WORD_PUNCTUATION;
    }
    return silent_word && longest < BREAK_CLAUSE ? 3 : costs[longest];
}

static void
list_units(arena *out, const struct reading *reading, struct search *search)
{
    search->units = arena_new(out, struct unit, take_count_marks(reading));
    uint32_t before = 0;
    for (size_t i = 0; i < reading->syllable_count; i++) {
        const struct spoken_syllable *s = &reading->syllables[i];
        if (!take_has_mark(reading, s)) {
            continue;
        }
        struct unit *unit = &search->units[search->unit_count++];
        unit->pause_cost = search->unit_count > 1 ? pause_cost(reading, before, s->word) : 0;
        before = s->word;
        if (reading->words[s->word].kind == WORD_LATIN) {
            *unit = (struct unit){{ALIGNMENT_ANY}, 1, latin_length(reading, s), unit->pause_cost};
            continue;
        }
        unit->sound_count = sounds_of(syllable_base(s->spoken), s->erhua, unit->sounds);
        unit->frames = usual_syllable(reading, s, unit);
    }
}

static bool
is_speech(const struct bands *bands, size_t frame)
{
    for (unsigned k = 0; k < bands->band_count; k++) {
        if ((double)bands->levels_db[frame][k] > speech_db) {
            return true;
        }
    }
    return false;
}

/* Usual lengths become frames: what is no silence is shared out among the units. */
static void
scale_units(struct search *search)
{
    double speech = 0, usual = 0;
    for (size_t f = 0; f < search->bands.frame_count; f++) {
        speech += is_speech(&search->bands, f);
    }
    for (size_t i = 0; i < search->unit_count; i++) {
        usual += search->units[i].frames;
    }
    double scale = (speech > 0 ? speech : (double)search->bands.frame_count) / usual;
    for (size_t i = 0; i < search->unit_count; i++) {
        search->units[i].frames *= scale;
    }
}

static struct bands
coarsen(arena *out, const struct bands *fine)
{
    struct bands coarse = {.band_count = fine->band_count, .frame_count = fine->frame_count / COARSE};
    coarse.levels_db = arena_alloc(out, sizeof *coarse.levels_db, _Alignof(float), coarse.frame_count);
    for (size_t f = 0; f < coarse.frame_count; f++) {
        for (unsigned k = 0; k < fine->band_count; k++) {
            for (size_t i = 0; i < COARSE; i++) {
                coarse.levels_db[f][k] += fine->levels_db[f * COARSE + i][k] / COARSE;
            }
        }
    }
    return coarse;
}

/* --- what sounds look like in this voice --- */

/* The voice's own tilt: its speech as a whole beside the units' sounds as a whole. */
static void
start_levels(struct search *search)
{
    double usual[BANDS_MAX] = {0}, heard[BANDS_MAX] = {0}, weight = 0, frames = 0;
    for (size_t i = 0; i < search->unit_count; i++) {
        const struct unit *u = &search->units[i];
        for (unsigned s = 0; s < u->sound_count && u->sounds[s] != ALIGNMENT_ANY; s++) {
            if (u->sounds[s] == SOUND_SILENCE) {
                continue;
            }
            weight++;
            for (unsigned k = 0; k < BANDS_MAX; k++) {
                usual[k] += (double)sounds_levels_db[u->sounds[s]][k];
            }
        }
    }
    for (size_t f = 0; f < search->bands.frame_count; f++) {
        if (is_speech(&search->bands, f)) {
            frames++;
            for (unsigned k = 0; k < search->bands.band_count; k++) {
                heard[k] += (double)search->bands.levels_db[f][k];
            }
        }
    }
    for (unsigned k = 0; k < BANDS_MAX; k++) {
        double shift = weight > 0 && frames > 0 ? heard[k] / frames - usual[k] / weight : 0;
        for (unsigned c = 0; c < SOUND_CLASSES; c++) {
            search->levels_db[c][k] = (double)sounds_levels_db[c][k] + (c == SOUND_SILENCE ? 0 : shift);
        }
    }
}

static void
set_costs(const struct search *search, double scale, float (*costs)[ALIGNMENT_ROWS])
{
    for (size_t f = 0; f < search->bands.frame_count; f++) {
        double best = HUGE_VAL;
        for (unsigned c = 0; c < SOUND_CLASSES; c++) {
            double cost = 0;
            for (unsigned k = 0; k < search->bands.band_count; k++) {
                double d =
                    ((double)search->bands.levels_db[f][k] - search->levels_db[c][k]) / level_deviation_db;
                cost += c == SOUND_SILENCE && d < 0 ? 0 : d * d / 2;
            }
            costs[f][c] = (float)(level_weight * scale * cost);
            best = c != SOUND_SILENCE && (double)costs[f][c] < best ? (double)costs[f][c] : best;
        }
        costs[f][ALIGNMENT_ANY] = (float)(best + any_sound_cost * scale);
    }
}

/* Segmental k-means with the usual levels as a prior. */
static void
learn_levels(struct search *search, const struct alignment *a, arena scratch)
{
    double sums[SOUND_CLASSES][BANDS_MAX] = {{0}}, frames[SOUND_CLASSES] = {0};
    for (size_t i = 0; i < search->unit_count; i++) {
        struct unit_place place = search->places[i];
        if (search->units[i].sounds[0] == ALIGNMENT_ANY) {
            continue;
        }
        arena inner = scratch;
        unsigned char *sounds = arena_new(&inner, unsigned char, place.end - place.start);
        alignment_divide(a, i, place, inner, sounds);
        for (uint32_t f = place.start; f < place.end; f++) {
            unsigned c = sounds[f - place.start];
            frames[c]++;
            for (unsigned k = 0; k < search->bands.band_count; k++) {
                sums[c][k] += (double)search->bands.levels_db[f][k];
            }
        }
    }
    for (unsigned c = SOUND_SILENCE + 1; c < SOUND_CLASSES; c++) {
        for (unsigned k = 0; k < search->bands.band_count; k++) {
            search->levels_db[c][k] =
                (prior_frames * search->levels_db[c][k] + sums[c][k]) / (prior_frames + frames[c]);
        }
    }
}

/* A syllable's mark begins at its stop's release, as the engines' own do; the closure before it belongs to
 * the syllable that it closes, or to the pause. */
static void
move_starts(struct search *search, const struct alignment *a, arena scratch)
{
    for (size_t i = 0; i < search->unit_count; i++) {
        if (search->units[i].sounds[0] != SOUND_SILENCE) {
            continue;
        }
        struct unit_place *place = &search->places[i];
        arena inner = scratch;
        unsigned char *sounds = arena_new(&inner, unsigned char, place->end - place->start);
        alignment_divide(a, i, *place, inner, sounds);
        uint32_t start = place->start;
        while (start + 1 < place->end && sounds[start - place->start] == SOUND_SILENCE) {
            start++;
        }
        if (i > 0 && search->places[i - 1].end == place->start) {
            search->places[i - 1].end = start;
        }
        place->start = start;
    }
}

/* --- the searches --- */

/* Where even speech would end each unit, and as far around as may be needed. */
static void
limit_coarsely(const struct search *search, uint32_t *lows, uint32_t *highs)
{
    size_t frames = search->bands.frame_count, frame = 0;
    double usual = 0, spoken = 0;
    for (size_t i = 0; i < search->unit_count; i++) {
        usual += search->units[i].frames;
        while (frame < frames && spoken < usual) {
            spoken += is_speech(&search->bands, frame++);
        }
        bool whole = frames <= WHOLE_FRAMES;
        lows[i] = whole || frame < FAR_FRAMES ? 0 : (uint32_t)(frame - FAR_FRAMES);
        highs[i] = (uint32_t)(whole || frame + FAR_FRAMES > frames ? frames : frame + FAR_FRAMES);
    }
    highs[search->unit_count - 1] = (uint32_t)frames;
}

/* Around each unit's end and the beginning of the next one, in fine frames. */
static void
limit_finely(const struct search *search, uint32_t *lows, uint32_t *highs)
{
    for (size_t i = 0; i < search->unit_count; i++) {
        bool last = i + 1 == search->unit_count;
        uint32_t end = search->places[i].end * COARSE;
        uint32_t next = last ? (uint32_t)search->bands.frame_count : search->places[i + 1].start * COARSE;
        lows[i] = end < NEAR_FRAMES ? 0 : end - NEAR_FRAMES;
        highs[i] = next + NEAR_FRAMES > search->bands.frame_count || last
                       ? (uint32_t)search->bands.frame_count
                       : next + NEAR_FRAMES;
    }
}

static bool
search_once(struct search *search, bool fine, arena scratch)
{
    size_t frames = search->bands.frame_count;
    float(*costs)[ALIGNMENT_ROWS] = arena_alloc(&scratch, sizeof *costs, _Alignof(float), frames);
    uint32_t *lows = arena_new(&scratch, uint32_t, search->unit_count);
    uint32_t *highs = arena_new(&scratch, uint32_t, search->unit_count);
    set_costs(search, fine ? 1.0 / COARSE : 1, costs);
    (fine ? limit_finely : limit_coarsely)(search, lows, highs);
    struct alignment a = {.units = search->units,
                          .unit_count = search->unit_count,
                          .costs = (const float(*)[ALIGNMENT_ROWS])costs,
                          .frame_count = frames,
                          .length_weight = length_weight,
                          .lows = lows,
                          .highs = highs};
    if (!alignment_find(&a, scratch, search->places)) {
        return false;
    }
    (fine ? move_starts : learn_levels)(search, &a, scratch);
    return true;
}

static bool
search_all(struct search *search, struct bands fine, arena scratch)
{
    search->bands = coarsen(&scratch, &fine);
    scale_units(search);
    start_levels(search);
    for (int round = 0; round < LEARN_ROUNDS; round++) {
        if (!search_once(search, false, scratch)) {
            return false;
        }
    }
    search->bands = fine;
    for (size_t i = 0; i < search->unit_count; i++) {
        search->units[i].frames *= COARSE;
    }
    return search_once(search, true, scratch);
}

bool
estimate_marks(arena *out, arena scratch, const struct reading *reading, struct take *take)
{
    size_t count = take_count_marks(reading);
    struct search search = {0};
    struct bands fine;
    if (count == 0 || take->rate_hz == 0 || take->count / take->rate_hz >= ESTIMATE_SECONDS_MAX ||
        (uint64_t)take->count * 1000 / take->rate_hz < (uint64_t)count * UNIT_MS_MIN ||
        !bands_measure(&scratch, take->samples, take->count, take->rate_hz, &fine)) {
        return false;
    }
    list_units(&scratch, reading, &search);
    search.places = arena_new(&scratch, struct unit_place, count);
    search.levels_db = arena_alloc(&scratch, sizeof *search.levels_db, _Alignof(double), SOUND_CLASSES);
    if (!search_all(&search, fine, scratch)) {
        return false;
    }
    take->marks = arena_new(out, struct mark, count);
    take->mark_count = count;
    for (size_t i = 0; i < count; i++) {
        struct unit_place place = search.places[i];
        take->marks[i] = (struct mark){(uint32_t)bands_sample(take->rate_hz, place.start),
                                       (uint32_t)bands_sample(take->rate_hz, place.end)};
    }
    return true;
}
