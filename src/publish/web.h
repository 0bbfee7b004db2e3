/*
 * The pages' files, embedded into the program.
 *
 * In: src/web/NAME. Out: its bytes as web_NAME, every character of NAME that is no letter or digit written
 * '_', and web_NAME_size; the Makefile makes one build/web_*.c of each.
 *
 * Example: src/web/style.css → web_style_css, web_style_css_size
 */
#ifndef PUBLISH_WEB_H
#define PUBLISH_WEB_H

#include <stddef.h>

extern const unsigned char web_index_html[]; /* a template: {{title}} and the like, see page.c */
extern const size_t web_index_html_size;
extern const unsigned char web_style_css[];
extern const size_t web_style_css_size;
extern const unsigned char web_tour_js[]; /* player.js, text.js, hall.js and offline.js */
extern const size_t web_tour_js_size;
extern const unsigned char web_book_css[]; /* tour.epub's */
extern const size_t web_book_css_size;
extern const unsigned char web_page_js[];
extern const size_t web_page_js_size;
extern const unsigned char web_icon_svg[];
extern const size_t web_icon_svg_size;
extern const unsigned char web_sw_js[];
extern const size_t web_sw_js_size;
extern const unsigned char web_icon_180_png[];
extern const size_t web_icon_180_png_size;
extern const unsigned char web_icon_192_png[];
extern const size_t web_icon_192_png_size;
extern const unsigned char web_icon_512_png[];
extern const size_t web_icon_512_png_size;
extern const unsigned char web_report_css[];
extern const size_t web_report_css_size;
extern const unsigned char web_report_js[];
extern const size_t web_report_js_size;
extern const unsigned char web_labels_css[];
extern const size_t web_labels_css_size;

#endif
