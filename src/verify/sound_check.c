#include "verify/sound_check.h"

#include <inttypes.h>
#include <math.h>

#include "verify/chapter_check.h"
#include "verify/gain_check.h"
#include "verify/index_check.h"
#include "verify/label_check.h"
#include "verify/pcm.h"
#include "verify/sound_windows.h"

#define SNR_LEAST_DB 40.0
#define SNR_EQUAL_DB 999.0

/* One tour file being heard, with what its stops add up to. */
struct hearing {
    const struct tour_index *x;
    struct findings *f;
    struct sound_proof *proof;
    const struct index_file *file;
    struct pcm *pcm; /* NULL: cannot be decoded; the stops are heard all the same */
    struct listener listener;
    struct meter *part, *tour; /* loudness of the file, and of all before it and it */
    struct album_gain *albums; /* one a file of the index */
};

/* How one stop's sound differs from the tour's at the same place. */
struct difference {
    double signal, noise; /* energies */
};

/* Exactly `count` samples unless the file ends. */
static size_t
read_fully(struct pcm *pcm, float *block, size_t count)
{
    size_t filled = 0, got;
    while (filled < count && (got = pcm_read(pcm, block + filled, count - filled)) > 0) {
        filled += got;
    }
    return filled;
}

/* Hears `count` samples of the tour file; what its end cuts off is reported with its length. */
static size_t
hear_tour(struct hearing *h, float *block, size_t count)
{
    if (h->pcm == NULL) {
        return 0;
    }
    size_t got = read_fully(h->pcm, block, count);
    listen_block(&h->listener, block, got);
    meter_hear(h->part, block, got);
    meter_hear(h->tour, block, got);
    return got;
}

static void
compare(struct difference *d, const float *own, const float *tour, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double difference = (double)own[i] - (double)tour[i];
        d->signal += (double)own[i] * (double)own[i];
        d->noise += difference * difference;
    }
}

static void
judge_difference(struct hearing *h, const struct index_stop *stop, const struct difference *d)
{
    if (d->noise <= 0) {
        return;
    }
    double snr_db = d->signal > 0 ? 10 * log10(d->signal / d->noise) : -SNR_EQUAL_DB;
    h->proof->worst_snr_db = snr_db < h->proof->worst_snr_db ? snr_db : h->proof->worst_snr_db;
    if (snr_db < SNR_LEAST_DB) {
        finding_at(h->f, h->file->path, stop->at.start - h->file->at.start,
                   "expected the sound of stop %" PRIu64 " from here on, found it to agree with " STR_FMT
                   " to %.1f dB only",
                   stop->number, STR_ARG(stop->file), snr_db);
    }
}

static void
check_length(struct findings *f, const struct index_file *file, const struct pcm *pcm,
             struct sound_proof *proof)
{
    uint64_t decoded = pcm_position(pcm), claimed = pcm_claimed_length(pcm);
    if (decoded != file->at.length || claimed != file->at.length) {
        finding_at(f, file->path, decoded < file->at.length ? decoded : file->at.length,
                   "expected %" PRIu64 " samples, found %" PRIu64 " decoded, %" PRIu64 " by its time stamps",
                   file->at.length, decoded, claimed);
    }
    proof->samples += decoded;
    proof->files++;
}

/* What a file says of itself. */
static void
check_label(struct hearing *h, const struct index_file *file, const struct pcm *pcm,
            const struct meter *meter, arena scratch)
{
    bool gain = gain_check_track(pcm, file, meter, h->f);
    h->proof->labels += label_check_ogg(h->x, file, pcm, scratch, h->f) && gain;
    gain_read_album(pcm, file, &h->albums[file - h->x->files], h->f);
}

