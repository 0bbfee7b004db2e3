/*
 * What stands published, so that a build of what is there already ends at once and writes nothing.
 *
 * In: a tour's folder and a hash of what it was made from (inputs.h). Out: whether the folder still holds
 * just what that build published. It is remembered beside the tour, in audio/.jinzhou.built: the hash; each
 * file with its size and time of last change, so that one touched, added or removed since is a difference;
 * and a note for the next build.
 *
 * Example: after a build of audio/jinzhou, standing_is(audio/jinzhou, same hash) holds until an input or a
 * file of the tour changes.
 */
#ifndef RENDER_STANDING_H
#define RENDER_STANDING_H

#include "base/diag.h"

/* Writes nothing, and says nothing where it cannot read. */
bool standing_is(str folder, str inputs, arena scratch);

/* Before the swap: what is staged is what will stand in `folder`. Without it the next build works in vain,
 * so a failure is not an error. */
void standing_remember(str folder, str staging, str inputs, str note, arena scratch);

/* The note of the last build of `folder`; empty where there is none. */
str standing_note(arena *out, str folder);

#endif
