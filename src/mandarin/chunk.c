#include "mandarin/chunk.h"

#include "mandarin/charset.h"
#include "mandarin/function_words.h"

enum { WORD_CHARS = 8, LETTERS_PER_SYLLABLE = 3, LETTERS_SPELT = 3, RANGE_SYLLABLES = 4 };

/* One sounding word. */
struct bead {
    uint32_t index, syllables;
    uint32_t chars[WORD_CHARS]; /* its first characters */
    uint32_t char_count;        /* at most WORD_CHARS are kept */
    uint32_t last_char;
    uint8_t kind, role, class;
    uint8_t last_tone; /* citation */
};

static bool
is_single(const struct bead *bead, const char32_t *set)
{
    return bead->char_count == 1 && charset_has(set, bead->chars[0]);
}

static bool
is_figure(const struct bead *bead)
{
    bool role = bead->role == ROLE_NUMBER || bead->role == ROLE_DIGITS || bead->role == ROLE_ORDINAL;
    bool round = bead->class == CLASS_NUMERAL && bead->char_count > 1 &&
                 charset_has(U"十百千万亿多余", bead->last_char);
    return role || round || is_single(bead, U"一二三四五六七八九十百千万亿两几半零");
}

static bool
is_measure(const struct bead *bead)
{
    return bead->role == ROLE_MEASURE || (bead->class == CLASS_MEASURE && bead->char_count <= 2);
}

/* A figure, or a word made of one: 一件 三座 这条, but not 一直 or 这里. */
static bool
is_counted(const struct bead *bead)
{
    if (is_figure(bead)) {
        return true;
    }
    if (bead->class == CLASS_VERB || bead->class == CLASS_NOUN || bead->class == CLASS_ADVERB) {
        return false;
    }
    if (bead->class == CLASS_NUMERAL && charset_has(U"一两二三四五六七八九十", bead->chars[0])) {
        return true;
    }
    if (bead->char_count == 3) {
        return charset_has_word(U"这么多 那么多", bead->chars, 3);
    }
    return bead->char_count == 2 && ((charset_has(U"一两二三四五六七八九十几半这那每", bead->chars[0]) &&
                                      !charset_has(U"里儿样时边么", bead->chars[1])) ||
                                     charset_has_word(U"更多 许多 很多 不少 多少 好多", bead->chars, 2));
}

/* 的 and its kind, always with what is before them. */
static bool
is_particle(const struct bead *bead)
{
    return is_single(bead, U"的了着过们吗呢吧啊呀嘛啦哇之") ||
           (is_single(bead, U"地得") && bead->last_tone == 5);
}

static bool
is_function_word(const struct bead *bead)
{
    if (bead->char_count == 1) {
        return function_word_leans(bead->chars[0]);
    }
    return (bead->char_count == 2 && charset_has(U"怎这那多非十特更", bead->chars[0]) &&
            charset_has_word(U"怎么 这么 那么 多么 非常 十分 特别 更加", bead->chars, 2));
}

/* Words of two characters that go another way than their kind: modal verbs as adverbs do, 时代 and 末年 as
 * the nouns that they end with. */
static uint8_t
class_of_pair(const struct bead *bead, uint8_t lexical)
{
    const uint32_t *c = bead->chars;
    bool modal = lexical == CLASS_VERB && charset_has(U"可能应必", c[0]) &&
                 charset_has_word(U"可以 能够 应该 应当 可能 必须 必将 能否", c, 2);
    bool compares = c[1] == U'比' && charset_has(U"同环", c[0]);
    if (modal || compares || (c[1] == U'共' && charset_has(U"一总", c[0]))) {
        return CLASS_ADVERB;
    }
    bool tail =
        lexical == CLASS_TIME && charset_has(U"时年末初晚前期中早后", c[0]) &&
        charset_has_word(
            U"时期 时代 年代 年间 末年 初年 初期 末期 中期 晚期 早期 后期 前期 前夕 期间 年底 年初", c, 2);
    return tail || lexical == CLASS_UNKNOWN ? CLASS_NOUN : lexical;
}

