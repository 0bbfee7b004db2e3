#include "mandarin/latin_rules.h"

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/number_words.h"

enum { ADDRESS_MAX = 256, ROMAN_MAX = 15 };

static const char32_t schemes[] = U"http:// https:// ftp:// HTTP:// HTTPS://";

static bool
is_address_char(char32_t c)
{
    return written_is_ascii_letter(c) || written_is_digit(c) || charset_has(U".-_@/:?=&%#+~", c);
}

/* Whether a host name's last part stands behind the last dot before `end`. */
static bool
ends_with_domain(const struct written *w, size_t at, size_t end)
{
    static const char32_t domains[] =
        U"com cn net org gov edu info io me tv cc top vip asia museum eu uk jp de fr hk tw COM CN";
    size_t dot = end;
    while (dot > at && written_at(w, dot - 1) != U'.')
        dot--;
    size_t len = written_starts(w, dot, domains);
    return dot > at + 1 && len != 0 && dot + len == end;
}

/* Position past the address at `at`, or `at`. */
static size_t
address_end(const struct written *w, size_t at)
{
    size_t end = at, host = 0, at_sign = 0;
    size_t scheme = written_starts(w, at, schemes);
    for (end = at + scheme; end - at < ADDRESS_MAX && is_address_char(written_at(w, end)); end++) {
        char32_t c = written_at(w, end);
        if (c == U'@' && end > at && at_sign == 0)
            at_sign = end;
        if (host == 0 && (c == U'/' || c == U':' || c == U'?'))
            host = end;
        if (scheme == 0 && at_sign == 0 && host == 0 && !written_is_ascii_letter(c) && !written_is_digit(c) &&
            c != U'.' && c != U'-' && c != U'_' && c != U'+')
            return at;
    }
    while (end > at && !written_is_ascii_letter(written_at(w, end - 1)) &&
           !written_is_digit(written_at(w, end - 1)) && written_at(w, end - 1) != U'/')
        end--;
    host = host == 0 || host > end ? end : host;
    if (end - at < 4)
        return at;
    bool found = scheme != 0 || written_starts(w, at, U"www. WWW.") != 0 || ends_with_domain(w, at, host) ||
                 (at_sign != 0 && at_sign + 2 < host && ends_with_domain(w, at_sign, host));
    bool begins = written_is_ascii_letter(written_at(w, at + scheme)) || written_digit_at(w, at + scheme);
    return found && begins && end > at + scheme + 3 ? end : at;
}

/* DOI:10.1000/182: position past the identifier behind DOI, or `at`. */
static size_t
identifier_end(const struct written *w, size_t at)
{
    size_t end = at, before = written_before_space(w, at);
    before -= written_starts(w, before - 1, U": ：") != 0;
    if (written_starts(w, at, U"10.") == 0 ||
        written_ends(w, written_before_space(w, before), U"DOI doi Doi") == 0)
        return at;
    while (end - at < ADDRESS_MAX && is_address_char(written_at(w, end)))
        end++;
    while (end > at && !written_is_ascii_letter(written_at(w, end - 1)) && !written_digit_at(w, end - 1))
        end--;
    return end;
}

size_t
latin_match_address(struct written *w, size_t at)
{
    static const struct {
        char32_t sign;
        const char32_t *words;
    } signs[] = {{U'.', U"点"},     {U'@', U"艾特"},   {U'/', U"斜杠"}, {U'-', U"杠"},
                 {U'_', U"下划线"}, {U':', U"冒号"},   {U'?', U"问号"}, {U'=', U"等于"},
                 {U'&', U"和"},     {U'%', U"百分号"}, {U'#', U"井号"}, {U'+', U"加"}};
    char32_t before = written_at(w, at - 1);
    if (written_is_latin(before) || before == U'.' || before == U'@')
        return at;
    size_t end = identifier_end(w, at);
    if (end == at)
        end = address_end(w, at);
    size_t scheme = written_starts(w, at, schemes);
    for (size_t i = at + scheme; i < end; i++) {
        char32_t c = written_at(w, i);
        written_group(w, i == at + scheme ? at : i, i + 1);
        if (written_is_ascii_letter(c))
            written_say_one(w, c);
        number_say_digits(w, i, i + 1, false);
        for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
            if (signs[k].sign == c && !(c == U'/' && i + 1 == end))
                written_say(w, signs[k].words);
        }
    }
    return end;
}

/* Value of the Roman numeral first … end; 0 where it is not well formed. */
static uint32_t
roman_value(const struct written *w, size_t first, size_t end)
{
    static const struct {
        char32_t letters[3];
        uint32_t value;
    } signs[] = {{U"C", 100}, {U"XC", 90}, {U"L", 50}, {U"XL", 40}, {U"X", 10},
                 {U"IX", 9},  {U"V", 5},   {U"IV", 4}, {U"I", 1}};
    uint32_t value = 0;
    size_t i = first;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        bool repeats = signs[k].letters[1] == 0 && signs[k].letters[0] != U'V' && signs[k].letters[0] != U'L';
        for (unsigned n = 0; n < (repeats ? 3u : 1u) && written_starts(w, i, signs[k].letters) != 0; n++) {
            i += written_starts(w, i, signs[k].letters);
            value += signs[k].value;
        }
    }
    return i == end ? value : 0;
}

