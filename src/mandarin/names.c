#include "mandarin/names.h"

#include "mandarin/charset.h"

/* In the order of code points, as are not_given, typical and foreign: they are looked up for lone characters.
 */
static const char32_t surnames[] =
    U"丁万丛严乐乔于亓仇仉付仝仲任伍何佘余佟佴侯俞倪储党全兰关冀冉农冯冷冼凌刁刘勾包匡区华卓单南卜卞卢卫卿厉"
    U"原"
    U"古召史叶司吉向吕吴周和唐商喻夏奚姚姜姬娄孔孙孟季宁安宋宓宗官宫宰寇封尚尤尹屈屠岑岳崔左巩巫师席庄应庞康"
    U"庾"
    U"廖弘张彭徐惠慎成戚戴房揭敖文方於施时明易晁晋晏景暴曲曹曾朱李杜杨林柏查柯柳柴栗栾桂桑梁梅楚楼樊欧武段殷"
    U"毕"
    U"毛江池汤汪沈沐沙涂淳温游湛滕潘濮濯焦熊燕牛牟狄王班璩甄甘田申白盍盖盛睢瞿石祁祝禄秦程穆穰窦章童符简管米"
    U"糜"
    U"綦纪缑缪罗羿翁翟耿聂肖胡胥臧舒艾芦芮苏苑苗苟范茹荀荆荣莫葛董蒋蒙蒯蒲蓝蓟蓬蔚蔡蔺薄薛虞袁裴褒褚覃解訾詹"
    U"许"
    U"诸谈谌谢谭谯谷贠贡贲费贺贾赖赫赵路车辛辜边连迟逄逯邓邝邢邬邰邱邴邵邸邹郁郄郇郎郏郑郗郜郝郦郭郯鄂鄞鄢酆"
    U"金"
    U"钟钭钮钱闫闵闾阎阙阚阮阳陆陈陶隋隗雍雒雷霍靳鞠韦韩项顾颜饶马骆骈高鬱魏鲁鲍麦麴麻黄黎齐龙龚";

static const char32_t compound_surnames[] =
    U"欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 长孙 令狐 慕容 宇文 司徒 东方 "
    U"公孙 独孤 澹台 万俟 拓跋 端木 轩辕 呼延 闻人 东郭 南宫 完颜 爱新觉罗";

#define FIRST(c) CHARSET_PLACE(114, c)
static const uint16_t compound_firsts[114] = {
    FIRST(U'欧'), FIRST(U'司'), FIRST(U'上'), FIRST(U'诸'), FIRST(U'夏'), FIRST(U'皇'),
    FIRST(U'尉'), FIRST(U'长'), FIRST(U'令'), FIRST(U'慕'), FIRST(U'宇'), FIRST(U'东'),
    FIRST(U'公'), FIRST(U'独'), FIRST(U'澹'), FIRST(U'万'), FIRST(U'拓'), FIRST(U'端'),
    FIRST(U'轩'), FIRST(U'呼'), FIRST(U'闻'), FIRST(U'南'), FIRST(U'完'), FIRST(U'爱'),
};

static const char32_t not_given[] =
    U"一七万三上下不与且两个中为乃么之乎九也了二于五些亿什从他以们会但作你做入八六兮其内再几出则别到前副十"
    U"千即却原去又及只可右吃各同后向吗吧听呀呢和哉哪啊喝嘛四回因在地外多够太她如它对将就左己并应当往很得怎"
    U"您想我或所才把新旁无旧是更最有未来某正此每没焉现用百的看着矣第等给者而能自至若被要让该说谁起跟边过还"
    U"这进道那都里间非须";

