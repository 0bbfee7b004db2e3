#include "publish/form.h"
#include "publish/photos.h"

/* Every file of a tour comes from one of these; the order shows only in which failure is reported first, and
 * in that audiobook and EPUB pack files of those before them, the list of what phones store comes after the
 * page, and the sums are taken of all. */
static const struct form *const forms[] = {
    &form_stop_tracks, &form_tour_tracks, &form_timeline_json, &form_chapters,
    &form_page,        &form_captions,    &form_playlist,      &form_cue,
    &form_iiif,        &form_feed,        &form_wall_labels,   &form_report,
    &form_audiobook,   &form_epub,        &form_offline,       &form_sums,
};

enum { FORM_COUNT = sizeof forms / sizeof *forms };

/* 20 ms of CELT silence, full band, mono (RFC 6716 section 3.1: configuration 31, code 0). */
static const char silence_bytes[] = {(char)0xF8, (char)0xFF, (char)0xFE};
static const str silence = {silence_bytes, sizeof silence_bytes};

struct pass {
    struct press press;
    void *states[FORM_COUNT];
    uint64_t packet; /* next index in the stop */
};

static void
put_packet(struct pass *pass, str packet)
{
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (forms[i]->packet != NULL) {
            forms[i]->packet(pass->states[i], pass->packet, packet);
        }
    }
    pass->packet++;
}

static void
put_silence_until(struct pass *pass, uint64_t packet)
{
    while (pass->packet < packet) {
        put_packet(pass, silence);
    }
}

static void
put_clip(struct pass *pass, const struct clip *clip)
{
    const char *bytes = (const char *)clip->bytes;
    for (uint32_t i = 0; i < clip->packet_count; i++) {
        put_packet(pass, (str){bytes, clip->packet_bytes[i]});
        bytes += clip->packet_bytes[i];
    }
}

/* A clip that does not fit its place would shift everything after it. */
static enum status
check_clip(const struct press *press, size_t sentence, const struct clip *clip)
{
    uint32_t expected = CLIP_LEAD_PACKETS + clip->speech_packets + CLIP_DECAY_PACKETS;
    if (clip->packet_count == expected &&
        (uint64_t)clip->speech_packets * CLIP_PACKET_SAMPLES == press->timeline->sentences[sentence].length) {
        return STATUS_OK;
    }
    diag_add(press->diags, DIAG_ERROR, press->folder, 0, 0, NULL,
             "sentence %zu: its clip has %u packets of speech, the timeline has place for %llu", sentence,
             (unsigned)clip->speech_packets,
             (unsigned long long)(press->timeline->sentences[sentence].length / CLIP_PACKET_SAMPLES));
    return STATUS_SYSTEM;
}

static enum status
put_sentence(struct pass *pass, size_t sentence, arena scratch)
{
    const struct press *press = &pass->press;
    const struct placed *placed = &press->timeline->sentences[sentence];
    struct clip loaded, *clip = NULL;
    enum status status = STATUS_OK;
    if (placed->length > 0) {
        const struct clip_source *clips = &press->publication->clips;
        status = clips->load(clips->context, sentence, &scratch, &loaded, press->diags);
        if (status == STATUS_OK) {
            status = check_clip(press, sentence, &loaded);
        }
        clip = &loaded;
    }
    for (size_t i = 0; i < FORM_COUNT && status == STATUS_OK; i++) {
        if (forms[i]->sentence != NULL) {
            status = forms[i]->sentence(pass->states[i], sentence, clip, scratch);
        }
    }
    if (status == STATUS_OK && clip != NULL) {
        /* the clip's lead is decoded to the packet before its speech, so its index is the speech's place */
        put_silence_until(pass, placed->start / CLIP_PACKET_SAMPLES);
        put_clip(pass, clip);
    }
    return status;
}

static enum status
put_stop(struct pass *pass, size_t index, arena scratch)
{
    const struct tour *tour = pass->press.tour;
    const struct stop *stop = &tour->stops[index];
    enum status status = STATUS_OK;
    size_t begun = 0;
    for (; begun < FORM_COUNT && status == STATUS_OK; begun++) {
        if (forms[begun]->stop_begin != NULL) {
            status = forms[begun]->stop_begin(pass->states[begun], index, &scratch);
        }
    }
    pass->packet = 0;
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        const struct segment *segment = &tour->segments[s];
        for (uint32_t i = 0; i < segment->sentence_count && status == STATUS_OK; i++) {
            status = put_sentence(pass, segment->first_sentence + i, scratch);
        }
    }
    if (status == STATUS_OK) {
        put_silence_until(pass, pass->press.timeline->stops[index].length / CLIP_PACKET_SAMPLES + 1);
    }
    for (size_t i = 0; i < begun; i++) {
        if (forms[i]->stop_end != NULL) {
            enum status ended = forms[i]->stop_end(pass->states[i], index);
            status = status == STATUS_OK ? ended : status;
        }
    }
    return status;
}

enum status
publish_tour(const struct publication *publication, str folder, arena scratch, struct diags *diags)
{
    const struct timeline *timeline = publication->timeline;
    struct pass pass = {.press = {.publication = publication,
                                  .timeline = timeline,
                                  .tour = timeline->tour,
                                  .folder = folder,
                                  .diags = diags}};
    size_t errors = diags->errors;
    enum status status = photos_copy(&scratch, timeline, folder, &pass.press.photos, diags);
    arena lasting = scratch, passing = arena_split(&lasting, (size_t)(scratch.end - scratch.begin) / 2);
    pass.press.gains = gains_find(&lasting, passing, publication);
    scratch.begin = lasting.begin;
    size_t begun = 0;
    for (; begun < FORM_COUNT && status == STATUS_OK; begun++) {
        if (forms[begun]->begin != NULL) {
            status = forms[begun]->begin(&pass.press, &scratch, &pass.states[begun]);
        }
    }
    for (size_t i = 0; i < timeline->tour->stop_count && status == STATUS_OK; i++) {
        status = put_stop(&pass, i, scratch);
    }
    for (size_t i = 0; i < begun; i++) {
        if (forms[i]->end != NULL && pass.states[i] != NULL) {
            enum status ended = forms[i]->end(pass.states[i], scratch);
            status = status == STATUS_OK ? ended : status;
        }
    }
    /* what is missing in a file because something could not be read or allocated was reported, by then */
    return status == STATUS_OK && diags->errors > errors ? STATUS_SYSTEM : status;
}
