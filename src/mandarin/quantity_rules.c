#include "mandarin/quantity_rules.h"

#include "base/utf8.h"
#include "mandarin/charset.h"
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

/* 三丈2尺, 3元2角: 二 behind a greater unit of the same kind. */
static bool
is_lesser_unit(const struct written *w, size_t before, size_t end)
{
    return written_starts(w, end, U"尺 寸 钱 角 毛 斗 升 分地 分钱") != 0 &&
           written_ends(w, before, U"丈 尺 斤 两 元 块 石 斗 角 毛 亩") != 0;
}

/* 位于2层东侧, 2层展厅: which storey, not how many. */
static bool
is_floor(const struct written *w, size_t before, size_t end)
{
    static const char32_t places[] = U"展厅 展区 展室 大厅 平台 东 西 南 北 入口 出口 中厅 电梯 扶梯 休息 "
                                     U"走廊 连廊 设 为 共设 内 陈列 展出 主要";
    size_t storey = written_after_space(w, end);
    return written_at(w, storey) == U'层' &&
           ((written_ends(w, before, U"位于 在 到 至 去 上 从 由 于 往 馆 ：") != 0 &&
             written_ends(w, before, U"地上 以上") == 0) ||
            (written_starts(w, storey + 1, places) != 0 &&
             written_ends(w, before, U"共 有 为 分 设 分为 地上 地下 高 约 各 每 这 前 后 上 下") == 0));
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
    bool against = written_last_spoken(w) == U'比' && !utf8_is_han(c); /* the second of a score */
    if (c == U'点' || name || against || c == U'零' ||
        (written_at(w, number->end) == U'年' && year_in_reign(w, before)))
        return NUMBER_PLAIN;
    bool listed = c == U'、' && written_at(w, number->end) == U'、'; /* 1、2、3个 */
    if (listed || is_floor(w, before, number->end) || is_lesser_unit(w, before, number->end))
        return NUMBER_PLAIN;
    return measure_follows(w, number->end) ? NUMBER_COUNT : NUMBER_PLAIN;
}

/* 2/3号线, 1/2/3号厅, 5/6月: each by itself. Position past the last number, or `at`. */
static size_t
match_choice(struct written *w, size_t at)
{
    enum { CHOICES = 5 };
    size_t end = written_digits_end(w, at), last = end;
    for (unsigned i = 0; i < CHOICES && written_at(w, last) == U'/' && written_digit_at(w, last + 1); i++)
        last = written_digits_end(w, last + 1);
    if (last == end || written_starts(w, last, U"号 楼 月 路 栋 班 室 期") == 0 ||
        written_at(w, at - 1) == U'/')
        return at;
    struct number number;
    for (size_t first = at; first < last; first = written_digits_end(w, first) + 1) {
        if (!number_scan(w, first, &number) || number.end != written_digits_end(w, first))
            return first == at ? at : first;
        written_group(w, first, number.end);
        number_say(w, &number, NUMBER_PLAIN);
        if (number.end < last) {
            written_group(w, number.end, number.end + 1);
            written_say(w, U"、");
        }
    }
    return last;
}

size_t
quantity_match_fraction(struct written *w, size_t at)
{
    struct number top, bottom;
    number_scan(w, at, &top);
    size_t choice = match_choice(w, at);
    if (choice != at)
        return choice;
    size_t slash = written_after_space(w, top.end);
    size_t next = written_after_space(w, slash + 1);
    if (written_at(w, slash) != U'/' || !number_scan(w, next, &bottom))
        return at;
    char32_t after = written_at(w, bottom.end), before = written_at(w, at - 1);
    size_t unit_end = bottom.end;
    const struct unit *unit = unit_at(w, bottom.end, &unit_end);
    if (unit != NULL && (utf8_is_han(unit->written[0]) || !written_is_ascii_letter(after)))
        unit = NULL; /* it is read by itself */
    bool beat = after == U'拍' && written_starts(w, bottom.end, U"拍摄 拍照") == 0;
    if (top.end != top.whole_end || bottom.end != bottom.whole_end || bottom.value == 0 || top.leading_zero ||
        bottom.leading_zero || after == U'/' || (unit == NULL && written_is_ascii_letter(after)) ||
        before == U'/' || written_is_latin(before) || top.digits > 4 || bottom.digits > 6 ||
        (top.digits > 2 && top.value > bottom.value))
        return at;
    size_t end = unit == NULL ? bottom.end : unit_end;
    written_group(w, at, end);
    number_say(w, &bottom, NUMBER_ORDINAL);
    written_say(w, beat ? U"" : U"分之"); /* 四三拍 */
    number_say(w, &top, NUMBER_ORDINAL);
    if (unit != NULL)
        written_say(w, unit->spoken);
    return end;
}

