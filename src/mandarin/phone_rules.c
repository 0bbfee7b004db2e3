#include "mandarin/phone_rules.h"

#include "mandarin/charset.h"
#include "mandarin/code_rules.h"
#include "mandarin/measure_words.h"
#include "mandarin/number_words.h"

enum { GROUPS_MAX = 8, LOCAL_LEAST = 7, LOCAL_MOST = 8, ISBN_MOST = 40 };

/* Runs of digits with one separator between each. */
struct groups {
    size_t first[GROUPS_MAX], end[GROUPS_MAX];
    size_t count;
    size_t digits;
};

static void
split(const struct written *w, size_t at, const char32_t *separators, struct groups *g)
{
    *g = (struct groups){.count = 0};
    size_t first = at;
    do {
        size_t end = written_digits_end(w, first);
        g->first[g->count] = first;
        g->end[g->count++] = end;
        g->digits += end - first;
        first = end + 1;
    } while (g->count < GROUPS_MAX && charset_has(separators, written_at(w, first - 1)) &&
             written_digit_at(w, first));
}

static size_t
length(const struct groups *g, size_t i)
{
    return i < g->count ? g->end[i] - g->first[i] : 0;
}

static size_t
say_groups(struct written *w, const struct groups *g, size_t count, bool yao)
{
    for (size_t i = 0; i < count; i++) {
        written_group(w, g->first[i], g->end[i]);
        number_say_digits(w, g->first[i], g->end[i], yao);
    }
    return g->end[count - 1];
}

/* How many groups from `i` on make a number without its area code: 7 or 8 digits in one or two; 0: they do
 * not. */
static size_t
count_local(const struct groups *g, size_t i)
{
    size_t one = length(g, i), both = one + length(g, i + 1);
    if (one >= LOCAL_LEAST && one <= LOCAL_MOST)
        return 1;
    return one >= 3 && one <= 4 && both >= LOCAL_LEAST && both <= LOCAL_MOST ? 2 : 0;
}

/* (0416) directly before `at`. */
static bool
bracketed_area_before(const struct written *w, size_t at)
{
    size_t end = written_before_space(w, at);
    if (end == 0 || !charset_has(U")）", written_at(w, end - 1)))
        return false;
    size_t first = end - 1;
    while (first > 0 && end - first < 6 && written_digit_at(w, first - 1))
        first--;
    return end - first >= 4 && end - first <= 5 && written_at(w, first) == U'0' &&
           charset_has(U"(（", written_at(w, first - 1));
}

/* +86 10 6512 1234, +86-138-1234-5678 */
static size_t
match_international(struct written *w, size_t at)
{
    struct groups g;
    split(w, at, U"- ", &g);
    size_t country = length(&g, 0), rest = g.digits - country, first = country;
    if (written_at(w, at - 1) != U'+' || g.digits < 10 || g.digits > 15 || (g.count > 1 && country > 3))
        return at;
    if (g.count == 1)
        first = at + 2;
    else
        first = g.first[1];
    bool mobile =
        written_at(w, first) == U'1' && written_at(w, first + 1) >= U'3' && (rest == 11 || rest == 0);
    return say_groups(w, &g, g.count, mobile);
}

static size_t
match_local(struct written *w, size_t at)
{
    struct groups g;
    split(w, at, U"-–— ", &g);
    bool bracketed = bracketed_area_before(w, at);
    size_t first = bracketed ? 0 : 1;
    if (!bracketed && (written_at(w, at) != U'0' || length(&g, 0) < 3 || length(&g, 0) > 4))
        return at;
    size_t count = first + count_local(&g, first);
    if (count == first)
        return at;
    if (length(&g, count) > 0 && length(&g, count) <= 5 && written_at(w, g.end[count - 1]) == U'-')
        count++; /* an extension */
    return say_groups(w, &g, count, false);
}

size_t
phone_match(struct written *w, size_t at)
{
    size_t end = match_international(w, at);
    if (end == at)
        end = match_local(w, at);
    char32_t separator = written_at(w, written_digits_end(w, at));
    if (end != at || (separator != U'-' && separator != U' ' && separator != U'–'))
        return end;
    struct groups g;
    split(w, at, (const char32_t[]){separator, 0}, &g);
    if (g.count < 2 || g.digits > ISBN_MOST)
        return at;
    char32_t first = written_at(w, at), second = written_at(w, at + 1);
    bool service = g.count >= 3 && length(&g, 0) == 3 && (first == U'4' || first == U'8') && second == U'0' &&
                   length(&g, 1) + length(&g, 2) == 7;
    bool mobile = g.count >= 3 && first == U'1' && second >= U'3' && length(&g, 0) == 3 &&
                  length(&g, 1) == 4 && length(&g, 2) == 4;
    if (service || mobile)
        return say_groups(w, &g, 3, true);
    if (separator == U'-' && g.count >= 3)
        return say_groups(w, &g, g.count, g.digits >= 7 || code_follows(w, at));
    return at;
}

size_t
phone_neighbour(const struct written *w, size_t at, size_t end)
{
    size_t i = written_before_space(w, at);
    if (end - at < LOCAL_LEAST || i == 0 || !charset_has(U"/、，,；;或", written_at(w, i - 1)))
        return at;
    size_t last = written_before_space(w, i - 1), first = last;
    while (first > 0 && last - first <= end - at && written_digit_at(w, first - 1))
        first--;
    return last - first == end - at ? first : at;
}

bool
phone_area_before(const struct written *w, size_t at)
{
    size_t first = at - 1;
    if (!written_is_dash(written_at(w, first)))
        return bracketed_area_before(w, at);
    while (first > 0 && at - first < 6 && written_digit_at(w, first - 1))
        first--;
    return at - first >= 4 && at - first <= 5 && written_at(w, first) == U'0';
}

/* 119或|110: directly behind a number of the same kind. */
static bool
joins_emergency(const struct written *w, size_t end)
{
    if (end < 4 || !charset_has(U"、或和及/", written_at(w, end - 1)))
        return false;
    size_t at = written_before_space(w, end - 1);
    return at >= 3 && (at == 3 || !written_digit_at(w, at - 4)) &&
           written_starts(w, at - 3, U"110 119 120 122 999") == 3;
}

bool
phone_is_called(const struct written *w, size_t at, size_t end)
{
    static const char32_t cues[] =
        U"拨打 拨 致电 电话 热线 呼叫 联系 通过 登录 登陆 打 火警 急救 报警 匪警 交警";
    static const char32_t after[] =
        U"报警 急救 热线 电话 客服 平台 投诉 打 救护 火警 接警 指挥中心 政务 消费者 供电 "
        U"查号 网站 官网 购票 订票 App APP 小程序 候补 便民 旅游服务 短信";
    size_t digits = end - at;
    bool emergency = digits == 3 && written_starts(w, at, U"110 119 120 122 114 999") == 3;
    if (at == 0 && end == w->count)
        return emergency && written_starts(w, at, U"110") == 3;
    bool service = digits == 5 && written_starts(w, at, U"12 10 95 96") != 0;
    if (!emergency && !service)
        return false;
    size_t before = written_before_space(w, at);
    if (written_ends(w, before, cues) != 0 && measure_at(w, end) == 0)
        return true;
    if (emergency && joins_emergency(w, before) && measure_at(w, end) == 0)
        return true;
    return written_starts(w, end, after) != 0;
}
