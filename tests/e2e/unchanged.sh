#!/bin/sh
# A build of what is published already ends at once and writes nothing; any change of an input or of the tour's own
# files is seen, and an edit renders just the sentences it changed.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
small_script "$work/script"
printf '河湾\the2 wan1\n' >"$work/script/lexicon.tsv"
check 'a tour is built' daolan build "$work/script" -o "$work/tours/tour"
sum=$(tree_sum "$work/tours/tour")

# Every file below the folder of tours and in the cache, with what a write would change.
state() { find "$work/tours" "$DAOLAN_CACHE" -printf '%p %s %i %T@ %C@\n' | LC_ALL=C sort; }

state >"$work/before"
check 'it is built again' daolan build "$work/script" -o "$work/tours/tour"
says 'which is said' 'tour: .*nothing changed' "$work/err"
state >"$work/after"
if cmp -s "$work/before" "$work/after"; then ok 'nothing was written'; else not_ok 'nothing was written'; fi
ln -s tour "$work/tours/link"
check 'by the name of a link as well' daolan build "$work/script" -o "$work/tours/link"
says 'the same holds' 'link: .*nothing changed' "$work/err"
rm "$work/tours/link"

# changed NAME RENDERED COMMAND …: after the command the tour is built, so many sentences rendered.
changed() {
    change=$1 rendered=$2
    shift 2
    "$@"
    check "built after $change" daolan build "$work/script" -o "$work/tours/tour"
    says "$change is seen: $rendered rendered" "\\($rendered rendered\\)" "$work/err"
}
replace() { sed -i "s/$2/$3/" "$work/script/$1"; }

changed 'a file of the tour was touched' 0 touch "$work/tours/tour/tour.opus"
changed 'a file of the tour was removed' 0 rm "$work/tours/tour/index.html"
changed 'a file was added to the tour' 0 touch "$work/tours/tour/stops/new"
same 'the tour is what it was' "$sum" "$(tree_sum "$work/tours/tour")"
changed 'a title in tour.ini' 0 replace tour.ini 'title = .*' 'title = 小镇'
changed 'a photo' 0 replace photos/wheel.svg 'rect width="4"' 'rect width="3"'
# a clock that jumps: files from a time to come and from long ago
changed 'a photo from a time to come' 0 touch -d 2090-01-01 "$work/script/photos/wheel.svg"
changed 'the same from long ago' 0 touch -d 1999-01-01 "$work/script/photos/wheel.svg"
changed 'a tour from a time to come' 0 touch -d 2090-01-01 "$work/tours/tour/tour.opus"
changed 'an article from a time to come' 1 sh -c 'sed -i s/风大的日子/雨大的日子/ "$1" && touch -d 2090-01-01 "$1"' - "$work/script/article.md"
changed 'an article from long ago' 1 sh -c 'sed -i s/雨大的日子/雪大的日子/ "$1" && touch -d 1999-01-01 "$1"' - "$work/script/article.md"
changed 'a word of one sentence' 1 replace article.md '听一听水声' '听一听风声'
changed 'a reading in the lexicon' 2 replace lexicon.tsv 'wan1' 'wan2'
changed 'a caption' 1 replace captions.txt '傍晚的桥' '清晨的桥'
SOURCE_DATE_EPOCH=86400
export SOURCE_DATE_EPOCH
changed 'another day' 0 true
check 'the same day again' daolan build "$work/script" -o "$work/tours/tour"
says 'is no change' 'nothing changed' "$work/err"

# why NAME REASON COMMAND …: after the command --explain gives the reason.
why() {
    change=$1 reason=$2
    shift 2
    "$@"
    check "built after $change" daolan build "$work/script" -o "$work/tours/tour" --explain
    says "$change: $reason" "^render [0-9]+: $reason: " "$work/err"
}
why 'a word was changed' 'new text' replace article.md '请抓紧帽子' '请抓紧围巾'
why 'a reading was changed' 'its reading changed' replace lexicon.tsv 'wan2' 'wan4'
why 'a caption got another voice' 'its voice changed' sh -c 'echo "caption_voice = guide" >>"$1"' - "$work/script/tour.ini"
why 'the cache was lost' 'its clip is not in the cache' sh -c 'rm -r "$1" && echo "voice = narrator" >>"$2"' - \
    "$DAOLAN_CACHE" "$work/script/tour.ini"
rm -r "$DAOLAN_CACHE"
check 'the first build of a tour' daolan build "$work/script" -o "$work/tours/new" --explain
says 'has its reason as well' '^render 0: never built: ' "$work/err"
finish
