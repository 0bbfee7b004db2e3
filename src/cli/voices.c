#include "speak/voice.h"

#include <stdio.h>

#include "cli/command.h"
#include "cli/places.h"

enum status
voices_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    (void)options;
    str data = place_of_data(out), *names;
    size_t count;
    enum status status = voice_list(out, data, &names, &count, diags);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        struct voice voice;
        status = voice_read(out, scratch, data, names[i], 0, &voice, diags);
        if (status == STATUS_OK) {
            printf(STR_FMT "\t" STR_FMT "\n", STR_ARG(names[i]), STR_ARG(voice.description));
        }
    }
    return status;
}
