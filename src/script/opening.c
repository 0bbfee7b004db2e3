#include "script/opening.h"

#include "base/utf8.h"
#include "script/lines.h"
#include "script/mark.h"
#include "script/pairs.h"

enum { SUBJECT_CHARS_MAX = 6 };

/* Times, connectives and pronouns that begin sentences in reports and guides. */
static const char *const openings[] = {
    "今年", "去年", "明年", "前年",   "当年",   "每年",     "近年",   "近日",   "近期", "近来",
    "日前", "目前", "当前", "如今",   "现在",   "今天",     "昨天",   "明天",   "当天", "当日",
    "每天", "每当", "年初", "年底",   "年末",   "上半年",   "下半年", "月初",   "月底", "初春",
    "初夏", "初秋", "初冬", "盛夏",   "深秋",   "隆冬",     "春天",   "夏天",   "秋天", "冬天",
    "春季", "夏季", "秋季", "冬季",   "清晨",   "早晨",     "上午",   "中午",   "下午", "傍晚",
    "夜晚", "晚上", "截至", "截止",   "多年来", "这些年",   "这一年", "那一年", "那年", "从前",
    "过去", "后来", "未来", "早在",   "自从",   "与此同时", "此外",   "同时",   "随着", "另外",
    "然而", "但是", "不过", "因此",   "所以",   "于是",     "接下来", "接着",   "首先", "其次",
    "再次", "最后", "总之", "据统计", "据悉",   "据了解",   "据介绍", "为了",   "面对", "通过",
    "按照", "根据", "围绕", "经过",   "作为",   "当前",     "如果",   "虽然",   "尽管", "因为",
    "由于", "除了", "除此", "其中",   "例如",   "比如",     "事实上", "其实",   "可是", "而且",
    "党的", "我们", "咱们", "他们",   "她们",   "它们",     "你们",   "大家",   "人们", "这里",
    "那里", "这座", "那座", "这是",   "那是",   "这次",     "这一",   "记者",   "本报", "展望",
    "站在", "走进", "来到", "第一，", "第二，", "第三，",   "一是",   "二是",   "三是", "一、",
    "二、", "三、", "四、", "五、",   "六、",   "七、",     "八、",   "九、",   "十、"};

/* 2019年, 8月16日, 9点 */
static bool
is_date(str text)
{
    size_t i = 0;
    while (i < text.len && text.data[i] >= '0' && text.data[i] <= '9') {
        i++;
    }
    if (i == 0 || i == text.len) {
        return false;
    }
    uint32_t unit = utf8_next(text, &i);
    return unit == 0x5E74 || unit == 0x6708 || unit == 0x65E5 || unit == 0x70B9 || unit == 0x65F6;
}

/* 从2019年到…，自…以来， */
static bool
is_from_date(str text)
{
    return (str_starts(text, STR("从")) || str_starts(text, STR("自")) || str_starts(text, STR("到")) ||
            str_starts(text, STR("在"))) &&
           is_date(str_from_offset(text, 3));
}

/* A quotation that holds a sentence: its end mark or comma stands before the closing mark. */
static bool
is_speech(arena scratch, str text)
{
    str head = mark_excerpt(text, 400);
    struct pairs pairs = pairs_find(&scratch, head);
    if (pairs.count == 0 || pairs.items[0].at != 0 || !mark_is_quote_kind(pairs.items[0].kind)) {
        return false;
    }
    if (pairs.items[0].partner == PAIR_NONE) {
        return utf8_count(head) >= 400; /* a long speech */
    }
    size_t at;
    uint32_t last = mark_last(str_cut(head, 0, pairs.items[0].partner), &at);
    return mark_ends_sentence(last) || last == 0xFF0C;
}

bool
opening_is_fresh(arena scratch, str text, str subject)
{
    text = mark_trim(text);
    uint32_t number;
    if (subject.len > 0 && str_starts(text, subject)) {
        return true;
    }
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        str opening = str_from(openings[i]);
        bool possessive = str_starts(str_from_offset(text, opening.len), STR("的")); /* 他们|的生活 */
        if (str_starts(text, opening) && !(possessive && str_ends(opening, STR("们")))) {
            return true;
        }
    }
    return is_date(text) || is_from_date(text) || is_speech(scratch, text) ||
           lines_marker(text, &number) > 0 || str_starts(text, STR("【")) || str_starts(text, STR("（"));
}

bool
opening_is_impossible(str text)
{
    size_t at;
    uint32_t c = mark_first(text, &at);
    return mark_is_pause(c) || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           (mark_closes(c) != 0 && mark_opens(c) == 0);
}

bool
opening_goes_on(str text)
{
    size_t i = 0;
    uint32_t first = text.len > 0 ? utf8_next(text, &i) : 0;
    uint32_t second = i < text.len ? utf8_next(text, &i) : 0;
    static const char calls[] = "好看听来啊哦嗨嘿瞧喂嗯哇唉呀咦哎";
    bool pause = second == 0x3001 || second == 0xFF1B ||
                 (second == 0xFF0C && str_find(str_from(calls), str_cut(text, 0, 3)) == STR_NONE);
    bool numeral = second == 0x3001 && str_find(STR("一二三四五六七八九十"), str_cut(text, 0, 3)) != STR_NONE;
    return opening_is_impossible(text) || (utf8_is_han(first) && pause && !numeral);
}

str
opening_subject(str title)
{
    size_t chars = 0, end = 0, two = 0;
    for (size_t i = 0; i < title.len; chars++) {
        end = i;
        two = chars == 2 ? i : two;
        uint32_t c = utf8_next(title, &i);
        if (mark_is_pause(c) || mark_is_space(c) || c == 0x2014 || c == 0xB7 || mark_opens(c) != 0) {
            break;
        }
        end = i;
    }
    return str_cut(title, 0, chars >= 2 && chars <= SUBJECT_CHARS_MAX ? end : two);
}
