#include "mandarin/units.h"

#include "base/utf8.h"

/* clang-format off */
static const struct unit units[] = {
    /* length */
    {U"km", U"公里", 0, 0}, {U"KM", U"公里", 0, 0}, {U"Km", U"公里", 0, 0}, {U"㎞", U"公里", 0, 0},
    {U"m", U"米", 0, 1}, {U"dm", U"分米", 0, 0}, {U"cm", U"厘米", 0, 0}, {U"CM", U"厘米", 0, 0},
    {U"㎝", U"厘米", 0, 0}, {U"mm", U"毫米", 0, 0}, {U"MM", U"毫米", 0, 0}, {U"㎜", U"毫米", 0, 0},
    {U"μm", U"微米", 0, 0}, {U"um", U"微米", 0, 0}, {U"㎛", U"微米", 0, 0}, {U"nm", U"纳米", 0, 0}, {U"㎚", U"纳米", 0, 0},
    {U"ft", U"英尺", 0, 0}, {U"nmi", U"海里", 0, 0},
    /* area and volume */
    {U"km²", U"平方千米", 0, 0}, {U"km2", U"平方千米", 0, 0}, {U"km^2", U"平方千米", 0, 0}, {U"㎢", U"平方千米", 0, 0},
    {U"m²", U"平方米", 0, 0}, {U"m2", U"平方米", 0, 0}, {U"m^2", U"平方米", 0, 0}, {U"㎡", U"平方米", 0, 0},
    {U"dm²", U"平方分米", 0, 0}, {U"cm²", U"平方厘米", 0, 0}, {U"cm2", U"平方厘米", 0, 0}, {U"㎠", U"平方厘米", 0, 0},
    {U"mm²", U"平方毫米", 0, 0}, {U"mm2", U"平方毫米", 0, 0}, {U"㎟", U"平方毫米", 0, 0},
    {U"ha", U"公顷", 0, 0}, {U"hm²", U"公顷", 0, 0}, {U"hm2", U"公顷", 0, 0}, {U"㏊", U"公顷", 0, 0},
    {U"m³", U"立方米", 0, 0}, {U"m3", U"立方米", 0, 0}, {U"m^3", U"立方米", 0, 0}, {U"㎥", U"立方米", 0, 0},
    {U"km³", U"立方千米", 0, 0}, {U"dm³", U"立方分米", 0, 0}, {U"cm³", U"立方厘米", 0, 0}, {U"cm3", U"立方厘米", 0, 0},
    {U"㎤", U"立方厘米", 0, 0}, {U"mm³", U"立方毫米", 0, 0}, {U"㏄", U"毫升", 0, 0}, {U"cc", U"毫升", 0, 0},
    {U"L", U"升", 0, 1}, {U"l", U"升", 0, 1}, {U"ml", U"毫升", 0, 0}, {U"mL", U"毫升", 0, 0}, {U"ML", U"毫升", 0, 0},
    {U"㎖", U"毫升", 0, 0}, {U"ℓ", U"升", 0, 0}, {U"μL", U"微升", 0, 0},
    /* mass */
    {U"kg", U"千克", 0, 0}, {U"KG", U"千克", 0, 0}, {U"Kg", U"千克", 0, 0}, {U"㎏", U"千克", 0, 0},
    {U"g", U"克", 0, 1}, {U"mg", U"毫克", 0, 0}, {U"㎎", U"毫克", 0, 0}, {U"μg", U"微克", 0, 0}, {U"㎍", U"微克", 0, 0},
    {U"t", U"吨", 0, 1}, {U"lb", U"磅", 0, 0}, {U"oz", U"盎司", 0, 0}, {U"ct", U"克拉", 0, 0},
    {U"mol", U"摩尔", 0, 0}, {U"mmol", U"毫摩尔", 0, 0}, {U"μmol", U"微摩尔", 0, 0}, {U"nmol", U"纳摩尔", 0, 0},
    {U"ng", U"纳克", 0, 0}, {U"IU", U"国际单位", 0, 0}, {U"kcal", U"千卡", 0, 0}, {U"Bq", U"贝克勒尔", 0, 0}, {U"mSv", U"毫西弗", 0, 0}, {U"μSv", U"微西弗", 0, 0},
   
    /* time */
    {U"h", U"小时", 0, 1}, {U"min", U"分钟", 0, 0}, {U"s", U"秒", 0, 1}, {U"ms", U"毫秒", 0, 0}, {U"μs", U"微秒", 0, 0},
    {U"us", U"微秒", 0, 0}, {U"ns", U"纳秒", 0, 0}, {U"m/s²", U"米每二次方秒", 0, 0}, {U"m/s2", U"米每二次方秒", 0, 0},
    /* temperature and angle */
    {U"℃", U"摄氏度", 1, 0}, {U"°C", U"摄氏度", 1, 0}, {U"ºC", U"摄氏度", 1, 0}, {U"℉", U"华氏度", 1, 0},
    {U"°F", U"华氏度", 1, 0}, {U"°", U"度", 1, 0}, {U"º", U"度", 1, 0}, {U"′", U"分", 1, 0}, {U"″", U"秒", 1, 0},
    /* power, electricity, pressure, sound, light */
    {U"W", U"瓦", 0, 1}, {U"kW", U"千瓦", 0, 0}, {U"KW", U"千瓦", 0, 0}, {U"㎾", U"千瓦", 0, 0}, {U"mW", U"毫瓦", 0, 0},
    {U"MW", U"兆瓦", 0, 0}, {U"GW", U"吉瓦", 0, 0}, {U"kWh", U"千瓦时", 0, 0}, {U"kwh", U"千瓦时", 0, 0},
    {U"KWH", U"千瓦时", 0, 0}, {U"kW·h", U"千瓦时", 0, 0}, {U"MWh", U"兆瓦时", 0, 0}, {U"GWh", U"吉瓦时", 0, 0},
    {U"Wh", U"瓦时", 0, 0}, {U"V", U"伏", 0, 1}, {U"kV", U"千伏", 0, 0}, {U"KV", U"千伏", 0, 0}, {U"mV", U"毫伏", 0, 0},
    {U"kVA", U"千伏安", 0, 0}, {U"mA", U"毫安", 0, 0}, {U"mAh", U"毫安时", 0, 0}, {U"Ω", U"欧姆", 0, 0},
    {U"kΩ", U"千欧", 0, 0}, {U"Hz", U"赫兹", 0, 0}, {U"HZ", U"赫兹", 0, 0}, {U"kHz", U"千赫兹", 0, 0},
    {U"MHz", U"兆赫兹", 0, 0}, {U"GHz", U"吉赫兹", 0, 0}, {U"Pa", U"帕", 0, 0}, {U"hPa", U"百帕", 0, 0},
    {U"kPa", U"千帕", 0, 0}, {U"MPa", U"兆帕", 0, 0}, {U"mmHg", U"毫米汞柱", 0, 0}, {U"dB", U"分贝", 0, 0},
    {U"㏈", U"分贝", 0, 0}, {U"J", U"焦", 0, 1}, {U"kJ", U"千焦", 0, 0}, {U"cal", U"卡", 0, 0}, {U"kcal", U"千卡", 0, 0},
    {U"N", U"牛", 0, 1}, {U"kN", U"千牛", 0, 0}, {U"lx", U"勒克斯", 0, 0}, {U"lux", U"勒克斯", 0, 0}, {U"Lux", U"勒克斯", 0, 0},
    {U"lx·h", U"勒克斯小时", 0, 0}, {U"μW", U"微瓦", 0, 0}, {U"cd", U"坎德拉", 0, 0}, {U"N·m", U"牛米", 0, 0}, {U"kN·m", U"千牛米", 0, 0},
    {U"Ah", U"安时", 0, 0}, {U"bar", U"巴", 0, 0}, {U"klx", U"千勒克斯", 0, 0}, {U"μA", U"微安", 0, 0}, {U"Nm³", U"标准立方米", 0, 0},
    {U"lm", U"流明", 0, 0}, {U"eV", U"电子伏", 0, 0},
    {U"hp", U"马力", 0, 0}, {U"rpm", U"转每分钟", 0, 0}, {U"r/min", U"转每分钟", 0, 0}, {U"mph", U"英里每小时", 0, 0},
    {U"fps", U"帧每秒", 0, 0},
    /* information */
    {U"KB", U"千字节", 0, 0}, {U"kB", U"千字节", 0, 0}, {U"MB", U"兆字节", 0, 0}, {U"GB", U"吉字节", 0, 0},
    {U"TB", U"太字节", 0, 0}, {U"PB", U"拍字节", 0, 0}, {U"bit", U"比特", 0, 0}, {U"kbps", U"千比特每秒", 0, 0},
    {U"Kbps", U"千比特每秒", 0, 0}, {U"Mbps", U"兆比特每秒", 0, 0}, {U"Gbps", U"吉比特每秒", 0, 0},
    {U"kb/s", U"千比特每秒", 0, 0}, {U"Mb/s", U"兆比特每秒", 0, 0}, {U"px", U"像素", 0, 0}, {U"x", U"倍", 0, 1}, {U"X", U"倍", 0, 1},
    /* money behind the amount; w and W are how chat writes 万 */
    {U"w", U"万", 0, 1}, {U"元", U"元", 0, 0}, {U"万元", U"万元", 0, 0}, {U"CNY", U"元", 0, 0}, {U"RMB", U"元", 0, 0},
    {U"USD", U"美元", 0, 0}, {U"EUR", U"欧元", 0, 0}, {U"GBP", U"英镑", 0, 0}, {U"JPY", U"日元", 0, 0},
    {U"HKD", U"港元", 0, 0}, {U"AUD", U"澳元", 0, 0}, {U"$", U"美元", 0, 0}, {U"€", U"欧元", 0, 0}, {U"£", U"英镑", 0, 0},
    {U"¥", U"元", 0, 0}, {U"¢", U"美分", 0, 0},
};

