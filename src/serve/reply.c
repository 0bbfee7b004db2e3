#include "serve/reply.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "serve/answer.h"

static int
socket_of(const struct server *server, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        server->http.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info != NULL ? info->connect_fd : -1;
}

static void
name_visitor(const struct server *server, struct MHD_Connection *connection, char text[INET6_ADDRSTRLEN])
{
    static const char mapped[] = "::ffff:"; /* IPv4 on a socket of both */
    const union MHD_ConnectionInfo *info =
        server->http.MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    text[0] = '\0';
    if (info != NULL && info->client_addr->sa_family == AF_INET6) {
        struct sockaddr_in6 address;
        memcpy(&address, info->client_addr, sizeof address);
        inet_ntop(AF_INET6, &address.sin6_addr, text, INET6_ADDRSTRLEN);
        if (strncmp(text, mapped, sizeof mapped - 1) == 0) {
            memmove(text, text + sizeof mapped - 1, strlen(text + sizeof mapped - 1) + 1);
        }
    } else if (info != NULL) {
        struct sockaddr_in address;
        memcpy(&address, info->client_addr, sizeof address);
        inet_ntop(AF_INET, &address.sin_addr, text, INET6_ADDRSTRLEN);
    }
}

static void
tell(const struct server *server, struct MHD_Connection *connection, const struct request *request,
     const struct answer *answer)
{
    /* room for the longest address with every byte as \xNN, twice over for the builder's growth */
    _Alignas(max_align_t) char memory[16 * TARGET_BYTES];
    arena scratch = {memory, memory + sizeof memory};
    char visitor[INET6_ADDRSTRLEN], part[80] = "";
    name_visitor(server, connection, visitor);
    str url = diag_shown(&scratch, str_cut(request->url, 0, TARGET_BYTES));
    if (answer->status == 206) {
        snprintf(part, sizeof part, " bytes %" PRIu64 "-%" PRIu64 " of %" PRIu64, answer->offset,
                 answer->offset + answer->length - 1, answer->size);
    }
    fprintf(stderr, "%s %.16s " STR_FMT " %u%s\n", visitor, request->method.data, STR_ARG(url),
            answer->status, part);
}

static void
add_headers(const struct server *server, struct MHD_Response *response, const struct answer *answer)
{
    const struct microhttpd *http = &server->http;
    const char *last[][2] = {
        {MHD_HTTP_HEADER_ETAG, answer->tag},
        {MHD_HTTP_HEADER_LOCATION, answer->location},
        {MHD_HTTP_HEADER_CONTENT_TYPE, answer->status != 304 ? answer->type : ""},
        {MHD_HTTP_HEADER_CACHE_CONTROL, answer->cache != NULL ? answer->cache : ""},
        {MHD_HTTP_HEADER_ACCEPT_RANGES, answer->cache != NULL ? "bytes" : ""},
        {MHD_HTTP_HEADER_VARY, answer->varies ? "Accept-Encoding" : ""},
        {MHD_HTTP_HEADER_CONTENT_ENCODING, answer->packed ? "gzip" : ""},
        {MHD_HTTP_HEADER_ALLOW, answer->status == 405 ? "GET, HEAD" : ""},
        {MHD_HTTP_HEADER_RETRY_AFTER, answer->status == 503 ? "1" : ""},
        {"X-Content-Type-Options", "nosniff"},
        /* a tour is public: players and viewers on other sites may read its feed and its captions */
        {MHD_HTTP_HEADER_ACCESS_CONTROL_ALLOW_ORIGIN, "*"},
    };
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        if (last[i][1][0] != '\0') {
            http->MHD_add_response_header(response, last[i][0], last[i][1]);
        }
    }
    char range[80] = "";
    if (answer->status == 206) {
        snprintf(range, sizeof range, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, answer->offset,
                 answer->offset + answer->length - 1, answer->size);
    } else if (answer->status == 416) {
        snprintf(range, sizeof range, "bytes */%" PRIu64, answer->size);
    }
    if (range[0] != '\0') {
        http->MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_RANGE, range);
    }
}

static enum MHD_Result
send_answer(const struct server *server, struct MHD_Connection *connection, const struct answer *answer)
{
    const struct microhttpd *http = &server->http;
    struct MHD_Response *response =
        answer->file >= 0
            ? http->MHD_create_response_from_fd_at_offset64(answer->length, answer->file, answer->offset)
            : http->MHD_create_response_from_buffer(strlen(answer->text), (void *)(uintptr_t)answer->text,
                                                    MHD_RESPMEM_PERSISTENT);
    if (response == NULL) {
        if (answer->file >= 0) {
            close(answer->file);
        }
        return MHD_NO;
    }
    add_headers(server, response, answer);
    enum MHD_Result result = http->MHD_queue_response(connection, answer->status, response);
    http->MHD_destroy_response(response);
    return result;
}

static str
header(const struct server *server, struct MHD_Connection *connection, const char *name)
{
    const char *value = server->http.MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    return value != NULL ? str_from(value) : (str){NULL, 0};
}

enum MHD_Result
reply_to_request(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                 const char *version, const char *upload, size_t *upload_bytes, void **state)
{
    (void)version, (void)upload;
    const struct server *server = cls;
    bool reads = strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    if (*state == NULL) {
        *state = cls;
        watch_answers(server->watch, socket_of(server, connection));
        if (reads) {
            return MHD_YES; /* an answer at this first call would close the connection, as 405 should */
        }
    }
    if (*upload_bytes > 0) {
        return MHD_NO;
    }
    const struct request request = {
        .method = str_from(method),
        .url = str_from(url),
        .range = header(server, connection, MHD_HTTP_HEADER_RANGE),
        .if_range = header(server, connection, MHD_HTTP_HEADER_IF_RANGE),
        .if_match = header(server, connection, MHD_HTTP_HEADER_IF_MATCH),
        .if_none_match = header(server, connection, MHD_HTTP_HEADER_IF_NONE_MATCH),
        .accept_encoding = header(server, connection, MHD_HTTP_HEADER_ACCEPT_ENCODING),
    };
    struct answer answer;
    answer_find(server->store, server->folder, &request, &answer);
    if (server->verbose) {
        tell(server, connection, &request, &answer);
    }
    return send_answer(server, connection, &answer);
}

void
reply_completed(void *cls, struct MHD_Connection *connection, void **state,
                enum MHD_RequestTerminationCode code)
{
    (void)state, (void)code;
    const struct server *server = cls;
    watch_waits(server->watch, socket_of(server, connection), watch_now_ms());
}

void
reply_connection(void *cls, struct MHD_Connection *connection, void **state,
                 enum MHD_ConnectionNotificationCode code)
{
    (void)state;
    const struct server *server = cls;
    int socket = socket_of(server, connection);
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        watch_closes(server->watch, socket);
    } else if (watch_opened(server->watch, socket, watch_now_ms())) {
        fprintf(stderr, "full: %u connections at once; more must wait\n", server->places);
    }
}

size_t
reply_keep_escapes(void *cls, struct MHD_Connection *connection, char *text)
{
    (void)cls, (void)connection;
    return strlen(text);
}
