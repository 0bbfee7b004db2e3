/*
 * Files and folders. Every failure is a diagnostic with the path and the system's reason.
 *
 * In: paths. Out: bytes; files that are there whole or not at all.
 *
 * Example: enum status s = file_replace(path, bytes, scratch, diags);
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/diag.h"

/* "a/b" from "a" and "b"; an absolute or empty second part stands alone, a closing slash is not doubled. */
str file_join(arena *out, str folder, str name);
str file_name(str path);   /* "c.txt" of "a/b/c.txt"; "b" of "a/b/" */
str file_folder(str path); /* "a/b" of "a/b/c.txt"; "." where there is none */

/* For main, first of all: a program may be started with standard input, output or error closed, and the first
 * file it opens would take that number and receive what was meant for the stream. False where /dev/null
 * cannot be opened in its place. */
bool file_hold_standard_streams(void);

bool file_exists(arena scratch, str path);
bool file_is_folder(arena scratch, str path);

/* Bytes of a file; STATUS_SYSTEM where it is not there. */
MUST_CHECK enum status file_measure(str path, uint64_t *bytes, arena scratch, struct diags *diags);

/* Reads a file (or standard input for "-") of at most max bytes. *bytes lives in *out. A named pipe that
 * nobody writes to is empty. */
MUST_CHECK enum status file_read(arena *out, str path, size_t max, str *bytes, struct diags *diags);

/* Writes path by a temporary file in the same folder, fsync and rename: old or new, never half. */
MUST_CHECK enum status file_replace(str path, str bytes, arena scratch, struct diags *diags);

/* The same without fsync, for what is proved when it is read, and with the temporary file elsewhere on that
 * file system, where leftovers of killed writers gather. */
MUST_CHECK enum status file_replace_by_way_of(str folder, str path, str bytes, arena scratch,
                                              struct diags *diags);

/* Makes a folder and its parents; fine where it is there already. */
MUST_CHECK enum status file_make_folder(str path, arena scratch, struct diags *diags);

/* Makes a new folder whose name is `prefix` and six characters that no other has; *path lives in *out. */
MUST_CHECK enum status file_make_unique_folder(arena *out, str prefix, str *path, struct diags *diags);

/* Removes a file or a folder with all it holds; links are removed, not followed. Nothing there is fine. */
MUST_CHECK enum status file_remove(str path, arena scratch, struct diags *diags);

/* Names in a folder, sorted by bytes, without "." and ".."; *names lives in *out. */
MUST_CHECK enum status file_list(arena *out, str path, str **names, size_t *count, struct diags *diags);

/* Waits until a file's bytes are on the disk. One that is gone is passed over. */
MUST_CHECK enum status file_sync(str path, arena scratch, struct diags *diags);

/* Makes what happened in a folder (creations, renames) last through a power cut. */
MUST_CHECK enum status file_sync_folder(str path, arena scratch, struct diags *diags);

/* A folder, and every file and folder in it. */
MUST_CHECK enum status file_sync_all(str folder, arena scratch, struct diags *diags);

/*
 * A file written piece by piece. Errors stick: put as much as you like and look once, at file_close.
 *
 * Example: struct file_writer *w = file_create(&scratch, path);
 *          file_put(w, STR("x")); return file_close(w, diags);
 */
struct file_writer;
struct file_writer *file_create(arena *out, str path); /* truncates; "-": standard output; never NULL */
void file_put(struct file_writer *w, str bytes);
void file_put_format(struct file_writer *w, const char *format, ...) __attribute__((format(printf, 2, 3)));
uint64_t file_length(const struct file_writer *w); /* bytes put so far */
/* Flushes and closes; the system begins to write it to the disk, and file_sync_all waits for that. */
MUST_CHECK enum status file_close(struct file_writer *w, struct diags *diags);

#endif
