#include "mandarin/money_rules.h"

#include "mandarin/number_words.h"
#include "mandarin/range_rules.h"
#include "mandarin/units.h"

/* What stands between the dollar sign and the currency's name. */
struct amount {
    struct number one, two;
    bool range;
    unsigned zeros;    /* of an English million */
    size_t scale, end; /* hanzi such as 万亿多, which begin at end - scale */
};

/* 3.5m, 1.5 million: how many zeros; *end moves past it. */
static unsigned
english_scale(const struct written *w, size_t *end)
{
    static const struct {
        const char32_t *words;
        unsigned zeros;
    } scales[] = {{U"k K thousand", 3}, {U"m M mn million", 6}, {U"b B bn billion", 9}, {U"trillion", 12}};
    size_t at = written_after_space(w, *end);
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
        size_t length = written_starts(w, at, scales[i].words);
        if (length == 0 || (length == 1 && at != *end) || written_is_latin(written_at(w, at + length)) ||
            written_digit_at(w, at + length))
            continue;
        *end = at + length;
        return scales[i].zeros;
    }
    return 0;
}

static bool
scan_amount(const struct written *w, size_t at, struct amount *a)
{
    *a = (struct amount){.scale = 0};
    if (!number_scan(w, at, &a->one))
        return false;
    a->end = a->one.end;
    a->range = range_scan_second(w, a->end, &a->two);
    if (a->range)
        a->end = a->two.end;
    a->zeros = english_scale(w, &a->end);
    while (a->zeros == 0 && a->scale < 2 && written_starts(w, a->end + a->scale, U"万 亿 千 百") != 0)
        a->scale++;
    a->scale += written_starts(w, a->end + a->scale, U"多 余");
    a->end += a->scale;
    return true;
}

size_t
money_match(struct written *w, size_t at)
{
    size_t end = 0, base_end = 0;
    const char32_t *name = unit_currency(w, at, &end), *base = NULL;
    struct amount a;
    if (name == NULL || written_is_ascii_letter(written_at(w, at - 1)) ||
        !scan_amount(w, written_after_space(w, end), &a))
        return at;
    bool named = written_starts(w, a.end, name) != 0;
    if (!named && written_at(w, a.end) == U'/')
        base = unit_base(w, a.end + 1, &base_end);
    written_group(w, at, base == NULL ? a.end : base_end);
    if (base != NULL) {
        written_say(w, U"每");
        written_say(w, base);
    }
    number_say_scaled(w, &a.one, a.zeros, NUMBER_COUNT);
    if (a.range) {
        written_say(w, U"到");
        number_say_scaled(w, &a.two, a.zeros, NUMBER_COUNT);
    }
    for (size_t i = a.end - a.scale; i < a.end; i++)
        written_say_one(w, written_hanzi(w, i));
    if (!named)
        written_say(w, name);
    return base == NULL ? a.end : base_end;
}
