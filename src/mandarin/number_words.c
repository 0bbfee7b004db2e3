#include "mandarin/number_words.h"

#include "mandarin/measure_words.h"

enum { GROUP = 4, WHOLE_DIGITS_MAX = 24, VALUE_DIGITS_MAX = 9, SEPARATORS_MAX = 8 };

static const char32_t digit_words[] = U"零一二三四五六七八九";

/* Position past ,ddd,ddd… from `at`, or `at`. The separator is one of , ， and space, and the same
 * throughout. Of the last two it separates thousands only where what is counted stands behind, as a list may
 * be written alike (10，200，300); a space before 000 always does. */
static size_t
groups_end(const struct written *w, size_t at)
{
    char32_t separator = written_at(w, at);
    if (separator != U',' && separator != U'，' && separator != U' ')
        return at;
    bool sure = separator == U',' || (separator == U' ' && written_starts(w, at + 1, U"000") != 0);
    size_t stop = at;
    for (unsigned i = 0; i < SEPARATORS_MAX && written_at(w, stop) == separator; i++) {
        size_t end = stop + 1;
        while (end - stop <= 4 && written_digit_at(w, end))
            end++;
        if (end - stop != 4)
            break;
        stop = end;
    }
    return stop != at && (sure || measure_follows(w, stop)) ? stop : at;
}

uint32_t
number_value(const struct written *w, size_t first, size_t end)
{
    uint32_t value = 0;
    unsigned digits = 0;
    for (size_t i = first; i < end; i++) {
        if (!written_digit_at(w, i))
            continue;
        if (++digits > VALUE_DIGITS_MAX)
            return UINT32_MAX;
        value = value * 10 + (written_at(w, i) - U'0');
    }
    return value;
}

bool
number_scan(const struct written *w, size_t at, struct number *number)
{
    size_t end = written_digits_end(w, at);
    if (end == at)
        return false;
    *number = (struct number){.first = at, .whole_end = end, .digits = end - at};
    number->leading_zero = end - at > 1 && written_at(w, at) == U'0';
    if (end - at <= 3 && !number->leading_zero) {
        number->whole_end = groups_end(w, end);
        number->grouped = number->whole_end != end;
        number->digits += (number->whole_end - end) / 4 * 3;
    }
    number->end = number->whole_end;
    if (written_at(w, number->whole_end) == U'.' && written_digit_at(w, number->whole_end + 1))
        number->end = written_digits_end(w, number->whole_end + 1);
    number->value = number_value(w, at, number->whole_end);
    return true;
}

void
number_say_digits(struct written *w, size_t first, size_t end, bool yao)
{
    for (size_t i = first; i < end; i++) {
        char32_t c = written_at(w, i);
        if (written_is_digit(c))
            written_say_one(w, yao && c == U'1' ? U'幺' : digit_words[c - U'0']);
    }
}

struct saying {
    struct written *w;
    enum number_style style;
    bool begun;        /* something was said */
    bool zero_pending; /* a 零 is due before the next digit */
};

static void
say_digit(struct saying *s, unsigned place, unsigned digit, unsigned group, bool first_group, bool alone)
{
    static const char32_t places[] = {U'千', U'百', U'十', 0};
    if (s->zero_pending)
        written_say_one(s->w, U'零');
    s->zero_pending = false;
    bool two = digit == 2 && s->style != NUMBER_ORDINAL &&
               (place == 0 || (place == 1 && group == 200 && first_group) ||
                (place == 3 && group == 2 && first_group && (!alone || s->style == NUMBER_COUNT)));
    bool bare_ten = place == 2 && digit == 1 && !s->begun;
    if (!bare_ten)
        written_say_one(s->w, two ? U'两' : digit_words[digit]);
    if (places[place] != 0)
        written_say_one(s->w, places[place]);
    s->begun = true;
}

/* digits: four values; power: 0 for the ones, 1 for 万, 2 for 亿, 3 for 万亿 … */
static void
say_group(struct saying *s, const unsigned digits[GROUP], unsigned power, bool alone)
{
    unsigned group = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
    bool first_group = !s->begun;
    for (unsigned place = 0; place < GROUP; place++) {
        if (digits[place] != 0)
            say_digit(s, place, digits[place], group, first_group, alone);
        else if (s->begun)
            s->zero_pending = true;
    }
    if (group != 0) {
        s->zero_pending = false;
        if (power % 2 == 1)
            written_say_one(s->w, U'万');
    }
    for (unsigned i = 0; s->begun && power % 2 == 0 && i < power / 2; i++)
        written_say_one(s->w, U'亿');
}

static void
say_whole(struct written *w, const unsigned *values, size_t count, enum number_style style)
{
    struct saying s = {w, style, false, false};
    unsigned digits[GROUP] = {0};
    for (size_t i = 0; i < count; i++) {
        size_t left = count - 1 - i;
        digits[GROUP - 1 - left % GROUP] = values[i];
        if (left % GROUP == 0)
            say_group(&s, digits, (unsigned)(left / GROUP), count == 1);
    }
    if (!s.begun)
        written_say_one(w, U'零');
}

void
number_say(struct written *w, const struct number *number, enum number_style style)
{
    number_say_scaled(w, number, 0, style);
}

void
number_say_scaled(struct written *w, const struct number *number, unsigned zeros, enum number_style style)
{
    unsigned values[WHOLE_DIGITS_MAX];
    size_t count = 0, decimals = number->whole_end;
    if (number->digits + zeros > WHOLE_DIGITS_MAX) {
        number_say_digits(w, number->first, number->whole_end, false);
    } else {
        for (size_t i = number->first; i < number->whole_end; i++) {
            if (written_digit_at(w, i))
                values[count++] = (unsigned)(written_at(w, i) - U'0');
        }
        decimals += decimals != number->end; /* the point */
        for (; zeros > 0; zeros--)
            values[count++] = decimals < number->end ? (unsigned)(written_at(w, decimals++) - U'0') : 0;
        say_whole(w, values, count, decimals < number->end && style == NUMBER_COUNT ? NUMBER_PLAIN : style);
    }
    if (decimals < number->end) {
        written_say_one(w, U'点');
        number_say_digits(w, decimals, number->end, false);
    }
}

void
number_say_value(struct written *w, uint32_t value, enum number_style style)
{
    unsigned values[GROUP];
    size_t count = 0;
    for (uint32_t power = 1000; power > 0; power /= 10) {
        if (value >= power || power == 1)
            values[count++] = value / power % 10;
    }
    say_whole(w, values, count, style);
}
