#include "verify/pcm.h"

#include <errno.h>
#include <opusfile.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "verify/clock.h"

enum { PRE_SKIP = 960, HOLES_MAX = 1000 };

struct pcm {
    OggOpusFile *file;
    struct findings *findings;
    str name;
    uint64_t position;
    unsigned holes;
    bool failed;
};

static const char *
reason(int error)
{
    switch (error) {
    case OP_EREAD:
        return "it cannot be read to its end";
    case OP_ENOTFORMAT:
        return "it is not Ogg Opus";
    case OP_EBADHEADER:
        return "its header is damaged";
    case OP_EVERSION:
        return "its Opus version is unknown";
    case OP_EBADLINK:
        return "a part of it does not belong to its stream";
    case OP_EBADTIMESTAMP:
        return "its time stamps are damaged";
    case OP_EBADPACKET:
        return "a packet is damaged";
    default:
        return "it is damaged";
    }
}

static bool
is_regular(struct findings *f, str file, const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0) {
        finding_add(f, file, "expected the file, found none (%s)", strerror(errno));
        return false;
    }
    if (!S_ISREG(st.st_mode)) {
        finding_add(f, file, "expected a regular file, found something else");
        return false;
    }
    return true;
}

static void
check_head(struct pcm *p)
{
    const OpusHead *head = op_head(p->file, 0);
    if (op_link_count(p->file) != 1) {
        finding_add(p->findings, p->name, "expected one stream, found %d chained", op_link_count(p->file));
    }
    if (head->channel_count != 1) {
        finding_add(p->findings, p->name, "expected mono, found %d channels", head->channel_count);
    }
    if (head->pre_skip != PRE_SKIP) {
        finding_add(p->findings, p->name, "expected a pre-skip of %d samples, found %u", PRE_SKIP,
                    head->pre_skip);
    }
    if (head->output_gain != 0) {
        finding_add(p->findings, p->name, "expected an output gain of 0, found %d/256 dB", head->output_gain);
    }
    if (head->input_sample_rate != CLOCK_RATE_HZ) {
        finding_add(p->findings, p->name, "expected an input rate of 48000 Hz, found %u",
                    (unsigned)head->input_sample_rate);
    }
}

struct pcm *
pcm_open(arena *out, struct findings *f, str file)
{
    struct pcm *p = arena_new(out, struct pcm, 1);
    const char *path = str_terminated(out, file_join(out, f->folder, file));
    if (!is_regular(f, file, path)) {
        return NULL;
    }
    int error = 0;
    *p = (struct pcm){.file = op_open_file(path, &error), .findings = f, .name = file};
    if (p->file == NULL) {
        finding_add(f, file, "cannot be decoded: %s", reason(error));
        return NULL;
    }
    op_set_gain_offset(p->file, OP_ABSOLUTE_GAIN, 0);
    check_head(p);
    return p;
}

/* Channels of the link being read; what is not mono has been reported, its first channel is heard. */
static size_t
to_mono(struct pcm *p, const float *samples, int count, int link, float *block)
{
    int channels = op_channel_count(p->file, link);
    for (int i = 0; i < count; i++) {
        block[i] = samples[i * channels];
    }
    return (size_t)count;
}

size_t
pcm_read(struct pcm *p, float *block, size_t max)
{
    enum { CHANNELS_MAX = 255 };
    float samples[PCM_BLOCK];
    max = max < PCM_BLOCK ? max : PCM_BLOCK;
    while (!p->failed && max > 0) {
        int channels = op_channel_count(p->file, -1);
        if (channels < 1 || channels > CHANNELS_MAX || (size_t)channels > PCM_BLOCK) {
            break;
        }
        int link = 0;
        int room = (int)max * channels < PCM_BLOCK ? (int)max * channels : PCM_BLOCK / channels * channels;
        int got = op_read_float(p->file, samples, room, &link);
        if (got > 0) {
            p->position += (uint64_t)got;
            return to_mono(p, samples, got, link, block);
        }
        if (got == 0) {
            break;
        }
        if (got == OP_HOLE && p->holes++ < HOLES_MAX) {
            finding_at(p->findings, p->name, p->position, "expected the next packet, found a gap");
            continue;
        }
        finding_at(p->findings, p->name, p->position, "cannot be decoded from here: %s", reason(got));
        p->failed = true;
    }
    return 0;
}

uint64_t
pcm_position(const struct pcm *p)
{
    return p->position;
}

uint64_t
pcm_claimed_length(const struct pcm *p)
{
    ogg_int64_t total = op_pcm_total(p->file, -1);
    return total > 0 ? (uint64_t)total : 0;
}

bool
pcm_comment(const struct pcm *p, size_t i, str *comment)
{
    const OpusTags *tags = op_tags(p->file, 0);
    if (tags == NULL || tags->comments < 0 || i >= (size_t)tags->comments) {
        return false;
    }
    *comment = (str){tags->user_comments[i], (size_t)tags->comment_lengths[i]};
    return true;
}

void
pcm_close(struct pcm *p)
{
    op_free(p->file);
    p->file = NULL;
}
