#include "mandarin/quantity_rules.h"

#include "base/utf8.h"
#include "mandarin/measure_words.h"
#include "mandarin/number_words.h"
#include "mandarin/units.h"

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

/* 康熙2年: counted within a reign, 二年. */
static bool
in_reign(const struct written *w, size_t before, size_t end)
{
    static const char32_t reigns[] = U"民国 昭和 明治 大正 平成 令和 宣统 光绪 同治 咸丰 道光 嘉庆 乾隆 雍正 "
                                     U"康熙 顺治 崇德 天聪 天命 崇祯 天启 万历 隆庆 嘉靖 "
                                     U"正德 弘治 成化 天顺 景泰 正统 宣德 洪熙 永乐 建文 洪武 至正 至元 大同 "
                                     U"康德 贞观 开元 天宝 清宁 重熙 统和 太平 大定 熙宁 "
                                     U"元丰 绍兴 公元 公元前";
    return written_at(w, end) == U'年' && written_ends(w, before, reigns) != 0;
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
    if (c == U'点' || name || c == U'零' || in_reign(w, before, number->end))
        return NUMBER_PLAIN;
    return measure_follows(w, number->end) ? NUMBER_COUNT : NUMBER_PLAIN;
}

/* The number behind a range's dash, if there is one. */
static bool
range_scan(const struct written *w, size_t end, struct number *second)
{
    size_t next = written_after_dash(w, end);
    if (written_at(w, next) == U'-' && next != end)
        next++;
    return next != end && number_scan(w, next, second);
}

size_t
quantity_match_money(struct written *w, size_t at)
{
    size_t end = 0;
    const char32_t *name = unit_currency(w, at, &end);
    if (name == NULL || written_is_ascii_letter(written_at(w, at - 1)))
        return at;
    struct number number, second;
    size_t first = written_after_space(w, end);
    if (!number_scan(w, first, &number))
        return at;
    size_t stop = number.end;
    bool range = range_scan(w, stop, &second);
    if (range)
        stop = second.end;
    size_t scale = 0;
    while (scale < 2 && written_starts(w, stop + scale, U"万 亿 千 百") != 0)
        scale++;
    size_t vague = written_starts(w, stop + scale, U"多 余");
    written_group(w, at, stop + scale + vague);
    number_say(w, &number, NUMBER_COUNT);
    if (range) {
        written_say(w, U"到");
        number_say(w, &second, NUMBER_COUNT);
    }
    for (size_t i = 0; i < scale + vague; i++)
        written_say_one(w, written_at(w, stop + i));
    stop += scale + vague;
    if (written_starts(w, stop, name) == 0)
        written_say(w, name);
    return stop;
}

/* 比分1-2, 中国1-2: the numbers of a match rather than a range. */
static bool
is_match(const struct written *w, size_t at, size_t end)
{
    static const char32_t cues[] =
        U"比分 战胜 击败 负于 逼平 战平 不敌 大胜 完胜 爆冷 领先 落后 险胜 惜败 取胜";
    static const char32_t teams[] =
        U"中国 日本 韩国 朝鲜 伊朗 澳大利亚 沙特 卡塔尔 泰国 越南 美国 加拿大 墨西哥 巴西 阿根廷 "
        U"乌拉圭 智利 哥伦比亚 英格兰 法国 德国 西班牙 葡萄牙 意大利 荷兰 比利时 克罗地亚 俄罗斯 "
        U"瑞典 丹麦 挪威 瑞士 波兰 女排 男足 女足 国足 队";
    if (measure_follows(w, end) || written_starts(w, end, U"月 日 号 年 % ‰ ℃") != 0)
        return false;
    if (written_near(w, at, 4, cues) ||
        written_starts(w, end, U"战胜 击败 险胜 获胜 取胜 逼平 战平 领先 落后 告负 惜败") != 0)
        return true;
    char32_t after = written_at(w, end);
    bool closes = after == 0 || (!utf8_is_han(after) && !written_is_latin(after));
    return closes && written_ends(w, written_before_space(w, at), teams) != 0;
}