/* What a bead is where it stands by itself; a word that nobody has classed is taken for a noun. */
static uint8_t
class_of(const struct bead *bead, uint8_t lexical)
{
    if (bead->kind != WORD_HANZI) {
        return CLASS_NOUN;
    }
    if (is_figure(bead)) {
        return CLASS_NUMERAL;
    }
    if (bead->role == ROLE_MEASURE) {
        return CLASS_MEASURE;
    }
    if (bead->role == ROLE_NAME) {
        return CLASS_PERSON;
    }
    enum word_class closed = bead->char_count == 1 ? function_word_class(bead->chars[0]) : CLASS_UNKNOWN;
    if (closed != CLASS_UNKNOWN) {
        return (uint8_t)closed;
    }
    if (bead->char_count == 2) {
        return class_of_pair(bead, lexical);
    }
    return lexical == CLASS_UNKNOWN ? CLASS_NOUN : lexical;
}

static bool
is_suffix(const struct bead *bead)
{
    return bead->char_count == 1 && function_word_is_suffix(bead->chars[0]);
}

/* The second half of a verb: 站|在 装得|下 提|起来; `length` syllables of its chunk are before it. */
static bool
completes(const struct bead *verb, const struct bead *bead, unsigned length)
{
    static const char32_t verbs[] = U"站坐走跑住落守放挂躺停写画刻种养活留飞开送搬运排听看想说爬赶跟垂流连铺"
                                    U"藏敲花等爬贴接收添换拆编提拿带传伸打吹驶建修变转散唱笑抬推";
    static const char32_t single[] = U"在到成进上出住完好满掉开向于给下走";
    static const char32_t pairs[] = U"起来 下来 下去 上来 上去 出来 出去 进来 进去 过来 过去 回来 回去 开来";
    if (verb->char_count == 2 && charset_has(U"出进上下回过起", verb->last_char)) {
        return is_single(bead, U"来");
    }
    if (is_single(verb, U"得")) {
        return length == 2 && bead->char_count == 1 && !is_function_word(bead);
    }
    if (is_single(verb, U"了")) {
        return length == 2 && bead->char_count == 2 && charset_has_word(pairs, bead->chars, 2);
    }
    static const char32_t placed[] =
        U"出土 始建 发现 诞生 出生 建成 创建 成立 开凿 铸造 制作 生活 活跃 流行 盛行 兴起 "
        U"起源 坐落 埋葬 安葬 陈列 收藏 分布 集中 毕业 病逝 逝世 运用 应用 适用 服务 致力 "
        U"有利 有助 相当 居住 保存 存放 放置 展示 停泊 矗立 屹立 建造 绘制 修建 重建 重修 创作 书写 发源 "
        U"依附 臣服 归属";
    if (is_single(bead, U"在") && verb->char_count == 2) {
        return charset_has_word(placed, verb->chars, 2);
    }
    static const char32_t named[] =
        U"分解 划分 改名 更名 命名 改编 改造 转变 转化 演变 发展 升级 定名 追封 册封 改建 扩建 改称 简称 "
        U"合称 "
        U"统称 通称 俗称 尊称 译作 解释 理解 概括 归纳 评选 列入 记载 视作 誉称 封号";
    if (is_single(bead, U"为") && verb->char_count == 2) {
        return charset_has_word(named, verb->chars, 2);
    }
    if (is_single(bead, U"于")) {
        return is_single(verb, U"建立毁葬生卒成始刻写作藏现源亡死归属绘铸") ||
               (verb->char_count == 2 &&
                (verb->class == CLASS_VERB || charset_has_word(placed, verb->chars, 2)));
    }
    static const char32_t readies[] =
        U"准备 安排 整理 收拾 保护 保存 保管 照顾 布置 处理 修复 打扫 爱护 守护 看护 传承";
    bool good =
        is_single(bead, U"好") || (bead->char_count == 2 && charset_has_word(U"好了", bead->chars, 2));
    if (good && verb->char_count == 2) {
        return charset_has_word(readies, verb->chars, 2);
    }
    static const char32_t makes[] =
        U"生产 制造 创造 显示 体现 研制 培育 展现 表现 反映 散发 透露 流露 挖掘 清理 整理 演奏 呈现 "
        U"描绘 勾勒 烧制 涌现 折射 设计 雕刻";
    if (is_single(bead, U"出") && verb->char_count == 2) {
        return charset_has_word(makes, verb->chars, 2);
    }
    if (verb->class == CLASS_VERB && verb->char_count == 2 && is_single(bead, U"到成给至入")) {
        return true;
    }
    bool short_verb = is_single(verb, verbs) || (verb->class == CLASS_VERB && verb->char_count == 1 &&
                                                 function_word_class(verb->chars[0]) == CLASS_UNKNOWN);
    return short_verb &&
           (is_single(bead, single) || (bead->char_count == 2 && charset_has_word(pairs, bead->chars, 2)));
}

