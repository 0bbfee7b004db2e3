#include "verify/source_check.h"

#include <inttypes.h>

#include "base/hash.h"
#include "base/utf8.h"

static const str timeline_file = {"timeline.json", sizeof "timeline.json" - 1};

#define NO_OWNER UINT32_MAX

/* Per byte of a source: which sentence speaks it (NO_OWNER: none), and whether a syllable does. */
struct account {
    uint32_t *owner;
    bool *said;
    size_t bytes;
};

/* Spans of sentences overlap nowhere, so together they are no longer than the sources; a hostile timeline is
 * not followed further than this. */
struct budget {
    uint64_t bytes;
};

static bool
is_boundary(str text, uint64_t offset)
{
    return offset == text.len || (offset < text.len && ((unsigned char)text.data[offset] & 0xC0) != 0x80);
}

static void
source_finding(struct findings *f, const struct index_source *source, uint64_t offset, const char *words)
{
    finding_add(f, timeline_file, "source " STR_FMT ", byte %" PRIu64 ": %s", STR_ARG(source->name), offset,
                words);
}

static void
check_text(const struct index_source *source, arena scratch, struct findings *f)
{
    if (source->bytes != source->text.len) {
        finding_add(f, timeline_file, "source " STR_FMT ": expected %" PRIu64 " bytes of text, found %zu",
                    STR_ARG(source->name), source->bytes, source->text.len);
    }
    if (!str_equal(hash_bytes(&scratch, source->text), source->sha256)) {
        finding_add(f, timeline_file, "source " STR_FMT ": expected the text that its sha256 names",
                    STR_ARG(source->name));
    }
}

/* Runs tile the source; fills the account and counts code points. */
static void
check_runs(const struct tour_index *x, const struct index_source *source, struct account *account,
           struct source_proof *proof, struct findings *f)
{
    uint64_t at = 0;
    for (size_t i = source->first_run; i < source->first_run + source->run_count; i++) {
        const struct index_run *run = &x->runs[i];
        if (run->offset != at || run->length == 0 || run->length > source->text.len - at) {
            source_finding(f, source, at, "expected the next class from here on, inside the file");
            return;
        }
        at += run->length;
        if (!is_boundary(source->text, run->offset) || !is_boundary(source->text, at)) {
            source_finding(f, source, run->offset, "expected a class of whole code points");
        }
        uint64_t *count = run->text_class == INDEX_SPOKEN   ? &proof->spoken
                          : run->text_class == INDEX_SILENT ? &proof->silent
                                                            : &proof->left_out;
        *count += utf8_count(str_cut(source->text, (size_t)run->offset, (size_t)run->length));
        if (run->text_class != INDEX_SPOKEN) {
            continue;
        }
        if (run->sentence >= x->sentence_count || x->sentences[run->sentence].at.length == 0) {
            source_finding(f, source, run->offset, "expected a sentence that sounds for spoken text");
            continue;
        }
        for (uint64_t b = run->offset; b < at; b++) {
            account->owner[b] = (uint32_t)run->sentence;
        }
    }
    if (at != source->text.len) {
        source_finding(f, source, at, "expected classes up to the file's end");
    }
}

static bool
same_text(str made, str from)
{
    for (size_t i = 0; i < made.len; i++) {
        bool white = from.data[i] == '\n' || from.data[i] == '\r' || from.data[i] == '\t';
        if (made.data[i] != from.data[i] && !(white && made.data[i] == ' ')) {
            return false;
        }
    }
    return true;
}

/* Marks the bytes of a sentence's text that its syllables say. Syllables ascend; those of one number share
 * their bytes, which are marked once. */
static void
mark_said(const struct tour_index *x, const struct index_sentence *s, bool *said)
{
    uint64_t marked = 0;
    for (size_t i = s->first_syllable; i < s->first_syllable + s->syllable_count; i++) {
        const struct index_syllable *y = &x->syllables[i];
        uint64_t end = y->text_at + y->text_length;
        for (uint64_t b = y->text_at > marked ? y->text_at : marked; b < end && b < s->text.len; b++) {
            said[b] = true;
        }
        marked = end > marked ? end : marked;
    }
}

/* A piece whose text is not its source's bytes (an entity) is said as a whole or not at all. */
static bool
piece_said(const struct index_piece *p, uint64_t text_at, uint64_t byte, const bool *said)
{
    if (p->text_length == p->length) {
        return said[text_at + byte];
    }
    for (uint64_t i = 0; i < p->text_length; i++) {
        if (said[text_at + i]) {
            return true;
        }
    }
    return false;
}

static bool
check_piece(const struct tour_index *x, const struct index_sentence *s, const struct index_piece *p,
            uint64_t text_at, struct findings *f)
{
    if (p->source >= x->source_count || p->offset > x->sources[p->source].text.len ||
        p->length > x->sources[p->source].text.len - p->offset || text_at > s->text.len ||
        p->text_length > s->text.len - text_at) {
        finding_add(f, timeline_file, "sentence %" PRIu64 ": expected its spans inside sources and text",
                    s->index);
        return false;
    }
    const struct index_source *source = &x->sources[p->source];
    if (!is_boundary(source->text, p->offset) || !is_boundary(source->text, p->offset + p->length)) {
        source_finding(f, source, p->offset, "expected a span of whole code points");
    }
    str from = str_cut(source->text, (size_t)p->offset, (size_t)p->length);
    if (p->text_length == p->length && !same_text(str_cut(s->text, (size_t)text_at, from.len), from)) {
        source_finding(f, source, p->offset, "expected the text of the sentence whose span this is");
    }
    return true;
}

