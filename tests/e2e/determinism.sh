#!/bin/sh
# The bytes of a tour depend on its script, the voice and the libraries, on nothing else; and one edited sentence
# costs one synthesis.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
small_script "$work/one/tour"
# every form that a tour may have, a picture inside the tracks among them
echo 'base_url = https://museum.example/tour/' >>"$work/one/tour/tour.ini"
printf '\377\330\377\300\0\013\010\0\1\0\1\1\1\021\0\377\332\0\2x\377\331' >"$work/one/tour/photos/dot.jpg"
printf '3\tphotos/dot.jpg\t一个点。\n' >>"$work/one/tour/captions.txt"

build() { # folder with tour/, audio folder, more options …
    (cd "$1" && shift && audio=$1 && shift && daolan build tour -o "$audio" "$@")
}
rendered() { grep -c '^render ' "$1"; } # sentences rendered, by --explain's lines

check 'built by one process' build "$work/one" "$work/a" -j1 --quiet
reference=$(tree_sum "$work/a")
check 'the sums cover it all' sh -c 'cd "$1" && sha256sum --strict --quiet -c SHA256SUMS &&
    [ "$(find . -type f | wc -l)" -eq $(($(wc -l <SHA256SUMS) + 1)) ]' - "$work/a"

DAOLAN_CACHE=$work/cache-two
check 'built by two processes, cold cache' build "$work/one" "$work/b" -j2 --quiet
same 'two processes make the same bytes' "$reference" "$(tree_sum "$work/b")"

check 'built again from a warm cache' build "$work/one" "$work/b" -j2 --explain
same 'a warm cache renders nothing' 0 "$(rendered "$work/err")"
same 'a warm cache makes the same bytes' "$reference" "$(tree_sum "$work/b")"

mkdir -p "$work/far/away and 远"
cp -R "$work/one/tour" "$work/far/away and 远/"
DAOLAN_CACHE=$work/cache-three
check 'built in another folder' build "$work/far/away and 远" "$work/c" -j2 --quiet
same 'another folder makes the same bytes' "$reference" "$(tree_sum "$work/c")"

# another day, another user's surroundings
find "$work/one/tour" -exec touch -d '2001-02-03 04:05:06' {} +
DAOLAN_CACHE=$work/cache-four
check 'built with other times and surroundings' env TZ=Asia/Shanghai LC_ALL=C LANG=zh_CN.GBK \
    HOME=/nonexistent sh -c 'umask 077; cd "$1" && "$DAOLAN" build tour -o "$2" --quiet' - "$work/one" "$work/d"
same 'other surroundings make the same bytes' "$reference" "$(tree_sum "$work/d")"

# SOURCE_DATE_EPOCH is the day that the tracks and the timeline name, and nothing else
for place in dated again; do
    check 'built on a day that is given' env SOURCE_DATE_EPOCH=1777600000 TZ=Asia/Shanghai sh -c \
        'cd "$1" && "$DAOLAN" build tour -o "$2" --quiet' - "$work/one" "$work/$place"
done
same 'the same day makes the same bytes' "$(tree_sum "$work/dated")" "$(tree_sum "$work/again")"
same 'only tracks name it, and what is made of them' '' "$(diff -rq "$work/a" "$work/dated" | grep -vE '(\.(opus|mp4|lpf|epub)|(publication|timeline|offline)\.json|index\.html|feed\.xml|SHA256SUMS) differ$')"
expect 2 'a day that is none is wrong usage' env SOURCE_DATE_EPOCH=today "$DAOLAN" build "$work/one/tour" -o "$work/x" --quiet

# one edited sentence
DAOLAN_CACHE=$work/cache-two
sed -i 's/风大的日子，请抓紧帽子。/风大的日子，请扶好帽子。/' "$work/one/tour/article.md"
check 'built with one sentence edited' build "$work/one" "$work/b" -j2 --explain
same 'one edited sentence renders one' 1 "$(rendered "$work/err")"
says 'and it is said why' '^render [0-9]+: .+' "$work/err"
if [ "$(tree_sum "$work/b")" != "$reference" ]; then
    ok 'the edited tour differs'
else
    not_ok 'the edited tour differs'
fi
check 'the edited tour holds' daolan verify "$work/b"
DAOLAN_CACHE=$work/cache-five
check 'the edited tour from a cold cache' build "$work/one" "$work/e" -j1 --quiet
same 'edited and new are the same bytes' "$(tree_sum "$work/b")" "$(tree_sum "$work/e")"

# a paragraph said twice: nothing is spoken again
DAOLAN_CACHE=$work/cache-two
sed -n '1,4p' "$work/one/tour/article.md" >"$work/head.md"
{
    cat "$work/head.md"
    grep '^再往前走' "$work/one/tour/article.md"
    echo
    sed -n '5,$p' "$work/one/tour/article.md"
} >"$work/one/tour/article.new" && mv "$work/one/tour/article.new" "$work/one/tour/article.md"
check 'built with a paragraph said twice' build "$work/one" "$work/b" -j2 --explain
same 'a sentence said twice is rendered once' 0 "$(rendered "$work/err")"

# two sentences that sound alike but for their stress: 在 leans on the word behind it, 再 does not
mkdir "$work/stressed" "$work/leaning"
echo '他再来了。' >"$work/stressed/article.txt"
echo '他在来了。' >"$work/leaning/article.txt"
DAOLAN_CACHE=$work/cache-six
check 'one' daolan build "$work/stressed" -o "$work/f" --quiet
check 'the other from a cache that has the one' daolan build "$work/leaning" -o "$work/g" --quiet
DAOLAN_CACHE=$work/cache-seven
check 'the other from a cold cache' daolan build "$work/leaning" -o "$work/h" --quiet
same 'are the same bytes' "$(tree_sum "$work/h")" "$(tree_sum "$work/g")"
DAOLAN_CACHE=$work/cache-two

# a damaged entry of the cache is made again, not believed
find "$work/cache-two" -type f | sort | head -n 1 >"$work/victim"
victim=$(cat "$work/victim")
same_before=$(tree_sum "$work/b")
printf 'rubbish' >"$victim"
check 'built with a damaged cache' build "$work/one" "$work/b" -j2 --explain
same 'a damaged entry is made again' "$same_before" "$(tree_sum "$work/b")"
finish