static size_t
percent_sign(const struct written *w, size_t end, const char32_t **words)
{
    size_t sign = written_after_space(w, end);
    char32_t c = written_at(w, sign);
    if (c != U'%' && c != U'‰' && c != U'‱')
        return end;
    *words = c == U'%' ? U"百分之" : c == U'‰' ? U"千分之" : U"万分之";
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

size_t
quantity_match_unit(struct written *w, size_t at)
{
    struct number number;
    number_scan(w, at, &number);
    size_t end = 0;
    const struct unit *unit = unit_at(w, number.end, &end);
    char32_t before = written_at(w, at - 1);
    bool side = charset_has(U"LWHDT", before) && !written_is_latin(written_at(w, at - 2));
    if (unit != NULL && (unit_clock_before(w, at) || (side && written_at(w, end - 1) == U'm')))
        before = 0; /* 2h30min, H12cm */
    if (unit == NULL || utf8_is_han(unit->written[0]) || number.leading_zero || written_is_latin(before) ||
        (before == U'-' && written_is_latin(written_at(w, at - 2))))
        return at;
    bool unknown = charset_has(U"+-=^²³)）", written_at(w, end)) || charset_has(U"=+-(", before);
    if ((unit->written[0] | 0x20) == U'x' && (number.digits > 4 || unknown))
        return at; /* the last sign of an identity number, 2x+1 */
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
    bool per = (c == U'/' && utf8_is_han(written_at(w, before - 2))) ||
               (before == at && charset_has(U"⁰¹²³⁴⁵⁶⁷⁸⁹", c));
    if (unit == NULL || utf8_is_han(unit->written[0]) || (!per && !written_is_numeral(c)) ||
        unit->written[0] == U'w')
        return at;
    if (unit->shy && !per && c != U'万' && c != U'亿' && c != U'多' && c != U'余')
        return at;
    size_t stop = end;
    const char32_t *base = written_at(w, end) == U'/' ? unit_base(w, end + 1, &stop) : NULL;
    written_group(w, at, base == NULL ? end : stop);
    written_say(w, unit->spoken);
    if (base != NULL) {
        written_say(w, U"每");
        written_say(w, base);
    }
    return base == NULL ? end : stop;
}

size_t
quantity_match_number(struct written *w, size_t at)
{
    struct number number;
    number_scan(w, at, &number);
    written_group(w, at, number.end);
    bool decimals = number.end != number.whole_end;
    bool discount = number.digits == 1 && number.end == number.whole_end + 2 && number.value != 0 &&
                    written_at(w, number.end) == U'折';
    bool rest = !decimals && number.digits <= 2 && written_starts(w, at - 1, U"米 秒") == 1 &&
                (written_digit_at(w, at - 2) || written_is_numeral(written_at(w, at - 2))) &&
                measure_at(w, number.end) == 0 && !unit_counts(w, number.end);
    if (number.leading_zero && decimals && !measure_follows(w, number.end)) {
        number_say_digits(w, at, number.whole_end, false); /* 00.1234 */
        written_say(w, U"点");
        number_say_digits(w, number.whole_end, number.end, false);
    } else if (discount || rest)
        number_say_digits(w, at, number.end, false); /* 八五折, 一米七五, 九秒八三 */
    else
        number_say(w, &number, style_of(w, &number));
    return number.end;
}
