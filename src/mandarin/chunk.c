#include "mandarin/chunk.h"

#include "mandarin/charset.h"
#include "mandarin/glue.h"

#define NOUN(c) CHARSET_PLACE(29, c)
static const uint16_t lone_nouns[29] = {NOUN(U'人'), NOUN(U'事'), NOUN(U'塔'), NOUN(U'楼'),
                                        NOUN(U'门'), NOUN(U'路'), NOUN(U'年'), NOUN(U'天'),
                                        NOUN(U'次'), NOUN(U'声'), NOUN(U'眼')};

#define PLACE(c) CHARSET_PLACE(58, c)
static const uint16_t places[58] = {PLACE(U'上'), PLACE(U'中'), PLACE(U'里'), PLACE(U'内'), PLACE(U'后'),
                                    PLACE(U'时'), PLACE(U'下'), PLACE(U'间'), PLACE(U'来'), PLACE(U'等'),
                                    PLACE(U'前'), PLACE(U'外'), PLACE(U'旁'), PLACE(U'得')};

#define PERSON(c) CHARSET_PLACE(26, c)
static const uint16_t persons[26] = {PERSON(U'我'), PERSON(U'你'), PERSON(U'您'), PERSON(U'他'),
                                     PERSON(U'她'), PERSON(U'它'), PERSON(U'谁')};

/* chunk: zeroed. */
static void
begin(struct chunk *chunk, const struct bead *bead)
{
    chunk->last_word = bead->index;
    chunk->syllables = chunk->core = bead->syllables;
    chunk->is_copula = bead_is_copula(bead);
    chunk->class = chunk->is_copula                                   ? CLASS_VERB
                   : bead->char_count > 2 && bead->last_char == U'地' ? CLASS_ADVERB
                                                                      : bead->class;
    chunk->leans_right = bead_leans(bead);
    chunk->chars[0] = bead->chars[0];
    chunk->chars[1] = bead->chars[1];
    chunk->is_noun =
        bead->char_count == 1 && (bead->class == CLASS_NOUN || CHARSET_HOLDS(lone_nouns, bead->chars[0]));
    chunk->reports = bead->class == CLASS_VERB && bead->char_count == 2 &&
                     charset_has(U"据知认觉以相希说听", bead->chars[0]) &&
                     charset_has_word(U"据说 知道 认为 觉得 以为 相信 希望 说明 听说", bead->chars, 2);
    chunk->is_person = CHARSET_HOLDS(persons, bead->lone);
    chunk->has_number = bead_is_counted(bead);
    chunk->latin = bead->kind == WORD_LATIN;
}

static void
extend(struct chunk *chunk, const struct bead *before, const struct bead *bead, enum pause pause)
{
    bool completed = glue_completes(before, bead, chunk->syllables);
    chunk->closes |= pause == PAUSE_CLOSE;
    chunk->closes_quote = pause == PAUSE_QUOTE;
    chunk->last_word = bead->index;
    chunk->syllables += bead->syllables;
    chunk->leans_right = false;
    chunk->has_number |= bead_is_measure(bead);
    if (bead_is(bead, U'地')) {
        chunk->class = CLASS_ADVERB;
    }
    bool aspect = bead_is(bead, U'了') || bead_is(bead, U'着');
    if ((aspect && chunk->class != CLASS_ADVERB) || (completed && !chunk->has_number)) {
        chunk->class = CLASS_VERB;
    }
    chunk->awaits = completed && bead_is_single(bead, U"在到向往至于");
    chunk->is_finite |= chunk->class == CLASS_VERB && (aspect || bead_is(bead, U'过'));
    if (!bead_is_particle(bead) && !bead_is_suffix(bead)) {
        chunk->core += bead->syllables;
    }
    /* 第|二 三|座: the whole is a number. 特别|是: the whole is a verb. */
    if (bead_is(bead, U'是')) {
        chunk->class = CLASS_VERB;
        chunk->is_copula = true;
    }
}

static void
note_ending(struct chunk *chunk, const struct bead *bead)
{
    chunk->ends_de = bead_is(bead, U'的') && !chunk->closes_quote;
    chunk->ends_year |= chunk->has_number && bead->last_char == U'年';
    chunk->ends_place = chunk->closes_quote ||
                        (chunk->syllables > 2 && !chunk->is_finite && CHARSET_HOLDS(places, bead->last_char));
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
    static const char32_t heads[] =
        U"工程 部门 单位 技术 平台 模式 体系 机制 制度 水平 能力 计划 方案 中心 基地 项目 行动 工作 活动 "
        U"服务 过程 方式 方法 理论 现场 时期 阶段 条件 环境 系统 设备 设施 机构 人员 专家 公司 办法 条例 "
        U"标准 成果 政策 事业";
    const struct chunk *next = chunk->pause == PAUSE_NONE ? chunk + 1 : NULL;
    if (next != NULL && next->is_copula && before->class == CLASS_PLACE) {
        return true;
    }
    bool noun = before->class == CLASS_NOUN && before->core >= 2 && before->core <= 4;
    bool idiom = before->class == CLASS_OTHER && before->core == 4;
    if ((!noun && !idiom) || before->has_number || before->ends_place) {
        return false;
    }
    return after_verb ||
           (next != NULL && (next->is_copula || next->class == CLASS_ADVERB ||
                             (next->syllables == 2 && charset_has_word(heads, next->chars, 2))));
}

/* 保护 is a verb by itself and a noun in 文物的保护 and 加强文物保护. */
static bool
is_verbal_noun(const struct chunk *chunk, const struct chunk *before, bool after_verb)
{
    static const char32_t never[] =
        U"开展 进行 完成 实现 取得 得到 获得 具有 拥有 成为 进入 打造 达到 提供 受到 遭到 来到 位于 属于 "
        U"需要 举行 召开 举办 加快 加大 形成 充满 没有 前往 通过 利用 参加 发生 引发 导致 造成 带来 留下 "
        U"成立 荣获 入选 晋升 作为 包括 存在 看到 知道 认为 开始 可以 能够 应该 必须 希望 喜欢 放弃 决定 "
        U"建成 变成";
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
    struct bead beads[2], *bead = &beads[0], *before = &beads[1];
    for (size_t i = 0; i < reading->word_count; i++) {
        bead_make(bead, reading, i, &next);
        /* A 儿 that has merged is silent, yet a break belongs behind it. */
        bool tail =
            n > 0 && bead->last_char == U'儿' && bead->syllables == 0 && reading->words[i].first == end;
        if (!bead_sounds(bead) && !tail) {
            continue;
        }
        enum pause pause = n == 0 ? PAUSE_NONE : pause_between(reading, end, reading->words[i].first);
        if (n > 0 && glue_holds(&chunks[n - 1], before, bead, pause)) {
            extend(&chunks[n - 1], before, bead, pause);
        } else {
            if (n > 0) {
                chunks[n - 1].pause = (uint8_t)pause;
            }
            begin(&chunks[n++], bead);
        }
        note_ending(&chunks[n - 1], bead);
        struct bead *spent = before;
        before = bead;
        bead = spent;
        end = reading->words[i].first + reading->words[i].count;
    }
    if (n > 0) {
        chunks[n - 1].pause = PAUSE_END;
    }
    *count = n;
    settle_classes(chunks, n);
    return chunks;
}
