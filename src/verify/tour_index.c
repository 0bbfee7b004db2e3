#include "verify/tour_index.h"

#include <string.h>

#include "verify/tour_names.h"

/* What every reading function needs. */
struct reading {
    struct json_reader *r;
    struct tour_index *x;
};

static bool
read_span(struct json_reader *r, const struct json_value *object, struct index_span *span)
{
    bool start = read_number(r, object, "start", &span->start);
    bool length = read_number(r, object, "length", &span->length);
    return start && length;
}

/* Empty where it is not there. */
static void
read_optional(struct json_reader *r, const struct json_value *object, const char *key, str *text)
{
    if (read_has(object, key)) {
        read_text(r, object, key, text);
    }
}

static void
read_chapters(struct reading *g, const struct json_value *object, struct index_file *file)
{
    struct json_value array;
    file->first_chapter = g->x->chapter_count;
    if (!read_array(g->r, object, "chapters", &array)) {
        return;
    }
    for (struct json_value c = read_first(&array); c.node != NULL; c = read_next(&c)) {
        struct index_chapter *chapter = &g->x->chapters[g->x->chapter_count++];
        read_span(g->r, &c, &chapter->at);
        read_text(g->r, &c, "title", &chapter->title);
        if (!file->is_stop) {
            read_number(g->r, &c, "stop", &chapter->stop);
        }
        file->chapter_count++;
    }
    if (file->chapter_count == 0 || file->chapter_count > INDEX_CHAPTERS_MAX) {
        read_finding(g->r, &array, "1 to 99 chapters");
    }
}

static void
read_file(struct reading *g, const struct json_value *object)
{
    struct index_file *file = &g->x->files[g->x->file_count++];
    read_span(g->r, object, &file->at);
    if (read_text(g->r, object, "path", &file->path) && !tour_name_is_tour(file->path) &&
        !tour_name_is_stop(file->path)) {
        read_finding(g->r, object, "a path like tour.opus or stops/01.opus");
    }
    file->is_stop = read_has(object, "stop");
    if (file->is_stop) {
        read_number(g->r, object, "stop", &file->stop);
    }
    if (file->is_stop != tour_name_is_stop(file->path)) {
        read_finding(g->r, object, "a stop's number with a stop's file alone");
    }
    read_chapters(g, object, file);
}

static void
read_pieces(struct reading *g, const struct json_value *object, struct index_sentence *sentence)
{
    struct json_value array;
    sentence->first_piece = g->x->piece_count;
    if (!read_array(g->r, object, "spans", &array)) {
        return;
    }
    for (struct json_value p = read_first(&array); p.node != NULL; p = read_next(&p)) {
        uint64_t numbers[4];
        size_t count;
        if (read_numbers(g->r, &p, 3, 4, numbers, &count)) {
            g->x->pieces[g->x->piece_count++] = (struct index_piece){numbers[0], numbers[1], numbers[2],
                                                                     count == 4 ? numbers[3] : numbers[2]};
            sentence->piece_count++;
        }
    }
}

static void
read_syllables(struct reading *g, const struct json_value *object, struct index_sentence *sentence)
{
    struct json_value array;
    sentence->first_syllable = g->x->syllable_count;
    if (!read_array(g->r, object, "syllables", &array)) {
        return;
    }
    for (struct json_value s = read_first(&array); s.node != NULL; s = read_next(&s)) {
        struct index_syllable *syllable = &g->x->syllables[g->x->syllable_count++];
        read_number(g->r, &s, "start", &syllable->start);
        read_number(g->r, &s, "end", &syllable->end);
        struct json_value at;
        uint64_t numbers[2];
        size_t count;
        if (read_array(g->r, &s, "at", &at) && read_numbers(g->r, &at, 2, 2, numbers, &count)) {
            syllable->text_at = numbers[0];
            syllable->text_length = numbers[1];
        }
        syllable->ends_word = read_has(&s, "break");
        str latin;
        bool is_latin = read_has(&s, "latin");
        (void)read_text(g->r, &s, is_latin ? "latin" : "pinyin", is_latin ? &latin : &syllable->pinyin);
        sentence->syllable_count++;
    }
}

