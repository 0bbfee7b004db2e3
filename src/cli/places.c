#include "cli/places.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/os.h"
#include "render/network.h"

#ifndef DATADIR
#error "DATADIR must name the folder of the installed data"
#endif

/* The environment's word, empty where it says nothing. */
static str
environment(const char *name)
{
    const char *value = getenv(name);
    return value == NULL ? STR("") : str_from(value);
}

/* The build tree's folder; empty for an installed program. */
static str
build_tree(arena *out)
{
    char program[OS_PATH_BYTES];
    if (!os_program_path(program, sizeof program)) {
        return STR("");
    }
    str folder = str_copy(out, file_folder(str_from(program)));
    return file_is_folder(*out, file_join(out, folder, STR("data"))) ? folder : STR("");
}

str
place_of_data(arena *out)
{
    str said = environment("DAOLAN_DATA");
    if (said.len > 0) {
        return said;
    }
    str tree = build_tree(out);
    return tree.len > 0 ? file_join(out, tree, STR("data")) : STR(DATADIR);
}

str
place_of_cache(arena *out)
{
    str said = environment("DAOLAN_CACHE");
    if (said.len > 0 && !network_is_address(said)) {
        return said;
    }
    str tree = build_tree(out);
    if (tree.len > 0) {
        return file_join(out, tree, STR("cache"));
    }
    str base = environment("XDG_CACHE_HOME");
    if (!str_starts(base, STR("/"))) {
        base = file_join(out, environment("HOME"), STR(".cache"));
    }
    return file_join(out, base, STR("daolan"));
}

str
place_of_network(arena *out)
{
    str said = environment("DAOLAN_CACHE");
    while (str_ends(said, STR("/"))) {
        said.len--;
    }
    return network_is_address(said) ? str_copy(out, said) : STR("");
}
