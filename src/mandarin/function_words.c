#include "mandarin/function_words.h"

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };

/* Beside the class, which way the word leans. */
enum { CLASS_BITS = 15, LEANS = 16, SUFFIX = 32 };

/* A place for each of U+4E00–U+9FFF, because every word of a text is asked for. */
// clang-format off
static const uint8_t words[HAN_LAST - HAN_FIRST + 1] = {
#define WORD(c) [c - HAN_FIRST] = CLASS_PREPOSITION | LEANS
    WORD(U'在'), WORD(U'从'), WORD(U'自'), WORD(U'由'), WORD(U'向'), WORD(U'往'), WORD(U'朝'), WORD(U'到'), WORD(U'对'),
    WORD(U'把'), WORD(U'被'), WORD(U'将'), WORD(U'以'), WORD(U'按'), WORD(U'据'), WORD(U'给'), WORD(U'用'), WORD(U'比'),
    WORD(U'靠'), WORD(U'随'), WORD(U'于'), WORD(U'跟'), WORD(U'为'), WORD(U'让'), WORD(U'使'), WORD(U'令'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_PREPOSITION
    WORD(U'至'), WORD(U'离'), WORD(U'距'), WORD(U'经'), WORD(U'沿'), WORD(U'凭'), WORD(U'趁'), WORD(U'受'), WORD(U'叫'),
    WORD(U'替'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_CONJUNCTION | LEANS
    WORD(U'和'), WORD(U'与'), WORD(U'及'), WORD(U'或'), WORD(U'而'), WORD(U'并'), WORD(U'但'), WORD(U'则'), WORD(U'既'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_CONJUNCTION
    WORD(U'若'), WORD(U'暨'), WORD(U'且'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_ADVERB | LEANS
    WORD(U'不'), WORD(U'没'), WORD(U'未'), WORD(U'别'), WORD(U'很'), WORD(U'太'), WORD(U'最'), WORD(U'更'), WORD(U'较'),
    WORD(U'极'), WORD(U'挺'), WORD(U'真'), WORD(U'也'), WORD(U'都'), WORD(U'就'), WORD(U'才'), WORD(U'又'), WORD(U'再'),
    WORD(U'还'), WORD(U'只'), WORD(U'仅'), WORD(U'均'), WORD(U'即'), WORD(U'已'), WORD(U'正'), WORD(U'曾'), WORD(U'却'),
    WORD(U'总'), WORD(U'先'), WORD(U'共'), WORD(U'可'), WORD(U'能'), WORD(U'要'), WORD(U'会'), WORD(U'应'), WORD(U'须'),
    WORD(U'想'), WORD(U'敢'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_ADVERB
    WORD(U'刚'), WORD(U'便'), WORD(U'皆'), WORD(U'亦'), WORD(U'必'), WORD(U'勿'), WORD(U'常'), WORD(U'约'), WORD(U'近'),
    WORD(U'仍'), WORD(U'越'), WORD(U'渐'), WORD(U'多'), WORD(U'请'), WORD(U'肯'), WORD(U'愿'), WORD(U'好'), WORD(U'独'),
    WORD(U'互'), WORD(U'遂'), WORD(U'乃'), WORD(U'疑'), WORD(U'莫'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_PRONOUN | LEANS
    WORD(U'这'), WORD(U'那'), WORD(U'每'), WORD(U'各'), WORD(U'该'), WORD(U'本'), WORD(U'某'), WORD(U'其'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_PRONOUN
    WORD(U'我'), WORD(U'你'), WORD(U'您'), WORD(U'他'), WORD(U'她'), WORD(U'它'), WORD(U'咱'), WORD(U'俺'), WORD(U'谁'),
    WORD(U'哪'), WORD(U'此'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_PARTICLE
    WORD(U'的'), WORD(U'了'), WORD(U'着'), WORD(U'过'), WORD(U'们'), WORD(U'吗'), WORD(U'呢'), WORD(U'吧'), WORD(U'啊'),
    WORD(U'呀'), WORD(U'嘛'), WORD(U'啦'), WORD(U'哇'), WORD(U'之'), WORD(U'地'), WORD(U'得'), WORD(U'等'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_LOCATION
    WORD(U'底'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_LOCATION | SUFFIX
    WORD(U'上'), WORD(U'里'), WORD(U'中'), WORD(U'内'), WORD(U'外'), WORD(U'间'), WORD(U'旁'), WORD(U'后'), WORD(U'前'),
    WORD(U'下'), WORD(U'时'), WORD(U'边'), WORD(U'处'), WORD(U'初'), WORD(U'末'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_NUMERAL | LEANS
    WORD(U'一'), WORD(U'两'), WORD(U'几'), WORD(U'第'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_NUMERAL
    WORD(U'二'), WORD(U'三'), WORD(U'四'), WORD(U'五'), WORD(U'六'), WORD(U'七'), WORD(U'八'), WORD(U'九'), WORD(U'十'),
    WORD(U'百'), WORD(U'千'), WORD(U'万'), WORD(U'亿'), WORD(U'半'), WORD(U'零'), WORD(U'数'), WORD(U'余'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_VERB | LEANS
    WORD(U'是'), WORD(U'有'), WORD(U'无'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_VERB
    WORD(U'来'), WORD(U'去'), WORD(U'说'), WORD(U'看'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = CLASS_VERB | SUFFIX
    WORD(U'派'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = LEANS
    WORD(U'同'), WORD(U'全'), WORD(U'新'), WORD(U'老'), WORD(U'旧'), WORD(U'大'), WORD(U'小'), WORD(U'矮'), WORD(U'副'),
    WORD(U'双'), WORD(U'满'), WORD(U'长'), WORD(U'短'), WORD(U'厚'), WORD(U'薄'), WORD(U'宽'), WORD(U'窄'), WORD(U'深'),
    WORD(U'浅'), WORD(U'红'), WORD(U'绿'), WORD(U'蓝'), WORD(U'白'), WORD(U'黑'), WORD(U'黄'), WORD(U'灰'), WORD(U'紫'),
    WORD(U'青'), WORD(U'圆'), WORD(U'方'), WORD(U'古'), WORD(U'空'), WORD(U'乱'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = LEANS | SUFFIX
    WORD(U'所'),
#undef WORD
#define WORD(c) [c - HAN_FIRST] = SUFFIX
    WORD(U'市'), WORD(U'省'), WORD(U'县'), WORD(U'区'), WORD(U'镇'), WORD(U'乡'), WORD(U'村'), WORD(U'港'), WORD(U'湾'),
    WORD(U'山'), WORD(U'河'), WORD(U'路'), WORD(U'街'), WORD(U'桥'), WORD(U'站'), WORD(U'馆'), WORD(U'园'), WORD(U'厂'),
    WORD(U'部'), WORD(U'局'), WORD(U'院'), WORD(U'校'), WORD(U'者'), WORD(U'家'), WORD(U'员'), WORD(U'性'), WORD(U'化'),
    WORD(U'率'), WORD(U'额'), WORD(U'量'), WORD(U'力'), WORD(U'度'), WORD(U'型'), WORD(U'级'), WORD(U'类'), WORD(U'版'),
    WORD(U'界'), WORD(U'业'), WORD(U'人'), WORD(U'城'), WORD(U'网'), WORD(U'机'), WORD(U'车'), WORD(U'品'), WORD(U'物'),
    WORD(U'式'), WORD(U'制'), WORD(U'法'), WORD(U'线'), WORD(U'层'), WORD(U'感'), WORD(U'周'), WORD(U'节'), WORD(U'奖'),
    WORD(U'队'), WORD(U'组'), WORD(U'班'), WORD(U'年'), WORD(U'师'), WORD(U'士'), WORD(U'展'), WORD(U'器'), WORD(U'术'),
    WORD(U'族'), WORD(U'军'), WORD(U'社'), WORD(U'店'), WORD(U'证'), WORD(U'款'), WORD(U'票'), WORD(U'费'), WORD(U'图'),
    WORD(U'库'), WORD(U'箱'), WORD(U'柜'), WORD(U'厅'), WORD(U'室'), WORD(U'塔'), WORD(U'寺'), WORD(U'庙'), WORD(U'墓'),
    WORD(U'碑'), WORD(U'鼎'), WORD(U'瓶'), WORD(U'壶'), WORD(U'碗'), WORD(U'盘'), WORD(U'杯'), WORD(U'灯'), WORD(U'炉'),
    WORD(U'镜'), WORD(U'剑'), WORD(U'砖'), WORD(U'瓦'), WORD(U'窑'), WORD(U'江'),
#undef WORD
};
// clang-format on

static unsigned
look_up(uint32_t character)
{
    return character >= HAN_FIRST && character <= HAN_LAST ? words[character - HAN_FIRST] : 0;
}

enum word_class
function_word_class(uint32_t character)
{
    return (enum word_class)(look_up(character) & CLASS_BITS);
}

bool
function_word_leans(uint32_t character)
{
    return (look_up(character) & LEANS) != 0;
}

bool
function_word_is_suffix(uint32_t character)
{
    return (look_up(character) & SUFFIX) != 0;
}

bool
function_word_is_copula(uint32_t character)
{
    return character == U'是' || character == U'为';
}
