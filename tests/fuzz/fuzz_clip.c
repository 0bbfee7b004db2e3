/* Entries of the cache: clip_parse takes what clip_serialise wrote and refuses the rest. */
#include <ogg/ogg.h>
#include <stdlib.h>
#include <string.h>

#include "sound/clip.h"
#include "target.h"

enum { PAGE_HEAD = 27 };

/* libFuzzer's own; absent in the replay program. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size) __attribute__((weak));
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

/* Sets the checksum of every page that lies whole in the data, so that what is behind the checksum is
 * reached. */
static void
mend_checksums(uint8_t *data, size_t size)
{
    for (size_t at = 0; at + PAGE_HEAD <= size; at++) {
        size_t head = PAGE_HEAD + (size_t)data[at + PAGE_HEAD - 1], body = 0;
        if (memcmp(data + at, "OggS", 4) != 0 || head > size - at) {
            continue;
        }
        for (size_t i = PAGE_HEAD; i < head; i++) {
            body += data[at + i];
        }
        if (body <= size - at - head) {
            ogg_page page = {data + at, (long)head, data + at + head, (long)body};
            ogg_page_checksum_set(&page);
            at += head + body - 1;
        }
    }
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    size = LLVMFuzzerMutate(data, size, max_size);
    if (seed % 16 != 0) {
        mend_checksums(data, size);
    }
    return size;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena out = target_arena(0);
    struct clip clip;
    if (!clip_parse(&out, (str){(const char *)data, size}, &clip)) {
        return 0;
    }
    size_t bytes = 0;
    for (uint32_t i = 0; i < clip.packet_count; i++) {
        bytes += clip.packet_bytes[i];
    }
    volatile unsigned char last = bytes > 0 ? clip.bytes[bytes - 1] : 0;
    (void)last;
    bool fits = clip.packet_count == CLIP_LEAD_PACKETS + clip.speech_packets + CLIP_DECAY_PACKETS &&
                clip.speech_packets > 0 && clip.speech_samples <= clip.speech_packets * CLIP_PACKET_SAMPLES;
    for (uint32_t i = 0; i < clip.mark_count; i++) {
        fits = fits && clip.marks[i].start < clip.marks[i].end && clip.marks[i].end <= clip.speech_samples;
    }
    str again = clip_serialise(&out, &clip);
    struct clip twin;
    if (!fits || !clip_parse(&out, again, &twin) || twin.packet_count != clip.packet_count) {
        abort();
    }
    return 0;
}
