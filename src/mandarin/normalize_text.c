#include "mandarin/normalize_text.h"

#include <assert.h>
#include <wchar.h>

#include "base/utf8.h"
#include "mandarin/charset.h"
#include "mandarin/normalize_traditional.h"

enum { SPACES_SEEN = 3, HAN_BYTES = 3 };

struct fold_range {
    char32_t first, last, to; /* to + (c - first); 0: left out */
};

/* Compatibility forms (Unicode 15, NFKC) of what rules look at; punctuation that is spoken as a pause is left
 * alone. Ascending. */
static const struct fold_range folds[] = {
    {0x00, 0x08, 0},          {0x09, 0x09, U' '},       {0x0A, 0x0A, U' '},       {0x0B, 0x0C, U' '},
    {0x0D, 0x0D, U' '},       {0x0E, 0x1F, 0},          {0x7F, 0x84, 0},          {0x85, 0x85, U' '},
    {0x86, 0x9F, 0},          {0xA0, 0xA0, U' '},       {0xAD, 0xAD, 0},          {0xB5, 0xB5, U'μ'},
    {0x300, 0x36F, 0},        {0x61C, 0x61C, 0},        {0x180B, 0x180E, 0},      {0x2000, 0x2000, U' '},
    {0x2001, 0x2001, U' '},   {0x2002, 0x2002, U' '},   {0x2003, 0x2003, U' '},   {0x2004, 0x2004, U' '},
    {0x2005, 0x2005, U' '},   {0x2006, 0x2006, U' '},   {0x2007, 0x2007, U' '},   {0x2008, 0x2008, U' '},
    {0x2009, 0x2009, U' '},   {0x200A, 0x200A, U' '},   {0x200B, 0x200F, 0},      {0x2010, 0x2010, U'-'},
    {0x2011, 0x2011, U'-'},   {0x2012, 0x2012, U'–'},   {0x2015, 0x2015, U'—'},   {0x2028, 0x2028, U' '},
    {0x2029, 0x2029, U' '},   {0x202A, 0x202E, 0},      {0x202F, 0x202F, U' '},   {0x205F, 0x205F, U' '},
    {0x2060, 0x206F, 0},      {0x2080, 0x2089, U'0'},   {0x20E3, 0x20E3, 0},      {0x2212, 0x2212, U'-'},
    {0x2215, 0x2215, U'/'},   {0x2236, 0x2236, U':'},   {0x223C, 0x223C, U'~'},   {0x2500, 0x2500, U'—'},
    {0x3000, 0x3000, U' '},   {0x301C, 0x301C, U'~'},   {0xFE00, 0xFE0F, 0},      {0xFE6A, 0xFE6A, U'%'},
    {0xFEFF, 0xFEFF, 0},      {0xFF03, 0xFF06, U'#'},   {0xFF0A, 0xFF0B, U'*'},   {0xFF0D, 0xFF0F, U'-'},
    {0xFF10, 0xFF19, U'0'},   {0xFF1C, 0xFF1E, U'<'},   {0xFF20, 0xFF20, U'@'},   {0xFF21, 0xFF3A, U'A'},
    {0xFF3C, 0xFF3C, U'\\'},  {0xFF3E, 0xFF3F, U'^'},   {0xFF41, 0xFF5A, U'a'},   {0xFF5C, 0xFF5C, U'|'},
    {0xFF5E, 0xFF5E, U'~'},   {0xFFE0, 0xFFE1, U'¢'},   {0xFFE5, 0xFFE5, U'¥'},   {0xFFF9, 0xFFFB, 0},
    {0x1D7CE, 0x1D7D7, U'0'}, {0x1D7D8, 0x1D7E1, U'0'}, {0x1D7E2, 0x1D7EB, U'0'}, {0x1D7EC, 0x1D7F5, U'0'},
    {0x1D7F6, 0x1D7FF, U'0'}, {0xE0000, 0xE0FFF, 0},
};

/* The folded code point; 0: leave out. */
static char32_t
fold(char32_t c)
{
    if (c >= U' ' && c < 0x7F)
        return c;
    size_t low = 0, high = sizeof folds / sizeof *folds;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > folds[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == sizeof folds / sizeof *folds || c < folds[low].first)
        return c;
    return folds[low].to == 0 ? 0 : folds[low].to + (c - folds[low].first);
}

/* U+4E00–U+9FFF, in three bytes: nearly every character. */
static inline bool
begins_hanzi(const unsigned char *bytes, size_t left)
{
    return left > 2 && bytes[0] >= 0xE4 && bytes[0] <= 0xE9 && (bytes[0] != 0xE4 || bytes[1] >= 0xB8) &&
           (bytes[1] & 0xC0) == 0x80 && (bytes[2] & 0xC0) == 0x80;
}

