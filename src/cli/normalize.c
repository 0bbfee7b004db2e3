#include <stdio.h>

#include "cli/command.h"
#include "cli/lines.h"

static void
print(const struct reading *reading, const struct options *options, arena scratch)
{
    (void)options;
    str form = reading_spoken_form(&scratch, reading);
    printf(STR_FMT "\n", STR_ARG(form));
}

enum status
normalize_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    return lines_read(options, print, out, scratch, diags);
}
