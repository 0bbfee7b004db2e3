/*
 * WebVTT that nobody vouches for, cue by cue (W3C WebVTT, section 4; cues without settings, as tours have
 * them).
 *
 * In: a file of the tour. Out: its cues in order; the text of each without its escapes, and the timestamps
 * inside it. What is no WebVTT is a finding that names the line.
 *
 * Example: "3-2\n00:00:01.180 --> 00:00:02.640\n船来<00:00:01.700>了 &amp; 走" → id 3-2, 1180 ms to 2640 ms,
 * text 船来了 & 走, one stamp {1700 ms, before byte 6}.
 */
#ifndef VERIFY_VTT_READ_H
#define VERIFY_VTT_READ_H

#include "verify/findings.h"

enum { VTT_FILE_BYTES_MAX = 64 << 20 };

struct vtt_stamp {
    uint64_t ms;
    size_t offset; /* byte of the text that it stands before */
};

struct vtt_cue {
    str id; /* may be empty */
    uint64_t start_ms, end_ms;
    str text; /* lines joined by line ends */
    const struct vtt_stamp *stamps;
    size_t stamp_count;
};

struct vtt_reader {
    struct findings *findings;
    str file;
    str rest;
    size_t line; /* number of the line read last */
};

/* Reads the file and its first line; false with a finding where it cannot be. */
bool vtt_open(struct vtt_reader *r, arena *out, struct findings *f, str file);
/* The same for text at hand. */
bool vtt_open_text(struct vtt_reader *r, struct findings *f, str file, str text);

/* The next cue, its text in *out; false past the last, and with a finding where the file goes wrong. */
bool vtt_next(struct vtt_reader *r, arena *out, struct vtt_cue *cue);

#endif
