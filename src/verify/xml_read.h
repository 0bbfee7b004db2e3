/*
 * XML that nobody vouches for, element by element (XML 1.0; without a document type, CDATA and comments, as
 * tours have it).
 *
 * In: a file of the tour. Out: its elements in the order in which they begin. What is not well-formed is a
 * finding that names the line.
 *
 * Example: <a x="1">b &amp; c<d/></a> → a (depth 1, x = 1, text b & c), d (depth 2)
 */
#ifndef VERIFY_XML_READ_H
#define VERIFY_XML_READ_H

#include "verify/findings.h"

enum { XML_DEPTH_MAX = 16, XML_FILE_BYTES_MAX = 64 << 20 };

struct xml_element {
    str name;       /* with its prefix; empty: the document is over */
    str attributes; /* as written; xml_attribute reads them */
    str text;       /* up to the next mark, without its escapes */
    size_t depth;   /* 1: the root */
};

struct xml_reader {
    struct findings *findings;
    str file, all, rest;
    size_t depth;
    str open[XML_DEPTH_MAX]; /* names */
    bool bad;                /* and said so */
};

/* False with a finding where it cannot be read. */
bool xml_open(struct xml_reader *r, arena *out, struct findings *f, str file);

/* The next element, its text in *out; false past the last, and with a finding where the file goes wrong. */
bool xml_next(struct xml_reader *r, arena *out, struct xml_element *element);

/* An attribute's value, without its escapes; false where there is none. */
bool xml_attribute(arena *out, const struct xml_element *element, const char *name, str *value);

#endif
