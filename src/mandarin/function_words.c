#include "mandarin/function_words.h"

/* Switches, because every word of a text is asked for. */
// clang-format off
enum word_class
function_word_class(uint32_t character)
{
    switch (character) {
    case U'在': case U'从': case U'自': case U'由': case U'向': case U'往': case U'朝': case U'到': case U'至':
    case U'对': case U'把': case U'被': case U'将': case U'以': case U'按': case U'据': case U'给': case U'用':
    case U'比': case U'靠': case U'随': case U'于': case U'跟': case U'为': case U'让': case U'使': case U'令':
    case U'离': case U'距': case U'经': case U'沿': case U'凭': case U'趁': case U'受': case U'叫': case U'替':
        return CLASS_PREPOSITION;
    case U'和': case U'与': case U'及': case U'或': case U'而': case U'并': case U'但': case U'则': case U'若':
    case U'暨': case U'既': case U'且':
        return CLASS_CONJUNCTION;
    case U'不': case U'没': case U'未': case U'别': case U'很': case U'太': case U'最': case U'更': case U'较':
    case U'极': case U'挺': case U'真': case U'也': case U'都': case U'就': case U'才': case U'又': case U'再':
    case U'还': case U'只': case U'仅': case U'均': case U'即': case U'已': case U'正': case U'曾': case U'却':
    case U'刚': case U'便': case U'皆': case U'亦': case U'必': case U'勿': case U'常': case U'总': case U'先':
    case U'共': case U'约': case U'近': case U'仍': case U'越': case U'渐': case U'多': case U'可': case U'请':
    case U'能': case U'要': case U'会': case U'应': case U'须': case U'想': case U'敢': case U'肯': case U'愿':
    case U'好': case U'独': case U'互': case U'遂': case U'乃': case U'疑': case U'莫':
        return CLASS_ADVERB;
    case U'我': case U'你': case U'您': case U'他': case U'她': case U'它': case U'咱': case U'俺': case U'谁':
    case U'这': case U'那': case U'哪': case U'每': case U'各': case U'该': case U'本': case U'某': case U'其':
    case U'此':
        return CLASS_PRONOUN;
    case U'的': case U'了': case U'着': case U'过': case U'们': case U'吗': case U'呢': case U'吧': case U'啊':
    case U'呀': case U'嘛': case U'啦': case U'哇': case U'之': case U'地': case U'得': case U'等':
        return CLASS_PARTICLE;
    case U'上': case U'里': case U'中': case U'内': case U'外': case U'间': case U'旁': case U'后': case U'前':
    case U'下': case U'时': case U'边': case U'处': case U'底': case U'初': case U'末':
        return CLASS_LOCATION;
    case U'一': case U'二': case U'三': case U'四': case U'五': case U'六': case U'七': case U'八': case U'九':
    case U'十': case U'百': case U'千': case U'万': case U'亿': case U'两': case U'几': case U'半': case U'零':
    case U'第': case U'数': case U'余':
        return CLASS_NUMERAL;
    case U'是': case U'有': case U'无': case U'来': case U'去': case U'说': case U'看': case U'派':
        return CLASS_VERB;
    default:
        return CLASS_UNKNOWN;
    }
}

bool
function_word_leans(uint32_t character)
{
    switch (character) {
    case U'在': case U'和': case U'与': case U'及': case U'或': case U'跟': case U'同': case U'从':
    case U'自': case U'由': case U'向': case U'往': case U'朝': case U'对': case U'把': case U'被':
    case U'将': case U'以': case U'为': case U'给': case U'让': case U'使': case U'令': case U'用':
    case U'比': case U'靠': case U'按': case U'据': case U'随': case U'于': case U'不': case U'没':
    case U'未': case U'别': case U'很': case U'太': case U'最': case U'更': case U'较': case U'极':
    case U'挺': case U'真': case U'也': case U'都': case U'就': case U'才': case U'又': case U'再':
    case U'还': case U'只': case U'仅': case U'均': case U'共': case U'即': case U'已': case U'正':
    case U'曾': case U'并': case U'而': case U'但': case U'则': case U'却': case U'能': case U'要':
    case U'会': case U'可': case U'应': case U'须': case U'想': case U'敢': case U'这': case U'那':
    case U'每': case U'各': case U'该': case U'本': case U'某': case U'全': case U'是': case U'有':
    case U'无': case U'第': case U'其': case U'所': case U'一': case U'两': case U'几': case U'先':
    case U'新': case U'老': case U'旧': case U'大': case U'小': case U'矮': case U'总': case U'副':
    case U'双': case U'满': case U'到': case U'长': case U'短': case U'厚': case U'薄': case U'宽':
    case U'窄': case U'深': case U'浅': case U'红': case U'绿': case U'蓝': case U'白': case U'黑':
    case U'黄': case U'灰': case U'紫': case U'青': case U'圆': case U'方': case U'古': case U'空':
    case U'乱': case U'既':
        return true;
    default:
        return false;
    }
}

bool
function_word_is_suffix(uint32_t character)
{
    switch (character) {
    case U'上': case U'里': case U'中': case U'内': case U'外': case U'间': case U'旁': case U'后':
    case U'前': case U'时': case U'下': case U'边': case U'市': case U'省': case U'县': case U'区':
    case U'镇': case U'乡': case U'村': case U'港': case U'湾': case U'山': case U'河': case U'路':
    case U'街': case U'桥': case U'站': case U'馆': case U'园': case U'厂': case U'部': case U'局':
    case U'处': case U'院': case U'所': case U'校': case U'者': case U'家': case U'员': case U'性':
    case U'化': case U'率': case U'额': case U'量': case U'力': case U'度': case U'型': case U'级':
    case U'类': case U'版': case U'界': case U'业': case U'人': case U'城': case U'网': case U'机':
    case U'车': case U'品': case U'物': case U'式': case U'制': case U'法': case U'线': case U'层':
    case U'感': case U'周': case U'节': case U'奖': case U'队': case U'组': case U'班': case U'年':
    case U'师': case U'士': case U'展': case U'器': case U'术': case U'派': case U'族': case U'军': case U'社':
    case U'店': case U'证': case U'款': case U'票': case U'费': case U'图': case U'库': case U'箱': case U'柜':
    case U'厅': case U'室': case U'塔': case U'寺': case U'庙': case U'墓': case U'碑': case U'鼎':
    case U'瓶': case U'壶': case U'碗': case U'盘': case U'杯': case U'灯': case U'炉': case U'镜': case U'剑':
    case U'砖': case U'瓦': case U'窑': case U'江':
    case U'初': case U'末':
        return true;
    default:
        return false;
    }
}
// clang-format on

bool
function_word_is_copula(uint32_t character)
{
    return character == U'是' || character == U'为';
}