/* What given names are made of. */
static const char32_t typical[] = U"东丹丽乃久义乐书乾云亥亨京亮仁仓仲伟传伦伯佐佳侯俊信俭倩健儒元先光全公兰"
                                  U"兴冉军农冠冬冰凌凤凯刚利功勇勤北"
                                  U"午华南博卫卯卿双发叔吉君启哲善喜嘉国土坚坤培基墅增墨士壮夏天妍妮姗姣姿威"
                                  U"娅娇娜娟娥娴婉婵婷媛嫣嫦子孝季学"
                                  U"宁宇守安宏宗宝宸宽宾寅富寒寿尊小少尚山岚岩岭岳峥峰峻崇嵘嵩川州巳帆希平庆"
                                  U"庚康廷建强弼彝彤彦彬影德忆志忠念"
                                  U"怀思怡恒恩悦惠意慈慧戌成才扬承护振捷敏敢敬文斌旭旺昊昌明昕星春显晋晓晖晨"
                                  U"晴晶智曦月望朝木朴李杏杰松林果枫"
                                  U"柏柱柳栋栩桂桃桐梁梅梓梦森楚楠榕榜槐樟樵欣歌正武毅民水永汉江汶沁沛河泉泓"
                                  U"波泰泽洁洋津洪洲浩浪海涛润涵淑淼"
                                  U"清渊渔渝湘源溪滨潮澜瀚火灿炎炜炳烈烨焕焰然煌煜煦照熙燕爱牧状玉玫玮环玲珂"
                                  U"珊珍珏珠琛琦琨琪琳琴琼瑛瑜瑞瑟瑶"
                                  U"瑾璇璐甲申疆盛睿石礼祖祥禄福秀秋秦立章竹笛箫素红纯纹练绍绣继绮维美群羽翔"
                                  U"翰翼耀耕聪胜腾臣舞航良艳艺芝芬芳"
                                  U"芸若英茂茜茵荣荷莉莲莹莺菊菡菲萌萍萱蓉蓓蕃蕾薇虎虹行衡词诗诚豹贞财贤贵超"
                                  U"跃轩辅辉辛辰达远连逸邦酉重金鉴鑫"
                                  U"钊钢钧钰铁铭铮银锋锐锦键镇长阳雁雄雅雨雪雯雷霁霄霆震霏霖霞露静音韵顺颖飞"
                                  U"马骏骥魁鲁鸣鸾鸿鹃鹏鹤麟黛鼎齐龙";

/* What foreign names are written with, and the part of it that is seldom anything else. */
static const char32_t foreign[] =
    U"丁万丘丝丰丹丽乃乌乔亚亨什仁伊伍休伦伯佐佛佩保儒克兰兹内冈农冯凡凯切列利别加努劳勃勒包匈匹华卓博卜卡卢"
    U"厄"
    U"古叶司吉吕哈哥唐图圣圭坎坡坦埃培基塔塞士夏多夫夸奇奈奎契奥妮姆威娅娜婷季宁安宾密富察尔尚尤尼居屈巴布希"
    U"帕"
    U"席平库庞康延廷弗强当彭彼律德怀思恩恰惠慕戈戴扎托扬拉拜拿提撒敏敦文斯新施日昆明易普曼朗本朱杜杰林柏查柯"
    U"根"
    U"格桑梅森欣欧武比毕毛汉汤沃沙治法波泰泽洛派海涅温潘热爱牛特狄玛珀珊珍班理琪琳琼瑞瑟瓜瓦申留登白皮盖福科"
    U"穆"
    U"简米索约纳纽绍维缪罗翁翰考耶肖肯胡腾舍舒艾芒芙芝芬苏若英范茨茱荣莉莎莫莱菲萝萨蒂蒙蔻蕾薇薛詹让许诺谢豪"
    U"贝"
    U"费贾赖赛赫路辛达迈迦迪通道邓邦里金钦锡门阿陀陶隆雅雪雷霍露韦顿香马高魏鲁鲍麦黎黑默黛齐龙";

#define ONLY(c) CHARSET_PLACE(179, c)
static const uint16_t foreign_only[179] = {
    ONLY(U'尔'), ONLY(U'斯'), ONLY(U'克'), ONLY(U'特'), ONLY(U'德'), ONLY(U'拉'), ONLY(U'卡'), ONLY(U'姆'),
    ONLY(U'茨'), ONLY(U'弗'), ONLY(U'伦'), ONLY(U'蒂'), ONLY(U'娜'), ONLY(U'莎'), ONLY(U'妮'), ONLY(U'莉'),
    ONLY(U'萨'), ONLY(U'耶'), ONLY(U'诺'), ONLY(U'迪'), ONLY(U'顿'), ONLY(U'敦'), ONLY(U'兹'), ONLY(U'勒'),
    ONLY(U'纳'), ONLY(U'蕾'), ONLY(U'赫'), ONLY(U'瑟'), ONLY(U'珀'), ONLY(U'塞'), ONLY(U'普'), ONLY(U'托'),
    ONLY(U'奥'), ONLY(U'鲍'), ONLY(U'伊'), ONLY(U'厄'),
};

