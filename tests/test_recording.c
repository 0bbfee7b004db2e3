/* Recordings made of tones: read, heard, sliced, cut where that is safe, left whole where it is not. */
#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "base/file.h"
#include "sound/level.h"
#include "sound/loudness.h"
#include "speak/recording_cut.h"
#include "support_cmocka.h"

enum { RATE = RECORDING_RATE_HZ, PER_MS = RATE / 1000, SYLLABLE_MS = 200 };

static const double pi = 3.14159265358979323846;

/* A recording that grows: tones, noise, silence. */
struct tape {
    arena *memory;
    struct recording recording;
    size_t capacity;
    uint32_t random;
};

static void
lay(struct tape *t, unsigned ms, double hz, double amplitude, double noise)
{
    for (size_t i = 0; i < (size_t)ms * PER_MS; i++) {
        t->random = t->random * 1664525 + 1013904223;
        double hiss = noise * ((double)(t->random >> 8) / (1 << 23) - 1);
        *arena_push(t->memory, t->recording.samples, t->recording.count, t->capacity) =
            (float)(amplitude * sin(2 * pi * hz * (double)i / RATE) + hiss);
    }
}

/* "5,3.700 4.300 6": numbers are syllables, a comma a pause of 300 ms, .700 a pause of 700 ms. */
static struct recording
record(arena *memory, const char *score)
{
    struct tape t = {.memory = memory};
    const double hiss = 0.0005;
    lay(&t, 400, 0, 0, hiss);
    for (str rest = str_from(score), part; str_split(&rest, ' ', &part);) {
        str words, pause = part;
        (void)str_split(&pause, '.', &words);
        for (str clause; str_split(&words, ',', &clause);) {
            uint32_t syllables;
            assert_true(str_to_number(clause, 100, &syllables));
            lay(&t, syllables * SYLLABLE_MS, 200, 0.2, hiss);
            lay(&t, words.len > 0 ? 300 : 0, 0, 0, hiss);
        }
        uint32_t ms = 0;
        (void)str_to_number(pause, 5000, &ms);
        lay(&t, ms, 0, 0, hiss);
    }
    lay(&t, 400, 0, 0, hiss);
    return t.recording;
}

/* "8 10,4": sentences with their clauses. */
static size_t
expect(arena *memory, const char *text, struct cut_unit *units)
{
    size_t count = 0;
    for (str rest = str_from(text), sentence; str_split(&rest, ' ', &sentence); count++) {
        double *clauses = arena_new(memory, double, 8);
        struct cut_unit *unit = &units[count];
        *unit = (struct cut_unit){.clauses = clauses};
        for (str clause; str_split(&sentence, ',', &clause);) {
            uint32_t syllables;
            assert_true(str_to_number(clause, 100, &syllables));
            unit->weight += syllables;
            if (sentence.len > 0) {
                clauses[unit->clause_count++] = unit->weight;
            }
        }
    }
    return count;
}

/* NULL: safe, and each range is as long as its sentence. */
static const char *
cut(const char *text, const char *score)
{
    arena memory = arena_reserve(0), scratch = arena_reserve(0);
    struct recording recording = record(&memory, score);
    struct recorded_speech speech = recording_listen(&memory, scratch, &recording);
    struct cut_unit units[16];
    struct frame_range ranges[16];
    size_t count = expect(&memory, text, units);
    struct frame_range all = {speech.from, speech.to};
    const char *doubt = recording_cut(scratch, &speech, all, units, count, ranges);
    for (size_t i = 0; doubt == NULL && i < count; i++) {
        double seconds = recording_speech_s(&speech, ranges[i].from, ranges[i].to);
        double expected = units[i].weight * SYLLABLE_MS / 1000;
        assert_true(fabs(seconds - expected) < 0.05 + expected / 4);
        assert_true(i == 0 || ranges[i].from == ranges[i - 1].to);
    }
    return doubt;
}