struct name {
    const char32_t *written, *spoken;
};

static const struct name bases[] = {
    {U"h", U"小时"}, {U"hr", U"小时"}, {U"H", U"小时"}, {U"min", U"分钟"}, {U"s", U"秒"}, {U"S", U"秒"}, {U"d", U"天"},
    {U"a", U"年"}, {U"m²", U"平方米"}, {U"m2", U"平方米"}, {U"㎡", U"平方米"}, {U"m³", U"立方米"}, {U"m3", U"立方米"},
    {U"cm³", U"立方厘米"}, {U"cm3", U"立方厘米"}, {U"cm²", U"平方厘米"}, {U"km²", U"平方千米"}, {U"ha", U"公顷"},
    {U"hm²", U"公顷"}, {U"km", U"公里"}, {U"m", U"米"}, {U"kg", U"千克"}, {U"t", U"吨"}, {U"L", U"升"}, {U"g", U"克"},
    {U"kWh", U"千瓦时"}, {U"年", U"年"}, {U"月", U"月"}, {U"天", U"天"}, {U"日", U"日"}, {U"小时", U"小时"}, {U"时", U"小时"},
    {U"分钟", U"分钟"}, {U"分", U"分钟"}, {U"秒", U"秒"}, {U"人", U"人"}, {U"次", U"次"}, {U"亩", U"亩"}, {U"吨", U"吨"},
    {U"平方米", U"平方米"}, {U"立方米", U"立方米"}, {U"公斤", U"公斤"}, {U"千克", U"千克"}, {U"斤", U"斤"}, {U"公里", U"公里"},
    {U"户", U"户"}, {U"件", U"件"}, {U"张", U"张"}, {U"个", U"个"}, {U"位", U"位"}, {U"公顷", U"公顷"}, {U"米", U"米"},
    {U"人次", U"人次"}, {U"台", U"台"}, {U"幅", U"幅"}, {U"套", U"套"}, {U"组", U"组"}, {U"队", U"队"}, {U"班", U"班"},
    {U"场", U"场"}, {U"晚", U"晚"}, {U"夜", U"夜"}, {U"间", U"间"}, {U"桌", U"桌"}, {U"盒", U"盒"}, {U"瓶", U"瓶"},
    {U"杯", U"杯"}, {U"份", U"份"}, {U"只", U"只"}, {U"条", U"条"}, {U"辆", U"辆"}, {U"车", U"车"}, {U"层", U"层"},
    {U"节", U"节"}, {U"课时", U"课时"}, {U"季", U"季"}, {U"季度", U"季度"}, {U"周", U"周"}, {U"学期", U"学期"},
    {U"片", U"片"}, {U"本", U"本"}, {U"册", U"册"}, {U"平米", U"平米"}, {U"平", U"平"}, {U"方", U"方"}, {U"立方", U"立方"},
    {U"株", U"株"}, {U"栋", U"栋"}, {U"平方公里", U"平方公里"}, {U"平方千米", U"平方千米"}, {U"升", U"升"},
    {U"毫升", U"毫升"}, {U"克", U"克"}, {U"mL", U"毫升"}, {U"ml", U"毫升"}, {U"μL", U"微升"}, {U"mol", U"摩尔"}, {U"lm", U"流明"},
    {U"km2", U"平方千米"}, {U"cm", U"厘米"}, {U"mm", U"毫米"}, {U"枚", U"枚"}, {U"字", U"字"}, {U"页", U"页"}, {U"期", U"期"},
    {U"块", U"块"}, {U"头", U"头"}, {U"棵", U"棵"}, {U"批", U"批"}, {U"团", U"团"}, {U"昼夜", U"昼夜"}, {U"日次", U"日次"},
};

