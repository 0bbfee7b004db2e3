#include "speak/espeak_stretches.h"

#include <math.h>
#include <string.h>

#include "speak/unvoiced.h"

/* A voiced part is at least this share of itself, and at most. */
static const double stretch_min = 0.45, stretch_max = 2.6;

/* A burst rises above this share of the sound's peak. */
#define CLOSURE_SHARE 0.08F

enum { SILENCE_SAMPLES_MIN = 16 }; /* fewer zeros are the wave crossing its axis */

struct cutter {
    const struct espeak_capture *const *takes;
    size_t take_count;
    struct espeak_stretches *out;
};

static size_t
sound_end(const struct espeak_capture *take, size_t sound)
{
    return sound + 1 < take->sound_count ? take->sounds[sound + 1].sample : take->count;
}

/* Up to the last phoneme: which events follow it depends on what eSpeak said before. */
static size_t
count_sounds(const struct espeak_capture *take)
{
    size_t count = take->sound_count;
    while (count > 0 && take->sounds[count - 1].kind != ESPEAK_SOUND_PHONEME) {
        count--;
    }
    return count;
}

/* The same sounds in the same order in every take. */
static bool
takes_match(const struct cutter *c)
{
    const struct espeak_capture *first = c->takes[0];
    for (size_t t = 1; t < c->take_count; t++) {
        const struct espeak_capture *take = c->takes[t];
        if (count_sounds(take) != count_sounds(first)) {
            return false;
        }
        for (size_t i = 0; i < count_sounds(first); i++) {
            if (take->sounds[i].kind != first->sounds[i].kind) {
                return false;
            }
        }
    }
    return true;
}

static size_t
zeros_at_end(const struct espeak_capture *take, size_t from, size_t to)
{
    size_t zeros = 0;
    while (to - zeros > from && take->samples[to - zeros - 1] == 0) {
        zeros++;
    }
    return zeros >= SILENCE_SAMPLES_MIN || zeros == to - from ? zeros : 0;
}

static bool
is_voiced(const struct cutter *c, const struct overlap_stretch *s)
{
    return s->count[0] != s->count[1] ||
           memcmp(c->takes[0]->samples + s->first[0], c->takes[1]->samples + s->first[1],
                  s->count[0] * sizeof(float)) != 0;
}

static void
add_stretch(struct cutter *c, const struct overlap_stretch *s, bool voiced)
{
    if (s->count[0] > 0) {
        struct overlap_stretch *added = &c->out->items[c->out->count++];
        *added = *s;
        added->length = s->count[0];
        added->voiced = voiced;
    }
}

/* The first samples of an unvoiced sound that are quiet beside its loudest: a closure before the burst. */
static uint32_t
closure_of(const float *samples, uint32_t count)
{
    float highest = 0;
    for (uint32_t i = 0; i < count; i++) {
        highest = fmaxf(highest, fabsf(samples[i]));
    }
    uint32_t quiet = 0;
    while (quiet < count && fabsf(samples[quiet]) < highest * CLOSURE_SHARE) {
        quiet++;
    }
    return quiet;
}

/* Cleans the sound, then cuts its closure off; returns the closure's length. */
static uint32_t
add_unvoiced(struct cutter *c, struct overlap_stretch s)
{
    struct overlap_stretch closure = s;
    float *samples = c->takes[0]->samples + s.first[0];
    unvoiced_clean(samples, s.count[0], ESPEAK_RATE_HZ);
    closure.count[0] = closure_of(samples, s.count[0]);
    s.first[0] += closure.count[0];
    s.count[0] -= closure.count[0];
    add_stretch(c, &closure, false);
    add_stretch(c, &s, false);
    return closure.count[0];
}

/* From sound `i` of the takes to the next: its samples, then the zeros behind them. Returns for how long it
 * is but a closure. */
