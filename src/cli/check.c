#include "base/os.h"
#include "cli/command.h"
#include "cli/places.h"
#include "render/cast.h"
#include "render/recorded.h"

enum status
check_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    struct mandarin mandarin;
    struct draft draft;
    struct cast cast;
    str data = place_of_data(out);
    enum status status = mandarin_open(out, data, &mandarin, diags);
    if (status == STATUS_OK) {
        status = mandarin_prove(&mandarin, data, diags);
    }
    if (status == STATUS_OK) {
        status = draft_read(out, scratch, options->words[0], &mandarin, &draft, diags);
    }
    if (status == STATUS_OK) {
        status = cast_read(out, scratch, data, &draft.tour, STR(""), &cast, diags);
    }
    if (status == STATUS_OK) {
        struct recorded recorded = {.slots = slots_of(os_count_cores())};
        status = recorded_prepare(&recorded, options->words[0], &draft, out, scratch, diags);
    }
    return status;
}
