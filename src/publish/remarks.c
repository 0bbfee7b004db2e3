#include "publish/remarks.h"

#include <stdlib.h>

const struct remark_place *
remarks_places(arena *out, const struct tour *tour)
{
    struct remark_place *places = arena_new(out, struct remark_place, tour->sentence_count);
    for (size_t i = 0; i < tour->sentence_count; i++) {
        struct remark_place *p = &places[i];
        sentence_position(tour, &tour->sentences[i], 0, &p->source, &p->line, &p->column);
    }
    return places;
}

static const struct source *
source_of(const struct tour *tour, const struct diag *diag)
{
    for (size_t i = 0; i < tour->source_count; i++) {
        if (str_equal(tour->sources[i].path, diag->path)) {
            return &tour->sources[i];
        }
    }
    return NULL;
}

/* Empty where it is not of the script. */
static str
name_of(const struct tour *tour, const struct diag *diag, const struct source *source)
{
    if (source != NULL) {
        return source->name;
    }
    if (str_equal(diag->path, tour->folder)) {
        return tour->name;
    }
    if (!str_starts(diag->path, tour->folder)) {
        return STR("");
    }
    str rest = str_from_offset(diag->path, tour->folder.len);
    return str_starts(rest, STR("/"))         ? str_from_offset(rest, 1)
           : str_ends(tour->folder, STR("/")) ? rest
                                              : STR("");
}

/* The last that begins at or before the place; a remark before all is in none. */
static size_t
sentence_at(const struct tour *tour, const struct remark_place *places, const struct source *source,
            const struct diag *diag)
{
    size_t best = REMARK_NO_SENTENCE;
    for (size_t i = 0; i < tour->sentence_count && source != NULL && diag->line > 0; i++) {
        const struct remark_place *p = &places[i];
        bool before = p->line < diag->line || (p->line == diag->line && p->column <= diag->column);
        bool later = best == REMARK_NO_SENTENCE || p->line > places[best].line ||
                     (p->line == places[best].line && p->column > places[best].column);
        if (p->source == source && before && later) {
            best = i;
        }
    }
    return best;
}

static int
compare(const void *a, const void *b)
{
    const struct remark *x = a, *y = b;
    int order = str_compare(x->name, y->name);
    order = order != 0 ? order : (x->diag->line > y->diag->line) - (x->diag->line < y->diag->line);
    order = order != 0 ? order : (x->diag->column > y->diag->column) - (x->diag->column < y->diag->column);
    return order != 0 ? order : (x->diag > y->diag) - (x->diag < y->diag);
}

size_t
remarks_find(arena *out, arena scratch, const struct press *press, struct remark **remarks)
{
    const struct diags *diags = press->diags;
    const struct publication *publication = press->publication;
    const struct remark_place *places = remarks_places(&scratch, press->tour);
    size_t count = 0;
    *remarks = arena_new(out, struct remark, diags->count);
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];
        const struct source *source = source_of(press->tour, diag);
        str name = name_of(press->tour, diag, source);
        bool of_engine = i >= publication->engine_diags_first &&
                         i - publication->engine_diags_first < publication->engine_diags_count;
        bool of_reading = source != NULL && diag->severity == DIAG_NOTE;
        if (name.len > 0 && !of_engine && !of_reading) {
            (*remarks)[count++] = (struct remark){diag, name, sentence_at(press->tour, places, source, diag)};
        }
    }
    if (count > 0) {
        qsort(*remarks, count, sizeof **remarks, compare);
    }
    return count;
}