static bool
glues(const struct chunk *chunk, const struct bead *a, const struct bead *b, enum pause pause)
{
    if (pause == PAUSE_QUOTE || pause == PAUSE_CLOSE) {
        return is_single(b, U"的等里上中");
    }
    if (pause != PAUSE_NONE || a->kind != WORD_HANZI || b->kind != WORD_HANZI) {
        bool latin = a->kind == WORD_LATIN && b->kind == WORD_LATIN;
        return pause == PAUSE_NONE && (latin || is_particle(b));
    }
    bool lists = is_single(b, U"等") && a->syllables >= 2 && a->last_char != U'们';
    if (b->syllables == 0 || is_particle(b) || completes(a, b, chunk->syllables) || lists) {
        return true;
    }
    if (is_single(a, U"了") && b->char_count == 1 && b->chars[0] == chunk->chars[0]) {
        return true; /* 想了想 */
    }
    bool again = a->char_count == 2 && b->char_count == 2 && a->chars[0] == U'一' && b->chars[0] == U'一' &&
                 a->chars[1] == b->chars[1];
    if (again) {
        return true; /* 一个一个 */
    }
    if (is_single(a, U"之")) {
        return b->syllables == 1;
    }
    /* 十|到|十二|分钟, but 二零一九|到|二零二二|年. */
    bool ranges = chunk->has_number && is_single(is_figure(a) ? b : a, U"到至");
    if (ranges && chunk->syllables <= RANGE_SYLLABLES && (is_figure(a) || is_figure(b))) {
        return true;
    }
    if (is_single(a, U"每") && is_figure(b)) {
        return true;
    }
    bool weekday = a->char_count == 2 && a->last_char == U'周' && charset_has(U"每上下本这", a->chars[0]);
    if (weekday && b->role == ROLE_PLAIN && is_single(b, U"一二三四五六日")) {
        return true;
    }
    if (is_figure(a) || is_single(a, U"第")) {
        return is_measure(b) || is_figure(b) ||
               charset_has_word(U"吨级 英里 英尺 英寸", b->chars, b->char_count) ||
               (b->syllables == 1 && (!is_function_word(b) || is_single(b, U"大")));
    }
    if ((is_measure(a) || (chunk->has_number && chunk->syllables > 1)) && b->char_count == 2 &&
        charset_has_word(U"以上 以下 以内 以外 以来 左右 上下 之间", b->chars, 2)) {
        return true;
    }
    if ((a->role == ROLE_MEASURE && is_single(b, U"级")) || is_single(a, U"余")) {
        return b->syllables <= 2;
    }
    if (is_single(b, U"是") &&
        charset_has_word(U"特别 尤其 或者 而且 不仅 不但 无论 不论 真正", a->chars, a->char_count)) {
        return true;
    }
    if (is_measure(b) || is_single(b, U"个")) {
        bool asks = a->char_count > 1 &&
                    charset_has_word(U"这么多 那么多 多少 好多 好几 许多 上百 上千 上万 近百 近千 数十 数百 "
                                     U"数千 数万 几十 几百 几千 几万 十几",
                                     a->chars, a->char_count);
        return asks || is_single(a, U"多余几来这那哪每某各");
    }
    bool leads = a->class == CLASS_PREPOSITION || a->class == CLASS_CONJUNCTION || a->class == CLASS_ADVERB;
    return is_suffix(b) && (a->syllables >= 2 || a->role == ROLE_MEASURE) && a->syllables <= 4 &&
           !is_particle(a) && !leads &&
           (a->class != CLASS_VERB || !charset_has(U"省市区县镇乡村港湾山河路街桥城站馆园", b->chars[0]));
}

