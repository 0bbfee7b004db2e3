/* A request: its target, then on lines of their own Range, a list of entity tags, Accept-Encoding. What a
 * target names lies below the folder, and a range inside the file. */
#include <stdlib.h>
#include <string.h>

#include "serve/content.h"
#include "serve/field.h"
#include "serve/range.h"
#include "serve/target.h"
#include "target.h"

static void
require(bool holds)
{
    if (!holds) {
        abort();
    }
}

static void
check_target(str url)
{
    struct target target;
    target_resolve(url, &target);
    if (target.kind != TARGET_FILE && target.kind != TARGET_FOLDER) {
        return;
    }
    str rest = str_from(target.path), part;
    require(target.kind == TARGET_FOLDER || rest.len > 0);
    require(rest.len == 0 || (rest.data[0] != '/' && rest.data[rest.len - 1] != '/'));
    while (str_split(&rest, '/', &part)) {
        require(part.len > 0 && part.data[0] != '.');
    }
    require(content_type(str_from(target.path))[0] != '\0');
    require(content_cache_control(str_from(target.path))[0] != '\0');
}

static void
check_range(str header, uint64_t size)
{
    struct range range = range_parse(header, size);
    require(range.kind != RANGE_PART ||
            (range.length > 0 && range.first < size && range.length <= size - range.first));
    require(range.kind != RANGE_WHOLE || (range.first == 0 && range.length == size));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    str rest = {(const char *)data, size}, line;
    if (str_split(&rest, '\n', &line)) {
        check_target(line);
    }
    if (str_split(&rest, '\n', &line)) {
        check_range(line, 0);
        check_range(line, 1000);
        check_range(line, UINT64_MAX);
    }
    if (str_split(&rest, '\n', &line)) {
        require(!field_lists_tag(line, STR("\"a\""), false) || field_lists_tag(line, STR("\"a\""), true));
    }
    (void)field_accepts_gzip(rest);
    return 0;
}
