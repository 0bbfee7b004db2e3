#include "publish/photo_size.h"

#include "script/image.h"

/* Past the end, bytes are 0. */
static uint32_t
byte(str bytes, size_t at)
{
    return at < bytes.len ? (unsigned char)bytes.data[at] : 0;
}

static uint32_t
little_endian(str bytes, size_t at, size_t count)
{
    uint32_t number = 0;
    for (size_t i = count; i-- > 0;) {
        number = number << 8 | byte(bytes, at + i);
    }
    return number;
}

static uint32_t
big_endian(str bytes, size_t at)
{
    uint32_t number = 0;
    for (size_t i = 0; i < 4; i++) {
        number = number << 8 | byte(bytes, at + i);
    }
    return number;
}

/* The logical screen. */
static struct photo_size
gif_size(str bytes)
{
    enum { WIDTH = 6, HEIGHT = 8 };
    return (struct photo_size){little_endian(bytes, WIDTH, 2), little_endian(bytes, HEIGHT, 2)};
}

/* The first chunk tells: lossy, lossless, or extended, which says the size of the canvas. */
static struct photo_size
webp_size(str bytes)
{
    enum { CHUNK = 12, SIDE_BITS = 14, SIDE = (1 << SIDE_BITS) - 1 };
    str chunk = str_cut(bytes, CHUNK, 4);
    if (str_equal(chunk, STR("VP8X"))) {
        return (struct photo_size){little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
    }
    if (str_equal(chunk, STR("VP8L"))) {
        uint32_t bits = little_endian(bytes, 21, 4);
        return (struct photo_size){(bits & SIDE) + 1, (bits >> SIDE_BITS & SIDE) + 1};
    }
    return (struct photo_size){little_endian(bytes, 26, 2) & SIDE, little_endian(bytes, 28, 2) & SIDE};
}

static struct photo_size
avif_size(str bytes)
{
    enum { BEFORE = 4, WIDTH = 8, HEIGHT = 12, ISPE_BYTES = 20 };
    struct photo_size size = {0, 0};
    for (size_t at = 0, found; (found = str_find(str_from_offset(bytes, at), STR("ispe"))) != STR_NONE;
         at += sizeof "ispe" - 1) {
        at += found;
        if (at < BEFORE || big_endian(bytes, at - BEFORE) != ISPE_BYTES) {
            continue;
        }
        struct photo_size one = {big_endian(bytes, at + WIDTH), big_endian(bytes, at + HEIGHT)};
        if ((uint64_t)one.width * one.height > (uint64_t)size.width * size.height) {
            size = one;
        }
    }
    return size;
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The value of an attribute of the tag; empty where it has none. */
static str
attribute(str tag, str name)
{
    for (size_t at = 1; at + name.len < tag.len; at++) {
        if (!is_space(tag.data[at - 1]) || !str_starts(str_from_offset(tag, at), name)) {
            continue;
        }
        str rest = str_trim(str_from_offset(tag, at + name.len));
        if (!str_starts(rest, STR("="))) {
            continue;
        }
        rest = str_trim(str_from_offset(rest, 1));
        str value;
        if (rest.len > 0 && (rest.data[0] == '"' || rest.data[0] == '\'')) {
            char quote = rest.data[0];
            rest = str_from_offset(rest, 1);
            return str_split(&rest, quote, &value) ? str_trim(value) : STR("");
        }
    }
    return STR("");
}

/* To the nearest pixel; 0 where it is no number of them. */
static uint32_t
pixels(str length)
{
    double value;
    str number = str_ends(length, STR("px")) ? str_cut(length, 0, length.len - 2) : length;
    if (!str_to_double(number, &value) || !(value > 0 && value <= PHOTO_SIDE_MAX)) {
        return 0;
    }
    return value < 1 ? 1 : (uint32_t)(value + 0.5);
}

/* Numbers apart by spaces, commas or both: the third and fourth are the size. */
static struct photo_size
view_box_size(str numbers)
{
    uint32_t sides[4] = {0};
    size_t count = 0, at = 0;
    while (at < numbers.len && count < 4) {
        size_t from = at;
        while (at < numbers.len && !is_space(numbers.data[at]) && numbers.data[at] != ',') {
            at++;
        }
        if (at > from) {
            sides[count++] = pixels(str_cut(numbers, from, at - from));
        }
        at++;
    }
    return (struct photo_size){sides[2], sides[3]};
}

static struct photo_size
svg_size(str bytes)
{
    size_t from = str_find(bytes, STR("<svg"));
    str tag, rest = str_from_offset(bytes, from == STR_NONE ? bytes.len : from);
    if (!str_split(&rest, '>', &tag)) {
        return (struct photo_size){0, 0};
    }
    struct photo_size size = {pixels(attribute(tag, STR("width"))), pixels(attribute(tag, STR("height")))};
    return size.width > 0 && size.height > 0 ? size : view_box_size(attribute(tag, STR("viewBox")));
}

bool
photo_measure(str bytes, struct photo_size *size)
{
    static const struct {
        const char *extension;
        struct photo_size (*measure)(str bytes);
    } kinds[] = {{"gif", gif_size}, {"webp", webp_size}, {"avif", avif_size}, {"svg", svg_size}};
    struct image image;
    *size = (struct photo_size){0, 0};
    if (!image_read(bytes, &image)) {
        return false;
    }
    *size = (struct photo_size){image.width, image.height};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && size->width == 0; i++) {
        if (str_equal(str_from(image.extension), str_from(kinds[i].extension))) {
            *size = kinds[i].measure(bytes);
        }
    }
    return size->width > 0 && size->width <= PHOTO_SIDE_MAX && size->height > 0 &&
           size->height <= PHOTO_SIDE_MAX;
}
