#include "mandarin/polyphone_model.h"

#include <math.h>
#include <string.h>

#include "mandarin/lexicon_format.h"

struct polyphone_model {
    const int16_t *ballots;
    const uint8_t *kinds;
    const struct polyphone *characters;
    struct polyphone_table table;
    uint32_t character_count;
    str bytes;
    uint16_t index[POLYPHONE_KINDS_COUNT]; /* of a character in `characters`, from 1; 0: no classifier */
};

struct polyphone_layout
polyphone_layout_of(const struct polyphone_header *header)
{
    struct polyphone_layout layout = {.ballots = sizeof *header};
    layout.kinds = layout.ballots + POLYPHONE_BALLOT_KINDS * sizeof(int16_t);
    layout.characters = layout.kinds + POLYPHONE_KINDS_COUNT;
    uint64_t end = layout.characters + (uint64_t)header->characters * sizeof(struct polyphone);
    layout.slots = (end + 63) & ~(uint64_t)63;
    layout.size = layout.slots + (uint64_t)header->buckets * POLYPHONE_BUCKET * sizeof(uint32_t);
    return layout;
}

static const char *
find_fault(str bytes)
{
    const struct polyphone_header *header = (const void *)bytes.data;
    if ((uintptr_t)bytes.data % 8 != 0)
        return "the polyphone model is not aligned in memory";
    if (bytes.len < sizeof *header)
        return "the polyphone model is cut off";
    if (header->magic != POLYPHONE_MAGIC)
        return "this is no polyphone model, or one for another byte order";
    if (header->version != POLYPHONE_VERSION || header->syllable_bases != SYLLABLE_BASE_COUNT)
        return "the polyphone model is of another version";
    if (header->size != bytes.len || polyphone_layout_of(header).size != bytes.len || header->buckets == 0)
        return "the polyphone model is cut off";
    return NULL;
}

static bool
index_characters(struct polyphone_model *model)
{
    for (uint32_t i = 0; i < model->character_count; i++) {
        const struct polyphone *p = &model->characters[i];
        uint32_t at = p->code_point - POLYPHONE_KINDS_FIRST;
        if (at >= POLYPHONE_KINDS_COUNT || p->count < 2 || p->count > POLYPHONE_CANDIDATES_MAX ||
            i >= UINT16_MAX)
            return false;
        model->index[at] = (uint16_t)(i + 1);
    }
    return true;
}

const struct polyphone_model *
polyphone_model_open(arena *out, str bytes, const char **why)
{
    *why = find_fault(bytes);
    if (*why != NULL)
        return NULL;
    const struct polyphone_header *header = (const void *)bytes.data;
    struct polyphone_layout layout = polyphone_layout_of(header);
    struct polyphone_model *model = arena_new(out, struct polyphone_model, 1);
    model->ballots = (const void *)(bytes.data + layout.ballots);
    model->kinds = (const void *)(bytes.data + layout.kinds);
    model->characters = (const void *)(bytes.data + layout.characters);
    model->table = (struct polyphone_table){(const void *)(bytes.data + layout.slots), header->buckets};
    model->character_count = header->characters;
    model->bytes = bytes;
    if (!index_characters(model)) {
        *why = "the polyphone model is damaged";
        return NULL;
    }
    return model;
}

bool
polyphone_model_is_sound(const struct polyphone_model *model)
{
    const struct polyphone_header *header = (const void *)model->bytes.data;
    str summed = str_from_offset(model->bytes, offsetof(struct polyphone_header, size));
    return lexicon_checksum(summed) == header->checksum;
}

const struct polyphone *
polyphone_model_find(const struct polyphone_model *model, uint32_t code_point)
{
    uint32_t at = code_point - POLYPHONE_KINDS_FIRST;
    uint16_t index = at < POLYPHONE_KINDS_COUNT ? model->index[at] : 0;
    return index > 0 ? &model->characters[index - 1] : NULL;
}

const uint8_t *
polyphone_model_kinds(const struct polyphone_model *model)
{
    return model->kinds;
}

struct polyphone_table
polyphone_model_table(const struct polyphone_model *model)
{
    return model->table;
}

uint32_t
polyphone_print_of(uint32_t key)
{
    return key << 16;
}

