/*
 * JSON (RFC 8259), written piece by piece into a file: nothing is built in memory.
 *
 * In: objects, arrays, keys and values in their order. Out: UTF-8 text, one member a line in JSON_LINES
 * blocks, a whole block on one line in JSON_INLINE blocks.
 *
 *   json_object(&j, JSON_LINES);
 *   json_key(&j, "at");
 *   json_array(&j, JSON_INLINE);
 *   json_number(&j, 3);
 *   json_number(&j, 12);
 *   json_end(&j);
 *   json_end(&j);                    gives  {⏎ "at": [3, 12]⏎}⏎
 *
 * Failures stick in the file_writer and are seen at file_close.
 */
#ifndef PUBLISH_JSON_H
#define PUBLISH_JSON_H

#include "base/file.h"

enum json_layout { JSON_INLINE, JSON_LINES };

enum { JSON_DEPTH_MAX = 16 };

struct json {
    struct file_writer *file;
    unsigned depth;
    bool after_key;
    struct json_level {
        char close; /* } or ] */
        bool lines, any;
    } levels[JSON_DEPTH_MAX];
};

struct json json_start(struct file_writer *file);

void json_object(struct json *j, enum json_layout layout);
void json_array(struct json *j, enum json_layout layout);
void json_end(struct json *j); /* closes the innermost; the outermost is followed by a line end */

void json_key(struct json *j, const char *key); /* ASCII without quotes or backslashes */

/* Quotes, backslashes, control characters, U+2028 and U+2029 are escaped; a byte that is not UTF-8 becomes
 * U+FFFD. */
void json_string(struct json *j, str s);
void json_number(struct json *j, uint64_t number);
void json_bool(struct json *j, bool truth);
/* 48 kHz samples as seconds with three decimals, exact for multiples of 48 (else rounded down). */
void json_seconds(struct json *j, uint64_t samples);

/* A key and its value; the first writes nothing where the text is empty. */
void json_optional(struct json *j, const char *key, str s);
void json_text(struct json *j, const char *key, str s);
void json_count(struct json *j, const char *key, uint64_t number);

#endif
