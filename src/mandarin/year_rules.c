#include "mandarin/year_rules.h"

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/measure_words.h"
#include "mandarin/number_words.h"
#include "mandarin/units.h"

/* Four digits from here to there may be a year without being told so by their neighbours. */
enum { YEAR_FIRST = 1000, YEAR_LAST = 2100, MODERN_FIRST = 1901, MODERN_LAST = 2099 };

static const char32_t eras[] = U"公元前 公元 西元前 西元 纪元前";

/* Before a number: it says how long. */
static const char32_t surely_how_long[] =
    U"距今 距今约 距今已有 距今有 长达 历时 历经 超过 逾 持续 延续 "
    U"绵延 沉睡 存续 相隔 时隔 跨越 穿越 过去了 近 将近 整整 "
    U"树龄 树龄约 树龄达 树龄已达 寿命 寿命约 寿命达 上下 距今近 已经 足足 不到 不足 至少 再过";
static const char32_t perhaps_how_long[] = U"有 约 大约 达 已 了 过 经过 前后 共 计 经 晚 早";
/* Behind 年. */
static const char32_t how_long_after[] =
    U"历史 的历史 之久 来 时间 的时间 间 里 以前 之前 前 以上 风雨 沧桑 左右 文明 的文明 "
    U"的岁月 岁月 光阴 古 的发展 悠久";

/* Behind the 年 of a number of two or three digits: it says how long. */
static const char32_t short_how_long[] =
    U"来 间 里 内 前 后 之 历史 的 时间 以前 以后 以上 以下 以内 左右 上下 多 余 文明 岁月 光阴 风雨 沧桑 古 "
    U"老 悠久 租 任期 国祚 统治 基业 江山 寿命 树龄 庆 校庆 华诞 生日 历程 征程 奋斗 坚守 守护 守望 守候 "
    U"如一日 "
    U"不 未 无 没 才 就 保 大庆 纪念 一遇 传承 演变 发展 战争 王朝 变迁 时光 春秋 芳华 党龄 工龄 教龄 党史 "
    U"馆史 "
    U"校史 厂史 史 弹指 砥砺 耕耘 陪伴 积淀 沉淀 经验 磨砺 探索 努力 等待 期 有 免 以来 过去 已 是 共 从未 "
    U"始终 "
    U"刑 徒刑 合 质保 周期 为 一 仍 依 至今";

static bool
is_year_number(const struct written *w, size_t first, size_t end)
{
    uint32_t value = number_value(w, first, end);
    return end - first == 4 && value >= YEAR_FIRST && value <= YEAR_LAST;
}

/* Position of the number before a range's dash that ends before `at`; `at` where there is none. */
static size_t
range_partner(const struct written *w, size_t at)
{
    size_t i = written_before_space(w, at);
    size_t dashes = 0;
    while (i > 0 && dashes < 2 && written_is_dash(written_at(w, i - 1))) {
        i--;
        dashes++;
    }
    i = dashes == 0 ? at : written_before_space(w, i);
    if (dashes == 0 && written_ends(w, at, U"至 到 、 和 与 及 或") != 0)
        i = at - 1;
    if (i == at)
        return at;
    if (written_at(w, i - 1) == U'年')
        i--;
    size_t first = i;
    while (first > 0 && i - first < 5 && written_digit_at(w, first - 1))
        first--;
    return i == first ? at : first;
}

/* Whether 年 at `sign` closes a length of time that begins with the number at `first`. */
static bool
tells_how_long(const struct written *w, size_t first, size_t sign, uint32_t value)
{
    size_t before = written_before_space(w, first);
    if (written_ends(w, before, surely_how_long) != 0 ||
        written_ends(w, written_before_space(w, range_partner(w, first)), surely_how_long) != 0)
        return true;
    bool round = value % 100 == 0, tens = value % 10 == 0;
    size_t after = written_starts(w, sign + 1, how_long_after);
    if (written_starts(w, sign + 1, U"来到 来临 前后 间隔 里程碑") != 0)
        after = 0;
    if (written_ends(w, before, perhaps_how_long) != 0 &&
        ((tens && after != 0) || (round && value >= YEAR_LAST)))
        return true;
    return (round && after != 0) || written_starts(w, sign + 1, U"之久") != 0;
}

