/* tour.m3u8: the stops in order, an extended M3U in UTF-8. */
#include "base/file.h"
#include "publish/form.h"
#include "publish/line.h"

enum { SAMPLES_PER_MS = CLIP_RATE_HZ / 1000 };

static enum status
begin(const struct press *press, arena *out, void **state)
{
    (void)state;
    arena scratch = *out;
    const struct tour *tour = press->tour;
    struct file_writer *file = file_create(&scratch, file_join(&scratch, press->folder, STR("tour.m3u8")));
    file_put(file, STR("#EXTM3U\n#PLAYLIST:"));
    line_put(file, tour->settings.title);
    for (size_t i = 0; i < tour->stop_count; i++) {
        arena inner = scratch;
        uint64_t ms = press->timeline->stops[i].length / SAMPLES_PER_MS;
        file_put_format(file, "\n#EXTINF:%llu.%03u,", (unsigned long long)(ms / 1000), (unsigned)(ms % 1000));
        line_put(file, tour->stops[i].title);
        file_put(file, STR("\n"));
        file_put(file, timeline_stop_file(&inner, press->timeline, i, "opus"));
    }
    file_put(file, STR("\n"));
    return file_close(file, press->diags);
}

const struct form form_playlist = {.begin = begin};
