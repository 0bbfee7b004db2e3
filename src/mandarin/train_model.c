#include "mandarin/train_model.h"

#include <math.h>
#include <string.h>

#include "mandarin/lexicon_format.h"
#include "mandarin/names.h"
#include "mandarin/numerals.h"
#include "mandarin/polyphone_hints.h"
#include "mandarin/polyphone_model.h"
#include "mandarin/train_weights.h"

enum { LABELS_MAX = 12, SLOTS_PER_10_FEATURES = 13 };

/* Features whose weights differ by less than this many logits are left out. */
static const double least_spread = 0.1;

/* A character's labels and how often each was seen. */
struct labels {
    syllable syllables[LABELS_MAX];
    uint32_t seen[LABELS_MAX];
    size_t count;
};

struct maker {
    const struct mandarin *mandarin;
    uint8_t *kinds;               /* POLYPHONE_KINDS_COUNT */
    struct labels *labels;        /* likewise */
    struct polyphone *polyphones; /* likewise; count 0: no classifier */
    struct train_sample *samples;
    size_t sample_count;
};

static uint8_t
kind_of(uint32_t character)
{
    uint32_t text[2] = {character, 0};
    int kind =
        (names_is_foreign(character) ? KIND_FOREIGN : 0) | (names_surname(text, 1) == 1 ? KIND_SURNAME : 0) |
        (names_is_place_suffix(character) ? KIND_PLACE : 0) |
        (names_is_typical(character) ? KIND_TYPICAL : 0) | (numerals_is_digit(character) ? KIND_DIGIT : 0);
    return (uint8_t)kind;
}

static void
count_label(struct labels *labels, syllable s, uint32_t seen)
{
    size_t i = 0;
    while (i < labels->count && labels->syllables[i] != s)
        i++;
    if (i == LABELS_MAX)
        return;
    labels->count += i == labels->count;
    labels->syllables[i] = s;
    labels->seen[i] += seen;
    for (; i > 0 && labels->seen[i] > labels->seen[i - 1]; i--) {
        struct labels swapped = *labels;
        labels->syllables[i] = swapped.syllables[i - 1];
        labels->seen[i] = swapped.seen[i - 1];
        labels->syllables[i - 1] = swapped.syllables[i];
        labels->seen[i - 1] = swapped.seen[i];
    }
}

/* Candidates: the labels that were seen, then the lexicon's readings. */
static void
choose_candidates(struct maker *m)
{
    for (uint32_t i = 0; i < POLYPHONE_KINDS_COUNT; i++) {
        struct labels *labels = &m->labels[i];
        uint32_t character = POLYPHONE_KINDS_FIRST + i;
        m->kinds[i] = kind_of(character);
        if (labels->count == 0 || labelled_is_sandhi(character) || character == U'儿')
            continue;
        const syllable *readings;
        const struct lexicon *lexicon = m->mandarin->lexicon;
        size_t known = lexicon_readings(lexicon, lexicon_id(lexicon, character), &readings);
        for (size_t k = 0; k < known; k++)
            count_label(labels, readings[k], 0);
        if (labels->count < 2)
            continue;
        struct polyphone *p = &m->polyphones[i];
        p->code_point = character;
        p->count =
            (uint16_t)(labels->count < POLYPHONE_CANDIDATES_MAX ? labels->count : POLYPHONE_CANDIDATES_MAX);
        p->constant = labels->seen[1] == 0;
        memcpy(p->candidates, labels->syllables, p->count * sizeof *p->candidates);
    }
}

static void
count_labels(struct maker *m, const struct labelled *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t at = items[i]->character - POLYPHONE_KINDS_FIRST;
        if (at < POLYPHONE_KINDS_COUNT && items[i]->label != SYLLABLE_NONE)
            count_label(&m->labels[at], items[i]->label, 1);
    }
}

static void *
keep(arena *out, const void *bytes, size_t size)
{
    void *kept = arena_alloc(out, 1, _Alignof(uint32_t), size);
    memcpy(kept, bytes, size);
    return kept;
}

static void
add_sample(struct maker *m, arena *out, arena scratch, const struct labelled *item)
{
    uint32_t index = item->character - POLYPHONE_KINDS_FIRST;
    if (index >= POLYPHONE_KINDS_COUNT || m->polyphones[index].count == 0)
        return;
    const struct polyphone *p = &m->polyphones[index];
    unsigned gold = 0;
    while (gold < p->count && p->candidates[gold] != item->label)
        gold++;
    size_t at;
    arena rest = arena_split(&scratch, (size_t)1 << 26);
    const struct reading *reading = labelled_read(&scratch, rest, m->mandarin, item, &at);
    if (gold == p->count || at == SIZE_MAX || reading->spoken[at].code_point != item->character)
        return;
    size_t word = 0;
    while (reading->words[word].first + reading->words[word].count <= at)
        word++;
    struct polyphone_text text = polyphone_text_of(&scratch, m->mandarin->lexicon, m->kinds, reading);
    syllable room[POLYPHONE_HINTS_WORD_MAX];
    if (polyphone_hints_read(reading, text.characters, word, room))
        return; /* the model will not be asked */
    struct polyphone_features features;
    polyphone_features_of(&text, at, word, p->candidates, p->count, &features);
    m->samples[m->sample_count++] = (struct train_sample){
        .keys = keep(out, features.keys, features.key_count * sizeof *features.keys),
        .ballots = keep(out, features.ballots, features.ballot_count * sizeof *features.ballots),
        .key_count = (uint16_t)features.key_count,
        .ballot_count = (uint16_t)features.ballot_count,
        .candidates = (uint8_t)p->count,
        .gold = (uint8_t)gold,
    };
}

