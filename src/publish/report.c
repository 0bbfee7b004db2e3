/*
 * report.html, the producer's read-back: everything that is said, how it is read and where it stands in the
 * script, each sentence to be heard at a click. Not for visitors: no other file of the tour leads to it.
 */
#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"
#include "publish/html.h"
#include "publish/leaf.h"
#include "publish/remarks.h"
#include "publish/ruby.h"
#include "publish/web.h"

enum { REMARKS_SHOWN = 500, CENTISECOND_SAMPLES = CLIP_RATE_HZ / 100 };

struct report {
    const struct press *press;
    struct file_writer *file;
    const struct remark_place *places;
    arena scratch;
};

static void
put(struct report *r, const char *markup)
{
    file_put(r->file, str_from(markup));
}

/* "1:12.34", exact. */
static void
put_time(struct report *r, uint64_t samples)
{
    uint64_t centiseconds = samples / CENTISECOND_SAMPLES;
    file_put_format(r->file, "%llu:%02u.%02u", (unsigned long long)(centiseconds / 6000),
                    (unsigned)(centiseconds / 100 % 60), (unsigned)(centiseconds % 100));
}

static void
put_loudness(struct report *r, struct gain gain)
{
    if (gain.known) {
        /* gains aim at −23 LUFS plain mono (gains.h); told as loudness.h counts, both of a pair */
        long tenths = lround((-23 - gain.q8_db / 256.0 + 10 * log10(2)) * 10);
        file_put_format(r->file, "%s%ld.%ld LUFS", tenths < 0 ? "−" : "", labs(tenths) / 10,
                        labs(tenths) % 10);
    }
}

static size_t
count_doubts(const struct report *r, const struct stop *stop)
{
    size_t count = 0;
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        const struct segment *segment = &r->press->tour->segments[s];
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            count += r->press->publication->readings[segment->first_sentence + i]->doubt_count;
        }
    }
    return count;
}

static bool
is_long(const struct report *r, size_t stop)
{
    return r->press->timeline->stops[stop].length > (uint64_t)TIMELINE_LONG_STOP_MS * (CLIP_RATE_HZ / 1000);
}

/* --- the summary --- */

static void
put_stop_row(struct report *r, size_t index)
{
    const struct stop *stop = &r->press->tour->stops[index];
    size_t doubts = count_doubts(r, stop);
    file_put_format(r->file, "<tr><td class=\"n\">%u</td><td><a href=\"#stop-%u\">", (unsigned)stop->number,
                    (unsigned)stop->number);
    html_put(r->file, stop->title);
    put(r, is_long(r, index) ? "</a></td><td class=\"n long\">" : "</a></td><td class=\"n\">");
    put_time(r, r->press->timeline->stops[index].length);
    put(r, is_long(r, index) ? " <span>超过 2 分钟</span>" : "");
    put(r, "</td><td class=\"n wide\">");
    put_loudness(r, r->press->gains->stops[index]);
    put(r, "</td><td class=\"n\">");
    if (doubts > 0) {
        file_put_format(r->file, "%zu", doubts);
    }
    put(r, "</td></tr>\n");
}

static void
put_stops_table(struct report *r)
{
    put(r, "<h2>各站</h2>\n<table>\n<thead><tr><th class=\"n\" scope=\"col\">编号</th><th "
           "scope=\"col\">题目</th>"
           "<th class=\"n\" scope=\"col\">时长</th><th class=\"n wide\" scope=\"col\">响度</th>"
           "<th class=\"n\" scope=\"col\">存疑</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < r->press->tour->stop_count; i++) {
        put_stop_row(r, i);
    }
    put(r, "</tbody>\n</table>\n");
}

