#include "publish/page_part.h"

#include "publish/html.h"
#include "publish/photo_size.h"
#include "script/image.h"

enum { CENTISECOND_SAMPLES = CLIP_RATE_HZ / 100 };

void
page_put(struct page *page, const char *markup)
{
    file_put(page->file, str_from(markup));
}

void
page_put_seconds(struct page *page, uint64_t samples)
{
    file_put_format(page->file, "%llu.%02u", (unsigned long long)(samples / CLIP_RATE_HZ),
                    (unsigned)(samples % CLIP_RATE_HZ / CENTISECOND_SAMPLES));
}

void
page_put_duration(struct page *page, uint64_t samples)
{
    uint64_t seconds = (samples + CLIP_RATE_HZ / 2) / CLIP_RATE_HZ;
    file_put_format(page->file, "<time datetime=\"PT%lluS\">", (unsigned long long)seconds);
    if (seconds >= 3600) {
        file_put_format(page->file, "%llu小时%u分", (unsigned long long)(seconds / 3600),
                        (unsigned)(seconds / 60 % 60));
    } else if (seconds >= 60) {
        file_put_format(page->file, "%u分%02u秒", (unsigned)(seconds / 60), (unsigned)(seconds % 60));
    } else {
        file_put_format(page->file, "%u秒", (unsigned)seconds);
    }
    page_put(page, "</time>");
}

/* Browsers choose fonts by zh-CN, zh-TW and the like; cmn, which is more exact, tells them nothing. */
void
page_put_language(struct page *page)
{
    str language = page->press->tour->settings.language;
    if (str_equal(language, STR("cmn")) || language.len == 0) {
        page_put(page, "zh-CN");
    } else if (str_starts(language, STR("cmn-"))) {
        page_put(page, "zh");
        html_put(page->file, str_from_offset(language, 3));
    } else {
        html_put(page->file, language);
    }
}

void
page_put_photo(struct page *page, size_t stop)
{
    arena scratch = page->scratch;
    str photo = page->press->photos[stop], bytes;
    struct diags unread = diags_new(&scratch);
    struct photo_size size;
    page_put(page, " src=\"");
    html_put(page->file, photo);
    page_put(page, "\"");
    if (file_read(&scratch, file_join(&scratch, page->press->folder, photo), (size_t)IMAGE_FILE_MIB_MAX << 20,
                  &bytes, &unread) == STATUS_OK &&
        photo_measure(bytes, &size)) {
        file_put_format(page->file, " width=\"%u\" height=\"%u\"", (unsigned)size.width,
                        (unsigned)size.height);
    }
}

void
page_put_entry(struct page *page, size_t index)
{
    const struct stop *stop = &page->press->tour->stops[index];
    file_put_format(page->file,
                    "<li><a class=\"entry\" href=\"#stop=%u\"><span class=\"number\">%u</span> "
                    "<bdi class=\"name\" lang=\"",
                    (unsigned)stop->number, (unsigned)stop->number);
    page_put_language(page);
    page_put(page, "\">");
    html_put(page->file, stop->title);
    page_put(page, "</bdi> ");
    page_put_duration(page, page->press->timeline->stops[index].length);
    if (page->press->photos[index].len > 0) {
        page_put(page, "<span class=\"thumb\" data-src=\"");
        html_put(page->file, page->press->photos[index]);
        page_put(page, "\"></span>");
    }
    page_put(page, "</a></li>\n");
}