/* At the start of a clause that goes on behind 年. */
static bool
opens_clause(const struct written *w, size_t first, size_t sign)
{
    char32_t before = written_at(w, first - 1), after = written_at(w, sign + 1);
    return (before == 0 || charset_has(U"。；！？，：“「《\n", before)) &&
           (after == U'，' || after == U',' || utf8_is_han(after)) &&
           written_starts(w, sign + 1, short_how_long) == 0;
}

/* Whether the three digits are a year: 于618年, 618年6月, （618—907年）, 581年，杨坚…. */
static bool
short_year(const struct written *w, size_t first, size_t sign)
{
    uint32_t value = number_value(w, first, sign);
    if (value % 100 == 0)
        return false;
    if (written_ends(w, first, eras) != 0)
        return true;
    char32_t before = written_at(w, first - 1);
    if (before == U'（' || before == U'(' || before == U'前' || written_ends(w, first, U"于 自 从 元") != 0)
        return true;
    if (written_ends(w, first, U"在 到 至") != 0 && written_starts(w, sign + 1, short_how_long) == 0)
        return true;
    if (written_digit_at(w, sign + 1)) {
        size_t end = written_digits_end(w, sign + 1);
        return end - sign <= 3 && written_at(w, end) == U'月';
    }
    if (opens_clause(w, first, sign))
        return true;
    return range_partner(w, first) != first && value % 10 != 0 && written_ends(w, first, U"到 、") == 0;
}

/* 从49年到76年: seen from its first or from its second number. */
static bool
from_year_to_year(const struct written *w, size_t first, size_t sign)
{
    size_t other = written_starts(w, sign + 1, U"到 至") != 0 ? sign + 2 : range_partner(w, first);
    size_t end = written_digits_end(w, other), from = other < first ? other : first;
    uint32_t one = number_value(w, first, sign), two = number_value(w, other, end);
    return other != first && end - other == 2 && written_at(w, end) == U'年' &&
           written_ends(w, from, U"从 自") != 0 && (one % 10 != 0 || two % 10 != 0) &&
           written_starts(w, (other < first ? sign : end) + 1, U"不等") == 0;
}

static bool
two_digit_year(const struct written *w, size_t first, size_t sign)
{
    /* From here on a number before 年 at the start of a clause is a year of the last century. */
    enum { RECENT = 77 };
    if (written_at(w, first) == U'0')
        return true;
    char32_t before = written_at(w, first - 1);
    bool opens = first == 0 || !(before >= 0x4E00 && before <= 0x9FFF) ||
                 written_ends(w, first, U"于 在 自 从 至 到") != 0;
    if (before == U'\'' || before == U'’' || before == U'‘' || from_year_to_year(w, first, sign))
        return true;
    uint32_t value = number_value(w, first, sign);
    if (value >= RECENT && value % 10 != 0 && opens_clause(w, first, sign))
        return true;
    size_t end = written_digits_end(w, sign + 1);
    return opens && end != sign + 1 && end - sign <= 3 && written_at(w, end) == U'月';
}

/* A number with 年 behind it (at `sign`): whether it names a year. */
static bool
names_year(const struct written *w, size_t first, size_t end, size_t sign)
{
    uint32_t value = number_value(w, first, end);
    if (written_at(w, sign + 1) == U'代')
        return end - first == 4 || written_at(w, first) == U'0';
    if (written_ends(w, first, U"公元前 西元前 纪元前") != 0)
        return end - first >= 3 && value % 100 != 0;
    switch (end - first) {
    case 4:
        return is_year_number(w, first, end) && !tells_how_long(w, first, sign, value);
    case 3:
        return short_year(w, first, sign) && !tells_how_long(w, first, sign, value);
    case 2:
        return two_digit_year(w, first, sign);
    default:
        return false;
    }
}

/* （303—361，一说321—379）: whether brackets are open at `at`. */
static bool
in_brackets(const struct written *w, size_t at)
{
    enum { REACH = 24 };
    for (size_t i = at; i > 0 && at - i < REACH; i--) {
        char32_t c = written_at(w, i - 1);
        if (charset_has(U"（(）)。", c))
            return charset_has(U"（(", c);
    }
    return false;
}

