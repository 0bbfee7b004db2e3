#include "publish/sum.h"

#include <string.h>

#include "base/file.h"
#include "base/hash.h"

enum { FILE_BYTES_MAX = 1 << 30 };

enum status
sum_file(const struct press *press, str name, struct sum *sum, arena scratch)
{
    str bytes, path = file_join(&scratch, press->folder, name);
    *sum = (struct sum){0};
    enum status status = file_read(&scratch, path, FILE_BYTES_MAX, &bytes, press->diags);
    if (status == STATUS_OK) {
        memcpy(sum->digits, hash_bytes(&scratch, bytes).data, SUM_DIGITS);
        sum->bytes = bytes.len;
    }
    return status;
}
