#include "mandarin/lexicon_format.h"

#include <string.h>

static uint64_t
place(uint64_t *end, uint64_t count, uint64_t size)
{
    uint64_t begin = *end;
    *end = (begin + count * size + 7) & ~(uint64_t)7;
    return begin;
}

struct lexicon_layout
lexicon_layout_of(const struct lexicon_header *header)
{
    struct lexicon_layout layout;
    uint64_t end = sizeof *header;
    layout.pages = place(&end, LEXICON_PAGES, 2);
    layout.ids = place(&end, (uint64_t)header->blocks * 256, 2);
    layout.readings = place(&end, (uint64_t)header->characters + 1, 2);
    layout.lists = place(&end, header->lists, 2);
    layout.forms = place(&end, header->forms, 4);
    layout.nodes = place(&end, header->nodes, 6);
    layout.classes = place(&end, ((uint64_t)header->nodes + 1) / 2, 1);
    layout.fans = place(&end, header->fans, 4);
    layout.entries = place(&end, header->entries, 4);
    layout.tails = place(&end, (uint64_t)header->entries + 1, 4);
    layout.syllables = place(&end, header->syllables, 2);
    layout.size = end;
    return layout;
}

static uint64_t
mix(uint64_t lane, uint64_t word)
{
    lane = (lane ^ word) * 0x9E3779B97F4A7C15u;
    return lane ^ lane >> 29;
}

uint64_t
lexicon_checksum(str bytes)
{
    uint64_t lanes[4] = {1, 2, 3, 4};
    size_t at = 0;
    for (; at + 32 <= bytes.len; at += 32) {
        uint64_t words[4];
        memcpy(words, bytes.data + at, 32);
        for (int i = 0; i < 4; i++)
            lanes[i] = mix(lanes[i], words[i]);
    }
    for (; at < bytes.len; at += 8) {
        uint64_t word = 0;
        memcpy(&word, bytes.data + at, bytes.len - at < 8 ? bytes.len - at : 8);
        lanes[0] = mix(lanes[0], word);
    }
    return mix(mix(mix(mix(bytes.len, lanes[0]), lanes[1]), lanes[2]), lanes[3]);
}
