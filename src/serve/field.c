#include "serve/field.h"

/* Takes the next tag off *list, quotes and all, and says whether it was a weak one; false at the end, or
 * where it is no list of tags. A tag may hold a comma. */
static bool
take_tag(str *list, str *tag, bool *is_weak)
{
    while (list->len > 0 && (list->data[0] == ',' || list->data[0] == ' ' || list->data[0] == '\t')) {
        *list = str_from_offset(*list, 1);
    }
    *is_weak = str_starts(*list, STR("W/"));
    str rest = str_from_offset(*list, *is_weak ? 2 : 0);
    size_t close = str_starts(rest, STR("\"")) ? str_find(str_from_offset(rest, 1), STR("\"")) : STR_NONE;
    if (close == STR_NONE) {
        return false;
    }
    *tag = str_cut(rest, 0, close + 2);
    *list = str_from_offset(rest, close + 2);
    return true;
}

bool
field_lists_tag(str list, str tag, bool weak)
{
    str other;
    bool is_weak;
    list = str_trim(list);
    if (str_equal(list, STR("*"))) {
        return true;
    }
    while (take_tag(&list, &other, &is_weak)) {
        if (str_equal(other, tag) && (weak || !is_weak)) {
            return true;
        }
    }
    return false;
}

/* "q=0", "q=0.0" …: a weight of nothing. */
static bool
is_refused(str parameters)
{
    str parameter;
    while (str_split(&parameters, ';', &parameter)) {
        parameter = str_trim(parameter);
        if (!str_starts(parameter, STR("q=")) && !str_starts(parameter, STR("Q="))) {
            continue;
        }
        for (size_t i = 2; i < parameter.len; i++) {
            if (parameter.data[i] != '0' && parameter.data[i] != '.') {
                return false;
            }
        }
        return true;
    }
    return false;
}

static bool
is_gzip(str coding)
{
    static const char gzip[] = "gzip";
    bool same = coding.len == sizeof gzip - 1;
    for (size_t i = 0; same && i < coding.len; i++) {
        same = (coding.data[i] | 0x20) == gzip[i];
    }
    return same;
}

bool
field_accepts_gzip(str header)
{
    str item, coding;
    bool any = false;
    while (str_split(&header, ',', &item)) {
        if (!str_split(&item, ';', &coding)) {
            continue;
        }
        coding = str_trim(coding);
        if (is_gzip(coding)) {
            return !is_refused(item);
        }
        any = any || (str_equal(coding, STR("*")) && !is_refused(item));
    }
    return any;
}
