/*
 * FFmpeg's libavformat, loaded when it is first needed.
 *
 * In: nothing. Out: the functions of its that we use, by their own names.
 *
 * Example: struct libav av; if (libav_load(&av)) { packet = av.av_packet_alloc(); … }
 *
 * It brings over a hundred libraries, which take 30 ms and 20 MB: a command that reads a line of Chinese has no
 * need of them. It is never unloaded.
 */
#ifndef BASE_LIBAV_H
#define BASE_LIBAV_H

#include <libavformat/avformat.h>
#include <stdbool.h>

// clang-format off
#define LIBAV_FUNCTIONS(X) \
    X(av_calloc) X(av_channel_layout_default) X(av_dict_free) X(av_dict_get) X(av_dict_set) X(av_free) \
    X(av_log_set_level) X(av_mallocz) X(av_rescale_q) X(av_strerror) \
    X(av_packet_alloc) X(av_packet_free) X(av_packet_get_side_data) X(av_packet_unref) \
    X(av_find_input_format) X(av_read_frame) X(av_write_frame) X(av_write_trailer) X(avformat_alloc_context) \
    X(avformat_alloc_output_context2) X(avformat_close_input) X(avformat_free_context) X(avformat_new_stream) \
    X(avformat_open_input) X(avformat_write_header) X(avio_closep) X(avio_open)
// clang-format on

struct libav {
#define LIBAV_MEMBER(name) __typeof__(name) *name;
    LIBAV_FUNCTIONS(LIBAV_MEMBER)
#undef LIBAV_MEMBER
};

/* The release that we were compiled for. False where it is not there, or lacks a function. */
bool libav_load(struct libav *av);

#endif
