/* tour.epub: collects the words as they sound, then writes the book in one go. */
#include "publish/epub.h"

#include "base/file.h"
#include "publish/content_id.h"
#include "publish/web.h"

enum { SAMPLES_PER_MS = CLIP_RATE_HZ / 1000, MEMBERS_FIXED = 7, MEMBERS_PER_STOP = 4 };

size_t
epub_cover(const struct epub *epub)
{
    size_t stop = 0;
    while (stop < epub->press->tour->stop_count && !epub->shown[stop]) {
        stop++;
    }
    return stop;
}

/* A stop's sentences: [*first, returned). */
static size_t
sentences_of(const struct epub *epub, size_t stop, size_t *first)
{
    const struct tour *tour = epub->press->tour;
    const struct stop *s = &tour->stops[stop];
    if (s->segment_count == 0) {
        *first = 0;
        return 0;
    }
    const struct segment *last = &tour->segments[s->first_segment + s->segment_count - 1];
    *first = tour->segments[s->first_segment].first_sentence;
    return last->first_sentence + last->sentence_count;
}

bool
epub_sounds(const struct epub *epub, size_t stop)
{
    size_t first, end = sentences_of(epub, stop, &first);
    return end > first && epub->first_word[end] > epub->first_word[first];
}

str
epub_stop_name(arena *out, const struct epub *epub, size_t stop)
{
    str path = timeline_stop_file(out, epub->press->timeline, stop, "");
    return str_cut(path, sizeof "stops/" - 1, path.len - sizeof "stops/");
}

uint64_t
epub_end_ms(const struct epub *epub, size_t stop, size_t sentence)
{
    size_t first, end = sentences_of(epub, stop, &first), next = epub->first_word[sentence + 1];
    return next < epub->first_word[end] ? epub->words[next].start_ms
                                        : epub->press->timeline->stops[stop].length / SAMPLES_PER_MS;
}

uint64_t
epub_length_ms(const struct epub *epub, size_t stop)
{
    size_t first;
    (void)sentences_of(epub, stop, &first);
    return epub->press->timeline->stops[stop].length / SAMPLES_PER_MS -
           epub->words[epub->first_word[first]].start_ms;
}

/* The documents of the book, and from where to where each lies in the file of them all. */
struct binding {
    const struct epub *epub;
    str path; /* of that file */
    struct archive_member *members;
    size_t count;
    arena *out;
};

static void
add_bytes(struct binding *b, const char *name, str bytes, bool deflated)
{
    b->members[b->count++] =
        (struct archive_member){.name = str_from(name), .bytes = bytes, .deflated = deflated};
}

/* What was written since `from` is a member. */
static void
add_document(struct binding *b, str name, uint64_t from)
{
    b->members[b->count++] = (struct archive_member){
        .name = name,
        .path = b->path,
        .from = from,
        .length = file_length(b->epub->file) - from,
        .deflated = true,
    };
}

static void
add_file(struct binding *b, str name)
{
    b->members[b->count++] = (struct archive_member){
        .name = str_format(b->out, "EPUB/" STR_FMT, STR_ARG(name)),
        .path = file_join(b->out, b->epub->press->folder, name),
    };
}

static void
bind_stop(struct binding *b, size_t stop, arena scratch)
{
    const struct epub *epub = b->epub;
    str name = epub_stop_name(b->out, epub, stop);
    uint64_t from = file_length(epub->file);
    epub_put_stop(epub, stop, scratch);
    add_document(b, str_format(b->out, "EPUB/stops/" STR_FMT ".xhtml", STR_ARG(name)), from);
    if (epub_sounds(epub, stop)) {
        from = file_length(epub->file);
        epub_put_overlay(epub, stop, scratch);
        add_document(b, str_format(b->out, "EPUB/stops/" STR_FMT ".smil", STR_ARG(name)), from);
        add_file(b, timeline_stop_file(b->out, epub->press->timeline, stop, "opus"));
    }
    if (epub->shown[stop]) {
        add_file(b, epub->press->photos[stop]);
    }
}

