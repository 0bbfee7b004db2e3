#include "mandarin/numerals.h"

/* Units count as measures. */
static const char32_t measures[] =
    U"个 位 名 人 口 件 座 处 尊 幅 卷 册 本 部 篇 首 枚 方 块 片 张 幢 栋 间 "
    U"层 级 条 根 支 枝 株 棵 朵 束 只 头 匹 峰 尾 羽 辆 艘 架 台 套 组 对 双 "
    U"副 盏 门 扇 面 道 项 种 类 样 批 批次 次 回 遍 趟 场 届 期 轮 代 任 步 段 "
    U"节 章 句 字 笔 页 行 列 排 圈 串 堆 群 队 伙 帮 班 家 户 所 亩 公顷 顷 "
    U"平方米 平方公里 平方千米 平方厘米 平方分米 平方毫米 立方米 立方厘米 立方公里 米 公里 "
    U"千米 厘米 毫米 微米 纳米 分米 里 华里 英里 海里 尺 寸 丈 英尺 英寸 吨 公斤 "
    U"千克 克 毫克 斤 两 钱 磅 盎司 升 毫升 斗 石 斛 元 角 分 美元 欧元 日元 英镑 "
    U"港元 韩元 卢布 人民币 块钱 贯 文 年 年代 世纪 月 月份 日 天 号 周 星期 小时 "
    U"分钟 秒 秒钟 毫秒 时 点 点钟 刻 刻钟 周年 周岁 岁 载 度 摄氏度 华氏度 个月 "
    U"个小时 个百分点 百分点 倍 成 折 番 赫兹 千赫 兆赫 伏 伏特 安 安培 瓦 瓦特 千瓦 "
    U"兆瓦 千瓦时 欧姆 牛顿 焦耳 帕 千帕 兆帕 百帕 分贝 像素 字节 兆字节 吉字节 比特 "
    U"米每秒 公里每小时 千米每小时 转 国 省 市 县 区 乡 镇 村 路 街 巷 站 楼 室 集 "
    U"季 版 辑 连 营 团 师 军 旅 艘次 人次 架次 车次 辆次 场次 余 多 来";

#define DIGIT(c) CHARSET_PLACE(NUMERALS_PLACES, c)
const uint16_t numerals_digits[NUMERALS_PLACES] = {
    DIGIT(U'零'), DIGIT(U'〇'), DIGIT(U'一'), DIGIT(U'二'), DIGIT(U'两'), DIGIT(U'三'), DIGIT(U'四'),
    DIGIT(U'五'), DIGIT(U'六'), DIGIT(U'七'), DIGIT(U'八'), DIGIT(U'九'), DIGIT(U'幺'), DIGIT(U'十'),
    DIGIT(U'百'), DIGIT(U'千'), DIGIT(U'万'), DIGIT(U'亿'), DIGIT(U'兆'),
};

/* A digit that is no place. */
static bool
is_unit(uint32_t code_point)
{
    return numerals_is_digit(code_point) && !charset_has(U"十百千万亿兆", code_point);
}

size_t
numerals_length(const uint32_t *text, size_t count)
{
    if (count == 0 || !numerals_begins(text[0]))
        return 0;
    size_t at = count > 1 && !numerals_is_digit(text[0]) ? 1 : 0;
    size_t first = at;
    bool decimal = false;
    for (; at < count; at++) {
        if (decimal && charset_has(U"百千", text[at]))
            break; /* 三点五千米 is 三点五 千米 */
        if (numerals_is_digit(text[at]))
            continue;
        bool inside = at > first && at + 1 < count && numerals_is_digit(text[at + 1]);
        bool hour = at + 2 < count && text[at + 2] == U'十'; /* 八点五十分 */
        if (text[at] == U'点' && inside && is_unit(text[at + 1]) && !hour) {
            decimal = true;
            continue;
        }
        bool fraction = at > first && at + 2 < count && text[at] == U'分' && text[at + 1] == U'之' &&
                        (numerals_is_digit(text[at + 2]) || text[at + 2] == U'负');
        if (!fraction)
            break;
        at += text[at + 2] == U'负' ? 2u : 1u;
    }
    if (at == first || (text[0] == U'初' && (at > 3 || (!is_unit(text[1]) && text[1] != U'十'))))
        return 0;
    return at;
}

enum word_role
numerals_role(const uint32_t *text, size_t length)
{
    if (text[0] == U'第' || text[0] == U'初')
        return ROLE_ORDINAL;
    for (size_t i = 0; i < length; i++)
        if (!is_unit(text[i]))
            return ROLE_NUMBER;
    return length > 1 ? ROLE_DIGITS : ROLE_NUMBER;
}

size_t
numerals_measure(const uint32_t *text, size_t count)
{
    return charset_begins(measures, text, count);
}
