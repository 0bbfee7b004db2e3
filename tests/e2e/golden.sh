#!/bin/sh
# Every sentence of two tours is read as a careful reader would read it: tests/golden holds where each begins and its
# pinyin, as checked by eye and ear.
#
#   sh tests/e2e/golden.sh             compares
#   sh tests/e2e/golden.sh --update    writes what the program says today: read the diff, and keep of it only what is
#                                      right, since a golden file is what ought to be said
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
golden=$root/tests/golden
update=${1:-}
tab=$(printf '\t')

build_tour() { # NAME FOLDER: in the voice that builds soonest; every voice is given the same reading
    check "$1 is built" daolan build "$2" -o "$work/audio/$1" --voice fake --quiet
}

# hold TOUR SOURCE GOLDEN: the sentences of that source are read as the golden file has them.
hold() {
    timeline=$work/audio/$1/timeline.json rows=$golden/$3
    if [ "$update" = --update ]; then
        check "$1/$2 is written to $3" "$PYTHON" "$root/tests/e2e/golden.py" "$timeline" "$2"
        [ "$status" -ne 0 ] || cp "$work/out" "$rows"
        return
    fi
    if "$PYTHON" "$root/tests/e2e/golden.py" "$timeline" "$2" "$rows" >"$work/out" 2>"$work/err"; then
        ok "$1/$2 is read as in $3: $(cat "$work/out")"
    else
        sed 's/^/  /' "$work/out" "$work/err"
        not_ok "$1/$2 is read as in $3"
    fi
    same "$3 holds places and pinyin only" 0 \
        "$(grep -cvE "^[0-9]+${tab}[0-9]+${tab}([a-z]+[1-5]|~)( ([a-z]+[1-5]|~))*\$" "$rows")"
}

build_tour sample "$root/scripts/jinzhou"
hold sample article.md sample_article.tsv
hold sample captions.txt sample_captions.tsv

article=$root/../shared/data/jinzhou/article.txt
if [ ! -f "$article" ]; then
    skip 'golden: ../shared/data/jinzhou/article.txt is not here'
    finish
fi
mkdir -p "$work/jinzhou"
cp "$article" "$work/jinzhou/"
build_tour jinzhou "$work/jinzhou"
hold jinzhou article.txt jinzhou.tsv
finish
