/* feed.xml: the tour as a podcast, a stop an episode (RSS 2.0 with the namespaces of Apple and of
 * Podcasting 2.0). Its addresses are absolute, so it is written only where the tour has one. */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "publish/html.h"
#include "publish/label.h"
#include "publish/licence.h"
#include "publish/uuid.h"

/* podcast:guid, in the podcast namespace's documentation of its tags. */
static const str podcasts = {"ead4c236-bf58-58c6-a2c6-a6b28d128cb6", 36};

/* A tour that is told no day is dated this, so that players that sort by date keep its order. */
static const char no_date[] = "2000-01-01";

struct feed {
    const struct press *press;
    struct file_writer *file;
    size_t stops;  /* that are whole */
    size_t errors; /* reported before */
    str guid;
    str cover;          /* path of the first photo that podcast directories take; empty: none */
    int64_t last_s;     /* the last stop's date, seconds since 1970 */
    const char *indent; /* of the elements in hand */
};

static void
put_element(const struct feed *f, const char *name, str text)
{
    if (text.len > 0) {
        file_put_format(f->file, "%s<%s>", f->indent, name);
        html_put(f->file, text);
        file_put_format(f->file, "</%s>\n", name);
    }
}

/* ` name="BASEpath"` */
static void
put_address(const struct feed *f, const char *name, str path)
{
    file_put_format(f->file, " %s=\"", name);
    html_put(f->file, f->press->tour->settings.base_url);
    html_put(f->file, path);
    file_put(f->file, STR("\""));
}

static void
put_link(const struct feed *f, const char *element, str path)
{
    file_put_format(f->file, "%s<%s", f->indent, element);
    put_address(f, "href", path);
    file_put(f->file, STR("/>\n"));
}

/* Days since 1 January 1970, by the civil calendar. */
static int64_t
days_since_1970(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month > 2 ? year : year - 1, m = (month + 9) % 12;
    return y * 365 + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + day - 1 - 719468;
}

static int64_t
parse_day(str date)
{
    uint32_t year = 2000, month = 1, day = 1;
    bool good = str_to_number(str_cut(date, 0, 4), 9999, &year) &&
                str_to_number(str_cut(date, 5, 2), 12, &month) &&
                str_to_number(str_cut(date, 8, 2), 31, &day);
    return good ? days_since_1970(year, month, day) : 0;
}

/* RFC 822, section 5, with the year in four digits: Sat, 01 Jan 2000 00:00:00 GMT. */
static str
date_of(arena *out, int64_t seconds)
{
    static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t time = (time_t)seconds;
    struct tm t = {.tm_mday = 1};
    gmtime_r(&time, &t);
    return str_format(out, "%s, %02d %s %d %02d:%02d:%02d GMT", days[t.tm_wday], t.tm_mday, months[t.tm_mon],
                      t.tm_year + 1900, t.tm_hour, t.tm_min, t.tm_sec);
}

/* Podcast directories take JPEG and PNG alone. */
static bool
is_cover(str photo)
{
    return str_ends(photo, STR(".jpg")) || str_ends(photo, STR(".png"));
}

/* The same for a stop for as long as it says the same words, whoever speaks them. */
static str
episode_guid(arena *out, const struct feed *f, size_t stop)
{
    const struct tour *tour = f->press->tour;
    const struct stop *s = &tour->stops[stop];
    arena memory = arena_split(out, (size_t)(out->end - out->begin) / 2);
    struct str_builder words = {.out = &memory};
    str_add_format(&words, "%u", (unsigned)s->number);
    for (uint32_t i = s->first_segment; i < s->first_segment + s->segment_count; i++) {
        const struct segment *segment = &tour->segments[i];
        for (uint32_t k = 0; k < segment->sentence_count; k++) {
            str_add_char(&words, '\n');
            str_add(&words, tour->sentences[segment->first_sentence + k].text);
        }
    }
    return uuid_of_name(out, f->guid, str_built(&words));
}

/* BCP 47's cmn, which RSS readers do not know, by its macrolanguage. */
static str
feed_language(arena *out, str language)
{
    if (str_equal(language, STR("cmn"))) {
        return STR("zh-CN");
    }
    return str_starts(language, STR("cmn-"))
               ? str_format(out, "zh" STR_FMT, STR_ARG(str_from_offset(language, sizeof "cmn" - 1)))
               : language;
}

