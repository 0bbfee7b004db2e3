/*
 * XML that nobody vouches for (XML 1.0 with namespaces, through expat), laid flat.
 *
 * In: bytes of a document in UTF-8. Out: its elements in order, each with its attributes and the text inside
 * it.
 *
 * Example: <p>船<b id="x">来</b></p> → nodes p {text 船来, next 2}, b {text 来, next 2, id x}
 *
 * Names are "namespace local", "local" alone where there is none. A document type other than <!DOCTYPE html>
 * is refused, so no entity is ever expanded.
 */
#ifndef VERIFY_DOCUMENT_H
#define VERIFY_DOCUMENT_H

#include "base/str.h"

#define NAMESPACE_XHTML "http://www.w3.org/1999/xhtml"
#define NAMESPACE_OPS   "http://www.idpf.org/2007/ops"
#define NAMESPACE_OPF   "http://www.idpf.org/2007/opf"
#define NAMESPACE_DC    "http://purl.org/dc/elements/1.1/"
#define NAMESPACE_SMIL  "http://www.w3.org/ns/SMIL"

struct document_attribute {
    str name, value;
};

struct document_node {
    str name;
    size_t first_attribute, attribute_count;
    size_t text_from, text_to; /* bytes of document.text */
    size_t next;               /* the node past its last descendant */
    size_t depth;              /* 1: the root */
};

struct document {
    struct document_node *nodes;
    struct document_attribute *attributes;
    size_t count, attribute_count;
    str text; /* of the whole document */
};

/* False where it is no well-formed document; *line then says where. All lives in *out. */
bool document_parse(arena *out, str bytes, struct document *d, size_t *line);

/* The value of an attribute; empty where there is none. */
str document_attribute(const struct document *d, size_t node, const char *name);

str document_text(const struct document *d, size_t node);

bool document_is(const struct document *d, size_t node, const char *name);

/* The first node from `from` on, before `end`, of that name (of any, for NULL) whose attribute has the value
 * (with any, for key NULL); `end` where there is none. */
size_t document_find(const struct document *d, size_t from, size_t end, const char *name, const char *key,
                     str value);

#endif
