#!/bin/sh
# The gain that brings each voice to -16 LUFS (dual mono), measured on our own tour read by that voice alone.
#
#   sh tests/bench/loudness.sh [VOICE …]             measures, and writes gain_db into voices/VOICE.ini where it is off
#   sh tests/bench/loudness.sh --compare [VOICE …]   measures; exit 1 where a gain is off by more than 0.3 dB
#
# Without a VOICE: all of them.
#
# A stop is to lie within 1 LU of -16, a tour within 0.5: where one of the stops lies more than 0.8 LU from the whole, the
# whole is moved by what is over, at most 0.3 LU.
#
# A row a voice: LUFS and true peak of the tour as decoded, how far its stops lie from -16 LUFS, gain_db. Exit 1 as well
# where a peak lies above -1 dBTP. The voices' prosody shapes their level: measure again when it changes.
set -eu
cd "$(dirname "$0")/../.."
mode="write"
if [ "${1:-}" = --compare ]; then
    mode=compare
    shift
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
DAOLAN_CACHE=$work/cache # nothing spoken by an older program is measured
export DAOLAN_CACHE
failed=0

measure() { # voice: the report into $work/report, the gain it has into $old, the one it needs into $new
    old=$(sed -n 's/^gain_db *= *//p' "voices/$1.ini")
    bad=0 # 1: a peak is too high
    build/daolan build scripts/jinzhou -o "$work/tour" --voice "$1" --quiet
    build/bench/loudness -g "${old:-0}" "$work/tour/stops" >"$work/report" || bad=1
    new=$(awk '
        / files$/ { lufs = $1; next }
        / LUFS / { if (n++ == 0 || $1 < low) low = $1; if (n == 1 || $1 > high) high = $1 }
        /^gain_db/ {
            below = lufs - low - 0.8; above = high - lufs - 0.8
            shift = below > 0 ? below : above > 0 ? -above : 0
            shift = shift > 0.3 ? 0.3 : shift < -0.3 ? -0.3 : shift
            printf "%.1f", $3 + shift
        }' "$work/report")
    [ -n "$new" ] || exit 1
}

off() { # by more than $1 dB?
    awk -v limit="$1" -v old="${old:-0}" -v new="$new" 'BEGIN { d = new - old; exit !(d > limit || d < -limit) }'
}

printf '%-12s %8s %8s %16s %8s\n' voice LUFS dBTP 'stops, LU' gain_db
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(build/daolan voices | cut -f1)
for voice; do
    measure "$voice"
    if [ "$mode" = write ]; then
        # the limiter takes a little off: what is written is measured again
        for _ in 1 2 3; do
            off 0.05 || break
            if grep -q '^gain_db' "voices/$voice.ini"; then
                sed -i "s/^gain_db *=.*/gain_db = $new/" "voices/$voice.ini"
            else
                echo "gain_db = $new" >>"voices/$voice.ini"
            fi
            measure "$voice"
        done
    elif off 0.3; then
        echo "voices/$voice.ini: gain_db ought to be $new: run  make loudness" >&2
        failed=1
    fi
    [ "$bad" -eq 0 ] || failed=1
    awk -v voice="$voice" -v gain="$old" '
        / files$/ { lufs = $1; peak = $3; next }
        / LUFS / { d = $1 + 16; if (n++ == 0 || d < low) low = d; if (n == 1 || d > high) high = d }
        END { printf "%-12s %8s %8s %7.2f … %+6.2f %8s\n", voice, lufs, peak, low, high, gain }' "$work/report"
done
exit "$failed"
