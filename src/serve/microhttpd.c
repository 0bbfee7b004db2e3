#include "serve/microhttpd.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

bool
microhttpd_load(struct microhttpd *http)
{
    static const struct {
        const char *name;
        size_t offset;
    } functions[] = {
#define ROW(name) {#name, offsetof(struct microhttpd, name)},
        MICROHTTPD_FUNCTIONS(ROW)
#undef ROW
    };
    /* the interface of all releases from 0.9.38 to 1.0 */
    void *library = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL) {
            return false;
        }
        memcpy((char *)http + functions[i].offset, &function, sizeof function);
    }
    return true;
}
