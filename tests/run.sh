#!/bin/sh
# Runs test programs one after another and counts what they say. Each is a cmocka program, or a script that prints
# `ok - …`, `not ok - …` and `skip - …` lines; either way its exit status decides.
set -u
passed=0 failed=0 skipped=0 broken=
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for program in "$@"; do
    name=$(basename "$program")
    printf '== %s\n' "$name"
    case $program in
    *.sh) sh "$program" >"$log" 2>&1 ;;
    */*) "$program" >"$log" 2>&1 ;;
    *) "./$program" >"$log" 2>&1 ;;
    esac
    status=$?
    ok=$(grep -cE '^(ok - |\[       OK \])' "$log")
    bad=$(grep -cE '^(not ok - |\[  FAILED  \] [a-z_0-9]+$)' "$log")
    skip=$(grep -cE '^(skip - |\[  SKIPPED \] [a-z_0-9]+$)' "$log")
    if [ "$status" -ne 0 ] || [ "$bad" -ne 0 ]; then
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
