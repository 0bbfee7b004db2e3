#include "speak/sounds.h"

#include <string.h>

const float sounds_levels_db[SOUND_CLASSES][BANDS_MAX] = {
    [SOUND_SILENCE] = {-56, -56, -56, -56, -56, -56}, [SOUND_BURST] = {-30, -28, -26, -26, -28, -34},
    [SOUND_HISS] = {-42, -42, -38, -32, -22, -14},    [SOUND_HUSH] = {-42, -38, -28, -16, -12, -18},
    [SOUND_PALATAL] = {-42, -40, -34, -20, -12, -14}, [SOUND_NASAL] = {-6, -20, -24, -26, -34, -44},
    [SOUND_LIQUID] = {-5, -14, -17, -22, -30, -40},   [SOUND_A] = {-8, -2, -5, -14, -22, -34},
    [SOUND_O] = {-4, -4, -14, -26, -32, -42},         [SOUND_E] = {-4, -6, -10, -18, -26, -36},
    [SOUND_I] = {-3, -20, -24, -13, -16, -28},        [SOUND_U] = {-3, -11, -26, -32, -38, -46},
    [SOUND_Y] = {-3, -20, -18, -15, -22, -32},        [SOUND_APICAL] = {-4, -17, -12, -16, -22, -28},
};

/* One letter a sound, in the order of the classes after silence. */
static const char letters[] = "_bshxnlaoeiuy-";

struct spelling {
    const char *written, *sounds;
};

/* The longer first. */
static const struct spelling initials[] = {
    {"zh", "_h"}, {"ch", "_h"}, {"sh", "h"}, {"b", "_b"}, {"p", "_b"}, {"m", "n"},  {"f", "b"},
    {"d", "_b"},  {"t", "_b"},  {"n", "n"},  {"l", "l"},  {"g", "_b"}, {"k", "_b"}, {"h", "b"},
    {"j", "_x"},  {"q", "_x"},  {"x", "x"},  {"z", "_s"}, {"c", "_s"}, {"s", "s"},  {"r", "l"},
};

static const struct spelling finals[] = {
    {"iang", "ian"}, {"iong", "yon"}, {"uang", "uan"}, {"iao", "iao"}, {"ian", "ien"}, {"uai", "uai"},
    {"uan", "uan"},  {"ang", "an"},   {"eng", "en"},   {"ing", "in"},  {"ong", "un"},  {"ueng", "uen"},
    {"van", "yen"},  {"ai", "ai"},    {"ei", "ei"},    {"ao", "ao"},   {"ou", "ou"},   {"an", "an"},
    {"en", "en"},    {"er", "el"},    {"ia", "ia"},    {"ie", "ie"},   {"iu", "iou"},  {"in", "in"},
    {"ua", "ua"},    {"uo", "uo"},    {"ui", "uei"},   {"un", "uen"},  {"ve", "ye"},   {"vn", "yn"},
    {"a", "a"},      {"o", "o"},      {"e", "e"},      {"i", "i"},     {"u", "u"},     {"v", "y"},
};

/* Written with y or w: as they sound. */
static const struct spelling wholes[] = {
    {"yi", "i"},    {"ya", "ia"},    {"ye", "ie"},    {"yao", "iao"},  {"you", "iou"},  {"yan", "ien"},
    {"yin", "in"},  {"yang", "ian"}, {"ying", "ien"}, {"yong", "yon"}, {"yo", "io"},    {"yu", "y"},
    {"yue", "ye"},  {"yuan", "yen"}, {"yun", "yn"},   {"wu", "u"},     {"wa", "ua"},    {"wo", "uo"},
    {"wai", "uai"}, {"wei", "uei"},  {"wan", "uan"},  {"wen", "uen"},  {"wang", "uan"}, {"weng", "uen"},
    {"m", "n"},     {"n", "n"},      {"ng", "n"},     {"hm", "bn"},    {"hng", "bn"},
};

static unsigned
add(const char *spelt, unsigned char sounds[SOUNDS_MAX], unsigned count)
{
    for (; *spelt != '\0' && count < SOUNDS_MAX; spelt++) {
        const char *at = strchr(letters, *spelt);
        sounds[count++] = (unsigned char)(at - letters);
    }
    return count;
}

static unsigned
add_final(const char *base, const char *final, unsigned char sounds[SOUNDS_MAX], unsigned count)
{
    if (strcmp(final, "i") == 0 && count > 0 &&
        (sounds[count - 1] == SOUND_HISS || sounds[count - 1] == SOUND_HUSH || base[0] == 'r')) {
        return add("-", sounds, count);
    }
    char written[8] = "";
    if (final[0] == 'u' && count > 0 && sounds[count - 1] == SOUND_PALATAL &&
        strlen(final) < sizeof written) {
        strcpy(written, final);
        written[0] = 'v'; /* ü is written u after j q x */
        final = written;
    }
    for (size_t i = 0; i < sizeof finals / sizeof finals[0]; i++) {
        if (strcmp(final, finals[i].written) == 0) {
            return add(finals[i].sounds, sounds, count);
        }
    }
    return count;
}

unsigned
sounds_of(const char *base, bool erhua, unsigned char sounds[SOUNDS_MAX])
{
    unsigned count = 0;
    for (size_t i = 0; i < sizeof wholes / sizeof wholes[0] && count == 0; i++) {
        if (strcmp(base, wholes[i].written) == 0) {
            count = add(wholes[i].sounds, sounds, 0);
        }
    }
    if (count == 0) {
        const char *final = base;
        for (size_t i = 0; i < sizeof initials / sizeof initials[0] && final == base; i++) {
            size_t len = strlen(initials[i].written);
            if (strncmp(base, initials[i].written, len) == 0) {
                count = add(initials[i].sounds, sounds, 0);
                final += len;
            }
        }
        count = add_final(base, final, sounds, count);
    }
    if (count == 0 && *base != '\0') {
        count = add("e", sounds, 0); /* ê */
    }
    return erhua && count > 0 ? add("l", sounds, count) : count;
}
