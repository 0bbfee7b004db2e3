#!/bin/sh
# Runs test programs, as many at once as there are cores (JOBS), and counts what they say. Each is a cmocka program, or a
# script that prints `ok - …`, `not ok - …` and `skip - …` lines; either way its exit status decides.
set -u

if [ "${1:-}" = --one ]; then # LOGS PROGRAM: into LOGS/its name and LOGS/its name.status
    name=$(basename "$3")
    case $3 in
    *.sh) sh "$3" ;;
    */*) "$3" ;;
    *) "./$3" ;;
    esac >"$2/$name" 2>&1
    echo $? >"$2/$name.status"
    echo "== $name"
    exit 0
fi

passed=0 failed=0 skipped=0 broken=
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
# the largest first: they tend to take longest (names here have no spaces)
# shellcheck disable=SC2011
ls -S "$@" | xargs -P "${JOBS:-$(nproc)}" -I PROGRAM sh "$0" --one "$logs" PROGRAM
for program in "$@"; do
    name=$(basename "$program")
    log=$logs/$name
    status=$(cat "$log.status" 2>/dev/null || echo 255)
    ok=$(grep -cE '^(ok - |\[       OK \])' "$log")
    bad=$(grep -cE '^(not ok - |\[  FAILED  \] [a-z_0-9]+$)' "$log")
    skip=$(grep -cE '^(skip - |\[  SKIPPED \] [a-z_0-9]+$)' "$log")
    if [ "$status" -ne 0 ] || [ "$bad" -ne 0 ]; then
        echo "-- $name"
        cat "$log"
        [ "$bad" -ne 0 ] || bad=1
        broken="$broken $name"
    elif [ $((ok + skip)) -eq 0 ]; then
        echo "$name: ran no test"
        bad=1
        broken="$broken $name"
    else
        grep -E '^skip - ' "$log"
    fi
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))
done
[ -z "$broken" ] || echo "failed:$broken"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
