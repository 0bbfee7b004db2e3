#include "serve/microhttpd.h"

#include "base/library.h"

bool
microhttpd_load(struct microhttpd *http)
{
    static const struct library_function functions[] = {
#define ROW(name) {#name, offsetof(struct microhttpd, name)},
        MICROHTTPD_FUNCTIONS(ROW)
#undef ROW
    };
    /* the interface of all releases from 0.9.38 to 1.0 */
    return library_load("libmicrohttpd.so.12", functions, sizeof functions / sizeof *functions, http);
}
