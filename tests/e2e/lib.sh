# shellcheck shell=sh
# What every end-to-end test needs: the program, a temporary folder, and lines that say what holds.
#
#   . "$(dirname "$0")/lib.sh"
#   check 'a tour is built' daolan build "$script" -o "$work/audio" --quiet
#   expect 1 'no article is an error' daolan build "$work/empty"
#   finish
#
# What a checked command prints lands in $work/out and $work/err and is shown when it fails.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
DAOLAN=${DAOLAN:-$root/build/daolan}
case $DAOLAN in /*) ;; *) DAOLAN=$PWD/$DAOLAN ;; esac
LC_ALL=C.UTF-8
export DAOLAN LC_ALL
work=$(mktemp -d)
DAOLAN_CACHE=$work/cache
export DAOLAN_CACHE
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
failed=0
PYTHON=${PYTHON:-/usr/bin/python3} # the system's, which has Debian's jsonschema
export PYTHON

if [ ! -x "$DAOLAN" ]; then
    echo "not ok - $DAOLAN is not there: run make first"
    exit 1
fi

daolan() { "$DAOLAN" "$@"; }

ok() { echo "ok - $1"; }

not_ok() {
    echo "not ok - $1"
    failed=1
}

skip() { echo "skip - $1"; }

have() { command -v "$1" >/dev/null 2>&1; }

show() { # what the last command printed, for a failure
    [ ! -s "$work/out" ] || head -c 2000 "$work/out" | sed 's/^/  out: /'
    [ ! -s "$work/err" ] || head -c 2000 "$work/err" | sed 's/^/  err: /'
}

# expect STATUS NAME COMMAND …: the command exits so.
expect() {
    expected=$1 name=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err"
    status=$?
    if [ "$status" -eq "$expected" ]; then
        ok "$name"
    else
        show
        not_ok "$name (exit $status, expected $expected)"
    fi
}

# check NAME COMMAND …: the command succeeds.
check() {
    name=$1
    shift
    expect 0 "$name" "$@"
}

# same NAME EXPECTED FOUND: two texts are equal.
same() {
    if [ "$2" = "$3" ]; then
        ok "$1"
    else
        printf '  expected: %s\n  found:    %s\n' "$2" "$3"
        not_ok "$1"
    fi
}

# says NAME PATTERN FILE: some line of the file matches (grep -E).
says() {
    if grep -qE -- "$2" "$3"; then
        ok "$1"
    else
        head -c 2000 "$3" | sed 's/^/  /'
        not_ok "$1 (no line like: $2)"
    fi
}

# One number that stands for all bytes and names below a folder.
tree_sum() {
    (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -c1-16)
}

# The sums of a tour, once more: what damages a file and sums it again is not found by its sum.
sum_again() {
    (cd "$1" && [ -f SHA256SUMS ] && find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort |
        xargs -d '\n' sha256sum >SHA256SUMS)
}

# damaged NAME PATTERN COMMAND …: the command damages a copy of $work/built, in which it runs; its sums are made
# again; `daolan verify` exits 1 and says PATTERN (grep -E).
damaged() {
    damage sum_again "$@"
}

# damaged_unsummed NAME PATTERN COMMAND …: the same, SHA256SUMS left as it is.
damaged_unsummed() {
    damage true "$@"
}

damage() {
    sums=$1 name=$2 pattern=$3
    shift 3
    rm -rf "$work/tour"
    cp -R "$work/built" "$work/tour"
    if ! (cd "$work/tour" && "$@") >"$work/out" 2>&1; then
        show
        not_ok "$name: could not be damaged"
        return
    fi
    $sums "$work/tour"
    daolan verify "$work/tour" >"$work/out" 2>"$work/err"
    status=$?
    if [ $status -eq 1 ] && grep -qE -- "$pattern" "$work/err" && [ ! -s "$work/out" ]; then
        ok "finds $name"
    else
        show
        not_ok "finds $name (exit $status, expected 1 and $pattern)"
    fi
}

# Ways to damage: two files change places; a text of a file becomes another, exactly there.
swap() { mv "$1" swap.tmp && mv "$2" "$1" && mv swap.tmp "$2"; }
replace() { # file, text, other text: exactly there
    grep -q -- "$2" "$1" && sed -i "s/$2/$3/" "$1"
}


# validate SCHEMA FILE: the JSON file follows the schema, by Debian's python3-jsonschema.
validate() {
    "$PYTHON" - "$1" "$2" <<'END'
import json, sys
import jsonschema
schema, document = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
errors = sorted(validator(schema).iter_errors(document), key=lambda e: list(map(str, e.path)))
for error in errors[:10]:
    print("/".join(map(str, error.path)), error.message[:300], file=sys.stderr)
sys.exit(bool(errors))
END
}

# A small tour of our own: a title stop, two headings, numbers, a Latin word, a sentence of one syllable, two
# captions, one with a drawing.
small_script() {
    mkdir -p "$1/photos"
    cat >"$1/article.md" <<'EOF'
# 河湾小镇

欢迎来到河湾小镇。请站到桥头，听一听水声。

这座桥有128米长，1956年建成；走过去，大约要3分钟。

## 老磨坊

磨坊的轮子转了一百多年。好！

当年每天能磨2.5吨麦子，占全镇的40%。如今，里面开了一间Coffee小店，**八点**开门。

## 河边的风

再往前走，就是河边了。风大的日子，请抓紧帽子。
EOF
    printf '1\tphotos/wheel.svg\t水车浸在水里，一半黑，一半亮。\n2\tphotos/bridge.svg\t傍晚的桥。\n' \
        >"$1/captions.txt"
    printf 'title = 河湾小镇\npublisher = 测试\nlicence = CC0-1.0\n' >"$1/tour.ini"
    for photo in wheel bridge; do
        echo '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>' \
            >"$1/photos/$photo.svg"
    done
}

finish() { exit "$failed"; }
