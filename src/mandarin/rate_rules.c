#include "mandarin/rate_rules.h"

#include "base/utf8.h"
#include "mandarin/measure_words.h"
#include "mandarin/range_rules.h"
#include "mandarin/units.h"

struct rate {
    struct number one, two;
    bool range;
    size_t scale, scale_end; /* hanzi between number and unit: 万, 万余 */
    const struct unit *unit; /* NULL: a measure word */
    size_t unit_end, end;
    const char32_t *base, *second_base; /* 元/人·天 has two; NULL: one */
    struct number portion;              /* kJ/100g; end 0: none */
};

/* A slash within reach of the longest unit or measure. */
static bool
slash_follows(const struct written *w, size_t at)
{
    enum { REACH = 16 };
    size_t i = at;
    while (i - at < REACH && written_at(w, i) != U'/' && written_at(w, i) != 0)
        i++;
    return i - at < REACH && written_at(w, i) == U'/';
}

static bool
scan_rate(const struct written *w, size_t at, struct rate *r)
{
    *r = (struct rate){.unit = NULL};
    if (!number_scan(w, at, &r->one))
        return false;
    size_t end = r->one.end;
    r->range = range_scan_second(w, end, &r->two);
    if (r->range)
        end = r->two.end;
    r->scale = end;
    while (end - r->scale < 3 && written_starts(w, end, U"万 亿 千 百 余 多") != 0)
        end++;
    if (written_starts(w, end, U"元") == 0 && end == r->scale + 1 && written_at(w, end - 1) == U'千' &&
        written_starts(w, end, U"米 克 瓦") != 0)
        end--; /* 千米 is a unit */
    r->scale_end = end;
    if (!slash_follows(w, end))
        return false;
    r->unit = unit_at(w, end, &r->unit_end);
    if (r->unit == NULL)
        r->unit_end = utf8_is_han(written_at(w, end)) ? end + measure_at(w, end) : end;
    if ((r->unit_end == end && r->scale_end == r->scale) || written_at(w, r->unit_end) != U'/' ||
        unit_names_twice(w, end, r->unit_end + 1))
        return false;
    size_t base = r->unit_end + 1;
    if (number_scan(w, base, &r->portion))
        base = r->portion.end;
    r->base = unit_base(w, base, &r->end);
    size_t stop = 0;
    if (r->base != NULL && written_starts(w, r->end, U"· • ・") != 0 &&
        (r->second_base = unit_base(w, r->end + 1, &stop)) != NULL)
        r->end = stop;
    return r->base != NULL;
}

size_t
rate_match(struct written *w, size_t at)
{
    struct rate r;
    if (!scan_rate(w, at, &r))
        return at;
    written_group(w, at, r.end);
    if (written_ends(w, written_before_space(w, at), U"时速 时速为 时速约 时速达") == 0) {
        written_say(w, U"每");
        if (r.portion.end != 0)
            number_say(w, &r.portion, NUMBER_COUNT);
        written_say(w, r.base);
        if (r.second_base != NULL) {
            written_say(w, U"每");
            written_say(w, r.second_base);
        }
    }
    number_say(w, &r.one, NUMBER_COUNT);
    if (r.range) {
        written_say(w, U"到");
        number_say(w, &r.two, NUMBER_COUNT);
    }
    for (size_t i = r.scale; i < r.scale_end; i++)
        written_say_one(w, written_hanzi(w, i));
    if (r.unit != NULL)
        written_say(w, r.unit->spoken);
    for (size_t i = r.scale_end; r.unit == NULL && i < r.unit_end; i++)
        written_say_one(w, written_hanzi(w, i));
    return r.end;
}
