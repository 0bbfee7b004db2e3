#include "mandarin/quantity_rules.h"

#include "base/utf8.h"
#include "mandarin/measure_words.h"
#include "mandarin/range_rules.h"
#include "mandarin/units.h"
#include "mandarin/year_rules.h"

/* 第4、5、6号: the later numbers of an ordinal list. */
static bool
continues_ordinals(const struct written *w, size_t at)
{
    for (unsigned steps = 0; steps < 4 && at > 1 && written_starts(w, at - 1, U"、 和 至 到 - ~ —") != 0;
         steps++) {
        at--;
        for (unsigned digits = 0; digits < 4 && at > 0 && written_digit_at(w, at - 1); digits++)
            at--;
        if (written_ends(w, at, U"第") != 0)
            return true;
    }
    return false;
}

static enum number_style
style_of(const struct written *w, const struct number *number)
{
    size_t before = written_before_space(w, number->first);
    if (written_ends(w, before, U"第 初") != 0 || continues_ordinals(w, before))
        return NUMBER_ORDINAL;
    char32_t c = written_at(w, before - 1), direct = written_at(w, number->first - 1);
    bool name = written_is_latin(direct) || direct == U'.' ||
                written_ends(w, before, U"周 星期 礼拜 + × ÷ = / ^") != 0;
    if (c == U'点' || name || c == U'零' || (written_at(w, number->end) == U'年' && year_in_reign(w, before)))
        return NUMBER_PLAIN;
    return measure_follows(w, number->end) ? NUMBER_COUNT : NUMBER_PLAIN;
}

size_t
quantity_match_fraction(struct written *w, size_t at)
{
    struct number top, bottom;
    number_scan(w, at, &top);
    size_t slash = written_after_space(w, top.end);
    size_t next = written_after_space(w, slash + 1);
    if (written_at(w, slash) != U'/' || !number_scan(w, next, &bottom))
        return at;
    char32_t after = written_at(w, bottom.end), before = written_at(w, at - 1);
    if (top.end != top.whole_end || bottom.end != bottom.whole_end || bottom.value == 0 || top.leading_zero ||
        bottom.leading_zero || after == U'/' || written_is_ascii_letter(after) || before == U'/' ||
        written_is_latin(before) || top.digits > 4 || bottom.digits > 6)
        return at;
    written_group(w, at, bottom.end);
    number_say(w, &bottom, NUMBER_PLAIN);
    written_say(w, U"分之");
    number_say(w, &top, NUMBER_PLAIN);
    return bottom.end;
}

static size_t
percent_sign(const struct written *w, size_t end, const char32_t **words)
{
    size_t sign = written_after_space(w, end);
    char32_t c = written_at(w, sign);
    if (c != U'%' && c != U'‰')
        return end;
    *words = c == U'%' ? U"百分之" : U"千分之";
    return sign + 1;
}

size_t
quantity_match_percent(struct written *w, size_t at)
{
    const char32_t *words = NULL;
    struct number number, second;
    number_scan(w, at, &number);
    size_t end = percent_sign(w, number.end, &words);
    if (end == number.end &&
        (!range_scan_second(w, end, &second) || percent_sign(w, second.end, &words) == second.end))
        return at;
    written_group(w, at, end);
    written_say(w, words);
    if (number.value == 100 && number.digits == 3 && number.end == number.whole_end && *words == U'百')
        written_say(w, U"百");
    else
        number_say(w, &number, NUMBER_ORDINAL); /* 百分之二百 */
    return end;
}

static void
say_part(struct written *w, size_t first, const char32_t *name)
{
    struct number number;
    if (!number_scan(w, first, &number))
        return;
    if (number.leading_zero && number.value != 0)
        written_say(w, U"零");
    if (number.digits <= 3 && number.end == number.whole_end)
        number_say_value(w, number.value, NUMBER_PLAIN);
    else
        number_say(w, &number, NUMBER_PLAIN);
    written_say(w, name);
}

/* Position past the number and the sign of the list behind it; `at` where there is none. */
static size_t
part_end(const struct written *w, size_t at, const char32_t *signs)
{
    struct number number;
    if (!number_scan(w, at, &number))
        return at;
    size_t sign = written_starts(w, number.end, signs);
    return sign == 0 ? at : number.end + sign;
}