/* Which bytes of the sentence's text stand for source that is classed as its own. */
static void
mark_owned(const struct index_sentence *s, const struct index_piece *p, uint64_t text_at,
           const struct account *account, bool *owned)
{
    bool whole = p->text_length != p->length, any = false;
    for (uint64_t b = 0; b < p->length; b++) {
        bool own = account->owner[p->offset + b] == s->index;
        any = any || own;
        if (!whole) {
            owned[text_at + b] = own;
        }
    }
    for (uint64_t i = 0; whole && i < p->text_length; i++) {
        owned[text_at + i] = any;
    }
}

/* A syllable says something that the account calls spoken. */
static void
check_syllables(const struct tour_index *x, const struct index_sentence *s, const bool *owned,
                struct findings *f)
{
    for (size_t i = s->first_syllable; i < s->first_syllable + s->syllable_count; i++) {
        const struct index_syllable *y = &x->syllables[i];
        bool good = false;
        for (uint64_t b = y->text_at; b < y->text_at + y->text_length && b < s->text.len && !good; b++) {
            good = owned[b];
        }
        if (!good) {
            finding_add(f, timeline_file,
                        "sentence %" PRIu64 ": a syllable says “" STR_FMT
                        "”, expected it to be classed as spoken by it",
                        s->index, STR_ARG(str_cut(s->text, (size_t)y->text_at, (size_t)y->text_length)));
            return;
        }
    }
}

/* Gives the sentence's spans what is said of them, and takes its text apart on the way. */
static void
check_sentence(const struct tour_index *x, const struct index_sentence *s, struct account *accounts,
               struct budget *budget, arena scratch, struct findings *f)
{
    bool *said = arena_new(&scratch, bool, s->text.len);
    bool *owned = arena_new(&scratch, bool, s->text.len);
    mark_said(x, s, said);
    uint64_t text_at = 0;
    for (size_t i = s->first_piece; i < s->first_piece + s->piece_count; i++) {
        const struct index_piece *p = &x->pieces[i];
        if (!check_piece(x, s, p, text_at, f)) {
            return;
        }
        if (p->length > budget->bytes) {
            finding_add(f, timeline_file, "sentence %" PRIu64 ": expected spans that do not overlap",
                        s->index);
            return;
        }
        budget->bytes -= p->length;
        struct account *account = &accounts[p->source];
        for (uint64_t b = 0; b < p->length; b++) {
            uint64_t at = p->offset + b;
            if (account->owner[at] == s->index && piece_said(p, text_at, b, said)) {
                account->said[at] = true;
            }
        }
        mark_owned(s, p, text_at, account, owned);
        text_at += p->text_length;
    }
    check_syllables(x, s, owned, f);
    if (text_at != s->text.len) {
        finding_add(f, timeline_file,
                    "sentence %" PRIu64 ": expected spans for its %zu bytes of text, found %" PRIu64,
                    s->index, s->text.len, text_at);
    }
}

static void
check_said(const struct index_source *source, const struct account *account, struct findings *f)
{
    for (size_t b = 0, next; b < account->bytes; b = next) {
        next = b;
        utf8_next(source->text, &next);
        if (account->owner[b] != NO_OWNER && !account->said[b]) {
            finding_add(f, timeline_file,
                        "source " STR_FMT ", byte %zu: expected a syllable of sentence %" PRIu32
                        " that says “" STR_FMT "”, found none",
                        STR_ARG(source->name), b, account->owner[b],
                        STR_ARG(str_cut(source->text, b, next - b)));
        }
    }
}

struct source_proof
source_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    struct source_proof proof = {0};
    struct account *accounts = arena_new(&scratch, struct account, x->source_count);
    if (x->source_count == 0) {
        finding_add(f, timeline_file, "expected at least one source, found none");
    }
    for (size_t i = 0; i < x->source_count; i++) {
        struct account *account = &accounts[i];
        account->bytes = x->sources[i].text.len;
        account->owner = arena_new(&scratch, uint32_t, account->bytes);
        account->said = arena_new(&scratch, bool, account->bytes);
        for (size_t b = 0; b < account->bytes; b++) {
            account->owner[b] = NO_OWNER;
        }
        check_text(&x->sources[i], scratch, f);
        check_runs(x, &x->sources[i], account, &proof, f);
    }
    struct budget budget = {0};
    for (size_t i = 0; i < x->source_count; i++) {
        budget.bytes += x->sources[i].text.len;
    }
    for (size_t i = 0; i < x->sentence_count; i++) {
        check_sentence(x, &x->sentences[i], accounts, &budget, scratch, f);
    }
    for (size_t i = 0; i < x->source_count; i++) {
        check_said(&x->sources[i], &accounts[i], f);
    }
    return proof;
}