static void
put_licence(const struct feed *f, arena scratch)
{
    str licence = f->press->tour->settings.licence, uri = licence_uri(&scratch, licence);
    put_element(f, "copyright", licence);
    if (uri.len > 0) {
        file_put(f->file, STR("    <podcast:license url=\""));
        html_put(f->file, uri);
        file_put(f->file, STR("\">"));
        html_put(f->file, licence);
        file_put(f->file, STR("</podcast:license>\n"));
    }
}

static void
put_image(const struct feed *f)
{
    str base = f->press->tour->settings.base_url;
    if (f->cover.len == 0) {
        return;
    }
    put_link(f, "itunes:image", f->cover);
    file_put(f->file, STR("    <image><url>"));
    html_put(f->file, base);
    html_put(f->file, f->cover);
    file_put(f->file, STR("</url><title>"));
    html_put(f->file, f->press->tour->settings.title);
    file_put(f->file, STR("</title><link>"));
    html_put(f->file, base);
    file_put(f->file, STR("</link></image>\n"));
}

static void
put_head(const struct feed *f, arena scratch)
{
    const struct settings *settings = &f->press->tour->settings;
    struct label label = label_of_part(&scratch, f->press, 0);
    file_put(f->file, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
                          "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" "
                          "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\">\n  <channel>\n"));
    put_element(f, "title", settings->title);
    put_element(f, "link", settings->base_url);
    file_put(f->file, STR("    <atom:link rel=\"self\" type=\"application/rss+xml\""));
    put_address(f, "href", STR("feed.xml"));
    file_put(f->file, STR("/>\n"));
    put_element(f, "description", label.description.len > 0 ? label.description : settings->title);
    put_element(f, "language", feed_language(&scratch, settings->language));
    put_element(f, "generator", f->press->publication->generator);
    put_licence(f, scratch);
    put_image(f);
    put_element(f, "itunes:author", settings->publisher);
    put_element(f, "itunes:type", STR("serial"));
    put_element(f, "itunes:explicit", STR("false"));
    file_put(f->file,
             STR("    <itunes:category text=\"Society &amp; Culture\"><itunes:category text=\"Places &amp; "
                 "Travel\"/></itunes:category>\n"));
    put_element(f, "podcast:guid", f->guid);
    put_element(f, "podcast:medium", STR("podcast"));
    put_element(f, "podcast:locked", STR("yes"));
}

/* The track in both forms: MP4, which more players take, as the enclosure. */
static enum status
put_tracks(const struct feed *f, size_t stop, arena scratch)
{
    const struct press *press = f->press;
    str mp4 = timeline_stop_file(&scratch, press->timeline, stop, "mp4");
    str ogg = timeline_stop_file(&scratch, press->timeline, stop, "opus");
    uint64_t mp4_bytes = 0, ogg_bytes = 0;
    enum status status =
        file_measure(file_join(&scratch, press->folder, mp4), &mp4_bytes, scratch, press->diags);
    if (status == STATUS_OK) {
        status = file_measure(file_join(&scratch, press->folder, ogg), &ogg_bytes, scratch, press->diags);
    }
    file_put(f->file, STR("      <enclosure"));
    put_address(f, "url", mp4);
    file_put_format(f->file, " length=\"%" PRIu64 "\" type=\"audio/mp4\"/>\n", mp4_bytes);
    file_put_format(f->file,
                    "      <podcast:alternateEnclosure type=\"audio/ogg\" length=\"%" PRIu64
                    "\" codecs=\"opus\" title=\"Ogg Opus\"><podcast:source",
                    ogg_bytes);
    put_address(f, "uri", ogg);
    file_put(f->file, STR("/></podcast:alternateEnclosure>\n"));
    return status;
}

