#include "publish/picture.h"

#include "script/image.h"

static uint32_t
big_endian(str bytes, size_t at, size_t count)
{
    uint32_t number = 0;
    for (size_t i = at; i < at + count; i++) {
        number = number << 8 | (unsigned char)bytes.data[i];
    }
    return number;
}

bool
picture_read(str bytes, struct picture *picture)
{
    struct image image;
    *picture = (struct picture){.width = 0};
    if (bytes.len > PICTURE_BYTES_MAX || !image_read(bytes, &image) || image.depth_bits == 0 ||
        image.width > UINT16_MAX || image.height > UINT16_MAX) {
        return false;
    }
    *picture = (struct picture){.bytes = bytes,
                                .mime = str_equal(str_from(image.extension), STR("jpg")) ? STR("image/jpeg")
                                                                                         : STR("image/png"),
                                .width = image.width,
                                .height = image.height,
                                .depth_bits = image.depth_bits};
    return true;
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
