#include <stdio.h>

#include "cli/command.h"
#include "cli/lines.h"
#include "mandarin/align.h"

const struct option_spec pinyin_options[] = {
    {'c', false, "citation", NULL, "full tones, before sandhi"},
    {'a', false, "align", NULL,
     "a row per character: CHAR, tab, SYLLABLE; an empty line behind each input line"},
    {0},
};

static void
print(const struct reading *reading, const struct options *options, arena scratch)
{
    bool citation = option_given(options, 'c');
    if (option_given(options, 'a')) {
        str table = align_table(&scratch, reading, citation);
        fwrite(table.data, 1, table.len, stdout);
    } else {
        str pinyin = reading_pinyin(&scratch, reading, citation);
        printf(STR_FMT "\n", STR_ARG(pinyin));
    }
}

enum status
pinyin_run(const struct options *options, arena *out, arena scratch, struct diags *diags)
{
    return lines_read(options, print, out, scratch, diags);
}
