#include "mandarin/glue.h"

#include "mandarin/charset.h"
#include "mandarin/function_words.h"

enum { RANGE_SYLLABLES = 4 };

#define HALF(c) CHARSET_PLACE(69, c)
static const uint16_t halves[69] = {
    HALF(U'来'), HALF(U'在'), HALF(U'为'), HALF(U'于'), HALF(U'好'), HALF(U'出'), HALF(U'到'),
    HALF(U'成'), HALF(U'给'), HALF(U'至'), HALF(U'入'), HALF(U'进'), HALF(U'上'), HALF(U'住'),
    HALF(U'完'), HALF(U'满'), HALF(U'掉'), HALF(U'开'), HALF(U'向'), HALF(U'下'), HALF(U'走'),
};

/* Few words are ever the second half of a verb. */
static bool
may_complete(const struct bead *bead)
{
    if (bead->char_count == 1) {
        return CHARSET_HOLDS(halves, bead->chars[0]);
    }
    return bead->char_count == 2 && charset_has(U"来去了", bead->chars[1]);
}

bool
glue_completes(const struct bead *verb, const struct bead *bead, unsigned length)
{
    static const char32_t verbs[] = U"站坐走跑住落守放挂躺停写画刻种养活留飞开送搬运排听看想说爬赶跟垂流连铺"
                                    U"藏敲花等爬贴接收添换拆编提拿带传伸打吹驶建修变转散唱笑抬推";
    static const char32_t single[] = U"在到成进上出住完好满掉开向于给下走";
    static const char32_t pairs[] = U"起来 下来 下去 上来 上去 出来 出去 进来 进去 过来 过去 回来 回去 开来";
    if (!may_complete(bead) && !bead_is(verb, U'得')) {
        return false;
    }
    if (verb->char_count == 2 && charset_has(U"出进上下回过起", verb->last_char)) {
        return bead_is(bead, U'来');
    }
    if (bead_is(verb, U'得')) {
        return length == 2 && bead->char_count == 1 && !bead_leans(bead);
    }
    if (bead_is(verb, U'了')) {
        return length == 2 && bead->char_count == 2 && charset_has_word(pairs, bead->chars, 2);
    }
    static const char32_t placed[] =
        U"出土 始建 发现 诞生 出生 建成 创建 成立 开凿 铸造 制作 生活 活跃 流行 盛行 兴起 "
        U"起源 坐落 埋葬 安葬 陈列 收藏 分布 集中 毕业 病逝 逝世 运用 应用 适用 服务 致力 "
        U"有利 有助 相当 居住 保存 存放 放置 展示 停泊 矗立 屹立 建造 绘制 修建 重建 重修 创作 书写 发源 "
        U"依附 臣服 归属";
    if (bead_is(bead, U'在') && verb->char_count == 2) {
        return charset_has_word(placed, verb->chars, 2);
    }
    static const char32_t named[] =
        U"分解 划分 改名 更名 命名 改编 改造 转变 转化 演变 发展 升级 定名 追封 册封 改建 扩建 改称 简称 "
        U"合称 "
        U"统称 通称 俗称 尊称 译作 解释 理解 概括 归纳 评选 列入 记载 视作 誉称 封号";
    if (bead_is(bead, U'为') && verb->char_count == 2) {
        return charset_has_word(named, verb->chars, 2);
    }
    if (bead_is(bead, U'于')) {
        return bead_is_single(verb, U"建立毁葬生卒成始刻写作藏现源亡死归属绘铸") ||
               (verb->char_count == 2 &&
                (verb->class == CLASS_VERB || charset_has_word(placed, verb->chars, 2)));
    }
    static const char32_t readies[] =
        U"准备 安排 整理 收拾 保护 保存 保管 照顾 布置 处理 修复 打扫 爱护 守护 看护 传承";
    bool good = bead_is(bead, U'好') || (bead->char_count == 2 && charset_has_word(U"好了", bead->chars, 2));
    if (good && verb->char_count == 2) {
        return charset_has_word(readies, verb->chars, 2);
    }
    static const char32_t makes[] =
        U"生产 制造 创造 显示 体现 研制 培育 展现 表现 反映 散发 透露 流露 挖掘 清理 整理 演奏 呈现 "
        U"描绘 勾勒 烧制 涌现 折射 设计 雕刻";
    if (bead_is(bead, U'出') && verb->char_count == 2) {
        return charset_has_word(makes, verb->chars, 2);
    }
    if (verb->class == CLASS_VERB && verb->char_count == 2 && bead_is_single(bead, U"到成给至入")) {
        return true;
    }
    bool short_verb = bead_is_single(verb, verbs) || (verb->class == CLASS_VERB && verb->char_count == 1 &&
                                                      function_word_class(verb->chars[0]) == CLASS_UNKNOWN);
    return short_verb && (bead_is_single(bead, single) ||
                          (bead->char_count == 2 && charset_has_word(pairs, bead->chars, 2)));
}

