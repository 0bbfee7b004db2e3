#include "verify/clock.h"

#include <inttypes.h>

static bool
take_number(str *text, size_t digits_min, size_t digits_max, uint32_t max, uint64_t *number)
{
    size_t digits = 0;
    while (digits < text->len && text->data[digits] >= '0' && text->data[digits] <= '9') {
        digits++;
    }
    uint32_t value;
    if (digits < digits_min || digits > digits_max ||
        !str_to_number(str_cut(*text, 0, digits), max, &value)) {
        return false;
    }
    *text = str_from_offset(*text, digits);
    *number = value;
    return true;
}

static bool
take_char(str *text, char c)
{
    if (text->len == 0 || text->data[0] != c) {
        return false;
    }
    *text = str_from_offset(*text, 1);
    return true;
}

bool
clock_parse(str text, uint64_t *ms)
{
    uint64_t hours, minutes, seconds, thousandths;
    if (!take_number(&text, 2, 6, 999999, &hours) || !take_char(&text, ':') ||
        !take_number(&text, 2, 2, 59, &minutes) || !take_char(&text, ':') ||
        !take_number(&text, 2, 2, 59, &seconds) || !take_char(&text, '.') ||
        !take_number(&text, 3, 3, 999, &thousandths) || text.len != 0) {
        return false;
    }
    *ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths;
    return true;
}

str
clock_from_ms(arena *out, uint64_t ms)
{
    uint64_t seconds = ms / 1000;
    return str_format(out, "%02" PRIu64 ":%02u:%02u.%03u", seconds / 3600, (unsigned)(seconds / 60 % 60),
                      (unsigned)(seconds % 60), (unsigned)(ms % 1000));
}

str
clock_from_samples(arena *out, uint64_t samples)
{
    return clock_from_ms(out, samples / CLOCK_SAMPLES_PER_MS);
}
