#include "verify/document.h"

#include <expat.h>
#include <string.h>

/* Expat's callbacks fill this in; each array has memory of its own, as all grow at once. */
struct building {
    XML_Parser parser;
    struct document *document;
    arena nodes, attributes, names, texts;
    size_t node_capacity, attribute_capacity;
    struct str_builder text;
    size_t open[64]; /* the way to the element that is open */
    size_t depth;
    bool refused;
};

static void
refuse(struct building *b)
{
    b->refused = true;
    (void)XML_StopParser(b->parser, XML_FALSE);
}

static void XMLCALL
open_element(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct building *b = user;
    struct document *d = b->document;
    if (b->depth == sizeof b->open / sizeof *b->open) {
        refuse(b);
        return;
    }
    b->open[b->depth++] = d->count;
    struct document_node *node = arena_push(&b->nodes, d->nodes, d->count, b->node_capacity);
    *node = (struct document_node){.name = str_copy(&b->names, str_from(name)),
                                   .depth = b->depth,
                                   .first_attribute = d->attribute_count,
                                   .text_from = b->text.len};
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        *arena_push(&b->attributes, d->attributes, d->attribute_count, b->attribute_capacity) =
            (struct document_attribute){.name = str_copy(&b->names, str_from(attributes[i])),
                                        .value = str_copy(&b->names, str_from(attributes[i + 1]))};
        node->attribute_count++;
    }
}

static void XMLCALL
close_element(void *user, const XML_Char *name)
{
    struct building *b = user;
    (void)name;
    struct document_node *node = &b->document->nodes[b->open[--b->depth]];
    node->text_to = b->text.len;
    node->next = b->document->count;
}

static void XMLCALL
add_text(void *user, const XML_Char *text, int length)
{
    struct building *b = user;
    str_add(&b->text, (str){text, (size_t)length});
}

static void XMLCALL
open_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
    if (strcmp(name, "html") != 0 || system != NULL || public != NULL || internal != 0) {
        refuse(user);
    }
}

bool
document_parse(arena *out, str bytes, struct document *d, size_t *line)
{
    enum { SHARES = 8 };
    *d = (struct document){0};
    *line = 0;
    XML_Parser parser = XML_ParserCreateNS("UTF-8", ' ');
    if (parser == NULL) {
        return false;
    }
    size_t share = (size_t)(out->end - out->begin) / SHARES;
    struct building b = {.parser = parser, .document = d};
    b.nodes = arena_split(out, share);
    b.attributes = arena_split(out, share);
    b.names = arena_split(out, share);
    b.texts = arena_split(out, share);
    b.text.out = &b.texts;
    XML_SetUserData(parser, &b);
    XML_SetElementHandler(parser, open_element, close_element);
    XML_SetCharacterDataHandler(parser, add_text);
    XML_SetStartDoctypeDeclHandler(parser, open_doctype);
    bool good =
        bytes.len < INT32_MAX && XML_Parse(parser, bytes.data, (int)bytes.len, XML_TRUE) == XML_STATUS_OK;
    *line = XML_GetCurrentLineNumber(parser);
    XML_ParserFree(parser);
    d->text = str_built(&b.text);
    return good && !b.refused;
}

str
document_attribute(const struct document *d, size_t node, const char *name)
{
    const struct document_node *n = &d->nodes[node];
    for (size_t i = n->first_attribute; i < n->first_attribute + n->attribute_count; i++) {
        if (str_equal(d->attributes[i].name, str_from(name))) {
            return d->attributes[i].value;
        }
    }
    return STR("");
}

str
document_text(const struct document *d, size_t node)
{
    const struct document_node *n = &d->nodes[node];
    return str_cut(d->text, n->text_from, n->text_to - n->text_from);
}

bool
document_is(const struct document *d, size_t node, const char *name)
{
    return str_equal(d->nodes[node].name, str_from(name));
}

size_t
document_find(const struct document *d, size_t from, size_t end, const char *name, const char *key, str value)
{
    while (from < end && ((name != NULL && !document_is(d, from, name)) ||
                          (key != NULL && !str_equal(document_attribute(d, from, key), value)))) {
        from++;
    }
    return from;
}
