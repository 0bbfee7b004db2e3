#include "mandarin/code_rules.h"

#include "mandarin/charset.h"
#include "mandarin/measure_words.h"
#include "mandarin/number_words.h"
#include "mandarin/phone_rules.h"
#include "mandarin/units.h"

enum { PARTS_MAX = 8, MOBILE_DIGITS = 11, LONG_CODE_DIGITS = 12 };

size_t
code_match_dotted(struct written *w, size_t at)
{
    size_t count = 0, end = at, ends[PARTS_MAX];
    bool address = true;
    for (size_t first = at; count < PARTS_MAX && written_digit_at(w, first); first = end + 1) {
        end = written_digits_end(w, first);
        ends[count++] = end;
        address = address && number_value(w, first, end) <= 255;
        if (written_at(w, end) != U'.')
            break;
    }
    if (count < 3)
        return at;
    address = address && count == 4;
    written_group(w, at, end);
    for (size_t i = 0, first = at; i < count; first = ends[i++] + 1) {
        struct number part = {
            .first = first, .whole_end = ends[i], .end = ends[i], .digits = ends[i] - first};
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
bool
code_follows(const struct written *w, size_t at)
{
    static const char32_t cues[] =
        U"电话 手机 手机号 热线 拨打 拨 致电 传真 客服 短信 座机 专线 总机 分机 "
        U"转 联系方式 区号 邮编 邮政编码 QQ QQ群 微信 "
        U"号码 尾号 账号 帐号 卡号 编号 房号 学号 工号 证号 货号 批号 单号 车牌 "
        U"车牌号 门牌号 航班 航班号 车次 密码 验证码 代码 "
        U"ISBN ISSN 身份证 身份证号 档案号 藏品号 登记号 登录号 序列号 展品号 "
        U"导览号 房间 房间号 国道 Tel TEL tel Room room ROOM Rm 预约 订票 订座 垂询 咨询 报名 座机 "
        U"号楼 单元 栋 幢 文物号 馆藏号 条形码 许可证号 备案号 学籍号 代号 编码 端口 取件码 提取码 取票码 "
        U"兑换码 邀请码 识别码 条码 股票代码";
    static const char32_t links[] = U"是 为 ： : . 号 码";
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

/* A座1201, 3号楼1201, and numbers in a row behind a cue or an area code. *yao: 1 is 幺. */
static bool
is_told(const struct written *w, size_t at, size_t end, bool *yao)
{
    *yao = true;
    if (code_follows(w, at) ||
        (written_at(w, at - 1) == U'座' && written_is_ascii_letter(written_at(w, at - 2))))
        return true;
    size_t first = at;
    for (unsigned i = 0; i < 4; i++) {
        size_t neighbour = phone_neighbour(w, first, first + (end - at));
        if (neighbour == first)
            return false;
        first = neighbour;
        *yao = !phone_area_before(w, first);
        if (!*yao || code_follows(w, first))
            return true;
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
                                    U"热线 平台 电话 号舰 客机 团";
    static const char32_t others[] =
        U"师生 师傅 师资 旅客 旅游 旅行 室内 室外 房客 厂家 厂商 中学生 工程师 路人 路程 高速路口 电话亭 "
        U"平台企业 部电话 路口 团队 团体 团圆 团员 团购";
    size_t i = written_after_space(w, end);
    return written_starts(w, i, names) != 0 && written_starts(w, i, others) == 0;
}

static size_t
say_code(struct written *w, size_t at, size_t end, bool yao)
{
    written_group(w, at, end);
    number_say_digits(w, at, end, yao);
    return end;
}

static bool
is_capital(char32_t c)
{
    return c >= U'A' && c <= U'Z';
}

/* RTX 4090: four digits apart from capitals. */
static bool
is_chip(const struct written *w, size_t at, size_t end)
{
    uint32_t value = number_value(w, at, end);
    return end - at == 4 && written_at(w, at - 1) == U' ' && is_capital(written_at(w, at - 2)) &&
           is_capital(written_at(w, at - 3)) && value % 100 != 0 && measure_at(w, end) == 0 &&
           !unit_counts(w, end);
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
    static const char32_t makers[] = U"波音 空客 空中客车 麦道 图 伊尔 碳 氢 铀 钚 铯 碘 锶 氪 钋 钍 钴";
    if (first == letters && end - at >= 3 && measure_at(w, end) == 0 &&
        written_ends(w, letters, makers) != 0) {
        if (written_at(w, end) == U'-' && written_digits_end(w, end + 1) - end == 4)
            end += 4; /* 波音737-800 */
        return say_code(w, at, end, false);
    }
    bool times =
        letters - first == 1 && written_digit_at(w, first - 1) && (written_at(w, first) | 0x20) == U'x';
    bool dotted = written_at(w, at - 1) == U'.' && is_capital(written_at(w, at - 2)) &&
                  !written_is_latin(written_at(w, at - 3)); /* H.265 */
    if (dotted && end - at >= 3)
        return say_code(w, at, end, false);
    if (is_chip(w, at, end))
        return say_code(w, at, end, false);
    if (first == letters || end - at < 3 || times)
        return at;
    return say_code(w, at, end, letters - first <= 2);
}

/* 第2023001号, ICP备12345678号-1 */
static size_t
say_numbered(struct written *w, size_t at, size_t end)
{
    say_code(w, at, end, false);
    size_t part = end + 2, stop = written_digits_end(w, part);
    if (written_at(w, end + 1) != U'-' || stop == part || stop - part > 2)
        return end;
    written_copy(w, end);
    written_group(w, end + 1, stop);
    written_say(w, U"杠");
    number_say_value(w, number_value(w, part, stop), NUMBER_PLAIN);
    return stop;
}

size_t
code_match_digits(struct written *w, size_t at)
{
    size_t end = written_digits_end(w, at), digits = end - at;
    char32_t after = written_at(w, end);
    bool decimal = (after == U'.' || after == U',') && written_digit_at(w, end + 1);
    if (digits == 1 || (written_at(w, at - 1) == U'.' && written_digit_at(w, at - 2)))
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
    static const char32_t files[] =
        U"民初 刑初 行初 知初 民终 刑终 行终 民再 刑再 民申 刑申 执 执恢 执异 破 备";
    bool filed = digits >= 3 && written_ends(w, at, files) != 0;
    if ((digits >= 6 || filed) && written_at(w, end) == U'号')
        return say_numbered(w, at, end);
    if (digits >= LONG_CODE_DIGITS && measure_at(w, end) == 0 && written_starts(w, end - 4, U"0000") == 0)
        return say_code(w, at, end, true);
    if (decimal)
        return at;
    bool counts = measure_at(w, end) != 0, yao = true;
    if ((digits >= 3 && !counts && is_told(w, at, end, &yao)) || phone_is_called(w, at, end))
        return say_code(w, at, end, yao);
    bool ordinal = written_ends(w, written_before_space(w, at), U"第") != 0;
    if (digits >= 3 && !ordinal && number_value(w, at, end) % 1000 != 0 && name_follows(w, end))
        return say_code(w, at, end, true);
    if (digits >= 3 && (after == U'P' || after == U'p') && !written_is_ascii_letter(written_at(w, end + 1)))
        return say_code(w, at, end, false);
    size_t model = match_model(w, at, end);
    if (model != at)
        return model;
    if ((digits == 3 && (written_starts(w, at, U"985 211") != 0) && !counts &&
         written_starts(w, end, U"、 和 高校 工程 大学 院校 名校 ” 与") != 0))
        return say_code(w, at, end, true);
    if (written_at(w, at) != U'0' || written_starts(w, written_after_space(w, end), U"月 日 号 时 点") != 0)
        return at;
    return say_code(w, at, end, false);
}

/* Letters of standards whose numbers are said digit by digit: GB/T 15835-2011, ISO 9001. */
static bool
standard_before(const struct written *w, size_t at, bool *surely)
{
    static const char32_t sure[] =
        U"GB GBJ GB/T GB/Z GA GA/T WW WW/T DB JGJ JGJ/T CJJ HJ QB QB/T YD/T YY/T JB JB/T SY/T "
        U"DL/T TB/T JT/T WH/T NY/T LY/T SL/T TY/T WS/T MZ/T ISO/IEC RFC";
    static const char32_t others[] = U"ISO IEC IEEE EN DIN ASTM JIS ANSI BS ICOMOS";
    size_t end = written_before_space(w, at), length = written_ends(w, end, sure);
    *surely = length != 0;
    if (length == 0)
        length = written_ends(w, end, others);
    return length != 0 && !written_is_latin(written_at(w, end - length - 1));
}

size_t
code_match_standard(struct written *w, size_t at)
{
    enum { STANDARDS_FIRST = 1950 };
    bool surely = false;
    if (written_is_digit(written_at(w, at - 1)) || !standard_before(w, at, &surely))
        return at;
    size_t end = written_digits_end(w, at), stop = end;
    char32_t sign = written_at(w, end);
    if (sign == U'.' && written_digit_at(w, end + 1))
        stop = written_digits_end(w, end + 1);
    sign = written_at(w, stop);
    size_t year = stop + 1, year_end = written_digits_end(w, year);
    bool dated = (written_is_dash(sign) || written_is_colon(sign)) && year_end - year == 4 &&
                 number_value(w, year, year_end) >= STANDARDS_FIRST && number_value(w, year, year_end) < 2100;
    if (end - at < 3 || end - at > 6 || (!dated && !surely && number_value(w, at, end) % 100 == 0))
        return at;
    written_group(w, at, stop);
    number_say_digits(w, at, end, false);
    if (stop != end) {
        written_say(w, U"点");
        number_say_digits(w, end + 1, stop, false);
    }
    if (!dated)
        return stop;
    written_group(w, stop, year_end);
    written_say(w, U" ");
    number_say_digits(w, year, year_end, false);
    return year_end;
}

size_t
code_match_house(struct written *w, size_t at)
{
    size_t end = written_digits_end(w, at), second = end + 1, stop = written_digits_end(w, second);
    bool figure = written_ends(w, at, U"图 表 插图 附图 附表 例") != 0 && end - at <= 2 && stop - second <= 2;
    bool house = written_ends(w, at, U"路 街 巷 段 道 弄 胡同 里 村 屯") != 0 && written_at(w, stop) == U'号';
    bool room = stop - second >= 3 && end - at <= 2 && written_starts(w, stop, U"室 房") != 0;
    if (written_at(w, end) != U'-' || stop == second || (!figure && !house && !room) ||
        written_at(w, stop) == U'-' || (figure && measure_at(w, stop) != 0))
        return at;
    struct number one, two;
    number_scan(w, at, &one);
    number_scan(w, second, &two);
    if (one.end != end || two.end != stop || (house && one.value < two.value))
        return at; /* 9-11号 is a row of houses */
    written_group(w, at, stop);
    number_say(w, &one, NUMBER_PLAIN);
    written_say(w, U"杠");
    if (room)
        number_say_digits(w, second, stop, true);
    else
        number_say(w, &two, NUMBER_PLAIN);
    return stop;
}

static bool
is_plate_char(char32_t c)
{
    return written_is_digit(c) || is_capital(c);
}

size_t
code_match_plate(struct written *w, size_t at)
{
    static const char32_t provinces[] = U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";
    char32_t letter = written_at(w, at);
    if (letter < U'A' || letter > U'Z' || at == 0 || !charset_has(provinces, written_at(w, at - 1)))
        return at;
    size_t first = at + 1 + (charset_has(U"·•・ -", written_at(w, at + 1)) ? 1 : 0), end = first, digits = 0;
    while (end - first < 7 && is_plate_char(written_at(w, end)))
        digits += written_digit_at(w, end++);
    if (end - first < 5 || end - first > 6 || digits < 3)
        return at;
    written_group(w, at, first);
    written_say_one(w, letter);
    for (size_t i = first; i < end; i++) {
        written_group(w, i, i + 1);
        if (written_digit_at(w, i))
            number_say_digits(w, i, i + 1, true);
        else
            written_say_one(w, written_at(w, i));
    }
    return end;
}
