/*
 * tour.ini: what a producer may set.
 *
 * In: a file of `key = value` lines, comments with ; or #, read by libinih. Out: struct settings.
 *
 * Example: "rate = 220\nrepair = omit\n" → rate_cpm 220, REPAIR_OMIT, the rest as settings_default gives it.
 *
 * Keys stand before any section or in [tour]; [stop 3] holds the voice of stop 3. Errors, each with line,
 * column and a hint: an unknown key or section, a key twice, a value out of range, a line that is no setting,
 * a line longer than libinih takes (about 196 bytes).
 */
#ifndef SCRIPT_SETTINGS_H
#define SCRIPT_SETTINGS_H

#include "script/tour.h"

struct settings settings_default(void);

/* Overlays what the file sets; texts live in *out. STATUS_SCRIPT when it holds an error. */
MUST_CHECK enum status settings_read(arena *out, arena scratch, str path, struct settings *settings,
                                     struct diags *diags);

#endif
