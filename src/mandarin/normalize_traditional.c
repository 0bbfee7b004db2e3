#include "mandarin/normalize_traditional.h"

#include <stddef.h>

/* Pairs, ascending: traditional, simplified. They are the kSimplifiedVariant of the Unihan database (Unicode
 * 15) for what the rules' lists hold, and the common variants beside it. */
static const char32_t pairs[] =
    U"亞亚來来侖仑係系個个倫伦側侧偵侦備备傢家傳传億亿兒儿內内兩两冊册剋克劃划劍剑劑剂"
    U"動动務务勝胜區区叢丛吋寸呎尺問问啟启喬乔單单噸吨國国圖图團团報报場场塊块壺壶奧奥"
    U"學学宮宫寧宁寬宽寶宝將将專专對对導导屆届層层師师帳帐幀帧幣币幫帮幾几廠厂廳厅張张"
    U"強强後后從从復复徵征愛爱慘惨慶庆戶户捲卷揮挥撥拨擊击擔担攝摄敗败敵敌於于時时晝昼"
    U"曆历會会東东條条棟栋業业樂乐樓楼標标樣样機机檔档檯台櫃柜歐欧歲岁歷历殲歼殺杀減减"
    U"滄沧澤泽為为烏乌無无熱热爲为爾尔獲获瑪玛畝亩發发盞盏盤盘盧卢砲炮碼码禎祯禮礼種种"
    U"穫获窮穷筆笔節节篤笃紀纪約约紅红納纳紐纽級级紹绍組组給给統统經经綫线網网綿绵緒绪"
    U"線线編编緯纬緻致縣县縮缩縷缕總总繆缪繫系續续罷罢羅罗羣群義义聯联聰聪聲声臨临臺台"
    U"與与興兴舘馆艦舰茲兹華华萬万藝艺蘇苏處处號号術术衕同衛卫衹只裏里裡里製制複复覽览"
    U"觀观計计記记訴诉診诊詞词話话論论講讲證证護护變变豐丰貝贝貞贞負负財财貨货費费資资"
    U"賽赛車车輛辆輪轮轉转轟轰迴回週周進进運运過过達达邊边郵邮鄉乡醫医釐厘銖铢錄录錢钱"
    U"錶表鍾钟鎊镑鎮镇鐘钟長长門门間间閱阅陣阵陰阴隊队階阶險险隻只雙双難难電电靂雳鞦秋"
    U"韓韩頁页頂顶頃顷項项順顺頓顿領领頭头顆颗類类風风飛飞餘余館馆馬马驗验體体髮发鮮鲜"
    U"鷹鹰鹹咸麗丽麥麦麵面點点黨党鼕冬龍龙";

char32_t
traditional_fold(char32_t hanzi)
{
    size_t low = 0, high = sizeof pairs / sizeof *pairs / 2;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (pairs[2 * middle] == hanzi)
            return pairs[2 * middle + 1];
        if (pairs[2 * middle] < hanzi)
            low = middle + 1;
        else
            high = middle;
    }
    return hanzi;
}
