#include "publish/picture.h"

#include "publish/base64.h"
#include "script/image.h"

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
    return base64_text(out, str_built(&b));
}
