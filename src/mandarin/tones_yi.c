#include "mandarin/charset.h"
#include "mandarin/tones.h"

#define YI U'一'

/*
 * 一 keeps its first tone where it names (第一, 一楼, 一战, 统一) or is a figure (一九四九, 十一), and
 * changes where it counts or means "whole": yi2 before a fourth tone, else yi4.
 */

static const char32_t digits[] = U"零〇一二三四五六七八九";

/* 一 and what stands around it; 0 where a stop, a Latin word or the end lies between. */
struct yi {
    uint32_t second_before, before, after, second, third;
    bool begins, ends;    /* its word */
    uint8_t class_before; /* of the word before */
};

static struct yi
around(const struct tones *tones, size_t index)
{
    return (struct yi){
        .second_before = tones_character(tones, index, -2),
        .before = tones_character(tones, index, -1),
        .after = tones_character(tones, index, 1),
        .second = tones_character(tones, index, 2),
        .third = tones_character(tones, index, 3),
        .begins = tones_word_begins(tones, index),
        .ends = tones_word_ends(tones, index),
        .class_before = tones_class_before(tones, index),
    };
}

static bool
is_number(const struct tone *tone)
{
    return tone->role == ROLE_NUMBER || tone->role == ROLE_DIGITS || tone->role == ROLE_ORDINAL;
}

/* V一V: 看一看; but 滴一滴 is a drop. */
static bool
between_equals(const struct tones *tones, size_t index, const struct yi *yi)
{
    bool counted = charset_has(U"一二三四五六七八九十百千万", yi->second_before);
    bool counts_off = yi->after == U'数' && yi->second == U'二';
    return yi->before != 0 && yi->before == yi->after && !counted && !counts_off &&
           tones_word_begins(tones, index - 1) &&
           !charset_has(U"本滴林家天年步个件次遍条层排座字句代块片人口", yi->before);
}

/* The numeral closes a word that is a name for a whole: 统一 唯一 星期一; but 这一 每一 进一 are fragments.
 */
static bool
closes_word(const struct yi *yi)
{
    if ((yi->before == U'数' && yi->after == U'数') || (yi->before == U'不' && yi->after == U'而')) {
        return true; /* 数一数二, 不一而足 */
    }
    bool school_year = charset_has(U"大高初研", yi->before) && yi->second_before != YI &&
                       charset_has(U"新学年班上下男女的就暑寒期时我开入", yi->after);
    bool whole = !yi->begins && charset_has(U"统唯惟专逐单", yi->before);
    bool last =
        yi->ends && !yi->begins &&
        !(yi->before == U'高' && (yi->second_before == YI || charset_has(U"等些点筹截头倍", yi->after)));
    return whole || school_year ||
           (last && !charset_has(U"这那每某哪另同有是上下前后头又任成进近不", yi->before));
}

/* 一军 一师 … 一班 behind what they belong to (省一师, 三年一班), and the schools and works that are
 * numbered: 市一中. */
static bool
is_numbered_body(const struct yi *yi)
{
    if (yi->after == U'中') {
        return yi->begins && !charset_has(U"心间午年", yi->second);
    }
    if (yi->after == U'连') {
        return charset_has(U"在到任调", yi->before) && !charset_has(U"几数串两三四五六七八九十", yi->second);
    }
    if (yi->after == U'野') {
        return yi->begins;
    }
    if (charset_has(U"大中支分", yi->after) && yi->second == U'队') {
        return yi->third != U'伍';
    }
    if (yi->class_before == CLASS_PLACE && charset_has(U"师院", yi->after)) {
        return true;
    }
    bool body = charset_has(U"年连营团旅师军校市省县区州厂院局验附", yi->before) &&
                charset_has(U"排班连营团旅师军院厂校所组队小建", yi->after);
    bool red_army = yi->before == U'红' && charset_has(U"军方", yi->after);
    return (body || red_army) && yi->second != YI && !charset_has(U"人伍块些片时", yi->second);
}

/* 一路 as the name of a line: 公交一路, 一路车; 一路走来 is the whole way. */
static bool
is_bus(const struct yi *yi)
{
    return yi->before == U'交' || (charset_has(U"乘坐搭", yi->before) && yi->second == U'车') ||
           (charset_has(U"车公电汽", yi->second) && yi->third != U'水') ||
           (yi->second_before == U'交' && yi->before == U'车' &&
            charset_has(U"可到站终起直经和", yi->second)) ||
           (charset_has(U"车线", yi->before) && yi->second == 0);
}

/* 一线 as a rank: 一线城市, 在一线; 一线希望 is a thread, 锦州一线 a stretch. */
static bool
is_front_line(const struct yi *yi)
{
    return charset_has(U"在第到赴于战", yi->before)
               ? !charset_has(U"天希光", yi->second)
               : charset_has(U"城工代员教职医科岗干作民部警将品队", yi->second) ||
                     (yi->second == U'生' && yi->third == U'产');
}

