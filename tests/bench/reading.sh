#!/bin/sh
# How well and how fast Mandarin is read: accuracy on the labelled sets, normalisation, phrasing, speed, size.
set -u
cd "$(dirname "$0")/../.." || exit 3
status=0
for bench in build/bench/polyphones 'build/bench/polyphones --cross-validate' build/bench/normalization \
    build/bench/phrases build/bench/front_end 'wc -c build/data/mandarin/lexicon.bin build/data/mandarin/polyphones.bin'; do
    printf '\n== %s\n' "$bench"
    $bench || status=1
done
exit $status
