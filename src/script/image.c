#include "script/image.h"

#include "base/utf8.h"

static uint64_t
big_endian(str bytes, size_t at, size_t count)
{
    uint64_t number = 0;
    for (size_t i = at; i < at + count; i++) {
        number = number << 8 | (i < bytes.len ? (unsigned char)bytes.data[i] : 0);
    }
    return number;
}

static uint64_t
little_endian(str bytes, size_t at, size_t count)
{
    uint64_t number = 0;
    for (size_t i = at + count; i > at; i--) {
        number = number << 8 | (i <= bytes.len ? (unsigned char)bytes.data[i - 1] : 0);
    }
    return number;
}

/* Signature, the IHDR chunk (width, height, bits a sample, kind of colour: PNG, section 11.2.1), chunks up to
 * IEND. */
static bool
read_png(str bytes, struct image *image)
{
    enum { IHDR = 12, WIDTH = 16, HEIGHT = 20, BITS = 24, COLOUR = 25, FIRST_CHUNK = 8, CHUNK_BYTES = 12 };
    static const uint32_t samples[] = {1, 0, 3, 1, 2, 0, 4};
    if (!str_starts(bytes, STR("\x89PNG\r\n\x1A\n")) || !str_equal(str_cut(bytes, IHDR, 4), STR("IHDR"))) {
        return false;
    }
    uint64_t colour = big_endian(bytes, COLOUR, 1);
    image->width = (uint32_t)big_endian(bytes, WIDTH, 4);
    image->height = (uint32_t)big_endian(bytes, HEIGHT, 4);
    image->depth_bits = colour < sizeof samples / sizeof *samples
                            ? samples[colour] * (uint32_t)big_endian(bytes, BITS, 1)
                            : 0;
    bool data = false;
    for (size_t at = FIRST_CHUNK; at + CHUNK_BYTES <= bytes.len;) {
        str kind = str_cut(bytes, at + 4, 4);
        if (str_equal(kind, STR("IEND"))) {
            return data && image->width > 0 && image->height > 0 && image->depth_bits > 0;
        }
        data = data || str_equal(kind, STR("IDAT"));
        at += CHUNK_BYTES + (size_t)big_endian(bytes, at, 4);
    }
    return false;
}

/* Segments up to the scan, among them the frame header, SOF0 to SOF15 but for DHT, JPG and DAC; then EOI,
 * which entropy-coded data does not hold (ITU-T T.81, annex B). */
static bool
read_jpeg(str bytes, struct image *image)
{
    enum { DHT = 0xC4, JPG = 0xC8, DAC = 0xCC, SOS = 0xDA };
    if (!str_starts(bytes, STR("\xFF\xD8\xFF"))) {
        return false;
    }
    size_t at = 2;
    while (at + 4 <= bytes.len && bytes.data[at] == '\xFF') {
        uint64_t marker = big_endian(bytes, at + 1, 1);
        if (marker == 0xFF) { /* filling */
            at++;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC) {
            image->height = (uint32_t)big_endian(bytes, at + 5, 2);
            image->width = (uint32_t)big_endian(bytes, at + 7, 2);
            image->depth_bits = (uint32_t)(big_endian(bytes, at + 4, 1) * big_endian(bytes, at + 9, 1));
        }
        at += 2 + (size_t)big_endian(bytes, at + 2, 2);
        if (marker == SOS) {
            return image->width > 0 && image->height > 0 && image->depth_bits > 0 && at < bytes.len &&
                   str_find(str_from_offset(bytes, at), STR("\xFF\xD9")) != STR_NONE;
        }
    }
    return false;
}

/* Data in blocks of up to 255 bytes, an empty one at its end; where it ends, or the file's length. */
static size_t
skip_gif_blocks(str bytes, size_t at)
{
    while (at < bytes.len && bytes.data[at] != 0) {
        at += 1 + (size_t)(unsigned char)bytes.data[at];
    }
    return at < bytes.len ? at + 1 : bytes.len;
}

/* The palette that a byte of flags announces. */
static size_t
gif_palette(str bytes, size_t flags)
{
    uint64_t byte = big_endian(bytes, flags, 1);
    return (byte & 0x80) != 0 ? (size_t)3 << ((byte & 7) + 1) : 0;
}