static void
put_sources_table(struct report *r)
{
    const struct tour *tour = r->press->tour;
    put(r,
        "<h2>字符</h2>\n<table>\n<thead><tr><th scope=\"col\">文件</th><th class=\"n\" "
        "scope=\"col\">读出</th>"
        "<th class=\"n\" scope=\"col\">标点与空白</th><th class=\"n\" scope=\"col\">略去</th></tr></thead>\n"
        "<tbody>\n");
    for (size_t i = 0; i < tour->source_count; i++) {
        const struct source *source = &tour->sources[i];
        size_t counts[TEXT_LEFT_OUT + 1] = {0};
        for (size_t at = 0; at < source->bytes.len;) {
            unsigned char text_class = source->classes[at];
            (void)utf8_next(source->bytes, &at);
            counts[text_class <= TEXT_LEFT_OUT ? text_class : TEXT_UNSET]++;
        }
        put(r, "<tr><td>");
        html_put(r->file, source->name);
        file_put_format(
            r->file, "</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td><td class=\"n\">%zu</td></tr>\n",
            counts[TEXT_SPOKEN], counts[TEXT_SILENT], counts[TEXT_LEFT_OUT]);
    }
    put(r, "</tbody>\n</table>\n");
}

/* "article.txt:12:7", a link where a sentence stands there. */
static void
put_place(struct report *r, str name, uint32_t line, uint32_t column, size_t sentence)
{
    if (sentence != REMARK_NO_SENTENCE) {
        file_put_format(r->file, "<a href=\"#s%zu\">", sentence);
    }
    html_put(r->file, name);
    if (line > 0) {
        file_put_format(r->file, ":%u", (unsigned)line);
    }
    if (column > 0) {
        file_put_format(r->file, ":%u", (unsigned)column);
    }
    put(r, sentence != REMARK_NO_SENTENCE ? "</a>" : "");
}

static void
put_remarks(struct report *r)
{
    static const char *const severities[] = {"说明", "警告", "错误"};
    arena scratch = r->scratch;
    arena lasting = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    struct remark *remarks;
    size_t count = remarks_find(&lasting, scratch, r->press, &remarks);
    if (count == 0) {
        return;
    }
    file_put_format(r->file, "<h2>请看一看（%zu）</h2>\n<ul>\n", count);
    for (size_t i = 0; i < count && i < REMARKS_SHOWN; i++) {
        const struct diag *diag = remarks[i].diag;
        file_put_format(r->file, "<li class=\"finding\"><b>%s</b>", severities[diag->severity]);
        put_place(r, remarks[i].name, diag->line, diag->column, remarks[i].sentence);
        put(r, " <span lang=\"en\">");
        html_put(r->file, diag->message);
        put(r, "</span>");
        if (diag->hint.len > 0) {
            put(r, "<span class=\"hint\" lang=\"en\">");
            html_put(r->file, diag->hint);
            put(r, "</span>");
        }
        put(r, "</li>\n");
    }
    put(r, "</ul>\n");
    if (count > REMARKS_SHOWN) {
        put(r, "<p>其余的由 <code>daolan check</code> 列出。</p>\n");
    }
}

static void
put_left_out_of(struct report *r, const struct source *source)
{
    for (size_t i = 0; i < source->left_out_count; i++) {
        struct span span = source->left_out[i];
        uint32_t line, column;
        source_position(source, span.offset, &line, &column);
        put(r, "<li class=\"finding\">");
        put_place(r, source->name, line, column, REMARK_NO_SENTENCE);
        put(r, " <q>");
        html_put(r->file, str_cut(source->bytes, span.offset, span.length));
        put(r, "</q><span class=\"hint\" lang=\"en\">");
        html_put(r->file, source->reasons[i]);
        put(r, "</span></li>\n");
    }
}

static void
put_left_out(struct report *r)
{
    const struct tour *tour = r->press->tour;
    size_t count = 0;
    for (size_t i = 0; i < tour->source_count; i++) {
        count += tour->sources[i].left_out_count;
    }
    if (count == 0) {
        return;
    }
    file_put_format(r->file, "<h2>没有读的文字（%zu）</h2>\n<ul>\n", count);
    for (size_t i = 0; i < tour->source_count; i++) {
        put_left_out_of(r, &tour->sources[i]);
    }
    put(r, "</ul>\n");
}