size_t
quantity_match_coordinate(struct written *w, size_t at)
{
    static const char32_t *const directions[] = {U"北纬", U"南纬", U"东经", U"西经"};
    size_t degrees = part_end(w, at, U"° º ˚"), minutes = degrees, seconds = degrees;
    if (degrees == at && part_end(w, part_end(w, at, U"' ’"), U"\" ” '' ’’") == part_end(w, at, U"' ’"))
        return at; /* neither degrees nor a length of time such as 5'20" */
    size_t minutes_at = written_after_space(w, degrees), seconds_at = degrees;
    if (part_end(w, minutes_at, U"′ ' ’ ´") != minutes_at) {
        minutes = part_end(w, minutes_at, U"′ ' ’ ´");
        seconds = minutes;
        seconds_at = written_after_space(w, minutes);
        if (part_end(w, seconds_at, U"″ \" ” '' ′′ ’’") != seconds_at)
            seconds = part_end(w, seconds_at, U"″ \" ” '' ′′ ’’");
    }
    size_t end = seconds;
    size_t direction_at = written_after_space(w, end);
    const char32_t *direction = U"";
    for (size_t i = 0; i < 4; i++) {
        bool letter = written_at(w, direction_at) == U"NSEW"[i];
        if (letter && !written_is_ascii_letter(written_at(w, direction_at + 1))) {
            direction = directions[i];
            end = direction_at + 1;
        }
    }
    if (end == degrees)
        return at; /* plain degrees are a unit */
    written_group(w, at, end);
    written_say(w, direction);
    if (degrees != at)
        say_part(w, at, U"度");
    if (minutes != degrees)
        say_part(w, minutes_at, U"分");
    if (seconds != minutes)
        say_part(w, seconds_at, U"秒");
    return end;
}

size_t
quantity_match_rate(struct written *w, size_t at)
{
    struct number number, second;
    number_scan(w, at, &number);
    size_t end = number.end;
    bool range = range_scan_second(w, end, &second);
    if (range)
        end = second.end;
    const char32_t *base = NULL;
    size_t unit_end = 0, stop = 0;
    const struct unit *unit = unit_at(w, end, &unit_end);
    if (unit != NULL && written_at(w, unit_end) == U'/')
        base = unit_base(w, unit_end + 1, &stop);
    if (base == NULL)
        return at;
    written_group(w, at, stop);
    if (written_ends(w, written_before_space(w, at), U"时速 时速为 时速约 时速达") == 0) {
        written_say(w, U"每");
        written_say(w, base);
    }
    number_say(w, &number, NUMBER_COUNT);
    if (range) {
        written_say(w, U"到");
        number_say(w, &second, NUMBER_COUNT);
    }
    written_say(w, unit->spoken);
    return stop;
}

size_t
quantity_match_unit(struct written *w, size_t at)
{
    struct number number;
    number_scan(w, at, &number);
    size_t end = 0;
    const struct unit *unit = unit_at(w, number.end, &end);
    char32_t before = written_at(w, at - 1);
    if (unit == NULL || utf8_is_han(unit->written[0]) || number.leading_zero || written_is_latin(before) ||
        (before == U'-' && written_is_latin(written_at(w, at - 2))))
        return at;
    if ((unit->written[0] | 0x20) == U'x' && number.digits > 4)
        return at; /* the last sign of an identity number */
    if (unit->shy && written_starts(w, number.end, U"g网 g手 g时 g信 g技 g基 s店") != 0)
        return at;
    written_group(w, at, number.end);
    number_say(w, &number, unit->plain_two ? NUMBER_PLAIN : NUMBER_COUNT);
    written_group(w, written_after_space(w, number.end), end);
    written_say(w, unit->spoken);
    return end;
}

size_t
quantity_match_bare_unit(struct written *w, size_t at)
{
    size_t end = 0;
    const struct unit *unit = unit_at(w, at, &end);
    size_t before = written_before_space(w, at);
    char32_t c = written_at(w, before - 1);
    bool per = c == U'/' && utf8_is_han(written_at(w, before - 2));
    if (unit == NULL || utf8_is_han(unit->written[0]) || (!per && !written_is_numeral(c)) ||
        unit->written[0] == U'w')
        return at;
    if (unit->shy && c != U'万' && c != U'亿' && c != U'多' && c != U'余')
        return at;
    written_group(w, at, end);
    written_say(w, unit->spoken);
    return end;
}

size_t
quantity_match_number(struct written *w, size_t at)
{
    struct number number;
    number_scan(w, at, &number);
    written_group(w, at, number.end);
    number_say(w, &number, style_of(w, &number));
    return number.end;
}
