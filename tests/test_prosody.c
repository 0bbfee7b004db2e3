/* What each tone aims at in its context, and how long and loud each syllable is to be. */
#include <math.h>

#include "speak/prosody.h"
#include "speak/take.h"
#include "support_cmocka.h"
#include "support_reading.h"

static const double range_st = 11;

struct bench {
    arena memory, scratch;
};

static int
set_up(void **state)
{
    static struct bench b;
    b.memory = arena_reserve(0);
    b.scratch = arena_split(&b.memory, (size_t)1 << 30);
    *state = &b;
    return 0;
}

static struct prosody
plan_as(struct bench *b, const char *notation, enum delivery delivery)
{
    struct utterance utterance = {reading_from(&b->memory, notation), delivery};
    struct prosody plan = prosody_plan(&b->memory, b->scratch, &utterance, range_st);
    assert_int_equal(plan.count, take_count_marks(utterance.reading));
    return plan;
}

static struct prosody
plan(struct bench *b, const char *notation)
{
    return plan_as(b, notation, DELIVERY_TEXT);
}

static struct prosody_target
last_target(const struct prosody_unit *unit)
{
    return unit->targets[unit->target_count - 1];
}

static double
end_st(const struct prosody_unit *unit)
{
    return last_target(unit).height_st;
}

static double
highest_st(const struct prosody_unit *unit)
{
    double st = unit->targets[0].height_st;
    for (size_t i = 1; i < unit->target_count; i++) {
        st = fmax(st, unit->targets[i].height_st);
    }
    return st;
}

static double
mean_st(const struct prosody_unit *unit)
{
    double sum = 0;
    for (size_t i = 0; i < unit->target_count; i++) {
        const struct prosody_target *t = &unit->targets[i];
        sum += t->share * (t->height_st - t->rise_st / 2);
    }
    return sum;
}

/* What holds of every unit: shares of one whole, and numbers that a voice can follow. */
static void
assert_sound(const struct prosody *plan, double range)
{
    double bound_st = 1.2 * range + 2;
    for (size_t i = 0; i < plan->count; i++) {
        const struct prosody_unit *u = &plan->units[i];
        double shares = 0;
        assert_in_range(u->target_count, 1, PROSODY_TARGETS_MAX);
        for (size_t k = 0; k < u->target_count; k++) {
            const struct prosody_target *t = &u->targets[k];
            assert_true(t->share > 0 && t->share <= 1);
            assert_true(fabs(t->height_st) < bound_st && fabs(t->height_st - t->rise_st) < bound_st);
            assert_true(t->haste >= 15 && t->haste <= 80);
            shares += t->share;
        }
        assert_true(fabs(shares - 1) < 1e-9);
        assert_true(fabs(u->start_st) < bound_st);
        assert_true(u->usual > 0.4 && u->usual <= 1 && u->own >= 0 && u->own <= 1);
        assert_true(u->stretch > 0.6 && u->stretch < 1.7);
        assert_true(u->level_db > -6 && u->level_db < 3);
    }
}

/* Scenario: each tone in the middle of a clause. Expect: the first level and high, the second rising to
 * above the middle, the third low throughout, the fourth from the top to the lower half. */
static void
tones(void **state)
{
    struct prosody p = plan(*state, "ma1 ma1 ma1 ma1");
    const struct prosody_unit *u = &p.units[1];
    assert_int_equal(u->target_count, 1);
    assert_true(fabs(u->targets[0].rise_st) < 1 && u->targets[0].height_st > 0.25 * range_st);

    p = plan(*state, "ma1 ma2 ma1 ma1");
    u = &p.units[1];
    assert_true(last_target(u).rise_st > 0.3 * range_st);
    assert_true(end_st(u) > u->targets[0].height_st + 0.3 * range_st && end_st(u) > 0.2 * range_st);

    p = plan(*state, "ma1 ma3 ma1 ma1");
    u = &p.units[1];
    for (size_t i = 0; i < u->target_count; i++) {
        assert_true(u->targets[i].height_st < -0.2 * range_st && u->targets[i].rise_st <= 0);
    }

    p = plan(*state, "ma1 ma4 ma1 ma1");
    u = &p.units[1];
    assert_true(u->targets[0].height_st > 0.3 * range_st);
    assert_true(end_st(u) < -0.1 * range_st && last_target(u).rise_st < -0.3 * range_st);
}

/* Scenario: a third tone amid a clause, before a comma, and last. Expect: it rises before the pauses only. */
static void
third_tone(void **state)
{
    struct prosody p = plan(*state, "hao3 ma1 hao3 , ma1 hao3");
    assert_true(last_target(&p.units[0]).rise_st <= 0);
    assert_true(last_target(&p.units[2]).rise_st > 0.2 * range_st);
    assert_true(end_st(&p.units[2]) > p.units[2].targets[0].height_st + 0.2 * range_st);
    assert_true(last_target(&p.units[4]).rise_st > 0.2 * range_st);
}

/* Scenario: a neutral tone behind each tone, all in one place. Expect: behind the third highest, then the
 * second, the first and the fourth; short, and let alone when lengths are stretched. */