static void
put_companions(const struct feed *f, size_t stop, arena scratch)
{
    str captions = timeline_stop_file(&scratch, f->press->timeline, stop, "vtt");
    str chapters = timeline_stop_file(&scratch, f->press->timeline, stop, "chapters.json");
    file_put(f->file, STR("      <podcast:transcript"));
    put_address(f, "url", captions);
    file_put(f->file, STR(" type=\"text/vtt\" rel=\"captions\"/>\n      <podcast:chapters"));
    put_address(f, "url", chapters);
    file_put(f->file, STR(" type=\"application/json+chapters\"/>\n"));
}

static enum status
put_item(const struct feed *f, size_t stop, arena scratch)
{
    const struct press *press = f->press;
    const struct stop *s = &press->tour->stops[stop];
    struct label label = label_of_stop(&scratch, press, stop);
    int64_t before = (int64_t)(press->tour->stop_count - 1 - stop);
    uint64_t seconds = (press->timeline->stops[stop].length + CLIP_RATE_HZ / 2) / CLIP_RATE_HZ;
    file_put(f->file, STR("    <item>\n"));
    put_element(f, "title", s->title);
    put_element(f, "link",
                str_format(&scratch, STR_FMT "index.html#stop=%u", STR_ARG(press->tour->settings.base_url),
                           (unsigned)s->number));
    put_element(f, "description", label.description.len > 0 ? label.description : s->title);
    file_put(f->file, STR("      <guid isPermaLink=\"false\">"));
    file_put(f->file, episode_guid(&scratch, f, stop));
    file_put(f->file, STR("</guid>\n"));
    put_element(f, "pubDate", date_of(&scratch, f->last_s - 60 * before));
    enum status status = put_tracks(f, stop, scratch);
    put_element(f, "itunes:duration", str_format(&scratch, "%" PRIu64, seconds));
    if (is_cover(press->photos[stop])) {
        put_link(f, "itunes:image", press->photos[stop]);
    }
    put_element(f, "itunes:season", STR("1"));
    put_element(f, "itunes:episode", str_format(&scratch, "%u", (unsigned)s->number));
    put_element(f, "itunes:episodeType", STR("full"));
    put_element(f, "itunes:explicit", STR("false"));
    put_companions(f, stop, scratch);
    file_put(f->file, STR("    </item>\n"));
    return status;
}

static enum status
write_feed(struct feed *f, arena scratch)
{
    const struct press *press = f->press;
    str base = press->tour->settings.base_url, scheme, address = base;
    str_split(&address, ':', &scheme);
    address = str_format(&scratch, STR_FMT "feed.xml", STR_ARG(str_from_offset(address, sizeof "//" - 1)));
    f->guid = uuid_of_name(&scratch, podcasts, address);
    for (size_t i = 0; i < press->tour->stop_count && f->cover.len == 0; i++) {
        f->cover = is_cover(press->photos[i]) ? press->photos[i] : STR("");
    }
    str date = press->publication->date;
    f->last_s = parse_day(date.len > 0 ? date : str_from(no_date)) * 24 * 60 * 60;
    f->file = file_create(&scratch, file_join(&scratch, press->folder, STR("feed.xml")));
    f->indent = "    ";
    put_head(f, scratch);
    f->indent = "      ";
    enum status status = STATUS_OK;
    for (size_t i = 0; i < press->tour->stop_count && status == STATUS_OK; i++) {
        status = put_item(f, i, scratch);
    }
    file_put(f->file, STR("  </channel>\n</rss>\n"));
    enum status closed = file_close(f->file, press->diags);
    return status == STATUS_OK ? closed : status;
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    struct feed *f = arena_new(out, struct feed, 1);
    *f = (struct feed){.press = press, .errors = press->diags->errors};
    *state = f;
    return STATUS_OK;
}

static enum status
stop_end(void *state, size_t stop)
{
    struct feed *f = state;
    (void)stop;
    f->stops++;
    return STATUS_OK;
}

/* How large the tracks are is known when all are closed; after a failure some are not. */
static enum status
end(void *state, arena scratch)
{
    struct feed *f = state;
    const struct press *press = f->press;
    bool whole = f->stops == press->tour->stop_count && press->diags->errors == f->errors;
    return whole && press->tour->settings.base_url.len > 0 ? write_feed(f, scratch) : STATUS_OK;
}

const struct form form_feed = {.begin = begin, .stop_end = stop_end, .end = end};
