#include "mandarin/symbol_rules.h"

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/measure_words.h"
#include "mandarin/number_words.h"
#include "mandarin/passes.h"
#include "mandarin/units.h"

/* Radicals as characters (from PDF files, mostly); the lexicon reads them like the hanzi they stand for. */
enum { RADICALS_FIRST = 0x2E80, RADICALS_LAST = 0x2FD5 };

bool
symbol_is_punctuation(char32_t c)
{
    return charset_has(
        U"，。、；：？！,.;:?!…⋯·•・‧—–-‘’“”'\"（）()《》〈〉「」『』【】〖〗〔〕[]{}［］｛｝‹›«»‥．｡､｢｣"
        U"︰﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞＂＇¿¡‚„‛‟﹁﹂﹃﹄﹏〝〞〟",
        c);
}

static const char32_t operators[] = U"+=×÷≤≥<>≈≠±";

/* Position of the first character of the run of ASCII and signs that ends before `end`. */
static size_t
run_before(const struct written *w, size_t end)
{
    enum { REACH = 24 };
    size_t first = end;
    while (first > 0 && end - first < REACH && written_at(w, first - 1) != U' ' &&
           !utf8_is_han(written_at(w, first - 1)))
        first--;
    return first;
}

/* Whether a space between a figure and hanzi parts two items (高37.5cm 口径9.8cm) rather than being the habit
 * of who sets one on both sides of every figure. */
static bool
separates(const struct written *w, size_t at, size_t end)
{
    char32_t before = written_at(w, at - 1), after = written_at(w, end);
    if (utf8_is_han(after) && (written_is_latin(before) || charset_has(U"㎝㎜㎞㎏㎡㎥℃%", before))) {
        size_t first = run_before(w, at);
        return written_digit_at(w, first) && utf8_is_han(written_at(w, first - 1));
    }
    if (utf8_is_han(after) && written_is_digit(before)) {
        size_t first = run_before(w, at), point = written_digits_end(w, first);
        return utf8_is_han(written_at(w, first - 1)) && written_at(w, point) == U'.' &&
               measure_at(w, end) == 0 && written_digits_end(w, point + 1) == at;
    }
    if (utf8_is_han(before) && written_is_digit(after)) {
        size_t digits = written_digits_end(w, end);
        if (digits - end >= 7 || (written_at(w, digits) == U'-' && written_digit_at(w, digits + 1)))
            return digits - end > 2;
        return utf8_is_han(written_at(w, digits)) &&
               (written_digit_at(w, at - 2) || written_digit_at(w, at - 3)) && written_at(w, at - 2) != U' ';
    }
    return false;
}

size_t
symbol_match_space(struct written *w, size_t at)
{
    size_t end = at;
    while (written_at(w, end) == U' ')
        end++;
    char32_t before = written_at(w, at - 1), after = written_at(w, end), last = written_last_spoken(w);
    bool from_sign = utf8_is_han(last) && !utf8_is_han(before);
    bool to_sign = written_is_digit(after) || charset_has(operators, after);
    if (separates(w, at, end)) {
        written_group(w, at, end);
        written_say(w, U" ");
        return end;
    }
    if ((from_sign && utf8_is_han(after)) || (utf8_is_han(before) && to_sign) ||
        charset_has(operators, before) || charset_has(operators, after) || last == U' ')
        return end;
    written_group(w, at, end);
    written_say(w, U" ");
    return end;
}

struct sign {
    const char32_t *written, *spoken;
};