static const char32_t titles[] =
    U"先生 女士 同志 教授 馆长 院长 校长 市长 县长 区长 省长 书记 主任 主席 "
    U"总统 总理 部长 局长 处长 科长 队长 厂长 "
    U"会长 社长 记者 医生 老师 师傅 师父 将军 司令 上校 博士 院士 研究员 工程师 "
    U"画家 作家 诗人 书法家 艺术家 雕塑家 "
    U"收藏家 学者 工匠 村民 居民 烈士 英雄 老人 夫人 太太 小姐 说 表示 介绍 "
    U"认为 告诉 回忆 指出 强调 讲述 撰文 撰写 "
    U"题写 书写 题词 捐赠 捐献 设计 创作 主持 绘制 主编 讲解员 摄影师 总经理 "
    U"学士 公子 员外 总兵 巡抚 尚书 侍郎 御史 丞相 太守 刺史 知府 知县 道长 "
    U"知州 知事 守备 乡绅 匠人 石匠 木匠 工匠 画工 邑人 里人 训导 教谕 县令 县丞 主簿 总督 提督 都督 同知 "
    U"通判 推官 参将 游击 千总 把总 监生 贡生 举人 进士 生员 秀才 住持 居士 督造 监修 协修 经理人 策展人 "
    U"捐赠人 捐赠者 作者 摄影 撰稿 文字 译者 校长 同志 董事长 经理 校友 教练 演员 导演 船长 机长";

/* What stands before a name without being one, and behind. */
static const char32_t leads[] =
    U"由 据 请 称 人称 唤 与 和 及 向 对 被 让 给 叫 是 为 的 名 名叫 叫做 以及 跟 找 见 即 如 "
    U"有 包括 感谢 采访 邀请 记 因 随 从 自 像 说 听 问 当年 后来 恩师 "
    U"弟子 学生 长子 次子 女儿 儿子 妻子 丈夫 父亲 母亲 其子 同乡 同学 好友";

static const char32_t follows[] =
    U"的 等 在 于 与 和 及 是 为 之 向 将 把 从 对 也 又 曾 任 率 著 编 作 绘 书 题 摄 饰 刻 铸 制 造 译 撰 "
    U"所 "
    U"被 便 就 还 则 均 自 因 以 以及 出生 生于 卒于 写 画 编著 主讲 领衔 主演 饰演 参加 来到 出任 担任 致辞 "
    U"一行 二人 三人 两人 夫妇 兄弟 父子 父女 母女 伉俪 题跋 题签 作序 策展 策划 讲座 摄 藏 旧藏 故居 纪念馆 "
    U"墓 像 铜像 塑像 雕像 带领 率领 首次 终于 已经 一直 正在 不仅 虽然 同志 等人 们 家 出席 发言 发现 跟着 "
    U"告诉 回答 笑着 想 觉得 来 去 走 拿 捐 立石 书丹 篆额 刻石 撰文 撰 立 修";

/* Behind a surname alone; posts too, which 任 and 曾 do not take: 任馆长 is no person. */
static const char32_t addresses[] =
    U"先生 女士 老师 师傅 同志 小姐 太太 夫人 大夫 医生 院士 博士 大侠 大爷 "
    U"大娘 大妈 大叔 大婶 大姐 大哥 阿姨 伯伯 叔叔 奶奶 爷爷 老太太 老爷 员外 "
    U"掌柜 道士 道长 和尚 学士 公子 姑娘 公 某 老 工 总 导 师长 同学 家人";

static const char32_t posts[] =
    U"教授 馆长 院长 校长 市长 县长 区长 省长 书记 主任 主席 部长 局长 处长 科长 队长 "
    U"厂长 会长 社长 记者 经理 将军 司令 上校 班长 连长 营长 团长 军长 站长 所长 "
    U"总经理 董事长 教练 导演 船长 机长 村长 镇长 乡长 行长 台长";

/* Pairs: a character and its reading. */
struct name_reading {
    char32_t character;
    const char *reading;
};

