#include "mandarin/charset.h"
#include "mandarin/numerals.h"
#include "mandarin/tones.h"
#include "mandarin/verse.h"

/*
 * 里 and 上 behind the noun they belong to are neutral: 家里 墙上. 里 as a mile or a village keeps its tone,
 * and 上 behind what has no surface: 公里 故里, 历史上 世界上. Source: 现代汉语词典, 7th edition, under 里
 * and 上.
 */

/* Words of two characters; other words that end in 里 are places, miles and names. */
static const char32_t inside[] =
    U"家心城村县屋夜手眼嘴口肚怀梦话水海山林田地河井洞院园镇店馆校班队房墓塔殿庙寺宫墙窗门箱柜盒瓶罐碗盆锅杯"
    U"壶"
    U"袋包书画报信诗词戏影镜车船街巷圈群暗背骨血泥沙草花雨雪风火云雾脑耳胸腹体网歌文字句剧片照厅窑坑穴棺"
    U"湖池江溪谷沟窝巢仓库缸桶厂鞋瓮篮筐匣炉灶筒鼓铃槽缝孔钟茶酒汤粥菜饭油奶楼兜棚帐营狱局冰";

static const char32_t surfaces[] =
    U"桌墙身脸地路床车船手头脚背肩额嘴脖胸腿腰股树枝叶山塔碑石瓶罐碗壶盘炉鼎器纸书报图卷扇帛布衣袍冠帽带板"
    U"牌匾门窗柱梁顶檐壁台座架柜箱盒席椅凳炕街桥城屋岸滩岛河湖会课早晚面底盖口沿颈耳足圈边角肚腹尖根"
    U"旗枪剑刀镜钱币印玺简砖瓦俑像龛棺椁绢绸缎锦毯裙袖领鞋靴冠钗簪环佩珮链钟鼓琴墩磴阶坡崖岩洲堤坝轨轿鞍马"
    U"牛驴骡象龟虎豹龙凤鸟背皮壳角骨牙毛羽翅花草叶瓣果颊幕干片杆竿单膀臂掌指鼻唇舌眉眼耳须发肤舟艇鞋棂锭枋檩"
    U"椽栏榻篮";

static bool
is_inside(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1), second = tones_character(tones, index, -2);
    if (tones_word_begins(tones, index)) {
        const struct tone *noun = &tones->items[index - 1];
        bool lone = tones_word_length(tones, index - 1) == 1;
        bool named = noun->class == CLASS_PLACE || noun->class == CLASS_PERSON || noun->role == ROLE_NAME;
        bool counted = noun->role == ROLE_NUMBER || noun->role == ROLE_DIGITS || noun->role == ROLE_ORDINAL ||
                       (noun->role == ROLE_MEASURE && !charset_has(U"天年月周", before)) ||
                       numerals_is_digit(before);
        return charset_has(inside, before) ||
               (noun->role == ROLE_MEASURE && charset_has(U"天年月周", before)) ||
               (!lone && !named && !counted &&
                !charset_has(U"公英华市归返回几数半余多每的了从向往由在到和与是有朝", before));
    }
    if (before == U'哪') {
        return false; /* the lexicon's */
    }
    bool mile = before == U'海' && (numerals_is_digit(second) || charset_has(U"几数余多每", second));
    size_t length = tones_word_length(tones, index);
    return !mile && ((length == 2 && charset_has(inside, before)) ||
                     (length == 3 && charset_has(U"子底地夜睛头落舍屋房间楼室", before)));
}

static bool
is_upon(const struct tones *tones, size_t index)
{
    uint32_t before = tones_character(tones, index, -1), second = tones_character(tones, index, -2);
    size_t length = tones_word_length(tones, index);
    if (length == 2 && !tones_word_begins(tones, index)) {
        return before != U'马' && charset_has(surfaces, before);
    }
    if (length > 3 && !tones_word_begins(tones, index)) {
        return false; /* 跃然纸上 */
    }
    const struct tone *noun = &tones->items[index - 1];
    if (noun->class >= CLASS_VERB && noun->class <= CLASS_NUMERAL) {
        return false; /* 带上, 如果上一次 */
    }
    if (charset_has(U"画信带盖扇卷盘报壳板花果草发片单", before)) { /* 壁画上, but 画上句号 */
        return !tones_word_begins(tones, index - 1);
    }
    bool seeming = (before == U'面' && second == U'表') || (before == U'地' && second == U'本') ||
                   (before == U'会' && second == U'社') || (before == U'器' && second == U'武');
    bool thing = before == U'子' && !charset_has(U"孔孟老庄君王太弟女男父母天电原分量", second);
    return !seeming && (thing || charset_has(surfaces, before));
}

bool
tones_is_place(const struct tones *tones, size_t index)
{
    const struct tone *tone = &tones->items[index];
    uint32_t before = tones_character(tones, index, -1);
    if (before == 0 || before == tone->character || !tones_word_ends(tones, index) ||
        tone->role == ROLE_NAME || tones_character(tones, index, 1) == tone->character ||
        charset_has(U"余许", tones_character(tones, index, 1))) {
        return false;
    }
    bool holds = tone->character == U'里' ? is_inside(tones, index) : is_upon(tones, index);
    return holds && !verse_holds(tones->reading, (size_t)(tone->syllable - tones->reading->syllables));
}
