/*
 * What a build reported, as far as it is about the script, and to which sentence it belongs.
 *
 * In: a press with its diagnostics. Out: for each its place within the script's folder and the sentence it
 * stands in; doubtful readings, which the sentences show themselves, and the speech engine's words left out.
 *
 * Example: scripts/jinzhou/article.txt:12:7: warning … → {article.txt, sentence 31}
 */
#ifndef PUBLISH_REMARKS_H
#define PUBLISH_REMARKS_H

#include "publish/form.h"

#define REMARK_NO_SENTENCE SIZE_MAX

struct remark {
    const struct diag *diag;
    str name;        /* "article.txt"; the tour's name for the folder itself */
    size_t sentence; /* in which it stands; REMARK_NO_SENTENCE: in none */
};

/* Sorted by file, line and column. */
size_t remarks_find(arena *out, arena scratch, const struct press *press, struct remark **remarks);

/* Line and column of each sentence's first character, one a sentence. */
struct remark_place {
    const struct source *source;
    uint32_t line, column;
};
const struct remark_place *remarks_places(arena *out, const struct tour *tour);

#endif