/* Two-character signs before their first character. */
static const struct sign signs[] = {
    {U"<=", U"小于等于"}, {U">=", U"大于等于"}, {U"!=", U"不等于"}, {U"==", U"等于"},     {U"+", U"加"},
    {U"=", U"等于"},      {U"×", U"乘"},        {U"÷", U"除以"},    {U"≤", U"小于等于"},  {U"≥", U"大于等于"},
    {U"≦", U"小于等于"},  {U"≧", U"大于等于"},  {U"≈", U"约等于"},  {U"≠", U"不等于"},    {U"±", U"正负"},
    {U"√", U"根号"},      {U"∞", U"无穷大"},    {U"→", U"到"},      {U"℃", U"摄氏度"},    {U"℉", U"华氏度"},
    {U"°", U"度"},        {U"′", U"分"},        {U"″", U"秒"},      {U"%", U"百分号"},    {U"‰", U"千分号"},
    {U"№", U"编号"},      {U"℡", U"电话"},      {U"$", U"美元"},    {U"€", U"欧元"},      {U"£", U"英镑"},
    {U"¥", U"元"},        {U"@", U"艾特"},      {U"㎡", U"平方米"}, {U"㎢", U"平方千米"}, {U"㎥", U"立方米"},
    {U"㎞", U"公里"},     {U"㎏", U"千克"},     {U"㎝", U"厘米"},   {U"㎜", U"毫米"},     {U"∶", U"比"},
    {U"α", U"阿尔法"},    {U"β", U"贝塔"},      {U"γ", U"伽马"},    {U"δ", U"德尔塔"},    {U"ε", U"艾普西龙"},
    {U"ζ", U"泽塔"},      {U"η", U"伊塔"},      {U"θ", U"西塔"},    {U"ι", U"约塔"},      {U"κ", U"卡帕"},
    {U"λ", U"兰姆达"},    {U"μ", U"缪"},        {U"ν", U"纽"},      {U"ξ", U"克西"},      {U"ο", U"奥密克戎"},
    {U"π", U"派"},        {U"ρ", U"柔"},        {U"σ", U"西格玛"},  {U"ς", U"西格玛"},    {U"τ", U"陶"},
    {U"υ", U"宇普西龙"},  {U"φ", U"斐"},        {U"χ", U"希"},      {U"ψ", U"普西"},      {U"ω", U"欧米伽"},
};

/* < and > compare only next to a number or a letter on both sides. */
static bool
compares(const struct written *w, size_t at, size_t end)
{
    char32_t before = written_at(w, written_before_space(w, at) - 1),
             after = written_at(w, written_after_space(w, end));
    return (written_is_digit(after) || after == U'-' || written_is_latin(after)) &&
           (at == 0 || written_is_digit(before) || written_is_latin(before) || written_digit_at(w, end));
}

size_t
symbol_match_operator(struct written *w, size_t at)
{
    char32_t c = written_at(w, at), next = written_at(w, at + 1), before = written_at(w, at - 1);
    bool someone =
        written_starts(w, at + 1,
                       U"年 月 日 县 市 省 镇 村 路 号 厂 校 某 氏 先生 女士 局 公司 部队 师 团") != 0 &&
        !written_is_digit(before) && !written_is_latin(before) && !written_is_numeral(before);
    if (c == U'×' && (next == U'×' || before == U'×' || someone)) {
        written_group(w, at, at + 1);
        written_say(w, U"某");
        return at + 1;
    }
    if (c == U'&') {
        size_t first = written_before_space(w, at), end = written_after_space(w, at + 1);
        bool latin = written_is_latin(written_at(w, first - 1)) && written_is_latin(written_at(w, end));
        written_group(w, at, latin ? end : at + 1);
        written_say(w, !latin ? U"和" : first == at ? U" and " : U"and ");
        return latin ? end : at + 1;
    }
    if (c == U'+' && (written_is_digit(before) || before == U'万') && next != U' ' &&
        measure_at(w, at + 1) != 0) {
        written_group(w, at, at + 1);
        written_say(w, U"多"); /* 100+件 */
        return at + 1;
    }
    if (written_is_colon(c) && before == U'%' && written_is_digit(next)) {
        written_group(w, at, at + 1);
        written_say(w, U"比"); /* 51%:49% */
        return at + 1;
    }
    if (c == U'§' && written_digit_at(w, written_after_space(w, at + 1))) {
        struct number number;
        number_scan(w, written_after_space(w, at + 1), &number);
        written_group(w, at, number.end);
        written_say(w, U"第");
        number_say(w, &number, NUMBER_ORDINAL);
        written_say(w, U"节");
        return number.end;
    }
    if ((c == U'*' || c == U'#') && written_is_digit(c == U'*' ? next : before) &&
        (c == U'#' || written_is_digit(before))) {
        written_group(w, at, at + 1);
        written_say(w, c == U'*' ? U"乘" : U"号");
        return at + 1;
    }
    if (c >= U'Α' && c <= U'Ω')
        c += U'α' - U'Α';
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const char32_t *s = signs[i].written;
        if (s[0] != c || (s[1] != 0 && s[1] != next))
            continue;
        size_t end = at + (s[1] != 0 ? 2 : 1);
        if ((c == U'<' || c == U'>') && !compares(w, at, end))
            return at;
        written_group(w, at, end);
        written_say(w, signs[i].spoken);
        return end;
    }
    if ((c == U'<' || c == U'>') && compares(w, at, at + 1)) {
        written_group(w, at, at + 1);
        written_say(w, c == U'<' ? U"小于" : U"大于");
        return at + 1;
    }
    return at;
}

