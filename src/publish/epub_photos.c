/* Which of the tour's photos tour.epub may hold: the image types that every reading system shows (EPUB 3.3,
 * section 3.2: GIF, JPEG, PNG, SVG, WebP; no AVIF), and of drawings those that neither run scripts nor
 * fetch anything. What their names say is true already (photos.h). */
#include <errno.h>
#include <expat.h>
#include <string.h>

#include "base/file.h"
#include "publish/epub.h"
#include "publish/photos.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"

struct drawing {
    XML_Parser parser;
    bool begun;
    const char *wrong; /* NULL: nothing so far */
};

static void
refuse(struct drawing *d, const char *why)
{
    d->wrong = d->wrong == NULL ? why : d->wrong;
    (void)XML_StopParser(d->parser, XML_FALSE);
}

/* The local part of a name that expat gives as "namespace name". */
static const char *
local_name(const XML_Char *name)
{
    const char *space = strrchr(name, ' ');
    return space != NULL ? space + 1 : name;
}

static void XMLCALL
open_element(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct drawing *d = user;
    if (!d->begun && strcmp(name, SVG_NAMESPACE " svg") != 0) {
        refuse(d, "is no SVG");
        return;
    }
    d->begun = true;
    if (strcmp(local_name(name), "script") == 0 || strcmp(local_name(name), "foreignObject") == 0) {
        refuse(d, "is a drawing with scripts or pages in it");
    }
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        const char *key = local_name(attributes[i]), *value = attributes[i + 1];
        if (strncmp(key, "on", 2) == 0) {
            refuse(d, "is a drawing with scripts or pages in it");
        }
        if (strcmp(key, "href") == 0 && value[0] != '#' && strncmp(value, "data:", 5) != 0) {
            refuse(d, "is a drawing that leads elsewhere");
        }
    }
}

static void XMLCALL
open_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public, int internal)
{
    (void)name, (void)public;
    if (system != NULL || internal != 0) {
        refuse(user, "is a drawing with a document type of its own");
    }
}

/* NULL where it may stand, or where that could not be found out, which is an error for all of the tour. */
static const char *
wrong_with_drawing(str bytes, const struct press *press)
{
    struct drawing d = {.parser = XML_ParserCreateNS(NULL, ' ')};
    if (d.parser == NULL) {
        diag_system(press->diags, press->folder, "read its drawings", ENOMEM);
        return NULL;
    }
    XML_SetUserData(d.parser, &d);
    XML_SetStartElementHandler(d.parser, open_element);
    XML_SetStartDoctypeDeclHandler(d.parser, open_doctype);
    bool good = XML_Parse(d.parser, bytes.data, (int)bytes.len, XML_TRUE) == XML_STATUS_OK;
    if (XML_GetErrorCode(d.parser) == XML_ERROR_NO_MEMORY) {
        diag_system(press->diags, press->folder, "read its drawings", ENOMEM);
    }
    XML_ParserFree(d.parser);
    if (d.wrong == NULL && str_find(bytes, STR("@import")) != STR_NONE) {
        d.wrong = "is a drawing that leads elsewhere";
    }
    return d.wrong != NULL ? d.wrong : good ? NULL : "is no well-formed SVG";
}

/* NULL where the stop's photo may stand. */
static const char *
wrong_with(const struct press *press, size_t stop, arena scratch)
{
    str bytes, photo = press->photos[stop];
    if (str_ends(photo, STR(".avif"))) {
        return "is of a kind that not every reading system shows";
    }
    if (!str_ends(photo, STR(".svg"))) {
        return NULL;
    }
    return photos_read(press, stop, &scratch, &bytes) ? wrong_with_drawing(bytes, press) : NULL;
}

const bool *
epub_photos(arena *out, const struct press *press)
{
    const struct tour *tour = press->tour;
    bool *shown = arena_new(out, bool, tour->stop_count);
    for (size_t i = 0; i < tour->stop_count; i++) {
        arena scratch = *out;
        if (press->photos[i].len == 0) {
            continue;
        }
        const char *wrong = wrong_with(press, i, scratch);
        shown[i] = wrong == NULL;
        if (wrong != NULL) {
            diag_add(press->diags, DIAG_WARNING, file_join(&scratch, tour->folder, tour->stops[i].photo), 0,
                     0, "an EPUB holds JPEG, PNG, WebP, GIF and plain SVG; export it as one of these",
                     "stop %u: the photo %s; tour.epub shows the stop without it",
                     (unsigned)tour->stops[i].number, wrong);
        }
    }
    return shown;
}