static void
bind_all(struct binding *b, str id, arena scratch)
{
    const struct epub *epub = b->epub;
    static const char container[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
        "<rootfiles>\n<rootfile full-path=\"EPUB/package.opf\" "
        "media-type=\"application/oebps-package+xml\"/>\n"
        "</rootfiles>\n</container>\n";
    add_bytes(b, "mimetype", STR("application/epub+zip"), false);
    add_bytes(b, "META-INF/container.xml", STR(container), true);
    epub_put_package(epub, id, scratch);
    add_document(b, STR("EPUB/package.opf"), 0);
    uint64_t from = file_length(epub->file);
    epub_put_nav(epub, scratch);
    add_document(b, STR("EPUB/nav.xhtml"), from);
    from = file_length(epub->file);
    epub_put_cover(epub);
    add_document(b, STR("EPUB/cover.xhtml"), from);
    if (epub_cover(epub) == epub->press->tour->stop_count) {
        from = file_length(epub->file);
        epub_put_cover_svg(epub);
        add_document(b, STR("EPUB/cover.svg"), from);
    }
    add_bytes(b, "EPUB/book.css", (str){(const char *)web_book_css, web_book_css_size}, true);
    for (size_t i = 0; i < epub->press->tour->stop_count; i++) {
        bind_stop(b, i, scratch);
    }
}

/* The documents go through a file of their own, which does not outlive this. */
static enum status
write_book(struct epub *epub, arena scratch)
{
    const struct press *press = epub->press;
    str id;
    enum status status = content_id(&scratch, press, &id);
    if (status != STATUS_OK) {
        return status;
    }
    arena lasting = scratch, passing = arena_split(&lasting, (size_t)(scratch.end - scratch.begin) / 2);
    struct binding b = {.epub = epub, .out = &lasting};
    b.path = file_join(&lasting, press->folder, STR("tour.epub.texts"));
    b.members = arena_new(&lasting, struct archive_member,
                          MEMBERS_FIXED + MEMBERS_PER_STOP * press->tour->stop_count);
    epub->file = file_create(&lasting, b.path);
    bind_all(&b, id, passing);
    status = file_close(epub->file, press->diags);
    if (status == STATUS_OK) {
        str path = file_join(&lasting, press->folder, STR("tour.epub"));
        status = archive_write(path, b.members, b.count, passing, press->diags);
    }
    enum status removed = file_remove(b.path, passing, press->diags);
    return status == STATUS_OK ? removed : status;
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    const struct tour *tour = press->tour;
    size_t words = 0;
    for (size_t i = 0; i < tour->sentence_count; i++) {
        words += press->publication->readings[i]->syllable_count + 1;
    }
    struct epub *epub = arena_new(out, struct epub, 1);
    *epub = (struct epub){
        .press = press,
        .words = arena_new(out, struct lit_word, words),
        .first_word = arena_new(out, size_t, tour->sentence_count + 1),
        .shown = epub_photos(out, press),
        .errors = press->diags->errors,
    };
    *state = epub;
    return STATUS_OK;
}

static enum status
sentence(void *state, size_t index, const struct clip *clip, arena scratch)
{
    struct epub *epub = state;
    size_t next = epub->first_word[index];
    if (clip != NULL) {
        struct lit_word *words;
        const struct press *press = epub->press;
        size_t count = lit_words_find(&scratch, press->publication->readings[index], clip,
                                      &press->timeline->sentences[index], &words);
        for (size_t i = 0; i < count; i++) {
            epub->words[next++] = words[i];
        }
    }
    epub->first_word[index + 1] = next;
    return STATUS_OK;
}

static enum status
stop_end(void *state, size_t stop)
{
    struct epub *epub = state;
    (void)stop;
    epub->stops++;
    return STATUS_OK;
}

/* The tracks stand by now; after a failure some do not. */
static enum status
end(void *state, arena scratch)
{
    struct epub *epub = state;
    if (epub->stops < epub->press->tour->stop_count || epub->press->diags->errors > epub->errors) {
        return STATUS_OK;
    }
    return write_book(epub, scratch);
}

const struct form form_epub = {.begin = begin, .sentence = sentence, .stop_end = stop_end, .end = end};
