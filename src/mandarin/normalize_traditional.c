#include "mandarin/normalize_traditional.h"

#include <stdint.h>

enum { HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF };

/* The kSimplifiedVariant of the Unihan database (Unicode 15) for what the rules' lists hold, and the common
 * variants beside it. Asked of every character, hence a place for each of U+4E00–U+9FFF. */
#define FOLD(traditional, simplified) [traditional - HAN_FIRST] = simplified

static const uint16_t simplified_forms[HAN_LAST - HAN_FIRST + 1] = {
    FOLD(U'亞', U'亚'), FOLD(U'來', U'来'), FOLD(U'侖', U'仑'), FOLD(U'係', U'系'), FOLD(U'個', U'个'),
    FOLD(U'倫', U'伦'), FOLD(U'側', U'侧'), FOLD(U'偵', U'侦'), FOLD(U'備', U'备'), FOLD(U'傢', U'家'),
    FOLD(U'傳', U'传'), FOLD(U'億', U'亿'), FOLD(U'兒', U'儿'), FOLD(U'內', U'内'), FOLD(U'兩', U'两'),
    FOLD(U'冊', U'册'), FOLD(U'剋', U'克'), FOLD(U'劃', U'划'), FOLD(U'劍', U'剑'), FOLD(U'劑', U'剂'),
    FOLD(U'動', U'动'), FOLD(U'務', U'务'), FOLD(U'勝', U'胜'), FOLD(U'區', U'区'), FOLD(U'叢', U'丛'),
    FOLD(U'吋', U'寸'), FOLD(U'呎', U'尺'), FOLD(U'問', U'问'), FOLD(U'啟', U'启'), FOLD(U'喬', U'乔'),
    FOLD(U'單', U'单'), FOLD(U'噸', U'吨'), FOLD(U'國', U'国'), FOLD(U'圖', U'图'), FOLD(U'團', U'团'),
    FOLD(U'報', U'报'), FOLD(U'場', U'场'), FOLD(U'塊', U'块'), FOLD(U'壺', U'壶'), FOLD(U'奧', U'奥'),
    FOLD(U'學', U'学'), FOLD(U'宮', U'宫'), FOLD(U'寧', U'宁'), FOLD(U'寬', U'宽'), FOLD(U'寶', U'宝'),
    FOLD(U'將', U'将'), FOLD(U'專', U'专'), FOLD(U'對', U'对'), FOLD(U'導', U'导'), FOLD(U'屆', U'届'),
    FOLD(U'層', U'层'), FOLD(U'師', U'师'), FOLD(U'帳', U'帐'), FOLD(U'幀', U'帧'), FOLD(U'幣', U'币'),
    FOLD(U'幫', U'帮'), FOLD(U'幾', U'几'), FOLD(U'廠', U'厂'), FOLD(U'廳', U'厅'), FOLD(U'張', U'张'),
    FOLD(U'強', U'强'), FOLD(U'後', U'后'), FOLD(U'從', U'从'), FOLD(U'復', U'复'), FOLD(U'徵', U'征'),
    FOLD(U'愛', U'爱'), FOLD(U'慘', U'惨'), FOLD(U'慶', U'庆'), FOLD(U'戶', U'户'), FOLD(U'捲', U'卷'),
    FOLD(U'揮', U'挥'), FOLD(U'撥', U'拨'), FOLD(U'擊', U'击'), FOLD(U'擔', U'担'), FOLD(U'攝', U'摄'),
    FOLD(U'敗', U'败'), FOLD(U'敵', U'敌'), FOLD(U'於', U'于'), FOLD(U'時', U'时'), FOLD(U'晝', U'昼'),
    FOLD(U'曆', U'历'), FOLD(U'會', U'会'), FOLD(U'東', U'东'), FOLD(U'條', U'条'), FOLD(U'棟', U'栋'),
    FOLD(U'業', U'业'), FOLD(U'樂', U'乐'), FOLD(U'樓', U'楼'), FOLD(U'標', U'标'), FOLD(U'樣', U'样'),
    FOLD(U'機', U'机'), FOLD(U'檔', U'档'), FOLD(U'檯', U'台'), FOLD(U'櫃', U'柜'), FOLD(U'歐', U'欧'),
    FOLD(U'歲', U'岁'), FOLD(U'歷', U'历'), FOLD(U'殲', U'歼'), FOLD(U'殺', U'杀'), FOLD(U'減', U'减'),
    FOLD(U'滄', U'沧'), FOLD(U'澤', U'泽'), FOLD(U'為', U'为'), FOLD(U'烏', U'乌'), FOLD(U'無', U'无'),
    FOLD(U'熱', U'热'), FOLD(U'爲', U'为'), FOLD(U'爾', U'尔'), FOLD(U'獲', U'获'), FOLD(U'瑪', U'玛'),
    FOLD(U'畝', U'亩'), FOLD(U'發', U'发'), FOLD(U'盞', U'盏'), FOLD(U'盤', U'盘'), FOLD(U'盧', U'卢'),
    FOLD(U'砲', U'炮'), FOLD(U'碼', U'码'), FOLD(U'禎', U'祯'), FOLD(U'禮', U'礼'), FOLD(U'種', U'种'),
    FOLD(U'穫', U'获'), FOLD(U'窮', U'穷'), FOLD(U'筆', U'笔'), FOLD(U'節', U'节'), FOLD(U'篤', U'笃'),
    FOLD(U'紀', U'纪'), FOLD(U'約', U'约'), FOLD(U'紅', U'红'), FOLD(U'納', U'纳'), FOLD(U'紐', U'纽'),
    FOLD(U'級', U'级'), FOLD(U'紹', U'绍'), FOLD(U'組', U'组'), FOLD(U'給', U'给'), FOLD(U'統', U'统'),
    FOLD(U'經', U'经'), FOLD(U'綫', U'线'), FOLD(U'網', U'网'), FOLD(U'綿', U'绵'), FOLD(U'緒', U'绪'),
    FOLD(U'線', U'线'), FOLD(U'編', U'编'), FOLD(U'緯', U'纬'), FOLD(U'緻', U'致'), FOLD(U'縣', U'县'),
    FOLD(U'縮', U'缩'), FOLD(U'縷', U'缕'), FOLD(U'總', U'总'), FOLD(U'繆', U'缪'), FOLD(U'繫', U'系'),
    FOLD(U'續', U'续'), FOLD(U'罷', U'罢'), FOLD(U'羅', U'罗'), FOLD(U'羣', U'群'), FOLD(U'義', U'义'),
    FOLD(U'聯', U'联'), FOLD(U'聰', U'聪'), FOLD(U'聲', U'声'), FOLD(U'臨', U'临'), FOLD(U'臺', U'台'),
    FOLD(U'與', U'与'), FOLD(U'興', U'兴'), FOLD(U'舘', U'馆'), FOLD(U'艦', U'舰'), FOLD(U'茲', U'兹'),
    FOLD(U'華', U'华'), FOLD(U'萬', U'万'), FOLD(U'藝', U'艺'), FOLD(U'蘇', U'苏'), FOLD(U'處', U'处'),
    FOLD(U'號', U'号'), FOLD(U'術', U'术'), FOLD(U'衕', U'同'), FOLD(U'衛', U'卫'), FOLD(U'衹', U'只'),
    FOLD(U'裏', U'里'), FOLD(U'裡', U'里'), FOLD(U'製', U'制'), FOLD(U'複', U'复'), FOLD(U'覽', U'览'),
    FOLD(U'觀', U'观'), FOLD(U'計', U'计'), FOLD(U'記', U'记'), FOLD(U'訴', U'诉'), FOLD(U'診', U'诊'),
    FOLD(U'詞', U'词'), FOLD(U'話', U'话'), FOLD(U'論', U'论'), FOLD(U'講', U'讲'), FOLD(U'證', U'证'),
    FOLD(U'護', U'护'), FOLD(U'變', U'变'), FOLD(U'豐', U'丰'), FOLD(U'貝', U'贝'), FOLD(U'貞', U'贞'),
    FOLD(U'負', U'负'), FOLD(U'財', U'财'), FOLD(U'貨', U'货'), FOLD(U'費', U'费'), FOLD(U'資', U'资'),
    FOLD(U'賽', U'赛'), FOLD(U'車', U'车'), FOLD(U'輛', U'辆'), FOLD(U'輪', U'轮'), FOLD(U'轉', U'转'),
    FOLD(U'轟', U'轰'), FOLD(U'迴', U'回'), FOLD(U'週', U'周'), FOLD(U'進', U'进'), FOLD(U'運', U'运'),
    FOLD(U'過', U'过'), FOLD(U'達', U'达'), FOLD(U'邊', U'边'), FOLD(U'郵', U'邮'), FOLD(U'鄉', U'乡'),
    FOLD(U'醫', U'医'), FOLD(U'釐', U'厘'), FOLD(U'銖', U'铢'), FOLD(U'錄', U'录'), FOLD(U'錢', U'钱'),
    FOLD(U'錶', U'表'), FOLD(U'鍾', U'钟'), FOLD(U'鎊', U'镑'), FOLD(U'鎮', U'镇'), FOLD(U'鐘', U'钟'),
    FOLD(U'長', U'长'), FOLD(U'門', U'门'), FOLD(U'間', U'间'), FOLD(U'閱', U'阅'), FOLD(U'陣', U'阵'),
    FOLD(U'陰', U'阴'), FOLD(U'隊', U'队'), FOLD(U'階', U'阶'), FOLD(U'險', U'险'), FOLD(U'隻', U'只'),
    FOLD(U'雙', U'双'), FOLD(U'難', U'难'), FOLD(U'電', U'电'), FOLD(U'靂', U'雳'), FOLD(U'鞦', U'秋'),
    FOLD(U'韓', U'韩'), FOLD(U'頁', U'页'), FOLD(U'頂', U'顶'), FOLD(U'頃', U'顷'), FOLD(U'項', U'项'),
    FOLD(U'順', U'顺'), FOLD(U'頓', U'顿'), FOLD(U'領', U'领'), FOLD(U'頭', U'头'), FOLD(U'顆', U'颗'),
    FOLD(U'類', U'类'), FOLD(U'風', U'风'), FOLD(U'飛', U'飞'), FOLD(U'餘', U'余'), FOLD(U'館', U'馆'),
    FOLD(U'馬', U'马'), FOLD(U'驗', U'验'), FOLD(U'體', U'体'), FOLD(U'髮', U'发'), FOLD(U'鮮', U'鲜'),
    FOLD(U'鷹', U'鹰'), FOLD(U'鹹', U'咸'), FOLD(U'麗', U'丽'), FOLD(U'麥', U'麦'), FOLD(U'麵', U'面'),
    FOLD(U'點', U'点'), FOLD(U'黨', U'党'), FOLD(U'鼕', U'冬'), FOLD(U'龍', U'龙'),
};

char32_t
traditional_fold(char32_t hanzi)
{
    if (hanzi < HAN_FIRST || hanzi > HAN_LAST)
        return hanzi;
    char32_t simplified = simplified_forms[hanzi - HAN_FIRST];
    return simplified != 0 ? simplified : hanzi;
}
