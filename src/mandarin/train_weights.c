#include "mandarin/train_weights.h"

#include <math.h>
#include <string.h>

enum {
    RUNS = 4, /* from nothing, in other orders: their average is steadier than one */
    EPOCHS = 14,
    FIRST_AVERAGED = 6, /* epoch */
    LAST_FAST = 9,      /* from here on steps are smaller */
    SLOTS = 1 << 23,
};

static const double rate = 0.1, late_rate = 0.03, ballot_rate = 0.1, decay = 1e-4, dropped_share = 0.75,
                    smallest_sum = 1e-3;

struct trainer {
    struct train_feature *features;
    float (*squares)[POLYPHONE_CANDIDATES_MAX]; /* sums of squared gradients */
    double (*sums)[POLYPHONE_CANDIDATES_MAX];   /* of weights, for the average */
    size_t count;
    double ballots[POLYPHONE_BALLOT_KINDS], ballot_squares[POLYPHONE_BALLOT_KINDS],
        ballot_sums[POLYPHONE_BALLOT_KINDS];
    uint32_t state; /* of the generator */
    double rate;
};

/* xorshift32 (Marsaglia 2003). */
static uint32_t
next_random(struct trainer *t)
{
    t->state ^= t->state << 13;
    t->state ^= t->state >> 17;
    t->state ^= t->state << 5;
    return t->state;
}

/* The features' indexes, for all samples in a row, and the features themselves. */
static uint32_t *
number_features(arena *out, arena scratch, struct trainer *t, const struct train_sample *samples,
                size_t count)
{
    size_t keys = 0, capacity = 0;
    for (size_t i = 0; i < count; i++)
        keys += samples[i].key_count;
    uint32_t *indexes = arena_new(out, uint32_t, keys), *at = indexes;
    uint32_t *slots = arena_new(&scratch, uint32_t, SLOTS); /* index + 1; 0: free */
    arena grown = arena_split(&scratch, (size_t)1 << 30);
    struct train_feature *features = NULL;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < samples[i].key_count; k++) {
            uint32_t key = samples[i].keys[k], slot = key * 0x9E3779B1u % SLOTS;
            while (slots[slot] != 0 && features[slots[slot] - 1].key != key)
                slot = (slot + 1) % SLOTS;
            if (slots[slot] == 0) {
                *arena_push(&grown, features, t->count, capacity) = (struct train_feature){.key = key};
                slots[slot] = (uint32_t)t->count;
            }
            *at++ = slots[slot] - 1;
        }
    t->features = arena_new(out, struct train_feature, t->count);
    for (size_t i = 0; i < t->count; i++)
        t->features[i] = features[i];
    return indexes;
}

/* Scores to the gradient of the loss by the scores: probability less one for the right candidate. */
static void
to_gradient(double *scores, const struct train_sample *sample)
{
    double most = scores[0], sum = 0;
    for (unsigned k = 1; k < sample->candidates; k++)
        most = scores[k] > most ? scores[k] : most;
    for (unsigned k = 0; k < sample->candidates; k++) {
        scores[k] = exp(scores[k] - most);
        sum += scores[k];
    }
    for (unsigned k = 0; k < sample->candidates; k++)
        scores[k] = scores[k] / sum - (k == sample->gold);
}

