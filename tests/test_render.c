/* Sentences to clips by an engine that warns, and one that fails: what it says reaches the producer. */
#include "support_cmocka.h"

#include "base/file.h"
#include "render/render.h"
#include "support_tour.h"

static struct engine fake;

static enum status
speak_with_a_warning(const struct engine *engine, const struct utterance *utterance, arena *out,
                     arena scratch, struct take *take, struct diags *diags)
{
    diag_add(diags, DIAG_WARNING, STR(""), 0, 0, NULL, "times are estimates");
    return fake.speak(engine, utterance, out, scratch, take, diags);
}

static enum status
refuse(const struct engine *engine, const struct utterance *utterance, arena *out, arena scratch,
       struct take *take, struct diags *diags)
{
    (void)engine, (void)utterance, (void)out, (void)scratch, (void)take;
    diag_add(diags, DIAG_ERROR, STR(""), 0, 0, NULL, "no voice today");
    return STATUS_SYSTEM;
}

/* Two sentences that are spoken alike, and one without sound, by `speak`. */
static enum status
render(enum status (*speak)(const struct engine *, const struct utterance *, arena *, arena, struct take *,
                            struct diags *),
       struct diags *diags, size_t *rendered)
{
    arena memory = arena_reserve(0), scratch = arena_reserve(0);
    struct support_tour *t = support_tour_make(&memory, "T锦州\nP大海\nP……");
    struct engine engine;
    t->voice.engine = STR("fake");
    assert_int_equal(engine_open(&memory, scratch, &t->voice, &engine, diags), STATUS_OK);
    fake = engine;
    engine.speak = speak;
    str folder;
    assert_int_equal(file_make_unique_folder(&memory, STR("/tmp/daolan-test-"), &folder, diags), STATUS_OK);
    struct engine *speakers[3] = {&engine, &engine, &engine};
    assert_int_equal(t->tour.sentence_count, 3);
    struct utterance *utterances = arena_new(&memory, struct utterance, t->tour.sentence_count);
    for (size_t i = 0; i < t->tour.sentence_count; i++) {
        utterances[i].reading = t->readings[i];
    }
    struct render render = {.speakers = speakers,
                            .utterances = utterances,
                            .count = t->tour.sentence_count,
                            .tour = &t->tour,
                            .slots = slots_of(2),
                            .quiet = true};
    assert_int_equal(cache_open(&memory, scratch, folder, &render.cache, diags), STATUS_OK);
    render_name(&render, &memory);
    enum status status = render_sentences(&render, &memory, scratch, diags);
    *rendered = render.rendered;
    assert_int_equal(file_remove(folder, scratch, diags), STATUS_OK);
    return status;
}

static void
test_a_warning_reaches_the_producer(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)1 << 30);
    struct diags diags = diags_new(&memory);
    size_t rendered;
    assert_int_equal(render(speak_with_a_warning, &diags, &rendered), STATUS_OK);
    assert_int_equal(rendered, 1); /* what is said alike is spoken once */
    assert_int_equal(diags.warnings, 1);
    assert_int_equal(diags.errors, 0);
    assert_true(str_equal(diags.items[0].message, STR("times are estimates: 锦州")));
}

static void
test_a_failure_names_the_sentence(void **state)
{
    (void)state;
    arena memory = arena_reserve((size_t)1 << 30);
    struct diags diags = diags_new(&memory);
    size_t rendered;
    assert_int_equal(render(refuse, &diags, &rendered), STATUS_SYSTEM);
    assert_int_equal(diags.errors, 1);
    assert_true(str_equal(diags.items[0].message, STR("no voice today: 锦州")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_warning_reaches_the_producer),
        cmocka_unit_test(test_a_failure_names_the_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
