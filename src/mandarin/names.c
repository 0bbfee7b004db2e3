#include "mandarin/names.h"

#include "mandarin/charset.h"

/* In the order of code points, as is not_given: they are looked up for every lone character. */
static const char32_t surnames[] =
    U"丁万丛严乐乔于仇付仝仲任伍何佘余佟侯俞倪储党全兰关冀冉农冯冷冼凌刁刘包匡华卓单南卜卞卢卫原古史叶司吉"
    U"向吕吴周和唐商喻夏姚姜姬娄孔孙孟季宁安宋宗官宫寇封尚尤尹屈岑岳崔左巩巫师席庄应庞康廖张彭徐惠成戚戴房"
    U"敖文方施时明易晁晏景曲曹曾朱李杜杨林柏查柯柳柴栗栾桂桑梁梅楚楼樊欧武段殷毕毛江池汤汪沈沙涂温游滕潘焦"
    U"熊燕牛牟王班甄甘田申白盛瞿石祁祝秦程穆窦章童符简管米纪缪罗翁翟耿聂肖胡胥臧舒艾芦苏苑苗苟范荆荣莫葛董"
    U"蒋蒙蒲蓝蔡薛虞袁裴褚覃解詹许谈谌谢谭谷费贺贾赵路车辛边连迟逄邓邝邢邬邱邵邸邹郎郑郗郝郭鄢金钟钱闫闵阎"
    U"阮阳陆陈陶隋雷霍靳鞠韦韩项顾颜饶马骆高魏鲁鲍麦麻黄黎齐龙龚";

static const char32_t compound_surnames[] =
    U"欧阳 司马 上官 诸葛 夏侯 皇甫 尉迟 长孙 令狐 慕容 宇文 司徒 东方 "
    U"公孙 独孤 澹台 万俟 拓跋 端木 轩辕 呼延 闻人 东郭 南宫 完颜 爱新觉罗";

static const char32_t not_given[] =
    U"一七万三上下不与且两个中为乃么之乎九也了二于五些亿什从他以们会但作你做入八六兮其内再几出则别到前副十"
    U"千即却原去又及只可右吃各同后向吗吧听呀呢和哉哪啊喝嘛四回因在地外多够太她如它对将就左己并应当往很得怎"
    U"您想我或所才把新旁无旧是更最有未来某正此每没焉现用百的看着矣第等给者而能自至若被要让该说谁起跟边过还"
    U"这进道那都里间非须";

static const char32_t titles[] = U"先生 女士 同志 教授 馆长 院长 校长 市长 县长 区长 省长 书记 主任 主席 "
                                 U"总统 总理 部长 局长 处长 科长 队长 厂长 "
                                 U"会长 社长 记者 医生 老师 师傅 师父 将军 司令 上校 博士 院士 研究员 工程师 "
                                 U"画家 作家 诗人 书法家 艺术家 雕塑家 "
                                 U"收藏家 学者 工匠 村民 居民 烈士 英雄 老人 夫人 太太 小姐 说 表示 介绍 "
                                 U"认为 告诉 回忆 指出 强调 讲述 撰文 撰写 "
                                 U"题写 书写 题词 捐赠 捐献 设计 创作 主持 绘制 主编 讲解员 摄影师 总经理 "
                                 U"学士 公子 员外 总兵 巡抚 尚书 侍郎 御史 丞相 太守 刺史 知府 知县 道长 "
                                 U"董事长 经理 校友 教练 演员 导演 船长 机长";

/* Pairs: a character and its reading. */
struct name_reading {
    char32_t character;
    const char *reading;
};

static const struct name_reading surname_readings[] = {
    {U'任', "ren2"},  {U'仇', "qiu2"},   {U'单', "shan4"}, {U'曾', "zeng1"}, {U'朴', "piao2"},
    {U'查', "zha1"},  {U'盛', "sheng4"}, {U'解', "xie4"},  {U'缪', "miao4"}, {U'应', "ying1"},
    {U'乐', "yue4"},  {U'华', "hua4"},   {U'燕', "yan1"},  {U'牟', "mou2"},  {U'翟', "zhai2"},
    {U'覃', "qin2"},  {U'曲', "qu1"},    {U'柏', "bai3"},  {U'葛', "ge3"},   {U'冼', "xian3"},
    {U'车', "che1"},  {U'蒙', "meng2"},  {U'和', "he2"},   {U'卜', "bu3"},   {U'游', "you2"},
    {U'谌', "chen2"}, {U'逄', "pang2"},  {U'郗', "xi1"},   {U'晁', "chao2"}, {U'阳', "yang2"},
    {U'尉', "wei4"},  {U'宁', "ning2"},  {U'关', "guan1"}, {U'乔', "qiao2"},
};

static const struct name_reading given_readings[] = {
    {U'长', "chang2"}, {U'少', "shao4"},  {U'行', "xing2"},  {U'朝', "chao2"},  {U'重', "chong2"},
    {U'兴', "xing1"},  {U'冠', "guan4"},  {U'为', "wei2"},   {U'传', "chuan2"}, {U'乐', "le4"},
    {U'茜', "qian4"},  {U'干', "gan4"},   {U'相', "xiang1"}, {U'载', "zai4"},   {U'曲', "qu1"},
    {U'铺', "pu4"},    {U'量', "liang4"}, {U'调', "tiao2"},  {U'弹', "tan2"},   {U'子', "zi3"},
    {U'覃', "tan2"},   {U'大', "da4"},    {U'舍', "she4"},   {U'卷', "juan4"},
};

/* set: `count` characters in the order of code points. */
static bool
is_in_sorted(const char32_t *set, size_t count, uint32_t code_point)
{
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set[middle] < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && set[low] == code_point;
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

size_t
names_surname(const uint32_t *text, size_t count)
{
    if (count >= 2 && charset_has_word(compound_surnames, text, 2))
        return 2;
    return count >= 1 && is_in_sorted(surnames, sizeof surnames / sizeof surnames[0] - 1, text[0]) ? 1 : 0;
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
                       U"满左商边景经卫党宫米明季平项",
                       surname);
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

bool
names_is_place_suffix(uint32_t code_point)
{
    return charset_has(U"区市县镇乡村路街巷河江湖山岛港桥", code_point);
}
