#include "mandarin/syllable.h"

#include <string.h>

/* Sorted by bytes, so that a base syllable is found by halving. */
static const char bases[][7] = {
    "a",    "ai",    "an",    "ang",   "ao",     "ba",   "bai",   "ban",  "bang",  "bao",   "bei",    "ben",
    "beng", "bi",    "bian",  "biang", "biao",   "bie",  "bin",   "bing", "bo",    "bu",    "ca",     "cai",
    "can",  "cang",  "cao",   "ce",    "cei",    "cen",  "ceng",  "cha",  "chai",  "chan",  "chang",  "chao",
    "che",  "chen",  "cheng", "chi",   "chong",  "chou", "chu",   "chua", "chuai", "chuan", "chuang", "chui",
    "chun", "chuo",  "ci",    "cong",  "cou",    "cu",   "cuan",  "cui",  "cun",   "cuo",   "da",     "dai",
    "dan",  "dang",  "dao",   "de",    "dei",    "den",  "deng",  "di",   "dia",   "dian",  "diao",   "die",
    "din",  "ding",  "diu",   "dong",  "dou",    "du",   "duan",  "dui",  "dun",   "duo",   "e",      "ei",
    "en",   "eng",   "er",    "fa",    "fan",    "fang", "fei",   "fen",  "feng",  "fiao",  "fo",     "fou",
    "fu",   "ga",    "gai",   "gan",   "gang",   "gao",  "ge",    "gei",  "gen",   "geng",  "gong",   "gou",
    "gu",   "gua",   "guai",  "guan",  "guang",  "gui",  "gun",   "guo",  "ha",    "hai",   "han",    "hang",
    "hao",  "he",    "hei",   "hen",   "heng",   "hm",   "hng",   "hong", "hou",   "hu",    "hua",    "huai",
    "huan", "huang", "hui",   "hun",   "huo",    "ji",   "jia",   "jian", "jiang", "jiao",  "jie",    "jin",
    "jing", "jiong", "jiu",   "ju",    "juan",   "jue",  "jun",   "ka",   "kai",   "kan",   "kang",   "kao",
    "ke",   "kei",   "ken",   "keng",  "kong",   "kou",  "ku",    "kua",  "kuai",  "kuan",  "kuang",  "kui",
    "kun",  "kuo",   "la",    "lai",   "lan",    "lang", "lao",   "le",   "lei",   "leng",  "li",     "lia",
    "lian", "liang", "liao",  "lie",   "lin",    "ling", "liu",   "lo",   "long",  "lou",   "lu",     "luan",
    "lun",  "luo",   "lv",    "lve",   "m",      "ma",   "mai",   "man",  "mang",  "mao",   "me",     "mei",
    "men",  "meng",  "mi",    "mian",  "miao",   "mie",  "min",   "ming", "miu",   "mo",    "mou",    "mu",
    "n",    "na",    "nai",   "nan",   "nang",   "nao",  "ne",    "nei",  "nen",   "neng",  "ng",     "ni",
    "nia",  "nian",  "niang", "niao",  "nie",    "nin",  "ning",  "niu",  "nong",  "nou",   "nu",     "nuan",
    "nun",  "nuo",   "nv",    "nve",   "o",      "ou",   "pa",    "pai",  "pan",   "pang",  "pao",    "pei",
    "pen",  "peng",  "pi",    "pia",   "pian",   "piao", "pie",   "pin",  "ping",  "po",    "pou",    "pu",
    "qi",   "qia",   "qian",  "qiang", "qiao",   "qie",  "qin",   "qing", "qiong", "qiu",   "qu",     "quan",
    "que",  "qun",   "ran",   "rang",  "rao",    "re",   "ren",   "reng", "ri",    "rong",  "rou",    "ru",
    "rua",  "ruan",  "rui",   "run",   "ruo",    "sa",   "sai",   "san",  "sang",  "sao",   "se",     "sen",
    "seng", "sha",   "shai",  "shan",  "shang",  "shao", "she",   "shei", "shen",  "sheng", "shi",    "shou",
    "shu",  "shua",  "shuai", "shuan", "shuang", "shui", "shun",  "shuo", "si",    "song",  "sou",    "su",
    "suan", "sui",   "sun",   "suo",   "ta",     "tai",  "tan",   "tang", "tao",   "te",    "tei",    "teng",
    "ti",   "tian",  "tiao",  "tie",   "ting",   "tong", "tou",   "tu",   "tuan",  "tui",   "tun",    "tuo",
    "wa",   "wai",   "wan",   "wang",  "wei",    "wen",  "weng",  "wo",   "wong",  "wu",    "xi",     "xia",
    "xian", "xiang", "xiao",  "xie",   "xin",    "xing", "xiong", "xiu",  "xu",    "xuan",  "xue",    "xun",
    "ya",   "yan",   "yang",  "yao",   "ye",     "yi",   "yin",   "ying", "yo",    "yong",  "you",    "yu",
    "yuan", "yue",   "yun",   "za",    "zai",    "zan",  "zang",  "zao",  "ze",    "zei",   "zen",    "zeng",
    "zha",  "zhai",  "zhan",  "zhang", "zhao",   "zhe",  "zhei",  "zhen", "zheng", "zhi",   "zhong",  "zhou",
    "zhu",  "zhua",  "zhuai", "zhuan", "zhuang", "zhui", "zhun",  "zhuo", "zi",    "zong",  "zou",    "zu",
    "zuan", "zui",   "zun",   "zuo",   "ê",
};

_Static_assert(sizeof bases / sizeof bases[0] == SYLLABLE_BASE_COUNT, "the table and its count differ");

/* Index of the base syllable, or SYLLABLE_BASE_COUNT. */
static unsigned
find_base(str letters)
{
    unsigned low = 0;
    unsigned high = SYLLABLE_BASE_COUNT;
    while (low < high) {
        unsigned middle = (low + high) / 2;
        int order = str_compare(letters, str_from(bases[middle]));
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return SYLLABLE_BASE_COUNT;
}

bool
syllable_parse(str text, syllable *out)
{
    unsigned tone = 0;
    if (text.len > 0) {
        char last = text.data[text.len - 1];
        if (last >= '1' && last <= '5') {
            tone = (unsigned)(last - '0');
            text.len--;
        }
    }
    unsigned base = find_base(text);
    if (base == SYLLABLE_BASE_COUNT)
        return false;
    *out = (syllable)(base * 8 + tone);
    return true;
}

size_t
syllable_parse_list(str text, syllable *out, size_t max)
{
    size_t count = 0;
    str part;
    while (str_split(&text, ' ', &part)) {
        if (part.len == 0)
            continue;
        if (count == max || !syllable_parse(part, &out[count]))
            return 0;
        count++;
    }
    return count;
}

size_t
syllable_print(syllable s, char out[SYLLABLE_TEXT_MAX])
{
    const char *base = syllable_base(s);
    size_t len = strlen(base);
    memcpy(out, base, len);
    if (len > 0 && syllable_tone(s) > 0)
        out[len++] = (char)('0' + syllable_tone(s));
    out[len] = '\0';
    return len;
}

const char *
syllable_base(syllable s)
{
    return syllable_is_valid(s) ? bases[s / 8] : "";
}