/* GDP is spelt, museum is not. */
static uint32_t
latin_syllables(uint32_t letters)
{
    return letters <= LETTERS_SPELT ? letters : 1 + letters / LETTERS_PER_SYLLABLE;
}

static struct bead
bead_of(const struct reading *reading, size_t index, size_t *next)
{
    const struct word *word = &reading->words[index];
    struct bead bead = {.index = (uint32_t)index, .kind = word->kind, .role = word->role};
    while (*next < reading->syllable_count && reading->syllables[*next].word <= index) {
        const struct spoken_syllable *s = &reading->syllables[(*next)++];
        bool heard = syllable_is_valid(s->citation) && !s->merged;
        bead.syllables += word->kind == WORD_LATIN ? latin_syllables(word->count) : heard;
        bead.last_tone = (uint8_t)syllable_tone(s->citation);
    }
    bead.char_count = word->count;
    for (size_t i = 0; i < word->count && i < WORD_CHARS; i++) {
        bead.chars[i] = reading->spoken[word->first + i].code_point;
    }
    bead.last_char = word->count > 0 ? reading->spoken[word->first + word->count - 1].code_point : 0;
    bead.class = class_of(&bead, word->class);
    return bead;
}

static bool
sounds(const struct bead *bead)
{
    return bead->kind != WORD_PUNCTUATION && (bead->syllables > 0 || bead->kind == WORD_LATIN);
}

/* 是, and 就是 也就是 不是, which the lexicon takes for adverbs. */
static bool
is_copula(const struct bead *bead)
{
    if (bead->char_count == 1) {
        return function_word_is_copula(bead->chars[0]);
    }
    return (bead->char_count == 2 || bead->char_count == 3) && bead->last_char == U'是' &&
           charset_has(U"就也都不只正便仍才又却皆全算乃原", bead->chars[0]);
}

static struct chunk
chunk_from(const struct bead *bead)
{
    bool copula = is_copula(bead);
    return (struct chunk){
        .last_word = bead->index,
        .syllables = bead->syllables,
        .core = bead->syllables,
        .class = copula                                             ? CLASS_VERB
                 : bead->char_count > 2 && bead->last_char == U'地' ? CLASS_ADVERB
                                                                    : bead->class,
        .leans_right = is_function_word(bead),
        .chars = {bead->chars[0], bead->chars[1]},
        .is_noun = bead->char_count == 1 &&
                   (bead->class == CLASS_NOUN || charset_has(U"人事塔楼门路年天次声眼", bead->chars[0])),
        .is_copula = copula,
        .reports = bead->class == CLASS_VERB && bead->char_count == 2 &&
                   charset_has(U"据知认觉以相希说听", bead->chars[0]) &&
                   charset_has_word(U"据说 知道 认为 觉得 以为 相信 希望 说明 听说", bead->chars, 2),
        .is_person = is_single(bead, U"我你您他她它谁"),
        .has_number = is_counted(bead),
        .latin = bead->kind == WORD_LATIN,
    };
}

