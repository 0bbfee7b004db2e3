#include "verify/verify.h"

#include <inttypes.h>

#include "base/file.h"
#include "verify/caption_check.h"
#include "verify/chapter_check.h"
#include "verify/clock.h"
#include "verify/epub_check.h"
#include "verify/feed_check.h"
#include "verify/folder_check.h"
#include "verify/iiif_check.h"
#include "verify/index_check.h"
#include "verify/list_check.h"
#include "verify/mp4_check.h"
#include "verify/offline_check.h"
#include "verify/package_check.h"
#include "verify/page_check.h"
#include "verify/publication_check.h"
#include "verify/report_check.h"
#include "verify/sound_check.h"
#include "verify/source_check.h"
#include "verify/sum_check.h"
#include "verify/wall_label_check.h"

#define SNR_SHOWN_MAX 900.0

struct proof {
    struct source_proof sources;
    struct sound_proof sound;
    struct mp4_proof mp4;
    struct caption_proof captions;
    struct epub_proof epub;
    uint64_t shown; /* words of the page */
    size_t listed, packed, episodes;
    size_t stored;
    size_t files;
    size_t wall_labels, reported;
};

static void
row(FILE *out, const char *what, uint64_t count, const char *proved)
{
    fprintf(out, "%-10s %8" PRIu64 "  %s\n", what, count, proved);
}

static void
print_proof(const struct tour_index *x, const struct proof *p, FILE *out, arena scratch)
{
    str length = clock_from_samples(&scratch, x->length);
    row(out, "files", p->files, "all that the timeline knows and no other, each with its sum in SHA256SUMS");
    row(out, "tracks", p->sound.files, "decode to exactly the samples of the timeline");
    row(out, "stops", x->stop_count, "tile the tour; their tracks are the tour's sound");
    row(out, "chapters", p->sound.chapters, "silence before, speech after; tags agree to the millisecond");
    row(out, "listed", p->listed,
        "chapters and links: chapters.*, tour.cue, tour.m3u8, publication.json, contents.html");
    row(out, "labels", p->sound.labels,
        "tracks say what they are, show their photo, and how loud they are to 0.1 dB");
    row(out, "MP4", p->mp4.files, "files of the very packets and chapters of the Ogg files");
    row(out, "captions", p->captions.cues, "show each sentence as it is written, from its start to its end");
    row(out, "", p->captions.words, "words within them light up with their first syllable");
    row(out, "sentences", p->sound.sentences, "begin where the timeline says");
    row(out, "pauses", p->sound.pauses, "are silent");
    row(out, "syllables", p->sound.syllables, "are heard");
    row(out, "page", p->shown, "words of index.html are lit as they are said; no address leaves the tour");
    if (x->base_url.len > 0) {
        row(out, "episodes", p->episodes, "and canvases: feed.xml and iiif-manifest.json have every stop");
    }
    row(out, "offline", p->stored, "files of offline.json are all that a phone needs, each with its sum");
    row(out, "packed", p->packed, "files of tour.lpf are the tour's own, byte for byte");
    row(out, "EPUB", p->epub.words, "words of tour.epub stand and sound as in the captions");
    row(out, "wall", p->wall_labels, "labels name their stops, their codes lead there");
    row(out, "read back", p->reported, "sentences of report.html, with their times and pinyin");
    row(out, "characters", p->sources.spoken, "of the script are spoken, each by its sentence");
    row(out, "", p->sources.silent, "are marks and space");
    row(out, "", p->sources.left_out, "are left out, with a reason");
    if (p->sound.worst_snr_db < SNR_SHOWN_MAX) {
        fprintf(out, "%-10s %8.1f  dB between the tour's sound and its stops', at worst\n", "agreement",
                p->sound.worst_snr_db);
    } else {
        fprintf(out, "%-10s %8s  the tour's sound is its stops', to the sample\n", "agreement", "exact");
    }
    fprintf(out, "proved     " STR_FMT "  (%" PRIu64 " samples)\n", STR_ARG(length), x->length);
}

static enum status
prove(const struct tour_index *x, FILE *out, arena scratch, struct findings *f)
{
    struct proof proof = {0};
    enum status status;
    proof.files = folder_check(x, scratch, f, &status);
    sum_check(scratch, f);
    proof.sources = source_check(x, scratch, f);
    for (size_t i = 0; i < x->file_count; i++) {
        if (!x->files[i].is_stop) {
            proof.listed += chapter_check_json(x, &x->files[i], scratch, f);
            proof.listed += chapter_check_vtt(x, &x->files[i], scratch, f);
            proof.listed += list_check_cue(x, &x->files[i], scratch, f);
        } else if (x->base_url.len > 0) {
            proof.listed += chapter_check_json(x, &x->files[i], scratch, f);
        }
    }
    for (size_t i = 0; i < x->stop_count; i++) {
        caption_check(x, &x->stops[i], scratch, &proof.captions, f);
    }
    proof.shown = page_check(x, scratch, f);
    proof.listed += publication_check(x, scratch, f) + list_check_contents(x, scratch, f);
    proof.listed += list_check_playlist(x, scratch, f);
    if (x->base_url.len > 0) {
        proof.episodes = feed_check(x, scratch, f);
        proof.episodes += iiif_check(x, scratch, f);
    }
    proof.stored = offline_check(x, scratch, f);
    proof.packed = package_check_lpf(x, scratch, f);
    epub_check(x, scratch, &proof.epub, f);
    proof.wall_labels = wall_label_check(x, scratch, f);
    proof.reported = report_check(x, scratch, f);
    if (index_check(x, f)) {
        proof.sound = sound_check(x, scratch, f);
        proof.mp4 = mp4_check(x, scratch, f);
    } else {
        finding_add(f, STR("timeline.json"), "its times contradict each other, so its sound was not heard");
    }
    if (f->count == 0 && status == STATUS_OK) {
        print_proof(x, &proof, out, scratch);
    }
    return status;
}

enum status
verify_tour(str folder, FILE *out, arena scratch, struct diags *diags)
{
    struct findings findings = findings_start(&scratch, folder, diags);
    if (!file_is_folder(scratch, folder)) {
        diag_add(diags, DIAG_ERROR, folder, 0, 0, "build the tour first: daolan build SCRIPT_DIR",
                 "no tour here");
        return STATUS_SCRIPT;
    }
    struct tour_index index;
    enum status status = STATUS_OK;
    if (tour_index_read(&index, &scratch, &findings)) {
        status = prove(&index, out, scratch, &findings);
    }
    tour_index_close(&index);
    findings_close(&findings);
    return status != STATUS_OK || findings.count == 0 ? status : STATUS_SCRIPT;
}
