/*
 * A voice: who speaks, how fast, how loud, with which pauses. Data, not code.
 *
 * In: DATA_DIR/voices/<name>.ini. Out: struct voice.
 *
 * Example (voices/narrator.ini):
 *   engine = espeak
 *   description = The house's narrator
 *   espeak_voice = narrator.espeak      ; an eSpeak NG voice file beside this one
 *   latin_voice = en-us
 *   pitch_hz = 140
 *   range_st = 11
 *   rate_cpm = 220
 *   gain_db = -1.7                      ; measured: make loudness
 *   head_ms = 400
 */
#ifndef SPEAK_VOICE_H
#define SPEAK_VOICE_H

#include "base/diag.h"

enum { VOICE_CPM_LEAST = 120, VOICE_CPM_MOST = 360 };

struct voice {
    str name;         /* narrator */
    str path;         /* of the .ini */
    str engine;       /* espeak, command, or fake (tests of timing alone; never a default) */
    str description;  /* one line, for `daolan voices`; may be empty */
    str espeak_voice; /* path of an eSpeak NG voice file */
    str latin_voice;  /* of Latin words: an eSpeak NG voice by name, or the path of a file (*.espeak) */
    str identity; /* hash of all that shapes the sound: the .ini's sound keys and the voice files' bytes */
    uint32_t pitch_hz; /* the middle of its range, where a mid tone lies: 60–400 */
    uint32_t range_st; /* semitones from its lowest tone to its highest: 4–16 */
    uint32_t rate_cpm; /* characters a minute, pauses included, 120–360 */
    double latin_gain_db; /* on top for Latin words, which brings them to the level of the Mandarin; −20…30, also
                             with gain_db */
    double gain_db;       /* one measured gain that brings this voice to −16 LUFS (dual mono); −20…30 */
    /* silence, in milliseconds, multiples of 20; they are the timeline's, never part of a clip */
    uint32_t head_ms;      /* before a stop's first sentence: 300–500 */
    uint32_t sentence_ms;  /* between sentences: 400–600 */
    uint32_t paragraph_ms; /* between segments: 860–1200; the chapter starts lead_ms before the speech */
    uint32_t lead_ms;      /* from a segment's chapter mark to its speech: 100–400 */
    uint32_t tail_ms;      /* after a stop's last sentence: 800–1000 */
    /* silence inside a sentence, in milliseconds, spoken by the engine */
    uint32_t clause_ms; /* at BREAK_CLAUSE: 40–800 */
    uint32_t list_ms;   /* at 、: 20–800 */
    /* engine = command: any program (voices/README.md); its own pauses and pace are kept */
    str command;        /* command_line.h; indented lines under it go on with it */
    str input;          /* what standard input gets: text, pinyin, none; empty: text, or none where the
                           command takes {text} or {pinyin} */
    uint32_t timeout_s; /* for one sentence: 1–600 */
};

/* Failure: STATUS_SCRIPT with a diagnostic: no such voice (the hint lists those there are), unknown key,
 * value out of range, each with file and line. rate_cpm: overrides the file's when not 0. */
MUST_CHECK enum status voice_read(arena *out, arena scratch, str data_folder, str name, uint32_t rate_cpm,
                                  struct voice *voice, struct diags *diags);

/* Who asks for a voice: the place of a diagnostic that there is no such voice. */
struct voice_asker {
    str path; /* scripts/jinzhou/tour.ini; empty: the folder of voices */
    uint32_t line, column;
};

/* Is there such a voice? STATUS_SCRIPT with a diagnostic where the asker stands if there is none. */
MUST_CHECK enum status voice_find(arena scratch, str data_folder, str name, const struct voice_asker *asker,
                                  struct diags *diags);

/* The names of all voices in DATA_DIR/voices, sorted; `fake` is not among them. */
MUST_CHECK enum status voice_list(arena *out, str data_folder, str **names, size_t *count,
                                  struct diags *diags);

#endif
