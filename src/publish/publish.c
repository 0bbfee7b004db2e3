#include "base/aside.h"
#include "base/file.h"
#include "publish/form.h"
#include "publish/photos.h"

/* Every file of a tour comes from one of these, in three passes over the tour; within one the order shows
 * only in which failure is reported first, and in that the page and the EPUB read files of those before them.
 */
static const struct form *const forms[] = {
    &form_stop_tracks, &form_tour_tracks, &form_timeline_json, &form_chapters,
    &form_page,        &form_captions,    &form_playlist,      &form_cue,
    &form_iiif,        &form_wall_labels, &form_report,        &form_epub,
};

/* What others do not read: by a process of its own where one is to be had. */
static const struct form *const forms_beside[] = {&form_stop_mp4, &form_tour_mp4};

/* What tells of the files before it, or packs them: the list of what phones store comes after the page, and
 * the sums are taken of all. */
static const struct form *const forms_of_files[] = {&form_feed, &form_audiobook, &form_offline, &form_sums};

enum {
    FORM_COUNT = sizeof forms / sizeof *forms,
    BESIDE_COUNT = sizeof forms_beside / sizeof *forms_beside,
    OF_FILES_COUNT = sizeof forms_of_files / sizeof *forms_of_files,
};

/* 20 ms of CELT silence, full band, mono (RFC 6716 section 3.1: configuration 31, code 0). */
static const char silence_bytes[] = {(char)0xF8, (char)0xFF, (char)0xFE};
static const str silence = {silence_bytes, sizeof silence_bytes};

struct pass {
    const struct press *press;
    const struct form *const *forms;
    size_t count;
    void **states;   /* one a form */
    bool hears;      /* some form asks for clips */
    uint64_t packet; /* next index in the stop */
};