/* Two numbers around a dash or 、: whether both are years. */
static bool
years_both(const struct written *w, size_t first, size_t end, size_t first2, size_t end2)
{
    uint32_t one = number_value(w, first, end), two = number_value(w, first2, end2);
    size_t sign = written_after_space(w, end2);
    bool brackets =
        (written_ends(w, first, U"（ ( 前") != 0 && written_starts(w, sign, U"） ) 年") != 0) ||
        (one < two && in_brackets(w, first) && charset_has(U"）)，,；;、年", written_at(w, sign)));
    if (end - first == 4 && end2 - first2 == 2)
        return is_year_number(w, first, end) && written_starts(w, sign, U"年 赛季 学年 年度 财年") != 0;
    bool whole = is_year_number(w, first, end) && is_year_number(w, first2, end2) && one < two;
    bool long_enough = end - first >= 3 || (written_at(w, sign) == U'年' && one < two && two % 100 != 0);
    bool early =
        brackets && long_enough && end2 - first2 >= 3 && one != two && one <= YEAR_LAST && two <= YEAR_LAST;
    bool opens = !utf8_is_han(written_at(w, first - 1)) || written_ends(w, first, U"于 自 从") != 0;
    bool reign = opens && written_at(w, sign) == U'年' && end - first >= 3 && end2 - first2 >= 3 &&
                 one < two && two <= YEAR_LAST && (one % 10 != 0 || two % 10 != 0) &&
                 written_starts(w, sign + 1, short_how_long) == 0; /* 618—907年 */
    if (!whole && !early && !reign)
        return false;
    if (written_at(w, sign) == U'年')
        return !tells_how_long(w, first, sign, two);
    size_t unit_end = 0;
    return !measure_follows(w, end2) && unit_at(w, end2, &unit_end) == NULL &&
           written_starts(w, sign, U"% ‰ . 号") == 0;
}

/* 2019—2022 seen from its first or from its second number; 2019、2020年; 2019和2020年. */
static bool
in_year_range(const struct written *w, size_t first, size_t end)
{
    size_t after = written_at(w, end) == U'年' ? end + 1 : end;
    size_t next = written_after_dash(w, after);
    if (next == after && written_starts(w, after, U"至 到 、 和 与 及 或") != 0)
        next = after + 1;
    if (next != after && written_digit_at(w, next)) {
        size_t stop = written_digits_end(w, next);
        bool dashed = written_is_dash(written_at(w, next - 1)) || written_at(w, stop) == U'年';
        if (dashed && end - first >= 3 && years_both(w, first, end, next, stop))
            return true;
    }
    size_t partner = range_partner(w, first);
    if (partner == first)
        return false;
    bool dashed = written_is_dash(written_at(w, first - 1)) || written_at(w, end) == U'年';
    return dashed && years_both(w, partner, written_digits_end(w, partner), first, end);
}

/* Behind 公元前, or behind 前 where it can only mean that: （前206—公元220年）. */
static bool
counts_from_era(const struct written *w, size_t first)
{
    if (written_ends(w, first, eras) != 0)
        return true;
    return written_at(w, first - 1) == U'前' &&
           written_starts(w, first - 2, U"（ ( — – - ~ ， 、 约 至 到 于 自") != 0 && first > 1;
}

/* 天宝元（742）年, 康熙二十五年（1686）, 周亮工（？—1672）, 馆长（1950—）. */
static bool
stands_in_brackets(const struct written *w, size_t first, size_t end, uint32_t value)
{
    size_t before = written_before_space(w, first), after = written_after_space(w, end);
    bool whole = end - first == 4 && is_year_number(w, first, end);
    bool closes = charset_has(U"）)", written_at(w, after));
    if (charset_has(U"（(", written_at(w, before - 1))) {
        bool dated = written_ends(w, before - 1, U"年 载 元 岁") != 0;
        if (closes && (dated || written_at(w, after + 1) == U'年'))
            return whole || value % 100 != 0;
        size_t open = written_after_dash(w, end);
        bool open_ended = open != end && charset_has(U"）)？?", written_at(w, open));
        return whole && (open_ended || (closes && value % 100 != 0));
    }
    return whole && closes && written_is_dash(written_at(w, before - 1)) &&
           charset_has(U"？?", written_at(w, written_before_space(w, before - 1) - 1));
}

