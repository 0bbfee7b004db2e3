#include "serve/serve.h"

#include <stdlib.h>
#include <unistd.h>

#include "cli/command.h"

enum { PORT_USUAL = 8000, PORT_MAX = 65535 };

const struct option_spec serve_options[] = {
    {'p', true, "port", "N", "where it listens (8000); 0: any port that is free"},
    {'c', false, "cert", "FILE", "certificate in PEM: HTTPS, which phones need to store the tour"},
    {'k', false, "key", "FILE", "its private key in PEM"},
    {'v', true, "verbose", NULL, "a line for each request"},
    {0},
};

/* https://no-color.org */
static bool
wants_colours(void)
{
    const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool is_dumb = terminal == NULL || str_equal(str_from(terminal), STR("dumb"));
    return isatty(STDOUT_FILENO) && !is_dumb && (refused == NULL || refused[0] == '\0');
}

enum status
serve_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    (void)out;
    uint32_t port = PORT_USUAL;
    if (option_given(options, 'p') && !str_to_number(option_value(options, 'p'), PORT_MAX, &port)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "a number from 0 to 65535",
                 "--port " STR_FMT " is no port", STR_ARG(option_value(options, 'p')));
        return STATUS_USAGE;
    }
    struct serve_options serve = {
        .folder = options->words[0],
        .port = (uint16_t)port,
        .certificate = option_value(options, 'c'),
        .key = option_value(options, 'k'),
        .verbose = option_given(options, 'v'),
        .coloured = wants_colours(),
    };
    if ((serve.certificate.len > 0) != (serve.key.len > 0)) {
        diag_add(diags, DIAG_ERROR, STR(""), 0, 0, "HTTPS takes both: --cert cert.pem --key key.pem",
                 "%s is missing", serve.key.len > 0 ? "--cert" : "--key");
        return STATUS_USAGE;
    }
    return serve_tour(&serve, scratch, diags);
}
