#include "mandarin/angle_rules.h"

#include "mandarin/number_words.h"

static void
say_part(struct written *w, size_t first, const char32_t *name, enum number_style style)
{
    struct number number;
    if (!number_scan(w, first, &number))
        return;
    if (number.leading_zero && number.value != 0)
        written_say(w, U"零");
    if (number.digits <= 3 && number.end == number.whole_end)
        number_say_value(w, number.value, number.leading_zero ? NUMBER_PLAIN : style);
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

/* The direction whose letter is at `at`, no other letter beside it; NULL: none. */
static const char32_t *
direction_at(const struct written *w, size_t at)
{
    static const char32_t *const directions[] = {U"北纬", U"南纬", U"东经", U"西经"};
    for (size_t i = 0; i < 4; i++) {
        if (written_at(w, at) == U"NSEW"[i])
            return written_is_latin(written_at(w, at + 1)) ? NULL : directions[i];
    }
    return NULL;
}

/* The angle at `at`, spoken for what begins at `from`. */
static size_t
match_from(struct written *w, size_t from, size_t at, const char32_t *direction)
{
    size_t degrees = part_end(w, at, U"° º ˚"), minutes = degrees, seconds = degrees;
    if (degrees == at && part_end(w, part_end(w, at, U"′ ' ’"), U"″ \" ” '' ’’") == part_end(w, at, U"′ ' ’"))
        return from; /* neither degrees nor a length of time such as 5'20" */
    size_t minutes_at = written_after_space(w, degrees), seconds_at = degrees;
    if (part_end(w, minutes_at, U"′ ' ’ ´") != minutes_at) {
        minutes = part_end(w, minutes_at, U"′ ' ’ ´");
        seconds = minutes;
        seconds_at = written_after_space(w, minutes);
        if (part_end(w, seconds_at, U"″ \" ” '' ′′ ’’") != seconds_at)
            seconds = part_end(w, seconds_at, U"″ \" ” '' ′′ ’’");
    }
    size_t end = seconds, letter = written_after_space(w, end);
    if (direction == NULL && (direction = direction_at(w, letter)) != NULL)
        end = letter + 1;
    if (direction == NULL && end == degrees)
        return from; /* plain degrees are a unit */
    enum number_style style = degrees == at ? NUMBER_COUNT : NUMBER_PLAIN;
    written_group(w, from, end);
    written_say(w, direction == NULL ? U"" : direction);
    if (degrees != at)
        say_part(w, at, U"度", NUMBER_PLAIN);
    if (minutes != degrees)
        say_part(w, minutes_at, U"分", style);
    if (seconds != minutes)
        say_part(w, seconds_at, U"秒", style);
    return end;
}

size_t
angle_match(struct written *w, size_t at)
{
    return match_from(w, at, at, NULL);
}

size_t
angle_match_direction(struct written *w, size_t at)
{
    const char32_t *direction = direction_at(w, at);
    size_t number = written_after_space(w, at + 1);
    if (direction == NULL || written_is_latin(written_at(w, at - 1)) ||
        part_end(w, number, U"° º ˚") == number)
        return at;
    if (written_ends(w, written_before_space(w, at), U"北纬 南纬 东经 西经") != 0)
        direction = U"";
    return match_from(w, at, number, direction);
}
