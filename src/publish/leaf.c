#include "publish/leaf.h"

#include "base/hash.h"
#include "publish/base64.h"
#include "publish/html.h"

static unsigned
nibble(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* "script-src 'sha256-…'; ", or nothing. */
static void
put_source(struct file_writer *file, const char *directive, str text, arena scratch)
{
    if (text.len == 0) {
        return;
    }
    str digits = hash_bytes(&scratch, text);
    char *bytes = arena_new(&scratch, char, digits.len / 2);
    for (size_t i = 0; i < digits.len / 2; i++) {
        bytes[i] = (char)(nibble(digits.data[2 * i]) << 4 | nibble(digits.data[2 * i + 1]));
    }
    str sum = base64_text(&scratch, (str){bytes, digits.len / 2});
    file_put_format(file, "%s 'sha256-" STR_FMT "'; ", directive, STR_ARG(sum));
}

static void
put_element(struct file_writer *file, const char *name, str text)
{
    if (text.len > 0) {
        file_put_format(file, "<%s>", name);
        file_put(file, text);
        file_put_format(file, "</%s>\n", name);
    }
}

void
leaf_open(struct file_writer *file, const struct leaf *leaf, arena scratch)
{
    file_put(file, STR("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "));
    put_source(file, "style-src", leaf->style, scratch);
    put_source(file, "script-src", leaf->script, scratch);
    file_put_format(file,
                    "%sbase-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"%s\">\n"
                    "<meta name=\"referrer\" content=\"no-referrer\">\n"
                    "<meta name=\"robots\" content=\"noindex\">\n<title>%s · ",
                    leaf->sources, leaf->schemes, leaf->kind);
    html_put(file, leaf->title);
    file_put(file, STR("</title>\n"));
    put_element(file, "style", leaf->style);
    put_element(file, "script", leaf->script);
    file_put(file, STR("</head>\n<body>\n"));
}

void
leaf_close(struct file_writer *file)
{
    file_put(file, STR("</body>\n</html>\n"));
}
