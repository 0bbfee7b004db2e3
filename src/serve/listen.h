/*
 * The socket that visitors come to: every address of this machine, IPv4 and IPv6 in one where there is IPv6.
 *
 * In: a port, 0 for a free one. Out: a listening socket and the port it has.
 *
 * Example: int fd = listen_open(&port, diags);
 */
#ifndef SERVE_LISTEN_H
#define SERVE_LISTEN_H

#include <stdint.h>

#include "base/diag.h"

/* -1 with a diagnostic where the port is taken or may not be used. The caller closes it. */
int listen_open(uint16_t *port, struct diags *diags);

#endif
