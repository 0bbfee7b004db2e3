#include "base/http.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "base/library.h"

// clang-format off
#define CURL_FUNCTIONS(X) \
    X(curl_global_init) X(curl_easy_init) X(curl_easy_setopt) X(curl_easy_getinfo) X(curl_easy_strerror) \
    X(curl_multi_init) X(curl_multi_setopt) X(curl_multi_add_handle) X(curl_multi_remove_handle) \
    X(curl_multi_perform) X(curl_multi_poll) X(curl_multi_info_read) X(curl_slist_append)
// clang-format on

struct curl {
#define MEMBER(name) __typeof__(name) *name;
    CURL_FUNCTIONS(MEMBER)
#undef MEMBER
};

enum { LOOK_MS = 100, SLOT_BYTES = 512 << 20 }; /* address space only */

/* One request under way. */
struct slot {
    CURL *handle;
    size_t request;
    bool busy, too_long;
    arena memory; /* this request's */
    struct str_builder body;
    size_t bytes_max;
};

struct exchange {
    struct curl curl;
    CURLM *multi;
    struct curl_slist *headers;
    const struct http_work *work;
    struct slot slots[HTTP_AT_ONCE];
    arena memories[HTTP_AT_ONCE];
    size_t next, live;
    bool enough;
};

static bool
load(struct curl *curl)
{
    static const struct library_function functions[] = {
#define ROW(name) {#name, offsetof(struct curl, name)},
        CURL_FUNCTIONS(ROW)
#undef ROW
    };
    return library_load("libcurl.so.4", functions, sizeof functions / sizeof *functions, curl);
}

static size_t
take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct slot *slot = context;
    if (size * count > slot->bytes_max - slot->body.len) {
        slot->too_long = true;
        return 0;
    }
    str_add(&slot->body, (str){bytes, size * count});
    return size * count;
}

/* What holds for every request. */
static bool
set_up(struct exchange *x, struct slot *slot)
{
    const struct curl *c = &x->curl;
    const char *authorities = getenv("SSL_CERT_FILE"); /* as OpenSSL's own programs have it */
    CURL *h = slot->handle = c->curl_easy_init();
    if (h == NULL) {
        return false;
    }
    c->curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
    c->curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    c->curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, (long)HTTP_CONNECT_MS);
    c->curl_easy_setopt(h, CURLOPT_LOW_SPEED_LIMIT, 1000L);
    c->curl_easy_setopt(h, CURLOPT_LOW_SPEED_TIME, (long)HTTP_STALL_SECONDS);
    c->curl_easy_setopt(h, CURLOPT_HTTPHEADER, x->headers);
    c->curl_easy_setopt(h, CURLOPT_USERAGENT, "daolan");
    c->curl_easy_setopt(h, CURLOPT_NETRC, (long)CURL_NETRC_OPTIONAL);
    c->curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, take_body);
    c->curl_easy_setopt(h, CURLOPT_WRITEDATA, slot);
    c->curl_easy_setopt(h, CURLOPT_PRIVATE, slot);
    if (authorities != NULL) {
        c->curl_easy_setopt(h, CURLOPT_CAINFO, authorities);
    }
    return true;
}

static bool
ask(struct exchange *x, struct slot *slot, arena memory)
{
    const struct curl *c = &x->curl;
    const struct http_work *work = x->work;
    str name, body;
    slot->memory = memory;
    slot->request = x->next++;
    slot->too_long = false;
    work->ask(work->context, slot->request, &slot->memory, &name, &body);
    str url = str_format(&slot->memory, STR_FMT "/" STR_FMT, STR_ARG(work->address), STR_ARG(name));
    slot->body = (struct str_builder){.out = &slot->memory};
    slot->bytes_max = work->bytes_max;
    bool puts = body.data != NULL;
    c->curl_easy_setopt(slot->handle, CURLOPT_HTTPGET, 1L);
    c->curl_easy_setopt(slot->handle, CURLOPT_CUSTOMREQUEST, puts ? "PUT" : NULL);
    if (puts) {
        c->curl_easy_setopt(slot->handle, CURLOPT_POSTFIELDS, body.data);
        c->curl_easy_setopt(slot->handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.len);
    }
    slot->busy =
        c->curl_easy_setopt(slot->handle, CURLOPT_URL, str_terminated(&slot->memory, url)) == CURLE_OK &&
        c->curl_multi_add_handle(x->multi, slot->handle) == CURLM_OK;
    x->live += slot->busy;
    return slot->busy;
}

