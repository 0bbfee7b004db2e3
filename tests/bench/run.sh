#!/bin/sh
# Every bench, one after another: what tours measure, how fast they are built beside others, how well Mandarin is read,
# how our voice sounds beside raw eSpeak NG.
set -u
cd "$(dirname "$0")/../.." || exit 3
status=0
for bench in 'sh tests/bench/tour.sh' '/usr/bin/python3 tests/bench/speed.py' 'sh tests/bench/loudness.sh --compare' 'sh tests/bench/reading.sh' \
    'sh tests/bench/voice.sh'; do
    printf '\n== %s\n' "$bench"
    $bench || status=1
done
exit $status
