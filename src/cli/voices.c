#include "speak/voice.h"

#include <stdio.h>

#include "cli/command.h"
#include "cli/places.h"

/* A voice whose file has errors is told of and does not hide the others. */
enum status
voices_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    (void)options;
    str data = place_of_data(out), *names;
    size_t count;
    enum status status = voice_list(out, data, &names, &count, diags);
    for (size_t i = 0; status != STATUS_SYSTEM && i < count; i++) {
        struct voice v;
        enum status read = voice_read(out, scratch, data, names[i], 0, &v, diags);
        if (read == STATUS_OK) {
            printf(STR_FMT "\t" STR_FMT "\t%u Hz\t%u/min\t" STR_FMT "\n", STR_ARG(v.name), STR_ARG(v.engine),
                   (unsigned)v.pitch_hz, (unsigned)v.rate_cpm, STR_ARG(v.description));
        }
        status = status == STATUS_OK ? read : status;
    }
    return status;
}