/* Extensions and images up to the trailer (GIF89a, sections 17 to 27). */
static bool
read_gif(str bytes, struct image *image)
{
    enum { FLAGS = 10, HEAD = 13, EXTENSION = 0x21, PICTURE = 0x2C, TRAILER = 0x3B, PICTURE_HEAD = 10 };
    (void)image;
    if (!str_starts(bytes, STR("GIF87a")) && !str_starts(bytes, STR("GIF89a"))) {
        return false;
    }
    bool picture = false;
    size_t at = HEAD + gif_palette(bytes, FLAGS);
    while (at < bytes.len) {
        switch (bytes.data[at]) {
        case TRAILER:
            return picture;
        case EXTENSION:
            at = skip_gif_blocks(bytes, at + 2);
            break;
        case PICTURE:
            picture = true;
            at = skip_gif_blocks(bytes, at + PICTURE_HEAD + gif_palette(bytes, at + PICTURE_HEAD - 1) + 1);
            break;
        default:
            return false;
        }
    }
    return false;
}

/* RIFF, its length, WEBP and a first chunk (RFC 9649, section 2.4). */
static bool
read_webp(str bytes, struct image *image)
{
    (void)image;
    return str_starts(bytes, STR("RIFF")) && str_equal(str_cut(bytes, 8, 7), STR("WEBPVP8")) &&
           little_endian(bytes, 4, 4) + 8 <= bytes.len;
}

/* A box ftyp of the brand avif or avis, meta, boxes that fill the file (ISO/IEC 14496-12, section 4.2). */
static bool
read_avif(str bytes, struct image *image)
{
    (void)image;
    str head = str_cut(bytes, 4, 4), brands = str_cut(bytes, 8, (size_t)big_endian(bytes, 0, 4));
    if (!str_equal(head, STR("ftyp")) ||
        (str_find(brands, STR("avif")) == STR_NONE && str_find(brands, STR("avis")) == STR_NONE)) {
        return false;
    }
    uint64_t at = 0;
    bool described = false;
    while (at + 8 <= bytes.len) {
        described = described || str_equal(str_cut(bytes, (size_t)at + 4, 4), STR("meta"));
        uint64_t size = big_endian(bytes, (size_t)at, 4);
        size = size == 1 ? big_endian(bytes, (size_t)at + 8, 8) : size;
        if (size == 0) { /* up to the end */
            return described;
        }
        if (size < 8 || size > bytes.len) {
            return false;
        }
        at += size;
    }
    return described && at == bytes.len;
}

/* Off with what begins so and ends so, and space behind it. */
static bool
take_markup(str *text, str begins, str ends)
{
    size_t end = str_starts(*text, begins) ? str_find(*text, ends) : STR_NONE;
    if (end != STR_NONE) {
        *text = str_trim(str_from_offset(*text, end + ends.len));
    }
    return end != STR_NONE;
}

/* Declarations and comments, then an element svg, with or without a prefix, that is closed. */
static bool
read_svg(str bytes, struct image *image)
{
    enum { NAME_BYTES_MAX = 64 };
    (void)image;
    str text = str_trim(str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_from_offset(bytes, 3) : bytes);
    bool more = true;
    if (utf8_check(text) != STR_NONE) {
        return false;
    }
    while (more) {
        size_t subset = str_find(text, STR("["));
        bool has_subset = subset != STR_NONE && subset < str_find(text, STR(">")); /* declarations in it */
        more = take_markup(&text, STR("<?"), STR("?>")) || take_markup(&text, STR("<!--"), STR("-->")) ||
               take_markup(&text, STR("<!DOCTYPE"), has_subset ? STR("]>") : STR(">"));
    }
    size_t name = 1;
    while (name < text.len && name < NAME_BYTES_MAX &&
           str_find(STR(" \t\r\n/>"), str_cut(text, name, 1)) == STR_NONE) {
        name++;
    }
    str root = str_cut(text, 1, name - 1);
    if (!str_starts(text, STR("<")) || !(str_equal(root, STR("svg")) || str_ends(root, STR(":svg")))) {
        return false;
    }
    char memory[NAME_BYTES_MAX + 8];
    arena scratch = {memory, memory + sizeof memory};
    size_t tag_end = str_find(text, STR(">"));
    size_t closing = str_find(text, str_format(&scratch, "</" STR_FMT, STR_ARG(root)));
    return (tag_end != STR_NONE && text.data[tag_end - 1] == '/') ||
           (closing != STR_NONE && str_find(str_from_offset(text, closing), STR(">")) != STR_NONE);
}

bool
image_read(str bytes, struct image *image)
{
    static const struct {
        const char *extension;
        bool (*read)(str bytes, struct image *image);
    } kinds[] = {
        {"jpg", read_jpeg},  {"png", read_png}, {"webp", read_webp},
        {"avif", read_avif}, {"gif", read_gif}, {"svg", read_svg},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        *image = (struct image){.extension = kinds[i].extension};
        if (kinds[i].read(bytes, image)) {
            return true;
        }
    }
    *image = (struct image){.extension = NULL};
    return false;
}
