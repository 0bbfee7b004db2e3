/*
 * Several scripts become tours, one after another.
 *
 * In: script folders. Out: a tour of each. First all are looked at, at once over all cores, which is a matter
 * of milliseconds a tour; those that do not stand as they should are built in their order, each in a process
 * of its own that has all the job slots. A script with errors keeps no other from being built.
 *
 * Example: scripts/a, scripts/b, scripts/c, and b has a new word → "2 of 3 tours: nothing changed", then what
 * building b says.
 */
#ifndef RENDER_TOURS_H
#define RENDER_TOURS_H

#include "render/build.h"

/* Builds request->script in a process of its own: should a library bring it down, that is a diagnostic and
 * STATUS_SYSTEM. Its diagnostics are printed as it ends; *diags gets the rest. */
MUST_CHECK enum status tours_build_one(const struct build_request *request, arena scratch,
                                       struct diags *diags);

/* request->script and ->audio are not looked at: each tour lands in audio/<its name>. Diagnostics of a script
 * are printed as its build ends; *diags gets the rest. The worst status of them; STATUS_USAGE where two have
 * one name. */
MUST_CHECK enum status tours_build(const struct build_request *request, const str *scripts, size_t count,
                                   arena scratch, struct diags *diags);

#endif
