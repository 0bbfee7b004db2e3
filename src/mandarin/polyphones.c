#include "mandarin/polyphones.h"

#include "mandarin/charset.h"
#include "mandarin/numerals.h"

enum { LATER_MAX = 18 }; /* characters that `later` looks ahead */

/*
 * By character, in the order of code points; of a character's rules the first that fits decides. A condition
 * lists alternatives, separated by spaces; none: always true. before   the text in front ends with it    ^
 * start of a clause   # a number   = the same character twice
 *                                              + a word of two characters or more
 *   after    the text behind begins with it    $ end of a clause
 *   later    occurs further on in the clause
 */
struct rule {
    char32_t character;
    const char *reading;
    const char32_t *before, *after, *later;
};

#define PRONOUNS U"我 你 他 她 它 您 咱 谁 自己 大家 人们"

static const struct rule rules[] = {
    {U'中', "zhong4", U"考 击 射 打 猜 选 切 押 连 看 相 得 高", U"$ 了 的 进士 举 状元", NULL},
    {U'中', "zhong4", U"^ 不 一 连 科 年 科举 人 曾 未 又",
     U"进士 举人 举 状元 秀才 榜眼 探花 枪 弹 毒 箭 奖 计 招 风 暑 标 邪", NULL},
    {U'为', "wei4",
     U"^ 专 特 特意 专门 正 而 并 会 能 可 要 来 就 也 都 在 去 一直 只 将 能够 可以 希望 努力 是 "
     U"还 又 却 愿 必 必须 也是 都是 旨在 有利于 因 得 可以 开始 必须得 多 再 更好地 继续",
     NULL,
     U"提供 奠定 作出 做出 创造 注入 增添 服务 打造 保驾 带来 打下 树立 赢得 争取 而 起见 准备 "
     U"送 办 谋 造福 付出 牺牲 祝 喝彩 打开 开辟 留下 填补 增色 写 修 建 立 制作 设计"},
    {U'为', "wei2",
     U"被 称 名 命 作 改 定 分 列 视 誉 评 选 变 化 设 建 封 拜 任 贬 降 升 以 长 高 宽 约 年 均 皆 乃 "
     U"即 原 多 最 更 极 其 人 所 转 译 尊 立 奉 辟 合 并 号 易 折 释 解 译 写 读 谓 有 无 成 确定 "
     U"命名 更名 公布 列 升格 面积 直径 主 应 但 不 何 甚 颇 尤 略 始 身 贵 亦 互 引 传 嫁 沦 视之 "
     U"指 深 重 宽度 长度 高度 厚 径 之 已 现 本 初 旧 古 后 上 下 左 右 中 均 曾 仍 也 名 俗称",
     NULL, NULL},
    {U'为', "wei4", NULL,
     PRONOUNS U" 何 什么 此 民 国 人民 读者 观众 游客 百姓 群众 企业 社会 用户 孩子 后人 后世 后代 "
              U"全 该 了 本 这 那 各 广大 所有 每",
     NULL},
    {U'为', "wei4", U"^ 专 特 专门 特意", NULL, NULL},
    {U'为', "wei4", NULL, NULL,
     U"提供 奠定 作出 做出 创造 注入 增添 保驾 带来 打下 树立 赢得 争取 起见 造福 付出 牺牲 喝彩 开辟 增色"},
    {U'乐', "yue4",
     U"音 奏 器 声 礼 古 雅 舞 民 国 管弦 交响 西 配 军 作 典 之 宫廷 燕 俗 丝竹 鼓 古典 爵士 弦 铜管 吹打 ",
     U"$ 、 器 的 队 团 舞 曲 章 府 谱 坛 师 工 俑 伎 律 人 声 手 迷 评 毅 清", NULL},
    {U'乐', "yue4", NULL, U"府 谱 坛 师 工 俑 伎 律 章 评 舞 毅 羊 进", NULL},
    {U'了', "liao3", U"不 得 未 难 能 可", U"$ 多少 几 太 的", NULL},
    {U'传', "zhuan4", U"》 经 自 左 外 内 别 小 本 合 评 正 列 立 树 史 作 公羊 谷梁 为 之 其",
     U"$ 》 、 · 记 略 赞 说 中 云 曰 载", NULL},
    {U'伯', "bai3", U"大 ", U"子", NULL},
    {U'似', "shi4", NULL, U"的", NULL},
    {U'供', "gong4", U"上 摆 清 五 香 内 敬 ^",
     U"在 奉 佛 着 养 果 桌 品 于 有 神 菩萨 祖 案 器 台 坛 有 花 香", NULL},
    {U'便', "pian2", U"大腹", NULL, NULL},
    {U'倒', "dao3",
     U"推 摔 打 跌 绊 拉 扑 击 压 吹 砍 放 卧 病 累 晕 醉 拜 滑 栽 撞 昏 难 滑 轰 扳 不 斜 炸 放", NULL,
     NULL},
    {U'倒', "dao3", NULL, U"在 下 了 地 塌 掉 闭 台 向 于 卖 手 戈 伏 班 换 车 霉 毙", NULL},
    {U'假', "jia4", U"请 放 休 长 年 病 春节 暑 寒 婚 产 度 告 准 销 了 有 事 小 节 公 补 天",
     U"$ 了 期 条 日 后 回 吗 、 ！", NULL},
    {U'兴', "xing4", U"尽 助 高 雅 余 即 乘 败 扫 诗 酒 意 游 不 未 逸 豪 发 遣 感 ",
     U"$ 、 致 的 趣 而 尽 味 犹 之", NULL},
    {U'冠', "guan4", U"欧 亚 夺 卫 连 三 双 四 五 登 勇 加 弱 及 未 摘 N 全 ^ 名 称",
     U"$ 以 之 名 的 决赛 联赛 比赛 绝 军 礼 于 全 进球 "
     U"资格 赛 群 盖 领",
     NULL},
    {U'冠', "guan4", NULL, U"以 之以 名 绝 于 军 礼 全球 全国 盖", NULL},
    {U'几', "ji1", U"茶 案 凭 条 花 香 炕 ", NULL, NULL},
    {U'几', "ji1", NULL, U"乎 近 欲 可 不 至 无 案 成 濒 与 微", NULL},
    {U'切', "qie4", U"急 亲 关 迫 密 贴 殷 悲 恳 热 心 深 反 真 一 凄 确 ", U"$ 、 的 音 地", NULL},
    {U'切', "qie4", NULL, U"不可 勿 莫 忌 记 合 韵 身 近 中 实 齿 要 肤 磋 盼 题 合", NULL},
    {U'创', "chuang1", U"重 受 刀 金 ", U"$ 伤 口 面 痕", NULL},
    {U'券', "xuan4", U"石 砖 拱 发 起", U"$ 门 洞 顶 的 拱", NULL},
    {U'卷', "juan3", NULL,
     U"起 成 入 走 曲 发 帘 心 着 烟 云 尺 土 笔 棚 草 叶 边 缩 铺 放 袖 刃 扬 回 积 层 筒 毛 款 尖 平底",
     NULL},
    {U'卷', "juan3", U"席 翻 漫 舒 风 龙 自然 微 收 内 反 外 波浪 蛋 花 春 烟 饼一", NULL, NULL},
    {U'只', "zhi1", U"# 两 几 每 这 那 半 数 多 整 首 各 哪 某 舰 船 余", NULL, NULL},
    {U'只', "zhi1", U"买 有 养 送 捡 抓 画 下 来",
     U"鸟 鸡 鸭 狗 猫 羊 兔 虎 鼎 碗 瓶 盘 杯 箱 手 脚 眼 船 耳 小 大 白 黑", NULL},
    {U'号', "hao2", U"哀 怒 呼 狂 ", NULL, NULL},
    {U'号', "hao2", NULL, U"叫 哭 啕", NULL},
    {U'吐', "tu4", U"呕 上 又 孕 抠 边 想 得 要 狂 大口 一直 吃 会 都 直 就", U"$ 血 了 对 得 着", NULL},
    {U'咽', "yan4", U"吞 下 往下 ", NULL, NULL},
    {U'咽', "yan4", NULL, U"下 了 不下 气 口水 着 唾", NULL},
    {U'哄', "hong4", U"起 一 这个 什么 ", U"$ 而上 而散 、", NULL},
    {U'哄', "hong1", NULL, U"堂 传 抢 动 抬 然 闹 出去 笑 哄", NULL},
    {U'哇', "wa5", NULL, U"$", NULL},
    {U'啦', "la5", NULL, U"$", NULL},
    {U'嚼', "jue2", U"咀 ", NULL, NULL},
    {U'圩', "xu1", U"赶 墟 ", U"$ 日 场 天 市 集", NULL},
    {U'地', "de5", U"=", NULL, NULL},
    {U'地', "de5",
     U"然 般 样 性 似 式 快 深 高 好 大 力 意 情 心 切 续 断 渐 真 实 泛 效 底 静 观 极 分 明 楚 松 细 确 "
     U"久 次 烈 愉 谦 动 熟 当 速 单 致 尽 密 易 早 晚 多 少 远 近 强 活 利 顺 自 由 常 地 整 统 全 步 面 一",
     U"$", NULL},
    {U'地', "di4",
     U"当 该 此 某 各 异 外 内 本 两 实 就 原 产 旧 故 胜 名 圣 封 领 属 失 失 平 山 高 空 草 林 耕 墓", NULL,
     NULL},
    {U'地', "di4", NULL, U"$ 、 的 上 下 里 中 和 与 及 之 是 有 在 为 处 属 名 势 貌 表 面 区 方", NULL},
    {U'地', "de5", U"+", NULL, NULL},
    {U'地', "de5", U"地 很 更 最 也 都 还 步 声 次 个 把 点 下 般", NULL, NULL},
    {U'塞', "sai1", U"往 影视圈 填 硬 瓶 活 木 软 耳 里 边 直接", U"$ 柜 子 进 满 给 入 到 住 了 着 在 得",
     NULL},
    {U'塞', "sai1", NULL, U"进 满 给 入 到 住 了 着 得 子 回 牙缝", NULL},
    {U'处', "chu3", U"相 共 独 身 地 位 自 正 仍 均 长期 恰 所 穴 幽 ^ 暂",
     U"于 在 理 以 分 罚 置 决 死 刑 女 境 事 世 暑 心积虑", NULL},
    {U'处', "chu3", U"地 身 位 正 仍 同 均 恰 又 且 所",
     U"于 在 闹市 其 两 我国 东 西 南 北 中 华 亚 要 山 河 黄 长 渤 辽", NULL},
    {U'奇', "ji1", NULL, U"数 偶", NULL},
    {U'奔', "ben4", U"投 直 ", NULL, NULL},
    {U'奔', "ben4", NULL, U"着 三 四 济 东 西 南 北 城", NULL},
    {U'好', "hao4", U"素 性 酷 雅 喜 最 生 自幼 独 笃 博 颇",
     U"读 书 文 古 学 道 佛 酒 诗 画 乐 武 色 客 战 勇 之 辩 $", NULL},
    {U'宿', "xiu3", U"一 半 两 三 整 住 ", U"$ 没 都 未 ， 的", NULL},
    {U'宿', "xiu4", U"星 二十八 列 斗 牛 房 心 尾 箕 参 毕 昴 之", U"$ 、 的 星 图 名", NULL},
    {U'将', "jiang4",
     U"诸 众 名 守 降 敌 部 裨 大 小 上 主 副 猛 武 战 败 老 骁 悍 勇 爱 叛 参 偏 家 门 神 良 健 牙 镇 宿 "
     U"虎 天 明 清 宋 唐 汉 金 元 魏 蜀 吴 楚 辽 为 之 拜 任 女 兵 干",
     U"$ 、 的 和 与 及 之 相 官 兵 士 领 等 帅", NULL},
    {U'少', "shao4", U"年 老 遗 恶 阔 幼 长 ^",
     U"时 女 主 妇 爷 男 将 校 尉 府 林 卿 师 保 傅 陵 监 昊 帅 孤 即 而", NULL},
    {U'尽', "jin3", NULL, U"管 量 快 早 可能 先 东 南 西 北 里 头 着 数 让 ", NULL},
    {U'屏', "bing3", NULL, U"住 息 气 退 除 弃", NULL},
    {U'差', "cha1", U"之 偏 误 温 像 相 高 落 时 级 价 反 参 逆 顺 色 电位 视 极 公 等 压 毫厘之 一字之 岁",
     U"$ 、 的 为 异 距 别 额 值 和 与", NULL},
    {U'差', "chai1", U"当 官 公 出 听 钦 办 兼 信 邮 奉 交 美 苦 神", NULL, NULL},
    {U'差', "chai1", NULL, U"文武 官 役 遣 使 往 派 人 拨 委 事", NULL},
    {U'帖', "tie4", U"碑 法 字 临 刻 读 古 集 摹 丛 汇 画 拓 习 习字 书 晴 复 远 秋 章 军 序 行 ",
     U"》 $ 、 学 派 的 中 本 石 目", NULL},
    {U'帖', "tie1", U"妥 服 伏 熨 笔 ", NULL, NULL},
    {U'帖', "tie1", NULL, U"木 服 耳", NULL},
    {U'幢', "zhuang4", U"# 几 两 每 这 那 数 一 各 整 某 该 多 余 座", NULL, NULL},
    {U'干', "gan1",
     U"饼 果 晒 烘 风 晾 擦 吹 烤 榨 口 笋 豆 梅 菜 鱼 肉 葡萄 外强中 抹 阴 擦 若 天 河 不相 何 苗 桂 倒 乳 "
     U"外 锅",
     U"$ 的 了 后 净 、 透", NULL},
    {U'干', "gan1", NULL,
     U"冰 面 锅 土 草 粉 枯 裂 燥 货 果 花 湿 栏 阑 支 戈 将 宝 谒 王 涉 旱 爽 冷 净 脆 粮 草", NULL},
    {U'应', "ying4", NULL, U"邀 召 聘 征 声 运 景 之 试 诏 其邀 其请 国 联 县 天 时 节 制 举 募", NULL},
    {U'应', "ying4", U"答 响 呼 回 相 照 顺 策 供 适 反 感 报 内 外 不 一 里", U"$ 了", NULL},
    {U'应', "ying4", U"^", NULL, U"之邀 邀请 的邀请 之请 要求 请求 之命 之召 之约"},
    {U'弄', "long4", U"# 里 巷 ", U"$ 堂 、 口 的 号 内 里 # 〇 零 一 二 三 四 五 六 七 八 九 十", NULL},
    {U'弹', "tan2", U"动 评 反 ^ 会 边 来 手 再 不 能 轻 乱 可 正 自 一 在 里 上 ",
     U"着 了 得 起 出 回 琴 吉 曲 唱 拨 奏 弹 指 跳 簧 性 力 词 几 一 过 的 钢琴 吉他 琵琶 古", NULL},
    {U'弹', "tan2", NULL, U"出 起 琴 钢琴 吉他 琵琶 古筝 唱 奏 拨 指 簧 着 弹 劾 回 压 性", NULL},
    {U'强', "qiang3", U"^ 勉 不 不能 ", U"迫 求 使 征 行 留 拉 逼 辩 令 作 人所难 颜 夺 占 买", NULL},
    {U'当', "dang4", NULL, U"作 成 做 铺 回 我们是 我是 儿戏 真 天夜", NULL},
    {U'待', "dai1", NULL, U"在 着 了 过 上 得 到 会 一会 几天 不住 够 久", NULL},
    {U'得', "dei3", U"时 我 你 他 她 它 们 您 就 还 也 都 可 总 必 必须 非 谁 怎么 先 肯定 一定 至少 人",
     U"去 来 有 用 靠 看 "
     U"把 从 先 说 要 让 给 想 做 多 按 要 小心 好好 承认 注意 找 买 等 在 跟 向 学 是",
     NULL},
    {U'得', "dei3", U"^", U"去 把 从 先 用 靠 按 看 要 让 多 具体 好好 小心", NULL},
    {U'得', "de2", U"^", NULL, NULL},
    {U'得', "de2",
     U"我 你 他 她 谁 未 已 始 方 乃 遂 因 而 可 并 曾 各 均 皆 独 复 再 共 首 又 也 能 须 欲 所 后 故 "
     U"是不是 就",
     U"了 病 到 分 名 主 益 知 票 出 胜 道 宠 势 其 此 一 之 以 于 奖 冠 第 子 名 见", NULL},
    {U'得', "de2", NULL, U"名 票 奖 病 主 其 以 之 此 宠 势 道 胜 知 天下 一子 金 银 冠", NULL},
    {U'恶', "wu4", U"好 厌 憎 可 皆 深 痛 羞 交 喜 所 ", U"$ 之 、 的 痛 其", NULL},
    {U'扎', "za1", U"捆 包 结 一 两 三 几 绑 纸 绳 用 紧 缠 头 腰 身 ^",
     U"成 着 起 制 带 住 紧 染 一 了 上 好 辫 马尾 头 有 彩 花 灯 风筝 松 铅 红 粉 在", NULL},
    {U'折', "she2", U"打 撞 弄 压 摔 骨 ", U"$ 了 本 耗", NULL},
    {U'担', "dan4", U"# 一 两 几 每 重 挑 货郎 扁 ", U"$ 、 水 柴 米 谷 的 粮 子", NULL},
    {U'挑', "tiao1", NULL, U"水 担 选 着 出 了 一 起担 上 夫 食 个 子 粪 刺 剔 肥 拣 柴 土 最", NULL},
    {U'挑', "tiao1", U"挑 来 去 精 ", NULL, NULL},
    {U'撒', "sa3", NULL,
     U"盐 在 上 满 一 些 种 入 下 落 播 点 了 遍 向 鸡 花 糖 粉 水 各 胡 土 酒 满 于 成 给 盖", NULL},
    {U'撒', "sa3", U"喷 播 抛 挥 散 遍 倾 均匀", NULL, NULL},
    {U'攒', "cuan2", U"# 一 二 两 几 每", NULL, NULL},
    {U'教', "jiao1", NULL,
     PRONOUNS U" 会了 会我 会你 人 徒 弟子 儿 女 后人 学生 给 书 孩子 小 过 了 着 不 出 课 会他 会她 唱 画 "
              U"写 弹 跳 英语 村民",
     NULL},
    {U'散', "san3", U"松 懒 闲 零 披 打 有些 太 变 胡 丸 ^",
     U"$ 的 架 文 曲 乐 落落 装 兵 件 茶 客 户 页 官 叶 句 养 记 板 氏", NULL},
    {U'敦', "dui4", U"铜 陶 青铜 食器", NULL, NULL},
    {U'数', "shu3", U"不 细 可 要 历 当 首 就 列 遍 尤 ^ 逐一 来 倒 最 ",
     U"着 了 出 一 得 星星 到 过 钱 珠 不清 不尽 说 落 百", NULL},
    {U'晃', "huang3", U"明 亮 一 虚 ", U"$ 眼 了一下 而过", NULL},
    {U'晕', "yun4", U"光 红 日 月 墨 血 灯 银河系 色 彩 酒 轮 ", U"$ 、 染 车 轮 圈 的 开 影 出 周", NULL},
    {U'曲', "qu1", U"弯 扭 卷 蜷 歪 盘 九 委 折 屈 河 湾 水 婉",
     U"$ 的 折 成 回 线 水 发 尺 柄 径 面 棍 直 径 张 流 、", NULL},
    {U'曲', "qu1", NULL, U"线 折 尺 柄 径 棍 轴 直 解 水 发 面 率 院 肱 颈 足 突", NULL},
    {U'更', "geng1", U"# 打 几 半夜三 五 三 四 二 初 每 巡 定 守 ", U"$ 时 天 鼓 ， 、 梆 左右 他 起 的",
     NULL},
    {U'更', "geng1", NULL, U"名 换 改 新 替 迭 衣 始 年期 生 号 为 其名 深 漏", NULL},
    {U'曾', "zeng1", NULL, U"祖 孙 国 侯 氏 姓 子 巩 参 皙 母 慥 布 厝", NULL},
    {U'朝', "zhao1", U"今 明 一 三 花 终", U"$ 夕 一夕 暮", NULL},
    {U'朝', "zhao1", NULL, U"暮 夕 露 晖 霞 五晚九 花夕拾 辞 饮 发", NULL},
    {U'校', "jiao4", NULL, U"对 勘 正 场 准 订 注 验 样 阅 射 稿 核", NULL},
    {U'模', "mu2", U"铜 陶 木 字 石 砂 冲 铸 泥 蜡 印 制 用 ", U"$ 具 板 子 样 内 的 、 中", NULL},
    {U'横', "heng4", U"骄 蛮 专 强 凶 ", U"$ 死 财 祸 、 的", NULL},
    {U'正', "zheng1", U"新", U"月", NULL},
    {U'没', "mo4", U"沉 淹 隐 出 埋 泯 湮 吞 覆 浸 籍 抄 辱 ", U"$ 入 于 在 了 收 落 、 膝 腰 顶 过", NULL},
    {U'没', "mo4", NULL, U"于 入 膝 顶 过膝 落 收 奈何 过头", NULL},
    {U'率', "shuai4", NULL,
     U"领 军 兵 众 部 队 团 师 先 其 百 千 万 数 大 三 五 八 十 一 二 三 四 六 七 主力 家 子 诸 使 "
     U"新 国 机 舰 船 骑 精 土 左 右 所部 我 红 族 铁 水 禁 亲 属 官 义 全 残 弟 性 皆 多",
     NULL},
    {U'率', "shuai4", U"遂 乃 亲 大 统 草 轻 真 直 曾 并 又 皆 卫 将 由 ^", NULL, NULL},
    {U'的', "di4", U"目 中 标 众矢之 有 无 ", U"$ 放矢", U"放矢"},
    {U'盛', "cheng2", U"内 用 中 以 可 器 里 碗 来 再 装 专 所",
     U"满 放 着 水 酒 饭 米 汤 食 装 有 在 入 于 一 粮 物 器 了 过 菜 油 肉 茶 粥 土 骨", NULL},
    {U'盛', "cheng2", NULL, U"着 满 在 饭 汤 酒器 水器 食 入 米饭 起来 上 了 装 放", NULL},
    {U'相', "xiang4",
     U"为 宰 将 拜 罢 丞 左 右 首 入 卿 王 国 面 佛 宝 吉 骨 品 照 本 真 亮 看 命 长 变 色 属 生 扮 众生 "
     U"之 法 福 诸 侯 贵 异 罗汉 其 任 奸 名 贤",
     U"$ 、 的 和 与 等", NULL},
    {U'相', "xiang4", NULL, U"夫 马 面 士 公 国 府 机 术 石 时而动", NULL},
    {U'着', "zhao2", U"睡 找 猜 点 不 没 够 得 用", U"$ 了", NULL},
    {U'着', "zhuo2", U"^ 身 头 脚 足 均 皆 上 下 内 外 多 不",
     U"衣 装 色 墨 甲 靴 冠 帽 袍 红 绿 蓝 白 黑 黄 紫 青 裙 裤 "
     U"力 汉 胡 盛 长 短 窄 宽 手 眼 铠 圆领 唐 彩",
     NULL},
    {U'禁', "jin1", U"不 情不自 弱不 ", U"$ 不住 得起 得住 受", NULL},
    {U'种', "zhong4", NULL,
     U"在 上 下 了 着 树 田 地 花 菜 草 粮 稻 麦 瓜 豆 茶 桑 出 植 满 到 棉 葡萄 竹 得 什么 水稻 小麦 玉米 "
     U"的",
     NULL},
    {U'种', "zhong4", U"耕 栽 播 抢 复 移 套 轮 春 接 来 去 会 自 亲手 刀耕火 引", U"$ 、 的 和", NULL},
    {U'称', "chen4", U"匀 对 相 ", U"$ 职 心 的 身", NULL},
    {U'空', "kong4", U"有 没 抽 得 填 留 补 闲 一 ", U"$ 了 来 就 时 去 出 看", NULL},
    {U'空', "kong4", NULL, U"出 着 下 缺 格 白 位 地 隙 闲 额", NULL},
    {U'系', "ji4", U"腰 上 头 颈 脚 身 背 后 紧 手 腕 用绳 未",
     U"带 玉带 腰带 绳 在 着 有 上 紧 以 于 住 鞋 领 围 红 一 金 革", NULL},
    {U'累', "lei3", U"日积月 积 危如 连 牵 拖 负 功 历", NULL, NULL},
    {U'累', "lei3", NULL,
     U"官 迁 至 计 次 任 世 代 年 月 举 积 及 加 转 拜 赠 擢 授 赐 封 数 劫 进 召 征 战 功", NULL},
    {U'给', "ji3", U"供 补 配 自 仰 ", U"$ 、 养 予 的 不足 自足 水 制", NULL},
    {U'缝', "feng2", U"手 手工 细 密 内 缭 外 ^ 用 来 要 头 里 ",
     U"了 制 衣 旧 补 它 上 着 在 好 成 合 于 纫 线 起 出 入 进 缀 满 缀 一 几", NULL},
    {U'缝', "feng2", NULL, U"制 衣 补 合 纫 旧 缀 着 上 在 于 了 好", NULL},
    {U'背', "bei1", NULL,
     U"着 负 起 锅 包 了 上 单肩 双肩 黑锅 书包 水 篓 债 他 她 我 你 孩子 带 粮 柴 石 一 回 过 煤", NULL},
    {U'背', "bei1", U"来 帮 该 先 给 我 他 她 你 ", U"吗 $", NULL},
    {U'脏', "zang4", U"内 五 心 肝 脾 肾 肺 为 六 ", U"$ 、 腑 的 器 病 脾", NULL},
    {U'脏', "zang4", NULL, U"腑 器 象 脾", NULL},
    {U'舍', "she4", U"宿 校 精 寒 房 馆 茅 屋 客 农 牛 猪 鸡 田 村 官 邻 旅 一 二 三 五 庐 禅 僧 左 学",
     U"$ 、 的 内 里 中 温 利 下 监 人", NULL},
    {U'落', "la4", U"丢 不 一 ^ 被 不能 四 ", U"$ 了 在 下的 的 ", U"一集 一堂 一课 忘"},
    {U'薄', "bo2", U"微 菲 淡 浅 鄙 稀 单 日 厚 刻 轻 福 ^ ",
     U"暮 情 命 弱 利 酬 礼 雾 幸 海 地 技 面 田 葬 赋 熙来 一波 伽丘 膜 荷 ", NULL},
    {U'藏', "zang4", U"西 川 青 滇 进 汉 蒙 康 前 后 卫 援 驻 满 大 宝 道 佛 三 地 ",
     U"族 文 语 医 戏 历 香 区 民 人 地 军 传 王 毯 "
     U"蒿 獒 刀 药 经 公路 铁路 线 南 北 东 汉 高原 大臣 羚 式 、 $",
     NULL},
    {U'藏', "zang4", NULL, U"族 文 语 医 戏 历 香 区 民 军 传 王 毯 獒 式 袍 药 汉 南 北 东", NULL},
    {U'血', "xie3", U"流 出 吐 献 抽 放 一滩 点 止 ", U"$ 了 淋 糊", NULL},
    {U'行', "hang2", U"# 每 这 那 两 几 成 数 首 末 第 排 各 本 该 我 分 支 总 央 农 工 建 商 同 银",
     U"$ 字 诗 文 人 树 的 题 款 泪 "
     U"白 大 小 、 楷 隶 篆 墨 铭 行",
     NULL},
    {U'行', "hang2", U"本 该 我 分 支 总 央 商", NULL, NULL},
    {U'要', "yao1", NULL, U"求 挟 击 约", NULL},
    {U'观', "guan4", U"道 寺 宫 真 玄 妙 贞 庵 紫云 云 龙 安 上清 ", U"$ 、 内 中 主 门 前 等 里 之 音",
     NULL},
    {U'觉', "jiao4", U"睡 午 美容 一 懒 好 个 了 大 补 回笼 晚 早 ", U"$ 了 来 到 是 睡 的 、", NULL},
    {U'调', "tiao2", NULL,
     U"得 成 和 味 料 制 节 整 解 试 色 皮 戏 养 理 配 教 低 高 亮 小 大 至 到 好 停 匀 羹 频 光 焦 价 酒 药",
     NULL},
    {U'调', "tiao2", U"不 失 烹 协 空 微 下 上 双 协", U"$ 、 了 后 的 至 到", NULL},
    {U'转', "zhuan4",
     U"团团 打 旋 自 公 空 车轮 轮 风车 绕 围着 直 急 连轴 倒 会 可 能 里 来 飞 乱 瞎 不停地 ",
     U"$ 圈 动 了一 着 经 悠 个不停 起来 轮 盘 速 子 的 向", NULL},
    {U'转', "zhuan4", NULL, U"圈 悠 经 轮 速 盘 来转去 椅 了一圈 一圈", NULL},
    {U'载', "zai3", U"》 史 志 书 记 文 所 据 明 传 碑 铭 谱 备 均 皆 登 刊 又 亦 有 并", NULL, NULL},
    {U'载', "zai3", U"# 十 百 千 数 半 年 一年半", NULL, NULL},
    {U'载', "zai3", NULL, U"： “ 于 录 明 入 有 其 ，", NULL},
    {U'还', "huan2", NULL,
     U"钱 债 清 款 本 书 给 我 你 他 她 其 国 于 不清 不起 上 了 山 家 京 朝 都 乡 师 俗 愿", NULL},
    {U'还', "huan2", U"奉 送 退 交 发 璧 未 借 宜 不 须 要 早", U"$ 了 给", NULL},
    {U'都', "du1",
     U"上 中 下 留 之 故 旧 国 帝 京 迁 建 定 首 古 名 大 魔 花 瓷 陶 钢 煤 水 奠 成 蓉 新 王 瓷 为 其 此 于",
     U"$ 、 于 城 》 的", NULL},
    {U'都', "du1", U"建 定 奠 迁 移 徙", NULL, NULL},
    {U'重', "chong2", U"# 两 几 多 双 万 千 层 数 一 第", NULL, NULL},
    {U'重', "chong2", NULL,
     U"建 修 修 刻 刊 印 装 绘 塑 新 来 玩 录 写 游 读 做 抄 摹 开 启 返 聚 回 设 立 铸 制 铺 组 排 建 译 编 "
     U"申 提 现 见 葺 镌 漆 又 走 演 张 起 订 编 访",
     NULL},
    {U'量', "liang2", U"丈 测 称 衡 估 打 量 度 ^ 来 要 先 用 去",
     U"了 一 出 体 身 过 着 房 得 的 量 血 尺寸 力", NULL},
    {U'钉', "ding4", U"被 将 把 先 再 要 用 钉 没 装 ^ 得 上 他 加 在",
     U"在 死 上 好 成 入 正 牢 住 着 了 进 十 满 有 于", NULL},
    {U'钉', "ding4", NULL, U"在 死 好 牢 住 入 十字架 满 着", NULL},
    {U'钻', "zuan4", U"电 手 管 石 实心 空心 金刚 裸 彩 砂 白 黑 ",
     U"$ 、 头 的 石 戒 床 机 台 杆 和 膏 具 类", NULL},
    {U'钻', "zuan4", NULL, U"戒 石 头 具 床 台 杆 机", NULL},
    {U'铺', "pu4",
     U"当 店 商 旺 药 肉 布 米 床 上 下 中 卧 通 金 钱 典 杂货 打铁 铁匠 裁缝 包子 酱 茶 书 首饰 饭 饼 老 "
     U"古玩 绸缎 "
     U"点心 银 豆腐 客 大 小 间 家 开",
     U"$ 、 的 和 与 里 子 面 号 户 主 开 前 内 中", NULL},
    {U'铺', "pu4", NULL, U"户 位 兵", NULL},
    {U'长', "zhang3", NULL,
     U"得 着 出 大 满 啥 歪 在 成 势 子 孙 女 兄 房 辈 老 幼 相 肉 毛 草 虫 个 高 了 的高 的丑 于", NULL},
    {U'长', "zhang3",
     U"局 处 科 部 院 馆 校 所 厂 队 组 会 省 市 县 区 乡 镇 村 行 社 台 班 排 连 营 团 师 军 站 园 室 司 "
     U"年 最 族 家 船 机 秘书 董事 理事 委员 生 成 增 助 滋 疯 茁壮 渐 初",
     U"$ 、 的 和 与 说 兼 任 及 为 在 了 出 到 大", NULL},
    {U'长', "zhang3", U"年 最", U"$ 者 于", NULL},
    {U'间', "jian4", U"相 离 反 黑白 无 亲密无 ", U"$ 隔 或 断 谍 有 以 杂 接 色 的 苗", NULL},
    {U'闷', "men1", NULL, U"热 声 头 气 泡 在 着 哼 煮 一 葫芦 烧 骚 香 锅 熟", NULL},
    {U'难', "nan4",
     U"遇 殉 落 避 逃 死 蒙 苦 灾 劫 受 罹 国 海 空 矿 大 磨 危 患 解 排 刁 责 发 非 问 为 遭 救 八十一 忧 "
     U"靖 之 此",
     U"$ 、 的 者 时 于 民 友 兄难弟 而 中 家属 同胞 后 前", NULL},
    {U'鲜', "xian3", U"^", U"有 为 见 少 能 明 矣 克", NULL},
};

