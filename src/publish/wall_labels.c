/*
 * labels.html, to be printed and cut: a label a stop for the gallery wall, with its number, its title and a
 * QR code that opens it, and one for the entrance. Without base_url a code would lead nowhere, so there is
 * none.
 */
#include <errno.h>

#include "base/file.h"
#include "base/utf8.h"
#include "publish/form.h"
#include "publish/html.h"
#include "publish/leaf.h"
#include "publish/qr.h"
#include "publish/web.h"

/* Of an A4 sheet within margins of 10 mm. The entrance's label takes as much as COLUMNS * 2 others. */
enum { COLUMNS = 2, ROWS = 4, CELL_WIDTH_MM = 95, CELL_HEIGHT_MM = 69, MARK_MM = 3 };

struct sheets {
    const struct press *press;
    struct file_writer *file;
    str base_url;
    size_t used; /* cells of the open sheet */
};

static void
put(struct sheets *s, const char *markup)
{
    file_put(s->file, str_from(markup));
}

/* Crosses where the knife is set. The sheet's first rows may be one label. */
static void
put_marks(struct sheets *s, bool entrance, size_t cells)
{
    file_put_format(s->file,
                    "<svg class=\"marks\" viewBox=\"-3 -3 %d %d\" aria-hidden=\"true\">"
                    "<path d=\"",
                    COLUMNS * CELL_WIDTH_MM + 2 * MARK_MM, ROWS * CELL_HEIGHT_MM + 2 * MARK_MM);
    size_t rows = (cells + COLUMNS - 1) / COLUMNS;
    for (size_t row = 0; row <= rows; row++) {
        for (size_t column = 0; column <= COLUMNS; column++) {
            bool inside = entrance && (row == 1 || (row == 0 && column > 0 && column < COLUMNS));
            if (!inside) {
                file_put_format(s->file, "M%d %zuh6m-3-3v6", (int)(column * CELL_WIDTH_MM) - MARK_MM,
                                row * CELL_HEIGHT_MM);
            }
        }
    }
    put(s, "\"/></svg>\n");
}

/* How small a text has to be set: "", " long", " longer", " longest". */
static const char *
size_class(size_t length, size_t usual, size_t step)
{
    static const char *const classes[] = {"", " long", " longer", " longest"};
    size_t over = length <= usual ? 0 : (length - usual + step - 1) / step;
    return classes[over < 3 ? over : 3];
}

static void
put_title_line(struct sheets *s, str title)
{
    file_put_format(s->file, "<p class=\"title%s\" dir=\"auto\">", size_class(utf8_count(title), 20, 20));
    html_put(s->file, title);
    put(s, "</p>\n");
}

/* fragment: "#stop=5", or nothing. */
static void
put_code(struct sheets *s, str fragment, arena scratch)
{
    str address = str_format(&scratch, STR_FMT STR_FMT, STR_ARG(s->base_url), STR_ARG(fragment));
    struct qr qr;
    arena lasting = arena_split(&scratch, (size_t)(scratch.end - scratch.begin) / 2);
    if (!qr_encode(&lasting, scratch, address, &qr)) {
        if (errno == ENOMEM) {
            diag_system(s->press->diags, s->press->folder, "draw its QR codes", errno);
        }
        return;
    }
    unsigned width = qr.modules + 2 * QR_QUIET_MODULES;
    put(s, "<p class=\"code\"><a href=\"");
    html_put(s->file, address);
    put(s, "\"><svg role=\"img\" aria-label=\"二维码：");
    html_put(s->file, address);
    /* a row's line runs through the middle of its modules */
    file_put_format(s->file, "\" viewBox=\"0 -.5 %u %u\"><path d=\"", width, width);
    file_put(s->file, qr.path);
    put(s, "\"/></svg></a></p>\n<p class=\"hint\">扫码收听 · <span lang=\"en\">Scan to listen</span></p>\n");
}

