#include "base/libav.h"

#include "base/library.h"

#define TEXT(x)   #x
#define NUMBER(x) TEXT(x)
#define LIBRARY   "libavformat.so." NUMBER(LIBAVFORMAT_VERSION_MAJOR)

bool
libav_load(struct libav *av)
{
    static const struct library_function functions[] = {
#define ROW(name) {#name, offsetof(struct libav, name)},
        LIBAV_FUNCTIONS(ROW)
#undef ROW
    };
    /* what libavcodec and libavutil define is found through it: it depends on them */
    return library_load(LIBRARY, functions, sizeof functions / sizeof *functions, av);
}
