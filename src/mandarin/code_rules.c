#include "mandarin/code_rules.h"

#include "mandarin/measure_words.h"
#include "mandarin/number_words.h"

enum { GROUPS_MAX = 8, MOBILE_DIGITS = 11, LONG_CODE_DIGITS = 12 };

/* Ends of the groups of digits that `separator` joins. */
struct groups {
    size_t first[GROUPS_MAX], end[GROUPS_MAX];
    size_t count;
    size_t digits;
};

static void
split(const struct written *w, size_t at, char32_t separator, struct groups *g)
{
    *g = (struct groups){.count = 0};
    size_t first = at;
    do {
        size_t end = written_digits_end(w, first);
        g->first[g->count] = first;
        g->end[g->count++] = end;
        g->digits += end - first;
        first = end + 1;
    } while (g->count < GROUPS_MAX && written_at(w, first - 1) == separator && written_digit_at(w, first));
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

size_t
code_match_groups(struct written *w, size_t at)
{
    struct groups g;
    char32_t separator = written_at(w, written_digits_end(w, at));
    if (separator != U'-' && separator != U' ' && separator != U'–')
        return at;
    split(w, at, separator, &g);
    if (g.count < 2 || g.digits > 40)
        return at;
    char32_t first = written_at(w, at), second = written_at(w, at + 1);
    bool landline =
        first == U'0' && length(&g, 0) >= 3 && length(&g, 0) <= 4 && length(&g, 1) >= 7 && length(&g, 1) <= 8;
    if (landline)
        return say_groups(w, &g, g.count > 2 && separator == U' ' ? 2 : g.count, false);
    bool service = g.count >= 3 && length(&g, 0) == 3 && (first == U'4' || first == U'8') && second == U'0' &&
                   length(&g, 1) + length(&g, 2) == 7;
    bool mobile = g.count >= 3 && first == U'1' && second >= U'3' && length(&g, 0) == 3 &&
                  length(&g, 1) == 4 && length(&g, 2) == 4;
    if (service || mobile)
        return say_groups(w, &g, 3, true);
    if (separator == U'-' && g.count >= 3)
        return say_groups(w, &g, g.count, g.digits >= 7);
    return at;
}

size_t
code_match_dotted(struct written *w, size_t at)
{
    struct groups g;
    split(w, at, U'.', &g);
    if (g.count < 3)
        return at;
    bool address = g.count == 4;
    for (size_t i = 0; i < g.count; i++)
        address = address && number_value(w, g.first[i], g.end[i]) <= 255;
    size_t end = g.end[g.count - 1];
    written_group(w, at, end);
    for (size_t i = 0; i < g.count; i++) {
        struct number part = {
            .first = g.first[i], .whole_end = g.end[i], .end = g.end[i], .digits = length(&g, i)};
        if (i > 0)
            written_say(w, U"点");
        if (i == 0 && !address && part.digits <= 2)
            number_say(w, &part, NUMBER_PLAIN);
        else
            number_say_digits(w, part.first, part.end, false);
    }
    return end;
}

/* Behind one of these, perhaps with 是, 为 or a colon between, digits are a code. */
static bool
code_follows(const struct written *w, size_t at)
{
    static const char32_t cues[] = U"电话 手机 手机号 热线 拨打 拨 致电 传真 客服 短信 座机 专线 总机 分机 "
                                   U"转 联系方式 区号 邮编 邮政编码 QQ QQ群 微信 "
                                   U"号码 尾号 账号 帐号 卡号 编号 房号 学号 工号 证号 货号 批号 单号 车牌 "
                                   U"车牌号 门牌号 航班 航班号 车次 密码 验证码 代码 "
                                   U"ISBN ISSN 身份证 身份证号 档案号 藏品号 登记号 登录号 序列号 展品号 "
                                   U"导览号 房间 房间号 国道 Tel TEL tel";
    static const char32_t links[] = U"是 为 ： : .";
    size_t i = written_before_space(w, at);
    for (unsigned steps = 0; steps < 3; steps++) {
        size_t cue = written_ends(w, i, cues);
        if (cue != 0 &&
            !(written_is_latin(written_at(w, i - 1)) && written_is_latin(written_at(w, i - cue - 1))))
            return true;
        size_t link = written_ends(w, i, links);
        if (link == 0)
            return false;
        i = written_before_space(w, i - link);
    }
    return false;
}

/* 1201室, 115师, 102国道: what the number names. */
static bool
name_follows(const struct written *w, size_t end)
{
    static const char32_t names[] = U"室 房 房间 包间 病房 教室 国道 省道 县道 乡道 高速 医院 部队 师 旅 "
                                    U"次列车 次航班 航班 路公交 路车 路 "
                                    U"艺术区 厂 计划 工程 高校 院校 中学 高地 阵地 次特快 次直达 次动车 "
                                    U"研究所 号航班 号房 号病房 号室 舰 "
                                    U"热线 平台 电话 号舰";
    static const char32_t others[] =
        U"师生 师傅 师资 旅客 旅游 旅行 室内 室外 房客 厂家 厂商 中学生 工程师 路人 路程 高速路口 电话亭 "
        U"平台企业 部电话 路口";
    size_t i = written_after_space(w, end);
    return written_starts(w, i, names) != 0 && written_starts(w, i, others) == 0;
}

/* 12306, 12315, 95588, 110: called rather than counted. */
static bool
is_called(const struct written *w, size_t at, size_t end)
{
    size_t digits = end - at;
    bool alone = at == 0 && end == w->count;
    static const char32_t emergency[] = U"110 119 120 122 114 999";
    bool short_number = digits == 3 && written_starts(w, at, emergency) == 3;
    if (alone)
        return short_number && written_at(w, at) == U'1' && written_at(w, at + 1) == U'1' &&
               written_at(w, at + 2) == U'0';
    bool service = digits == 5 && (written_starts(w, at, U"12 10 95 96") != 0);
    if (!short_number && !service)
        return false;
    if (written_ends(w, written_before_space(w, at), U"拨打 拨 打 致电 电话 热线 呼叫 给 联系 通过") != 0 &&
        measure_at(w, end) == 0)
        return true;
    return written_starts(
               w, end, U"报警 急救 热线 电话 客服 平台 投诉 打 救护 火警 接警 指挥中心 政务 消费者 供电") !=
           0;
}

static size_t
say_code(struct written *w, size_t at, size_t end, bool yao)
{
    written_group(w, at, end);
    number_say_digits(w, at, end, yao);
    return end;
}

/* C919, G102, ISO9001, COVID-19: digits behind letters. Short numbers stay cardinals: A4, G20, P40. */
static size_t
match_model(struct written *w, size_t at, size_t end)
{
    size_t letters = at;
    if (written_at(w, letters - 1) == U'-')
        letters--;
    size_t first = letters;
    while (first > 0 && letters - first < 4 && written_is_latin(written_at(w, first - 1)))
        first--;
    bool times =
        letters - first == 1 && written_digit_at(w, first - 1) && (written_at(w, first) | 0x20) == U'x';
    if (first == letters || end - at < 3 || times)
        return at;
    return say_code(w, at, end, letters - first <= 2);
}

size_t
code_match_digits(struct written *w, size_t at)
{
    size_t end = written_digits_end(w, at), digits = end - at;
    char32_t after = written_at(w, end);
    bool decimal = (after == U'.' || after == U',') && written_digit_at(w, end + 1);
    if (digits == 1 || written_at(w, at - 1) == U'.')
        return at;
    size_t decimals_end = decimal && after == U'.' ? written_digits_end(w, end + 1) : end;
    if (decimals_end != end && written_starts(w, decimals_end, U"高地 阵地") != 0) {
        written_group(w, at, decimals_end);
        number_say_digits(w, at, end, true);
        written_say(w, U"点");
        number_say_digits(w, end, decimals_end, true);
        return decimals_end;
    }
    if (digits == MOBILE_DIGITS && written_at(w, at) == U'1' && written_at(w, at + 1) >= U'3' &&
        written_starts(w, end, U"元 人 个 次 户 亩 万 亿 年 吨 米 公里 立方米 千瓦时") == 0 &&
        written_starts(w, end - 5, U"00000") == 0)
        return say_code(w, at, end, true);
    if (digits >= LONG_CODE_DIGITS && measure_at(w, end) == 0 && written_starts(w, end - 4, U"0000") == 0)
        return say_code(w, at, end, true);
    if (decimal)
        return at;
    bool counts = measure_at(w, end) != 0;
    if ((digits >= 3 && !counts && code_follows(w, at)) || is_called(w, at, end))
        return say_code(w, at, end, true);
    bool ordinal = written_ends(w, written_before_space(w, at), U"第") != 0;
    if (digits >= 3 && !ordinal && number_value(w, at, end) % 1000 != 0 && name_follows(w, end))
        return say_code(w, at, end, true);
    if (digits >= 3 && (after == U'P' || after == U'p') && !written_is_ascii_letter(written_at(w, end + 1)))
        return say_code(w, at, end, false);
    if (match_model(w, at, end) != at)
        return end;
    if ((digits == 3 && (written_starts(w, at, U"985 211") != 0) && !counts &&
         written_starts(w, end, U"、 和 高校 工程 大学 院校 名校 ” 与") != 0))
        return say_code(w, at, end, true);
    if (written_at(w, at) != U'0' || written_starts(w, written_after_space(w, end), U"月 日 号 时 点") != 0)
        return at;
    return say_code(w, at, end, false);
}