static const struct name_reading surname_readings[] = {
    {U'任', "ren2"},  {U'仇', "qiu2"},   {U'单', "shan4"},  {U'曾', "zeng1"},  {U'朴', "piao2"},
    {U'查', "zha1"},  {U'盛', "sheng4"}, {U'解', "xie4"},   {U'缪', "miao4"},  {U'应', "ying1"},
    {U'乐', "yue4"},  {U'华', "hua4"},   {U'燕', "yan1"},   {U'牟', "mou2"},   {U'翟', "zhai2"},
    {U'覃', "qin2"},  {U'曲', "qu1"},    {U'柏', "bai3"},   {U'葛', "ge3"},    {U'冼', "xian3"},
    {U'车', "che1"},  {U'蒙', "meng2"},  {U'和', "he2"},    {U'卜', "bu3"},    {U'游', "you2"},
    {U'谌', "chen2"}, {U'逄', "pang2"},  {U'郗', "xi1"},    {U'晁', "chao2"},  {U'阳', "yang2"},
    {U'尉', "wei4"},  {U'宁', "ning2"},  {U'关', "guan1"},  {U'乔', "qiao2"},  {U'纪', "ji3"},
    {U'区', "ou1"},   {U'盖', "gai4"},   {U'召', "shao4"},  {U'种', "chong2"}, {U'折', "she2"},
    {U'那', "na1"},   {U'撒', "sa3"},    {U'隗', "wei3"},   {U'訾', "zi1"},    {U'员', "yun4"},
    {U'句', "gou1"},  {U'祭', "zhai4"},  {U'洗', "xian3"},  {U'过', "guo1"},   {U'哈', "ha3"},
    {U'繁', "po2"},   {U'贾', "jia3"},   {U'相', "xiang4"}, {U'强', "qiang2"}, {U'俞', "yu2"},
    {U'於', "yu1"},   {U'要', "yao1"},   {U'令', "ling2"},  {U'干', "gan1"},   {U'称', "cheng1"},
    {U'宓', "mi4"},   {U'沈', "shen3"},  {U'占', "zhan1"},  {U'幺', "yao1"},   {U'郇', "xun2"},
};

static const struct name_reading foreign_readings[] = {
    {U'伯', "bo2"},   {U'柏', "bo2"},    {U'什', "shi2"},  {U'茜', "xi1"},   {U'瓦', "wa3"},
    {U'莎', "sha1"},  {U'娜', "na4"},    {U'那', "na4"},   {U'勒', "le4"},   {U'扎', "zha1"},
    {U'卡', "ka3"},   {U'阿', "a1"},     {U'切', "qie4"},  {U'撒', "sa1"},   {U'佛', "fo2"},
    {U'缪', "miu4"},  {U'贾', "jia3"},   {U'盖', "gai4"},  {U'朴', "pu3"},   {U'哈', "ha1"},
    {U'亨', "heng1"}, {U'别', "bie2"},   {U'奇', "qi2"},   {U'塞', "sai4"},  {U'曾', "zeng1"},
    {U'舍', "she4"},  {U'都', "du1"},    {U'查', "cha2"},  {U'华', "hua2"},  {U'蒙', "meng2"},
    {U'拉', "la1"},   {U'卜', "bu3"},    {U'提', "ti2"},   {U'乐', "le4"},   {U'露', "lu4"},
    {U'当', "dang1"}, {U'肖', "xiao1"},  {U'若', "ruo4"},  {U'费', "fei4"},  {U'约', "yue1"},
    {U'宁', "ning2"}, {U'强', "qiang2"}, {U'隆', "long2"}, {U'兴', "xing1"}, {U'干', "gan1"},
    {U'曼', "man4"},  {U'契', "qi4"},    {U'里', "li3"},
};

static const struct name_reading given_readings[] = {
    {U'长', "chang2"}, {U'少', "shao4"},  {U'行', "xing2"},  {U'朝', "chao2"},  {U'重', "chong2"},
    {U'兴', "xing1"},  {U'冠', "guan4"},  {U'为', "wei2"},   {U'传', "chuan2"}, {U'乐', "le4"},
    {U'茜', "qian4"},  {U'干', "gan4"},   {U'相', "xiang1"}, {U'载', "zai4"},   {U'曲', "qu1"},
    {U'铺', "pu4"},    {U'量', "liang4"}, {U'调', "tiao2"},  {U'弹', "tan2"},   {U'子', "zi3"},
    {U'侗', "tong2"},  {U'镐', "hao4"},   {U'崴', "wei1"},   {U'颉', "jie2"},   {U'覃', "tan2"},
    {U'大', "da4"},    {U'舍', "she4"},   {U'卷', "juan4"},
};

/* set: `count` characters in the order of code points. */
static bool
is_in_sorted(const char32_t *set, size_t count, uint32_t code_point)
{
    while (count > 1) { /* halved without a branch: which way it goes cannot be foreseen */
        size_t half = count / 2;
        set += set[half] <= code_point ? half : 0;
        count -= half;
    }
    return *set == code_point;
}

static syllable
find_reading(const struct name_reading *readings, size_t count, uint32_t code_point)
{
    syllable s = SYLLABLE_NONE;
    for (size_t i = 0; i < count && s == SYLLABLE_NONE; i++)
        if (readings[i].character == code_point && !syllable_parse(str_from(readings[i].reading), &s))
            return SYLLABLE_NONE;
    return s;
}

