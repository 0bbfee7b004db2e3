#include "verify/feed_check.h"

#include <inttypes.h>

#include <nettle/sha1.h>

#include "base/file.h"
#include "verify/document.h"
#include "verify/shown_text.h"
#include "verify/tour_names.h"

enum {
    FEED_BYTES_MAX = 64 << 20,
    SHOWN_BYTES = 90,
    CHANNEL = 3,
    ITEM = 4,
    MINUTE = 60,
    DAY = 24 * 60 * MINUTE,
};

static const str feed_file = {"feed.xml", 8};

struct feed {
    const struct tour_index *x;
    struct findings *f;
    struct document xml;
    size_t at;         /* the node in hand */
    bool bad;          /* and said so: the file is not followed any further */
    arena *memory;     /* of what is in hand */
    str guid;          /* the feed's */
    int64_t last_date; /* of the item before */
};

static bool
differs(struct feed *d, const char *what, str expected, str found)
{
    finding_add(d->f, feed_file, "expected %s “" STR_FMT "”, found “" STR_FMT "”", what,
                STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    return false;
}

static void
advance(struct feed *d)
{
    d->at += d->at < d->xml.count;
}

/* Is that the name "itunes:image", its prefix meant as in podcasts? */
static bool
is_named(str found, str name)
{
    static const struct {
        const char *prefix, *space;
    } spaces[] = {{"atom", "http://www.w3.org/2005/Atom"},
                  {"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd"},
                  {"podcast", "https://podcastindex.org/namespace/1.0"}};
    str space = STR(""), prefix = STR("");
    if (str_find(name, STR(":")) == STR_NONE) {
        return str_equal(found, name);
    }
    str_split(&name, ':', &prefix);
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        space = str_equal(prefix, str_from(spaces[i].prefix)) ? str_from(spaces[i].space) : space;
    }
    return found.len == space.len + 1 + name.len && str_starts(found, space) &&
           found.data[space.len] == ' ' && str_ends(found, name);
}

static bool
stands(const struct feed *d, size_t depth, const char *name)
{
    return !d->bad && d->at < d->xml.count && d->xml.nodes[d->at].depth == depth &&
           is_named(d->xml.nodes[d->at].name, str_from(name));
}

static bool
expect(struct feed *d, size_t depth, const char *name)
{
    if (stands(d, depth, name)) {
        return true;
    }
    if (!d->bad) {
        differs(d, "the element", str_from(name),
                d->at < d->xml.count ? d->xml.nodes[d->at].name : STR("nothing"));
        d->bad = true;
    }
    return false;
}

/* Of the element in hand. */
static str
text_of(const struct feed *d)
{
    return d->at < d->xml.count ? document_text(&d->xml, d->at) : STR("");
}

static str
attribute_of(const struct feed *d, const char *name)
{
    return d->at < d->xml.count ? document_attribute(&d->xml, d->at, name) : STR("");
}

/* An element of text alone, then the next comes in hand. */
static bool
expect_text(struct feed *d, size_t depth, const char *name, str text)
{
    if (!expect(d, depth, name)) {
        return false;
    }
    bool good = shown_same(text, text_of(d), SHOWN_IN_ELEMENT) || differs(d, name, text, text_of(d));
    advance(d);
    return good;
}

static bool
expect_attribute(struct feed *d, const char *name, str expected)
{
    str found = attribute_of(d, name);
    return str_equal(found, expected) || differs(d, name, expected, found);
}

static str
address_of(struct feed *d, str path)
{
    return str_format(d->memory, STR_FMT STR_FMT, STR_ARG(d->x->base_url), STR_ARG(path));
}

/* An element whose one attribute is a file of the tour. */
static bool
expect_file(struct feed *d, size_t depth, const char *name, const char *attribute, str path)
{
    bool good = expect(d, depth, name) && expect_attribute(d, attribute, address_of(d, path));
    advance(d);
    return good;
}

/* A UUID of version 5 (RFC 9562, section 5.5). */
static str
name_uuid(arena *out, str space, str name)
{
    uint8_t bytes[SHA1_DIGEST_SIZE] = {0};
    struct sha1_ctx context;
    sha1_init(&context);
    for (size_t i = 0; i + 1 < space.len; i += 2) {
        str digits = STR("0123456789abcdef");
        i += space.data[i] == '-';
        uint8_t byte = (uint8_t)(str_find(digits, str_cut(space, i, 1)) * 16 +
                                 str_find(digits, str_cut(space, i + 1, 1)));
        sha1_update(&context, 1, &byte);
    }
    sha1_update(&context, name.len, (const uint8_t *)name.data);
    sha1_digest(&context, sizeof bytes, bytes);
    return str_format(out, "%02x%02x%02x%02x-%02x%02x-5%x%02x-%x%x%02x-%02x%02x%02x%02x%02x%02x", bytes[0],
                      bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6] & 15, bytes[7],
                      8 | (bytes[8] >> 4 & 3), bytes[8] & 15, bytes[9], bytes[10], bytes[11], bytes[12],
                      bytes[13], bytes[14], bytes[15]);
}

