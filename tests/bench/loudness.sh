#!/bin/sh
# Measures the gain that brings the narrator to -16 LUFS (dual mono) on our own tour, read with the gain it has now;
# write the printed value into voices/narrator.ini and run it again. Exit 1 where a peak lies above -1 dBTP.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gain=$(sed -n 's/^gain_db *= *//p' voices/narrator.ini)
build/daolan build scripts/jinzhou -o "$work/tour" --quiet
build/bench/loudness -g "$gain" "$work/tour/stops"
