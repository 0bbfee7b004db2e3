#include "mandarin/date_rules.h"

#include "base/utf8.h"
#include "mandarin/code_rules.h"
#include "mandarin/measure_words.h"
#include "mandarin/number_words.h"

enum { PARTS = 3 };

/* Up to three runs of digits around one and the same separator. */
struct parts {
    size_t first[PARTS], end[PARTS];
    uint32_t value[PARTS];
    size_t count;
    char32_t separator;
};

static size_t
length(const struct parts *p, size_t part)
{
    return p->end[part] - p->first[part];
}

static bool
leads_with_zero(const struct written *w, const struct parts *p, size_t part)
{
    return written_at(w, p->first[part]) == U'0';
}

static void
add_part(const struct written *w, struct parts *p, size_t first, size_t end)
{
    p->first[p->count] = first;
    p->end[p->count] = end;
    p->value[p->count] = number_value(w, first, end);
    p->count++;
}

/* False where there are fewer than two or more than three. */
static bool
split(const struct written *w, size_t at, struct parts *p)
{
    size_t end = written_digits_end(w, at);
    *p = (struct parts){.separator = written_at(w, end)};
    if (end - at > 4 || (p->separator != U'-' && p->separator != U'/' && p->separator != U'.'))
        return false;
    add_part(w, p, at, end);
    while (p->count < PARTS && written_at(w, end) == p->separator && written_digit_at(w, end + 1)) {
        size_t first = end + 1;
        end = written_digits_end(w, first);
        add_part(w, p, first, end);
    }
    bool more = written_at(w, end) == p->separator && written_digit_at(w, end + 1);
    return p->count >= 2 && !more && !written_is_ascii_letter(written_at(w, end));
}

struct date {
    size_t year; /* part + 1; 0: none */
    size_t month, day;
};

static bool
is_year(const struct parts *p, size_t part)
{
    return length(p, part) == 4 && p->value[part] >= 1000 && p->value[part] < 3000;
}

static bool
is_month(const struct parts *p, size_t part)
{
    return length(p, part) <= 2 && p->value[part] >= 1 && p->value[part] <= 12;
}

static bool
is_day(const struct parts *p, size_t part)
{
    return length(p, part) <= 2 && p->value[part] >= 1 && p->value[part] <= 31;
}

static bool
read_three(const struct parts *p, struct date *d)
{
    if (is_year(p, 0) && is_month(p, 1) && is_day(p, 2))
        *d = (struct date){1, 2, 3};
    else if (is_year(p, 2) && is_month(p, 0) && is_day(p, 1))
        *d = (struct date){3, 1, 2};
    else if (is_year(p, 2) && is_month(p, 1) && is_day(p, 0))
        *d = (struct date){3, 2, 1};
    else
        return false;
    return true;
}

/* 2024.5-2024.10: a short month is one when the other end of the range is written alike. */
static bool
is_month_range(const struct written *w, const struct parts *p)
{
    struct parts other;
    size_t next = written_after_dash(w, p->end[1]);
    if (next != p->end[1] && split(w, next, &other) && is_year(&other, 0) && is_month(&other, 1))
        return other.separator == p->separator;
    return false;
}

/* 2023.12—2024.3, 1948.9.12—11.2: the other end of a range that began with a year. */
static bool
closes_date_range(const struct written *w, const struct parts *p)
{
    size_t i = written_before_space(w, p->first[0]);
    if (i == 0 || !written_is_dash(written_at(w, i - 1)))
        return false;
    while (i > 0 && written_is_dash(written_at(w, i - 1)))
        i--;
    size_t end = written_before_space(w, i), first = end;
    while (first > 0 && end - first < 10 &&
           (written_digit_at(w, first - 1) || written_at(w, first - 1) == U'.'))
        first--;
    struct parts other;
    if (!split(w, first, &other) || other.end[other.count - 1] != end || other.separator != p->separator ||
        !is_year(&other, 0) || !is_month(&other, 1))
        return false;
    return other.count == PARTS ? is_month(p, 0) && is_day(p, 1) : is_year(p, 0) && is_month(p, 1);
}

static bool
read_two(const struct written *w, const struct parts *p, struct date *d)
{
    bool point = p->separator == U'.';
    if (point && (measure_follows(w, p->end[1]) || written_starts(w, p->end[1], U"% ‰") != 0))
        return false;
    if (point && closes_date_range(w, p))
        *d = is_year(p, 0) ? (struct date){1, 2, 0} : (struct date){0, 1, 2};
    else if (is_year(p, 0) && is_month(p, 1) &&
             (length(p, 1) == 2 || p->separator == U'/' || is_month_range(w, p)))
        *d = (struct date){1, 2, 0};
    else if (is_year(p, 1) && is_month(p, 0) && length(p, 0) == 2 &&
             (leads_with_zero(w, p, 0) || p->separator == U'/'))
        *d = (struct date){2, 1, 0};
    else if (length(p, 0) == 2 && length(p, 1) == 2 && is_month(p, 0) && is_day(p, 1) &&
             (leads_with_zero(w, p, 0) || (!point && leads_with_zero(w, p, 1))))
        *d = (struct date){0, 1, 2};
    else
        return false;
    return true;
}