/* Four 4-bit weights, 0 where they say nothing. */
static uint32_t
quantise(const struct train_feature *feature)
{
    const float *w = feature->weights;
    double least = (double)w[0], most = (double)w[0], step = (double)POLYPHONE_STEP / POLYPHONE_UNIT;
    uint32_t packed = 0;
    for (unsigned k = 0; k < POLYPHONE_CANDIDATES_MAX; k++) {
        least = (double)w[k] < least ? (double)w[k] : least;
        most = (double)w[k] > most ? (double)w[k] : most;
        double steps = floor((double)w[k] / step + 0.5);
        int level = steps > 7 ? 7 : steps < -8 ? -8 : (int)steps;
        packed |= ((uint32_t)level & 15u) << 4 * k;
    }
    return most - least < least_spread ? 0 : packed;
}

/* Two keys that fall together in their bucket and print would share one entry: the first keeps it. */
static void
insert(uint32_t *slots, uint32_t buckets, uint32_t key, uint32_t weights)
{
    size_t count = (size_t)buckets * POLYPHONE_BUCKET;
    size_t slot = (size_t)polyphone_bucket_of(key, buckets) * POLYPHONE_BUCKET;
    while (slots[slot] != 0) {
        if ((slots[slot] & 0xFFFF0000u) == polyphone_print_of(key))
            return;
        slot = slot + 1 == count ? 0 : slot + 1;
    }
    slots[slot] = polyphone_print_of(key) | weights;
}

static void
pack_slots(uint32_t *slots, uint32_t buckets, const struct train_weights *weights)
{
    for (size_t i = 0; i < weights->count; i++) {
        uint32_t packed = quantise(&weights->features[i]);
        if (packed != 0)
            insert(slots, buckets, weights->features[i].key, packed);
    }
}

static str
pack(arena *out, const struct maker *m, const struct train_weights *weights)
{
    struct polyphone_header header = {
        .magic = POLYPHONE_MAGIC, .version = POLYPHONE_VERSION, .syllable_bases = SYLLABLE_BASE_COUNT};
    uint64_t features = 0;
    for (size_t i = 0; i < weights->count; i++)
        features += quantise(&weights->features[i]) != 0;
    for (size_t i = 0; i < POLYPHONE_KINDS_COUNT; i++)
        header.characters += m->polyphones[i].count > 0;
    header.buckets = (uint32_t)(features * SLOTS_PER_10_FEATURES / 10 / POLYPHONE_BUCKET + 1);
    struct polyphone_layout layout = polyphone_layout_of(&header);
    header.size = layout.size;
    char *bytes = (char *)arena_new(out, uint64_t, layout.size / 8 + 1);
    int16_t *ballots = (void *)(bytes + layout.ballots);
    for (size_t i = 0; i < POLYPHONE_BALLOT_KINDS; i++)
        ballots[i] = (int16_t)floor((double)weights->ballots[i] * POLYPHONE_UNIT + 0.5);
    memcpy(bytes + layout.kinds, m->kinds, POLYPHONE_KINDS_COUNT);
    struct polyphone *polyphones = (void *)(bytes + layout.characters);
    for (size_t i = 0; i < POLYPHONE_KINDS_COUNT; i++)
        if (m->polyphones[i].count > 0)
            *polyphones++ = m->polyphones[i];
    pack_slots((void *)(bytes + layout.slots), header.buckets, weights);
    memcpy(bytes, &header, sizeof header);
    str whole = {bytes, layout.size};
    header.checksum = lexicon_checksum(str_from_offset(whole, offsetof(struct polyphone_header, size)));
    memcpy(bytes, &header, sizeof header);
    return whole;
}

str
train_model_of(arena *out, arena scratch, const struct mandarin *mandarin,
               const struct labelled *const *items, size_t count)
{
    struct maker m = {.mandarin = mandarin,
                      .kinds = arena_new(&scratch, uint8_t, POLYPHONE_KINDS_COUNT),
                      .labels = arena_new(&scratch, struct labels, POLYPHONE_KINDS_COUNT),
                      .polyphones = arena_new(&scratch, struct polyphone, POLYPHONE_KINDS_COUNT),
                      .samples = arena_new(&scratch, struct train_sample, count)};
    count_labels(&m, items, count);
    choose_candidates(&m);
    arena reading = arena_split(&scratch, (size_t)1 << 28);
    for (size_t i = 0; i < count; i++)
        add_sample(&m, &scratch, reading, items[i]);
    arena training = arena_split(&scratch, (size_t)6 << 30);
    arena room = arena_split(&training, (size_t)1 << 30);
    struct train_weights weights = train_weights_of(&room, training, m.samples, m.sample_count);
    return pack(out, &m, &weights);
}