static void
extend(struct chunk *chunk, const struct bead *before, const struct bead *bead, enum pause pause)
{
    bool completed = completes(before, bead, chunk->syllables);
    chunk->closes |= pause == PAUSE_CLOSE;
    chunk->closes_quote = pause == PAUSE_QUOTE;
    chunk->last_word = bead->index;
    chunk->syllables += bead->syllables;
    chunk->leans_right = false;
    chunk->has_number |= is_measure(bead);
    if (is_single(bead, U"地")) {
        chunk->class = CLASS_ADVERB;
    }
    bool finite = is_single(bead, U"了着") && chunk->class != CLASS_ADVERB;
    if (finite || (completed && !chunk->has_number)) {
        chunk->class = CLASS_VERB;
    }
    chunk->reports |= completed && is_single(bead, U"在到向往至于");
    chunk->is_finite |= chunk->class == CLASS_VERB && is_single(bead, U"了着过");
    if (!is_particle(bead) && !is_suffix(bead)) {
        chunk->core += bead->syllables;
    }
    /* 第|二 三|座: the whole is a number. 特别|是: the whole is a verb. */
    if (is_single(bead, U"是")) {
        chunk->class = CLASS_VERB;
        chunk->is_copula = true;
    }
}

static void
note_ending(struct chunk *chunk, const struct bead *bead)
{
    chunk->ends_de = is_single(bead, U"的") && !chunk->closes_quote;
    chunk->ends_year |= chunk->has_number && bead->last_char == U'年';
    chunk->ends_place =
        chunk->closes_quote || (chunk->syllables > 2 && !chunk->is_finite &&
                                charset_has(U"上中里内后时下间来等前外旁得", bead->last_char));
}

/* 和 before the last item of a list: 陶器、瓷器和|玉器. */
static void
note_list_end(struct chunk *chunks, size_t index, size_t *since)
{
    enum { ITEM_CHUNKS = 4 };
    if (index > 0 && chunks[index - 1].pause >= PAUSE_LIST) {
        *since = chunks[index - 1].pause == PAUSE_LIST ? 1 : 0;
    }
    if (*since == 0) {
        return;
    }
    bool links = chunks[index].class == CLASS_CONJUNCTION && chunks[index].leans_right;
    chunks[index].ends_list = links && *since <= ITEM_CHUNKS;
    *since = links ? 0 : *since + 1;
}

static bool
is_nominal(const struct chunk *chunk)
{
    return chunk->class == CLASS_NOUN || chunk->class == CLASS_PERSON || chunk->class == CLASS_PLACE ||
           chunk->class == CLASS_PRONOUN;
}

/* Is the verb between a noun and `next` part of a compound: 加强|文物|保护, 小区|改造|是 (the predicate is
 * still to come), 城市|规划|部门? A chunk without a pause behind it is not the last. */
static bool
is_compound(const struct chunk *chunk, const struct chunk *before, bool after_verb)
{
    static const char32_t heads[] = U"工程 部门 单位 技术 平台 模式 体系 机制 制度 水平 能力 计划 方案 中心 "
                                    U"基地 项目 行动 工作 活动 服务 "
                                    U"过程 方式 方法 理论 现场 时期 阶段 条件 环境 系统 设备 设施 机构 人员 "
                                    U"专家 公司 办法 条例 标准 成果 "
                                    U"政策 事业";
    if (before->class != CLASS_NOUN || before->core != 2 || before->ends_place) {
        return false;
    }
    if (after_verb || chunk->pause != PAUSE_NONE) {
        return after_verb;
    }
    const struct chunk *next = chunk + 1;
    return next->is_copula || next->class == CLASS_ADVERB ||
           (next->syllables == 2 && charset_has_word(heads, next->chars, 2));
}

