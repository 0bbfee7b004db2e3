/*
 * A sentence in timeline.json: its words, where they come from, how they are read, and when each syllable
 * sounds.
 *
 * In: sentence, place, reading, clip. Out: one JSON object, for example
 *
 *   {"index": 4, "start": 19200, "length": 24000, "text": "朝着大海。", "spans": [[0, 10, 15]], "spoken":
 * "朝着大海。", "syllables": [
 *      {"pinyin": "chao2", "start": 19200, "end": 27840, "at": [0, 3]},
 *      {"pinyin": "zhe5", "start": 28800, "end": 35000, "at": [3, 3], "break": "word"}, …]}
 *
 * tests/timeline.schema.json says what each key means.
 */
#ifndef PUBLISH_SENTENCE_JSON_H
#define PUBLISH_SENTENCE_JSON_H

#include "publish/json.h"
#include "publish/publish.h"

/* clip: NULL where the sentence makes no sound; then it has no syllables. STATUS_SYSTEM with a diagnostic
 * where the clip's marks are not one a syllable, or do not ascend within the speech. */
MUST_CHECK enum status sentence_json_write(struct json *j, const struct publication *publication,
                                           size_t sentence, const struct clip *clip, arena scratch,
                                           struct diags *diags);

#endif
