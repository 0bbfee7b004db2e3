#include "publish/content_id.h"

#include "base/file.h"
#include "base/hash.h"

static enum status
add_sum(const struct press *press, str name, struct str_builder *sums, arena scratch)
{
    str sum;
    str path = file_join(&scratch, press->folder, name);
    enum status status = hash_file(&scratch, path, &sum, press->diags);
    if (status == STATUS_OK) {
        str_add(sums, sum);
        str_add_format(sums, "  " STR_FMT "\n", STR_ARG(name));
    }
    return status;
}

/* Digits 12 and 16 of a UUID say its version and variant. */
static str
urn_of(arena *out, str digits)
{
    static const char variants[] = "89ab";
    size_t variant =
        digits.data[16] <= '9' ? (size_t)(digits.data[16] - '0') : (size_t)(digits.data[16] - 'a');
    variant = digits.data[16] <= '9' ? variant % 4 : (variant + 2) % 4;
    return str_format(out, "urn:uuid:%.8s-%.4s-8%.3s-%c%.3s-%.12s", digits.data, digits.data + 8,
                      digits.data + 13, variants[variant], digits.data + 17, digits.data + 20);
}

enum status
content_id(arena *out, const struct press *press, str *urn)
{
    enum { SUM_BYTES = 128 };
    const struct tour *tour = press->tour;
    arena memory = arena_split(out, (tour->stop_count + 2) * 2 * SUM_BYTES);
    struct str_builder sums = {.out = &memory};
    enum status status = add_sum(press, STR("timeline.json"), &sums, *out);
    for (size_t i = 0; i < tour->stop_count && status == STATUS_OK; i++) {
        arena scratch = *out;
        str name = timeline_stop_file(&scratch, press->timeline, i, "opus");
        status = add_sum(press, name, &sums, scratch);
    }
    *urn = status == STATUS_OK ? urn_of(out, hash_bytes(out, str_built(&sums))) : STR("");
    return status;
}
