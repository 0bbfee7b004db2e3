#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/os.h"
#include "base/stop.h"
#include "cli/command.h"
#include "cli/places.h"
#include "publish/ogg.h"
#include "render/render.h"
#include "script/split.h"
#include "sound/wav.h"

enum { TEXT_BYTES_MAX = 32 << 20, PACKET_MS = 20 };

const struct option_spec say_options[] = {
    {'f', true, "file", "FILE", "speak a file's text; - is standard input"},
    {'o', true, "output", "FILE", "X.opus or X.wav; default: Ogg Opus to standard output"},
    {'v', false, "voice", "V", "who speaks; default narrator"},
    {0},
};

/* What is said: sentences, and the silence before each. */
struct speech {
    struct utterance *utterances;
    uint32_t *pauses; /* packets of silence before the sentence */
    size_t count;
};

static enum status
find_text(const struct options *options, arena *out, str *text, struct diags *diags)
{
    bool from_file = option_given(options, 'f');
    if (from_file == (options->word_count == 1)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "see --help", "say what? Give a TEXT or -f FILE");
        return STATUS_USAGE;
    }
    str word = from_file ? option_value(options, 'f') : options->words[0];
    if (!from_file && !str_equal(word, STR("-"))) {
        *text = word;
        return STATUS_OK;
    }
    return file_read(out, word, TEXT_BYTES_MAX, text, diags);
}

/* Each line is a paragraph. */
static void
read_text(str text, const struct mandarin *mandarin, const struct voice *voice, arena *out, arena scratch,
          struct speech *speech)
{
    size_t capacity = 0, pause_capacity = 0, pauses = 0;
    str line;
    uint32_t pause = voice->head_ms / PACKET_MS;
    while (str_split(&text, '\n', &line)) {
        arena inner = scratch;
        size_t count;
        struct range *ranges = split_sentences(&inner, arena_split(&inner, (size_t)1 << 30), line, &count);
        for (size_t i = 0; i < count; i++) {
            str sentence = str_cut(line, ranges[i].from, ranges[i].to - ranges[i].from);
            struct reading *reading = mandarin_read(out, inner, mandarin, sentence);
            if (reading_sounds(reading)) {
                *arena_push(out, speech->utterances, speech->count, capacity) =
                    (struct utterance){reading, DELIVERY_TEXT};
                *arena_push(out, speech->pauses, pauses, pause_capacity) = pause;
                pause = voice->sentence_ms / PACKET_MS;
            }
        }
        pause = speech->count > 0 ? voice->paragraph_ms / PACKET_MS : pause;
    }
}

/* The packets of the whole: each clip's decay and lead count as silence, as everywhere (publish/timeline.h).
 */
static enum status
gather_packets(const struct render *render, const struct speech *speech, const struct voice *voice,
               arena *out, str **packets, size_t *count, struct diags *diags)
{
    static const str silence = {"\xF8\xFF\xFE", 3};
    size_t capacity = 0;
    *packets = NULL;
    *count = 0;
    for (size_t i = 0; i < speech->count; i++) {
        struct clip *clip = arena_new(out, struct clip, 1);
        enum status status = render_load(render, i, out, clip, diags);
        if (status != STATUS_OK) {
            return status;
        }
        uint32_t around = CLIP_LEAD_PACKETS + (i > 0 ? CLIP_DECAY_PACKETS : 0);
        for (uint32_t p = around; p < speech->pauses[i]; p++) {
            *arena_push(out, *packets, *count, capacity) = silence;
        }
        const char *bytes = (const char *)clip->bytes;
        for (uint32_t p = 0; p < clip->packet_count; bytes += clip->packet_bytes[p], p++) {
            str packet = {bytes, clip->packet_bytes[p]};
            *arena_push(out, *packets, *count, capacity) = packet;
        }
    }
    for (uint32_t p = CLIP_DECAY_PACKETS; p < voice->tail_ms / PACKET_MS; p++) {
        *arena_push(out, *packets, *count, capacity) = silence;
    }
    return STATUS_OK;
}

