/*
 * The limit of any builder: libopus alone, over all cores, on samples that are there already.
 *
 *   build/bench/encode TOUR.opus [PROCESSES]
 *
 * Decodes a tour, pauses and all, then encodes it again in equal shares, one a process, with the settings of
 * clips. At 48 kHz: that is the rate at which Opus files play (RFC 7845 section 5.1, field 5), whatever they
 * were made from, so it is what whoever holds the finished tour has to encode. Clips are coded at 24 kHz
 * where the speech holds no more, which costs libopus a little less a second. Prints the wall time
 * of the encoding and the processor time of all shares, in seconds.
 */
#include <opusfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/os.h"
#include "sound/clip.h"
#include "sound/opus_encode.h"

static float *
decode(const char *path, size_t *packets)
{
    OggOpusFile *file = op_open_file(path, NULL);
    if (file == NULL) {
        fprintf(stderr, "encode: %s is no Ogg Opus file\n", path);
        exit(3);
    }
    size_t total = (size_t)op_pcm_total(file, -1), done = 0;
    float *samples = calloc(total + CLIP_PACKET_SAMPLES, sizeof *samples);
    int got = 1;
    while (samples != NULL && done < total && got > 0) {
        got = op_read_float(file, samples + done, (int)(total - done), NULL);
        done += got > 0 ? (size_t)got : 0;
    }
    op_free(file);
    *packets = done / CLIP_PACKET_SAMPLES;
    return samples;
}

static _Noreturn void
encode_share(const float *samples, size_t packets)
{
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    arena scratch = arena_split(&memory, (size_t)1 << 28);
    struct opus_packets encoded;
    _exit((int)opus_encode_packets(&memory, scratch, samples, (uint32_t)packets, CLIP_RATE_HZ, &encoded,
                                   &diags));
}

static double
now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double
children_s(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

int
main(int count, char **words)
{
    if (count < 2) {
        fputs("usage: encode TOUR.opus [PROCESSES]\n", stderr);
        return 2;
    }
    size_t packets;
    float *samples = decode(words[1], &packets);
    unsigned shares = count > 2 ? (unsigned)strtoul(words[2], NULL, 10) : os_count_cores();
    shares = shares > 0 ? shares : 1;
    double start = now_s();
    for (unsigned i = 0; i < shares; i++) {
        size_t from = packets * i / shares, to = packets * (i + 1) / shares;
        if (fork() == 0) {
            encode_share(samples + from * CLIP_PACKET_SAMPLES, to - from);
        }
    }
    int state, failed = 0;
    while (wait(&state) > 0) {
        failed |= state;
    }
    printf("%.2f %.2f\n", now_s() - start, children_s());
    return failed != 0 ? 3 : 0;
}