struct place {
    const struct reading *reading;
    const uint32_t *text;
    size_t word, at; /* the word and its character */
};

static bool
is_stop(uint32_t c)
{
    return c == 0 || charset_has(U"，。；：！？、,.;:!?…—（）()“”‘’\"《》〈〉「」『』【】 ·\n", c);
}

static bool
holds_before(const struct place *p, const char32_t *item, size_t length)
{
    size_t at = p->at;
    if (length == 1) {
        switch (item[0]) {
        case U'^':
            return at == 0 || is_stop(p->text[at - 1]);
        case U'#':
            return at > 0 && numerals_is_digit(p->text[at - 1]);
        case U'=':
            return at > 1 && p->text[at - 1] == p->text[at - 2];
        case U'+':
            return p->word > 0 && p->reading->words[p->word - 1].kind == WORD_HANZI &&
                   p->reading->words[p->word - 1].count > 1;
        default:
            break;
        }
    }
    for (size_t i = 0; i < length; i++)
        if (at < length - i || p->text[at - length + i] != item[i])
            return false;
    return true;
}

static bool
begins(const uint32_t *text, const char32_t *item, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] != item[i]) /* the closing 0 ends the comparison */
            return false;
    return true;
}

static bool
holds_after(const struct place *p, const char32_t *item, size_t length)
{
    const uint32_t *text = p->text + p->at + 1;
    if (length == 1 && item[0] == U'$')
        return is_stop(text[0]);
    if (length == 1 && item[0] == U'#')
        return numerals_is_digit(text[0]);
    return begins(text, item, length);
}

