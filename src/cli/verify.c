#include "verify/verify.h"

#include "cli/command.h"

enum status
verify_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    (void)out;
    return verify_tour(options->words[0], stdout, scratch, diags);
}
