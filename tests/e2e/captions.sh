#!/bin/sh
# The captions of every stop, and the chapters, as readers see them that are not ours: the W3C's validating WebVTT
# parser and ffprobe. Plain scripts and hostile ones.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

small_script "$work/small"
hostile_script "$work/hostile"
for kind in small hostile; do
    check "$kind: built" daolan build "$work/$kind" -o "$work/$kind-audio" --quiet
    check "$kind: holds" daolan verify "$work/$kind-audio"
    if have node && [ -d "$root/tests/browser/node_modules/webvtt-parser" ]; then
        check "$kind: the W3C's parser finds no error, and the timeline's sentences" \
            node "$root/tests/browser/vtt.mjs" "$work/$kind-audio"
    else
        skip "captions: webvtt-parser is not installed (sh setup.sh --tests)"
    fi
    if ! have ffprobe; then
        skip 'captions: ffprobe is not installed'
        continue
    fi
    wrong=''
    for file in "$work/$kind-audio"/stops/*.vtt "$work/$kind-audio"/chapters.vtt; do
        cues=$(grep -c -e ' --> ' "$file")
        read=$(ffprobe -v error -count_packets -show_entries stream=nb_read_packets -of csv=p=0 "$file" 2>&1)
        [ "$read" = "$cues" ] || wrong="$wrong $(basename "$file"):$cues/$read"
    done
    same "$kind: ffprobe reads every cue" '' "$wrong"
done

# A sentence is there as it was written, word for word, each word where its first syllable sounds.
first=$(jq -r '[.stops[0].segments[].sentences[]][3].text' "$work/small-audio/timeline.json")
shown=$(sed -n '/^1-4$/{n;n;p;}' "$work/small-audio/stops/001.vtt")
same 'a sentence stands in its cue as it was written' "$first" "$(echo "$shown" | sed 's/<[^>]*>//g')"
same 'a written number is one word' 1 "$(echo "$shown" | grep -cE '>128<')"
ms=$(jq '[.stops[0].segments[].sentences[]][3].syllables[] | select(.pinyin == "qiao2") | (.start + 24) / 48 | floor' \
    "$work/small-audio/timeline.json")
same 'and lights up with its first syllable' \
    "$(printf '<00:00:%02d.%03d>桥<' $((ms / 1000)) $((ms % 1000)))" "$(echo "$shown" | grep -oE '<[^>]*>桥<')"
finish