/* Whether a podcast directory takes the photo. */
static bool
is_cover(str photo)
{
    return str_ends(photo, STR(".jpg")) || str_ends(photo, STR(".png"));
}

static void
check_licence(struct feed *d)
{
    if (d->x->licence.len > 0) {
        expect_text(d, CHANNEL, "copyright", d->x->licence);
    }
    if (stands(d, CHANNEL, "podcast:license")) {
        str url = attribute_of(d, "url");
        if (!str_starts(url, STR("http://"))) {
            differs(d, "a licence's address", STR("http://…"), url);
        }
        expect_text(d, CHANNEL, "podcast:license", d->x->licence);
    }
}

static void
check_cover(struct feed *d)
{
    for (size_t i = 0; i < d->x->stop_count; i++) {
        str photo = d->x->stops[i].photo;
        if (is_cover(photo)) {
            expect_file(d, CHANNEL, "itunes:image", "href", photo);
            expect(d, CHANNEL, "image");
            advance(d);
            expect_text(d, CHANNEL + 1, "url", address_of(d, photo));
            expect_text(d, CHANNEL + 1, "title", d->x->title);
            expect_text(d, CHANNEL + 1, "link", d->x->base_url);
            return;
        }
    }
}

static str
language_of(struct feed *d)
{
    str language = d->x->language;
    return str_equal(language, STR("cmn")) ? STR("zh-CN")
           : str_starts(language, STR("cmn-"))
               ? str_format(d->memory, "zh" STR_FMT, STR_ARG(str_from_offset(language, 3)))
               : language;
}

static void
check_head(struct feed *d)
{
    const struct tour_index *x = d->x;
    expect(d, 1, "rss");
    expect_attribute(d, "version", STR("2.0"));
    advance(d);
    expect(d, 2, "channel");
    advance(d);
    expect_text(d, CHANNEL, "title", x->title);
    expect_text(d, CHANNEL, "link", x->base_url);
    expect_file(d, CHANNEL, "atom:link", "href", feed_file);
    expect(d, CHANNEL, "description");
    advance(d);
    expect_text(d, CHANNEL, "language", language_of(d));
    expect_text(d, CHANNEL, "generator", x->generator);
    check_licence(d);
    check_cover(d);
    if (x->publisher.len > 0) {
        expect_text(d, CHANNEL, "itunes:author", x->publisher);
    }
    expect_text(d, CHANNEL, "itunes:type", STR("serial"));
    expect_text(d, CHANNEL, "itunes:explicit", STR("false"));
    expect(d, CHANNEL, "itunes:category");
    advance(d);
    expect(d, CHANNEL + 1, "itunes:category");
    advance(d);
    size_t host = str_find(x->base_url, STR("//")) + 2;
    str seed = str_format(d->memory, STR_FMT "feed.xml", STR_ARG(str_from_offset(x->base_url, host)));
    d->guid = name_uuid(d->memory, STR("ead4c236-bf58-58c6-a2c6-a6b28d128cb6"), seed);
    expect_text(d, CHANNEL, "podcast:guid", d->guid);
    expect_text(d, CHANNEL, "podcast:medium", STR("podcast"));
    expect_text(d, CHANNEL, "podcast:locked", STR("yes"));
}

static str
words_of(struct feed *d, const struct index_stop *stop, const char *separator)
{
    arena memory = arena_split(d->memory, (size_t)(d->memory->end - d->memory->begin) / 4);
    struct str_builder b = {.out = &memory};
    for (size_t i = stop->first_segment; i < stop->first_segment + stop->segment_count; i++) {
        const struct index_segment *segment = &d->x->segments[i];
        for (size_t k = 0; k < segment->sentence_count; k++) {
            str_add_format(&b, "%s" STR_FMT, separator,
                           STR_ARG(d->x->sentences[segment->first_sentence + k].text));
        }
    }
    return str_built(&b);
}

