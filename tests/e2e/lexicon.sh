#!/bin/sh
# A pronunciation of one's own changes the reading of the sentences that hold its word, and of no other.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
tab=$(printf '\t')
data=${DAOLAN_DATA:-$(dirname "$DAOLAN")/data}
small_script "$work/script"
readings() { # one line a sentence: what is written, how it is read
    jq -r '.. | objects | select(has("syllables")) | .text + "\t" + ([.syllables[].pinyin] | join(" "))' "$1/timeline.json"
}

check 'a tour without entries of its own is built' daolan build "$work/script" -o "$work/audio"
readings "$work/audio" >"$work/before"
printf '# names\n磨坊%smo4 fang1\n' "$tab" >"$work/script/lexicon.tsv"
check 'and with one' daolan build "$work/script" -o "$work/audio" --explain
cp "$work/err" "$work/explained"
readings "$work/audio" >"$work/after"
check 'the tour holds' daolan verify "$work/audio"
same 'just the sentences with that word are read otherwise' "$(grep -c 磨坊 "$work/before")" \
    "$(diff "$work/before" "$work/after" | grep -c '^>')"
diff "$work/before" "$work/after" | grep '^>' >"$work/changed"
same 'all of them hold it' "$(wc -l <"$work/changed")" "$(grep -c '磨坊.*mo4 fang1' "$work/changed")"

# the house's entries, in a data folder made for this test
mkdir -p "$work/data/voices"
cp -R "$data/mandarin" "$work/data/"
cp "$data"/voices/*.ini "$data"/voices/*.espeak "$work/data/voices/"
printf '磨坊%smo4 fang5\n桥头%sqiao2 tou5\n' "$tab" "$tab" >"$work/data/voices/lexicon.tsv"
DAOLAN_DATA=$work/data
export DAOLAN_DATA
same "the house's entry comes before the dictionary" 'qiao2 tou5' "$(echo 桥头 | daolan pinyin -)"
check 'house and tour together' daolan build "$work/script" -o "$work/audio"
readings "$work/audio" >"$work/both"
same "the tour's comes before the house's" "$(grep -c 磨坊 "$work/before")" "$(grep -c '磨坊.*mo4 fang1' "$work/both")"
says "the house's is heard beside it" 'qiao2 tou5' "$work/both"

printf '磨坊 mo4 fang1\n桥头%sqiao2 tou9\n' "$tab" >"$work/script/lexicon.tsv"
cd "$work" || exit 3
expect 1 'a wrong line is an error' daolan check script
says 'with its place' '^script/lexicon\.tsv:1:3: error: ' "$work/err"
says 'and column' '^script/lexicon\.tsv:2:4: error: ' "$work/err"
says 'and what to write' 'hint: .*chong2 xin1' "$work/err"
printf '磨坊\n' >"$work/data/voices/lexicon.tsv"
expect 1 "a wrong line of the house's too" daolan pinyin script/article.md
says 'with its place' 'voices/lexicon\.tsv:1:4: error: ' "$work/err"

# a character that nobody has given a reading: told, never silently left out
unset DAOLAN_DATA
mkdir -p "$work/rare"
printf '# 石碑\n\n碑上有一个𪜀字，旁边是龘字。\n' >"$work/rare/article.md"
check 'an unreadable character is no error' daolan check rare
says 'but is reported with its place' '^rare/article\.md:3:6: warning: 𪜀 \(U\+2A700\) has no known reading' "$work/err"
same 'and the rare one beside it is read' '' "$(grep 龘 "$work/err")"

# check names the line that would settle a doubt: put into the tour's lexicon.tsv as it stands, it does
mkdir -p "$work/doubt"
printf '王茜来了。\n' >"$work/doubt/article.txt"
check 'a doubtful reading is no error' daolan check doubt
says 'but is told with its place and word' '^doubt/article\.txt:1:2: note: 茜 read [a-z]*[1-5] in 王茜; could be ' "$work/err"
sed -n "s/^  hint: .*lexicon.tsv: //p" "$work/err" >"$work/doubt/lexicon.tsv"
same 'and with the one line to add' 1 "$(grep -c "^王茜${tab}wang2 [a-z]*[1-5]\$" "$work/doubt/lexicon.tsv")"
check 'which is taken' daolan check doubt
same 'and settles it' '' "$(grep 'could be' "$work/err")"
finish
