/*
 * A text as a QR code for a terminal: two rows of modules a line, in half blocks.
 *
 * In: an address. Out: lines of ▀ ▄ █ and spaces, with the quiet zone of four modules.
 *
 * Example: qr_put(stdout, "http://192.168.1.20:8000/", true)
 */
#ifndef SERVE_QR_H
#define SERVE_QR_H

#include <stdbool.h>
#include <stdio.h>

/* coloured: black on white whatever the terminal's colours are; without, the light modules are drawn, which
 * is right on a dark ground (cameras read the reverse as well). False where the text is too long for a code.
 */
bool qr_put(FILE *out, const char *text, bool coloured);

#endif
