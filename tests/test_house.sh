#!/bin/sh
# Keeps the order of the house. A folder of src/ includes only its own headers and those of folders above it in the
# list below; verify and serve include base only; os.c alone asks for more than POSIX; files have at most 500 lines,
# functions at most 80. Prints where a rule is broken. The checks are themselves seen to fail on planted violations.
set -u
cd "$(dirname "$0")/.." || exit 3

FOLDERS='base script mandarin speak sound publish render verify serve cli web'
FILE_LINES=500
FUNCTION_LINES=80

position() { # folder -> its place in the list, empty where it has none
    printf '%s\n' "$FOLDERS" | tr ' ' '\n' | grep -n -x -F -- "$1" | cut -d: -f1
}

# may_include FOLDER OTHER: succeeds where a file of FOLDER may include a header of OTHER.
may_include() {
    [ "$1" != "$2" ] || return 0
    case $1 in
    verify | serve) [ "$2" = base ] ;;
    *)
        [ "$2" != verify ] && [ "$2" != serve ] || [ "$1" = cli ] || return 1
        [ -n "$(position "$2")" ] && [ "$(position "$2")" -lt "$(position "$1")" ]
        ;;
    esac
}

check_includes() { # src
    for folder in "$1"/*/; do
        name=$(basename "$folder")
        if [ -z "$(position "$name")" ]; then
            echo "$folder: not a folder of the house"
            continue
        fi
        grep -Hn '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "$folder"*.[ch] 2>/dev/null |
            sed 's/^\([^:]*:[0-9]*\):.*"\(.*\)".*/\1 \2/' |
            while read -r where header; do
                case $header in
                */*) may_include "$name" "${header%%/*}" || echo "$where: $name may not include $header" ;;
                *) echo "$where: includes are written from src: $header" ;;
                esac
            done
    done
}

check_systems() { # src
    grep -rnE '_GNU_SOURCE|_BSD_SOURCE|_DEFAULT_SOURCE|_XOPEN_SOURCE' "$1" --include='*.[ch]' |
        grep -v '^[^:]*base/os\.[ch]:'
}

check_lines() { # src
    find "$1" -type f -name '*.[ch]' | while read -r file; do
        lines=$(wc -l <"$file")
        [ "$lines" -le "$FILE_LINES" ] || echo "$file: $lines lines, at most $FILE_LINES"
    done
}

# The layout is clang-format's: a function's body opens with { and closes with } at the line's start.
check_functions() { # src
    find "$1" -type f -name '*.c' | while read -r file; do
        awk -v most="$FUNCTION_LINES" -v file="$file" '
            /^[a-z_][A-Za-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name); named = NR }
            /^\{/ { from = named }
            /^\}/ && from { n = NR - from + 1
                if (n > most) printf "%s:%d: %s has %d lines, at most %d\n", file, from, name, n, most
                from = 0 }' "$file"
    done
}

# Only locks, caches and the like change at run time, and the house has none: const, or inside a function.
check_state() { # src
    grep -rnE '^static [^(]*(=|;)' "$1" --include='*.c' | grep -vE 'const|^[^:]*:[0-9]*:static (inline|_Noreturn)'
}

check_all() { # src
    check_includes "$1"
    check_systems "$1"
    check_lines "$1"
    check_functions "$1"
    check_state "$1"
}

failed=0
report() { # name, findings
    if [ -z "$2" ]; then
        echo "ok - $1"
    else
        printf '%s\n' "$2"
        echo "not ok - $1"
        failed=1
    fi
}

report 'folders include only folders above them' "$(check_includes src)"
report 'os.c alone asks for more than POSIX' "$(check_systems src)"
report "files have at most $FILE_LINES lines" "$(check_lines src)"
report "functions have at most $FUNCTION_LINES lines" "$(check_functions src)"
report 'no state at file scope' "$(check_state src)"

# A check that cannot fail is none: plant each violation in a house of straw.
straw=$(mktemp -d)
trap 'rm -rf "$straw"' EXIT
planted() { # name, path, text: one finding must come of it
    rm -rf "$straw/src"
    mkdir -p "$straw/src/$(dirname "$2")"
    printf '%s\n' "$3" >"$straw/src/$2"
    if [ -n "$(check_all "$straw/src")" ]; then
        echo "ok - finds $1"
    else
        echo "not ok - finds $1"
        failed=1
    fi
}
planted 'a folder that includes one below it' base/x.c '#include "script/tour.h"'
planted 'the builder in the verifier' verify/x.c '#include "publish/timeline.h"'
planted 'the verifier in the builder' render/x.c '#include "verify/verify.h"'
planted 'an include not written from src' script/x.c '#include "tour.h"'
planted 'a folder that is not in the house' attic/x.c 'int x;'
planted 'a call for more than POSIX' script/x.c '#define _GNU_SOURCE'
planted 'a file that is too long' script/x.c "$(awk 'BEGIN { for (i = 0; i < 501; i++) print "/* */" }')"
planted 'a function that is too long' script/x.c \
    "$(awk 'BEGIN { print "int\nf(void)\n{"; for (i = 0; i < 80; i++) print "    g();"; print "}" }')"
planted 'state at file scope' script/x.c 'static int count;'
rm -rf "$straw/src"
mkdir -p "$straw/src/cli"
printf '#include "verify/verify.h"\n#include "base/str.h"\nstatic const int two = 2;\n' >"$straw/src/cli/x.c"
report 'passes what is allowed' "$(check_all "$straw/src")"
exit $failed
