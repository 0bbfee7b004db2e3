/*
 * JSON that nobody vouches for, read by type.
 *
 * In: a file of the tour. Out: its values, or a finding that names the place: "stops[3].segments[0].start:
 * expected a whole number, found a string".
 *
 * Example: struct json_value stops; if (read_array(r, &root, "stops", &stops))
 *              for (struct json_value s = read_first(&stops); s.node != NULL; s = read_next(&s)) …
 */
#ifndef VERIFY_JSON_READ_H
#define VERIFY_JSON_READ_H

#include <cjson/cJSON.h>

#include "verify/findings.h"

#define JSON_NUMBER_MAX ((uint64_t)1 << 50)

enum { JSON_FILE_BYTES_MAX = 256 << 20 };

struct json_reader {
    struct findings *findings;
    str file;
    cJSON *tree;
    size_t bad; /* findings in this file so far */
};

/* A value and the way to it, for findings. Valid while its parents are. */
struct json_value {
    const cJSON *node;
    const struct json_value *parent; /* NULL: the root */
    const char *key;                 /* NULL: an array's element */
    size_t index;
};

/* Reads and parses; false with a finding where it cannot be. Close in either case. */
bool read_open(struct json_reader *r, arena *out, struct findings *f, str file, struct json_value *root);
/* The same for text at hand (fuzzing). */
bool read_open_text(struct json_reader *r, arena *out, struct findings *f, str file, str text,
                    struct json_value *root);
void read_close(struct json_reader *r);

void read_finding(struct json_reader *r, const struct json_value *at, const char *expected);

/* Members that must be there, of their type; false with a finding otherwise. Texts live until json_close. */
bool read_array(struct json_reader *r, const struct json_value *object, const char *key,
                struct json_value *array);
bool read_object(struct json_reader *r, const struct json_value *object, const char *key,
                 struct json_value *member);
bool read_number(struct json_reader *r, const struct json_value *object, const char *key, uint64_t *number);
bool read_text(struct json_reader *r, const struct json_value *object, const char *key, str *text);
/* A text that is known beforehand; false with a finding where another, or none, stands there. */
bool read_expected(struct json_reader *r, const struct json_value *object, const char *key, str expected);
/* Seconds with up to three decimals, as milliseconds. */
bool read_ms(struct json_reader *r, const struct json_value *object, const char *key, uint64_t *ms);

bool read_has(const struct json_value *object, const char *key);

/* An array's elements; node is NULL past the last. */
struct json_value read_first(const struct json_value *array);
struct json_value read_next(const struct json_value *element);

/* An array of `least` to `most` whole numbers; *count of them are stored. */
bool read_numbers(struct json_reader *r, const struct json_value *array, size_t least, size_t most,
                  uint64_t *numbers, size_t *count);

#endif
