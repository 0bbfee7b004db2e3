#include "mandarin/cutting_rules.h"

#include "mandarin/charset.h"
#include "mandarin/names.h"
#include "mandarin/numerals.h"

bool
cutting_repeats(const uint32_t *text, size_t count)
{
    return count >= 3 && text[0] == U'一' && text[1] == text[2] && numerals_measure(text + 1, 1) == 1;
}

/* 着, 得 and 地 that belong to the verb in front: 拉着|手 and not 拉|着手, 静得|出奇, 认真地|区分. */
static bool
parts_particle(const uint32_t *word, uint32_t before, uint32_t behind, uint32_t last)
{
    static const struct {
        char32_t second;
        const char32_t *behind;
    } of_degree[] = {
        {U'主', U"次题"},     {U'体', U"势态格"},     {U'出', U"奇神众"},
        {U'分', U"外毫明秒"}, {U'力', U"竭气透"},     {U'名', U"声副利"},
        {U'失', U"了声魂神"}, {U'意', U"味态境蕴趣"}, {U'当', U"场"},
    };
    if (word[0] == U'着' && charset_has(U"手眼重实力火", word[1])) {
        return charset_has(
            U"拉握牵挽携挥拱摊垂背抱伸搭扶闭睁瞪眯斜眨红披驮装带提拿盛种插点举冒围喷顶担抬压拖吊挂", before);
    }
    if (word[0] == U'得' && word[1] == U'到') {
        return behind == U'处' && charset_has(U"都是可乱飞跑", last);
    }
    for (size_t i = 0; word[0] == U'得' && i < sizeof of_degree / sizeof of_degree[0]; i++) {
        if (word[1] == of_degree[i].second) {
            return before != 0 && behind != 0 && charset_has(of_degree[i].behind, behind);
        }
    }
    if (word[0] == U'地' && (word[1] == U'区' || word[1] == U'理')) {
        return charset_has(U"真细楚确格致单晰刻入好正", before) &&
               (word[1] == U'区'
                    ? charset_has(U"分别", behind) && (last == 0 || !charset_has(U"布为成", last))
                    : charset_has(U"解顺清", behind));
    }
    return false;
}

bool
cutting_misleads(const uint32_t *text, size_t first, size_t at, size_t end, size_t length)
{
    if (length == 3 && text[at] == U'得' && text[at + 1] == U'人' && text[at + 2] == U'心')
        return at + 3 < end && text[at + 3] == U'里'; /* 听得|人心里 */
    if (length != 2)
        return false;
    uint32_t before = at > first ? text[at - 1] : 0, here = text[at], next = text[at + 1];
    uint32_t behind = at + 2 < end ? text[at + 2] : 0, last = at + 3 < end ? text[at + 3] : 0;
    if (here == U'人' && next == U'才')
        return charset_has(U"个位名些的", before) && charset_has(U"能可会够敢肯抱抬扛搬拉推", behind);
    if (here == U'曾' && next == U'经')
        return behind == U'过' && last != 0 && !charset_has(U"着去得上了", last);
    if ((here == U'和' || here == U'与' || here == U'向') && names_is_called(next) && end - at >= 4 &&
        names_is_address(next, text + at + 2, 2))
        return true;
    if (here == U'穿' && next == U'着') /* 穿|着袍子, but 的穿着 is the dress */
        return !charset_has(U"的其衣族", before) && behind != 0 &&
               !charset_has(U"打讲朴得整时华方习风十很也都和与及不各上", behind);
    if (here == U'面' && next == U'包') /* 外面|包着 */
        return charset_has(U"外里上下四", before) && charset_has(U"着裹有了以一", behind);
    if (parts_particle(text + at, before, behind, last))
        return true;
    if (here == U'内' && next == U'存') /* 殿内|存有 */
        return charset_has(U"殿寺馆洞塔墓龛园庙宫院库室窟村城境县市省区碑穴函匣箱楼阁祠观庵府", before);
    bool measured = (here == U'个' && next == U'人') || here == U'余' ||
                    (here == U'年' && charset_has(U"前后间来里", next)) ||
                    (here == U'天' && charset_has(U"都才", next)) ||
                    (here == U'国' && next == U'外' && behind == U'长');
    return measured && numerals_is_digit(before);
}

bool
cutting_parts_number(const uint32_t *text, size_t first, size_t at, size_t end)
{
    if (at == first || !numerals_is_digit(text[at]))
        return false;
    uint32_t before = text[at - 1], here = text[at];
    if (charset_has(U"一二三四五六七八九", here))
        return charset_has(U"十百千零", before);
    if (charset_has(U"百千", here))
        return charset_has(U"二两三四五六七八九", before) && numerals_measure(text + at, end - at) == 0;
    return charset_has(U"万亿", here) && charset_has(U"二两三四五六七八九十百千", before);
}

bool
cutting_is_figure_of_speech(const uint32_t *text, size_t count)
{
    return charset_has_word(U"万一 千万 一一 百千 三三 两两 万万 千千 万千", text, count);
}