static void
test_cuts_where_the_sentences_end(void **state)
{
    (void)state;
    assert_null(cut("8", "8"));
    assert_null(cut("8 6", "8.600 6"));
    assert_null(cut("8,4 6", "8,4.600 6"));
    assert_null(cut("1 12,3 5,5 20", "1.500 12,3.450 5,5.900 20"));
    assert_null(cut("10 10 10 10", "10.400 10.420 10.410 10"));
    assert_null(cut("10 9,8", "9.600 9,10"));
}

static void
test_keeps_whole_what_is_not_clear(void **state)
{
    (void)state;
    assert_non_null(cut("8 6", "14"));                    /* no pause */
    assert_non_null(cut("8 6", "4.600 10"));              /* a pause elsewhere */
    assert_non_null(cut("8,4 6", "8.700 4.600 6"));       /* a longer one at the comma */
    assert_non_null(cut("10 3,9 10", "13.600 9.600 10")); /* ran on to the comma */
    assert_non_null(cut("8 6 7", "8.600 6"));             /* left one out */
    assert_non_null(cut("8 6", "8.600 6.600 9"));         /* said more */
    assert_non_null(cut("5 5 5 5 5", "5.500 5.500 15"));  /* too few pauses */
}

static void
test_noise_as_loud_as_speech_has_no_pauses(void **state)
{
    (void)state;
    arena memory = arena_reserve(0), scratch = arena_reserve(0);
    struct tape t = {.memory = &memory};
    lay(&t, 1000, 200, 0.1, 0.1);
    lay(&t, 600, 0, 0, 0.1);
    lay(&t, 1000, 200, 0.1, 0.1);
    struct recorded_speech speech = recording_listen(&memory, scratch, &t.recording);
    assert_int_equal(speech.pause_count, 0);
    assert_int_equal(speech.to - speech.from, speech.frame_count);
}

static void
test_clicks_and_breaths_do_not_divide(void **state)
{
    (void)state;
    arena memory = arena_reserve(0), scratch = arena_reserve(0);
    struct tape t = {.memory = &memory};
    lay(&t, 500, 0, 0, 0);
    lay(&t, 20, 1000, 0.2, 0); /* a click */
    lay(&t, 500, 0, 0, 0);
    lay(&t, 1000, 200, 0.2, 0);
    lay(&t, 200, 0, 0, 0);
    lay(&t, 250, 0, 0, 0.02); /* a breath */
    lay(&t, 150, 0, 0, 0);
    lay(&t, 1000, 200, 0.2, 0);
    struct recorded_speech speech = recording_listen(&memory, scratch, &t.recording);
    assert_int_equal(speech.from, 102);
    assert_int_equal(speech.pause_count, 1);
    assert_int_equal(speech.pauses[0].from, 202);
    assert_int_equal(speech.pauses[0].to, 262);
    assert_int_equal(speech.pauses[0].cut, 212); /* in the longer silence, before the breath */
    struct sample_range second = recording_trim(&speech, &t.recording, 212, speech.to);
    assert_int_equal(second.from, 222 * PAUSE_FRAME - 20 * PER_MS); /* the breath is not lost */
    assert_int_equal(second.to, t.recording.count);
}

static void
test_a_slice_ends_in_silence(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct tape t = {.memory = &memory};
    lay(&t, 1000, 200, 0.5, 0.01);
    struct take take;
    recording_slice(&memory, &t.recording, (struct sample_range){4800, 28800}, &take);
    assert_int_equal(take.count, 24000);
    assert_int_equal(take.rate_hz, RATE);
    assert_true(take.samples[0] == 0 && take.samples[take.count - 1] == 0);
    size_t in = RECORDING_FADE_IN_MS * PER_MS, tail = RECORDING_FADE_OUT_MS * PER_MS;
    for (size_t i = 0; i < take.count; i++) {
        float whole = t.recording.samples[4800 + i];
        if (i >= in && i < take.count - tail) {
            assert_true(take.samples[i] == whole);
        } else {
            assert_true(fabsf(take.samples[i]) <= fabsf(whole));
        }
    }
    recording_slice(&memory, &t.recording, (struct sample_range){4800, 4801}, &take);
    assert_true(take.count == 1 && take.samples[0] == 0);
}

