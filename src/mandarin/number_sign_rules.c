#include "mandarin/number_sign_rules.h"

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/number_words.h"

/* ² after a letter or number: 的平方; ^3: 的三次方. */
size_t
number_sign_match_power(struct written *w, size_t at)
{
    static const char32_t raised[] = U"⁰¹²³⁴⁵⁶⁷⁸⁹";
    char32_t c = written_at(w, at), before = written_at(w, at - 1);
    if (!written_is_latin(before) && !written_is_digit(before) && !utf8_is_han(before))
        return at;
    struct number number;
    bool minus = written_at(w, at + 1) == U'-';
    if (c == U'^' && number_scan(w, at + 1 + minus, &number) && number.digits < 4) {
        written_group(w, at, number.whole_end);
        written_say(w, minus ? U"的负" : U"的");
        number_say_value(w, number.value, NUMBER_PLAIN);
        written_say(w, U"次方");
        return number.whole_end;
    }
    size_t first = at + (c == U'⁻'), end = first;
    while (end - first < 4 && charset_has(raised, written_at(w, end)))
        end++;
    if (end == first)
        return at;
    written_group(w, at, end);
    written_say(w, first != at ? U"的负" : U"的");
    if (end - at == 1 && (c == U'²' || c == U'³')) {
        written_say(w, c == U'²' ? U"平方" : U"立方");
        return end;
    }
    uint32_t value = 0;
    for (size_t i = first; i < end; i++) {
        for (uint32_t k = 0; k < 10; k++)
            value = raised[k] == written_at(w, i) ? value * 10 + k : value;
    }
    number_say_value(w, value % 10000, NUMBER_PLAIN);
    written_say(w, U"次方");
    return end;
}

/* Rows of signs with rising values. Those of an item's number make a pause behind it. */
static const struct series {
    char32_t first, last;
    uint32_t value;
    bool item;
} series[] = {{0x2160, 0x216B, 1, false}, {0x2170, 0x217B, 1, false}, {U'①', U'⑳', 1, true},
              {U'⑴', U'⒇', 1, true},      {U'⒈', U'⒛', 1, true},      {U'❶', U'❿', 1, true},
              {U'㉑', U'㉟', 21, true},   {U'㈠', U'㈩', 1, true},    {U'㊀', U'㊉', 1, true},
              {U'㊱', U'㊿', 36, true},   {U'➀', U'➉', 1, true},      {U'➊', U'➓', 1, true},
              {U'⓵', U'⓾', 1, true},      {U'⓪', U'⓪', 0, true}};

static const struct series *
find_series(char32_t c)
{
    for (size_t i = 0; c >= 0x2160 && i < sizeof series / sizeof *series; i++) {
        if (c >= series[i].first && c <= series[i].last)
            return &series[i];
    }
    return NULL;
}

/* ⅩⅥ: position past a numeral that begins with Ⅹ, Ⅼ or Ⅽ; `at` where it is one sign. */
static size_t
match_roman_row(struct written *w, size_t at)
{
    static const uint32_t values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 50, 100};
    uint32_t sum = 0, last = 1000;
    size_t end = at;
    for (; end - at < 8; end++) {
        char32_t c = written_at(w, end);
        c = c >= 0x2170 && c <= 0x217D ? c - 0x10 : c;
        if (c < 0x2160 || c > 0x216D)
            break;
        uint32_t value = values[c - 0x2160];
        if (end == at && value != 10 && value < 50)
            return at;
        sum = value > last ? sum + value - 2 * last : sum + value;
        last = value;
    }
    if (end == at || (end == at + 1 && sum < 50))
        return at;
    written_group(w, at, end);
    number_say_value(w, sum, NUMBER_ORDINAL);
    return end;
}

/* ①东湖: the number of an item rather than part of a sentence such as 见图①, ①号. */
static bool
opens_item(const struct written *w, size_t at)
{
    char32_t before = written_at(w, at - 1), after = written_at(w, at + 1);
    if (find_series(after) != NULL)
        return find_series(after)->item;
    bool opens =
        before == 0 || !(utf8_is_han(before) || written_is_latin(before) || written_is_digit(before));
    return opens && (utf8_is_han(after) || written_is_latin(after) || charset_has(U"“《「", after)) &&
           !charset_has(U"和与及或至到号层", after);
}

size_t
number_sign_match(struct written *w, size_t at)
{
    static const struct {
        char32_t sign;
        const char32_t *words;
    } fractions[] = {{U'½', U"二分之一"}, {U'⅓', U"三分之一"}, {U'⅔', U"三分之二"}, {U'¼', U"四分之一"},
                     {U'¾', U"四分之三"}, {U'⅕', U"五分之一"}, {U'⅖', U"五分之二"}, {U'⅗', U"五分之三"},
                     {U'⅘', U"五分之四"}, {U'⅙', U"六分之一"}, {U'⅚', U"六分之五"}, {U'⅐', U"七分之一"},
                     {U'⅛', U"八分之一"}, {U'⅜', U"八分之三"}, {U'⅝', U"八分之五"}, {U'⅞', U"八分之七"},
                     {U'⅑', U"九分之一"}, {U'⅒', U"十分之一"}};
    char32_t c = written_at(w, at);
    size_t end = match_roman_row(w, at);
    if (end != at)
        return end;
    const struct series *row = find_series(c);
    if (row != NULL) {
        written_group(w, at, at + 1);
        number_say_value(w, row->value + (c - row->first), NUMBER_ORDINAL);
        written_say(w, row->item && opens_item(w, at) ? U"、" : U"");
        return at + 1;
    }
    for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++) {
        if (c == fractions[i].sign) {
            written_group(w, at, at + 1);
            written_say(w, written_digit_at(w, at - 1) ? U"又" : U"");
            written_say(w, fractions[i].words);
            return at + 1;
        }
    }
    return at;
}

size_t
number_sign_match_e(struct written *w, size_t at)
{
    struct number number, power;
    number_scan(w, at, &number);
    size_t e = number.end, digits = e + 1;
    char32_t sign = written_at(w, digits);
    bool told = sign == U'+' || sign == U'-';
    digits += told;
    if ((written_at(w, e) != U'e' && !(written_at(w, e) == U'E' && told)) || number.leading_zero ||
        !number_scan(w, digits, &power) || power.digits > 3 || power.end != power.whole_end ||
        written_is_latin(written_at(w, power.end)) || written_is_latin(written_at(w, at - 1)))
        return at;
    written_group(w, at, power.end);
    number_say(w, &number, NUMBER_PLAIN);
    written_say(w, sign == U'-' ? U"乘十的负" : U"乘十的");
    number_say_value(w, power.value, NUMBER_PLAIN);
    written_say(w, U"次方");
    return power.end;
}
