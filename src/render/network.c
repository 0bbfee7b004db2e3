#include "render/network.h"

#include <stdio.h>

#include "base/http.h"
#include "render/jobs.h"

enum {
    PATIENCE_SECONDS = 5,
    KEYS_A_SECOND = 20, /* a server that is slower than this does not help: one core renders ten */
    HOPELESS_SECONDS = 3600,
    SHOWN_BYTES = 1 << 16,
};

/* One exchange: what both processes know, then what the child learns. */
struct errand {
    struct network *network;
    const struct cache *cache;
    const str *keys;
    size_t count;
    bool sends, quiet;
    struct diags *diags; /* the parent's */
    size_t good, bad;
    bool refused;
    const char *why; /* it is lost */
    unsigned status; /* an answer that says so; 0: none */
    arena scratch;
};

bool
network_is_address(str place)
{
    return str_starts(place, STR("http://")) || str_starts(place, STR("https://"));
}

/* --- the form of what is sent (protocol buffers: field 5, stdout_raw; field 9, execution_metadata) --- */

enum { STDOUT_RAW = 5 << 3 | 2 };

/* The server would write its own name where we named no worker. */
static const str metadata = {"\x4A\x08\x0A\x06"
                             "daolan",
                             10};

str
network_wrap(arena *out, str entry)
{
    struct str_builder b = {.out = out};
    str_add_char(&b, STDOUT_RAW);
    size_t left = entry.len;
    for (; left >= 0x80; left >>= 7) {
        str_add_char(&b, (char)(unsigned char)(0x80 | (left & 0x7F)));
    }
    str_add_char(&b, (char)left);
    str_add(&b, entry);
    str_add(&b, metadata);
    return str_built(&b);
}

bool
network_unwrap(str answer, str *entry)
{
    size_t at = 1, len = 0;
    bool more = answer.len > 0 && answer.data[0] == STDOUT_RAW;
    for (unsigned shift = 0; more && at < answer.len && shift < 32; shift += 7, at++) {
        unsigned char byte = (unsigned char)answer.data[at];
        len |= (size_t)(byte & 0x7F) << shift;
        more = byte >= 0x80;
    }
    *entry = str_cut(answer, at, len);
    return at > 1 && !more && entry->len == len && str_equal(str_from_offset(answer, at + len), metadata);
}

/* --- in the child --- */

static void
ask(void *context, size_t i, arena *out, str *name, str *body)
{
    const struct errand *errand = context;
    str entry;
    *name = str_format(out, "ac/" STR_FMT, STR_ARG(errand->keys[i]));
    *body = (str){NULL, 0};
    if (errand->sends) {
        bool there = cache_read_entry(errand->cache, errand->keys[i], out, &entry);
        *body = network_wrap(out, there ? entry : STR(""));
    }
}

static bool
sent(struct errand *errand, unsigned status)
{
    enum { UNAUTHORIZED = 401, FORBIDDEN = 403, NOT_ALLOWED = 405, NOT_IMPLEMENTED = 501 };
    if (status >= 200 && status < 300) {
        errand->good++;
        return true;
    }
    errand->status = status;
    errand->refused =
        status == UNAUTHORIZED || status == FORBIDDEN || status == NOT_ALLOWED || status == NOT_IMPLEMENTED;
    return false;
}

/* False where the local cache cannot take it: then nothing else helps either. */
static bool
keep(struct errand *errand, size_t i, str body)
{
    arena scratch = errand->scratch;
    struct diags unheard = diags_unheard(&scratch);
    str entry;
    bool good = false;
    if (network_unwrap(body, &entry) &&
        cache_keep_entry(errand->cache, errand->keys[i], entry, &good, scratch, &unheard) != STATUS_OK) {
        return false;
    }
    errand->good += good;
    errand->bad += !good;
    return true;
}

static bool
answered(void *context, size_t i, const struct http_answer *answer)
{
    enum { FOUND = 200, NOT_FOUND = 404, GONE = 410 };
    struct errand *errand = context;
    if (answer->end == HTTP_LOST) {
        errand->why = answer->why;
        return false;
    }
    if (errand->sends) {
        return sent(errand, answer->status);
    }
    if (answer->end == HTTP_BROKEN) {
        errand->bad++;
        return true;
    }
    if (answer->status == FOUND) {
        return keep(errand, i, answer->body);
    }
    if (answer->status != NOT_FOUND && answer->status != GONE) {
        errand->status = answer->status;
        return false;
    }
    return true;
}

