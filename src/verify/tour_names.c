#include "verify/tour_names.h"

enum { NUMBER_DIGITS_MAX = 10, EXTENSION_MAX = 5 };

static bool
take(str *path, str part)
{
    if (!str_starts(*path, part)) {
        return false;
    }
    *path = str_from_offset(*path, part.len);
    return true;
}

static bool
take_run(str *path, char first, char last, size_t most)
{
    size_t len = 0;
    while (len < path->len && path->data[len] >= first && path->data[len] <= last) {
        len++;
    }
    *path = str_from_offset(*path, len);
    return len > 0 && len <= most;
}

bool
tour_name_is_tour(str path)
{
    if (!take(&path, STR("tour"))) {
        return false;
    }
    if (take(&path, STR("-")) && !take_run(&path, '0', '9', NUMBER_DIGITS_MAX)) {
        return false;
    }
    return str_equal(path, STR(".opus"));
}

bool
tour_name_is_stop(str path)
{
    return take(&path, STR("stops/")) && take_run(&path, '0', '9', NUMBER_DIGITS_MAX) &&
           str_equal(path, STR(".opus"));
}

bool
tour_name_is_photo(str path)
{
    return take(&path, STR("photos/")) && take_run(&path, '0', '9', NUMBER_DIGITS_MAX) &&
           take(&path, STR(".")) && take_run(&path, 'a', 'z', EXTENSION_MAX) && path.len == 0;
}

str
tour_name_chapters(arena *out, str tour_path, const char *extension)
{
    size_t from = sizeof "tour" - 1, end = tour_path.len - (sizeof ".opus" - 1);
    str number = str_cut(tour_path, from, end - from);
    return str_format(out, "chapters" STR_FMT ".%s", STR_ARG(number), extension);
}

str
tour_name_sibling(arena *out, str path, const char *extension)
{
    size_t stem = path.len;
    while (stem > 0 && path.data[stem - 1] != '.' && path.data[stem - 1] != '/') {
        stem--;
    }
    stem = stem > 0 && path.data[stem - 1] == '.' ? stem : path.len;
    return str_format(out, STR_FMT "%s", STR_ARG(str_cut(path, 0, stem)), extension);
}

const char *
tour_name_page(size_t i)
{
    static const char *const names[] = {
        "contents.html",       "index.html",           "assets/style.css",    "assets/page.js",
        "assets/tour.js",      "assets/icon.svg",      "assets/icon-180.png", "assets/icon-192.png",
        "assets/icon-512.png", "manifest.webmanifest",
    };
    return i < sizeof names / sizeof *names ? names[i] : NULL;
}

const char *
tour_name_fixed(size_t i)
{
    static const char *const names[] = {"timeline.json", "publication.json", "tour.lpf",    "tour.m3u8",
                                        "tour.epub",     "labels.html",      "report.html", "offline.json",
                                        "sw.js",         "SHA256SUMS"};
    enum { COUNT = sizeof names / sizeof *names };
    return i < COUNT ? names[i] : tour_name_page(i - COUNT);
}