static void
read_sentence(struct reading *g, const struct json_value *object)
{
    struct index_sentence *sentence = &g->x->sentences[g->x->sentence_count++];
    read_span(g->r, object, &sentence->at);
    read_number(g->r, object, "index", &sentence->index);
    read_text(g->r, object, "text", &sentence->text);
    read_pieces(g, object, sentence);
    read_syllables(g, object, sentence);
}

static void
read_segment(struct reading *g, const struct json_value *object)
{
    struct index_segment *segment = &g->x->segments[g->x->segment_count++];
    str kind = STR("");
    read_span(g->r, object, &segment->at);
    read_optional(g->r, object, "kind", &kind);
    segment->is_heading = str_equal(kind, STR("title")) || str_equal(kind, STR("heading"));
    segment->first_sentence = g->x->sentence_count;
    struct json_value sentences;
    if (read_array(g->r, object, "sentences", &sentences)) {
        for (struct json_value s = read_first(&sentences); s.node != NULL; s = read_next(&s)) {
            read_sentence(g, &s);
            segment->sentence_count++;
        }
    }
}

static void
read_stop(struct reading *g, const struct json_value *object)
{
    struct index_stop *stop = &g->x->stops[g->x->stop_count++];
    read_span(g->r, object, &stop->at);
    read_number(g->r, object, "number", &stop->number);
    read_text(g->r, object, "title", &stop->title);
    read_text(g->r, object, "file", &stop->file);
    struct json_value photo;
    if (read_has(object, "photo") && read_object(g->r, object, "photo", &photo) &&
        read_text(g->r, &photo, "path", &stop->photo) && !tour_name_is_photo(stop->photo)) {
        read_finding(g->r, &photo, "a path like photos/01.jpg");
    }
    if (stop->photo.len > 0) {
        read_text(g->r, &photo, "alt", &stop->photo_alt);
    }
    if (read_has(object, "near")) {
        read_number(g->r, object, "near", &stop->near);
    }
    stop->first_segment = g->x->segment_count;
    struct json_value segments;
    if (read_array(g->r, object, "segments", &segments)) {
        for (struct json_value s = read_first(&segments); s.node != NULL; s = read_next(&s)) {
            read_segment(g, &s);
            stop->segment_count++;
        }
    }
}

static void
read_run(struct reading *g, const struct json_value *object)
{
    static const struct {
        const char *name;
        enum index_class text_class;
    } classes[] = {{"spoken", INDEX_SPOKEN}, {"silent", INDEX_SILENT}, {"left_out", INDEX_LEFT_OUT}};
    struct index_run *run = &g->x->runs[g->x->run_count++];
    str name;
    read_number(g->r, object, "offset", &run->offset);
    read_number(g->r, object, "length", &run->length);
    if (!read_text(g->r, object, "class", &name)) {
        return;
    }
    bool known = false;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (str_equal(name, str_from(classes[i].name))) {
            run->text_class = classes[i].text_class;
            known = true;
        }
    }
    str reason;
    if (!known) {
        read_finding(g->r, object, "the class spoken, silent or left_out");
    } else if (run->text_class == INDEX_SPOKEN) {
        read_number(g->r, object, "sentence", &run->sentence);
    } else if (run->text_class == INDEX_LEFT_OUT) {
        (void)read_text(g->r, object, "reason", &reason);
    }
}

static void
read_source(struct reading *g, const struct json_value *object)
{
    struct index_source *source = &g->x->sources[g->x->source_count++];
    read_text(g->r, object, "name", &source->name);
    read_text(g->r, object, "text", &source->text);
    read_text(g->r, object, "sha256", &source->sha256);
    read_number(g->r, object, "bytes", &source->bytes);
    source->first_run = g->x->run_count;
    struct json_value runs;
    if (read_array(g->r, object, "classes", &runs)) {
        for (struct json_value run = read_first(&runs); run.node != NULL; run = read_next(&run)) {
            read_run(g, &run);
            source->run_count++;
        }
    }
}

