#include "speak/espeak_rate.h"

#include <math.h>

/*
 * How long a syllable takes at each rate, pauses apart: measured with eSpeak NG 1.51, narrator.espeak and our
 * own readings of 10,000 syllables: the narration of scripts/jinzhou, a newspaper feature, and encyclopaedia
 * articles (which differ by 3 % either way). tests/bench/rate.c checks the outcome. Rates above 340 are left
 * out: no pace up to 360 needs them.
 */
static const struct {
    int rate;
    double syllable_ms;
} measured[] = {
    {80, 533.3},  {90, 498.2},  {100, 445.5}, {110, 403.7}, {120, 368.8}, {130, 336.0}, {140, 310.0},
    {150, 290.0}, {160, 269.0}, {175, 242.8}, {190, 221.5}, {205, 203.4}, {220, 188.3}, {240, 170.4},
    {260, 154.4}, {280, 141.8}, {300, 132.3}, {320, 124.7}, {340, 118.9},
};

enum { MEASURED_COUNT = sizeof measured / sizeof measured[0] };

/*
 * How often running text pauses, amid narration (0.096 clauses, 0.000 list items, 0.057 sentences a
 * syllable), a newspaper feature (0.054, 0.018, 0.022) and an encyclopaedia (0.053, 0.008, 0.036).
 */
static const double clauses_per_syllable = 0.065;
static const double lists_per_syllable = 0.009;
static const double sentences_per_syllable = 0.034;
static const double sentence_pause_ms = 500;

/* English syllables are lighter: at 0.8 of the rate they last nine tenths of a Mandarin one. */
static const double latin_share = 0.8;

/* A full syllable beside the mean of all, neutral ones and lengthened ones among them (prosody.c). */
static const double full_share = 1.07;

static int
rate_for_syllable(double syllable_ms)
{
    if (syllable_ms >= measured[0].syllable_ms) {
        return measured[0].rate;
    }
    for (int i = 1; i < MEASURED_COUNT; i++) {
        if (syllable_ms >= measured[i].syllable_ms) {
            double part = (measured[i - 1].syllable_ms - syllable_ms) /
                          (measured[i - 1].syllable_ms - measured[i].syllable_ms);
            return (int)(measured[i - 1].rate + part * (measured[i].rate - measured[i - 1].rate) + 0.5);
        }
    }
    return measured[MEASURED_COUNT - 1].rate;
}

struct espeak_rate
espeak_rate_for(const struct voice *voice)
{
    double character_ms = 60000.0 / voice->rate_cpm;
    double pause_ms = clauses_per_syllable * voice->clause_ms + lists_per_syllable * voice->list_ms +
                      sentences_per_syllable * sentence_pause_ms;
    double syllable_ms = character_ms - pause_ms;
    int mandarin = rate_for_syllable(syllable_ms);
    return (struct espeak_rate){mandarin, (int)(mandarin * latin_share + 0.5),
                                syllable_ms * full_share / 1000};
}

void
espeak_pitches_for(const struct voice *voice, unsigned pitches_hz[ESPEAK_PITCHES])
{
    static const double quarters[ESPEAK_PITCHES] = {-1, 1};
    for (size_t p = 0; p < ESPEAK_PITCHES; p++) {
        pitches_hz[p] = (unsigned)(voice->pitch_hz * exp2(quarters[p] * voice->range_st / 4 / 12) + 0.5);
    }
}
