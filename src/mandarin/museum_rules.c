#include "mandarin/museum_rules.h"

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/number_words.h"

static bool
is_capital(char32_t c)
{
    return c >= U'A' && c <= U'Z';
}

size_t
museum_match_trench(struct written *w, size_t at)
{
    enum { FIRST_DIG = 1920, LAST_DIG = 2099 };
    size_t end = written_digits_end(w, at), letters = end;
    while (letters - end < 5 && is_capital(written_at(w, letters)))
        letters++;
    uint32_t value = number_value(w, at, end);
    bool whole = end - at == 4 && value >= FIRST_DIG && value <= LAST_DIG;
    bool brief = end - at == 2 && letters == end + 1 && charset_has(U"MTHFGKYJZW", written_at(w, end));
    size_t stop = written_digits_end(w, letters);
    brief = brief && stop != letters &&
            (written_is_colon(written_at(w, stop)) || stop - letters >= 3 ||
             (value >= 50 && charset_has(U"MTH", written_at(w, end))));
    if (letters == end || stop == letters || !(whole || brief) || written_is_latin(written_at(w, at - 1)))
        return at;
    written_group(w, at, end);
    number_say_digits(w, at, end, false);
    return end;
}

size_t
museum_match_diameter(struct written *w, size_t at)
{
    if (!charset_has(U"Φφϕ⌀∅Øø", written_at(w, at)) || !written_digit_at(w, written_after_space(w, at + 1)) ||
        written_is_latin(written_at(w, at - 1)))
        return at;
    size_t end = written_after_space(w, at + 1);
    bool told = written_ends(w, written_before_space(w, at), U"直径 径 口径 底径 腹径 足径") != 0;
    if (told)
        return end;
    written_group(w, at, end);
    written_say(w, U"直径");
    return end;
}

/* The element whose symbol is at `at`; *end moves past it. NULL: none that is dated by. */
static const char32_t *
element_at(const struct written *w, size_t at, size_t *end)
{
    static const struct {
        const char32_t *symbol, *name;
    } elements[] = {{U"C", U"碳"},  {U"O", U"氧"},  {U"H", U"氢"},  {U"N", U"氮"},  {U"U", U"铀"},
                    {U"K", U"钾"},  {U"S", U"硫"},  {U"Pb", U"铅"}, {U"Sr", U"锶"}, {U"Ar", U"氩"},
                    {U"Be", U"铍"}, {U"Th", U"钍"}, {U"Nd", U"钕"}, {U"Cs", U"铯"}, {U"I", U"碘"}};
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        size_t length = written_starts(w, at, elements[i].symbol);
        if (length != 0 && !written_is_latin(written_at(w, at + length)) &&
            !written_digit_at(w, at + length)) {
            *end = at + length;
            return elements[i].name;
        }
    }
    return NULL;
}

static void
say_isotope(struct written *w, size_t at, size_t end, const char32_t *name, uint32_t mass)
{
    written_group(w, at, end);
    written_say(w, name);
    number_say_value(w, mass, NUMBER_PLAIN);
}

size_t
museum_match_isotope(struct written *w, size_t at)
{
    static const char32_t raised[] = U"⁰¹²³⁴⁵⁶⁷⁸⁹",
                          dated[] = U"测年 年代 定年 测定 断代 检测 同位素 样品 标本";
    size_t end = at, stop = at;
    uint32_t mass = 0;
    for (; end - at < 3 && charset_has(raised, written_at(w, end)); end++) {
        for (uint32_t k = 0; k < 10; k++)
            mass = raised[k] == written_at(w, end) ? mass * 10 + k : mass;
    }
    const char32_t *name = end == at ? NULL : element_at(w, end, &stop);
    if (name == NULL) {
        bool before = written_starts(w, at, U"14C") != 0, behind = written_starts(w, at, U"C14 C-14") != 0;
        if ((!before && !behind) || written_is_latin(written_at(w, at - 1)))
            return at;
        name = U"碳";
        mass = 14;
        stop = at + written_starts(w, at, U"14C C14 C-14");
        if (written_starts(w, written_after_space(w, stop), dated) == 0)
            return at;
    }
    if (written_is_latin(written_at(w, at - 1)) || written_is_digit(written_at(w, at - 1)))
        return at;
    say_isotope(w, at, stop, name, mass);
    return stop;
}

size_t
museum_match_note(struct written *w, size_t at)
{
    char32_t open = written_at(w, at), before = written_at(w, at - 1), close = open == U'[' ? U']' : U'］';
    if ((open != U'[' && open != U'［') ||
        !(utf8_is_han(before) || charset_has(U"”》」』）)。，；：、？！]］", before)))
        return at;
    size_t end = at + 1, digits = 0, run = 0;
    for (; end - at < 16; end++) {
        bool digit = written_digit_at(w, end);
        run = digit ? run + 1 : 0;
        digits += digit;
        if (run > 3 || (!digit && !charset_has(U",，、-–—~ ", written_at(w, end))))
            break;
    }
    if (digits == 0 || written_at(w, end) != close || written_at(w, end + 1) == U'号')
        return at;
    written_group(w, at, end + 1);
    written_say(w, U" ");
    return end + 1;
}
