#!/bin/sh
# How exact every form of a tour is, by readers that are not ours; what validators say; which damages verify finds;
# what publishing costs beside speaking. Exits 1 where reach is missed: an error of 0 samples in every form (a cue sheet
# and a feed count in coarser units), no validator finds an error, at least 60 damages and all found, a build from warm clips in at
# most 5 % of a cold one.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 3
DAOLAN=${DAOLAN:-$root/build/daolan}
RUNS=${RUNS:-3}
PYTHON=${PYTHON:-/usr/bin/python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
status=0
for tool in ffprobe opusinfo mediainfo cuebreakpoints jq "$PYTHON"; do
    command -v "$tool" >/dev/null 2>&1 || { echo "bench: $tool is not installed (sh setup.sh --tests)" >&2 && exit 3; }
done

# publish CACHE: builds $script into $audio, which is not there yet; nanoseconds.
publish() {
    rm -rf "$audio"
    began=$(date +%s%N)
    DAOLAN_CACHE=$1 "$DAOLAN" build "$script" -o "$audio" --quiet 2>"$work/err" || { cat "$work/err" >&2 && exit 3; }
    echo $(($(date +%s%N) - began))
}

best() { sort -n | head -n 1; }

measure() { # name, script folder: all forms, also those of a tour that has an address
    echo "$1"
    script=$work/$1 audio=$work/$1.audio
    cp -R "$2" "$script"
    { echo 'base_url = https://museum.example/tour/'; cat "$2/tour.ini" 2>/dev/null; } >"$script/tour.ini"
    cold=$(for _ in $(seq "$RUNS"); do rm -rf "$work/cache" && publish "$work/cache" || exit; done | best)
    warm=$(for _ in $(seq "$RUNS"); do publish "$work/cache" || exit; done | best)
    [ -d "$audio" ] || exit 3
    "$PYTHON" tests/bench/publish.py chapters "$audio" || status=1
    "$PYTHON" tests/bench/publish.py validators "$audio" || status=1
    if "$DAOLAN" verify "$audio" >"$work/out" 2>&1; then echo '  verify          holds'; else
        head -n 5 "$work/out"
        status=1
    fi
    awk -v cold="$cold" -v warm="$warm" 'BEGIN {
        printf "  build           %.2f s cold, %.2f s from warm clips: %.1f %%\n", cold / 1e9, warm / 1e9, 100 * warm / cold
        exit warm > 0.05 * cold }' || { echo '  build           WRONG: more than 5 %' && status=1; }
}

measure jinzhou scripts/jinzhou
if [ -d ../shared/data/jinzhou ]; then
    measure article ../shared/data/jinzhou
else
    echo 'article: skipped, ../shared/data/jinzhou is not there'
fi

echo 'damages'
found=0 all=0
for test in $(grep -lE "^ *damaged(_unsummed)? " tests/e2e/*.sh | sort); do
    [ "$test" != tests/e2e/lib.sh ] || continue
    DAOLAN=$DAOLAN sh "$test" >"$work/out" 2>&1
    here=$(grep -c '^ok - finds ' "$work/out")
    of=$((here + $(grep -cE '^not ok - (finds |.*: could not be damaged)' "$work/out")))
    printf '  %-15s %d of %d found\n' "$(basename "$test" .sh)" "$here" "$of"
    found=$((found + here)) all=$((all + of))
done
echo "  together        $found of $all found"
if [ "$found" -lt "$all" ] || [ "$all" -lt 60 ]; then status=1; fi
exit $status
