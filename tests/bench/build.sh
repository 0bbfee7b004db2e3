#!/bin/sh
# Measures whole tours: what comes out, how loud, how long it takes, beside `espeak-ng | opusenc` given the same
# syllables, rate and encoder settings in the same run. Prints tables; best of 3 where time is measured.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
DAOLAN=${DAOLAN:-$root/build/daolan}
RUNS=${RUNS:-3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in espeak-ng opusenc ffmpeg jq /usr/bin/time; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "bench: $tool is not installed (sh setup.sh --tests)" >&2
        exit 3
    fi
done

# best OUT COMMAND …: runs RUNS times; the shortest wall time in seconds into OUT.wall, the largest peak memory of one
# of its processes in MB into OUT.peak.
best() {
    into=$1
    shift
    : >"$into.times"
    run=0
    while [ $run -lt "$RUNS" ]; do
        rm -rf "$work/cache"
        [ "$into" != "$work/warm" ] || cp -R "$work/kept" "$work/cache"
        DAOLAN_CACHE=$work/cache /usr/bin/time -f '%e %M' -o "$into.time" "$@" >"$into.out" 2>"$into.err" || {
            cat "$into.err" >&2
            exit 3
        }
        cat "$into.time" >>"$into.times"
        run=$((run + 1))
    done
    sort -n "$into.times" | head -n 1 | cut -d' ' -f1 >"$into.wall"
    cut -d' ' -f2 "$into.times" | sort -n | tail -n 1 | awk '{ printf "%.1f\n", $1 / 1024 }' >"$into.peak"
}

# eSpeak NG's -s for a rate in characters a minute, by the measured points of cmn-latn-pinyin.
espeak_speed() {
    awk -v rate="$1" 'BEGIN {
        n = split("160 191 175 212 200 248 220 278", p, " ")
        for (i = 1; i + 3 <= n && rate > p[i + 3] && i + 5 <= n; i += 2);
        printf "%d\n", p[i] + (rate - p[i + 1]) * (p[i + 2] - p[i]) / (p[i + 3] - p[i + 1]) + 0.5 }'
}

loudness() { # opus file: integrated LUFS (dual mono) and true peak
    ffmpeg -nostats -i "$1" -af ebur128=dualmono=true:peak=true -f null - 2>&1 |
        awk '/Summary/ { s = 1 } s && /I:/ { i = $2 } s && /Peak:/ { p = $2 } END { print i, p }'
}

measure() { # name, script folder
    name=$1 script=$2 audio=$work/audio
    rm -rf "$audio"
    best "$work/cold" "$DAOLAN" build "$script" -o "$audio" --quiet
    warnings=$(grep -c ': warning: ' "$work/cold.err")
    rm -rf "$work/kept" && cp -R "$work/cache" "$work/kept"
    best "$work/warm" "$DAOLAN" build "$script" -o "$audio" --quiet
    best "$work/one" "$DAOLAN" build "$script" -o "$audio" --quiet -j1
    timeline=$audio/timeline.json
    minutes=$(jq '.length / 48000 / 60' "$timeline")
    syllables=$(jq '[.stops[].segments[].sentences[].syllables[]] | length' "$timeline")
    rate=$(sed -n 's/^ *rate *= *\([0-9]*\).*/\1/p' "$script/tour.ini" 2>/dev/null | head -n 1)
    speed=$(espeak_speed "${rate:-220}")

    # the same syllables, a line a sentence
    jq -r '.stops[].segments[].sentences[] | select(.length > 0) | .text | gsub("\n"; " ")' "$timeline" |
        "$DAOLAN" pinyin - | sed 's/$/ ./' >"$work/pinyin.txt"
    cat >"$work/pipe.sh" <<EOF
espeak-ng -v cmn-latn-pinyin -s $speed --stdout -f '$work/pinyin.txt' |
    opusenc --quiet --bitrate 24 --vbr --comp 10 --framesize 20 - '$work/pipe.opus'
EOF
    best "$work/pipe" sh "$work/pipe.sh"
    piped=$(opusinfo "$work/pipe.opus" 2>/dev/null | sed -n 's/.*Playback length: \([0-9]*\)m:\([0-9.]*\)s.*/\1 \2/p' |
        awk '{ print $1 * 60 + $2 }')

    echo
    echo "$name"
    printf '  %-34s %s\n' \
        'stops' "$(jq '.stops | length' "$timeline")" \
        'segments' "$(jq '[.stops[].segments[]] | length' "$timeline")" \
        'sentences' "$(jq '[.stops[].segments[].sentences[]] | length' "$timeline")" \
        'syllables' "$syllables" \
        'warnings' "$warnings" \
        'audio' "$(awk -v m="$minutes" 'BEGIN { printf "%d min %02d s", m, (m - int(m)) * 60 }')" \
        'syllables a minute, all pauses in' "$(awk -v s="$syllables" -v m="$minutes" 'BEGIN { printf "%.0f", s / m }')" \
        'tour.opus' "$(awk -v b="$(wc -c <"$audio/tour.opus")" 'BEGIN { printf "%.2f MB", b / 1e6 }')" \
        'the folder' "$(du -sk "$audio" | awk '{ printf "%.2f MB", $1 / 1000 }')"
    seconds=$(jq '.length / 48000' "$timeline")
    echo '  built in                              wall s   × real time   peak MB   against the pipe'
    for kind in cold one warm pipe; do
        awk -v kind="$kind" -v wall="$(cat "$work/$kind.wall")" -v peak="$(cat "$work/$kind.peak")" \
            -v seconds="$([ $kind = pipe ] && echo "${piped:-0}" || echo "$seconds")" -v pipe="$(cat "$work/pipe.wall")" '
            BEGIN { label["cold"] = "daolan, empty cache, all cores"; label["one"] = "daolan, empty cache, -j1"
                label["warm"] = "daolan, nothing changed"; label["pipe"] = "espeak-ng | opusenc -s '"$speed"'"
                if (wall < 0.005) wall = 0.005
                printf "  %-34s %9.2f %13.0f %9.1f %14.2f\n", label[kind], wall, seconds / wall, peak, wall / pipe }'
    done
    echo '  loudness, dual mono                     LUFS      dBTP'
    for file in $(jq -r '.stops[].file' "$timeline") tour.opus; do
        # shellcheck disable=SC2046,SC2183
        printf '  %-34s %9s %9s\n' "$file" $(loudness "$audio/$file")
    done
}

echo "daolan $("$DAOLAN" --version | cut -d' ' -f2), $(nproc) cores, best of $RUNS"
article=$root/../shared/data/jinzhou/article.txt
if [ -f "$article" ]; then
    mkdir -p "$work/customer"
    cp "$article" "$work/customer/"
    measure "the customer's article" "$work/customer"
else
    echo 'skip - bench: ../shared/data/jinzhou/article.txt is not here'
fi
measure 'scripts/jinzhou' "$root/scripts/jinzhou"