/* Does what was found stand in the text? */
static bool
is_part(str text, str found)
{
    for (size_t from = 0; from < text.len; from++) {
        size_t at = from, in = 0;
        shown_walk(text, &at, found, &in, SHOWN_IN_ELEMENT);
        if (in == found.len) {
            return true;
        }
    }
    return false;
}

static bool
check_description(struct feed *d, const struct index_stop *stop)
{
    str found = text_of(d);
    bool good = expect(d, ITEM, "description") && found.len > 0 &&
                (is_part(words_of(d, stop, ""), found) || shown_same(stop->title, found, SHOWN_IN_ELEMENT));
    if (!good && !d->bad) {
        differs(d, "in the description words of", stop->title, found);
    }
    advance(d);
    return good;
}

/* Seconds since 1 January 2000 of "01 Jan 2000 00:00:00 GMT"; false for any other form. */
static bool
parse_moment(str text, int64_t *seconds)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    enum { LENGTH = 24 };
    uint32_t day, year, hour, minute, second;
    size_t month = str_find(STR("JanFebMarAprMayJunJulAugSepOctNovDec"), str_cut(text, 3, 3));
    if (text.len != LENGTH || month == STR_NONE || month % 3 != 0 || !str_ends(text, STR(" GMT")) ||
        !str_to_number(str_cut(text, 0, 2), 31, &day) || !str_to_number(str_cut(text, 7, 4), 9999, &year) ||
        !str_to_number(str_cut(text, 12, 2), 23, &hour) ||
        !str_to_number(str_cut(text, 15, 2), 59, &minute) ||
        !str_to_number(str_cut(text, 18, 2), 59, &second) || year == 0 || day == 0) {
        return false;
    }
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int64_t past = (int64_t)year - 1;                                        /* whole years */
    int64_t days = past * 365 + past / 4 - past / 100 + past / 400 - 730119; /* 1 January 2000 is 0 */
    days += before[month / 3] + (leap && month / 3 > 1) + (int64_t)day - 1;
    *seconds = days * DAY + (int64_t)hour * 60 * MINUTE + (int64_t)minute * MINUTE + second;
    return true;
}

/* The same behind its day of the week, "Sat, ", which has to be the right one. */
static bool
parse_date(str text, int64_t *seconds)
{
    enum { SATURDAY = 6, WEEK = 7 };
    if (!parse_moment(str_from_offset(text, sizeof "Sat, " - 1), seconds)) {
        return false;
    }
    int64_t days = (*seconds >= 0 ? *seconds : *seconds - DAY + 1) / DAY; /* rounded down */
    size_t weekday = (size_t)(((days + SATURDAY) % WEEK + WEEK) % WEEK);
    return str_starts(text, str_cut(STR("SunMonTueWedThuFriSat"), 3 * weekday, 3)) &&
           str_equal(str_cut(text, 3, 2), STR(", "));
}

/* Midnight, at the beginning of the day that the tour names, else of 1 January 2000. */
static bool
is_day(str day, int64_t date)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    uint32_t month;
    int64_t named = 0;
    char memory[128];
    arena scratch = {memory, memory + sizeof memory};
    if (day.len > 0) {
        if (day.len != sizeof "2000-01-01" - 1 || !str_to_number(str_cut(day, 5, 2), 12, &month) ||
            month == 0) {
            return false;
        }
        str text = str_format(&scratch, STR_FMT " %.3s " STR_FMT " 00:00:00 GMT", STR_ARG(str_cut(day, 8, 2)),
                              months + 3 * (month - 1), STR_ARG(str_cut(day, 0, 4)));
        return parse_moment(text, &named) && date == named;
    }
    return date == 0;
}

static bool
check_date(struct feed *d, size_t index)
{
    int64_t date = 0;
    bool good = expect(d, ITEM, "pubDate") && parse_date(text_of(d), &date) &&
                (index == 0 || date == d->last_date + MINUTE) &&
                (index + 1 < d->x->stop_count || is_day(d->x->date, date));
    if (!good && !d->bad) {
        differs(d, "a date", STR("a minute after the one before, the last at midnight"), text_of(d));
    }
    d->last_date = date;
    advance(d);
    return good;
}

static bool
expect_bytes(struct feed *d, str path)
{
    uint64_t bytes = 0;
    arena scratch = *d->memory;
    struct diags unheard = diags_unheard(&scratch);
    str where = file_join(&scratch, d->f->folder, path);
    return file_measure(where, &bytes, scratch, &unheard) == STATUS_OK &&
           expect_attribute(d, "length", str_format(d->memory, "%" PRIu64, bytes));
}