static void
put_summary(struct report *r)
{
    const struct timeline *timeline = r->press->timeline;
    put(r, "<header>\n<h1>试听 · ");
    html_put(r->file, r->press->tour->settings.title);
    file_put_format(r->file, "</h1>\n<p class=\"facts\">%zu 站 · %zu 句 · ", timeline->tour->stop_count,
                    timeline->tour->sentence_count);
    put_time(r, timeline->length);
    if (r->press->gains->tour.known) {
        put(r, " · ");
        put_loudness(r, r->press->gains->tour);
    }
    put(r, " · ");
    html_put(r->file, timeline->voice->name);
    put(r, "</p>\n</header>\n<main>\n");
    put_stops_table(r);
    put_sources_table(r);
    put_remarks(r);
    put_left_out(r);
}

/* --- a stop --- */

static void
put_difference(void *context, str written, str spoken)
{
    struct report *r = context;
    put(r, "<span>");
    html_put(r->file, written);
    put(r, " → ");
    html_put(r->file, spoken);
    put(r, "</span> ");
}

static void
put_doubt(struct report *r, size_t sentence, const struct doubt *doubt)
{
    const struct source *source;
    uint32_t line, column;
    sentence_position(r->press->tour, &r->press->tour->sentences[sentence], doubt->at.offset, &source, &line,
                      &column);
    put(r, doubt->unreadable ? "<li><b>没有读</b> " : "<li><b>存疑</b> ");
    put_place(r, source->name, line, column, REMARK_NO_SENTENCE);
    put(r, " <span lang=\"en\">");
    html_put(r->file, doubt->message);
    put(r, "</span>");
    if (doubt->entry.len > 0) {
        put(r, "；要改读，在 lexicon.tsv 里写一行 <code>");
        html_put(r->file, doubt->entry);
        put(r, "</code>");
    }
    put(r, "</li>\n");
}

static void
count_difference(void *context, str written, str spoken)
{
    size_t *count = context;
    (void)written;
    (void)spoken;
    ++*count;
}

static void
put_notes(struct report *r, size_t sentence)
{
    const struct reading *reading = r->press->publication->readings[sentence];
    size_t count = reading->doubt_count;
    ruby_differences(reading, r->scratch, count_difference, &count);
    if (count == 0) {
        return;
    }
    put(r, "<ul class=\"notes\">\n");
    if (count > reading->doubt_count) {
        put(r, "<li class=\"spoken\">");
        ruby_differences(reading, r->scratch, put_difference, r);
        put(r, "</li>\n");
    }
    for (size_t i = 0; i < reading->doubt_count; i++) {
        put_doubt(r, sentence, &reading->doubts[i]);
    }
    put(r, "</ul>\n");
}

static void
put_sentence(struct report *r, size_t stop, size_t sentence)
{
    const struct placed *placed = &r->press->timeline->sentences[sentence];
    const struct remark_place *place = &r->places[sentence];
    arena scratch = r->scratch;
    file_put_format(r->file, "<li class=\"sentence\" id=\"s%zu\"><p>", sentence);
    if (placed->length > 0) {
        uint64_t centiseconds = placed->start / CENTISECOND_SAMPLES;
        put(r, "<a class=\"play\" href=\"");
        html_put(r->file, timeline_stop_file(&scratch, r->press->timeline, stop, "opus"));
        file_put_format(r->file, "#t=%llu.%02u\">", (unsigned long long)(centiseconds / 100),
                        (unsigned)(centiseconds % 100));
        put_time(r, placed->start);
        put(r, "</a>");
    } else {
        put(r, "不出声");
    }
    put(r, " <span class=\"place\">");
    put_place(r, place->source->name, place->line, place->column, REMARK_NO_SENTENCE);
    put(r, "</span></p>\n<p class=\"text\">");
    ruby_put(r->file, r->press->publication->readings[sentence], r->scratch);
    put(r, "</p>\n");
    put_notes(r, sentence);
    put(r, "</li>\n");
}

