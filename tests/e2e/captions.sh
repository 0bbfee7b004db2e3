#!/bin/sh
# The captions of every stop, and the chapters, as readers see them that are not ours: the W3C's validating WebVTT
# parser and ffprobe. Plain scripts and hostile ones.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

# A script of everything that may break a cue: markup, quotes, arrows, references, control characters, emoji, text
# from right to left, a caption of 300 characters, line ends.
hostile_script() {
    mkdir -p "$1"
    long=$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "石桥很长，"; print "。" }')
    {
        printf '# <b>桥</b> & "引号" --> 题\n\n'
        printf '船&amp;帆 00:00:01.000 --> 00:00:02.000 过桥。3 < 5 且 7 > 2 --> 好。\n\n'
        printf '控制\001\033[31m字符\177在此。零宽\342\200\213字\342\200\256右左。\302\205下一行\342\200\250再来。\n\n'
        printf '笑😀👩‍👩‍👧看桥。שלום 与 مرحبا 同在。\n\n'
        printf '到𠮷，好。花儿𠮷儿，1𠮷2，𠮷3.5%%𠮷。\n\n'
        printf '第一行\r\n接第二行\n再接第三行，占40%%。&nbsp;&lt;v 某人&gt;说“来。”\n\n'
        printf '## NOTE 题\n\nNOTE 这不是注。\n\n## STYLE\n\n河。\n'
    } >"$1/article.md"
    printf '1\t\t%s\n2\t\tWEBVTT --> <i>桥</i>。\n' "$long" >"$1/captions.txt"
    printf 'title = "><script>&</script>\n' >"$1/tour.ini"
}

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
