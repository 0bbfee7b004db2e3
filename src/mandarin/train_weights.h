/*
 * Training: one softmax a character over sparse features, all characters at once since they share the weights
 * of the ballots.
 *
 * In: samples. Out: weights. Stochastic gradient with AdaGrad's step sizes (Duchi, Hazan and Singer 2011), a
 * large share of the features dropped at random in each step, which regularises as the data itself suggests
 * (Wager, Wang and Liang 2013), and the weights of the later passes averaged (Polyak and Juditsky 1992).
 * The order and the drops come from a generator with a fixed seed: the same samples give the same weights.
 */
#ifndef MANDARIN_TRAIN_WEIGHTS_H
#define MANDARIN_TRAIN_WEIGHTS_H

#include "mandarin/polyphone_features.h"

struct train_sample {
    const uint32_t *keys;
    const struct polyphone_ballot *ballots;
    uint16_t key_count, ballot_count;
    uint8_t candidates; /* how many readings the character has to choose from */
    uint8_t gold;       /* index of the right one */
};

struct train_feature {
    uint32_t key;
    float weights[POLYPHONE_CANDIDATES_MAX];
};

struct train_weights {
    struct train_feature *features;
    size_t count;
    float ballots[POLYPHONE_BALLOT_KINDS];
};

/* Weights in logits. */
struct train_weights train_weights_of(arena *out, arena scratch, const struct train_sample *samples,
                                      size_t count);

#endif
