#include "verify/wall_check.h"

#include <inttypes.h>
#include <qrencode.h>
#include <string.h>

#include "base/file.h"
#include "verify/html_text.h"

enum { PAGE_BYTES_MAX = 64 << 20, SHOWN_BYTES = 120, QUIET_MODULES = 4, MODULES_MAX = 177 };

struct labels {
    struct findings *f;
    const char *whose; /* "stop 5", "the entrance" */
};

static bool
refuse(struct labels *l, const char *what, str expected, str found)
{
    finding_add(l->f, STR("labels.html"), "%s: expected %s “" STR_FMT "”, found “" STR_FMT "”", l->whose,
                what, STR_ARG(str_cut(expected, 0, SHOWN_BYTES)), STR_ARG(str_cut(found, 0, SHOWN_BYTES)));
    return false;
}

/* What the label has between two marks, once, is `expected`. */
static bool
check_part(struct labels *l, str label, const char *what, str open, str close, str expected)
{
    str found = STR("nothing"), again;
    if (!html_between(&label, open, close, &found)) {
        return refuse(l, what, expected, STR("nothing"));
    }
    if (!str_equal(found, expected)) {
        return refuse(l, what, expected, found);
    }
    return !html_between(&label, open, close, &again) || refuse(l, "no more than one", expected, again);
}

static bool
take_number(str *path, char command, unsigned *number)
{
    if (path->len == 0 || path->data[0] != command) {
        return false;
    }
    unsigned n = 0;
    size_t i = 1;
    for (; i < path->len && path->data[i] >= '0' && path->data[i] <= '9' && n < 1000; i++) {
        n = n * 10 + (unsigned)(path->data[i] - '0');
    }
    *path = str_from_offset(*path, i);
    *number = n;
    return i > 1;
}

/* Draws the path "M4 4h7m2 0h1…" on a raster of `width` modules, row by row. */
static bool
draw(str path, unsigned width, unsigned char *raster)
{
    unsigned x = 0, y = 0, n;
    while (path.len > 0) {
        if (take_number(&path, 'M', &x)) {
            if (!take_number(&path, ' ', &y)) {
                return false;
            }
        } else if (take_number(&path, 'm', &n)) {
            x += n;
            if (!take_number(&path, ' ', &n) || n != 0) {
                return false;
            }
        } else if (take_number(&path, 'h', &n)) {
            if (n == 0 || y >= width || x + n > width) {
                return false;
            }
            memset(raster + (size_t)y * width + x, 1, n);
            x += n;
        } else {
            return false;
        }
    }
    return true;
}

/* Compares module for module, the quiet zone included. */
static bool
compare(struct labels *l, const QRcode *code, const unsigned char *raster, unsigned width, str address)
{
    for (unsigned y = 0; y < width; y++) {
        for (unsigned x = 0; x < width; x++) {
            unsigned row = y - QUIET_MODULES, column = x - QUIET_MODULES; /* in the quiet zone, huge */
            unsigned side = (unsigned)code->width;
            bool dark = row < side && column < side && (code->data[row * side + column] & 1) != 0;
            if (dark != (raster[y * width + x] != 0)) {
                finding_add(l->f, STR("labels.html"),
                            "%s: its code is not that of " STR_FMT ": module %u, %u is %s", l->whose,
                            STR_ARG(address), x, y, dark ? "light" : "dark");
                return false;
            }
        }
    }
    return true;
}

static bool
check_code(struct labels *l, str label, str address, arena scratch)
{
    str found = STR("");
    QRcode *code = QRcode_encodeString8bit(str_terminated(&scratch, address), 0, QR_ECLEVEL_Q);
    if (code == NULL) {
        return refuse(l, "an address that a code can hold", STR(""), address);
    }
    unsigned width = (unsigned)code->width + 2 * QUIET_MODULES;
    str frame = str_format(&scratch, "viewBox=\"0 -.5 %u %u\"><path d=\"", width, width);
    unsigned char *raster = arena_new(&scratch, unsigned char, (size_t)width *width);
    bool good = false;
    if (!html_between(&label, frame, STR("\"/></svg>"), &found)) {
        refuse(l, "a code drawn in", frame, STR("nothing of the kind"));
    } else if (!draw(found, width, raster)) {
        refuse(l, "a code of", STR("runs of modules"), found);
    } else {
        good = compare(l, code, raster, width, address);
    }
    QRcode_free(code);
    return good;
}

