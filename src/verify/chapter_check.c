#include "verify/chapter_check.h"

#include <inttypes.h>

#include "verify/clock.h"
#include "verify/tour_names.h"
#include "verify/vtt_read.h"

static uint64_t
to_ms(uint64_t samples)
{
    return samples / CLOCK_SAMPLES_PER_MS;
}

static bool
check_time(struct findings *f, str file, size_t number, const char *which, uint64_t expected_samples,
           uint64_t found_ms)
{
    if (to_ms(expected_samples) == found_ms) {
        return true;
    }
    char memory[256];
    arena scratch = {memory, memory + sizeof memory};
    str found = clock_from_ms(&scratch, found_ms);
    finding_at(f, file, expected_samples, "expected the %s of chapter %zu here, found %.*s", which, number,
               STR_ARG(found));
    return false;
}

static bool
check_title(struct findings *f, str file, const struct index_chapter *chapter, size_t number, str found)
{
    if (str_equal(chapter->title, found)) {
        return true;
    }
    finding_at(f, file, chapter->at.start, "expected chapter %zu to be “" STR_FMT "”, found “" STR_FMT "”",
               number, STR_ARG(str_cut(chapter->title, 0, 90)), STR_ARG(str_cut(found, 0, 90)));
    return false;
}

static void
check_count(struct findings *f, str file, size_t expected, size_t found)
{
    if (expected != found) {
        finding_add(f, file, "expected %zu chapters, found %zu", expected, found);
    }
}

/* CHAPTER012NAME → number 12, name; false where the key is no chapter's. */
static bool
parse_key(str key, uint32_t *number, bool *is_name)
{
    enum { DIGITS = 3 };
    str prefix = STR("CHAPTER");
    if (!str_starts(key, prefix)) {
        return false;
    }
    str rest = str_from_offset(key, prefix.len);
    *is_name = str_ends(rest, STR("NAME"));
    str digits = *is_name ? str_cut(rest, 0, rest.len - 4) : rest;
    return digits.len == DIGITS && str_to_number(digits, 999, number);
}

static bool
check_tag(const struct index_chapter *chapter, size_t number, bool is_name, str value, str path,
          struct findings *f)
{
    if (is_name) {
        return check_title(f, path, chapter, number, value);
    }
    uint64_t ms;
    if (!clock_parse(value, &ms)) {
        finding_at(f, path, chapter->at.start, "expected a time in CHAPTER%03zu, found " STR_FMT, number,
                   STR_ARG(str_cut(value, 0, 40)));
        return false;
    }
    return check_time(f, path, number, "start", chapter->at.start, ms);
}

size_t
chapter_check_tags(const struct tour_index *x, const struct index_file *file, const struct pcm *pcm,
                   struct findings *f)
{
    bool start[INDEX_CHAPTERS_MAX] = {0}, name[INDEX_CHAPTERS_MAX] = {0}, good[INDEX_CHAPTERS_MAX] = {0};
    size_t agree = 0;
    str comment, key;
    for (size_t i = 0; pcm_comment(pcm, i, &comment); i++) {
        uint32_t number;
        bool is_name;
        str value = comment;
        if (!str_split(&value, '=', &key) || !parse_key(key, &number, &is_name)) {
            continue;
        }
        bool *seen = number < file->chapter_count ? (is_name ? &name[number] : &start[number]) : NULL;
        if (seen == NULL || *seen) {
            finding_add(f, file->path, "expected one tag a chapter, found another " STR_FMT,
                        STR_ARG(str_cut(key, 0, 40)));
            continue;
        }
        *seen = true;
        bool agrees =
            check_tag(&x->chapters[file->first_chapter + number], number, is_name, value, file->path, f);
        good[number] = agrees && (!(is_name ? start[number] : name[number]) || good[number]);
    }
    for (size_t i = 0; i < file->chapter_count && i < INDEX_CHAPTERS_MAX; i++) {
        if (!start[i] || !name[i]) {
            finding_at(f, file->path, x->chapters[file->first_chapter + i].at.start,
                       "expected the tags CHAPTER%03zu and CHAPTER%03zuNAME, found no %s", i, i,
                       !start[i] ? "time" : "name");
        }
        agree += start[i] && name[i] && good[i];
    }
    return agree;
}