static enum status
write_file(str path, bool wav, const str *packets, size_t count, arena scratch, struct diags *diags)
{
    if (wav) {
        return wav_write(path, packets, count, scratch, diags);
    }
    static const struct ogg_tag tag = {{"ENCODER", 7}, {"daolan " VERSION, sizeof "daolan " VERSION - 1}};
    struct ogg_file *file = ogg_create(&scratch, path, &tag, 1, count);
    for (size_t i = 0; i < count; i++) {
        ogg_put(file, packets[i]);
    }
    return ogg_close(file, diags);
}

/* A named file appears whole or not at all. */
static enum status
write_speech(str path, const str *packets, size_t count, arena scratch, struct diags *diags)
{
    if (path.len == 0) {
        stop_release(); /* whoever reads it may take his time */
        return write_file(STR("-"), false, packets, count, scratch, diags);
    }
    str partial = str_format(&scratch, STR_FMT ".partial", STR_ARG(path));
    enum status status = write_file(partial, str_ends(path, STR(".wav")), packets, count, scratch, diags);
    if (status == STATUS_OK && stop_asked() != 0) {
        status = STATUS_STOPPED;
    }
    if (status == STATUS_OK &&
        rename(str_terminated(&scratch, partial), str_terminated(&scratch, path)) != 0) {
        status = diag_system(diags, path, "write", errno);
    }
    if (status != STATUS_OK) {
        unlink(str_terminated(&scratch, partial));
    }
    return status;
}

static enum status
speak(const struct voice *voice, const struct speech *speech, str path, arena *out, arena scratch,
      struct diags *diags)
{
    struct engine engine;
    enum status status = engine_open(out, scratch, voice, &engine, diags);
    if (status != STATUS_OK) {
        return status;
    }
    struct engine **speakers = arena_new(out, struct engine *, speech->count);
    for (size_t i = 0; i < speech->count; i++) {
        speakers[i] = &engine;
    }
    struct render render = {.speakers = speakers,
                            .network = {.address = place_of_network(out)},
                            .utterances = speech->utterances,
                            .count = speech->count,
                            .slots = slots_of(os_count_cores()),
                            .quiet = true};
    str *packets;
    size_t count;
    status = cache_open(out, scratch, place_of_cache(out), &render.cache, diags);
    if (status == STATUS_OK) {
        render_name(&render, out);
        status = render_sentences(&render, out, scratch, diags);
    }
    if (status == STATUS_OK) {
        status = gather_packets(&render, speech, voice, out, &packets, &count, diags);
    }
    if (status == STATUS_OK) {
        status = write_speech(path, packets, count, scratch, diags);
    }
    engine.close(&engine);
    return status;
}

enum status
say_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    str text, data = place_of_data(out);
    str path = option_value(options, 'o');
    str name = option_given(options, 'v') ? option_value(options, 'v') : STR("narrator");
    if (path.len == 0 && isatty(STDOUT_FILENO)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "name a file with -o X.opus or -o X.wav",
                 "will not write sound to a terminal");
        return STATUS_USAGE;
    }
    if (path.len > 0 && !str_ends(path, STR(".opus")) && !str_ends(path, STR(".wav"))) {
        diag_add(diags, DIAG_ERROR, path, 0, 0, NULL, "its name must end in .opus or .wav");
        return STATUS_USAGE;
    }
    stop_hold();
    struct mandarin mandarin;
    struct voice voice;
    struct speech speech = {.count = 0};
    enum status status = find_text(options, out, &text, diags);
    if (status == STATUS_OK) {
        status = mandarin_open(out, data, &mandarin, diags);
    }
    if (status == STATUS_OK) {
        status = voice_read(out, scratch, data, name, 0, &voice, diags);
    }
    if (status != STATUS_OK) {
        return status;
    }
    read_text(text, &mandarin, &voice, out, scratch, &speech);
    if (speech.count == 0) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "nothing in the text can be spoken");
        return STATUS_SCRIPT;
    }
    return speak(&voice, &speech, path, out, scratch, diags);
}
