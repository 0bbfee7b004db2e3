#include "publish/picture.h"

static uint32_t
big_endian(str bytes, size_t at, size_t count)
{
    uint32_t number = 0;
    for (size_t i = at; i < at + count; i++) {
        number = number << 8 | (unsigned char)bytes.data[i];
    }
    return number;
}

/* Signature, then the IHDR chunk: width, height, bits a sample, kind of colour (PNG, section 11.2.1). */
static bool
read_png(str bytes, struct picture *picture)
{
    enum { IHDR = 12, WIDTH = 16, HEIGHT = 20, BITS = 24, COLOUR = 25, LEAST = 33 };
    static const uint32_t samples[] = {1, 0, 3, 1, 2, 0, 4};
    if (bytes.len < LEAST || !str_starts(bytes, STR("\x89PNG\r\n\x1A\n")) ||
        !str_equal(str_cut(bytes, IHDR, 4), STR("IHDR"))) {
        return false;
    }
    uint32_t colour = big_endian(bytes, COLOUR, 1);
    picture->mime = STR("image/png");
    picture->width = big_endian(bytes, WIDTH, 4);
    picture->height = big_endian(bytes, HEIGHT, 4);
    picture->depth_bits =
        colour < sizeof samples / sizeof *samples ? samples[colour] * big_endian(bytes, BITS, 1) : 0;
    return picture->depth_bits > 0;
}

/* Segments up to the frame header, SOF0 to SOF15 but for DHT, JPG and DAC (ITU-T T.81, annex B). */
static bool
read_jpeg(str bytes, struct picture *picture)
{
    enum { FRAME_BYTES = 10, DHT = 0xC4, JPG = 0xC8, DAC = 0xCC, SOS = 0xDA };
    if (!str_starts(bytes, STR("\xFF\xD8\xFF"))) {
        return false;
    }
    size_t at = 2;
    while (at + FRAME_BYTES <= bytes.len && bytes.data[at] == '\xFF') {
        uint32_t marker = big_endian(bytes, at + 1, 1);
        if (marker == 0xFF) { /* filling */
            at++;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC) {
            picture->mime = STR("image/jpeg");
            picture->height = big_endian(bytes, at + 5, 2);
            picture->width = big_endian(bytes, at + 7, 2);
            picture->depth_bits = big_endian(bytes, at + 4, 1) * big_endian(bytes, at + 9, 1);
            return true;
        }
        if (marker == SOS) {
            return false;
        }
        at += 2 + big_endian(bytes, at + 2, 2);
    }
    return false;
}

bool
picture_measure(str bytes, struct picture *picture)
{
    *picture = (struct picture){.bytes = bytes};
    bool good =
        (read_png(bytes, picture) || read_jpeg(bytes, picture)) && picture->width > 0 && picture->height > 0;
    if (!good) {
        *picture = (struct picture){.width = 0};
    }
    return good;
}

bool
picture_read(str bytes, struct picture *picture)
{
    *picture = (struct picture){.width = 0};
    return bytes.len <= PICTURE_BYTES_MAX && picture_measure(bytes, picture);
}

static void
add_number(struct str_builder *b, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8) {
        str_add_char(b, (char)(unsigned char)(number >> shift));
    }
}

static str
base64(arena *out, str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t len = (bytes.len + 2) / 3 * 4;
    char *text = arena_new(out, char, len);
    for (size_t i = 0, at = 0; i < bytes.len; i += 3, at += 4) {
        size_t count = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t group = big_endian(bytes, i, count) << 8 * (3 - count);
        for (size_t k = 0; k < 4; k++) {
            text[at + k] = k <= count ? digits[group >> (18 - 6 * k) & 63] : '=';
        }
    }
    return (str){text, len};
}

str
picture_block(arena *out, const struct picture *picture, str description)
{
    enum { FRONT_COVER = 3 };
    struct str_builder b = {.out = out};
    add_number(&b, FRONT_COVER);
    add_number(&b, (uint32_t)picture->mime.len);
    str_add(&b, picture->mime);
    add_number(&b, (uint32_t)description.len);
    str_add(&b, description);
    add_number(&b, picture->width);
    add_number(&b, picture->height);
    add_number(&b, picture->depth_bits);
    add_number(&b, 0); /* colours of a palette: none is told */
    add_number(&b, (uint32_t)picture->bytes.len);
    str_add(&b, picture->bytes);
    return base64(out, str_built(&b));
}