static void
close_sheet(struct sheets *s)
{
    if (s->used > 0) {
        put(s, "</ul>\n</div>\n");
    }
    s->used = 0;
}

/* Opens the next sheet where a label of so many cells begins one. left: cells that all labels to come take.
 */
static void
reach_cell(struct sheets *s, size_t cells, size_t left)
{
    if (s->used + cells > COLUMNS * ROWS) {
        close_sheet(s);
    }
    if (s->used == 0) {
        put(s, "<div class=\"sheet\">\n");
        put_marks(s, cells > 1, left < COLUMNS * ROWS ? left : COLUMNS * ROWS);
        put(s, "<ul>\n");
    }
    s->used += cells;
}

static void
put_entrance(struct sheets *s, arena scratch)
{
    put(s, "<li class=\"label entrance\" id=\"label-tour\">\n<p class=\"kind\">语音导览 · <span "
           "lang=\"en\">Audio guide</span></p>\n");
    put_title_line(s, s->press->tour->settings.title);
    put_code(s, STR(""), scratch);
    put(s, "<p class=\"address\">");
    html_put(s->file, s->base_url);
    put(s, "</p>\n</li>\n");
}

static void
put_stop(struct sheets *s, const struct stop *stop, arena scratch)
{
    str number = str_format(&scratch, "%u", (unsigned)stop->number);
    file_put_format(s->file, "<li class=\"label%s\" id=\"label-%u\">\n<p class=\"number%s\">%u</p>\n",
                    s->base_url.len > 0 ? "" : " plain", (unsigned)stop->number, size_class(number.len, 3, 1),
                    (unsigned)stop->number);
    put_title_line(s, stop->title);
    if (s->base_url.len > 0) {
        put_code(s, str_format(&scratch, "#stop=" STR_FMT, STR_ARG(number)), scratch);
    } else {
        put(s, "<p class=\"hint\">语音导览 · <span lang=\"en\">Audio guide</span></p>\n");
    }
    put(s, "</li>\n");
}

/* To the producer, on the screen only. */
static void
put_notice(struct sheets *s)
{
    put(s, "<header class=\"notice\">\n<h1>展牌 · ");
    html_put(s->file, s->press->tour->settings.title);
    put(s, "</h1>\n<p>");
    if (s->base_url.len > 0) {
        put(s, "用 A4 纸按 100 % 打印，沿裁切线裁开；二维码通往 <a href=\"");
        html_put(s->file, s->base_url);
        put(s, "\">");
        html_put(s->file, s->base_url);
        put(s, "</a>，导览放到那里以后，先扫一张试试。");
    } else {
        put(s, "展牌上还没有二维码：请在 <code>tour.ini</code> 里写上导览将来的网址，例如 "
               "<code>base_url = https://museum.example/tour/</code>，再生成一次导览。");
    }
    put(s, "</p>\n</header>\n");
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    (void)state;
    arena scratch = *out;
    struct sheets s = {.press = press, .base_url = press->tour->settings.base_url};
    s.file = file_create(&scratch, file_join(&scratch, press->folder, STR("labels.html")));
    struct leaf leaf = {.kind = "展牌",
                        .title = press->tour->settings.title,
                        .style = {(const char *)web_labels_css, web_labels_css_size},
                        .sources = "",
                        .schemes = "light dark"};
    leaf_open(s.file, &leaf, scratch);
    put(&s, "<main>\n");
    put_notice(&s);
    size_t left = press->tour->stop_count;
    if (s.base_url.len > 0) {
        reach_cell(&s, COLUMNS * 2, left + COLUMNS * 2);
        put_entrance(&s, scratch);
    }
    for (size_t i = 0; i < press->tour->stop_count; i++, left--) {
        reach_cell(&s, 1, left);
        put_stop(&s, &press->tour->stops[i], scratch);
    }
    close_sheet(&s);
    put(&s, "</main>\n");
    leaf_close(s.file);
    return file_close(s.file, press->diags);
}

const struct form form_wall_labels = {.begin = begin};
