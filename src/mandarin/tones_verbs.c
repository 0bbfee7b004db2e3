#include "mandarin/charset.h"
#include "mandarin/tones.h"

/*
 * What stands behind a verb: 过 of experience, and 来 and 去 of a direction. As verbs of their own they keep
 * their tones: 走过 一生过得很好 回来了.
 */

static bool
is_verb(uint8_t class)
{
    return class == CLASS_VERB;
}

/* 去过 听过 修过; with a verb of motion 过 is the way itself: 走过 穿过. */
bool
tones_is_experience(const struct tones *tones, size_t index)
{
    static const char32_t verbs[] =
        U"有见看听吃喝说讲做干当想用学受得玩读念写唱住到问病坐睡买卖穿戴养种教爱恨怕哭笑等找给拿打骂修建造"
        U"改烧铸铺挖埋葬藏献送寄收印刻题绘演拍考败立任管护搬迁换补拆毁封赐赏谈议审判订签办开杀伤救";
    static const char32_t motions[] =
        U"走穿通经超越飞绕路渡跨翻度划掠闪驶流淌爬跑跳游骑熬挺胜赛躲错放避逃擦拂吹"
        U"飘传递接转回不难好再太透瞒横"
        U"要会能该敢肯可须让使叫被把从在没也以备始算望续愿欲得挤晃如";
    static const char32_t closes[] = U"的吗了吧呢么这那一几多很哪什";
    uint32_t before = tones_character(tones, index, -1), after = tones_character(tones, index, 1);
    bool inside = !tones_word_ends(tones, index); /* 受过伤 */
    if (inside && (tones_word_length(tones, index) != 3 || charset_has(U"去来于度分程错头火时", after) ||
                   !charset_has(verbs, before))) {
        return false;
    }
    if (before == 0 || charset_has(U"年节冬夏得日生春端气", after) ||
        (after == U'多' && !charset_has(U"次个种家国年位人场回届", tones_character(tones, index, 2)))) {
        return false;
    }
    bool alone = tones_word_begins(tones, index);
    if (charset_has(U"下上起成出", before)) { /* 坐下过 */
        return (after == 0 || charset_has(closes, after)) && alone;
    }
    if (charset_has(U"穿来去", before)) { /* 穿过树林 is motion, 来过锦州 is not */
        return before != U'穿' || charset_has(U"的吗吧", after);
    }
    if (charset_has(verbs, before)) {
        return !alone || tones->items[index - 1].class != CLASS_NOUN;
    }
    if (before == U'生') { /* 生过孩子, 发生过; 一生过得 */
        return charset_has(U"发产孩病", tones_character(tones, index, -2)) ||
               charset_has(U"孩一两三病", after);
    }
    return alone && is_verb(tones->items[index - 1].class) && !charset_has(motions, before);
}

/* The verb before 出来 in a word of its own: 挖掘|出来 保存|下来; 他|回来. */
static bool
follows_verb(const struct tones *tones, size_t way)
{
    static const char32_t verbs[] =
        U"编呼吸数做造烧吃喝叫喊查问读认算走跑飞拿搬带送传说看听写想流涌冲跳爬站坐露赶伸拉推提升放落掉滴漏穿"
        U"绕转"
        U"翻追救找挑画拍印建长冒透照映散抢取抽掏挖拔捡寄递探钻闯驶开挤吹刮拆换停静活留剩存冷亮暗沉滑滚摔倒降"
        U"退"
        U"缩低弯连拼搭围唱笑哭热动抬垂醒掘运铸刻绘承凿延续积累遗立合联端捧抱背扛赎买借租调派请接迎游爬端";
    uint32_t verb = tones_character(tones, way, -1);
    if (verb == U'了' && way >= 2) { /* 走了过来 */
        verb = tones_character(tones, way, -2);
        return charset_has(verbs, verb) || is_verb(tones->items[way - 2].class);
    }
    if (tones->items[way].character == U'过' && tones->items[way + 1].character == U'去') {
        return charset_has(U"走跑飞开穿跳转冲游爬看跨绕赶搬送望倒", verb); /* 回顾过去 is the past */
    }
    bool wants = charset_has(U"要会能该敢肯可须让使叫被把从在没也以备始算望续愿欲如像是到想爱盼劝催约", verb);
    if (wants && charset_has(U"出进回过", tones->items[way].character)) {
        return false; /* 要回去, 像出来 */
    }
    return charset_has(verbs, verb) || (tones->items[way - 1].joined && is_verb(tones->items[way - 1].class));
}

/* 提起来 露出来 走下去; 起不来, 一起来, and 过去 by itself keep theirs. */
bool
tones_is_direction(const struct tones *tones, size_t index)
{
    uint32_t way = tones_character(tones, index, -1), verb = tones_character(tones, index, -2);
    if (verb == 0 || !charset_has(U"出进上下回过开起", way) || !tones_word_ends(tones, index) ||
        (way == U'起' && tones->items[index].character == U'去')) {
        return false;
    }
    if (!tones_word_begins(tones, index) && tones_word_begins(tones, index - 1)) {
        return follows_verb(tones, index - 1);
    }
    bool in_word = !tones_word_begins(tones, index) && tones_word_length(tones, index) >= 3;
    return !charset_has(U"一不得的了我你他她们就都", verb) && (in_word || follows_verb(tones, index - 1));
}
