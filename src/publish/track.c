#include "publish/track.h"

#include "publish/mp4.h"
#include "publish/ogg.h"
#include "sound/clip.h"

struct track { /* one of these */
    struct ogg_file *ogg;
    struct mp4_file *mp4;
};

struct track *
track_create(arena *out, enum track_format format, str folder, str stem, const struct label *label,
             uint64_t samples)
{
    struct track *track = arena_new(out, struct track, 1);
    if (format == TRACK_MP4) {
        str path = file_join(out, folder, str_format(out, STR_FMT ".mp4", STR_ARG(stem)));
        track->mp4 = mp4_create(out, path, label);
        return track;
    }
    const struct ogg_tag *tags;
    size_t tag_count = label_comments(out, label, &tags);
    str path = file_join(out, folder, str_format(out, STR_FMT ".opus", STR_ARG(stem)));
    track->ogg = ogg_create(out, path, tags, tag_count, samples / CLIP_PACKET_SAMPLES + 1);
    return track;
}

void
track_put(struct track *track, str packet)
{
    if (track->mp4 != NULL) {
        mp4_put(track->mp4, packet);
    } else {
        ogg_put(track->ogg, packet);
    }
}

enum status
track_close(struct track *track, struct diags *diags)
{
    return track->mp4 != NULL ? mp4_close(track->mp4, diags) : ogg_close(track->ogg, diags);
}