/* 保护 is a verb by itself and a noun in 文物的保护 and 加强文物保护. */
static bool
is_verbal_noun(const struct chunk *chunk, const struct chunk *before, bool after_verb)
{
    static const char32_t never[] =
        U"开展 进行 完成 实现 取得 得到 获得 具有 拥有 成为 进入 打造 达到 提供 受到 遭到 来到 位于 属于 "
        U"需要 "
        U"举行 召开 举办 加快 加大 形成 充满 没有 前往 通过 利用 参加 发生 引发 导致 造成 带来 留下 成立 "
        U"荣获 "
        U"入选 晋升 作为 包括 存在 看到 知道 认为 开始 可以 能够 应该 必须 希望 喜欢 放弃 决定 建成 变成";
    bool bare = chunk->class == CLASS_VERB && chunk->syllables == 2 && !chunk->is_finite && !chunk->is_copula;
    bool counted = before->has_number && before->syllables >= 2;
    return bare && (before->ends_de || counted || is_compound(chunk, before, after_verb)) &&
           !charset_has_word(never, chunk->chars, 2);
}

/* 高|五十二厘米. */
static bool
is_dimension(const struct chunk *chunk)
{
    return chunk->syllables == 1 && chunk->pause == PAUSE_NONE &&
           charset_has(U"高长宽厚深重纵横径", chunk->chars[0]) && chunk[1].has_number;
}

/* 高质量|建设: a noun that says how. */
static bool
is_manner(const struct chunk *chunk)
{
    return chunk->syllables == 3 && chunk->chars[0] == U'高' && chunk->pause == PAUSE_NONE;
}

static void
settle_classes(struct chunk *chunks, size_t count)
{
    bool has_verb = false, has_subject = false;
    size_t since_list = 0;
    for (size_t i = 0; i < count; i++) {
        note_list_end(chunks, i, &since_list);
        struct chunk *chunk = &chunks[i];
        if (i == 0 || chunks[i - 1].pause > PAUSE_QUOTE) {
            has_verb = has_subject = false;
        } else if (is_verbal_noun(chunk, &chunks[i - 1], has_verb)) {
            chunk->class = CLASS_NOUN;
        }
        if (is_dimension(chunk)) {
            chunk->class = CLASS_ADVERB;
            chunk->leans_right = true;
        }
        if (i > 0 && chunk->class == CLASS_VERB && is_manner(&chunks[i - 1])) {
            chunks[i - 1].class = CLASS_ADVERB;
        }
        has_verb |= chunk->class == CLASS_VERB;
        /* 生活在海边的|人们: what stands before 的 without a subject of its own is part of one. */
        if (chunk->ends_de && !has_subject) {
            has_verb = false;
        }
        has_subject |= !has_verb && is_nominal(chunk) && !chunk->ends_de;
        chunk->after_verb = has_verb;
    }
}

struct chunk *
chunk_words(arena *out, const struct reading *reading, size_t *count)
{
    struct chunk *chunks = arena_new(out, struct chunk, reading->word_count);
    size_t n = 0, next = 0, end = 0;
    struct bead before = {0};
    for (size_t i = 0; i < reading->word_count; i++) {
        struct bead bead = bead_of(reading, i, &next);
        /* A 儿 that has merged is silent, yet a break belongs behind it. */
        bool tail = n > 0 && bead.last_char == U'儿' && bead.syllables == 0 && reading->words[i].first == end;
        if (!sounds(&bead) && !tail) {
            continue;
        }
        enum pause pause = n == 0 ? PAUSE_NONE : pause_between(reading, end, reading->words[i].first);
        if (n > 0 && glues(&chunks[n - 1], &before, &bead, pause)) {
            extend(&chunks[n - 1], &before, &bead, pause);
        } else {
            if (n > 0) {
                chunks[n - 1].pause = (uint8_t)pause;
            }
            chunks[n++] = chunk_from(&bead);
        }
        note_ending(&chunks[n - 1], &bead);
        before = bead;
        end = reading->words[i].first + reading->words[i].count;
    }
    if (n > 0) {
        chunks[n - 1].pause = PAUSE_END;
    }
    *count = n;
    settle_classes(chunks, n);
    return chunks;
}
