#include "verify/json_read.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"

static void
add_way(struct str_builder *way, const struct json_value *at)
{
    enum { DEPTH_MAX = 16 };
    const struct json_value *chain[DEPTH_MAX];
    size_t depth = 0;
    for (; at != NULL && depth < DEPTH_MAX; at = at->parent) {
        chain[depth++] = at;
    }
    while (depth-- > 0) {
        if (chain[depth]->key != NULL) {
            str_add_format(way, "%s%s", way->len > 0 ? "." : "", chain[depth]->key);
        } else if (chain[depth]->parent != NULL) {
            str_add_format(way, "[%zu]", chain[depth]->index);
        }
    }
}

static const char *
type_name(const cJSON *node)
{
    return node == NULL                               ? "nothing"
           : cJSON_IsString(node)                     ? "a text"
           : cJSON_IsNumber(node)                     ? "another number"
           : cJSON_IsArray(node)                      ? "an array"
           : cJSON_IsObject(node)                     ? "an object"
           : cJSON_IsBool(node) || cJSON_IsNull(node) ? "true, false or null"
                                                      : "something else";
}

void
read_finding(struct json_reader *r, const struct json_value *at, const char *expected)
{
    char memory[2048];
    arena scratch = {memory, memory + sizeof memory};
    struct str_builder way = {.out = &scratch};
    add_way(&way, at);
    str where = way.len > 0 ? str_built(&way) : STR("the file");
    r->bad++;
    finding_add(r->findings, r->file, STR_FMT ": expected %s, found %s", STR_ARG(where), expected,
                type_name(at->node));
}

/* Line of a byte, to name the place of a syntax error. */
static size_t
line_of(str text, size_t offset)
{
    size_t line = 1;
    for (size_t i = 0; i < offset && i < text.len; i++) {
        line += text.data[i] == '\n';
    }
    return line;
}

bool
read_open_text(struct json_reader *r, arena *out, struct findings *f, str file, str text,
               struct json_value *root)
{
    *r = (struct json_reader){.findings = f, .file = file};
    *root = (struct json_value){0};
    size_t bad_byte = utf8_check(text);
    if (bad_byte != STR_NONE || memchr(text.data == NULL ? "" : text.data, '\0', text.len) != NULL) {
        r->bad++;
        finding_add(f, file, "is not text: a byte that no JSON holds");
        return false;
    }
    const char *terminated = str_terminated(out, text), *end = terminated;
    r->tree = cJSON_ParseWithOpts(terminated, &end, 1);
    if (r->tree == NULL) {
        r->bad++;
        finding_add(f, file, "is not JSON from line %zu on", line_of(text, (size_t)(end - terminated)));
        return false;
    }
    root->node = r->tree;
    if (!cJSON_IsObject(r->tree)) {
        read_finding(r, root, "an object");
        return false;
    }
    return true;
}

bool
read_open(struct json_reader *r, arena *out, struct findings *f, str file, struct json_value *root)
{
    *r = (struct json_reader){.findings = f, .file = file};
    *root = (struct json_value){0};
    str text;
    str path = file_join(out, f->folder, file);
    if (file_read(out, path, JSON_FILE_BYTES_MAX, &text, f->diags) != STATUS_OK) {
        r->bad++;
        f->count++; /* file_read has said why */
        return false;
    }
    return read_open_text(r, out, f, file, text, root);
}

void
read_close(struct json_reader *r)
{
    cJSON_Delete(r->tree);
    r->tree = NULL;
}

static struct json_value
member_of(const struct json_value *object, const char *key)
{
    return (struct json_value){
        .node = cJSON_GetObjectItemCaseSensitive(object->node, key), .parent = object, .key = key};
}

bool
read_has(const struct json_value *object, const char *key)
{
    return member_of(object, key).node != NULL;
}

bool
read_array(struct json_reader *r, const struct json_value *object, const char *key, struct json_value *array)
{
    *array = member_of(object, key);
    if (!cJSON_IsArray(array->node)) {
        read_finding(r, array, "an array");
        return false;
    }
    return true;
}

bool
read_object(struct json_reader *r, const struct json_value *object, const char *key,
            struct json_value *member)
{
    *member = member_of(object, key);
    if (!cJSON_IsObject(member->node)) {
        read_finding(r, member, "an object");
        return false;
    }
    return true;
}

static bool
whole(const cJSON *node, uint64_t *number)
{
    double value = cJSON_IsNumber(node) ? node->valuedouble : -1;
    if (!(value >= 0 && value <= (double)JSON_NUMBER_MAX) || floor(value) < value) {
        return false;
    }
    *number = (uint64_t)value;
    return true;
}

bool
read_number(struct json_reader *r, const struct json_value *object, const char *key, uint64_t *number)
{
    struct json_value member = member_of(object, key);
    *number = 0;
    if (!whole(member.node, number)) {
        read_finding(r, &member, "a whole number from 0 on");
        return false;
    }
    return true;
}

bool
read_ms(struct json_reader *r, const struct json_value *object, const char *key, uint64_t *ms)
{
    struct json_value member = member_of(object, key);
    double value = cJSON_IsNumber(member.node) ? member.node->valuedouble * 1000 : -1;
    *ms = 0;
    if (!(value >= 0 && value <= (double)JSON_NUMBER_MAX) || fabs(value - nearbyint(value)) > 1e-4) {
        read_finding(r, &member, "seconds to the millisecond");
        return false;
    }
    *ms = (uint64_t)nearbyint(value);
    return true;
}

bool
read_text(struct json_reader *r, const struct json_value *object, const char *key, str *text)
{
    struct json_value member = member_of(object, key);
    *text = STR("");
    if (!cJSON_IsString(member.node) || member.node->valuestring == NULL) {
        read_finding(r, &member, "a text");
        return false;
    }
    *text = str_from(member.node->valuestring);
    return true;
}

bool
read_expected(struct json_reader *r, const struct json_value *object, const char *key, str expected)
{
    enum { SHOWN_BYTES = 90 };
    str found;
    if (!read_text(r, object, key, &found)) {
        return false;
    }
    if (!str_equal(found, expected)) {
        r->bad++;
        finding_add(r->findings, r->file, "expected %s “" STR_FMT "”, found “" STR_FMT "”", key,
                    STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    }
    return str_equal(found, expected);
}

struct json_value
read_first(const struct json_value *array)
{
    return (struct json_value){.node = array->node->child, .parent = array};
}

struct json_value
read_next(const struct json_value *element)
{
    return (struct json_value){
        .node = element->node->next, .parent = element->parent, .index = element->index + 1};
}

bool
read_numbers(struct json_reader *r, const struct json_value *array, size_t least, size_t most,
             uint64_t *numbers, size_t *count)
{
    *count = 0;
    bool good = cJSON_IsArray(array->node);
    for (const cJSON *node = good ? array->node->child : NULL; node != NULL && good; node = node->next) {
        good = *count < most && whole(node, &numbers[(*count)++]);
    }
    if (!good || *count < least) {
        read_finding(r, array, "an array of so many whole numbers");
        return false;
    }
    return true;
}
