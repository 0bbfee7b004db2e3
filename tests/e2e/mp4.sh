#!/bin/sh
# The MP4 files, by tools that are not ours: they sound as the Ogg files do, sample by sample, and have their chapters.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
for tool in ffprobe ffmpeg mediainfo jq; do
    if ! have $tool; then
        skip "mp4: $tool is not installed (sh setup.sh --tests)"
        finish
    fi
done
small_script "$work/script"
check 'a small tour is built' daolan build "$work/script" -o "$work/tour" --quiet
timeline=$work/tour/timeline.json

pcm() { ffmpeg -v error -i "$1" -map 0:a -f f32le - | sha256sum; }
samples() { echo $(($(ffmpeg -v error -i "$1" -map 0:a -f f32le - | wc -c) / 4)); }
for path in $(jq -r '.files[].path' "$timeline"); do
    ogg=$work/tour/$path
    mp4=${ogg%.opus}.mp4
    name=${path%.opus}
    same "$name: FFmpeg decodes Ogg and MP4 to equal samples" "$(pcm "$ogg")" "$(pcm "$mp4")"
    same "$name: as many as the timeline has" "$(jq --arg p "$path" '.files[] | select(.path == $p) | .length' "$timeline")" \
        "$(samples "$mp4")"
    same "$name: chapters to the millisecond" \
        "$(jq -c --arg p "$path" '[.files[] | select(.path == $p) | .chapters[] |
            [.start / 48, (.start + .length) / 48, .title]]' "$timeline")" \
        "$(ffprobe -v error -show_chapters -of json "$mp4" | jq -c '[.chapters[] |
            [(.start_time | tonumber * 1000 | round), (.end_time | tonumber * 1000 | round), .tags.title]]')"
    mediainfo --Output=JSON "$mp4" >"$work/info"
    same "$name: mediainfo reads it whole" 'Opus true' "$(jq -r '.media.track |
        "\(.[] | select(."@type" == "Audio") | .Format) \(any(.[]; has("IsTruncated") or
            ((.extra // {}) | has("ConformanceErrors") or has("IsTruncated"))) | not)"' "$work/info")"
    same "$name: both lists of chapters are seen" 2 "$(jq '[.media.track[] | select(."@type" == "Menu")] | length' "$work/info")"
    same "$name: FFmpeg complains of nothing" '' "$(ffmpeg -v warning -i "$mp4" -map 0:a -f null - 2>&1)"
done

head -c 20000 "$work/tour/tour.mp4" >"$work/short.mp4"
same 'mediainfo would tell of an MP4 that breaks off' true \
    "$(mediainfo --Output=JSON "$work/short.mp4" | jq 'any(.media.track[]; (.extra // {}) | has("IsTruncated"))')"

tag() { ffprobe -v error -show_entries "format_tags=$2" -of default=nw=1:nk=1 "$1"; }
same 'a stop is titled' "$(jq -r '.stops[1].title' "$timeline")" "$(tag "$work/tour/$(jq -r '.stops[1].file' "$timeline" |
    sed 's/opus$/mp4/')" title)"
same 'and says its tour' 河湾小镇 "$(tag "$work/tour/tour.mp4" album)"
same 'its language is Mandarin' cmn \
    "$(ffprobe -v error -select_streams a -show_entries stream_tags=language -of default=nw=1:nk=1 "$work/tour/tour.mp4")"
same 'nothing tells when it was made' '' "$(tag "$work/tour/tour.mp4" creation_time)"
finish
