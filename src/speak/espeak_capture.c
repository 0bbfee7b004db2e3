#include "speak/espeak_capture.h"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <string.h>

#define FULL_SCALE 32768.0F

static void
add_samples(struct espeak_capture *c, const short *samples, size_t count)
{
    float *added = arena_new(c->sample_memory, float, count); /* right behind those before */
    c->samples = c->count == 0 ? added : c->samples;
    for (size_t i = 0; i < count; i++) {
        added[i] = (float)samples[i] / FULL_SCALE;
    }
    c->count += count;
}

static void
add_sound(struct espeak_capture *c, const espeak_EVENT *event, enum espeak_sound_kind kind)
{
    struct espeak_sound sound = {
        .kind = (uint8_t)kind,
        .sample = event->sample > 0 ? (uint32_t)event->sample : 0,
        .character = event->text_position > 0 ? (uint32_t)event->text_position : 0,
    };
    *arena_push(c->sound_memory, c->sounds, c->sound_count, c->sound_capacity) = sound;
}

/* Neither a pause (_ and what begins so) nor a switch of language, "(en)", is a sound. */
static bool
is_sound(const espeak_EVENT *event)
{
    return event->id.string[0] != '_' && event->id.string[0] != '(' && event->id.string[0] != '\0';
}

/* eSpeak's callback: every event, the closing one included, carries the pointer given to espeak_Synth. */
static int
receive(short *samples, int count, espeak_EVENT *events)
{
    struct espeak_capture *c = events->user_data;
    if (c == NULL) {
        return 1;
    }
    for (const espeak_EVENT *e = events; e->type != espeakEVENT_LIST_TERMINATED; e++) {
        if (e->type == espeakEVENT_WORD) {
            add_sound(c, e, ESPEAK_SOUND_WORD);
        } else if (e->type == espeakEVENT_PHONEME) {
            add_sound(c, e, is_sound(e) ? ESPEAK_SOUND_PHONEME : ESPEAK_SOUND_PAUSE);
        }
    }
    if (samples != NULL && count > 0) {
        add_samples(c, samples, (size_t)count);
    }
    return 0;
}

enum status
espeak_capture(arena *sample_memory, arena *sound_memory, const struct espeak_piece *piece, unsigned f0_hz,
               struct espeak_capture *capture)
{
    *capture = (struct espeak_capture){.sample_memory = sample_memory, .sound_memory = sound_memory};
    espeak_SetSynthCallback(receive);
    espeak_ng_SetConstF0((int)f0_hz);
    unsigned flags = espeakCHARS_UTF8 | (piece->latin ? 0U : (unsigned)espeakPHONEMES);
    espeak_ERROR error =
        espeak_Synth(piece->text, piece->text_bytes + 1, 0, POS_CHARACTER, 0, flags, NULL, capture);
    return error == EE_OK ? STATUS_OK : STATUS_SYSTEM;
}

static bool
locate_syllables(const struct espeak_piece *piece, const struct espeak_capture *c, uint32_t *firsts)
{
    uint32_t unit = 0;
    uint32_t left = 0; /* phonemes of the current syllable still to come */
    for (size_t i = 0; i < c->sound_count; i++) {
        if (c->sounds[i].kind != ESPEAK_SOUND_PHONEME) {
            continue;
        }
        if (left == 0) {
            if (unit == piece->unit_count) {
                return false;
            }
            firsts[unit] = (uint32_t)i;
            left = piece->units[unit++].phonemes;
        }
        left--;
    }
    return unit == piece->unit_count && left == 0;
}

/* The first word event that points between two characters; the number of sounds where none does. */
static uint32_t
find_word(const struct espeak_capture *c, uint32_t from, uint32_t to)
{
    uint32_t i = 0;
    while (i < c->sound_count && (c->sounds[i].kind != ESPEAK_SOUND_WORD || c->sounds[i].character < from ||
                                  c->sounds[i].character >= to)) {
        i++;
    }
    return i;
}

/* A Latin word starts at the first word event inside it: eSpeak cuts Wi-Fi into two. It says "of the" as one,
 * and tells of the first: the others share its sounds evenly. */
static bool
locate_words(const struct espeak_piece *piece, const struct espeak_capture *c, uint32_t *firsts)
{
    uint32_t told = 0; /* the last unit that eSpeak told of */
    firsts[0] = 0;
    for (uint32_t unit = 1; unit <= piece->unit_count; unit++) {
        uint32_t next = (uint32_t)c->sound_count;
        if (unit < piece->unit_count) {
            uint32_t to = unit + 1 < piece->unit_count ? piece->units[unit + 1].character : UINT32_MAX;
            next = find_word(c, piece->units[unit].character, to);
            if (next == c->sound_count) {
                continue;
            }
            firsts[unit] = next;
        }
        for (uint32_t i = told + 1; i < unit; i++) {
            firsts[i] = firsts[told] + (next - firsts[told]) * (i - told) / (unit - told);
        }
        told = unit;
    }
    return c->sound_count > 0;
}

bool
espeak_locate_units(const struct espeak_piece *piece, const struct espeak_capture *capture, uint32_t *firsts)
{
    return piece->latin ? locate_words(piece, capture, firsts) : locate_syllables(piece, capture, firsts);
}
