/* Which recording stands for which text, whether the text is still the same, and segments that stay whole. */
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "mandarin/reading_join.h"
#include "script/takes.h"
#include "script/whole.h"
#include "support_cmocka.h"
#include "support_tour.h"

/* A tour whose script folder is there and can be given takes. */
struct place {
    arena memory;
    struct support_tour *tour;
    struct diags diags;
    struct take_file *takes;
    size_t count;
};

static struct place
open_place(const char *lines)
{
    struct place p = {.memory = arena_reserve(0)};
    p.diags = diags_new(&p.memory);
    p.tour = support_tour_make(&p.memory, lines);
    str folder = STR("");
    assert_int_equal(file_make_unique_folder(&p.memory, STR("/tmp/daolan-takes-"), &folder, &p.diags),
                     STATUS_OK);
    p.tour->tour.folder = folder;
    return p;
}

static str
in_takes(struct place *p, const char *name)
{
    str folder = file_join(&p->memory, p->tour->tour.folder, STR("takes"));
    return file_join(&p->memory, folder, str_from(name));
}

static void
put(struct place *p, const char *name)
{
    assert_int_equal(file_make_folder(in_takes(p, ""), p->memory, &p->diags), STATUS_OK);
    assert_int_equal(file_replace(in_takes(p, name), STR("x"), p->memory, &p->diags), STATUS_OK);
}

static enum status
find(struct place *p)
{
    arena scratch = arena_reserve((size_t)1 << 28);
    return takes_find(&p->memory, scratch, &p->tour->tour, &p->takes, &p->count, &p->diags);
}

static void
close_place(struct place *p)
{
    assert_int_equal(file_remove(p->tour->tour.folder, p->memory, &p->diags), STATUS_OK);
}

static const char lines[] = "T锦州\nP大海。|很大。\nH港口\nP船来了。\nC海";

static void
test_names_tell_the_text(void **state)
{
    (void)state;
    struct place p = open_place(lines);
    assert_int_equal(find(&p), STATUS_OK); /* no takes/ at all */
    assert_int_equal(p.count, 0);
    put(&p, "101-1.flac");
    put(&p, "02.wav");
    put(&p, "1-002.OGG");
    put(&p, ".hidden");
    put(&p, "7.wav.text");
    assert_int_equal(find(&p), STATUS_OK);
    assert_int_equal(p.count, 3);
    assert_true(str_equal(p.takes[0].name, STR("takes/1-002.OGG")));
    assert_true(str_equal(p.takes[0].text, STR("大海。很大。")));
    assert_int_equal(p.takes[0].first_segment, 1);
    assert_int_equal(p.takes[0].segment_count, 1);
    assert_true(str_equal(p.takes[1].text, STR("港口\n船来了。")));
    assert_true(p.takes[1].of_stop && !p.takes[0].of_stop);
    assert_true(str_equal(p.takes[2].text, STR("海")));
    close_place(&p);
}

static void
test_wrong_names_are_errors(void **state)
{
    (void)state;
    static const char *const names[] = {"intro.wav", "3.wav",  "2-3.wav", "2-0.wav",   "2-.wav",
                                        "-1.wav",    "2",      "2.",      "2-1-1.wav", "2-1.wav.bak",
                                        "２.wav",    "2 .wav", "0.wav",   "2-1.w v",   "99999999999.wav"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct place p = open_place(lines);
        put(&p, names[i]);
        assert_int_equal(find(&p), STATUS_SCRIPT);
        assert_int_equal(p.diags.errors, 1);
        assert_true(str_equal(p.diags.items[0].path, in_takes(&p, names[i])));
        assert_true(p.diags.items[0].hint.len > 0);
        close_place(&p);
    }
}

static void
test_one_text_has_one_take(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"2.wav", "2-2.wav"}, {"2-1.wav", "2-1.ogg"}, {"2.wav", "02.wav"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct place p = open_place(lines);
        put(&p, pairs[i][0]);
        put(&p, pairs[i][1]);
        assert_int_equal(find(&p), STATUS_SCRIPT);
        assert_int_equal(p.diags.errors, 1);
        close_place(&p);
    }
}

static void
test_only_files_of_the_folder(void **state)
{
    (void)state;
    struct place p = open_place(lines);
    put(&p, "1-2.wav");
    assert_int_equal(file_make_folder(in_takes(&p, "2-1.wav"), p.memory, &p.diags), STATUS_OK);
    const char *link = str_terminated(&p.memory, in_takes(&p, "2-2.wav"));
    assert_int_equal(symlink("/etc/passwd", link), 0);
    link = str_terminated(&p.memory, in_takes(&p, "101.wav"));
    assert_int_equal(symlink("nowhere.wav", link), 0);
    assert_int_equal(find(&p), STATUS_SCRIPT);
    assert_int_equal(p.diags.errors, 3);
    assert_int_equal(p.count, 1);
    close_place(&p);
}

