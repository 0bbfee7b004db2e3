#include "cli/command.h"
#include "script/listing.h"

enum status
segments_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    struct tour tour;
    enum status status = tour_read(out, scratch, options->words[0], &tour, diags);
    if (status == STATUS_OK) {
        tour_print_segments(&tour, stdout);
    }
    return status;
}