static uint32_t
cut_sound(struct cutter *c, size_t i)
{
    struct overlap_stretch sounding = {.voiced = false}, silent = {.voiced = false};
    for (size_t t = 0; t < c->take_count; t++) {
        size_t from = c->takes[t]->sounds[i].sample;
        size_t to = sound_end(c->takes[t], i);
        size_t zeros = zeros_at_end(c->takes[t], from, to);
        sounding.first[t] = (uint32_t)from;
        sounding.count[t] = (uint32_t)(to - zeros - from);
        silent.first[t] = (uint32_t)(to - zeros);
        silent.count[t] = (uint32_t)zeros;
    }
    uint32_t closure = 0;
    if (is_voiced(c, &sounding)) {
        add_stretch(c, &sounding, true);
    } else {
        closure = add_unvoiced(c, sounding);
    }
    add_stretch(c, &silent, false);
    return closure;
}

/* Returns for how long its first sound is but a closure. A Latin word may have no sound of its own. */
static uint32_t
cut_unit(struct cutter *c, size_t start, size_t end)
{
    uint32_t closure = 0;
    for (size_t i = start; i < end; i++) {
        uint32_t quiet = cut_sound(c, i);
        closure = i == start ? quiet : closure;
    }
    return closure;
}

/* Silence around the whole piece goes: the first and last stretches of zeros. */
static bool
is_silence(const struct cutter *c, const struct overlap_stretch *s)
{
    return zeros_at_end(c->takes[0], s->first[0], s->first[0] + s->count[0]) == s->count[0];
}

static void
lengthen(struct overlap_stretch *stretches, size_t count, const struct prosody_unit *unit,
         double mean_samples)
{
    double voiced = 0, others = 0;
    for (size_t i = 0; i < count; i++) {
        *(stretches[i].voiced ? &voiced : &others) += stretches[i].count[0];
    }
    if (voiced == 0) {
        return;
    }
    double own = voiced + others;
    double usual = mean_samples * unit->usual;
    double length = unit->stretch * usual * pow(own / usual, unit->own);
    double ratio = (length - others) / voiced;
    ratio = ratio < stretch_min ? stretch_min : ratio > stretch_max ? stretch_max : ratio;
    double wanted = 0, given = 0;
    for (size_t i = 0; i < count; i++) {
        if (stretches[i].voiced) {
            wanted += ratio * stretches[i].count[0];
            stretches[i].length = (uint32_t)(wanted - given + 0.5);
            given += stretches[i].length;
        }
    }
}

bool
espeak_stretch(arena *out, arena scratch, const struct espeak_piece *piece,
               const struct espeak_capture *const *takes, size_t take_count, const struct prosody_unit *units,
               double mean_samples, struct espeak_stretches *stretches)
{
    const struct espeak_capture *first = takes[0];
    struct cutter cutter = {takes, take_count, stretches};
    uint32_t *starts = arena_new(&scratch, uint32_t, piece->unit_count);
    *stretches = (struct espeak_stretches){
        .items = arena_new(out, struct overlap_stretch, first->sound_count * 3),
        .ends = arena_new(out, uint32_t, piece->unit_count),
    };
    if (!takes_match(&cutter) || !espeak_locate_units(piece, first, starts)) {
        return false;
    }
    uint32_t length = 0;
    size_t sound_count = count_sounds(first);
    for (uint32_t unit = 0; unit < piece->unit_count; unit++) {
        size_t end = unit + 1 < piece->unit_count ? starts[unit + 1] : sound_count;
        size_t at = stretches->count;
        uint32_t closure = cut_unit(&cutter, starts[unit], end < sound_count ? end : sound_count);
        if (unit > 0) {
            stretches->ends[unit - 1] += closure;
        } else if (closure > 0) {
            stretches->items[0].length = 0; /* out of a pause a closure is not heard */
        }
        while (unit + 1 == piece->unit_count && stretches->count > at &&
               is_silence(&cutter, &stretches->items[stretches->count - 1])) {
            stretches->count--;
        }
        lengthen(stretches->items + at, stretches->count - at, &units[unit], mean_samples);
        length += (uint32_t)overlap_length(stretches->items + at, stretches->count - at);
        stretches->ends[unit] = length;
    }
    return length > 0;
}