/* Hears a stop's own file to its end, and beside it the tour file as far as the stop is long. */
static uint64_t
hear_both(struct hearing *h, const struct index_stop *stop, struct pcm *own, struct listener *listener,
          struct meter *meter)
{
    float block[PCM_BLOCK], beside[PCM_BLOCK];
    struct difference difference = {0};
    uint64_t shared = 0;
    size_t got;
    while ((got = pcm_read(own, block, PCM_BLOCK)) > 0) {
        listen_block(listener, block, got);
        meter_hear(meter, block, got);
        uint64_t left = stop->at.length - shared;
        size_t common = left < got ? (size_t)left : got;
        compare(&difference, block, beside, hear_tour(h, beside, common));
        shared += common;
    }
    judge_difference(h, stop, &difference);
    return shared;
}

static void
hear_stop(struct hearing *h, const struct index_stop *stop, arena scratch)
{
    const struct index_file *file = index_stop_file(h->x, stop);
    struct pcm *own = pcm_open(&scratch, h->f, file->path);
    uint64_t shared = 0;
    if (own != NULL) {
        struct windows w = windows_of_stop(h->x, stop, file, &scratch);
        struct listener listener = listen_start(w.items, w.count);
        struct meter *meter = meter_open(&scratch);
        shared = hear_both(h, stop, own, &listener, meter);
        check_length(h->f, file, own, h->proof);
        check_label(h, file, own, meter, scratch);
        meter_close(meter);
        chapter_check_tags(h->x, file, own, h->f);
        windows_judge(h->x, file, &listener, h->proof, h->f);
        pcm_close(own);
    }
    float block[PCM_BLOCK];
    while (shared < stop->at.length) {
        uint64_t left = stop->at.length - shared;
        size_t got = hear_tour(h, block, left < PCM_BLOCK ? (size_t)left : PCM_BLOCK);
        if (got == 0) {
            break;
        }
        shared += got;
    }
}

/* What the tour file holds behind its last stop. */
static void
finish_tour(struct hearing *h, arena scratch)
{
    float block[PCM_BLOCK];
    while (pcm_read(h->pcm, block, PCM_BLOCK) > 0) {
    }
    check_length(h->f, h->file, h->pcm, h->proof);
    check_label(h, h->file, h->pcm, h->part, scratch);
    chapter_check_tags(h->x, h->file, h->pcm, h->f);
    windows_judge(h->x, h->file, &h->listener, h->proof, h->f);
    pcm_close(h->pcm);
}

/* whole: what all files share. */
static void
hear_part(const struct hearing *whole, const struct index_file *file, arena scratch)
{
    struct hearing h = *whole;
    const struct tour_index *x = h.x;
    struct findings *f = h.f;
    h.file = file;
    h.part = meter_open(&scratch);
    h.pcm = pcm_open(&scratch, f, file->path);
    struct windows w = windows_of_tour(x, file, &scratch);
    h.listener = listen_start(w.items, w.count);
    for (size_t i = 0; i < x->stop_count; i++) {
        const struct index_stop *stop = &x->stops[i];
        if (stop->at.start >= file->at.start && stop->at.start < file->at.start + file->at.length) {
            hear_stop(&h, stop, scratch);
        }
    }
    if (h.pcm != NULL) {
        finish_tour(&h, scratch);
    }
    meter_close(h.part);
}

struct sound_proof
sound_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    struct sound_proof proof = {.worst_snr_db = SNR_EQUAL_DB};
    struct hearing whole = {.x = x, .f = f, .proof = &proof};
    size_t before = f->count;
    whole.tour = meter_open(&scratch);
    whole.albums = arena_new(&scratch, struct album_gain, x->file_count);
    for (size_t i = 0; i < x->file_count; i++) {
        if (!x->files[i].is_stop) {
            hear_part(&whole, &x->files[i], scratch);
        }
    }
    if (f->count == before) { /* what a damaged file makes of the tour's loudness is no finding of its own */
        gain_check_album(x, whole.albums, whole.tour, f);
    }
    meter_close(whole.tour);
    return proof;
}
