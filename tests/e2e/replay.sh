#!/bin/sh
# The fuzz targets as plain programs: each runs its seed corpus, and every old crasher, without a fuzzer.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
CC=${CC:-cc}
build=$(dirname "$DAOLAN")
if ! have "$CC" || [ ! -d "$build/src" ]; then
    skip 'replay: no compiler, or not a build tree'
    finish
fi
libraries=$(sed -n 's/^LIBRARIES = //p' "$root/Makefile")
objects=$(find "$build/src" "$build/web" -name '*.o' ! -path '*/cli/main.o' ! -name lexicon_pack.o \
    ! -name polyphone_train.o ! -name "train_*.o")
TMPDIR=$work
export TMPDIR DAOLAN_DATA
DAOLAN_DATA=${DAOLAN_DATA:-$build/data}
for target in "$root"/tests/fuzz/fuzz_*.c; do
    reader=$(basename "$target" .c)
    reader=${reader#fuzz_}
    # shellcheck disable=SC2046,SC2086
    check "the target $reader is a plain program too" "$CC" -std=c17 -D_POSIX_C_SOURCE=200809L -O1 -I"$root/src" \
        $(pkg-config --cflags $libraries) -o "$work/$reader" "$target" "$root/tests/fuzz/replay.c" $objects \
        $(pkg-config --libs $libraries) -lm
    seeds=$(find "$root/tests/fuzz/corpus/$reader" "$root/tests/fuzz/crashers/$reader" -type f 2>/dev/null | sort)
    # shellcheck disable=SC2086
    check "$reader: its seeds and old crashers" "$work/$reader" $seeds
    says "$reader: some were run" '^[1-9][0-9]* files' "$work/out"
done
finish
