#!/bin/sh
# Measures what comes out: how much there is of the customer's article and of the sample tour, how large it is, and how
# loud every track. How fast it comes: speed.py.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
DAOLAN=${DAOLAN:-$root/build/daolan}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in ffmpeg jq; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "bench: $tool is not installed (sh setup.sh --tests)" >&2
        exit 3
    fi
done

loudness() { # opus file: integrated LUFS (dual mono) and true peak
    ffmpeg -nostats -i "$1" -af ebur128=dualmono=true:peak=true -f null - 2>&1 |
        awk '/Summary/ { s = 1 } s && /I:/ { i = $2 } s && /Peak:/ { p = $2 } END { print i, p }'
}

measure() { # name, script folder
    audio=$work/audio
    rm -rf "$audio"
    "$DAOLAN" build "$2" -o "$audio" --quiet 2>"$work/err" || {
        cat "$work/err" >&2
        exit 3
    }
    timeline=$audio/timeline.json
    minutes=$(jq '.length / 48000 / 60' "$timeline")
    syllables=$(jq '[.stops[].segments[].sentences[].syllables[]] | length' "$timeline")
    echo
    echo "$1"
    printf '  %-34s %s\n' \
        'stops' "$(jq '.stops | length' "$timeline")" \
        'segments' "$(jq '[.stops[].segments[]] | length' "$timeline")" \
        'sentences' "$(jq '[.stops[].segments[].sentences[]] | length' "$timeline")" \
        'syllables' "$syllables" \
        'warnings' "$(grep -c ': warning: ' "$work/err")" \
        'audio' "$(awk -v m="$minutes" 'BEGIN { printf "%d min %02d s", m, (m - int(m)) * 60 }')" \
        'syllables a minute, all pauses in' "$(awk -v s="$syllables" -v m="$minutes" 'BEGIN { printf "%.0f", s / m }')" \
        'tour.opus' "$(awk -v b="$(wc -c <"$audio/tour.opus")" 'BEGIN { printf "%.2f MB", b / 1e6 }')" \
        'the folder' "$(du -sk "$audio" | awk '{ printf "%.2f MB", $1 / 1000 }')"
    echo '  loudness, dual mono                     LUFS      dBTP'
    for file in $(jq -r '.stops[].file' "$timeline") tour.opus; do
        # shellcheck disable=SC2046,SC2183
        printf '  %-34s %9s %9s\n' "$file" $(loudness "$audio/$file")
    done
}

"$DAOLAN" --version
article=$root/../shared/data/jinzhou/article.txt
if [ -f "$article" ]; then
    mkdir -p "$work/customer"
    cp "$article" "$work/customer/"
    measure "the customer's article" "$work/customer"
else
    echo 'skip - bench: ../shared/data/jinzhou/article.txt is not here'
fi
measure 'scripts/jinzhou' "$root/scripts/jinzhou"