static void
neutral_tone(void **state)
{
    static const char *const notations[] = {"ma1 ma4 de5 ma1 ma1 ma1", "ma1 ma1 de5 ma1 ma1 ma1",
                                            "ma1 ma2 de5 ma1 ma1 ma1", "ma1 ma3 de5 ma1 ma1 ma1"};
    double below = -range_st;
    for (size_t i = 0; i < 4; i++) {
        struct prosody p = plan(*state, notations[i]);
        assert_true(end_st(&p.units[2]) > below + 1);
        below = end_st(&p.units[2]);
        assert_true(p.units[2].usual < 0.75 * p.units[1].usual);
        assert_true(p.units[2].targets[0].haste < p.units[1].targets[0].haste);
    }
}

/* Scenario: a high tone before each other one. Expect: highest before the third: it makes room. */
static void
raised_before_low(void **state)
{
    double before_third = highest_st(&plan(*state, "ma1 ma1 ma3 ma1 ma1 ma1").units[1]);
    assert_true(before_third > highest_st(&plan(*state, "ma1 ma1 ma1 ma1 ma1 ma1").units[1]) + 0.3);
    assert_true(before_third > highest_st(&plan(*state, "ma1 ma1 ma4 ma1 ma1 ma1").units[1]) + 0.3);
}

/* Scenario: one tone through a clause and into the next. Expect: each lies below the one before it, more and
 * more slowly; behind the comma it is set back, yet not quite to where the sentence began. */
static void
declination(void **state)
{
    struct prosody p = plan(*state, "ma1 ma1 ma1 ma1 ma1 ma1 , ma1 ma1 ma1 ma1 ma1 ma1 ma1 ma1");
    for (size_t i = 1; i < 6; i++) {
        assert_true(end_st(&p.units[i]) < end_st(&p.units[i - 1]));
    }
    assert_true(end_st(&p.units[0]) - end_st(&p.units[1]) > end_st(&p.units[4]) - end_st(&p.units[5]));
    assert_true(end_st(&p.units[0]) - end_st(&p.units[5]) > 0.08 * range_st);
    assert_true(end_st(&p.units[6]) > end_st(&p.units[5]) + 0.5);
    assert_true(end_st(&p.units[6]) < end_st(&p.units[0]));
}

/* Scenario: the same syllables with a phrase's end among them. Expect: behind it, part of the fall is taken
 * back; what comes before it is longer. */
static void
phrase(void **state)
{
    struct prosody p = plan(*state, "ma1 ma1 ma1 ma1 / ma1 ma1 ma1 ma1 ma1");
    struct prosody plain = plan(*state, "ma1 ma1 ma1 ma1 | ma1 ma1 ma1 ma1 ma1");
    assert_true(end_st(&p.units[4]) > end_st(&plain.units[4]) + 0.3);
    assert_true(end_st(&p.units[4]) < end_st(&p.units[0]));
    assert_true(p.units[3].stretch > plain.units[3].stretch);
}

/* Scenario: a question and the statement of the same words. Expect: their ends differ by two semitones and
 * more, their beginnings do not. */
static void
question(void **state)
{
    struct prosody asked = plan(*state, "ta1 jin1 tian1 xiang3 qu4 gong1 yuan2 chi1 fan4 ma5 ？");
    struct prosody told = plan(*state, "ta1 jin1 tian1 xiang3 qu4 gong1 yuan2 chi1 fan4 ma5 ,");
    for (size_t i = 0; i < asked.count; i++) {
        double higher_st = mean_st(&asked.units[i]) - mean_st(&told.units[i]);
        assert_true(i < 3 ? fabs(higher_st) < 1e-9 : higher_st > -1e-9);
        assert_true(i < 8 || higher_st > 2);
    }
}

/* Scenario: the end of a sentence. Expect: it is longer and softer than the same tone amid it, and lower. */
static void
sentence_end(void **state)
{
    struct prosody p = plan(*state, "ma1 ma1 ma1 ma1 , ma1 ma1 ma1 ma1 ma1");
    const struct prosody_unit *end = &p.units[p.count - 1], *amid = &p.units[p.count - 3];
    assert_true(end->stretch > 1.15 * amid->stretch);
    assert_true(p.units[3].stretch > 1.05 * p.units[2].stretch && p.units[3].stretch < end->stretch);
    assert_true(end->level_db < amid->level_db - 0.8);
    assert_true(end_st(end) < end_st(amid) - 1);
}

/* Scenario: one sentence in each delivery. Expect: a heading is higher, wider and slower than text, a caption
 * higher and quicker. */