static void
read_each(struct reading *g, const struct json_value *root, const char *key,
          void (*read)(struct reading *, const struct json_value *))
{
    struct json_value array;
    if (!read_array(g->r, root, key, &array)) {
        return;
    }
    for (struct json_value item = read_first(&array); item.node != NULL; item = read_next(&item)) {
        read(g, &item);
    }
}

static void
read_head(struct reading *g, const struct json_value *root)
{
    str format;
    if (read_text(g->r, root, "format", &format) && !str_equal(format, STR("daolan timeline"))) {
        read_finding(g->r, root, "the format \"daolan timeline\"");
    }
    read_optional(g->r, root, "title", &g->x->title);
    read_optional(g->r, root, "language", &g->x->language);
    read_optional(g->r, root, "publisher", &g->x->publisher);
    read_optional(g->r, root, "licence", &g->x->licence);
    read_optional(g->r, root, "generator", &g->x->generator);
    read_optional(g->r, root, "date", &g->x->date);
    read_optional(g->r, root, "base_url", &g->x->base_url);
    str base = g->x->base_url;
    bool web = str_starts(base, STR("http://")) || str_starts(base, STR("https://"));
    if (base.len > 0 && (!web || !str_ends(base, STR("/")))) {
        read_finding(g->r, root, "a base_url that begins with http and ends in a slash");
    }
    read_number(g->r, root, "version", &g->x->version);
    read_number(g->r, root, "rate", &g->x->rate);
    read_number(g->r, root, "packet", &g->x->packet);
    read_number(g->r, root, "pre_skip", &g->x->pre_skip);
    read_number(g->r, root, "length", &g->x->length);
}

/* Elements of all arrays called `key`, wherever they stand: no array of the index gets more. The parser
 * limits the depth. */
static size_t
count_named(const cJSON *node, const char *key)
{
    size_t count = 0;
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        if (child->string != NULL && strcmp(child->string, key) == 0) {
            for (const cJSON *element = child->child; element != NULL; element = element->next) {
                count++;
            }
        }
        count += count_named(child, key);
    }
    return count;
}

static void
make_room(struct tour_index *x, arena *out, const cJSON *tree)
{
    x->files = arena_new(out, struct index_file, count_named(tree, "files"));
    x->chapters = arena_new(out, struct index_chapter, count_named(tree, "chapters"));
    x->stops = arena_new(out, struct index_stop, count_named(tree, "stops"));
    x->segments = arena_new(out, struct index_segment, count_named(tree, "segments"));
    x->sentences = arena_new(out, struct index_sentence, count_named(tree, "sentences"));
    x->pieces = arena_new(out, struct index_piece, count_named(tree, "spans"));
    x->syllables = arena_new(out, struct index_syllable, count_named(tree, "syllables"));
    x->sources = arena_new(out, struct index_source, count_named(tree, "sources"));
    x->runs = arena_new(out, struct index_run, count_named(tree, "classes"));
}

static bool
read_tree(struct tour_index *index, arena *out, const struct json_value *root)
{
    struct reading g = {.r = &index->reader, .x = index};
    make_room(index, out, index->reader.tree);
    read_head(&g, root);
    read_each(&g, root, "sources", read_source);
    read_each(&g, root, "files", read_file);
    read_each(&g, root, "stops", read_stop);
    return index->reader.bad == 0;
}

bool
tour_index_read(struct tour_index *index, arena *out, struct findings *f)
{
    struct json_value root;
    *index = (struct tour_index){0};
    return read_open(&index->reader, out, f, STR("timeline.json"), &root) && read_tree(index, out, &root);
}

bool
tour_index_parse(struct tour_index *index, arena *out, struct findings *f, str text)
{
    struct json_value root;
    *index = (struct tour_index){0};
    return read_open_text(&index->reader, out, f, STR("timeline.json"), text, &root) &&
           read_tree(index, out, &root);
}

void
tour_index_close(struct tour_index *index)
{
    read_close(&index->reader);
}