struct written *
written_open(arena *scratch, struct reading *reading, arena *out)
{
    str text = reading->text;
    struct written *w = arena_new(scratch, struct written, 1);
    char32_t *code_points = arena_new(scratch, char32_t, text.len);
    uint32_t *offsets = arena_new(scratch, uint32_t, text.len);
    size_t count = 0;
    const unsigned char *bytes = (const unsigned char *)text.data;
    for (size_t i = 0; i < text.len;) {
        offsets[count] = (uint32_t)i;
        if (begins_hanzi(bytes + i, text.len - i)) {
            code_points[count++] = traditional_fold(
                (char32_t)((bytes[i] & 0x0F) << 12 | (bytes[i + 1] & 0x3F) << 6 | (bytes[i + 2] & 0x3F)));
            i += 3;
            continue;
        }
        char32_t c = utf8_next(text, &i);
        code_points[count] = c = written_is_plain_mark(c) ? c : fold(c);
        count += c != 0;
    }
    reading->spoken = arena_new(out, struct spoken, count); /* grows where figures are said in words */
    *w = (struct written){code_points, offsets, count, {0, 0}, reading, out, count};
    return w;
}

bool
written_is_latin(char32_t c)
{
    return written_is_ascii_letter(c) || (c >= 0xC0 && c <= 0x24F && c != U'×' && c != U'÷') || c == U'ª' ||
           c == U'º' || (c >= 0x1E00 && c <= 0x1EFF);
}

bool
written_is_dash(char32_t c)
{
    return c == U'-' || c == U'–' || c == U'—' || c == U'~';
}

bool
written_is_colon(char32_t c)
{
    return c == U':' || c == U'：';
}

bool
written_is_numeral(char32_t c)
{
    return charset_has(U"〇零一二三四五六七八九十百千万亿两几半多余", c);
}

size_t
written_digits_end(const struct written *w, size_t at)
{
    while (written_digit_at(w, at))
        at++;
    return at;
}

size_t
written_after_space(const struct written *w, size_t at)
{
    size_t i = at;
    while (i - at < SPACES_SEEN && written_at(w, i) == U' ')
        i++;
    return i;
}

size_t
written_before_space(const struct written *w, size_t at)
{
    size_t i = at;
    while (i > 0 && at - i < SPACES_SEEN && written_at(w, i - 1) == U' ')
        i--;
    return i;
}

size_t
written_after_dash(const struct written *w, size_t at)
{
    size_t i = written_after_space(w, at);
    if (!written_is_dash(written_at(w, i)))
        return at;
    i += written_at(w, i) == U'—' && written_at(w, i + 1) == U'—' ? 2 : 1;
    return written_after_space(w, i);
}

/* The next c of a list, NULL where there is none. The C library looks at several at a time. */
static const char32_t *
find_in_list(const char32_t *list, char32_t c)
{
    static_assert(sizeof(wchar_t) == sizeof(char32_t), "wide characters are code points");
    return (const char32_t *)wcschr((const wchar_t *)list, (wchar_t)c);
}

size_t
written_starts(const struct written *w, size_t at, const char32_t *list)
{
    size_t best = 0;
    char32_t first = written_at(w, at);
    if (first == 0 || first == U' ')
        return 0;
    for (const char32_t *p = list; (p = find_in_list(p, first)) != NULL; p++) {
        if (p != list && p[-1] != U' ')
            continue;
        size_t len = 1;
        while (p[len] != 0 && p[len] != U' ' && written_at(w, at + len) == p[len])
            len++;
        if ((p[len] == 0 || p[len] == U' ') && len > best)
            best = len;
    }
    return best;
}

size_t
written_ends(const struct written *w, size_t at, const char32_t *list)
{
    size_t best = 0;
    char32_t last = written_at(w, at - 1);
    if (last == 0 || last == U' ')
        return 0;
    for (const char32_t *p = list; (p = find_in_list(p, last)) != NULL; p++) {
        size_t i = (size_t)(p - list);
        if (list[i + 1] != 0 && list[i + 1] != U' ')
            continue;
        size_t len = 1;
        while (len <= i && list[i - len] != U' ' && written_at(w, at - 1 - len) == list[i - len])
            len++;
        if ((len > i || list[i - len] == U' ') && len > best)
            best = len;
    }
    return best;
}

bool
written_near(const struct written *w, size_t at, size_t reach, const char32_t *list)
{
    for (size_t i = at; i > 0 && at - i <= reach; i--) {
        if (written_ends(w, i, list) != 0)
            return true;
    }
    return false;
}

void
written_group(struct written *w, size_t first, size_t end)
{
    size_t past = w->offsets[end - 1];
    utf8_next(w->reading->text, &past);
    w->group = (struct slice){w->offsets[first], (uint32_t)past - w->offsets[first]};
}

void
written_say(struct written *w, const char32_t *words)
{
    for (; *words != 0; words++)
        written_say_one(w, *words);
}

char32_t
written_hanzi(const struct written *w, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)w->reading->text.data + w->offsets[at];
    return (char32_t)((bytes[0] & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F));
}

void
written_copy(struct written *w, size_t at)
{
    char32_t c = written_at(w, at);
    if (written_is_hanzi(c)) {
        w->group = (struct slice){w->offsets[at], HAN_BYTES};
        written_say_one(w, written_hanzi(w, at));
    } else if (written_is_plain_mark(c)) {
        w->group = (struct slice){w->offsets[at], HAN_BYTES};
        written_say_one(w, c);
    } else {
        written_group(w, at, at + 1);
        written_say_one(w, c);
    }
}

char32_t
written_last_spoken(const struct written *w)
{
    return w->reading->spoken_count == 0 ? 0 : w->reading->spoken[w->reading->spoken_count - 1].code_point;
}
