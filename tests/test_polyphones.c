/* The model of polyphonic characters: what it opens, and that context decides. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "mandarin/polyphone_model.h"
#include "support_cmocka.h"
#include "support_mandarin.h"

struct fixture {
    arena memory, scratch;
    struct mandarin mandarin;
    char *bytes;
    size_t size;
};

static int
set_up(void **state)
{
    static struct fixture f;
    f.memory = arena_reserve(0);
    f.scratch = arena_split(&f.memory, (size_t)1 << 28);
    struct diags diags = diags_new(&f.memory);
    str read;
    const char *folder = getenv("DAOLAN_DATA");
    str path = file_join(&f.memory, str_from(folder != NULL ? folder : "build/data"),
                         STR("mandarin/polyphones.bin"));
    if (!mandarin_is_built(&f.memory, &f.mandarin) ||
        file_read(&f.memory, path, (size_t)1 << 24, &read, &diags) != STATUS_OK)
        return -1;
    f.size = read.len;
    f.bytes = (char *)arena_new(&f.memory, uint64_t, read.len / 8 + 1);
    memcpy(f.bytes, read.data, read.len);
    *state = &f;
    return 0;
}

/* Scenario: a model cut off anywhere, of another version, with a changed weight. Expect: refused in words;
 * the weight is seen by the proof. */
static void
refuses_damage(void **state)
{
    struct fixture *f = *state;
    arena out = f->memory;
    const char *why = NULL;
    for (size_t size = 0; size < f->size; size = size * 2 + 1) {
        assert_null(polyphone_model_open(&out, (str){f->bytes, size}, &why));
        assert_non_null(why);
    }
    const struct polyphone_model *model = polyphone_model_open(&out, (str){f->bytes, f->size}, &why);
    assert_non_null(model);
    assert_true(polyphone_model_is_sound(model));
    f->bytes[f->size - 1] ^= 1;
    assert_false(polyphone_model_is_sound(model));
    f->bytes[f->size - 1] ^= 1;
    f->bytes[0] ^= 1;
    assert_null(polyphone_model_open(&out, (str){f->bytes, f->size}, &why));
    f->bytes[0] ^= 1;
}

/* Scenario: pairs of sentences with one character read in two ways, none in the lexicon as a word. Expect:
 * each as its context says; without the model one of each pair is wrong. */
static void
context_decides(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text, *citation;
    } cases[] = {
        {"这座桥长三百米。", "zhe4 zuo4 qiao2 chang2 san1 bai3 mi3"},
        {"树苗长得很快。", "shu4 miao2 zhang3 de5 hen3 kuai4"},
        {"他为人民服务。", "ta1 wei4 ren2 min2 fu2 wu4"},
        {"此庙改为学校。", "ci3 miao4 gai3 wei2 xue2 xiao4"},
        {"把书还给他。", "ba3 shu1 huan2 gei3 ta1"},
        {"他弹了一首古曲。", "ta1 tan2 le5 yi1 shou3 gu3 qu3"},
        {"雨还在下。", "yu3 hai2 zai4 xia4"},
    };
    struct mandarin plain = f->mandarin;
    plain.polyphones = NULL;
    size_t differ = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena out = f->memory;
        const struct reading *r = mandarin_read(&out, f->scratch, &f->mandarin, str_from(cases[i].text));
        str read = reading_pinyin(&out, r, true);
        if (!str_equal(read, str_from(cases[i].citation)))
            fail_msg("%s: " STR_FMT, cases[i].text, STR_ARG(read));
        r = mandarin_read(&out, f->scratch, &plain, str_from(cases[i].text));
        differ += !str_equal(reading_pinyin(&out, r, true), read);
    }
    assert_true(differ >= 1);
}

/* Scenario: words that weaken a character which has one reading only, or several. Expect: cited in full,
 * spoken neutral. */
static void
words_weaken_what_is_spoken(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *text, *citation, *spoken;
    } cases[] = {
        {"枇杷", "pi2 pa2", "pi2 pa5"},
        {"弟弟", "di4 di4", "di4 di5"},
        {"码头", "ma3 tou2", "ma3 tou5"},
        {"衣服", "yi1 fu2", "yi1 fu5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena out = f->memory;
        const struct reading *r = mandarin_read(&out, f->scratch, &f->mandarin, str_from(cases[i].text));
        str cited = reading_pinyin(&out, r, true), spoken = reading_pinyin(&out, r, false);
        if (!str_equal(cited, str_from(cases[i].citation)) || !str_equal(spoken, str_from(cases[i].spoken)))
            fail_msg("%s: " STR_FMT ", " STR_FMT, cases[i].text, STR_ARG(cited), STR_ARG(spoken));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_damage),
        cmocka_unit_test(context_decides),
        cmocka_unit_test(words_weaken_what_is_spoken),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
