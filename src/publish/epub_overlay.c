/* A stop's Media Overlay (EPUB 3.3, section 9): a seq a sentence, in it a par a word. */
#include "publish/epub.h"

enum { MS_PER_SECOND = 1000 };

static void
put_seconds(struct file_writer *file, uint64_t ms)
{
    file_put_format(file, "%llu.%03us", (unsigned long long)(ms / MS_PER_SECOND),
                    (unsigned)(ms % MS_PER_SECOND));
}

static void
put_sentence(const struct epub *epub, size_t stop, size_t index, str name)
{
    struct file_writer *file = epub->file;
    size_t first = epub->first_word[index], end = epub->first_word[index + 1];
    if (first == end) {
        return; /* makes no sound */
    }
    file_put_format(file, "<seq id=\"s%zu\" epub:textref=\"%.*s.xhtml#s%zu\">\n", index, STR_ARG(name),
                    index);
    for (size_t i = first; i < end; i++) {
        uint64_t until = i + 1 < end ? epub->words[i + 1].start_ms : epub_end_ms(epub, stop, index);
        file_put_format(file, "<par id=\"s%zu-%zu\"><text src=\"%.*s.xhtml#s%zu-%zu\"/>", index, i - first,
                        STR_ARG(name), index, i - first);
        file_put_format(file, "<audio src=\"%.*s.opus\" clipBegin=\"", STR_ARG(name));
        put_seconds(file, epub->words[i].start_ms);
        file_put(file, STR("\" clipEnd=\""));
        put_seconds(file, until);
        file_put(file, STR("\"/></par>\n"));
    }
    file_put(file, STR("</seq>\n"));
}

void
epub_put_overlay(const struct epub *epub, size_t stop, arena scratch)
{
    const struct tour *tour = epub->press->tour;
    const struct stop *s = &tour->stops[stop];
    str name = epub_stop_name(&scratch, epub, stop);
    file_put(epub->file, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                             "<smil xmlns=\"http://www.w3.org/ns/SMIL\""
                             " xmlns:epub=\"http://www.idpf.org/2007/ops\" version=\"3.0\">\n<body>\n"));
    for (uint32_t g = s->first_segment; g < s->first_segment + s->segment_count; g++) {
        const struct segment *segment = &tour->segments[g];
        for (uint32_t i = 0; i < segment->sentence_count; i++) {
            put_sentence(epub, stop, segment->first_sentence + i, name);
        }
    }
    file_put(epub->file, STR("</body>\n</smil>\n"));
}
