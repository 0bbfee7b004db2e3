#include "publish/contents.h"

#include "base/file.h"
#include "publish/html.h"

enum { CENTISECOND_SAMPLES = CLIP_RATE_HZ / 100 };

static void
put_chapters(struct file_writer *file, str track, const struct stop_chapter *chapters, size_t count)
{
    file_put(file, STR("\n<ol>\n"));
    for (size_t i = 0; i < count; i++) {
        file_put(file, STR("<li><a href=\""));
        file_put(file, track);
        file_put_format(file, "#t=%llu.%02u\">", (unsigned long long)(chapters[i].start / CLIP_RATE_HZ),
                        (unsigned)(chapters[i].start % CLIP_RATE_HZ / CENTISECOND_SAMPLES));
        html_put(file, chapters[i].title);
        file_put(file, STR("</a></li>\n"));
    }
    file_put(file, STR("</ol>\n"));
}

enum status
contents_write(const struct press *press, arena scratch)
{
    const struct timeline *timeline = press->timeline;
    struct file_writer *file =
        file_create(&scratch, file_join(&scratch, press->folder, STR("contents.html")));
    file_put(file, STR("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>目录 · "));
    html_put(file, press->tour->settings.title);
    file_put(file, STR("</title>\n</head>\n<body>\n<nav role=\"doc-toc\">\n<h1>"));
    html_put(file, press->tour->settings.title);
    file_put(file, STR("</h1>\n<ol>\n"));
    for (size_t i = 0; i < timeline->tour->stop_count; i++) {
        arena inner = scratch;
        struct stop_chapter *chapters;
        size_t count = timeline_stop_chapters(&inner, timeline, i, &chapters);
        str track = timeline_stop_file(&inner, timeline, i, "opus");
        file_put(file, STR("<li><a href=\""));
        file_put(file, track);
        file_put(file, STR("\">"));
        html_put(file, timeline->tour->stops[i].title);
        file_put(file, STR("</a>"));
        if (count > 1) {
            put_chapters(file, track, chapters, count);
        }
        file_put(file, STR("</li>\n"));
    }
    file_put(file, STR("</ol>\n</nav>\n</body>\n</html>\n"));
    return file_close(file, press->diags);
}