size_t
quantity_match_score(struct written *w, size_t at)
{
    struct number one, two;
    number_scan(w, at, &one);
    size_t sign = written_after_space(w, one.end);
    char32_t c = written_at(w, sign);
    bool colon = written_is_colon(c) && !one.leading_zero;
    size_t next = colon ? sign + 1 : written_after_space(w, sign + 1);
    if ((!colon && !written_is_dash(c) && c != U'/') || !number_scan(w, next, &two))
        return at;
    if (colon && (sign != one.end || written_is_latin(written_at(w, at - 1))))
        return at;
    if (c == U'/' && (one.value != two.value || !utf8_is_han(written_at(w, written_before_space(w, at) - 1))))
        return at;
    if (!colon && c != U'/' && (one.digits > 3 || two.digits > 3 || !is_match(w, at, two.end)))
        return at;
    written_group(w, at, one.end);
    number_say(w, &one, NUMBER_PLAIN);
    written_group(w, sign, sign + 1);
    written_say(w, U"比");
    return next;
}

size_t
quantity_match_fraction(struct written *w, size_t at)
{
    struct number top, bottom;
    number_scan(w, at, &top);
    size_t slash = written_after_space(w, top.end);
    size_t next = written_after_space(w, slash + 1);
    if (written_at(w, slash) != U'/' || !number_scan(w, next, &bottom))
        return at;
    char32_t after = written_at(w, bottom.end), before = written_at(w, at - 1);
    if (top.end != top.whole_end || bottom.end != bottom.whole_end || bottom.value == 0 || top.leading_zero ||
        bottom.leading_zero || after == U'/' || written_is_ascii_letter(after) || before == U'/' ||
        written_is_latin(before) || top.digits > 4 || bottom.digits > 6)
        return at;
    written_group(w, at, bottom.end);
    number_say(w, &bottom, NUMBER_PLAIN);
    written_say(w, U"分之");
    number_say(w, &top, NUMBER_PLAIN);
    return bottom.end;
}

static size_t
percent_sign(const struct written *w, size_t end, const char32_t **words)
{
    size_t sign = written_after_space(w, end);
    char32_t c = written_at(w, sign);
    if (c != U'%' && c != U'‰')
        return end;
    *words = c == U'%' ? U"百分之" : U"千分之";
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
        (!range_scan(w, end, &second) || percent_sign(w, second.end, &words) == second.end))
        return at;
    written_group(w, at, end);
    written_say(w, words);
    if (number.value == 100 && number.digits == 3 && number.end == number.whole_end && *words == U'百')
        written_say(w, U"百");
    else
        number_say(w, &number, NUMBER_ORDINAL); /* 百分之二百 */
    return end;
}