static void
put_packet(struct pass *pass, str packet)
{
    for (size_t i = 0; i < pass->count; i++) {
        if (pass->forms[i]->packet != NULL) {
            pass->forms[i]->packet(pass->states[i], pass->packet, packet);
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
    const struct press *press = pass->press;
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
    for (size_t i = 0; i < pass->count && status == STATUS_OK; i++) {
        if (pass->forms[i]->sentence != NULL) {
            status = pass->forms[i]->sentence(pass->states[i], sentence, clip, scratch);
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
put_sentences(struct pass *pass, const struct stop *stop, arena scratch)
{
    const struct tour *tour = pass->press->tour;
    enum status status = STATUS_OK;
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        const struct segment *segment = &tour->segments[s];
        for (uint32_t i = 0; i < segment->sentence_count && status == STATUS_OK; i++) {
            status = put_sentence(pass, segment->first_sentence + i, scratch);
        }
    }
    return status;
}

static enum status
put_stop(struct pass *pass, size_t index, arena scratch)
{
    const struct press *press = pass->press;
    enum status status = STATUS_OK;
    size_t begun = 0;
    for (; begun < pass->count && status == STATUS_OK; begun++) {
        if (pass->forms[begun]->stop_begin != NULL) {
            status = pass->forms[begun]->stop_begin(pass->states[begun], index, &scratch);
        }
    }
    pass->packet = 0;
    if (status == STATUS_OK && pass->hears) {
        status = put_sentences(pass, &press->tour->stops[index], scratch);
    }
    if (status == STATUS_OK && pass->hears) {
        put_silence_until(pass, press->timeline->stops[index].length / CLIP_PACKET_SAMPLES + 1);
    }
    for (size_t i = 0; i < begun; i++) {
        if (pass->forms[i]->stop_end != NULL) {
            enum status ended = pass->forms[i]->stop_end(pass->states[i], index);
            status = status == STATUS_OK ? ended : status;
        }
    }
    return status;
}

static enum status
run_pass(const struct press *press, const struct form *const *list, size_t count, arena scratch)
{
    struct pass pass = {.press = press, .forms = list, .count = count};
    enum status status = STATUS_OK;
    size_t begun = 0;
    pass.states = arena_new(&scratch, void *, count);
    for (; begun < count && status == STATUS_OK; begun++) {
        pass.hears = pass.hears || list[begun]->sentence != NULL || list[begun]->packet != NULL;
        if (list[begun]->begin != NULL) {
            status = list[begun]->begin(press, &scratch, &pass.states[begun]);
        }
    }
    for (size_t i = 0; i < press->tour->stop_count && status == STATUS_OK; i++) {
        status = put_stop(&pass, i, scratch);
    }
    for (size_t i = 0; i < begun; i++) {
        if (list[i]->end != NULL && pass.states[i] != NULL) {
            enum status ended = list[i]->end(pass.states[i], scratch);
            status = status == STATUS_OK ? ended : status;
        }
    }
    return status;
}

static enum status
write_beside(void *context, arena scratch)
{
    return run_pass(context, forms_beside, BESIDE_COUNT, scratch);
}

static enum status
sync_files(void *context, arena scratch)
{
    const struct press *press = context;
    return file_sync_all(press->folder, scratch, press->diags);
}

/* Those that came after `before` was listed: no form of files makes a folder. */
static enum status
sync_new(const struct press *press, const str *before, size_t before_count, arena scratch)
{
    str *names;
    size_t count, known = 0;
    enum status status = file_list(&scratch, press->folder, &names, &count, press->diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        arena inner = scratch;
        while (known < before_count && str_compare(before[known], names[i]) < 0) {
            known++;
        }
        if (known == before_count || !str_equal(before[known], names[i])) {
            status = file_sync(file_join(&inner, press->folder, names[i]), inner, press->diags);
        }
    }
    return status;
}

/* Waiting for the disk, and packing what goes there, do not hinder one another. */
static enum status
write_of_files(struct press *press, bool spare_process, arena scratch)
{
    struct aside aside;
    str *before;
    size_t before_count;
    enum status status = file_list(&scratch, press->folder, &before, &before_count, press->diags);
    if (status != STATUS_OK) {
        return status;
    }
    bool started = spare_process && aside_start(&aside, sync_files, press, press->diags, scratch);
    status = run_pass(press, forms_of_files, OF_FILES_COUNT, scratch);
    if (!started) {
        return status == STATUS_OK ? sync_files(press, scratch) : status;
    }
    enum status synced = aside_finish(&aside, press->diags, scratch);
    status = status == STATUS_OK ? synced : status;
    return status == STATUS_OK ? sync_new(press, before, before_count, scratch) : status;
}

static enum status
publish_all(struct press *press, bool spare_process, arena scratch)
{
    struct aside aside;
    bool started = spare_process && aside_start(&aside, write_beside, press, press->diags, scratch);
    enum status status = run_pass(press, forms, FORM_COUNT, scratch);
    /* where none may run beside us, then after us all the same: of libavformat's hundred libraries many abort
     * where they get no memory, which is to end that process and not this one */
    started =
        started || (status == STATUS_OK && aside_start(&aside, write_beside, press, press->diags, scratch));
    if (started) {
        enum status written = aside_finish(&aside, press->diags, scratch);
        status = status == STATUS_OK ? written : status;
    } else if (status == STATUS_OK) {
        status = run_pass(press, forms_beside, BESIDE_COUNT, scratch);
    }
    return status == STATUS_OK ? write_of_files(press, spare_process, scratch) : status;
}

enum status
publish_tour(const struct publication *publication, str folder, arena scratch, struct diags *diags)
{
    const struct timeline *timeline = publication->timeline;
    struct press press = {.publication = publication,
                          .timeline = timeline,
                          .tour = timeline->tour,
                          .folder = folder,
                          .diags = diags};
    size_t errors = diags->errors;
    enum status status = photos_copy(&scratch, timeline, folder, &press.photos, diags);
    arena lasting = scratch, passing = arena_split(&lasting, (size_t)(scratch.end - scratch.begin) / 2);
    press.gains = gains_find(&lasting, passing, publication);
    scratch.begin = lasting.begin;
    status = status == STATUS_OK ? publish_all(&press, publication->spare_process, scratch) : status;
    /* what is missing in a file because something could not be read or allocated was reported, by then */
    return status == STATUS_OK && diags->errors > errors ? STATUS_SYSTEM : status;
}