/* 查理一世, 公元一世纪; 一生一世, 近一世纪. */
static bool
is_reign_or_century(const struct yi *yi)
{
    if (yi->second == U'纪') {
        return !charset_has(U"近半达过长整", yi->before);
    }
    bool of_person = yi->class_before != CLASS_VERB && yi->class_before != CLASS_ADJECTIVE;
    return yi->begins && yi->before != 0 && of_person && yi->second != U'英' && yi->second != U'界' &&
           !charset_has(U"生这那的人是了过此今活我你他她", yi->before);
}

/* Things that come in an order, by the character behind 一. */
static bool
names_its_place(const struct yi *yi)
{
    if (charset_has(U"这那每某另同哪", yi->before)) {
        return false; /* 这一期 */
    }
    switch (yi->after) {
    case U'月':
    case U'楼':
    case U'号':
    case U'级':
    case U'审':
    case U'型':
    case U'维':
    case U'垒':
        return true;
    case U'日':
        return yi->before == U'月';
    case U'年':
        return yi->second == U'级';
    case U'季':
        return yi->second == U'度';
    case U'单':
        return yi->second == U'元';
    case U'展':
        return yi->second == U'厅';
    case U'等':
        return charset_has(U"奖功品舱座公侯伯军战兵秘", yi->second);
    case U'类':
        return yi->second == U'保' || (yi->second == U'重' && yi->third == U'点');
    case U'品':
        return charset_has(U"正从", yi->before) || charset_has(U"官大夫诰", yi->second);
    case U'期':
        return !charset_has(U"这那每上下某同另本又", yi->before) && !charset_has(U"一杂节报课刊", yi->second);
    case U'把':
        return yi->second == U'手';
    case U'战':
        return charset_has(U"在第称", yi->before) || (yi->before == 0 && yi->second == 0) ||
               charset_has(U"期时后前中结爆末初老停和", yi->second);
    case U'大':
        return (yi->before == U'共' || yi->before == U'党') || charset_has(U"会代", yi->second);
    case U'比':
        return charset_has(digits, yi->second) && yi->third == 0;
    case U'路':
        return is_bus(yi);
    case U'线':
        return is_front_line(yi);
    case U'世':
        return is_reign_or_century(yi);
    default:
        return is_numbered_body(yi);
    }
}

/* 一 that counts off instead of counting. */
static bool
is_ordinal(const struct yi *yi)
{
    if (yi->before == U'第') {
        return true;
    }
    if (yi->before == 0 && charset_has(U"是要靠", yi->after)) {
        return true; /* 一是…，二是… */
    }
    if (yi->after == U'不' && charset_has(U"怕做", yi->second)) {
        return true; /* 一不怕苦，二不怕死 */
    }
    return names_its_place(yi);
}

/* 一 with figures around it. 0: no rule of number decides. */
static unsigned
in_number(const struct tone *tone, const struct yi *yi)
{
    bool told_off = (yi->after == U'五' && yi->second == YI) || (yi->before == U'五' && yi->after == U'十');
    if (told_off || yi->after == U'两') {
        return 0; /* 一五一十; 一两天 */
    }
    if (tone->role == ROLE_DIGITS || tone->role == ROLE_ORDINAL) {
        return 1;
    }
    bool figure_before = charset_has(digits, yi->before) || yi->before == U'十' ||
                         (yi->before == U'点' && is_number(tone) && !yi->begins);
    if (figure_before && (!yi->begins || (is_number(tone) && is_number(tone - 1)))) {
        return 1;
    }
    if (charset_has(digits, yi->after) || yi->after == U'十') {
        return 1;
    }
    if (yi->begins && yi->ends &&
        (charset_has(U"加减乘除", yi->after) || charset_has(U"加减乘除", yi->before))) {
        return 1;
    }
    bool decimal = yi->after == U'点' && !yi->ends;
    return is_number(tone) && (decimal || (yi->ends && !yi->begins)) ? 1 : 0;
}

static unsigned
yi_tone(const struct tones *tones, size_t index)
{
    struct yi yi = around(tones, index);
    if (in_number(&tones->items[index], &yi) != 0 || is_ordinal(&yi)) {
        return 1;
    }
    if (between_equals(tones, index, &yi)) {
        return 5;
    }
    if (index + 1 == tones->count || !tones->items[index].joined || closes_word(&yi)) {
        return 1;
    }
    return tones_full_tone(tones, index + 1) == 4 ? 2 : 4;
}

void
tones_change_yi(struct tones *tones)
{
    for (size_t i = 0; i < tones->count; i++) {
        if (tones->items[i].character == YI) {
            tones_set(&tones->items[i], yi_tone(tones, i));
        }
    }
}