/* fragment: "#stop=5", or nothing. */
static bool
check_address(struct labels *l, const struct tour_index *x, str label, str fragment, arena scratch)
{
    str found;
    if (x->base_url.len == 0) {
        return !html_between(&label, STR("<svg"), STR(">"), &found) ||
               refuse(l, "no code, since there is no base_url,", STR(""), found);
    }
    str address = str_format(&scratch, STR_FMT STR_FMT, STR_ARG(x->base_url), STR_ARG(fragment));
    str written = html_text(&scratch, address);
    bool link = check_part(l, label, "a link to", STR("<p class=\"code\"><a href=\""), STR("\">"), written);
    bool words = check_part(l, label, "the words", STR(" aria-label=\"二维码："), STR("\""), written);
    return check_code(l, label, address, scratch) && link && words;
}

/* The title's element says how small it is set. */
static bool
check_title(struct labels *l, str label, str title, arena scratch)
{
    str element, rest = label;
    if (!html_between(&rest, STR("<p class=\"title"), STR("\" dir=\"auto\">"), &element)) {
        return refuse(l, "the title", title, STR("nothing"));
    }
    str open = str_format(&scratch, "<p class=\"title" STR_FMT "\" dir=\"auto\">", STR_ARG(element));
    return check_part(l, label, "the title", open, STR("</p>"), html_text(&scratch, title));
}

static bool
check_stop(struct labels *l, const struct tour_index *x, const struct index_stop *stop, str label,
           arena scratch)
{
    str number = str_format(&scratch, "%" PRIu64, stop->number), size, rest = label;
    if (!html_between(&rest, STR("<p class=\"number"), STR("\">"), &size)) {
        return refuse(l, "the number", number, STR("nothing"));
    }
    str open = str_format(&scratch, "<p class=\"number" STR_FMT "\">", STR_ARG(size));
    bool good = check_part(l, label, "the number", open, STR("</p>"), number);
    good = check_title(l, label, stop->title, scratch) && good;
    return check_address(l, x, label, str_format(&scratch, "#stop=" STR_FMT, STR_ARG(number)), scratch) &&
           good;
}

size_t
wall_check(const struct tour_index *x, arena scratch, struct findings *f)
{
    struct labels l = {.f = f, .whose = "the entrance"};
    str page, label, more, close = STR("</li>\n");
    size_t good = 0;
    if (file_read(&scratch, file_join(&scratch, f->folder, STR("labels.html")), PAGE_BYTES_MAX, &page,
                  f->diags) != STATUS_OK) {
        f->count++; /* file_read has said why */
        return 0;
    }
    if (x->base_url.len > 0) {
        str open = STR("<li class=\"label entrance\" id=\"label-tour\">\n");
        if (!html_between(&page, open, close, &label)) {
            refuse(&l, "a label", x->title, STR("nothing"));
        } else {
            bool title = check_title(&l, label, x->title, scratch);
            bool words = check_part(&l, label, "the words", STR("<p class=\"address\">"), STR("</p>"),
                                    html_text(&scratch, x->base_url));
            good += check_address(&l, x, label, STR(""), scratch) && title && words;
        }
    }
    for (size_t i = 0; i < x->stop_count; i++) {
        arena inner = scratch;
        str open = str_format(&inner, "<li class=\"label%s\" id=\"label-%" PRIu64 "\">\n",
                              x->base_url.len > 0 ? "" : " plain", x->stops[i].number);
        l.whose = str_format(&inner, "stop %" PRIu64 "%c", x->stops[i].number, '\0').data;
        str before = page;
        if (!html_between(&page, open, close, &label)) {
            refuse(&l, "a label", x->stops[i].title, STR("nothing, or out of order"));
            continue;
        }
        before = str_cut(before, 0, (size_t)(label.data - before.data) - open.len);
        if (html_between(&before, STR("<li class=\"label"), STR(">"), &more)) {
            refuse(&l, "its label next", x->stops[i].title, more);
        }
        good += check_stop(&l, x, &x->stops[i], label, inner);
    }
    if (html_between(&page, STR("<li class=\"label"), STR(">"), &more)) {
        finding_add(f, STR("labels.html"), "expected no more labels than the tour has stops");
    }
    return good;
}
