/*
 * The command of a voice file: words, and what is filled into them for each sentence.
 *
 * In: piper --model {folder}/huayan.onnx --output_file {out}. Out: the words, and which of text, pinyin and
 * out they ask for; later the words with those filled in.
 *
 * Words are parted by spaces or tabs. 'Single' and "double" quotes keep what is between them as it stands,
 * and may begin inside a word: --text='a b' is one word. Nothing else is special: no shell reads the command.
 *
 *   {text}    the sentence in hanzi and marks, numbers written out
 *   {pinyin}  its syllables: jin3 zhou1, bu2 cuo4.
 *   {out}     where the WAV file is to be
 *   {rate}    rate_cpm
 *   {folder}  the voice file's folder
 */
#ifndef SPEAK_COMMAND_LINE_H
#define SPEAK_COMMAND_LINE_H

#include <stdbool.h>

#include "base/str.h"

enum command_field {
    COMMAND_TEXT,
    COMMAND_PINYIN,
    COMMAND_OUT,
    COMMAND_RATE,
    COMMAND_FOLDER,
    COMMAND_FIELDS
};

struct command_line {
    str *words; /* as written, without quotes; at least one */
    size_t count;
    bool uses[COMMAND_FIELDS];
};

/* Words live in *out. On false *problem says what is wrong: no word, an open quote, {what} nobody fills in.
 */
bool command_line_parse(arena *out, str command, struct command_line *line, str *problem);

/* The words for execv, NUL-terminated, with a closing NULL. A NUL in a value ends its word. */
char **command_line_fill(arena *out, const struct command_line *line, const str values[COMMAND_FIELDS]);

#endif
