#include "publish/photo_size.h"

#include "publish/picture.h"

static uint32_t
little_endian(str bytes, size_t at, size_t count)
{
    uint32_t number = 0;
    for (size_t i = count; i-- > 0;) {
        number = number << 8 | (unsigned char)bytes.data[at + i];
    }
    return number;
}

static uint32_t
big_endian(str bytes, size_t at)
{
    uint32_t number = 0;
    for (size_t i = at; i < at + 4; i++) {
        number = number << 8 | (unsigned char)bytes.data[i];
    }
    return number;
}

static struct photo_size
size_of(str type, uint32_t width, uint32_t height)
{
    return (struct photo_size){type, width, height};
}

static bool
measure_gif(str bytes, struct photo_size *size)
{
    enum { WIDTH = 6, HEIGHT = 8, LEAST = 13 };
    if (bytes.len < LEAST || (!str_starts(bytes, STR("GIF87a")) && !str_starts(bytes, STR("GIF89a")))) {
        return false;
    }
    *size = size_of(STR("image/gif"), little_endian(bytes, WIDTH, 2), little_endian(bytes, HEIGHT, 2));
    return true;
}

/* The first chunk tells: lossy, lossless, or extended, which says the size of the canvas. */
static bool
measure_webp(str bytes, struct photo_size *size)
{
    enum { KIND = 8, CHUNK = 12, LEAST = 30, SIDE_BITS = 14, SIDE = (1 << SIDE_BITS) - 1 };
    if (bytes.len < LEAST || !str_starts(bytes, STR("RIFF")) ||
        !str_equal(str_cut(bytes, KIND, 4), STR("WEBP"))) {
        return false;
    }
    str chunk = str_cut(bytes, CHUNK, 4), type = STR("image/webp");
    if (str_equal(chunk, STR("VP8 ")) && little_endian(bytes, 23, 3) == 0x2A019D) {
        *size = size_of(type, little_endian(bytes, 26, 2) & SIDE, little_endian(bytes, 28, 2) & SIDE);
        return true;
    }
    if (str_equal(chunk, STR("VP8L")) && bytes.data[20] == 0x2F) {
        uint32_t bits = little_endian(bytes, 21, 4);
        *size = size_of(type, (bits & SIDE) + 1, (bits >> SIDE_BITS & SIDE) + 1);
        return true;
    }
    *size = size_of(type, little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1);
    return str_equal(chunk, STR("VP8X"));
}

static bool
measure_avif(str bytes, struct photo_size *size)
{
    enum { BOX = 4, WIDTH = 8, HEIGHT = 12, ISPE_BYTES = 20 };
    if (!str_equal(str_cut(bytes, BOX, 4), STR("ftyp")) ||
        str_find(str_cut(bytes, 0, 64), STR("avi")) == STR_NONE) {
        return false;
    }
    *size = size_of(STR("image/avif"), 0, 0);
    for (size_t at = 0, found; (found = str_find(str_from_offset(bytes, at), STR("ispe"))) != STR_NONE;) {
        at += found;
        if (at < 4 || bytes.len - at < 16 || big_endian(bytes, at - 4) != ISPE_BYTES) {
            at += 4;
            continue;
        }
        uint32_t width = big_endian(bytes, at + WIDTH), height = big_endian(bytes, at + HEIGHT);
        if ((uint64_t)width * height > (uint64_t)size->width * size->height) {
            *size = size_of(size->type, width, height);
        }
        at += 4;
    }
    return true;
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
view_box(str numbers, str type)
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
    return size_of(type, sides[2], sides[3]);
}

static bool
measure_svg(str bytes, struct photo_size *size)
{
    size_t from = str_find(bytes, STR("<svg"));
    str tag, rest = str_from_offset(bytes, from == STR_NONE ? bytes.len : from);
    if (!str_split(&rest, '>', &tag)) {
        return false;
    }
    *size = size_of(STR("image/svg+xml"), pixels(attribute(tag, STR("width"))),
                    pixels(attribute(tag, STR("height"))));
    if (size->width == 0 || size->height == 0) {
        *size = view_box(attribute(tag, STR("viewBox")), size->type);
    }
    return true;
}

bool
photo_measure(str bytes, struct photo_size *size)
{
    struct picture picture;
    *size = (struct photo_size){.width = 0};
    bool known = picture_measure(bytes, &picture);
    if (known) {
        *size = size_of(picture.mime, picture.width, picture.height);
    }
    known = known || measure_gif(bytes, size) || measure_webp(bytes, size) || measure_avif(bytes, size) ||
            measure_svg(bytes, size);
    return known && size->width > 0 && size->width <= PHOTO_SIDE_MAX && size->height > 0 &&
           size->height <= PHOTO_SIDE_MAX;
}