static const struct name currencies[] = {
    {U"¥", U"元"}, {U"$", U"美元"}, {U"€", U"欧元"}, {U"£", U"英镑"}, {U"₩", U"韩元"}, {U"₽", U"卢布"}, {U"₹", U"卢比"},
    {U"฿", U"泰铢"}, {U"₫", U"越南盾"}, {U"A$", U"澳元"}, {U"AU$", U"澳元"}, {U"HK$", U"港元"}, {U"US$", U"美元"},
    {U"C$", U"加元"}, {U"CA$", U"加元"}, {U"S$", U"新加坡元"}, {U"NT$", U"新台币"}, {U"NZ$", U"新西兰元"}, {U"JP¥", U"日元"},
    {U"RMB¥", U"元"}, {U"CN¥", U"元"}, {U"HKD", U"港元"}, {U"USD", U"美元"}, {U"CNY", U"人民币"}, {U"RMB", U"人民币"},
    {U"EUR", U"欧元"}, {U"GBP", U"英镑"}, {U"JPY", U"日元"}, {U"AUD", U"澳元"}, {U"CAD", U"加元"}, {U"KRW", U"韩元"},
    {U"TWD", U"新台币"}, {U"MOP", U"澳门元"}, {U"SGD", U"新加坡元"}, {U"CHF", U"瑞士法郎"},
};
/* clang-format on */

