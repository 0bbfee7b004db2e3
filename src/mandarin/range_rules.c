#include "mandarin/range_rules.h"

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/measure_words.h"
#include "mandarin/units.h"

bool
range_scan_second(const struct written *w, size_t end, struct number *second)
{
    size_t next = written_after_dash(w, end);
    if (written_at(w, next) == U'-' && next != end)
        next++;
    return next != end && number_scan(w, next, second);
}

/* 比分1-2, 中国1-2: the numbers of a match rather than a range. */
static bool
is_match(const struct written *w, size_t at, size_t end)
{
    static const char32_t cues[] =
        U"比分 战胜 击败 负于 逼平 战平 不敌 大胜 完胜 爆冷 领先 落后 险胜 惜败 取胜";
    static const char32_t verbs[] = U"战胜 击败 险胜 获胜 取胜 逼平 战平 领先 落后 告负 惜败 横扫 轻取 力克 "
                                    U"大胜 完胜 逆转 输给 不敌 负于 惜败 胜 负 击退";
    static const char32_t teams[] =
        U"中国 日本 韩国 朝鲜 伊朗 澳大利亚 沙特 卡塔尔 泰国 越南 美国 加拿大 墨西哥 巴西 阿根廷 "
        U"乌拉圭 智利 哥伦比亚 英格兰 法国 德国 西班牙 葡萄牙 意大利 荷兰 比利时 克罗地亚 俄罗斯 "
        U"瑞典 丹麦 挪威 瑞士 波兰 女排 男足 女足 国足 队";
    if (written_ends(w, written_before_space(w, at), teams) != 0 &&
        written_starts(w, written_after_space(w, end), teams) != 0)
        return true;
    if (measure_follows(w, end) || written_starts(w, end, U"月 日 号 年 % ‰ ℃") != 0)
        return false;
    if (written_near(w, at, 4, cues) || written_starts(w, end, verbs) != 0)
        return true;
    for (unsigned i = 0; i < 4 && written_starts(w, end, U"、 ， ,") != 0; i++) {
        struct number one, two;
        if (!number_scan(w, end + 1, &one) || !written_is_dash(written_at(w, one.end)) ||
            !number_scan(w, one.end + 1, &two))
            break;
        end = two.end; /* 6-3、6-4战胜 */
        if (written_starts(w, end, verbs) != 0)
            return true;
    }
    char32_t after = written_at(w, end);
    bool closes = after == 0 || (!utf8_is_han(after) && !written_is_latin(after));
    return closes && written_ends(w, written_before_space(w, at), teams) != 0;
}

/* 120/80mmHg */
static bool
is_blood_pressure(const struct written *w, size_t end)
{
    return written_starts(w, written_after_space(w, end), U"mmHg mmhg MMHG 毫米汞柱") != 0;
}

size_t
range_match_score(struct written *w, size_t at)
{
    struct number one, two;
    number_scan(w, at, &one);
    size_t sign = written_after_space(w, one.end);
    char32_t c = written_at(w, sign);
    bool colon = written_is_colon(c) && !one.leading_zero;
    size_t next = colon ? sign + 1 : written_after_space(w, sign + 1);
    if ((!colon && !written_is_dash(c) && c != U'/') || !number_scan(w, next, &two))
        return at;
    if (colon && (sign != one.end || written_ends(w, at, U"图 图版 彩版 插图 版") != 0 ||
                  written_is_latin(written_at(w, at - 1))))
        return at;
    bool equal = one.value == two.value && utf8_is_han(written_at(w, written_before_space(w, at) - 1));
    if (c == U'/' && !equal && !is_blood_pressure(w, two.end))
        return at;
    if (!colon && c != U'/' && (one.digits > 3 || two.digits > 3 || !is_match(w, at, two.end)))
        return at;
    written_group(w, at, one.end);
    number_say(w, &one, NUMBER_PLAIN);
    written_group(w, sign, sign + 1);
    written_say(w, U"比");
    return next;
}

