#!/bin/sh
# Installed into a folder of its own, the program works from there; uninstalled, nothing is left.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
if [ "$DAOLAN" != "$root/build/daolan" ]; then
    skip 'install: not the program of this build tree'
    finish
fi
small_script "$work/script"
prefix=$work/prefix
make_in_root() { make -s -C "$root" --no-print-directory "$@"; }

check 'make install' make_in_root install DESTDIR="$work/dest" prefix=/usr
check 'the program is where it belongs' test -x "$work/dest/usr/bin/daolan"
check 'its data too' test -s "$work/dest/usr/share/daolan/mandarin/lexicon.bin"
for file in "$root"/voices/*.ini "$root"/voices/*.espeak "$root/voices/README.md"; do
    check "voices/${file##*/}" cmp "$file" "$work/dest/usr/share/daolan/voices/${file##*/}"
done
check 'and its manual' test -s "$work/dest/usr/share/man/man1/daolan.1"
find "$work/dest" -type f -perm /022 >"$work/out"
same 'nobody else may write to what was installed' '' "$(cat "$work/out")"
expect 0 'it builds a tour with its own data' env DAOLAN_DATA="$work/dest/usr/share/daolan" \
    "$work/dest/usr/bin/daolan" build "$work/script" -o "$work/audio" --quiet
expect 0 'and proves it' "$work/dest/usr/bin/daolan" verify "$work/audio"
check 'make uninstall' make_in_root uninstall DESTDIR="$work/dest" prefix=/usr
same 'leaves nothing' '' "$(find "$work/dest" ! -type d)"

# A prefix of its own is compiled in, so that build is made apart.
check 'make install with another prefix' make_in_root install BUILD="$work/build" prefix="$prefix" CFLAGS=-O1
small=$(cd / && HOME=$work "$prefix/bin/daolan" pinyin - <<EOF
锦州
EOF
)
same 'its program finds its data by itself' 'jin3 zhou1' "$small"
check 'its voices too' "$prefix/bin/daolan" voices
same 'all of them' 'caption guide narrator' "$(cut -f1 "$work/out" | tr '\n' ' ' | sed 's/ $//')"
check 'it speaks from there' sh -c 'cd / && "$1/bin/daolan" build "$2/script" -o "$2/other" --quiet' - "$prefix" "$work"
same 'with the same bytes' "$(tree_sum "$work/audio")" "$(tree_sum "$work/other")"
check 'make uninstall' make_in_root uninstall BUILD="$work/build" prefix="$prefix" CFLAGS=-O1
same 'leaves nothing' '' "$(find "$prefix" ! -type d)"
finish