bool
names_is_surname(const uint32_t *text, size_t count)
{
    if (count == 2)
        return CHARSET_HOLDS(compound_firsts, text[0]) && charset_has_word(compound_surnames, text, 2);
    return count == 1 && is_in_sorted(surnames, sizeof surnames / sizeof surnames[0] - 1, text[0]);
}

size_t
names_surname(const uint32_t *text, size_t count)
{
    if (count >= 2 && names_is_surname(text, 2))
        return 2;
    return count >= 1 && names_is_surname(text, 1) ? 1 : 0;
}

bool
names_is_given(uint32_t code_point)
{
    return !is_in_sorted(not_given, sizeof not_given / sizeof not_given[0] - 1, code_point);
}

bool
names_is_common_word(uint32_t surname)
{
    return charset_has(U"于和高万方白何时成向安连关江石金应曾任路车官全单解游查包封尚古花阳水文武马牛龙叶林温"
                       U"满左商边景经卫党宫米明季平项盖区召华盛燕乐仇应朴尚宁纪",
                       surname);
}

bool
names_is_typical(uint32_t code_point)
{
    return is_in_sorted(typical, sizeof typical / sizeof typical[0] - 1, code_point);
}

bool
names_leads(const uint32_t *word, size_t count)
{
    return charset_has_word(leads, word, count);
}

bool
names_follows(const uint32_t *word, size_t count)
{
    return charset_has_word(follows, word, count);
}

#define CALLED(c) CHARSET_PLACE(109, c)
static const uint16_t called[109] = {
    CALLED(U'单'), CALLED(U'任'), CALLED(U'解'), CALLED(U'仇'), CALLED(U'查'), CALLED(U'曾'), CALLED(U'区'),
    CALLED(U'缪'), CALLED(U'覃'), CALLED(U'朴'), CALLED(U'盛'), CALLED(U'应'), CALLED(U'华'), CALLED(U'乐'),
    CALLED(U'燕'), CALLED(U'纪'), CALLED(U'葛'), CALLED(U'翟'), CALLED(U'盖'), CALLED(U'宁'), CALLED(U'宓'),
    CALLED(U'柏'), CALLED(U'牟'), CALLED(U'曲'), CALLED(U'尉'), CALLED(U'隗')};

bool
names_is_called(uint32_t surname)
{
    return CHARSET_HOLDS(called, surname);
}

bool
names_is_address(uint32_t surname, const uint32_t *word, size_t count)
{
    bool verb = charset_has(U"任曾", surname);
    return charset_has_word(addresses, word, count) || (!verb && charset_has_word(posts, word, count));
}

bool
names_is_foreign(uint32_t code_point)
{
    return is_in_sorted(foreign, sizeof foreign / sizeof foreign[0] - 1, code_point);
}

bool
names_is_foreign_only(uint32_t code_point)
{
    return CHARSET_HOLDS(foreign_only, code_point);
}

bool
names_is_function_word(uint32_t surname)
{
    return charset_has(U"和于向时成连全", surname);
}

bool
names_is_title(const uint32_t *word, size_t count)
{
    return charset_has_word(titles, word, count);
}

syllable
names_read_surname(uint32_t code_point)
{
    return find_reading(surname_readings, sizeof surname_readings / sizeof surname_readings[0], code_point);
}

syllable
names_read_given(uint32_t code_point)
{
    return find_reading(given_readings, sizeof given_readings / sizeof given_readings[0], code_point);
}

syllable
names_read_foreign(uint32_t code_point)
{
    return find_reading(foreign_readings, sizeof foreign_readings / sizeof foreign_readings[0], code_point);
}

#define SUFFIX(c) CHARSET_PLACE(43, c)
static const uint16_t place_suffixes[43] = {SUFFIX(U'区'), SUFFIX(U'市'), SUFFIX(U'县'), SUFFIX(U'镇'),
                                            SUFFIX(U'乡'), SUFFIX(U'村'), SUFFIX(U'路'), SUFFIX(U'街'),
                                            SUFFIX(U'巷'), SUFFIX(U'河'), SUFFIX(U'江'), SUFFIX(U'湖'),
                                            SUFFIX(U'山'), SUFFIX(U'岛'), SUFFIX(U'港'), SUFFIX(U'桥')};

bool
names_is_place_suffix(uint32_t code_point)
{
    return CHARSET_HOLDS(place_suffixes, code_point);
}