static void
deliveries(void **state)
{
    static const char notation[] = "jin3 zhou1 gang3 kou4 , ma1 ma4";
    struct prosody text = plan(*state, notation);
    struct prosody heading = plan_as(*state, notation, DELIVERY_HEADING);
    struct prosody caption = plan_as(*state, notation, DELIVERY_CAPTION);
    double heading_st = 0, caption_st = 0;
    for (size_t i = 0; i < text.count; i++) {
        heading_st += mean_st(&heading.units[i]) - mean_st(&text.units[i]);
        caption_st += mean_st(&caption.units[i]) - mean_st(&text.units[i]);
        assert_true(heading.units[i].stretch > 1.03 * text.units[i].stretch);
        assert_true(caption.units[i].stretch < 0.99 * text.units[i].stretch);
    }
    assert_true(heading_st > 0.3 * (double)text.count && caption_st > 0.3 * (double)text.count);
    assert_true(highest_st(&heading.units[1]) - end_st(&heading.units[0]) >
                highest_st(&text.units[1]) - end_st(&text.units[0]));
}

/* Scenario: letter words, and words of a Latin language. Expect: a letter word is high until its last letter,
 * which falls; a single letter stays up; the first of two Latin words falls less. */
static void
latin(void **state)
{
    struct prosody p = plan(*state, "ma1 @GDP ma1 ma1");
    const struct prosody_unit *u = &p.units[1];
    assert_int_equal(u->target_count, 2);
    assert_true(u->targets[0].height_st > 0.2 * range_st && fabs(u->targets[0].rise_st) < 0.5);
    assert_true(fabs(u->targets[0].share - 2.2 / 3) < 1e-9);
    assert_true(u->targets[1].rise_st < -0.3 * range_st);

    p = plan(*state, "ma1 @A ma1 ma1");
    assert_true(end_st(&p.units[1]) > 0.2 * range_st);

    p = plan(*state, "ma1 @Museum @Street ma1 ma1");
    assert_true(end_st(&p.units[1]) > end_st(&p.units[2]) + 0.1 * range_st);
}

/* Scenario: the same sentence for a voice of half the range and of a level one. Expect: tones lie half as far
 * apart, and all in one place. */
static void
range(void **state)
{
    struct bench *b = *state;
    struct utterance u = {reading_from(&b->memory, "ma1 ma3 ma1 ma4 , ma2 ma1 ma1"), DELIVERY_TEXT};
    struct prosody wide = prosody_plan(&b->memory, b->scratch, &u, 12);
    struct prosody half = prosody_plan(&b->memory, b->scratch, &u, 6);
    struct prosody flat = prosody_plan(&b->memory, b->scratch, &u, 0);
    for (size_t i = 0; i < 3; i++) {
        double apart_st = highest_st(&wide.units[i]) - highest_st(&wide.units[i + 1]);
        assert_true(fabs(apart_st) > 0.05);
        assert_true(fabs(highest_st(&half.units[i]) - highest_st(&half.units[i + 1]) - apart_st / 2) < 1e-9);
        assert_true(fabs(highest_st(&flat.units[i]) - highest_st(&flat.units[i + 1])) < 1e-9);
    }
}

/* Scenario: readings of every shape: each tone, base and pair of tones, one syllable, letters, words, merged
 * 儿, unreadable characters, hundreds of syllables without a pause; each delivery and range. Expect: finite
 * numbers within the voice's range. */
static void
anything(void **state)
{
    struct bench *b = *state;
    struct str_builder all = {.out = &b->memory}, pairs = {.out = &b->memory};
    for (unsigned base = 0; base < SYLLABLE_BASE_COUNT; base++) {
        str_add_format(&all, "%s%u %s", syllable_base((syllable)(base * 8)), base % 5 + 1,
                       base % 7   ? ""
                       : base % 3 ? "/ "
                                  : ", ");
    }
    str_add_char(&all, '\0');
    for (unsigned i = 0; i < 300; i++) {
        str_add_format(&pairs, "ma%u ", i * i / 3 % 5 + 1);
    }
    str_add_char(&pairs, '\0');
    const char *const notations[] = {"ma1",
                                     "ma5",
                                     "de5 ？",
                                     "@A",
                                     "@GDP ？",
                                     "@a @B @Cd ,",
                                     "?",
                                     "? , ?",
                                     "ma3 , @X , ma5 、 ma4 ？",
                                     "huar1 r | dianr3 r , wanr2 r",
                                     all.data,
                                     pairs.data};
    for (size_t i = 0; i < sizeof notations / sizeof notations[0]; i++) {
        for (unsigned delivery = DELIVERY_TEXT; delivery <= DELIVERY_CAPTION; delivery++) {
            struct utterance u = {reading_from(&b->memory, notations[i]), (enum delivery)delivery};
            for (double range = 4; range <= 16; range += 4) {
                struct prosody p = prosody_plan(&b->memory, b->scratch, &u, range);
                assert_int_equal(p.count, take_count_marks(u.reading));
                assert_sound(&p, range);
            }
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tones),       cmocka_unit_test(third_tone),   cmocka_unit_test(neutral_tone),
        cmocka_unit_test(declination), cmocka_unit_test(phrase),       cmocka_unit_test(raised_before_low),
        cmocka_unit_test(question),    cmocka_unit_test(sentence_end), cmocka_unit_test(deliveries),
        cmocka_unit_test(latin),       cmocka_unit_test(range),        cmocka_unit_test(anything),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
