#!/bin/sh
# The timings of a built tour, from its decoded files, by tools that are not ours and by small programs that share no
# code with the builder.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
here=$root/tests/e2e
for tool in opusinfo opusdec ffprobe ffmpeg jq; do
    if ! have $tool; then
        skip "timings: $tool is not installed (sh setup.sh --tests)"
        finish
    fi
done
small_script "$work/script"
check 'a small tour is built' daolan build "$work/script" -o "$work/speech" --quiet
check 'and one of tones' daolan build "$work/script" -o "$work/tones" --voice fake --quiet

decode() { # opus file, raw float file: by libopus, nothing added
    opusdec --quiet --float --no-dither "$1" "$2"
}
count_libopus() { decode "$1" "$work/count.raw" && echo $(($(wc -c <"$work/count.raw") / 4)); }
count_ffmpeg() { echo $(($(ffmpeg -v error -i "$1" -f f32le -ac 1 - | wc -c) / 4)); }
no_warning() { # opusinfo prints none, and does not fail
    opusinfo "$1" >"$work/info" 2>&1 && ! grep -v '^Processing file' "$work/info" | grep -i 'warning\|error\|hole'
}

for tour in speech tones; do
    timeline=$work/$tour/timeline.json
    lengths='' expected=''
    quiet=yes
    for path in $(jq -r '.files[].path' "$timeline"); do
        no_warning "$work/$tour/$path" || quiet=no
        expected="$expected $(jq -r --arg p "$path" '.files[] | select(.path == $p) | "\(.length)/\(.length)"' "$timeline")"
        lengths="$lengths $(count_libopus "$work/$tour/$path")/$(count_ffmpeg "$work/$tour/$path")"
    done
    same "$tour: opusinfo prints no warning" yes $quiet
    same "$tour: libopus and FFmpeg decode to the timeline's samples" "$expected" "$lengths"
    check "$tour: ffprobe, chapters.json and chapters.vtt agree to the millisecond" \
        "$PYTHON" "$here/chapters.py" "$work/$tour"
    expect 1 "$tour: chapters at 44.1 kHz would be caught" "$PYTHON" "$here/chapters.py" "$work/$tour" 0.91875
done

# the tones begin where timeline.json says
for number in $(jq '.stops[].number' "$work/tones/timeline.json"); do
    file=$(jq -r --argjson n "$number" '.stops[] | select(.number == $n) | .file' "$work/tones/timeline.json")
    decode "$work/tones/$file" "$work/stop.raw"
    check "tones of stop $number begin where the timeline says" \
        "$PYTHON" "$here/tones.py" "$work/tones/timeline.json" "$number" "$work/stop.raw"
    expect 1 "stop $number: a timeline at 44.1 kHz would be caught" \
        "$PYTHON" "$here/tones.py" "$work/tones/timeline.json" "$number" "$work/stop.raw" 0.91875
done
# and a tone that is one packet off would be
jq '.stops[0].segments[0].sentences[0].syllables[0].start += 960
    | .stops[0].segments[0].sentences[0].start += 960' "$work/tones/timeline.json" >"$work/off.json"
decode "$work/tones/$(jq -r '.stops[0].file' "$work/off.json")" "$work/stop.raw"
expect 1 'a tone one packet off would be caught' "$PYTHON" "$here/tones.py" "$work/off.json" \
    "$(jq '.stops[0].number' "$work/off.json")" "$work/stop.raw"

# more than 99 chapters are laid in parts; a stop with more than 99 segments, and one past 120 s, is divided
mkdir -p "$work/long"
{
    printf '# 长路\n\n出发。\n\n'
    station=1
    while [ $station -le 110 ]; do
        printf '## 第%d站\n\n到了，停一停。\n\n' $station
        station=$((station + 1))
    done
    step=1
    while [ $step -le 120 ]; do
        printf '第%d步，再往前走一点儿。\n\n' $step
        step=$((step + 1))
    done
} >"$work/long/article.md"
check 'a tour of 111 stops is built' daolan build "$work/long" -o "$work/parts" --voice fake --quiet
same 'its sound lies in two parts' 'tour-1.opus tour-2.opus' \
    "$(cd "$work/parts" && echo tour*.opus)"
same 'no file has more than 99 chapters' true \
    "$(jq '[.files[].chapters | length] | max <= 99' "$work/parts/timeline.json")"
check 'their chapters agree to the millisecond' "$PYTHON" "$here/chapters.py" "$work/parts"
check 'it holds' daolan verify "$work/parts"
quiet=yes
for path in tour-1.opus tour-2.opus stops/111.opus; do
    no_warning "$work/parts/$path" || quiet=no
done
same 'opusinfo prints no warning' yes $quiet

# clips decode in their stops as they do alone
mkdir -p "$work/stops" "$work/clips"
for file in "$work"/speech/stops/*.opus; do
    decode "$file" "$work/stops/$(basename "$file" .opus).f32"
done
find "$DAOLAN_CACHE" -type f -name '*.opus' | while read -r file; do
    decode "$file" "$work/clips/$(basename "$file" .opus).f32"
done
check 'spliced clips decode like the separate ones to 60 dB' \
    "$PYTHON" "$here/splices.py" "$work/speech/timeline.json" "$work/stops" "$work/clips"

# speech begins soon after each chapter: heard by ffmpeg's silence detector in the tour of tones
starts=$(jq -r '.files[0].chapters[].start' "$work/tones/timeline.json")
ffmpeg -v info -nostats -i "$work/tones/tour.opus" -af silencedetect=noise=-60dB:d=0.1 -f null - 2>&1 |
    sed -n 's/.*silence_end: \([0-9.]*\).*/\1/p' >"$work/ends"
late=$(for start in $starts; do
    awk -v start="$start" 'BEGIN { best = 1e9 } { d = $1 * 48000 - start; if (d >= 0 && d < best) best = d }
        END { if (best > 0.66 * 48000) print start }' "$work/ends"
done)
same 'FFmpeg hears speech within a head pause and 60 ms of every chapter' '' "$late"
finish
