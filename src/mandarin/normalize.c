#include "mandarin/angle_rules.h"
#include "mandarin/code_rules.h"
#include "mandarin/date_rules.h"
#include "mandarin/latin_rules.h"
#include "mandarin/money_rules.h"
#include "mandarin/museum_rules.h"
#include "mandarin/normalize_text.h"
#include "mandarin/number_sign_rules.h"
#include "mandarin/passes.h"
#include "mandarin/phone_rules.h"
#include "mandarin/quantity_rules.h"
#include "mandarin/range_rules.h"
#include "mandarin/rate_rules.h"
#include "mandarin/symbol_rules.h"
#include "mandarin/year_rules.h"

/* What a rule can begin with. */
enum begins {
    DIGIT = 1,
    LETTER = 2,
    DASH = 4, /* - – — ~ */
    SIGN = 8, /* anything else but hanzi */
    SPACE = 16,
};

/* At each position the first rule that applies is taken. */
static const struct rule {
    const char *name;
    unsigned begins;
    written_rule *match;
} rules[] = {
    {"address", DIGIT | LETTER, latin_match_address},
    {"isotope", DIGIT | LETTER | SIGN, museum_match_isotope},
    {"trench", DIGIT, museum_match_trench},
    {"diameter", LETTER | SIGN, museum_match_diameter},
    {"note", SIGN, museum_match_note},
    {"money", LETTER | SIGN, money_match},
    {"plate", LETTER, code_match_plate},
    {"direction", LETTER, angle_match_direction},
    {"western era", DIGIT | LETTER, year_match_western_era},
    {"date", DIGIT, date_match},
    {"event", DIGIT, date_match_event},
    {"time", DIGIT, date_match_time},
    {"dotted code", DIGIT, code_match_dotted},
    {"standard", DIGIT, code_match_standard},
    {"telephone", DIGIT, phone_match},
    {"house", DIGIT, code_match_house},
    {"power of ten", DIGIT, number_sign_match_e},
    {"percent", DIGIT, quantity_match_percent},
    {"year", DIGIT, year_match},
    {"about", DIGIT, range_match_about},
    {"score", DIGIT, range_match_score},
    {"fraction", DIGIT, quantity_match_fraction},
    {"angle", DIGIT, angle_match},
    {"rate", DIGIT, rate_match},
    {"unit", DIGIT, quantity_match_unit},
    {"code", DIGIT, code_match_digits},
    {"number", DIGIT, quantity_match_number},
    {"range", DASH, range_match},
    {"sign", DASH | SIGN, range_match_sign},
    {"abbreviation", LETTER | SIGN, latin_match_abbreviation},
    {"letter to letter", LETTER, latin_match_between},
    {"times", LETTER, latin_match_times},
    {"bare unit", LETTER | SIGN, quantity_match_bare_unit},
    {"A for A", LETTER, latin_match_grade},
    {"roman", LETTER, latin_match_roman},
    {"latin word", LETTER, latin_match_word},
    {"space", SPACE, symbol_match_space},
    {"number sign", SIGN, number_sign_match},
    {"power", SIGN, number_sign_match_power},
    {"operator", SIGN, symbol_match_operator},
    {"slash", SIGN, symbol_match_slash},
    {"hyphen", DASH | SIGN, symbol_match_hyphen},
    {"hanzi", SIGN, symbol_match_hanzi},
    {"punctuation", DASH | SIGN, symbol_match_punctuation},
    {"rest", ~0u, symbol_match_rest},
};

static unsigned
classify(char32_t c)
{
    if (written_is_digit(c))
        return DIGIT;
    if (written_is_latin(c))
        return LETTER;
    return c == U' ' ? SPACE : written_is_dash(c) ? DASH : SIGN;
}

void
normalize_apply(const struct mandarin *mandarin, struct reading *reading, arena *out, arena scratch)
{
    (void)mandarin;
    struct written *w = written_open(&scratch, reading, out);
    for (size_t at = 0; at < w->count;) {
        char32_t c = w->code_points[at];
        if (written_is_hanzi(c) || written_is_plain_mark(c)) {
            written_copy(w, at++);
            continue;
        }
        unsigned class = classify(c);
        for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
            size_t end = (rules[i].begins & class) != 0 ? rules[i].match(w, at) : at;
            if (end != at) {
                at = end;
                break;
            }
        }
    }
}