static enum status
run(void *context, size_t job, arena scratch, struct diags *diags)
{
    struct errand *errand = context;
    const char *why;
    (void)job;
    errand->scratch = scratch;
    struct http_work work = {.context = errand,
                             .address = errand->network->address,
                             .count = errand->count,
                             .bytes_max = CACHE_ENTRY_BYTES_MAX,
                             .seconds_max = (unsigned)(PATIENCE_SECONDS + errand->count / KEYS_A_SECOND),
                             .ask = ask,
                             .answered = answered};
    if (http_exchange(&work, &why) != STATUS_OK) {
        errand->why = why;
    }
    if (errand->refused) {
        diag_add(diags, DIAG_NOTE, STR(""), 0, 0, NULL, "HTTP status %u", errand->status);
        return STATUS_USAGE;
    }
    if (errand->why != NULL) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "%s", errand->why);
        return STATUS_SYSTEM;
    }
    if (errand->status != 0) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "HTTP status %u", errand->status);
        return STATUS_SYSTEM;
    }
    if (errand->bad > 0) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "%zu of %zu answers are no clips", errand->bad,
                 errand->good + errand->bad);
    }
    return errand->bad > errand->good ? STATUS_SYSTEM : STATUS_OK;
}

/* --- in the parent --- */

static void
ended(void *context, size_t job, const struct job_outcome *outcome)
{
    struct errand *errand = context;
    struct network *network = errand->network;
    arena scratch = errand->scratch;
    str shown = http_shown(&scratch, network->address), text = diag_shown(&scratch, outcome->text);
    (void)job;
    if (outcome->end == JOB_FAILED && outcome->status == STATUS_USAGE) {
        network->closed = true;
        if (!errand->quiet) {
            fprintf(stderr, STR_FMT ": takes no clips from here (" STR_FMT ")\n", STR_ARG(shown),
                    STR_ARG(text));
        }
        return;
    }
    network->lost = outcome->end != JOB_DONE;
    if (network->lost || text.len > 0) {
        text = outcome->end == JOB_CRASHED     ? STR("asking it crashed")
               : outcome->end == JOB_TIMED_OUT ? STR("it is too slow")
                                               : text;
        diag_add(errand->diags, DIAG_WARNING, shown, 0, 0, NULL, "the network cache: " STR_FMT "; %s",
                 STR_ARG(text), network->lost ? "the build goes on without it" : "those are rendered here");
    }
}

/* A network that cannot even be asked is no reason to fail. */
static enum status
go(struct errand *errand, arena scratch)
{
    if (errand->count == 0) {
        return STATUS_OK;
    }
    struct job_kind kind = {errand, HOPELESS_SECONDS, run, ended};
    struct diags unheard = diags_unheard(&scratch);
    errand->scratch = arena_split(&scratch, SHOWN_BYTES);
    enum status status = jobs_run(&kind, 1, slots_of(1), scratch, &unheard);
    errand->network->lost = errand->network->lost || status == STATUS_SYSTEM;
    return status == STATUS_STOPPED ? status : STATUS_OK;
}

/* The keys that are there, or those that are not. */
static const str *
choose(arena *out, const struct cache *cache, const str *keys, size_t count, bool there, size_t *chosen)
{
    str *list = arena_new(out, str, count);
    *chosen = 0;
    for (size_t i = 0; i < count; i++) {
        if (keys[i].len > 0 && cache_has(cache, keys[i], *out) == there) {
            list[(*chosen)++] = keys[i];
        }
    }
    return list;
}

enum status
network_fetch(struct network *network, const struct cache *cache, const str *keys, size_t count, bool quiet,
              arena scratch, struct diags *diags)
{
    struct errand errand = {.network = network, .cache = cache, .quiet = quiet, .diags = diags};
    if (network->address.len == 0 || network->lost || cache->read_only) {
        return STATUS_OK;
    }
    errand.keys = choose(&scratch, cache, keys, count, false, &errand.count);
    return go(&errand, scratch);
}

enum status
network_send(struct network *network, const struct cache *cache, const str *keys, size_t count, bool quiet,
             arena scratch, struct diags *diags)
{
    struct errand errand = {
        .network = network, .cache = cache, .sends = true, .quiet = quiet, .diags = diags};
    if (network->address.len == 0 || network->lost || network->closed) {
        return STATUS_OK;
    }
    errand.keys = choose(&scratch, cache, keys, count, true, &errand.count);
    return go(&errand, scratch);
}
