#include "serve/answer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "serve/content.h"
#include "serve/field.h"
#include "serve/range.h"

static const char text_type[] = "text/plain; charset=utf-8";

static void
refuse(struct answer *answer, unsigned status)
{
    static const struct {
        unsigned status;
        const char *text;
    } texts[] = {
        {301, "301 moved 已移动\n"},
        {400, "400 wrong request 请求有误\n"},
        {404, "404 no such file 没有这个文件\n"},
        {405, "405 GET and HEAD only 只能读取\n"},
        {412, "412 changed meanwhile 文件已更新\n"},
        {414, "414 address too long 网址太长\n"},
        {416, "416 no such part of the file 超出文件范围\n"},
        {500, "500 the file cannot be read 文件读取失败\n"},
        {503, "503 try again 请稍后再试\n"},
    };
    answer->status = status;
    answer->type = text_type;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].status == status) {
            answer->text = texts[i].text;
        }
    }
}

static void
refuse_for(struct answer *answer, int error)
{
    switch (error) {
    case ENOENT:
    case EACCES:
    case ENAMETOOLONG:
    case ENXIO: /* a socket */
        refuse(answer, 404);
        break;
    case EMFILE:
    case ENFILE:
        refuse(answer, 503);
        break;
    default:
        refuse(answer, 500);
    }
}

/* RFC 9110 section 13.2.2: in this order, and before Range. False where the answer is made. */
static bool
meets_conditions(const struct request *request, const char *tag, const char *packed_tag,
                 struct answer *answer)
{
    str own = str_from(tag), packed = str_from(packed_tag);
    if (request->if_match.data != NULL && !field_lists_tag(request->if_match, own, false) &&
        !field_lists_tag(request->if_match, packed, false)) {
        refuse(answer, 412);
        return false;
    }
    if (request->if_none_match.data != NULL &&
        field_lists_tag(request->if_none_match, answer->packed ? packed : own, true)) {
        answer->status = 304;
        return false;
    }
    return true;
}

static void
cut_out(const struct request *request, const char *tag, struct answer *answer)
{
    bool is_same = request->if_range.data == NULL || str_equal(str_trim(request->if_range), str_from(tag));
    if (request->range.data == NULL || !is_same || !str_equal(request->method, STR("GET"))) {
        return;
    }
    struct range range = range_parse(request->range, answer->size);
    if (range.kind == RANGE_OUTSIDE) {
        refuse(answer, 416);
    } else if (range.kind == RANGE_PART) {
        answer->status = 206;
        answer->offset = range.first;
        answer->length = range.length;
    }
}

/* The answer of a file that is there; it owns fd from now on. */
static void
answer_file(struct store *store, const char *path, int fd, const struct stat *status,
            const struct request *request, struct answer *answer)
{
    struct known known;
    /* a part is of the file as it is: seeking in packed text helps nobody */
    bool wants_packed = request->range.data == NULL && field_accepts_gzip(request->accept_encoding);
    if (!store_find(store, str_from(path), fd, status, wants_packed, &known)) {
        close(fd);
        refuse(answer, 500);
        return;
    }
    char packed_tag[ANSWER_TAG_BYTES];
    snprintf(packed_tag, sizeof packed_tag, "%.*s-gzip\"", (int)strlen(known.tag) - 1, known.tag);
    answer->size = answer->length = (uint64_t)status->st_size;
    answer->packed = known.packed >= 0;
    answer->varies = content_is_text(str_from(path));
    answer->cache = content_cache_control(str_from(path));
    answer->type = content_type(str_from(path));
    answer->status = 200;
    snprintf(answer->tag, sizeof answer->tag, "%s", answer->packed ? packed_tag : known.tag);
    answer->file = fd;
    if (answer->packed) {
        close(fd);
        answer->file = known.packed;
        answer->offset = known.packed_offset;
        answer->length = known.packed_bytes;
    }
    if (meets_conditions(request, known.tag, packed_tag, answer)) {
        cut_out(request, known.tag, answer);
    }
    /* of 304 the file is not sent, but its length is told: the one that 200 would have */
    if (answer->status == 412 || answer->status == 416) {
        close(answer->file);
        answer->file = -1;
        answer->packed = false;
    }
}

static void
answer_path(struct store *store, const char *folder, const struct target *target,
            const struct request *request, struct answer *answer)
{
    struct stat status;
    char path[TARGET_BYTES + sizeof "/index.html"];
    bool in_folder = target->kind == TARGET_FOLDER;
    snprintf(path, sizeof path, "%s%s%s", target->path, in_folder && target->path[0] != '\0' ? "/" : "",
             in_folder ? "index.html" : "");
    int fd = target_open(folder, path, &status);
    if (fd < 0) {
        int error = errno;
        /* where names cannot be exchanged, a build takes the folder away for an instant (render/landing.h) */
        refuse_for(answer, access(folder, F_OK) == 0 ? error : EMFILE);
        return;
    }
    if (S_ISREG(status.st_mode)) {
        answer_file(store, path, fd, &status, request, answer);
        return;
    }
    close(fd);
    if (!in_folder && S_ISDIR(status.st_mode)) {
        refuse(answer, 301);
        snprintf(answer->location, sizeof answer->location, STR_FMT "/", STR_ARG(request->url));
    } else {
        refuse(answer, 404);
    }
}

void
answer_find(struct store *store, const char *folder, const struct request *request, struct answer *answer)
{
    struct target target;
    *answer = (struct answer){.file = -1, .text = ""};
    if (!str_equal(request->method, STR("GET")) && !str_equal(request->method, STR("HEAD"))) {
        refuse(answer, 405);
        return;
    }
    target_resolve(request->url, &target);
    switch (target.kind) {
    case TARGET_FILE:
    case TARGET_FOLDER:
        answer_path(store, folder, &target, request, answer);
        break;
    case TARGET_NONE:
        refuse(answer, 404);
        break;
    case TARGET_MALFORMED:
        refuse(answer, 400);
        break;
    case TARGET_LONG:
        refuse(answer, 414);
        break;
    }
}
