#!/bin/sh
# What our voice measures beside raw eSpeak NG: tones, pitch, pace, pauses, sound, marks. About a minute on two cores.
#
#   sh tests/bench/voice.sh [--voice NAME] [--confusion] [--errors]      (make bench-voice BENCH_FLAGS=--errors)
#
# Speech, marks and pitch stay in build/bench/voice: ours/, raw/ (eSpeak NG's cmn-latn-pinyin at its defaults, given
# the same syllables), and pitch.svg, a sentence of both. The customer's article is measured where it is there.
set -u
cd "$(dirname "$0")/../.." || exit 3
PYTHON=${PYTHON:-/usr/bin/python3}
place=$PWD/build/bench/voice
article=../shared/data/jinzhou/article.txt
voice=narrator flags=
while [ $# -gt 0 ]; do
    case $1 in
    --voice)
        voice=${2:?}
        shift
        ;;
    *) flags="$flags $1" ;;
    esac
    shift
done
command -v praat >/dev/null 2>&1 || { echo 'skip - praat is not installed: sh setup.sh --tests'; exit 0; }

speak() { # FOLDER OPTION …: fills the folder
    folder=$1
    shift
    mkdir -p "$folder"
    find "$folder" -type f -delete
    set -- "$@" "$folder" --pinyin "$place/pairs.tsv" --tour jinzhou scripts/jinzhou
    [ ! -f "$article" ] || set -- "$@" --tour article "$article"
    build/bench/voice_speak "$@"
}

measure() { # FOLDER: pitch is looked for in the voice's own range, which a wide pass over a tenth tells
    build/bench/voice_wave "$1" && "$PYTHON" tests/bench/voice.py --list "$1" 10 >"$1/some.txt" &&
        "$PYTHON" tests/bench/voice.py --list "$1" >"$1/all.txt" &&
        praat --run tests/bench/voice.praat "$1/some.txt" "$1" 60 600 0 &&
        range=$("$PYTHON" tests/bench/voice.py --range "$1") &&
        praat --run tests/bench/voice.praat "$1/all.txt" "$1" "${range% *}" "${range#* }" 8 &&
        echo "$1: pitch looked for from ${range% *} to ${range#* } Hz" >&2
}

damage() { # FOLDER: every 11th sentence of scripts/jinzhou, unchanged and re-pitched
    mkdir -p "$1"
    rm -f "$1"/*
    build/bench/voice_damage --script scripts/jinzhou 11 "$voice" "$1" || return
    for wav in "$1"/*.wav; do basename "$wav" .wav; done >"$1/all.txt"
    praat --run tests/bench/voice.praat "$1/all.txt" "$1" 75 400 1
}

mkdir -p "$place"
[ -f "$article" ] || echo "skip - no $article: scripts/jinzhou alone is the running text"
"$PYTHON" tests/bench/voice_pairs.py >"$place/pairs.tsv" || exit 3
(speak "$place/ours" --voice "$voice" && damage "$place/ours/damage" && measure "$place/ours") &
ours=$!
speak "$place/raw" --raw && measure "$place/raw" || exit 1
wait $ours || exit 1
"$PYTHON" tests/bench/voice_picture.py jinzhou "$place/pitch.svg" "daolan=$place/ours" "eSpeak NG=$place/raw" || exit 1
# shellcheck disable=SC2086 # a list of flags
"$PYTHON" tests/bench/voice.py $flags "$voice=$place/ours" "eSpeak NG=$place/raw"