static bool
holds_later(const struct place *p, const char32_t *item, size_t length)
{
    const uint32_t *text = p->text + p->at + 1;
    for (size_t i = 0; i < LATER_MAX && text[i] != 0 && !charset_has(U"，。；：！？,;!?", text[i]); i++)
        if (begins(text + i, item, length))
            return true;
    return false;
}

/* Does one of the alternatives hold? */
static bool
holds(const struct place *p, const char32_t *list,
      bool (*test)(const struct place *, const char32_t *, size_t))
{
    if (list == NULL)
        return true;
    while (*list != 0) {
        size_t length = 0;
        while (list[length] != 0 && list[length] != U' ')
            length++;
        if (length > 0 && test(p, list, length))
            return true;
        list += length + (list[length] == U' ');
    }
    return false;
}

/* Index of the character's first rule, or the place where it would be. */
static size_t
find_rules(uint32_t character)
{
    size_t low = 0;
    size_t high = sizeof rules / sizeof rules[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rules[middle].character < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

syllable
polyphones_read(const struct reading *reading, const uint32_t *text, size_t word)
{
    struct place p = {.reading = reading, .text = text, .word = word, .at = reading->words[word].first};
    size_t end = sizeof rules / sizeof rules[0];
    for (size_t i = find_rules(text[p.at]); i < end && rules[i].character == text[p.at]; i++) {
        const struct rule *rule = &rules[i];
        syllable s;
        if (holds(&p, rule->before, holds_before) && holds(&p, rule->after, holds_after) &&
            holds(&p, rule->later, holds_later) && syllable_parse(str_from(rule->reading), &s))
            return s;
    }
    return SYLLABLE_NONE;
}
