/*
 * HTML that nobody vouches for, tag by tag, as a browser would take it apart.
 *
 * In: a page. Out: its tags in order, with their attributes; texts and values as they are written, to be
 * compared with html_text.
 *
 * Example: <p>a<b class="x">c</b></p> → p, b (text a before it, class x), /b (text c), /p
 */
#ifndef VERIFY_HTML_READ_H
#define VERIFY_HTML_READ_H

#include "base/str.h"

struct html_tag {
    str before; /* the text between the tag before and this one */
    str name;   /* "a"; "/a" where it closes */
    str attributes;
};

/* Takes the next tag off *rest; false where there is none. A > inside quotes does not end a tag. */
bool html_next(str *rest, struct html_tag *tag);

/* Takes the next attribute off *attributes; the value of `hidden` is empty. */
bool html_attribute_next(str *attributes, str *name, str *value);

/* A tag's attribute; empty where there is none. */
str html_attribute(const struct html_tag *tag, const char *name);

/* Takes all up to the end of the next element of that name and class (of any, for class NULL) off *rest, with
 * what stands in it. Elements of its own name cannot stand inside. False, with *rest untouched, where there
 * is none. */
bool html_element(str *rest, const char *name, const char *class, struct html_tag *tag, str *inside);

/* What stands in an element without the tags in it. */
str html_without_tags(arena *out, str inside);

#endif