/* The article as it was, with other line ends and spaces, and edited. */
static void
test_another_text_makes_it_stale(void **state)
{
    (void)state;
    struct place p = open_place(lines);
    put(&p, "1-2.wav");
    assert_int_equal(find(&p), STATUS_OK);
    assert_int_equal(p.takes[0].age, TAKE_NEW);
    takes_remember(&p.takes[0], p.memory, &p.diags);
    str kept;
    assert_int_equal(file_read(&p.memory, in_takes(&p, "1-2.wav.text"), 4096, &kept, &p.diags), STATUS_OK);
    assert_int_equal(kept.len, 64 + 1 + STR("大海。很大。").len + 1);
    assert_true(str_ends(kept, STR("\n大海。很大。\n")));
    assert_int_equal(find(&p), STATUS_OK);
    assert_int_equal(p.takes[0].age, TAKE_CURRENT);
    str folder = p.tour->tour.folder;
    p.tour = support_tour_make(&p.memory, "T锦州\nP大 海。 |很\xE3\x80\x80大。\nH港口\nP船来了。\nC海");
    p.tour->tour.folder = folder;
    assert_int_equal(find(&p), STATUS_OK);
    assert_int_equal(p.takes[0].age, TAKE_CURRENT);
    assert_int_equal(p.diags.warnings, 0);
    p.tour = support_tour_make(&p.memory, "T锦州\nP大海。|很小。\nH港口\nP船来了。\nC海");
    p.tour->tour.folder = folder;
    assert_int_equal(find(&p), STATUS_OK);
    assert_int_equal(p.takes[0].age, TAKE_STALE);
    assert_int_equal(p.diags.warnings, 1);
    assert_int_equal(p.diags.items[0].line, 2);
    takes_remember(&p.takes[0], p.memory, &p.diags); /* a stale take stays stale */
    assert_int_equal(find(&p), STATUS_OK);
    assert_int_equal(p.takes[0].age, TAKE_STALE);
    close_place(&p);
}

static void
test_what_cannot_be_watched_is_told(void **state)
{
    (void)state;
    struct place p = open_place(lines);
    put(&p, "1-2.wav");
    assert_int_equal(find(&p), STATUS_OK);
    close_place(&p);
    takes_remember(&p.takes[0], p.memory, &p.diags);
    assert_int_equal(p.diags.errors, 0);
    assert_int_equal(p.diags.warnings, 1);
    assert_true(str_equal(p.diags.items[0].path, in_takes(&p, "1-2.wav.text")));
}

static void
test_whole_segments_are_one_sentence(void **state)
{
    (void)state;
    arena memory = arena_reserve(0);
    struct support_tour *t = support_tour_make(&memory, "T锦州|你好\nP大海。|很大。|……\nPGood. |Bye.");
    bool whole[] = {false, true, true};
    struct origin *origins;
    struct tour made = whole_segments(&memory, &t->tour, whole, &origins);
    assert_int_equal(made.sentence_count, 4);
    assert_true(str_equal(made.sentences[1].text, STR("你好")));
    assert_true(str_equal(made.sentences[2].text, STR("大海。很大。……")));
    assert_int_equal(made.sentences[2].piece_count, 3);
    assert_int_equal(origins[2].first, 2);
    assert_int_equal(origins[2].count, 3);
    assert_int_equal(origins[2].offsets[1], 9);
    assert_int_equal(made.segments[1].first_sentence, 2);
    assert_int_equal(made.segments[1].sentence_count, 1);
    assert_int_equal(made.segments[2].first_sentence, 3);
    assert_int_equal(t->tour.sentence_count, 7); /* the tour it was made of is as it was */
    struct reading *all =
        reading_join(&memory, made.sentences[2].text, t->readings + 2, origins[2].offsets, 3);
    assert_int_equal(all->syllable_count, 4);
    const struct spoken_syllable *third = &all->syllables[2];
    assert_int_equal(all->spoken[third->first].from.offset, 9);
    assert_int_equal(all->spoken[third->first].code_point, 0x5F88);
    assert_int_equal(all->words[third->word].first, third->first);
    assert_int_equal(all->word_count,
                     t->readings[2]->word_count + t->readings[3]->word_count + t->readings[4]->word_count);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_tell_the_text),
        cmocka_unit_test(test_wrong_names_are_errors),
        cmocka_unit_test(test_one_text_has_one_take),
        cmocka_unit_test(test_only_files_of_the_folder),
        cmocka_unit_test(test_another_text_makes_it_stale),
        cmocka_unit_test(test_what_cannot_be_watched_is_told),
        cmocka_unit_test(test_whole_segments_are_one_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