bool
glue_holds(const struct chunk *chunk, const struct bead *a, const struct bead *b, enum pause pause)
{
    if (pause == PAUSE_QUOTE || pause == PAUSE_CLOSE) {
        return bead_is_single(b, U"的等里上中");
    }
    if (pause != PAUSE_NONE || a->kind != WORD_HANZI || b->kind != WORD_HANZI) {
        bool latin = a->kind == WORD_LATIN && b->kind == WORD_LATIN;
        return pause == PAUSE_NONE && (latin || bead_is_particle(b));
    }
    bool lists = bead_is(b, U'等') && a->syllables >= 2 && a->last_char != U'们';
    if (b->syllables == 0 || bead_is_particle(b) || glue_completes(a, b, chunk->syllables) || lists) {
        return true;
    }
    if (bead_is(a, U'了') && b->char_count == 1 && b->chars[0] == chunk->chars[0]) {
        return true; /* 想了想 */
    }
    bool again = a->char_count == 2 && b->char_count == 2 && a->chars[0] == U'一' && b->chars[0] == U'一' &&
                 a->chars[1] == b->chars[1];
    if (again) {
        return true; /* 一个一个 */
    }
    if (bead_is(a, U'之')) {
        return b->syllables == 1;
    }
    /* 十|到|十二|分钟, but 二零一九|到|二零二二|年. */
    bool ranges = chunk->has_number && bead_is_single(a->figure ? b : a, U"到至比");
    if (ranges && chunk->syllables <= RANGE_SYLLABLES && (a->figure || b->figure)) {
        return true;
    }
    if (bead_is(a, U'每') && b->figure) {
        return true;
    }
    bool counts = b->class == CLASS_NUMERAL || b->class == CLASS_MEASURE;
    if (a->figure && counts && charset_has(U"多余", b->chars[0])) {
        return true; /* 六百|多公里 */
    }
    bool weekday = a->char_count == 2 && a->last_char == U'周' && charset_has(U"每上下本这", a->chars[0]);
    if (weekday && b->role == ROLE_PLAIN && bead_is_single(b, U"一二三四五六日")) {
        return true;
    }
    if (a->figure || bead_is(a, U'第')) {
        return bead_is_measure(b) || b->figure ||
               charset_has_word(U"吨级 英里 英尺 英寸", b->chars, b->char_count) ||
               (b->syllables == 1 && (!bead_leans(b) || bead_is(b, U'大')));
    }
    if ((bead_is_measure(a) || (chunk->has_number && chunk->syllables > 1)) && b->char_count == 2 &&
        charset_has_word(U"以上 以下 以内 以外 以来 左右 上下 之间", b->chars, 2)) {
        return true;
    }
    if ((a->role == ROLE_MEASURE && bead_is(b, U'级')) || bead_is(a, U'余')) {
        return b->syllables <= 2;
    }
    if (bead_is(b, U'是') &&
        charset_has_word(U"特别 尤其 或者 而且 不仅 不但 无论 不论 真正", a->chars, a->char_count)) {
        return true;
    }
    if (bead_is_measure(b) || bead_is(b, U'个')) {
        bool asks = a->char_count > 1 &&
                    charset_has_word(U"这么多 那么多 多少 好多 好几 许多 上百 上千 上万 近百 近千 数十 数百 "
                                     U"数千 数万 几十 几百 几千 几万 十几",
                                     a->chars, a->char_count);
        return asks || bead_is_single(a, U"多余几来这那哪每某各");
    }
    bool leads = a->class == CLASS_PREPOSITION || a->class == CLASS_CONJUNCTION || a->class == CLASS_ADVERB;
    return bead_is_suffix(b) && (a->syllables >= 2 || a->role == ROLE_MEASURE) && a->syllables <= 4 &&
           !bead_is_particle(a) && !leads &&
           (a->class != CLASS_VERB || !charset_has(U"省市区县镇乡村港湾山河路街桥城站馆园", b->chars[0]));
}