static void
tell(struct exchange *x, const CURLMsg *message)
{
    const struct curl *c = &x->curl;
    struct slot *slot = NULL;
    long status = 0;
    CURLcode result = message->data.result;
    c->curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
    c->curl_easy_getinfo(slot->handle, CURLINFO_RESPONSE_CODE, &status);
    c->curl_multi_remove_handle(x->multi, slot->handle);
    slot->busy = false;
    x->live--;
    struct http_answer answer = {.end = HTTP_LOST,
                                 .status = (unsigned)status,
                                 .body = str_built(&slot->body),
                                 .why = c->curl_easy_strerror(result)};
    if (result == CURLE_OK) {
        answer.end = HTTP_ANSWERED;
    } else if (slot->too_long || result == CURLE_PARTIAL_FILE || result == CURLE_BAD_CONTENT_ENCODING) {
        answer.end = HTTP_BROKEN;
    }
    x->enough = x->enough || !x->work->answered(x->work->context, slot->request, &answer);
}

static bool
start(struct exchange *x)
{
    const struct curl *c = &x->curl;
    bool good =
        c->curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK && (x->multi = c->curl_multi_init()) != NULL;
    if (!good) {
        return false;
    }
    c->curl_multi_setopt(x->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)HTTP_AT_ONCE);
    x->headers =
        c->curl_slist_append(c->curl_slist_append(NULL, "Content-Type: application/octet-stream"), "Expect:");
    for (size_t i = 0; i < HTTP_AT_ONCE && good; i++) {
        x->memories[i] = arena_reserve(SLOT_BYTES);
        good = set_up(x, &x->slots[i]);
    }
    return good && x->headers != NULL;
}

/* A step: free slots ask, those under way go on. */
static bool
go_on(struct exchange *x)
{
    const struct curl *c = &x->curl;
    for (size_t i = 0; i < HTTP_AT_ONCE && x->next < x->work->count; i++) {
        if (!x->slots[i].busy && !ask(x, &x->slots[i], x->memories[i])) {
            return false;
        }
    }
    int running, left;
    if (c->curl_multi_perform(x->multi, &running) != CURLM_OK) {
        return false;
    }
    bool told = false;
    const CURLMsg *message;
    while (!x->enough && (message = c->curl_multi_info_read(x->multi, &left)) != NULL) {
        tell(x, message);
        told = true;
    }
    return told || c->curl_multi_poll(x->multi, NULL, 0, LOOK_MS, NULL) == CURLM_OK;
}

enum status
http_exchange(const struct http_work *work, const char **why)
{
    arena memory = arena_reserve((size_t)1 << 20);
    struct exchange *x = arena_new(&memory, struct exchange, 1);
    struct timespec began, now;
    x->work = work;
    *why = "libcurl is not there (run  sh setup.sh)";
    if (!load(&x->curl)) {
        return STATUS_SYSTEM;
    }
    *why = "libcurl refuses the address";
    if (!start(x)) {
        return STATUS_SYSTEM;
    }
    clock_gettime(CLOCK_MONOTONIC, &began);
    while (!x->enough && (x->live > 0 || x->next < work->count)) {
        if (!go_on(x)) {
            return STATUS_SYSTEM;
        }
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (now.tv_sec - began.tv_sec > (time_t)work->seconds_max) {
            *why = "it is too slow";
            return STATUS_SYSTEM;
        }
    }
    return STATUS_OK;
}

str
http_shown(arena *out, str address)
{
    size_t scheme = str_find(address, STR("://"));
    if (scheme == STR_NONE) {
        return diag_shown(out, address);
    }
    str rest = str_from_offset(address, scheme + 3), host = rest, before = STR("");
    size_t slash = str_find(rest, STR("/"));
    str authority = slash == STR_NONE ? rest : str_cut(rest, 0, slash);
    for (size_t at; (at = str_find(authority, STR("@"))) != STR_NONE;) {
        authority = str_from_offset(authority, at + 1);
        before = STR("…@");
    }
    host = slash == STR_NONE ? authority : str_from_offset(rest, (size_t)(authority.data - rest.data));
    str shown = str_format(out, STR_FMT STR_FMT STR_FMT, STR_ARG(str_cut(address, 0, scheme + 3)),
                           STR_ARG(before), STR_ARG(host));
    return diag_shown(out, shown);
}