static void
test_the_gain_brings_it_to_the_target(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct tape t = {.memory = &memory};
    lay(&t, 3000, 1000, 0.1, 0);
    double lufs;
    assert_int_equal(
        loudness_measure(t.recording.samples, t.recording.count, RECORDING_RATE_HZ, &lufs, &diags),
        STATUS_OK);
    assert_true(fabs(lufs + 20) < 0.2); /* a sine's mean square is 3 dB below its tips; dual mono adds 3 */
    double gain_db;
    assert_int_equal(loudness_find_gain(arena_reserve(0), t.recording.samples, t.recording.count,
                                        RECORDING_RATE_HZ, &lufs, &gain_db, &diags),
                     STATUS_OK);
    assert_true(fabs(lufs + gain_db - LOUDNESS_TARGET_LUFS) < 1e-9);
    assert_int_equal(loudness_measure(t.recording.samples, 4800, RECORDING_RATE_HZ, &lufs, &diags),
                     STATUS_OK);
    assert_true(lufs > -40 && lufs < -20); /* 100 ms only */
    memset(t.recording.samples, 0, t.recording.count * sizeof(float));
    assert_int_equal(
        loudness_measure(t.recording.samples, t.recording.count, RECORDING_RATE_HZ, &lufs, &diags),
        STATUS_OK);
    assert_true(lufs < -1000);
}

/* A soft tone with a loud moment in every half second: the limiter takes the loudness off again. */
static void
test_what_the_limiter_takes_is_added(void **state)
{
    (void)state;
    arena memory = arena_reserve(0), scratch = arena_reserve(0);
    struct diags diags = diags_new(&memory);
    struct tape t = {.memory = &memory};
    for (int i = 0; i < 8; i++) {
        lay(&t, 495, 1000, 0.1, 0);
        lay(&t, 5, 1000, 0.9, 0);
    }
    double lufs, gain_db, reached;
    assert_int_equal(loudness_find_gain(scratch, t.recording.samples, t.recording.count, RECORDING_RATE_HZ,
                                        &lufs, &gain_db, &diags),
                     STATUS_OK);
    level_gain(t.recording.samples, t.recording.count, gain_db);
    assert_int_equal(level_limit(scratch, t.recording.samples, t.recording.count, RECORDING_RATE_HZ,
                                 LEVEL_CEILING_DBTP, &diags),
                     STATUS_OK);
    assert_int_equal(
        loudness_measure(t.recording.samples, t.recording.count, RECORDING_RATE_HZ, &reached, &diags),
        STATUS_OK);
}

/* Writes `frames` frames of a 500 Hz tone on a constant offset; value, where not 0, is the last sample. */
static str
write_file(arena *memory, int format, int rate, int channels, unsigned frames, float value)
{
    str folder = STR("");
    struct diags diags = diags_new(memory);
    assert_int_equal(file_make_unique_folder(memory, STR("/tmp/daolan-recording-"), &folder, &diags),
                     STATUS_OK);
    str path = file_join(memory, folder, STR("take"));
    SF_INFO info = {.samplerate = rate, .channels = channels, .format = format};
    SNDFILE *file = sf_open(str_terminated(memory, path), SFM_WRITE, &info);
    assert_non_null(file);
    float *samples = arena_new(memory, float, (size_t)frames *(size_t)channels);
    for (size_t i = 0; i < (size_t)frames * (size_t)channels; i++) {
        samples[i] = (float)(0.25 * sin(2 * pi * 500 * (double)(i / (size_t)channels) / rate) + 0.1);
    }
    if (value != 0) {
        samples[(size_t)frames * (size_t)channels - 1] = value;
    }
    assert_int_equal(sf_writef_float(file, samples, frames), frames);
    sf_close(file);
    return path;
}