size_t
date_match(struct written *w, size_t at)
{
    struct parts p;
    struct date d;
    char32_t before = written_at(w, at - 1);
    if (before == U'.' || before == U'/' || written_is_ascii_letter(before) || !split(w, at, &p))
        return at;
    if (code_follows(w, at) || written_starts(w, p.end[p.count - 1], U"赛季 学年 财年") != 0)
        return at;
    if (!(p.count == PARTS ? read_three(&p, &d) : read_two(w, &p, &d)))
        return at;
    size_t end = p.end[p.count - 1];
    written_group(w, at, end);
    if (d.year != 0) {
        number_say_digits(w, p.first[d.year - 1], p.end[d.year - 1], false);
        written_say(w, U"年");
    }
    number_say_value(w, p.value[d.month - 1], NUMBER_PLAIN);
    written_say(w, written_at(w, end) == U'月' ? U"" : U"月");
    if (d.day != 0) {
        number_say_value(w, p.value[d.day - 1], NUMBER_PLAIN);
        written_say(w, written_starts(w, end, U"日 号") != 0 ? U"" : U"日");
    }
    return end;
}

/* 国际博物馆日, 全民国家安全教育日: behind a day written as 5.18. */
static bool
names_day(const struct written *w, size_t at)
{
    enum { NAME_MOST = 12 };
    if (written_starts(w, at, U"国际 世界 全国 全民 中国 国家 中华 学雷锋") == 0)
        return false;
    for (size_t i = at + 2; i - at < NAME_MOST && utf8_is_han(written_at(w, i)); i++) {
        if (written_at(w, i) == U'日' || written_at(w, i) == U'节')
            return true;
    }
    return false;
}

size_t
date_match_event(struct written *w, size_t at)
{
    static const char32_t events[] = U"事变 事件 运动 惨案 起义 暴动 抗战 胜利日 地震 大地震 晚会 阅兵 "
                                     U"纪念日 空难 讲话 批示 政变 国庆 大罢工 屠杀";
    size_t end = written_digits_end(w, at), stop = end;
    char32_t dot = written_at(w, end);
    bool raised = dot == U'·' || dot == U'•' || dot == U'・' || dot == U'‧';
    if (end - at > 3 || written_is_ascii_letter(written_at(w, at - 1)))
        return at;
    if ((raised || dot == U'.' || dot == U'/') && written_digit_at(w, end + 1))
        stop = written_digits_end(w, end + 1);
    size_t name = stop + (written_starts(w, stop, U"” \" 」") != 0);
    bool named = stop != end && written_starts(w, name, events) != 0;
    static const char32_t days[] = U"1.28 3.15 5.4 5.1 6.1 7.1 7.7 8.1 8.13 9.3 9.18 10.1 12.9 12.13";
    named = named || (stop != end && names_day(w, stop));
    named = named || (written_starts(w, at - 1, U"“ \" 「") != 0 && name != stop &&
                      written_starts(w, at, days) == stop - at);
    uint32_t month = number_value(w, at, end), day = number_value(w, end, stop);
    if (stop == end) {
        named = written_starts(w, name, U"事变 事件 运动 惨案 抗战 大地震") != 0;
        if (!named || end - at < 2 || written_near(w, at, 2, U"第 共 起 次") || measure_at(w, end) != 0)
            return at;
    } else if (month < 1 || month > 12 || day < 1 || day > 31 || !(raised || named)) {
        return at;
    }
    written_group(w, at, stop);
    if (month == day && (month == 11 || month == 12)) {
        written_say(w, month == 11 ? U"双十一" : U"双十二");
    } else if (month == 10 && day == 1) {
        written_say(w, U"十一");
    } else {
        number_say_digits(w, at, stop, false);
    }
    return stop;
}

/* Whether d:d at `at`, no more than three digits each, cannot be a time of day. *end moves past it. */
static bool
is_surely_score(const struct written *w, size_t at, size_t *end)
{
    size_t colon = written_digits_end(w, at), stop = written_digits_end(w, colon + 1);
    if (colon == at || colon - at > 3 || !written_is_colon(written_at(w, colon)) || stop == colon + 1)
        return false;
    *end = stop;
    return stop - colon != 3 || number_value(w, at, colon) > 24 || number_value(w, colon + 1, stop) > 59;
}

/* 25:21、23:25: in a row with what is surely a score. */
static bool
among_scores(const struct written *w, size_t at, size_t end)
{
    static const char32_t separators[] = U"、 ， , ； ; /";
    size_t next = end, stop = end;
    for (unsigned i = 0; i < 4 && written_starts(w, next, separators) != 0; i++) {
        if (is_surely_score(w, next + 1, &stop))
            return true;
        if (stop == next)
            break;
        next = stop;
    }
    size_t first = at;
    for (unsigned i = 0; i < 4 && written_ends(w, first, separators) != 0; i++) {
        size_t before = first - 1, length = 0;
        while (before > 0 && length < 8 &&
               (written_digit_at(w, before - 1) || written_is_colon(written_at(w, before - 1)))) {
            before--;
            length++;
        }
        if (length == 0)
            break;
        if (is_surely_score(w, before, &stop))
            return true;
        first = before;
    }
    return false;
}

