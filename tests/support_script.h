/*
 * A script folder for one test: written from strings, read as a tour, removed again.
 *
 * In: file names and their contents. Out: the tour, its diagnostics and its segments as text.
 *
 * Example: struct fixture f = fixture_new(); fixture_write(&f, "article.txt", "小城\n"); fixture_read(&f);
 *          assert_string_equal(fixture_listing(&f), "1 title 小城\n"); fixture_end(&f);
 */
#ifndef TESTS_SUPPORT_SCRIPT_H
#define TESTS_SUPPORT_SCRIPT_H

#include <stdio.h>
#include <stdlib.h>

#include "support_cmocka.h"

#include "base/file.h"
#include "base/utf8.h"
#include "script/tour.h"

struct fixture {
    arena out, scratch;
    struct diags diags;
    str folder;
    struct tour tour;
    enum status status;
};

static inline struct fixture
fixture_new(void)
{
    struct fixture f = {.out = arena_reserve((size_t)1 << 30), .scratch = arena_reserve((size_t)1 << 30)};
    f.diags = diags_new(&f.out);
    const char *place = getenv("TMPDIR");
    str prefix = file_join(&f.out, str_from(place == NULL ? "/tmp" : place), STR("script-test."));
    assert_int_equal(file_make_unique_folder(&f.out, prefix, &f.folder, &f.diags), STATUS_OK);
    return f;
}

static inline void
fixture_write_bytes(struct fixture *f, const char *name, str bytes)
{
    str path = file_join(&f->out, f->folder, str_from(name));
    assert_int_equal(file_make_folder(file_folder(path), f->scratch, &f->diags), STATUS_OK);
    arena scratch = f->scratch;
    FILE *stream =
        fopen(str_terminated(&scratch, path), "wb"); /* no fsync: hundreds of scripts are written */
    assert_non_null(stream);
    assert_int_equal(bytes.len > 0 ? fwrite(bytes.data, 1, bytes.len, stream) : 0, bytes.len);
    assert_int_equal(fclose(stream), 0);
}

static inline void
fixture_write(struct fixture *f, const char *name, const char *text)
{
    fixture_write_bytes(f, name, str_from(text));
}

static inline void
fixture_read(struct fixture *f)
{
    f->status = tour_read(&f->out, f->scratch, f->folder, &f->tour, &f->diags);
}

/* A line per segment: stop, kind, text with | between sentences. */
static inline const char *
fixture_listing(struct fixture *f)
{
    struct str_builder b = {.out = &f->out};
    for (size_t s = 0; s < f->tour.stop_count; s++) {
        const struct stop *stop = &f->tour.stops[s];
        for (uint32_t g = 0; g < stop->segment_count; g++) {
            const struct segment *segment = &f->tour.segments[stop->first_segment + g];
            str_add_format(&b, "%u %s ", (unsigned)stop->number, segment_kind_name(segment->kind));
            for (uint32_t i = 0; i < segment->sentence_count; i++) {
                str_add(&b, i > 0 ? STR("|") : STR(""));
                str_add(&b, f->tour.sentences[segment->first_sentence + i].text);
            }
            str_add_char(&b, '\n');
        }
    }
    return str_terminated(&f->out, str_built(&b));
}

/* A line per diagnostic: file:line:column: severity: message. */
static inline const char *
fixture_diagnostics(struct fixture *f)
{
    static const char *const names[] = {"note", "warning", "error"};
    struct str_builder b = {.out = &f->out};
    diags_sort(&f->diags);
    for (size_t i = 0; i < f->diags.count; i++) {
        const struct diag *d = &f->diags.items[i];
        str name = str_equal(d->path, f->folder) ? STR(".") : file_name(d->path);
        str_add_format(&b, STR_FMT ":%u:%u: %s: " STR_FMT "\n", STR_ARG(name), (unsigned)d->line,
                       (unsigned)d->column, names[d->severity], STR_ARG(d->message));
    }
    return str_terminated(&f->out, str_built(&b));
}

static inline void
fixture_end(struct fixture *f)
{
    assert_int_equal(file_remove(f->folder, f->scratch, &f->diags), STATUS_OK);
}

/* Scenario: one article. Expect: its segments and its diagnostics. */
static inline void
fixture_check(const char *name, const char *article, const char *listing, const char *diagnostics)
{
    struct fixture f = fixture_new();
    fixture_write(&f, name, article);
    fixture_read(&f);
    assert_string_equal(fixture_listing(&f), listing);
    assert_string_equal(fixture_diagnostics(&f), diagnostics);
    fixture_end(&f);
}

#endif