/* Without 年: 2008北京奥运会, 2019届, 90后, ’98; arms are called after the year of their make: 56式. */
static bool
bare_year(const struct written *w, size_t first, size_t end)
{
    uint32_t value = number_value(w, first, end);
    char32_t before = written_at(w, first - 1);
    if (end - first >= 3 && value % 100 != 0 && value <= YEAR_LAST && counts_from_era(w, first))
        return true;
    if (end - first >= 3 && stands_in_brackets(w, first, end, value))
        return true;
    if (end - first == 2) {
        static const char32_t seasons[] = U"赛季 学年 财年";
        size_t half = written_is_dash(written_at(w, end)) ? end + 1 : end;
        if ((half != end && written_digits_end(w, half) == half + 2 &&
             written_starts(w, half + 2, seasons) != 0) ||
            (written_starts(w, first - 1, U"- – — /") != 0 && written_starts(w, end, seasons) != 0))
            return true; /* 06-07赛季, 2022/23赛季 */
        for (unsigned i = 0; i < 4 && written_starts(w, end, U"、 和 与") != 0; i++) {
            if (written_digits_end(w, end + 1) - end != 3)
                break;
            end += 3; /* 70、80、90后 */
        }
        bool ten = value % 5 == 0 && written_at(w, end) == U'后' && before != U'第';
        bool apostrophe = before == U'’' || before == U'‘' || before == U'\'';
        return (ten && written_starts(w, end + 1, U"来 退 天 面 方 备 期") == 0) ||
               (apostrophe && !written_digit_at(w, first - 2)) ||
               (value >= 30 && written_at(w, end) == U'式');
    }
    if (end - first == 4 && before == U'《' && charset_has(U"》：:", written_at(w, end)))
        return true;
    if (end - first == 4 && written_at(w, end) == U'/' && is_year_number(w, first, end) &&
        written_digits_end(w, end + 1) == end + 3 && written_starts(w, end + 3, U"赛季 学年 财年") != 0)
        return true; /* 2022/23赛季 */
    if (end - first != 4 || value < MODERN_FIRST || value > MODERN_LAST)
        return false;
    if (written_starts(w, end, U"届 级 版 财年 学年 赛季 款 年度 后 春 夏 秋 冬") != 0)
        return true;
    if (value % 100 == 0 || measure_follows(w, end))
        return false;
    if (written_is_ascii_letter(before) || written_at(w, end) == U'.' ||
        written_starts(w, end, U"% ‰ + - × ÷ = * 号 元 : ：") != 0)
        return false;
    if ((written_at(w, end) == U'/' && !written_digit_at(w, end + 4)) || before == U'/')
        return before == U'/' && first > 4 && is_year_number(w, first - 5, first - 1);
    return written_ends(w, first, U"约 近 共 数 达 超 逾 有 是 第 为 + - = × 计 多达 编号 ± < > ≤ ≥ 到") ==
               0 &&
           !written_is_ascii_letter(written_at(w, end));
}

