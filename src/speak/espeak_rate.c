#include "speak/espeak_rate.h"

/*
 * How long a syllable takes at each rate, pauses apart: measured with eSpeak NG 1.51 and narrator.espeak on
 * 60 sentences (2,700 syllables) of a newspaper feature; tests/bench/rate.c checks the outcome. Rates of
 * eSpeak's above 300 are left out: no pace up to 360 needs them.
 */
static const struct {
    int rate;
    double syllable_ms;
} measured[] = {
    {80, 557.2},  {90, 520.6},  {100, 465.6}, {110, 421.6}, {120, 385.6}, {130, 351.2},
    {140, 324.2}, {150, 303.4}, {160, 280.8}, {175, 253.6}, {190, 231.5}, {205, 212.3},
    {220, 196.3}, {240, 177.4}, {260, 160.4}, {280, 146.8}, {300, 136.0},
};

enum { MEASURED_COUNT = sizeof measured / sizeof measured[0] };

/*
 * How often running text pauses, half way between a newspaper feature (0.054 clauses, 0.018 list items, 0.022
 * sentences a syllable) and the spoken narration of scripts/jinzhou (0.096, 0.000, 0.057), so that at 220
 * characters a minute either is met within 5 %.
 */
static const double clauses_per_syllable = 0.075;
static const double lists_per_syllable = 0.009;
static const double sentences_per_syllable = 0.040;
static const double sentence_pause_ms = 500;

/* English syllables are lighter: at 0.8 of the rate they last nine tenths of a Mandarin one. */
static const double latin_share = 0.8;

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
    int mandarin = rate_for_syllable(character_ms - pause_ms);
    return (struct espeak_rate){mandarin, (int)(mandarin * latin_share + 0.5)};
}