/* Position past `word` at `at`, or `at`. */
static size_t
past(const struct written *w, size_t at, const char32_t *word)
{
    size_t i = at;
    while (*word != 0 && written_at(w, i) == *word) {
        word++;
        i++;
    }
    return *word == 0 ? i : at;
}

/* 2h30min: hours and minutes may be followed by the next number. */
static bool
is_clock_unit(const struct written *w, size_t end)
{
    size_t next = written_digits_end(w, end);
    if (next == end || next - end > 2 || written_ends(w, end, U"h H d min m") == 0)
        return false;
    size_t unit = written_starts(w, next, U"min m s sec h");
    return unit != 0 && !written_is_latin(written_at(w, next + unit));
}

static bool
goes_on(const struct written *w, size_t end)
{
    char32_t last = written_at(w, end - 1), next = written_at(w, end);
    if (is_clock_unit(w, end))
        return false;
    return written_is_ascii_letter(last) && (written_is_ascii_letter(next) || written_is_digit(next));
}

/* 5 m: one space before the symbol, as the standard has it. */
static bool
stands_apart(char32_t symbol, size_t spaces)
{
    return spaces == 1 && (symbol == U'm' || symbol == U'g' || symbol == U't' || symbol == U'L' ||
                           symbol == U'h' || symbol == U's' || symbol == U'V');
}

/* A letter or a symbol; nearly always it is punctuation that is asked about. */
static bool
may_begin(char32_t c)
{
    if (c < 0x80)
        return written_is_ascii_letter(c) || c == U'$';
    bool mark = (c >= U'‐' && c <= U'‥') || (c >= U'　' && c <= U'〟') || c >= U'！';
    return !mark && (!utf8_is_han(c) || c == U'元' || c == U'万');
}

const struct unit *
unit_at(const struct written *w, size_t at, size_t *end)
{
    const struct unit *best = NULL;
    size_t from = written_after_space(w, at);
    char32_t first = written_at(w, from);
    if (!may_begin(first))
        return NULL;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (units[i].written[0] != first || (units[i].shy && from != at && !stands_apart(first, from - at)))
            continue;
        size_t stop = past(w, from, units[i].written);
        if (stop != from && !goes_on(w, stop) && (best == NULL || stop > *end)) {
            best = &units[i];
            *end = stop;
        }
    }
    return best;
}

bool
unit_counts(const struct written *w, size_t at)
{
    size_t end = 0;
    const struct unit *unit = unit_at(w, at, &end);
    return unit != NULL && !unit->plain_two;
}

static const char32_t *
find_name(const struct written *w, size_t at, const struct name *names, size_t count, size_t *end)
{
    const struct name *best = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t stop = names[i].written[0] == written_at(w, at) ? past(w, at, names[i].written) : at;
        if (stop != at && (best == NULL || stop > *end)) {
            best = &names[i];
            *end = stop;
        }
    }
    return best == NULL ? NULL : best->spoken;
}

const char32_t *
unit_base(const struct written *w, size_t at, size_t *end)
{
    const char32_t *name = find_name(w, at, bases, sizeof bases / sizeof *bases, end);
    return name != NULL && goes_on(w, *end) ? NULL : name;
}

bool
unit_clock_before(const struct written *w, size_t at)
{
    size_t unit = written_ends(w, at, U"h H d min m");
    return unit != 0 && written_is_digit(written_at(w, at - unit - 1)) && is_clock_unit(w, at);
}

bool
unit_names_twice(const struct written *w, size_t unit, size_t base)
{
    static const char32_t things[] = U"件 套 张 幅 册 卷 枚 个 台 副 本";
    return written_starts(w, unit, things) != 0 && written_starts(w, base, things) != 0;
}

const char32_t *
unit_currency(const struct written *w, size_t at, size_t *end)
{
    return find_name(w, at, currencies, sizeof currencies / sizeof *currencies, end);
}