static enum status
read_back(arena *memory, str path, struct recording *recording, struct diags *diags)
{
    arena scratch = arena_reserve(0);
    enum status status = recording_read(memory, scratch, path, recording, diags);
    assert_int_equal(file_remove(file_folder(path), scratch, diags), STATUS_OK);
    return status;
}

static void
test_reads_what_there_is(void **state)
{
    (void)state;
    static const struct {
        int format, rate, channels;
    } kinds[] = {
        {SF_FORMAT_WAV | SF_FORMAT_PCM_16, 48000, 1},  {SF_FORMAT_WAV | SF_FORMAT_PCM_24, 44100, 2},
        {SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 22050, 1}, {SF_FORMAT_OGG | SF_FORMAT_VORBIS, 44100, 1},
        {SF_FORMAT_OGG | SF_FORMAT_OPUS, 48000, 2},    {SF_FORMAT_WAV | SF_FORMAT_FLOAT, 384000, 32},
        {SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 8000, 1},
    };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        arena memory = arena_reserve(0);
        struct diags diags = diags_new(&memory);
        struct recording recording;
        str path = write_file(&memory, kinds[k].format, kinds[k].rate, kinds[k].channels,
                              (unsigned)kinds[k].rate, 0);
        assert_int_equal(read_back(&memory, path, &recording, &diags), STATUS_OK);
        assert_in_range(recording.count, RATE - 100, RATE + 100);
        double sum = 0, energy = 0;
        for (size_t i = 0; i < recording.count; i++) {
            sum += (double)recording.samples[i];
            energy += (double)recording.samples[i] * (double)recording.samples[i];
        }
        assert_true(fabs(sum / RATE) < 0.001); /* no offset is left */
        assert_true(fabs(sqrt(energy / RATE) - 0.25 / sqrt(2)) < 0.01);
    }
}

static void
test_refuses_what_is_no_sound(void **state)
{
    (void)state;
    static const struct {
        int rate, channels;
        unsigned frames;
        float value;
        const char *words;
    } files[] = {
        {48000, 1, 4800, NAN, "no sound"},  {48000, 1, 4800, INFINITY, "no sound"},
        {48000, 1, 4800, 1e9F, "no sound"}, {48000, 65, 48, 0, "65 channels"},
        {4000, 1, 4000, 0, "4000 samples"}, {8000, 1, 8000 * 1802, 0, "30 minutes"},
    };
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        arena memory = arena_reserve(0);
        struct diags diags = diags_new(&memory);
        struct recording recording;
        str path = write_file(&memory, SF_FORMAT_WAV | SF_FORMAT_FLOAT, files[k].rate, files[k].channels,
                              files[k].frames, files[k].value);
        assert_int_equal(read_back(&memory, path, &recording, &diags), STATUS_SCRIPT);
        assert_int_equal(diags.errors, 1);
        assert_true(str_equal(diags.items[0].path, path));
        assert_true(str_find(diags.items[0].message, str_from(files[k].words)) != STR_NONE);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts_where_the_sentences_end),
        cmocka_unit_test(test_keeps_whole_what_is_not_clear),
        cmocka_unit_test(test_noise_as_loud_as_speech_has_no_pauses),
        cmocka_unit_test(test_clicks_and_breaths_do_not_divide),
        cmocka_unit_test(test_a_slice_ends_in_silence),
        cmocka_unit_test(test_the_gain_brings_it_to_the_target),
        cmocka_unit_test(test_what_the_limiter_takes_is_added),
        cmocka_unit_test(test_reads_what_there_is),
        cmocka_unit_test(test_refuses_what_is_no_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
