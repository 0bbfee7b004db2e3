/*
 * Strings are a pointer and a length. They are never changed, may hold any byte, and need no terminator.
 *
 * In: bytes owned by somebody else (a file, an arena, a literal). Out: views of them, or copies in an arena.
 *
 * Example: str s = STR("锦州"); str_cut(s, 0, 3) is 锦.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

typedef struct {
    const char *data;
    size_t len; /* bytes */
} str;

/* A literal as a str; as an initialiser of static data use {"…", sizeof "…" - 1}. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})
#define STR_FMT      "%.*s" /* printf a str: printf(STR_FMT, STR_ARG(s)) */
#define STR_ARG(s)   (int)(s).len, (s).data

str str_from(const char *terminated);
bool str_equal(str a, str b);
int str_compare(str a, str b); /* by bytes, which for UTF-8 is by code point; <0, 0, >0 */
bool str_starts(str s, str prefix);
bool str_ends(str s, str suffix);
str str_cut(str s, size_t from, size_t len); /* clamped to s */
str str_from_offset(str s, size_t from);     /* the rest, clamped */
str str_trim(str s);                         /* without ASCII space, tab, CR, LF at both ends */

#define STR_NONE SIZE_MAX
size_t str_find(str s, str needle); /* first offset, or STR_NONE */

/* Takes the part before the first `separator` off *rest (the whole, where there is none); false when *rest is
 * spent. Example: while (str_split(&rest, '\n', &line)) … */
bool str_split(str *rest, char separator, str *part);

/* A decimal number, digits only, no sign, at most `max`; false otherwise. */
bool str_to_number(str s, uint32_t max, uint32_t *out);
/* A decimal like -18.7 or +2; no exponent, no locale. */
bool str_to_double(str s, double *out);

str str_copy(arena *out, str s);
const char *str_terminated(arena *out, str s); /* a copy with a closing NUL; a NUL inside ends it early */
str str_format(arena *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
str str_format_list(arena *out, const char *format, va_list list);

/* Text that grows at the end of an arena; read it with str_built at any time. */
struct str_builder {
    arena *out;
    char *data;
    size_t len, capacity;
};
void str_add(struct str_builder *b, str s);
void str_add_char(struct str_builder *b, char c);
void str_add_format(struct str_builder *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
str str_built(const struct str_builder *b); /* valid until the next str_add */

#endif