size_t
latin_match_roman(struct written *w, size_t at)
{
    static const char32_t kings[] =
        U"路易 查理 查理曼 亨利 拿破仑 伊丽莎白 乔治 爱德华 威廉 菲利普 腓力 詹姆斯 约翰 保罗 本笃 庇护 "
        U"尼古拉 亚历山大 腓特烈 拉美西斯 托勒密 图特摩斯 世界大战 第 之 图版 彩版 图 表 附录 附表 附图 卷 "
        U"别录";
    static const char32_t numbered[] =
        U"期 型 级 类 号 区 卷 世 度 代 式 段 章 部 阶段 组 层 室 展厅 单元 册 篇";
    size_t end = at;
    while (end - at <= ROMAN_MAX && written_is_latin(written_at(w, end)))
        end++;
    if (written_is_latin(written_at(w, at - 1)) || written_digit_at(w, end) || end - at > ROMAN_MAX)
        return at;
    uint32_t value = roman_value(w, at, end);
    char32_t only = end - at == 1 ? written_at(w, at) : 0;
    bool title = end - at >= 2 && written_at(w, end) == U'》' && utf8_is_han(written_at(w, at - 1));
    bool told = title || written_ends(w, at, kings) != 0;
    bool counts = written_starts(w, end, numbered) != 0 && (only == 0 || only == U'I');
    bool placeholder = end - at >= 2 && written_at(w, at) == U'X' && written_at(w, at + 1) == U'X' && !told;
    if (value == 0 || placeholder || only == U'C' || only == U'L' || !(told || counts))
        return at;
    written_group(w, at, end);
    number_say_value(w, value, NUMBER_ORDINAL);
    return end;
}

size_t
latin_match_grade(struct written *w, size_t at)
{
    size_t end = at;
    while (end - at < 6 && written_at(w, end) == U'A')
        end++;
    size_t count = end - at;
    if (count < 2 || count > 5 || written_is_latin(written_at(w, end)) ||
        written_is_latin(written_at(w, at - 1)) ||
        written_starts(w, end, count == 2 ? U"级" : U"级 景区 旅游 国家 风景 信用 企业") == 0)
        return at;
    written_group(w, at, end);
    number_say_value(w, (uint32_t)count, NUMBER_PLAIN);
    written_say(w, U"A");
    return end;
}

size_t
latin_match_abbreviation(struct written *w, size_t at)
{
    size_t number_sign = written_starts(w, at, U"No. NO. no. Nº № No NO");
    size_t about = written_starts(w, at, U"c. ca. circa Ca.");
    size_t length = number_sign != 0 ? number_sign : about;
    size_t first = written_after_space(w, at + length);
    struct number number;
    if (length == 0 || written_is_latin(written_at(w, at - 1)) || !number_scan(w, first, &number))
        return at;
    if (about != 0) {
        written_group(w, at, at + length);
        written_say(w, U"约");
        if (number.digits != 4 || number.end != number.whole_end)
            return first;
        written_group(w, first, number.end);
        number_say_digits(w, first, number.end, false);
        size_t after = written_after_space(w, number.end);
        if (written_at(w, after) != U'年' && !written_is_dash(written_at(w, after)))
            written_say(w, U"年");
        return number.end;
    }
    written_group(w, at, number.whole_end);
    if (number.leading_zero || number.digits > 4)
        number_say_digits(w, first, number.whole_end, false);
    else
        number_say_value(w, number.value, NUMBER_ORDINAL);
    if (written_at(w, number.whole_end) != U'号')
        written_say(w, U"号");
    return number.whole_end;
}

static bool
is_capital(char32_t c)
{
    return c >= U'A' && c <= U'Z';
}

size_t
latin_match_between(struct written *w, size_t at)
{
    char32_t one = written_at(w, at), two = written_at(w, at + 2), after = written_at(w, at + 3);
    char32_t before = written_at(w, at - 1);
    if (written_at(w, at + 1) != U'2' || !is_capital(one) || !is_capital(two) || one == U'H' ||
        written_is_latin(before) || written_is_digit(before) || written_is_latin(after) ||
        written_is_digit(after))
        return at;
    written_group(w, at, at + 3);
    written_say_one(w, one);
    written_say(w, U" to ");
    written_say_one(w, two);
    return at + 3;
}

size_t
latin_match_times(struct written *w, size_t at)
{
    char32_t c = written_at(w, at);
    if ((c != U'x' && c != U'X') || !written_digit_at(w, written_before_space(w, at) - 1) ||
        !written_digit_at(w, written_after_space(w, at + 1)))
        return at;
    written_group(w, at, at + 1);
    written_say(w, U"乘");
    return at + 1;
}

size_t
latin_match_word(struct written *w, size_t at)
{
    size_t i = at;
    for (; i < w->count; i++) {
        char32_t c = written_at(w, i);
        if (written_is_latin(c)) {
            written_copy(w, i);
        } else if ((c == U'\'' || c == U'’') && i > at && written_is_latin(written_at(w, i + 1))) {
            written_group(w, i, i + 1);
            written_say(w, U"'");
        } else if (c == U'.' && written_is_latin(written_at(w, i + 1)) && i > 0 &&
                   written_is_latin(written_at(w, i - 1)) &&
                   (i < 2 || !written_is_latin(written_at(w, i - 2)))) {
            continue; /* U.S.A. */
        } else if (c == U'.' && i > at + 1 && written_at(w, i - 2) == U'.' &&
                   utf8_is_han(written_at(w, i + 1))) {
            return i + 1;
        } else {
            break;
        }
    }
    return i;
}
