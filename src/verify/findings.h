/*
 * What does not match, collected.
 *
 * In: a file of the tour, a time in it, words. Out: diagnostics, at most FINDINGS_PER_FILE a file so that one
 * fault that runs through a file does not bury the next; the rest are counted.
 *
 * Example: finding_at(f, STR("stops/01.opus"), 19200, "expected silence before it, found %.1f dBFS", peak_db)
 *   → audio/jinzhou/stops/01.opus: error: 00:00:00.400 (sample 19200): expected silence before it, found …
 */
#ifndef VERIFY_FINDINGS_H
#define VERIFY_FINDINGS_H

#include "base/diag.h"

enum { FINDINGS_PER_FILE = 12 };

struct findings {
    struct diags *diags;
    arena memory; /* for texts; every call starts at its beginning */
    str folder;   /* AUDIO_DIR */
    str path;     /* file of the run of findings now counted */
    size_t in_path;
    size_t count; /* all, also those not shown */
};

struct findings findings_start(arena *out, str folder, struct diags *diags);

/* file: within the tour. sample: at 48 kHz, from that file's start. */
void finding_at(struct findings *f, str file, uint64_t sample, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A mismatch of a file as a whole. */
void finding_add(struct findings *f, str file, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Says how many of the last file were not shown; call once at the end. */
void findings_close(struct findings *f);

#endif
