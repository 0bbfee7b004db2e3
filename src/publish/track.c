#include "publish/track.h"

#include "publish/mp4.h"
#include "publish/ogg.h"
#include "sound/clip.h"

struct track {
    struct ogg_file *ogg;
    struct mp4_file *mp4;
};

static str
path_of(arena *out, str folder, str stem, const char *extension)
{
    return file_join(out, folder, str_format(out, STR_FMT ".%s", STR_ARG(stem), extension));
}

struct track *
track_create(arena *out, str folder, str stem, const struct label *label, uint64_t samples)
{
    struct track *track = arena_new(out, struct track, 1);
    const struct ogg_tag *tags;
    size_t tag_count = label_comments(out, label, &tags);
    track->ogg = ogg_create(out, path_of(out, folder, stem, "opus"), tags, tag_count,
                            samples / CLIP_PACKET_SAMPLES + 1);
    track->mp4 = mp4_create(out, path_of(out, folder, stem, "mp4"), label);
    return track;
}

void
track_put(struct track *track, str packet)
{
    ogg_put(track->ogg, packet);
    mp4_put(track->mp4, packet);
}

enum status
track_close(struct track *track, struct diags *diags)
{
    enum status ogg = ogg_close(track->ogg, diags);
    enum status mp4 = mp4_close(track->mp4, diags);
    return ogg == STATUS_OK ? mp4 : ogg;
}