static bool
check_tracks(struct feed *d, const struct index_stop *stop)
{
    str mp4 = tour_name_sibling(d->memory, stop->file, "mp4");
    bool good = expect(d, ITEM, "enclosure") && expect_attribute(d, "url", address_of(d, mp4)) &&
                expect_bytes(d, mp4) && expect_attribute(d, "type", STR("audio/mp4"));
    advance(d);
    good = expect(d, ITEM, "podcast:alternateEnclosure") && expect_attribute(d, "type", STR("audio/ogg")) &&
           expect_bytes(d, stop->file) && expect_attribute(d, "codecs", STR("opus")) && good;
    advance(d);
    return expect_file(d, ITEM + 1, "podcast:source", "uri", stop->file) && good;
}

static bool
check_companions(struct feed *d, const struct index_stop *stop)
{
    str captions = tour_name_sibling(d->memory, stop->file, "vtt");
    str chapters = tour_name_sibling(d->memory, stop->file, "chapters.json");
    bool good = expect(d, ITEM, "podcast:transcript") && expect_attribute(d, "type", STR("text/vtt"));
    good = expect_file(d, ITEM, "podcast:transcript", "url", captions) && good;
    good = expect(d, ITEM, "podcast:chapters") &&
           expect_attribute(d, "type", STR("application/json+chapters")) && good;
    return expect_file(d, ITEM, "podcast:chapters", "url", chapters) && good;
}

static bool
check_item(struct feed *d, size_t index)
{
    const struct index_stop *stop = &d->x->stops[index];
    str number = str_format(d->memory, "%" PRIu64, stop->number);
    str link = str_format(d->memory, "index.html#stop=%" PRIu64, stop->number);
    str words = str_format(d->memory, "%" PRIu64 STR_FMT, stop->number, STR_ARG(words_of(d, stop, "\n")));
    uint64_t seconds = (stop->at.length + INDEX_RATE_HZ / 2) / INDEX_RATE_HZ;
    bool good = expect(d, CHANNEL, "item");
    advance(d);
    good = expect_text(d, ITEM, "title", stop->title) && good;
    good = expect_text(d, ITEM, "link", address_of(d, link)) && good;
    good = check_description(d, stop) && good;
    good = expect_text(d, ITEM, "guid", name_uuid(d->memory, d->guid, words)) && good;
    good = check_date(d, index) && good;
    good = check_tracks(d, stop) && good;
    good = expect_text(d, ITEM, "itunes:duration", str_format(d->memory, "%" PRIu64, seconds)) && good;
    if (is_cover(stop->photo)) {
        good = expect_file(d, ITEM, "itunes:image", "href", stop->photo) && good;
    }
    good = expect_text(d, ITEM, "itunes:season", STR("1")) && good;
    good = expect_text(d, ITEM, "itunes:episode", number) && good;
    good = expect_text(d, ITEM, "itunes:episodeType", STR("full")) && good;
    good = expect_text(d, ITEM, "itunes:explicit", STR("false")) && good;
    return check_companions(d, stop) && good;
}

/* Reads the feed; text stands in elements that hold nothing else. */
static bool
read_feed(struct feed *d, arena *out)
{
    str bytes;
    size_t line, until = 0;
    if (file_read(out, file_join(out, d->f->folder, feed_file), FEED_BYTES_MAX, &bytes, d->f->diags) !=
        STATUS_OK) {
        d->f->count++; /* file_read has said why */
        return false;
    }
    if (!document_parse(out, bytes, &d->xml, &line)) {
        finding_add(d->f, feed_file, "expected well-formed XML, found none from line %zu on", line);
        return false;
    }
    for (size_t i = 0; i < d->xml.count; i++) {
        const struct document_node *node = &d->xml.nodes[i];
        if (node->next == i + 1) {
            str between = str_trim(str_cut(d->xml.text, until, node->text_from - until));
            (void)(between.len == 0 || differs(d, "between elements", STR(""), between));
            until = node->text_to;
        }
    }
    str behind = str_trim(str_from_offset(d->xml.text, until));
    (void)(behind.len == 0 || differs(d, "behind the last element", STR(""), behind));
    return true;
}

size_t
feed_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    size_t agree = 0;
    struct feed d = {.x = x, .f = f, .memory = &scratch};
    if (!read_feed(&d, &scratch)) {
        return 0;
    }
    check_head(&d);
    for (size_t i = 0; i < x->stop_count && !d.bad; i++) {
        arena before = scratch;
        agree += check_item(&d, i);
        scratch = before;
    }
    if (!d.bad && d.at < d.xml.count) {
        finding_add(f, feed_file, "expected no more items than the tour has stops");
    }
    return agree;
}