/* Whether a digit, or a digit and its unit or measure word, ends before `end`. */
static bool
ends_quantity(const struct written *w, size_t end)
{
    static const char32_t closers[] =
        U"am pm a.m. p.m. AM PM k K w W 年 月 日 号 时 点 分 秒 万 亿 千 百 个 人 岁 米 元 度 天 周 层 楼 "
        U"厘米 毫米 "
        U"公里 千米 公斤 "
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

static bool
is_roman_sign(char32_t c)
{
    return c >= 0x2160 && c <= 0x217F;
}

/* 二—五楼, 一九三七年—一九四五年: one dash between numbers in hanzi of which the second is followed by what
 * it numbers. */
static bool
joins_hanzi(const struct written *w, size_t before, size_t next)
{
    static const char32_t numerals[] = U"一二三四五六七八九十百千万零〇";
    static const char32_t numbered[] = U"年 月 日 号 楼 时 点 世纪 期 级 班 路 线 中 ） )";
    size_t end = next;
    while (end - next < 8 && charset_has(numerals, written_at(w, end)))
        end++;
    if (end == next)
        return false;
    char32_t last = written_at(w, before - 1);
    if (charset_has(numerals, last))
        return written_ends(w, before, U"统一 唯一 专一 单一 之一 万一 其一") == 0 &&
               (written_starts(w, end, numbered) != 0 || measure_at(w, end) != 0);
    return last == written_at(w, end) && charset_has(numerals, written_at(w, before - 2)) &&
           charset_has(U"年月日号楼时点世期级班路线", last);
}

/* Whether what begins at `next`, behind a dash, can close a range. */
static bool
closes_range(const struct written *w, size_t next)
{
    static const char32_t starts[] =
        U"公元 公元前 前 第 ¥ $ € £ A B 次日 翌日 当日 凌晨 上午 中午 下午 晚 晚上 "
        U"傍晚 夜间";
    bool negative = written_at(w, next) == U'-' && written_digit_at(w, next + 1);
    size_t start = written_starts(w, next, starts);
    return written_digit_at(w, next) || negative || (start != 0 && written_digit_at(w, next + start));
}

size_t
range_match(struct written *w, size_t at)
{
    size_t next = written_after_dash(w, at), before = written_before_space(w, at);
    if (next == at)
        return at;
    char32_t c = written_at(w, at);
    bool one_dash = next == at + 1 && before == at;
    bool roman = is_roman_sign(written_at(w, at - 1)) && is_roman_sign(written_at(w, next));
    bool week = is_weekday(w, before) && written_starts(w, next, U"周 星期") != 0;
    if (week || (one_dash && (roman || joins_hanzi(w, before, next)))) {
        written_group(w, at, at + 1);
        written_say(w, U"到");
        return next;
    }
    bool one_sided = before != at && next == at + 1 && (c == U'-' || c == U'~'); /* 2 -5 is no range */
    if (one_sided || !closes_range(w, next) || !ends_quantity(w, before))
        return at;
    written_group(w, at, next > at + 1 && written_at(w, at + 1) == written_at(w, at) ? at + 2 : at + 1);
    written_say(w, c == U'-' && subtracts(w, at, next) ? U"减" : U"到");
    return next;
}

size_t
range_match_about(struct written *w, size_t at)
{
    /* Behind a list these name more often than they count: 3、4层. */
    static const char32_t names[] = U"层 章 节 页 排 列 行 组 届 轮 队 段 卷 册 部 集 幕 场 区 县 门 代 重";
    struct number one, two;
    if (!number_scan(w, at, &one) || one.end - at > 2 || one.leading_zero ||
        written_at(w, one.end) != U'、' || !number_scan(w, one.end + 1, &two) || two.end - two.first != 1)
        return at;
    size_t measure = measure_at(w, two.end);
    if (one.value % 10 == 0 || one.value % 10 + 1 != two.value || measure == 0 ||
        written_starts(w, two.end, names) == measure ||
        written_starts(w, at - 1, U"、 第 . - / — ~ 至 到") != 0 || written_is_latin(written_at(w, at - 1)))
        return at;
    written_group(w, at, two.end);
    number_say(w, &one, NUMBER_COUNT);
    number_say(w, &two, one.digits == 1 ? NUMBER_COUNT : NUMBER_PLAIN);
    return two.end;
}

/* -5℃, -5~3℃, -5到3℃ */
static bool
is_temperature(const struct written *w, size_t at)
{
    struct number number, second;
    if (!number_scan(w, at, &number))
        return false;
    size_t end = number.end;
    if (range_scan_second(w, end, &second) ||
        (written_starts(w, end, U"到 至") != 0 &&
         number_scan(w, end + 1 + (written_at(w, end + 1) == U'-'), &second)))
        end = second.end;
    end = written_after_space(w, end);
    end += written_starts(w, end, U"多 几 余");
    return written_starts(w, end, U"℃ °C ºC ℉ °F 摄氏度 华氏度") != 0 ||
           (written_at(w, end) == U'度' &&
            written_starts(w, end, U"度数 度角 度电 度俯 度仰 度视 度近视 度倾 度方") == 0);
}

/* 歼-20, 图-3, 展柜-5: behind a hanzi the hyphen belongs to a name, unless an amount stands there. */
static bool
joins_name(const struct written *w, size_t at)
{
    static const char32_t models[] =
        U"碳 氢 氧 氮 铀 钚 铯 碘 锶 氩 钾 铅 钴 氚 歼 轰 运 直 强 轰炸 东风 红旗 长征 神舟 嫦娥 天宫 天问 "
        U"霹雳 巨浪 鹰击 长剑 翼龙 米 米格 苏 图 表 伊尔 安 波音 空客 阿波罗 联盟 旅行者 教 水 初教 歼教 侦 "
        U"海鹰 前卫 "
        U"飞豹 附件 附录 式 例 展板 展柜 号 章 节 层 楼 室 区 房 单元";
    static const char32_t amounts[] =
        U"深 拔 温 长 度 差 值 为 是 达 至 到 约 降 率 幅 于 近 从 比 增 减 低 "
        U"高 出 点 距 得 分 和 与 或 有 在 算 求 取 写 记 作 成 数 即 则 而 了 按 "
        U"加 减 乘 以 等于 大于 小于 、";
    if (written_ends(w, at, models) != 0)
        return true;
    struct number number;
    if (!utf8_is_han(written_at(w, at - 1)) || written_ends(w, at, amounts) != 0 ||
        !number_scan(w, at + 1, &number))
        return false;
    size_t unit_end = 0;
    return number.end == number.whole_end && number.digits <= 4 && !measure_follows(w, number.end) &&
           unit_at(w, number.end, &unit_end) == NULL && written_starts(w, number.end, U"% ‰ , 到 至 ~") == 0;
}

size_t
range_match_sign(struct written *w, size_t at)
{
    char32_t c = written_at(w, at), before = written_at(w, at - 1);
    size_t next = c == U'~' ? written_after_space(w, at + 1) : at + 1;
    bool amount = written_digit_at(w, next) || (unit_currency(w, next, &(size_t){0}) != NULL && c != U'+');
    if (!amount || written_is_digit(before) || (c != U'-' && c != U'+' && c != U'±' && c != U'~'))
        return at;
    if (c == U'-' && (written_is_latin(before) || (before >= U'Α' && before <= U'ω') || joins_name(w, at)))
        return at;
    if (c == U'-' && is_roman_sign(before)) {
        written_group(w, at, at + 1);
        written_say(w, U"杠"); /* 彩版Ⅱ-1 */
        return next;
    }
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
