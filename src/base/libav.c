#include "base/libav.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#define TEXT(x)   #x
#define NUMBER(x) TEXT(x)
#define LIBRARY   "libavformat.so." NUMBER(LIBAVFORMAT_VERSION_MAJOR)

bool
libav_load(struct libav *av)
{
    static const struct {
        const char *name;
        size_t offset;
    } functions[] = {
#define ROW(name) {#name, offsetof(struct libav, name)},
        LIBAV_FUNCTIONS(ROW)
#undef ROW
    };
    /* what libavcodec and libavutil define is found through it: it depends on them */
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL) {
            return false;
        }
        memcpy((char *)av + functions[i].offset, &function, sizeof function);
    }
    return true;
}
