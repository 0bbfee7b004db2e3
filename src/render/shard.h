/*
 * A share of a build's sentences, so that many machines with one cache divide the work among themselves.
 *
 * In: "I/N", or what an array job's scheduler tells each of its tasks. Out: which of the clips are this
 * share's.
 *
 * The share is chosen by the clip's key alone: N shares are disjoint and are all there is, whoever renders
 * what, and an edited sentence moves no other.
 *
 * Example: "2/3" → {.index = 1, .count = 3}, about a third of the sentences
 */
#ifndef RENDER_SHARD_H
#define RENDER_SHARD_H

#include "base/str.h"

struct shard {
    unsigned index, count; /* index below count; count 0: all, which is then published */
};

enum { SHARD_COUNT_MAX = 100000 };

/* "2/3" from 1 to N; "1/1" is all of it. False for anything else. */
bool shard_parse(str text, struct shard *shard);

/*
 * What the environment of an array job says: Slurm (SLURM_ARRAY_TASK_ID with _MIN, _MAX and _STEP), AWS Batch
 * (AWS_BATCH_JOB_ARRAY_INDEX with _SIZE). A Kubernetes indexed Job tells the index alone
 * (JOB_COMPLETION_INDEX), the count stands in JOB_COMPLETIONS where the Job's author sets it. *name: the
 * variable that told. False where there is none; a variable that is no number counts as none.
 */
bool shard_of_environment(struct shard *shard, const char **name);

bool shard_has(const struct shard *shard, str key);

#endif