static void
put_segment(struct report *r, size_t stop, uint32_t index)
{
    static const char *const kinds[] = {[SEGMENT_TITLE] = "题目",
                                        [SEGMENT_HEADING] = "标题",
                                        [SEGMENT_PARAGRAPH] = "正文",
                                        [SEGMENT_CAPTION] = "图说"};
    const struct segment *segment = &r->press->tour->segments[index];
    const str *voices = r->press->publication->voices;
    if (segment->sentence_count == 0) {
        return;
    }
    file_put_format(r->file, "<p class=\"kind\">%s", kinds[segment->kind]);
    if (segment->take.len > 0) {
        put(r, " · 录音 ");
        html_put(r->file, segment->take);
    } else if (voices != NULL) {
        put(r, " · ");
        html_put(r->file, voices[index]);
    }
    put(r, segment->kind <= SEGMENT_HEADING ? "</p>\n<ol class=\"heading\">\n" : "</p>\n<ol>\n");
    for (uint32_t i = 0; i < segment->sentence_count; i++) {
        put_sentence(r, stop, segment->first_sentence + i);
    }
    put(r, "</ol>\n");
}

static void
put_player(struct report *r, size_t index)
{
    arena scratch = r->scratch;
    put(r, "<div class=\"player\"><audio controls preload=\"none\"><source src=\"");
    html_put(r->file, timeline_stop_file(&scratch, r->press->timeline, index, "opus"));
    put(r, "\" type=\"audio/ogg; codecs=opus\"><source src=\"");
    html_put(r->file, timeline_stop_file(&scratch, r->press->timeline, index, "mp4"));
    put(r, "\" type=\"audio/mp4; codecs=opus\"></audio></div>\n");
}

static void
put_stop(struct report *r, size_t index)
{
    const struct stop *stop = &r->press->tour->stops[index];
    file_put_format(r->file, "<section class=\"stop\" id=\"stop-%u\">\n<h2>%u ", (unsigned)stop->number,
                    (unsigned)stop->number);
    html_put(r->file, stop->title);
    put(r, "</h2>\n<p class=\"facts\">");
    put_time(r, r->press->timeline->stops[index].length);
    if (r->press->gains->stops[index].known) {
        put(r, " · ");
        put_loudness(r, r->press->gains->stops[index]);
    }
    if (stop->photo.len > 0) {
        put(r, " · ");
        html_put(r->file, stop->photo);
        put(r, r->press->photos[index].len > 0 ? "" : "（没有采用）");
    }
    put(r, "</p>\n");
    put_player(r, index);
    for (uint32_t s = stop->first_segment; s < stop->first_segment + stop->segment_count; s++) {
        put_segment(r, index, s);
    }
    put(r, "</section>\n");
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    (void)state;
    arena scratch = *out;
    struct report r = {.press = press, .places = remarks_places(&scratch, press->tour)};
    r.file = file_create(&scratch, file_join(&scratch, press->folder, STR("report.html")));
    r.scratch = scratch;
    struct leaf leaf = {.kind = "试听",
                        .title = press->tour->settings.title,
                        .style = {(const char *)web_report_css, web_report_css_size},
                        .script = {(const char *)web_report_js, web_report_js_size},
                        .sources = "media-src 'self'; ",
                        .schemes = "light dark"};
    leaf_open(r.file, &leaf, scratch);
    put_summary(&r);
    for (size_t i = 0; i < press->tour->stop_count; i++) {
        put_stop(&r, i);
    }
    put(&r, "</main>\n<footer>给制作者校对用；参观者的页面不通到这里。");
    html_put(r.file, press->publication->generator);
    put(&r, "</footer>\n");
    leaf_close(r.file);
    return file_close(r.file, press->diags);
}

const struct form form_report = {.begin = begin};