/* What the machine compares at once. */
typedef uint32_t lanes __attribute__((vector_size(16)));
enum { LANES = sizeof(lanes) / sizeof(uint32_t) };

/* The four slots from here on; all but the one with this print are 0. */
static inline lanes
match_slots(const uint32_t *slots, uint32_t print)
{
    lanes here;
    memcpy(&here, slots, sizeof here);
    return here & (lanes)((here & 0xFFFF0000u) == print);
}

/* The four weights of the slot with this print, 0 where the bucket has none. */
static inline uint32_t
weights_in(const uint32_t *slots, uint32_t print)
{
    lanes found = match_slots(slots, print) | match_slots(slots + LANES, print) |
                  match_slots(slots + 2 * LANES, print) | match_slots(slots + 3 * LANES, print);
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    uint64_t half = halves[0] | halves[1];
    return (uint32_t)(half | half >> 32) & 0xFFFFu;
}

_Static_assert(POLYPHONE_BUCKET == 4 * LANES, "weights_in looks at a whole bucket");

/* Four weights, each in 16 bits of its own; LESS less they are what they are, before that none is negative.
 */
#define LESS 0x0008000800080008u
static inline uint64_t
spread(uint32_t weights)
{
    uint64_t pairs = weights ^ 0x8888u;
    pairs = (pairs | pairs << 24) & 0x000000FF000000FFu;
    return (pairs | pairs << 12) & 0x000F000F000F000Fu;
}

/* The sums of all keys' weights, in units. No branch depends on what a bucket holds: none could be foreseen.
 * Keys that have no slot in a bucket that is full are looked for once more, in the next. */
static void
add_weights(const struct polyphone_table *table, const struct polyphone_features *features, int32_t *scores)
{
    uint32_t room[POLYPHONE_KEYS_MAX];
    const uint32_t *keys = features->keys;
    size_t count = features->key_count;
    uint64_t sums = 0x8000800080008000u; /* so that nothing is borrowed between the four */
    for (uint32_t passed = 0; count > 0 && passed < table->buckets; passed++) {
        size_t left = 0;
        for (size_t i = 0; i < count; i++) {
            uint32_t key = keys[i];
            size_t bucket = (size_t)polyphone_bucket_of(key, table->buckets) + passed;
            bucket -= bucket >= table->buckets ? table->buckets : 0;
            const uint32_t *slots = table->slots + bucket * POLYPHONE_BUCKET;
            uint32_t found = weights_in(slots, polyphone_print_of(key));
            sums += spread(found);
            room[left] = key;
            left += (found == 0) & (slots[POLYPHONE_BUCKET - 1] != 0);
        }
        sums -= LESS * count;
        keys = room;
        count = left;
    }
    for (unsigned k = 0; k < POLYPHONE_CANDIDATES_MAX; k++)
        scores[k] = ((int32_t)(sums >> 16 * k & 0xFFFF) - 0x8000) * POLYPHONE_STEP;
}

struct polyphone_choice
polyphone_model_choose(const struct polyphone_model *model, const struct polyphone *polyphone,
                       const struct polyphone_features *features, unsigned allowed)
{
    int32_t scores[POLYPHONE_CANDIDATES_MAX];
    add_weights(&model->table, features, scores);
    for (size_t i = 0; i < features->ballot_count; i++)
        scores[features->ballots[i].candidate] += model->ballots[features->ballots[i].kind];
    unsigned best = POLYPHONE_CANDIDATES_MAX, second = POLYPHONE_CANDIDATES_MAX;
    for (unsigned k = 0; k < polyphone->count; k++) {
        if ((allowed >> k & 1) == 0)
            continue;
        if (best == POLYPHONE_CANDIDATES_MAX || scores[k] > scores[best]) {
            second = best;
            best = k;
        } else if (second == POLYPHONE_CANDIDATES_MAX || scores[k] > scores[second]) {
            second = k;
        }
    }
    double others = 1;
    for (unsigned k = 0; k < polyphone->count; k++)
        if (k != best && (allowed >> k & 1) != 0)
            others += exp((double)(scores[k] - scores[best]) / POLYPHONE_UNIT);
    return (struct polyphone_choice){
        .reading = polyphone->candidates[best],
        .second = second == POLYPHONE_CANDIDATES_MAX ? SYLLABLE_NONE : polyphone->candidates[second],
        .probability = 1 / others,
    };
}