/* 康熙2年: counted within a reign, 二年. Names of reigns, from Tang on, and what is counted like them. */
bool
year_in_reign(const struct written *w, size_t before)
{
    static const char32_t reigns[] =
        U"公元 公元前 民国 昭和 明治 大正 平成 令和 康德 大同 "
        U"天命 天聪 崇德 顺治 康熙 雍正 乾隆 嘉庆 道光 咸丰 同治 光绪 宣统 "
        U"洪武 建文 永乐 洪熙 宣德 正统 景泰 天顺 成化 弘治 正德 嘉靖 隆庆 万历 泰昌 天启 崇祯 "
        U"中统 至元 元贞 大德 至大 皇庆 延祐 至治 泰定 天历 至顺 元统 至正 "
        U"建隆 乾德 开宝 太平兴国 雍熙 端拱 淳化 至道 咸平 景德 大中祥符 天禧 乾兴 天圣 明道 景祐 宝元 康定 "
        U"庆历 皇祐 至和 嘉祐 治平 熙宁 元丰 元祐 绍圣 元符 崇宁 大观 政和 重和 宣和 靖康 建炎 绍兴 隆兴 "
        U"乾道 "
        U"淳熙 绍熙 庆元 嘉泰 开禧 嘉定 宝庆 绍定 端平 嘉熙 淳祐 宝祐 开庆 景定 咸淳 德祐 "
        U"神册 天赞 天显 会同 应历 保宁 统和 开泰 太平 景福 重熙 清宁 咸雍 大康 太康 大安 寿昌 乾统 天庆 "
        U"保大 "
        U"收国 天辅 天会 天眷 皇统 天德 贞元 正隆 大定 明昌 承安 泰和 崇庆 贞祐 兴定 正大 天兴 "
        U"武德 贞观 永徽 显庆 龙朔 麟德 乾封 总章 咸亨 上元 仪凤 调露 永隆 弘道 垂拱 天授 长寿 神龙 景龙 "
        U"先天 "
        U"开元 天宝 至德 乾元 宝应 广德 永泰 大历 建中 兴元 永贞 元和 长庆 宝历 大和 开成 会昌 大中 咸通 "
        U"乾符 "
        U"广明 中和 光启 文德 大顺 乾宁 光化 天复 天祐 开皇 仁寿 大业 义宁";
    return written_ends(w, before, reigns) != 0;
}

size_t
year_match(struct written *w, size_t at)
{
    size_t end = written_digits_end(w, at);
    char32_t before = written_at(w, at - 1);
    if (end - at < 2 || end - at > 4 || before == U'.' || before == U'第')
        return at;
    size_t sign = written_after_space(w, end), decade = written_starts(w, end, U"s 's ’s");
    if (decade != 0 && is_year_number(w, at, end) && written_at(w, end - 1) == U'0' &&
        !written_is_latin(before) && !written_is_latin(written_at(w, end + decade))) {
        written_group(w, at, end + decade);
        number_say_digits(w, at, end, false);
        written_say(w, U"年代");
        return end + decade;
    }
    bool year = in_year_range(w, at, end) ||
                (written_at(w, sign) == U'年' ? names_year(w, at, end, sign) : bare_year(w, at, end));
    if (!year)
        return at;
    written_group(w, at, end);
    number_say_digits(w, at, end, false);
    return end;
}

size_t
year_match_western_era(struct written *w, size_t at)
{
    static const char32_t before_christ[] = U"BCE BC B.C.E. B.C.", after_christ[] = U"CE AD A.D. C.E.";
    size_t behind = written_after_space(w, written_digits_end(w, at));
    if (written_starts(w, written_digit_at(w, at) ? behind : at, U"A B C") == 0)
        return at;
    size_t first = at, before = written_starts(w, at, before_christ), era = before;
    era = era != 0 ? era : written_starts(w, at, after_christ);
    if (era != 0)
        first = written_after_space(w, at + era);
    size_t end = written_digits_end(w, first), stop = end;
    if (end == first || end - first > 4)
        return at;
    if (era == 0) {
        size_t sign = written_after_space(w, end);
        before = written_starts(w, sign, before_christ);
        era = before != 0 ? before : written_starts(w, sign, after_christ);
        stop = sign + era;
    }
    if (era == 0 || written_is_ascii_letter(written_at(w, stop)) ||
        written_is_ascii_letter(written_at(w, at - 1)))
        return at;
    written_group(w, at, stop);
    written_say(w, before != 0 ? U"公元前" : U"公元");
    struct number number;
    bool round = number_value(w, first, end) % 100 == 0 && (before != 0 || end - first == 3);
    if ((end - first < 3 || round) && number_scan(w, first, &number))
        number_say(w, &number, NUMBER_PLAIN);
    else
        number_say_digits(w, first, end, false);
    if (written_at(w, stop) != U'年')
        written_say(w, U"年");
    return stop;
}
