/* What is an image, by its bytes. */
#include "support_cmocka.h"

#include "script/image.h"

#define BYTES(literal)                                                                                       \
    {                                                                                                        \
        literal, sizeof literal - 1                                                                          \
    }

static const struct {
    str bytes;
    const char *extension;
} images[] = {
    {BYTES("GIF89a\1\0\1\0\x80\0\0aaabbb!\xF9\4....\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"), "gif"},
    {BYTES("RIFF\x0E\0\0\0WEBPVP8L\0\0\0\0xx"), "webp"},
    {BYTES("\0\0\0\x14"
           "ftypavif\0\0\0\0mif1\0\0\0\x0Ametaxx"),
     "avif"},
    {BYTES("\0\0\0\x14"
           "ftypmif1\0\0\0\0avis\0\0\0\x0Ametaxx"),
     "avif"},
    {BYTES("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>"), "svg"},
    {BYTES("\xEF\xBB\xBF\n<?xml version='1.0'?>\n<!-- > -->\n<!DOCTYPE svg [ <!ENTITY a '>'> ]>\n<s:svg\n/>"),
     "svg"},
    {BYTES("\xFF\xD8\xFF\xC0\0\x0B\x08\0\1\0\1\1\1\x11\0\xFF\xDA\0\2x\xFF\xD9"), "jpg"},
    {BYTES(
         "\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0....\0\0\0\1IDATx....\0\0\0\0IEND...."),
     "png"},
};

/* Expect: each is what it is, and none once it breaks off. */
static void
kinds(void **state)
{
    (void)state;
    struct image image;
    for (size_t i = 0; i < sizeof images / sizeof *images; i++) {
        if (!image_read(images[i].bytes, &image)) {
            fail_msg("%s, case %zu: expected an image", images[i].extension, i);
        }
        assert_string_equal(image.extension, images[i].extension);
        for (size_t len = 0; len < images[i].bytes.len; len++) {
            if (image_read(str_cut(images[i].bytes, 0, len), &image)) {
                fail_msg("%s, case %zu: expected none of %zu bytes", images[i].extension, i, len);
            }
            assert_null(image.extension);
        }
    }
}

static void
others(void **state)
{
    (void)state;
    static const str texts[] = {
        BYTES("a photo"),
        BYTES("<!DOCTYPE html><html><svg></svg></html>"),
        BYTES("<svgx/>"),
        BYTES("<svg>\xFF</svg>"),
        BYTES("%PDF-1.4"),
        BYTES("\0\0\0\x14"
              "ftypheic\0\0\0\0mif1"),
        BYTES("RIFF\x04\0\0\0WAVE"),
        BYTES("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\0\0\0\0\1\x08\0\0\0\0....\0\0\0\0IDAT....\0\0\0\0IEND..."
              "."),
        BYTES("GIF89a\1\0\1\0\0\0\0;"),
    };
    struct image image;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (image_read(texts[i], &image)) {
            fail_msg("case %zu: expected no image, found %s", i, image.extension);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds),
        cmocka_unit_test(others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
