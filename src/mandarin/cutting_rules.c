#include "mandarin/cutting_rules.h"

#include "mandarin/charset.h"
#include "mandarin/names.h"
#include "mandarin/numerals.h"

bool
cutting_repeats(const uint32_t *text, size_t count)
{
    return count >= 3 && text[0] == U'一' && text[1] == text[2] && numerals_measure(text + 1, 1) == 1;
}

bool
cutting_misleads(const uint32_t *text, size_t first, size_t at, size_t end, size_t length)
{
    if (length != 2)
        return false;
    uint32_t before = at > first ? text[at - 1] : 0, here = text[at], next = text[at + 1];
    uint32_t behind = at + 2 < end ? text[at + 2] : 0, last = at + 3 < end ? text[at + 3] : 0;
    if (here == U'人' && next == U'才')
        return charset_has(U"个位名些的", before) && charset_has(U"能可会够敢肯", behind);
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
