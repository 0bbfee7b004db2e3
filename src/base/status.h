/*
 * What a call that may fail says. The words of a failure go into the diagnostics (diag.h); the status says
 * which kind it was, which becomes the exit status.
 *
 * Example: if (file_read(out, path, MAX, &bytes, diags) != STATUS_OK) return STATUS_SYSTEM;
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
    STATUS_OK = 0,
    STATUS_SCRIPT = 1, /* the producer's input has errors */
    STATUS_USAGE = 2,  /* the command line is wrong */
    STATUS_SYSTEM = 3, /* disk, engine, library, process */
    STATUS_STOPPED = 4, /* a signal asked us to stop (stop.h); no diagnostic: whoever asked knows */
};

#define MUST_CHECK __attribute__((warn_unused_result))

#endif
