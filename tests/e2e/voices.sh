#!/bin/sh
# Voices are data: they are listed and tried, a tour is spoken by several, each at the same level.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
house=${DAOLAN_DATA:-$root/build/data}
script=$work/tour

# the list
check 'the voices are listed' daolan voices
same 'their names come first' 'caption guide narrator' "$(cut -f1 "$work/out" | tr '\n' ' ' | sed 's/ $//')"
says 'then engine, pitch, pace and description' '^guide	espeak	[0-9]+ Hz	[0-9]+/min	.+' "$work/out"
sed -n 's/^    {"\([a-z_]*\)", FIELD.*/\1/p' "$root/src/speak/voice.c" >"$work/keys"
while read -r key; do
    grep -q "^|.*\`$key\`.*|" "$root/voices/README.md" || echo "$key"
done <"$work/keys" >"$work/untold"
says 'the keys that the program reads are found' '^pitch_hz$' "$work/keys"
same 'voices/README.md tells every one' '' "$(cat "$work/untold")"
mkdir -p "$work/data/voices"
ln -s "$house/mandarin" "$work/data/mandarin"
cp "$house"/voices/*.ini "$house"/voices/*.espeak "$work/data/voices/"
printf 'engine = espeak\nespeak_voice = guide.espeak\npitch_hz = 900\n' >"$work/data/voices/broken.ini"
expect 1 'a broken voice file is an error' env DAOLAN_DATA="$work/data" "$DAOLAN" voices
says 'with its line' 'voices/broken\.ini:3: error: pitch_hz' "$work/err"
same 'and the others are still listed' 'caption guide narrator' "$(cut -f1 "$work/out" | tr '\n' ' ' | sed 's/ $//')"
printf 'engine = espeak\nespeak_voice = guide.espeak\npitch_hz = 240\nrate_cpm = 200\n' >"$work/data/voices/broken.ini"
check 'a voice of your own is a file beside them' env DAOLAN_DATA="$work/data" "$DAOLAN" say 你好 --voice broken \
    -o "$work/own.opus"
for voice in narrator guide caption; do
    check "say --voice $voice" daolan say '你好，Coffee小店。' --voice "$voice" -o "$work/$voice.opus"
done
same 'each sounds otherwise' 4 "$(sha256sum "$work"/*.opus | cut -d' ' -f1 | sort -u | wc -l)"

# a tour of several voices
small_script "$script"
printf 'caption_voice = caption\n[stop 2]\nvoice = guide\n' >>"$script/tour.ini"
check 'a tour of three voices is built' daolan build "$script" -o "$work/audio" --explain
check 'it holds' daolan verify "$work/audio"
spoken() { # each segment's stop, kind and voice, or - for the tour's
    jq -r '.stops[] | .number as $n | .segments[] | "\($n) \(.kind) \(.voice // "-")"' "$1/timeline.json" | sort -u
}
same 'the timeline says who speaks' '1 paragraph -
1 title -
101 caption caption
102 caption caption
2 heading guide
2 paragraph guide
3 heading -
3 paragraph -' "$(spoken "$work/audio")"
same 'and whose the text is' narrator "$(jq -r .voice "$work/audio/timeline.json")"

sed -i 's/^caption_voice = .*/caption_voice = guide/' "$script/tour.ini"
check 'another voice for captions' daolan build "$script" -o "$work/audio" --explain
same 'speaks the captions alone again' 2 "$(grep -c '^render ' "$work/err")"
check 'and holds' daolan verify "$work/audio"
check '--voice' daolan build "$script" -o "$work/one" --voice narrator --quiet
same 'goes before all of tour.ini' - "$(spoken "$work/one" | cut -d' ' -f3 | sort -u)"

# tour.ini's rate is the text voice's; the others keep their share of it
echo 'title = x' >"$script/tour.ini"
printf 'heading_voice = guide\nrate = 180\n' >>"$script/tour.ini"
check 'a slower tour' daolan build "$script" -o "$work/audio" --quiet
length() { jq '[.stops[].segments[] | select(.kind == "heading").sentences[].length] | add' "$1/timeline.json"; }
slow=$(length "$work/audio")
sed -i 's/^rate = .*/rate = 240/' "$script/tour.ini"
check 'a faster tour' daolan build "$script" -o "$work/audio" --quiet
if [ "$(length "$work/audio")" -lt "$slow" ]; then
    ok 'hastens its headings as well'
else
    not_ok "hastens its headings as well ($slow samples, then $(length "$work/audio"))"
fi

# mistakes
wrong() { # name, pattern on standard error, tour.ini
    printf '%b' "$3" >"$script/tour.ini"
    for command in build check; do
        expect 1 "$command: $1" sh -c 'cd "$1" && "$DAOLAN" "$2" tour' - "$work" "$command"
        says 'with its place' "$2" "$work/err"
    done
}
wrong 'an unknown voice for captions' '^tour/tour\.ini:2:17: error: no voice called "nobody"' \
    'title = x\ncaption_voice = nobody\n'
says 'and the voices there are' 'hint: there are: caption, guide, narrator' "$work/err"
wrong 'an unknown voice for a stop' '^tour/tour\.ini:3:9: error: no voice called "nobody"' '\n[stop 2]\nvoice = nobody\n'
wrong 'a voice for a stop that is not there' '^tour/tour\.ini:1:1: error: the tour has no stop 9' '[stop 9]\nvoice = guide\n'
wrong 'a stop without a number' '^tour/tour\.ini:2:1: error: this section names no stop' '\n[stop one]\nvoice = guide\n'

# level: each voice on two stops of the text that its gain was measured on
mkdir -p "$work/level"
awk '/^## /{ n++ } n < 3' "$root/scripts/jinzhou/article.md" >"$work/level/article.md"
for voice in narrator guide caption; do
    check "$voice reads" daolan build "$work/level" -o "$work/read" --voice "$voice" --quiet
    check 'without a peak above -1 dBTP' "$root/build/bench/loudness" "$work/read/stops"
    lufs=$(awk '/ files$/ { print $1 }' "$work/out")
    if awk -v lufs="$lufs" 'BEGIN { exit !(lufs >= -16.5 && lufs <= -15.5) }'; then
        ok "at $lufs LUFS"
    else
        not_ok "at $lufs LUFS, expected -16.5 to -15.5: run make loudness"
    fi
    same 'each stop within 1 LU of -16' '' "$(awk '/opus$/ && ($1 < -17 || $1 > -15)' "$work/out")"
done
finish