/* The slash at `at` and the base behind it. */
static size_t
say_each(struct written *w, size_t at)
{
    size_t end = at + 1;
    const char32_t *base = unit_base(w, at + 1, &end);
    written_group(w, at, end);
    written_say(w, U"每");
    written_say(w, base);
    return end;
}

size_t
symbol_match_slash(struct written *w, size_t at)
{
    char32_t c = written_at(w, at), before = written_at(w, at - 1), after = written_at(w, at + 1);
    if (c != U'/' && c != U'|' && c != U'\\' && c != U'│')
        return at;
    bool counted = utf8_is_han(before) &&
                   (written_is_numeral(written_at(w, at - 2)) || written_digit_at(w, at - 2) ||
                    written_is_numeral(written_at(w, at - 3))) &&
                   !unit_names_twice(w, at - 1, at + 1); /* 六十元/人 */
    bool raised =
        !utf8_is_han(before) && (before == U'%' || before == U'‰' || written_last_spoken(w) == U'方');
    if (c == U'/' && (counted || raised) && unit_base(w, at + 1, &(size_t){0}) != NULL)
        return say_each(w, at);
    written_group(w, at, at + 1);
    written_say(w, utf8_is_han(before) && utf8_is_han(after) ? U"、" : U" ");
    return at + 1;
}

size_t
symbol_match_hyphen(struct written *w, size_t at)
{
    char32_t c = written_at(w, at), before = written_at(w, at - 1), after = written_at(w, at + 1);
    bool word = written_is_latin(before) || written_is_digit(before) || utf8_is_han(before) ||
                (before >= U'Α' && before <= U'ω');
    if ((c != U'-' && c != U'_') || !word)
        return at;
    if (written_is_latin(before) && written_is_latin(after)) {
        written_group(w, at, at + 1);
        written_say(w, U" ");
        return at + 1;
    }
    return written_is_digit(after) || written_is_latin(after) ? at + 1 : at;
}

size_t
symbol_match_punctuation(struct written *w, size_t at)
{
    char32_t c = written_at(w, at);
    if (!symbol_is_punctuation(c))
        return at;
    bool apostrophe = c == U'\'' || c == U'’' || c == U'‘';
    if (apostrophe && written_digit_at(w, at + 1) && !written_digit_at(w, at + 3))
        return at + 1; /* ’98 */
    written_copy(w, at);
    return at + 1;
}

size_t
symbol_match_hanzi(struct written *w, size_t at)
{
    char32_t c = written_at(w, at), last = written_last_spoken(w);
    bool zero = c == U'〇' ||
                ((c == U'○' || c == U'◯') && (written_is_numeral(written_at(w, at - 1)) || last == U'零'));
    written_group(w, at, at + 1);
    if (zero)
        written_say(w, U"零");
    else if (c == U'々' && utf8_is_han(last))
        written_say_one(w, last);
    else if (utf8_is_han(c) || (c >= RADICALS_FIRST && c <= RADICALS_LAST))
        written_say_one(w, c);
    else
        return at;
    return at + 1;
}

/* Letters and numerals of scripts that nobody here reads; symbols and emoji are not among them. */
static bool
is_foreign_letter(char32_t c)
{
    return (c >= 0x370 && c < 0x2000) || (c >= 0x2C00 && c < 0x2E00) || (c >= 0x3041 && c < 0x3200) ||
           (c >= 0xA000 && c < 0xD7FC) || (c >= 0xFB00 && c < 0xFE00) || (c >= 0xFE70 && c < 0xFEFF) ||
           (c >= 0xFF66 && c < 0xFFDD) || (c >= 0x10000 && c < 0x1D000) || (c >= 0x1E000 && c < 0x1F000) ||
           (c >= 0xE000 && c < 0xF900);
}

size_t
symbol_match_rest(struct written *w, size_t at)
{
    char32_t c = written_at(w, at);
    size_t end = at + 1;
    written_group(w, at, end);
    if (is_foreign_letter(c)) {
        while (is_foreign_letter(written_at(w, end)))
            end++;
        written_group(w, at, end);
        reading_doubt(
            w->reading, w->out, w->group, true,
            STR("letters that have no Mandarin reading: write how they are said, or leave them out"),
            STR(""));
    }
    if (written_last_spoken(w) != U' ' && w->reading->spoken_count != 0)
        written_say(w, U" ");
    return end;
}