/* A score or a scale rather than a time of day. */
static bool
compares(const struct written *w, size_t at, size_t end)
{
    static const char32_t before[] =
        U"比分 比例 比例尺 比率 战胜 击败 负于 逼平 战平 不敌 大胜 完胜 胜 负 平 爆冷 领先 落后 "
        U"配比 之比 比值 长宽比 高宽比 缩小";
    static const char32_t after[] =
        U"的比例 比例 的沙盘 沙盘 的微缩 微缩 的复制 的地图 地图 还原 的还原 放大 缩放 的剖面 的平面 的线图 "
        U"的拓 的模型 模型 复制 的复制 缩 仿 等比 复原 战胜 击败 领先 取胜 获胜 险胜 的比分";
    return written_near(w, at, 4, before) || written_starts(w, end, after) != 0 || among_scores(w, at, end);
}

/* am, a.m., PM …: length with the spaces before it; *word is what is said in front. */
static size_t
half_of_day(const struct written *w, size_t at, uint32_t hour, const char32_t **word)
{
    size_t i = written_after_space(w, at);
    size_t morning = written_starts(w, i, U"am AM a.m. A.M. a.m A.M");
    size_t evening = written_starts(w, i, U"pm PM p.m. P.M. p.m P.M");
    size_t length_of = morning != 0 ? morning : evening;
    if (length_of == 0 || written_is_ascii_letter(written_at(w, i + length_of)))
        return 0;
    if (hour == 12)
        *word = morning != 0 ? U"凌晨" : U"中午";
    else
        *word = morning != 0 ? U"上午" : hour >= 6 ? U"晚上" : U"下午";
    return i + length_of - at;
}

static void
say_time(struct written *w, const uint32_t *values, size_t count)
{
    number_say_value(w, values[0], NUMBER_COUNT);
    written_say(w, U"点");
    bool seconds = count > 2 && values[2] != 0;
    if (values[1] != 0 || seconds) {
        if (values[1] < 10)
            written_say(w, U"零");
        if (values[1] != 0)
            number_say_value(w, values[1], NUMBER_PLAIN);
        written_say(w, U"分");
    }
    if (seconds) {
        if (values[2] < 10)
            written_say(w, U"零");
        number_say_value(w, values[2], NUMBER_PLAIN);
        written_say(w, U"秒");
    }
}

/* 1:40.91 of a race: the minutes, the seconds and what is beyond. */
static size_t
match_race_time(struct written *w, size_t at)
{
    size_t colon = written_digits_end(w, at), point = colon + 3, end = written_digits_end(w, point + 1);
    if (colon - at > 2 || written_at(w, colon) != U':' || written_digits_end(w, colon + 1) != point ||
        written_at(w, point) != U'.' || end == point + 1 || end - point > 4 || written_at(w, end) == U'.' ||
        number_value(w, colon + 1, point) > 59)
        return at;
    written_group(w, at, end);
    number_say_value(w, number_value(w, at, colon), NUMBER_COUNT);
    written_say(w, U"分");
    written_say(w, written_at(w, colon + 1) == U'0' ? U"零" : U"");
    number_say_value(w, number_value(w, colon + 1, point), NUMBER_PLAIN);
    written_say(w, U"秒");
    number_say_digits(w, point, end, false);
    return end;
}

size_t
date_match_time(struct written *w, size_t at)
{
    uint32_t values[PARTS];
    size_t count = 0, end = at, first = at;
    if (written_is_latin(written_at(w, at - 1)) ||
        (at > 0 && written_is_colon(written_at(w, at - 1)) && written_digit_at(w, at - 2)))
        return at;
    size_t race = match_race_time(w, at);
    if (race != at)
        return race;
    do {
        first = end == at ? at : end + 1;
        end = written_digits_end(w, first);
        if (count == 0 ? end - first > 2 : end - first != 2)
            return at;
        values[count] = number_value(w, first, end);
        if (values[count] > (count == 0 ? 24u : 59u))
            return at;
        count++;
    } while (count < PARTS && written_is_colon(written_at(w, end)) && written_digit_at(w, end + 1));
    const char32_t *half = U"";
    size_t suffix = half_of_day(w, end, values[0], &half);
    if (count == 1 && (suffix == 0 || values[0] > 12))
        return at;
    bool more = written_is_colon(written_at(w, end)) && written_digit_at(w, end + 1);
    if (more || (count == 2 && suffix == 0 && compares(w, at, end)) || written_at(w, at - 1) == U'.')
        return at;
    values[1] = count > 1 ? values[1] : 0;
    written_group(w, at, end + suffix);
    written_say(w, half);
    say_time(w, values, count);
    if (written_starts(w, end + suffix, U"分") != 0 && written_last_spoken(w) == U'分')
        w->reading->spoken_count--;
    return end + suffix;
}
