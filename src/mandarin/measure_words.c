#include "mandarin/measure_words.h"

#include "mandarin/units.h"

/* Words that take 两. Not here, as they name rather than count: 号 日 月 楼 班 期 级 环 线 路 维 胎 审 手 等
 * 两. */
static const char32_t measures[] =
    U"个 名 位 家 条 只 座 栋 户 项 件 处 批 次 人 天 年 岁 周 周岁 周年 星期 小时 钟头 分 分钟 秒 秒钟 点 "
    U"点钟 时 "
    U"刻 刻钟 米 公里 里 里地 千米 厘米 毫米 分米 纳米 微米 公分 丈 尺 寸 海里 英里 英尺 英寸 光年 公斤 千克 "
    U"克 毫克 "
    U"斤 吨 磅 钱 担 石 升 毫升 亩 公顷 顷 平方 平方米 平方公里 平方千米 平米 立方 立方米 方 平 元 块 角 毛 "
    U"分钱 "
    U"块钱 美元 欧元 港元 日元 英镑 "
    U"万 亿 千 百 兆 种 类 层 间 套 台 辆 艘 架 部 本 册 卷 幅 张 枚 颗 粒 片 段 根 支 枝 把 顶 面 扇 口 尊 "
    U"组 对 双 "
    U"副 串 排 行 列 群 队 伙 帮 场 届 轮 回 趟 遍 番 阵 步 代 倍 成 度 篇 首 句 字 词 页 章 节 集 幕 瓶 杯 "
    U"碗 盘 壶 "
    U"罐 桶 箱 盒 包 袋 筐 车 船 道 股 缕 束 朵 棵 株 丛 头 匹 峰 尾 羽 所 门 城 省 市 县 区 乡 镇 村 国 州 "
    U"者 端 侧 "
    U"边 岸 旁 党 校 院 人次 架次 台套 个月 季度 昼夜 夜 晚 宿 餐 顿 笔 宗 起 例 样 款 道菜 樽 具 块儿 通 "
    U"方面 "
    U"进 重 圈 级台阶 堆 团 封 帧 盏 幢 孔 跨 眼 挺 门炮 发 声 战 役 岁半 甲子 千瓦 瓦 伏 赫兹 "
    U"摄氏度 华氏度 字节 像素 股份 席 桌 亩地 股 标段 批次 个百分点 百分点 分贝 马力 卡 大卡 千卡 帕 牛 焦 "
    U"安 "
    U"欧 加仑 克拉 盎司 公升 吨级 人份 份 株 盆 池 滴 帖 味 剂 丸 网格 "
    U"女 男 柄 函 轴 龛 领 袭 挂 驾 乘 躯 身 铺 窟 刃 贯 锭 合 抬 屏 扎 捆 缸 锅 炷 炉 件套 套件 "
    U"拃 仞 匝 撮 斗 斛 石 华里 市斤 公分 市尺 磅 品脱 夸脱 英亩 平方英里 平方英尺 毫安 毫安时 赫";

/* Words that begin with a measure word and are none. */
static const char32_t namers[] =
    U"年级 年代 年度 级 分之 次元 者为 代表 元化 成分 层楼 车间 车道 单元 重点 国道 省道 县道 场馆 门诊 "
    U"行业 字头 区间 院校 师 场次 面体 项式 声道 元论 战胜 战平 战败 战役 战争 战斗 战场 战略 合一 身份 出版 "
    U"出发 出土 "
    U"院线 地级 地块 地区 关于 出现 出席 合计 合作 合并 国际 国家 国庆 国内 国产 国考 方案 方法 口岸 成都 "
    U"成立 城市 省级 省运 市级 市场 区域 区块 村超 村晚 校园 校招 "
    U"行动 列车 面向 面试 头条 道路 节目 节日 集团 集中 部队 部分 部长 包头 对话 对外 组织 组委会 通用 通知 "
    U"发展 发布 发现 "
    U"发生 进博 重庆 重大 重要 双创 双十 双1 台湾 台北 台风 家居 家庭 家电 人工 人民 人口 人物 天津 天猫 "
    U"卡塔尔 卡片 "
    U"卡通 卡拉 门票 门店 声明 声音 起点 条例 首届 首都 首尔 首个 首次 张家 张掖 团队 团结 代码 具体 款式 "
    U"种子 种植 类型 "
    U"排名 排放 车展 车型 船舶 县域 乡村 镇江 党建 党员 升级 升学 度假 里约 米兰 时装 时代 时尚 分享 分布 "
    U"元旦 元宵 元年 "
    U"届时 轮值 回顾 回归 番禺 步行 周末 周边 岁末 岁首 名家 名单 批准 处理 处于 处暑 女子 女排 女足 女篮 "
    U"女性 女士 女王 男子 男篮 男足 男排 男性 项目 座谈 户外 家乡 "
    U"全国 领导 领先 领取 乘以 身高";

size_t
measure_at(const struct written *w, size_t at)
{
    size_t i = written_after_space(w, at);
    size_t vague = written_starts(w, i, U"余 多 几 来 大 小 整");
    size_t length = vague == 0 ? 0 : written_starts(w, i + vague, measures);
    if (length == 0) {
        vague = 0;
        length = written_starts(w, i, measures);
    }
    return length == 0 || written_starts(w, i, namers) != 0 ? 0 : i - at + vague + length;
}

bool
measure_follows(const struct written *w, size_t end)
{
    size_t next = written_after_dash(w, end);
    if (next == end && written_starts(w, end, U"到 至 、 或") != 0)
        next = end + 1;
    if (next != end && written_digit_at(w, next)) {
        end = written_digits_end(w, next);
        if (written_at(w, end) == U'.')
            end = written_digits_end(w, end + 1);
    }
    return measure_at(w, end) != 0 || unit_counts(w, end);
}
