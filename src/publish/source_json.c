#include "publish/source_json.h"

#include <stdlib.h>

#include "base/hash.h"

/* Bytes of a source that belong to a sentence, or were left out for a reason. */
struct claim {
    uint32_t offset, end;
    uint32_t owner; /* sentence, or index into left_out */
};

struct claims {
    struct claim *items;
    size_t count, capacity;
    size_t next; /* all before it end at or before the byte looked at last */
};

static int
compare_claims(const void *a, const void *b)
{
    const struct claim *x = a, *y = b;
    if (x->offset != y->offset) {
        return x->offset < y->offset ? -1 : 1;
    }
    return (x->owner > y->owner) - (x->owner < y->owner);
}

static void
add_claim(struct claims *claims, arena *out, struct span from, uint32_t owner)
{
    *arena_push(out, claims->items, claims->count, claims->capacity) =
        (struct claim){from.offset, from.offset + from.length, owner};
}

static void
sort_claims(struct claims *claims)
{
    if (claims->count > 0) {
        qsort(claims->items, claims->count, sizeof *claims->items, compare_claims);
    }
}

/* The claim on a byte, or NULL; bytes are asked for in ascending order. */
static const struct claim *
find_claim(struct claims *claims, uint32_t offset)
{
    while (claims->next < claims->count && claims->items[claims->next].end <= offset) {
        claims->next++;
    }
    const struct claim *claim = claims->next < claims->count ? &claims->items[claims->next] : NULL;
    return claim != NULL && claim->offset <= offset ? claim : NULL;
}

static struct claims
sentence_claims(arena *out, const struct tour *tour, uint32_t source)
{
    struct claims claims = {0};
    for (size_t i = 0; i < tour->sentence_count; i++) {
        for (size_t k = 0; k < tour->sentences[i].piece_count; k++) {
            if (tour->sentences[i].pieces[k].from.source == source) {
                add_claim(&claims, out, tour->sentences[i].pieces[k].from, (uint32_t)i);
            }
        }
    }
    sort_claims(&claims);
    return claims;
}

static struct claims
left_out_claims(arena *out, const struct source *source)
{
    struct claims claims = {0};
    for (size_t i = 0; i < source->left_out_count; i++) {
        add_claim(&claims, out, source->left_out[i], (uint32_t)i);
    }
    sort_claims(&claims);
    return claims;
}

struct run {
    enum text_class text_class;
    uint32_t owner;
    bool owned;
};

static struct run
run_at(const struct source *source, uint32_t offset, struct claims *sentences, struct claims *left_out)
{
    struct run run = {.text_class = (enum text_class)source->classes[offset]};
    const struct claim *claim = run.text_class == TEXT_SPOKEN     ? find_claim(sentences, offset)
                                : run.text_class == TEXT_LEFT_OUT ? find_claim(left_out, offset)
                                                                  : NULL;
    run.owned = claim != NULL;
    run.owner = claim != NULL ? claim->owner : 0;
    return run;
}

static void
write_run(struct json *j, const struct source *source, uint32_t offset, uint32_t length, struct run run)
{
    static const char *const names[] = {"", "spoken", "silent", "left_out"};
    json_object(j, JSON_INLINE);
    json_count(j, "offset", offset);
    json_count(j, "length", length);
    json_text(j, "class", str_from(names[run.text_class]));
    if (run.text_class == TEXT_SPOKEN) {
        json_count(j, "sentence", run.owner);
    } else if (run.text_class == TEXT_LEFT_OUT) {
        json_text(j, "reason", source->reasons[run.owner]);
    }
    json_end(j);
}

static enum status
report_gap(const struct source *source, uint32_t offset, enum text_class text_class, struct diags *diags)
{
    source_report(source, offset, diags, DIAG_ERROR, "this is a defect of daolan: please report it",
                  "the account of this file does not add up: here is text %s",
                  text_class == TEXT_SPOKEN     ? "classed as spoken that no sentence has"
                  : text_class == TEXT_LEFT_OUT ? "left out without a reason"
                                                : "that is neither spoken nor silent nor left out");
    return STATUS_SYSTEM;
}

static enum status
write_classes(struct json *j, const struct tour *tour, uint32_t index, arena scratch, struct diags *diags)
{
    const struct source *source = &tour->sources[index];
    struct claims sentences = sentence_claims(&scratch, tour, index);
    struct claims left_out = left_out_claims(&scratch, source);
    uint32_t length = (uint32_t)source->bytes.len, start = 0;
    struct run run = {0};
    for (uint32_t i = 0; i < length; i++) {
        struct run here = run_at(source, i, &sentences, &left_out);
        bool needs_owner = here.text_class == TEXT_SPOKEN || here.text_class == TEXT_LEFT_OUT;
        if (here.text_class == TEXT_UNSET || (needs_owner && !here.owned)) {
            return report_gap(source, i, here.text_class, diags);
        }
        if (i > 0 && (here.text_class != run.text_class || here.owner != run.owner)) {
            write_run(j, source, start, i - start, run);
            start = i;
        }
        run = here;
    }
    if (length > 0) {
        write_run(j, source, start, length - start, run);
    }
    return STATUS_OK;
}

enum status
source_json_write(struct json *j, const struct tour *tour, arena scratch, struct diags *diags)
{
    enum status status = STATUS_OK;
    json_array(j, JSON_LINES);
    for (uint32_t i = 0; i < tour->source_count; i++) {
        const struct source *source = &tour->sources[i];
        arena inner = scratch;
        json_object(j, JSON_LINES);
        json_text(j, "name", source->name);
        json_count(j, "bytes", source->bytes.len);
        json_text(j, "sha256", hash_bytes(&inner, source->bytes));
        json_text(j, "text", source->bytes);
        json_key(j, "classes");
        json_array(j, JSON_LINES);
        enum status written = write_classes(j, tour, i, inner, diags);
        status = status == STATUS_OK ? written : status;
        json_end(j);
        json_end(j);
    }
    json_end(j);
    return status;
}
