#include "publish/archive.h"

#include <zip.h>

enum {
    DOS_MIDNIGHT = 0,
    DOS_1980_01_01 = 1 << 5 | 1, /* the first day that a ZIP can name */
    UNIX_REGULAR_0644 = 0100644,
    DEFLATE_LEVEL = 9,
};

static enum status
fail(struct diags *diags, str path, const char *reason)
{
    diag_add(diags, DIAG_ERROR, path, 0, 0, NULL, "cannot write: %s", reason);
    return STATUS_SYSTEM;
}

static bool
add(zip_t *zip, const struct archive_member *member, arena scratch)
{
    zip_source_t *source = member->path.len > 0
                               ? zip_source_file(zip, str_terminated(&scratch, member->path), member->from,
                                                 member->length > 0 ? (zip_int64_t)member->length : -1)
                               : zip_source_buffer(zip, member->bytes.data, member->bytes.len, 0);
    if (source == NULL) {
        return false;
    }
    zip_int64_t added = zip_file_add(zip, str_terminated(&scratch, member->name), source, 0);
    if (added < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t index = (zip_uint64_t)added;
    zip_int32_t method = member->deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE;
    return zip_set_file_compression(zip, index, method, member->deflated ? DEFLATE_LEVEL : 0) == 0 &&
           zip_file_set_dostime(zip, index, DOS_MIDNIGHT, DOS_1980_01_01, 0) == 0 &&
           zip_file_set_external_attributes(zip, index, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)UNIX_REGULAR_0644 << 16) == 0;
}

enum status
archive_write(str path, const struct archive_member *members, size_t count, arena scratch,
              struct diags *diags)
{
    int code = 0;
    zip_t *zip = zip_open(str_terminated(&scratch, path), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (zip == NULL) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        enum status status = fail(diags, path, zip_error_strerror(&error));
        zip_error_fini(&error);
        return status;
    }
    bool good = true;
    for (size_t i = 0; i < count && good; i++) {
        good = add(zip, &members[i], scratch);
    }
    if (!good || zip_close(zip) != 0) {
        enum status status = fail(diags, path, zip_strerror(zip));
        zip_discard(zip);
        return status;
    }
    return STATUS_OK;
}