bool
chapter_check_heard(const struct tour_index *x, const struct index_file *file, size_t number, str path,
                    const struct heard_chapter *heard, struct findings *f)
{
    if (number >= file->chapter_count) {
        return false;
    }
    const struct index_chapter *chapter = &x->chapters[file->first_chapter + number];
    bool start = check_time(f, path, number, "start", chapter->at.start, heard->start_ms);
    bool end = check_time(f, path, number, "end", chapter->at.start + chapter->at.length, heard->end_ms);
    bool title = check_title(f, path, chapter, number, heard->title);
    return start && end && title;
}

/* A member that is there only where the chapter has one. */
static bool
check_optional(struct json_reader *r, const struct json_value *chapter, const char *key, str expected)
{
    if (expected.len > 0) {
        return read_expected(r, chapter, key, expected);
    }
    if (read_has(chapter, key)) {
        finding_add(r->findings, r->file, "expected no %s where there is nothing to show", key);
    }
    return !read_has(chapter, key);
}

/* The photo of the chapter's stop, the stop on the page, and that the chapter is shown. */
static bool
check_shown(const struct tour_index *x, struct json_reader *r, const struct json_value *chapter,
            uint64_t number, arena scratch)
{
    str img = STR(""), url = STR("");
    for (size_t i = 0; i < x->stop_count; i++) {
        if (x->stops[i].number == number && x->stops[i].photo.len > 0) {
            img = str_format(&scratch, STR_FMT STR_FMT, STR_ARG(x->base_url), STR_ARG(x->stops[i].photo));
        }
    }
    if (x->base_url.len > 0) {
        url = str_format(&scratch, STR_FMT "index.html#stop=%" PRIu64, STR_ARG(x->base_url), number);
    }
    bool shown = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(chapter->node, "toc"));
    if (!shown) {
        finding_add(r->findings, r->file, "expected every chapter to be shown, \"toc\": true");
    }
    bool images = check_optional(r, chapter, "img", img);
    return check_optional(r, chapter, "url", url) && images && shown;
}

size_t
chapter_check_json(const struct tour_index *x, const struct index_file *file, arena scratch,
                   struct findings *f)
{
    str path = file->is_stop ? tour_name_sibling(&scratch, file->path, "chapters.json")
                             : tour_name_chapters(&scratch, file->path, "json");
    struct json_reader r;
    struct json_value root, chapters;
    size_t number = 0, agree = 0;
    if (read_open(&r, &scratch, f, path, &root) && read_array(&r, &root, "chapters", &chapters)) {
        (void)read_expected(&r, &root, "version", STR("1.2.0"));
        for (struct json_value c = read_first(&chapters); c.node != NULL; c = read_next(&c), number++) {
            struct heard_chapter heard;
            bool start = read_ms(&r, &c, "startTime", &heard.start_ms);
            bool end = read_ms(&r, &c, "endTime", &heard.end_ms);
            if (read_text(&r, &c, "title", &heard.title) && start && end && number < file->chapter_count) {
                bool agrees = chapter_check_heard(x, file, number, path, &heard, f);
                uint64_t stop = file->is_stop ? file->stop : x->chapters[file->first_chapter + number].stop;
                agree += check_shown(x, &r, &c, stop, scratch) && agrees;
            }
        }
        check_count(f, path, file->chapter_count, number);
    }
    read_close(&r);
    return agree;
}

size_t
chapter_check_vtt(const struct tour_index *x, const struct index_file *file, arena scratch,
                  struct findings *f)
{
    str path = tour_name_chapters(&scratch, file->path, "vtt");
    struct vtt_reader r;
    struct vtt_cue cue;
    if (!vtt_open(&r, &scratch, f, path)) {
        return 0;
    }
    size_t number = 0, agree = 0;
    for (arena inner = scratch; vtt_next(&r, &inner, &cue); inner = scratch, number++) {
        struct heard_chapter heard = {cue.start_ms, cue.end_ms, cue.text};
        if (cue.stamp_count > 0) {
            finding_add(f, path, "expected no timestamp inside the title of chapter %zu", number);
        }
        agree += chapter_check_heard(x, file, number, path, &heard, f);
    }
    check_count(f, path, file->chapter_count, number);
    return agree;
}
