#include "publish/gains.h"

#include <math.h>
#include <string.h>

#include "sound/loudness.h"

static const double reference_lufs = -23;

enum { STEPS_A_DECIBEL = 256 };

/* The tour's levels, packet by packet; silence between the clips. */
static const uint16_t *
gather(arena *out, const struct publication *publication)
{
    const struct timeline *timeline = publication->timeline;
    const struct tour *tour = timeline->tour;
    uint16_t *levels = arena_new(out, uint16_t, timeline->length / CLIP_PACKET_SAMPLES);
    for (size_t i = 0; i < tour->stop_count; i++) {
        const struct stop *stop = &tour->stops[i];
        for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
            const struct segment *segment = &tour->segments[s];
            for (uint32_t k = 0; k < segment->sentence_count; k++) {
                uint32_t sentence = segment->first_sentence + k;
                const struct placed *placed = &timeline->sentences[sentence];
                if (publication->levels[sentence] == NULL || placed->length == 0) {
                    continue;
                }
                /* the lead decodes to the packet before the speech */
                uint64_t first =
                    (timeline->stops[i].start + placed->start) / CLIP_PACKET_SAMPLES - CLIP_LEAD_PACKETS;
                uint64_t count =
                    CLIP_LEAD_PACKETS + placed->length / CLIP_PACKET_SAMPLES + CLIP_DECAY_PACKETS;
                memcpy(levels + first, publication->levels[sentence], count * sizeof *levels);
            }
        }
    }
    return levels;
}

static struct gain
find(const uint16_t *levels, uint64_t start, uint64_t length, arena scratch)
{
    double lufs;
    if (!loudness_of_levels(scratch, levels + start / CLIP_PACKET_SAMPLES, length / CLIP_PACKET_SAMPLES,
                            &lufs)) {
        return (struct gain){.known = false};
    }
    double steps = round((reference_lufs - lufs) * STEPS_A_DECIBEL);
    return (struct gain){true, (int)fmax(fmin(steps, INT16_MAX), INT16_MIN)};
}

const struct gains *
gains_find(arena *out, arena scratch, const struct publication *publication)
{
    const struct timeline *timeline = publication->timeline;
    struct gains *gains = arena_new(out, struct gains, 1);
    gains->stops = arena_new(out, struct gain, timeline->tour->stop_count);
    gains->parts = arena_new(out, struct gain, timeline->part_count);
    if (publication->levels == NULL) {
        return gains;
    }
    const uint16_t *levels = gather(&scratch, publication);
    gains->tour = find(levels, 0, timeline->length, scratch);
    for (size_t i = 0; i < timeline->tour->stop_count; i++) {
        gains->stops[i] = find(levels, timeline->stops[i].start, timeline->stops[i].length, scratch);
    }
    for (size_t i = 0; i < timeline->part_count; i++) {
        gains->parts[i] = find(levels, timeline->parts[i].start, timeline->parts[i].length, scratch);
    }
    return gains;
}