static void
say_part(struct written *w, size_t first, const char32_t *name)
{
    struct number number;
    if (!number_scan(w, first, &number))
        return;
    if (number.leading_zero && number.value != 0)
        written_say(w, U"零");
    if (number.digits <= 3 && number.end == number.whole_end)
        number_say_value(w, number.value, NUMBER_PLAIN);
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

size_t
quantity_match_coordinate(struct written *w, size_t at)
{
    static const char32_t *const directions[] = {U"北纬", U"南纬", U"东经", U"西经"};
    size_t degrees = part_end(w, at, U"° º ˚"), minutes = degrees, seconds = degrees;
    if (degrees == at && part_end(w, part_end(w, at, U"' ’"), U"\" ” '' ’’") == part_end(w, at, U"' ’"))
        return at; /* neither degrees nor a length of time such as 5'20" */
    size_t minutes_at = written_after_space(w, degrees), seconds_at = degrees;
    if (part_end(w, minutes_at, U"′ ' ’ ´") != minutes_at) {
        minutes = part_end(w, minutes_at, U"′ ' ’ ´");
        seconds = minutes;
        seconds_at = written_after_space(w, minutes);
        if (part_end(w, seconds_at, U"″ \" ” '' ′′ ’’") != seconds_at)
            seconds = part_end(w, seconds_at, U"″ \" ” '' ′′ ’’");
    }
    size_t end = seconds;
    size_t direction_at = written_after_space(w, end);
    const char32_t *direction = U"";
    for (size_t i = 0; i < 4; i++) {
        bool letter = written_at(w, direction_at) == U"NSEW"[i];
        if (letter && !written_is_ascii_letter(written_at(w, direction_at + 1))) {
            direction = directions[i];
            end = direction_at + 1;
        }
    }
    if (end == degrees)
        return at; /* plain degrees are a unit */
    written_group(w, at, end);
    written_say(w, direction);
    if (degrees != at)
        say_part(w, at, U"度");
    if (minutes != degrees)
        say_part(w, minutes_at, U"分");
    if (seconds != minutes)
        say_part(w, seconds_at, U"秒");
    return end;
}

size_t
quantity_match_rate(struct written *w, size_t at)
{
    struct number number, second;
    number_scan(w, at, &number);
    size_t end = number.end;
    bool range = range_scan(w, end, &second);
    if (range)
        end = second.end;
    const char32_t *base = NULL;
    size_t unit_end = 0, stop = 0;
    const struct unit *unit = unit_at(w, end, &unit_end);
    if (unit != NULL && written_at(w, unit_end) == U'/')
        base = unit_base(w, unit_end + 1, &stop);
    if (base == NULL)
        return at;
    written_group(w, at, stop);
    if (written_ends(w, written_before_space(w, at), U"时速 时速为 时速约 时速达") == 0) {
        written_say(w, U"每");
        written_say(w, base);
    }
    number_say(w, &number, NUMBER_COUNT);
    if (range) {
        written_say(w, U"到");
        number_say(w, &second, NUMBER_COUNT);
    }
    written_say(w, unit->spoken);
    return stop;
}

size_t
quantity_match_unit(struct written *w, size_t at)
{
    struct number number;
    number_scan(w, at, &number);
    size_t end = 0;
    const struct unit *unit = unit_at(w, number.end, &end);
    char32_t before = written_at(w, at - 1);
    if (unit == NULL || utf8_is_han(unit->written[0]) || number.leading_zero || written_is_latin(before) ||
        (before == U'-' && written_is_latin(written_at(w, at - 2))))
        return at;
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
    bool per = c == U'/' && utf8_is_han(written_at(w, before - 2));
    if (unit == NULL || utf8_is_han(unit->written[0]) || (!per && !written_is_numeral(c)) ||
        unit->written[0] == U'w')
        return at;
    if (unit->shy && c != U'万' && c != U'亿' && c != U'多' && c != U'余')
        return at;
    written_group(w, at, end);
    written_say(w, unit->spoken);
    return end;
}

size_t
quantity_match_number(struct written *w, size_t at)
{
    struct number number;
    number_scan(w, at, &number);
    written_group(w, at, number.end);
    number_say(w, &number, style_of(w, &number));
    return number.end;
}

/* Whether a digit, or a digit and its unit or measure word, ends before `end`. */
static bool
ends_quantity(const struct written *w, size_t end)
{
    static const char32_t closers[] =
        U"年 月 日 号 时 点 分 秒 万 亿 千 百 个 人 岁 米 元 度 天 周 层 楼 厘米 毫米 公里 千米 公斤 "
        U"千克 吨 小时 分钟 世纪 年代 次 级 期 届 章 页 倍 克 升 亩 % ‰ ℃ ° ′ ″ 初 末 半";
    if (end > 0 && written_digit_at(w, end - 1))
        return true;
    size_t unit = written_ends(w, end, closers);
    if (unit == 0 && written_is_ascii_letter(written_at(w, end - 1))) {
        while (unit < 4 && written_is_ascii_letter(written_at(w, end - unit - 1)))
            unit++;
        size_t stop = 0;
        if (unit_at(w, end - unit, &stop) == NULL || stop != end)
            unit = 0;
    }
    char32_t before = unit == 0 || unit >= end ? 0 : written_at(w, end - unit - 1);
    return written_is_digit(before) || written_is_numeral(before);
}

static bool
is_weekday(const struct written *w, size_t end)
{
    return written_ends(w, end,
                        U"周一 周二 周三 周四 周五 周六 周日 星期一 星期二 星期三 星期四 星期五 星期六 "
                        U"星期日 星期天") != 0;
}

/* 5-3=2, 1+2-3: a subtraction rather than a range. */
static bool
subtracts(const struct written *w, size_t at, size_t next)
{
    struct number number;
    if (!number_scan(w, next, &number))
        return false;
    size_t first = written_before_space(w, at), after = written_after_space(w, number.end);
    for (unsigned i = 0;
         i < 9 && first > 0 && (written_digit_at(w, first - 1) || written_at(w, first - 1) == U'.'); i++)
        first--;
    first = written_before_space(w, first);
    return written_starts(w, after, U"= + × ÷") != 0 || written_ends(w, first, U"= + × ÷") != 0;
}

size_t
quantity_match_range(struct written *w, size_t at)
{
    size_t next = written_after_dash(w, at), before = written_before_space(w, at);
    if (is_weekday(w, before) && written_starts(w, next, U"周 星期") != 0) {
        written_group(w, at, at + 1);
        written_say(w, U"到");
        return next;
    }
    bool negative = written_at(w, next) == U'-' && written_digit_at(w, next + 1);
    static const char32_t starts[] = U"公元 公元前 前 第 ¥ $ € £ A B";
    bool reaches = written_digit_at(w, next) || negative;
    if (!reaches && written_starts(w, next, starts) != 0)
        reaches = written_digit_at(w, next + written_starts(w, next, starts));
    char32_t c = written_at(w, at);
    bool one_sided = before != at && next == at + 1 && (c == U'-' || c == U'~'); /* 2 -5 is no range */
    if (!reaches || one_sided || !ends_quantity(w, before))
        return at;
    written_group(w, at, next > at + 1 && written_at(w, at + 1) == written_at(w, at) ? at + 2 : at + 1);
    written_say(w, c == U'-' && subtracts(w, at, next) ? U"减" : U"到");
    return next;
}

/* -5℃, -5~3℃, -5到3℃ */
static bool
is_temperature(const struct written *w, size_t at)
{
    struct number number, second;
    if (!number_scan(w, at, &number))
        return false;
    size_t end = number.end;
    if (range_scan(w, end, &second) || (written_starts(w, end, U"到 至") != 0 &&
                                        number_scan(w, end + 1 + (written_at(w, end + 1) == U'-'), &second)))
        end = second.end;
    return written_starts(w, written_after_space(w, end), U"℃ °C ºC ℉ °F 摄氏度 华氏度") != 0;
}

size_t
quantity_match_sign(struct written *w, size_t at)
{
    /* Behind these the dash belongs to a name: 歼-20, 图-3. */
    static const char32_t models[] =
        U"歼 轰 运 直 强 轰炸 东风 红旗 长征 神舟 嫦娥 天宫 天问 霹雳 巨浪 鹰击 长剑 翼龙 米 苏 图 表 "
        U"伊尔 安 波音 空客 阿波罗 联盟 旅行者 教 水 初教 歼教 侦 海鹰 前卫 飞豹 附件 附录 式 例 展板 "
        U"展柜 号 章 节 层 楼 室 区 房 单元";
    char32_t c = written_at(w, at), before = written_at(w, at - 1);
    size_t next = c == U'~' ? written_after_space(w, at + 1) : at + 1;
    bool amount = written_digit_at(w, next) || (unit_currency(w, next, &(size_t){0}) != NULL && c != U'+');
    if (!amount || written_is_digit(before) || (c != U'-' && c != U'+' && c != U'±' && c != U'~'))
        return at;
    if (c == U'-' && (written_is_latin(before) || written_ends(w, at, models) != 0))
        return at;
    bool opens = at == 0 || !(utf8_is_han(before) || written_is_latin(before) ||
                              written_starts(w, at - 1, U"” ） ) 》") != 0);
    if (c == U'+' && !opens)
        return at;
    written_group(w, at, at + 1);
    if (c == U'-')
        written_say(w, is_temperature(w, next) ? U"零下" : U"负");
    else
        written_say(w, c == U'~' ? U"约" : c == U'±' ? U"正负" : is_temperature(w, next) ? U"零上" : U"加");
    return next;
}
