/* tour.cue: the tour's chapters as tracks of a cue sheet (CDRWIN User's Guide, appendix A), in UTF-8. */
#include "base/file.h"
#include "publish/label.h"
#include "publish/line.h"

/* A frame is 640 samples, a packet 960: every other packet begins between two frames. Rounded down, a track
 * begins in the silence before it and nothing of it is cut off. */
enum { FRAMES_PER_S = 75, FRAME_SAMPLES = CLIP_RATE_HZ / FRAMES_PER_S };

static void
put_text(struct file_writer *file, const char *indent, const char *command, str text)
{
    if (text.len > 0) {
        file_put_format(file, "%s%s ", indent, command);
        line_put_quoted(file, text);
        file_put(file, STR("\n"));
    }
}

static void
put_track(struct file_writer *file, unsigned number, const struct stop_chapter *chapter, str performer)
{
    uint64_t frames = chapter->start / FRAME_SAMPLES, seconds = frames / FRAMES_PER_S;
    file_put_format(file, "  TRACK %02u AUDIO\n", number);
    put_text(file, "    ", "TITLE", chapter->title);
    put_text(file, "    ", "PERFORMER", performer);
    file_put_format(file, "    INDEX 01 %02llu:%02u:%02u\n", (unsigned long long)(seconds / 60),
                    (unsigned)(seconds % 60), (unsigned)(frames % FRAMES_PER_S));
}

static enum status
write_sheet(const struct press *press, size_t part, arena scratch)
{
    struct label label = label_of_part(&scratch, press, part);
    str stem = press->timeline->parts[part].stem;
    str name = str_format(&scratch, STR_FMT ".cue", STR_ARG(stem));
    struct file_writer *file = file_create(&scratch, file_join(&scratch, press->folder, name));
    file_put(
        file,
        STR("REM INDEX counts frames, 75 a second. A chapter that begins between two, at an odd multiple "
            "of 20 ms, is rounded down, 1/150 s into the silence before it.\n"));
    put_text(file, "", "REM COMMENT", label.generator);
    put_text(file, "", "PERFORMER", label.publisher);
    put_text(file, "", "TITLE", label.title);
    file_put_format(file, "FILE \"" STR_FMT ".opus\" WAVE\n", STR_ARG(stem));
    for (size_t i = 0; i < label.chapter_count; i++) {
        put_track(file, (unsigned)i + 1, &label.chapters[i], label.publisher);
    }
    return file_close(file, press->diags);
}

static enum status
begin(const struct press *press, arena *out, void **state)
{
    (void)state;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < press->timeline->part_count && status == STATUS_OK; i++) {
        status = write_sheet(press, i, *out);
    }
    return status;
}

const struct form form_cue = {.begin = begin};
