#!/bin/sh
# A machine without libavformat: nothing is published and it is said why; what needs no MP4 works.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cc=${CC:-cc}
# A dlopen that finds neither libavformat nor its kin.
cat >"$work/absent.c" <<'EOF'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

void *
dlopen(const char *name, int flags)
{
    void *(*next)(const char *, int);
    *(void **)&next = dlsym(RTLD_NEXT, "dlopen");
    return name != NULL && (strstr(name, "libav") != NULL) ? NULL : next(name, flags);
}
EOF
# shellcheck disable=SC2086 # CC may be "ccache gcc"
if ! $cc -shared -fPIC -o "$work/absent.so" "$work/absent.c" -ldl 2>"$work/err"; then
    skip 'without_libav: no compiler that makes a shared library'
    finish
fi
if nm -D "$DAOLAN" 2>/dev/null | grep -q __asan; then
    skip 'without_libav: a sanitizer wants to be loaded first'
    finish
fi
without() { LD_PRELOAD="$work/absent.so" "$@"; }

small_script "$work/script"
expect 3 'a build without libavformat is a system failure' without "$DAOLAN" build "$work/script" -o "$work/audio" --quiet
says 'that names it' 'error: .*libavformat' "$work/err"
says 'with a hint' 'hint: .*setup\.sh' "$work/err"
same 'and leaves nothing' '' "$(find "$work" -maxdepth 1 -name '*audio*' ! -name '*.lock')"
check 'with it the tour is built' daolan build "$work/script" -o "$work/audio" --quiet
before=$(tree_sum "$work/audio")
sed -i 's/河边/岸边/' "$work/script/article.md"
expect 3 'a tour that stands is not built again without it' without "$DAOLAN" build "$work/script" -o "$work/audio" --quiet
same 'and stays as it was' "$before" "$(tree_sum "$work/audio")"
expect 1 'verify cannot prove a tour without it' without "$DAOLAN" verify "$work/audio"
says 'and says why' 'error: .*libavformat' "$work/err"
same 'pinyin needs none' 'jin3 zhou1' "$(echo 锦州 | without "$DAOLAN" pinyin)"
check 'nor does check' without "$DAOLAN" check "$work/script"
check 'nor does say' without "$DAOLAN" say 锦州 -o "$work/x.opus"
finish