static void
learn(struct trainer *t, const struct train_sample *sample, const uint32_t *indexes)
{
    double gradient[POLYPHONE_CANDIDATES_MAX] = {0};
    uint32_t kept[POLYPHONE_KEYS_MAX];
    size_t kept_count = 0;
    double scale = 1 / (1 - dropped_share);
    for (size_t i = 0; i < sample->key_count; i++)
        if ((next_random(t) >> 8) * (1.0 / 16777216) >= dropped_share)
            kept[kept_count++] = indexes[i];
    for (size_t i = 0; i < kept_count; i++)
        for (unsigned k = 0; k < sample->candidates; k++)
            gradient[k] += scale * (double)t->features[kept[i]].weights[k];
    for (size_t i = 0; i < sample->ballot_count; i++)
        gradient[sample->ballots[i].candidate] += t->ballots[sample->ballots[i].kind];
    to_gradient(gradient, sample);
    for (size_t i = 0; i < kept_count; i++) {
        float *weights = t->features[kept[i]].weights, *squares = t->squares[kept[i]];
        for (unsigned k = 0; k < sample->candidates; k++) {
            double g = scale * gradient[k] + decay * (double)weights[k];
            squares[k] += (float)(g * g);
            weights[k] -= (float)(t->rate * g / sqrt((double)squares[k] + smallest_sum));
        }
    }
    for (size_t i = 0; i < sample->ballot_count; i++) {
        double g = gradient[sample->ballots[i].candidate];
        uint8_t kind = sample->ballots[i].kind;
        t->ballot_squares[kind] += g * g;
        t->ballots[kind] -= ballot_rate * g / sqrt(t->ballot_squares[kind] + smallest_sum);
    }
}

static void
shuffle(struct trainer *t, uint32_t *order, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = next_random(t) % i;
        uint32_t kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
}

static void
add_to_sums(struct trainer *t)
{
    for (size_t i = 0; i < t->count; i++)
        for (unsigned k = 0; k < POLYPHONE_CANDIDATES_MAX; k++)
            t->sums[i][k] += (double)t->features[i].weights[k];
    for (size_t i = 0; i < POLYPHONE_BALLOT_KINDS; i++)
        t->ballot_sums[i] += t->ballots[i];
}

/* Forgets all but the sums. */
static void
begin_run(struct trainer *t)
{
    memset(t->squares, 0, t->count * sizeof *t->squares);
    memset(t->ballots, 0, sizeof t->ballots);
    memset(t->ballot_squares, 0, sizeof t->ballot_squares);
    for (size_t i = 0; i < t->count; i++)
        memset(t->features[i].weights, 0, sizeof t->features[i].weights);
}

static struct train_weights
average(arena *out, const struct trainer *t, unsigned epochs)
{
    struct train_weights weights = {.features = arena_new(out, struct train_feature, t->count),
                                    .count = t->count};
    for (size_t i = 0; i < t->count; i++) {
        weights.features[i].key = t->features[i].key;
        for (unsigned k = 0; k < POLYPHONE_CANDIDATES_MAX; k++)
            weights.features[i].weights[k] = (float)(t->sums[i][k] / epochs);
    }
    for (size_t i = 0; i < POLYPHONE_BALLOT_KINDS; i++)
        weights.ballots[i] = (float)(t->ballot_sums[i] / epochs);
    return weights;
}

struct train_weights
train_weights_of(arena *out, arena scratch, const struct train_sample *samples, size_t count)
{
    struct trainer t = {.state = 12345};
    arena numbering = arena_split(&scratch, (size_t)2 << 30);
    uint32_t *indexes = number_features(&scratch, numbering, &t, samples, count);
    uint32_t *order = arena_new(&scratch, uint32_t, count);
    size_t *first = arena_new(&scratch, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        order[i] = (uint32_t)i;
        first[i + 1] = first[i] + samples[i].key_count;
    }
    t.squares = arena_alloc(&scratch, sizeof *t.squares, _Alignof(float), t.count);
    t.sums = arena_alloc(&scratch, sizeof *t.sums, _Alignof(double), t.count);
    for (unsigned i = 0; i < RUNS * EPOCHS; i++) {
        unsigned epoch = i % EPOCHS;
        if (epoch == 0)
            begin_run(&t);
        t.rate = epoch < LAST_FAST ? rate : late_rate;
        shuffle(&t, order, count);
        for (size_t k = 0; k < count; k++)
            learn(&t, &samples[order[k]], indexes + first[order[k]]);
        if (epoch >= FIRST_AVERAGED)
            add_to_sums(&t);
    }
    return average(out, &t, RUNS * (EPOCHS - FIRST_AVERAGED));
}
