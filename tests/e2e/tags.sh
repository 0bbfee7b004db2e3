#!/bin/sh
# What the tracks say of themselves, read by tools that are not ours: tags, loudness, pictures.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
for tool in opusinfo ffprobe ffmpeg jq; do
    if ! have $tool; then
        skip "tags: $tool is not installed (sh setup.sh --tests)"
        finish
    fi
done
small_script "$work/script"
photo() { # file, size: a picture of noise, which does not get small
    ffmpeg -v error -f lavfi -i "nullsrc=s=$2,geq=random(1)*255:128:128" -frames:v 1 -update 1 "$1"
}
photo "$work/script/photos/bridge.jpg" 320x200
photo "$work/script/photos/wheel.png" 640x480
photo "$work/script/photos/large.png" 1200x900
printf '1\tphotos/wheel.png\t水车浸在水里。\n2\tphotos/bridge.jpg\t傍晚的桥。\n3\tphotos/large.png\t镇子全景。\n4\tphotos/torn.jpg\t旧照片。\n' \
    >"$work/script/captions.txt"
head -c 3 "$work/script/photos/bridge.jpg" >"$work/script/photos/torn.jpg"
check 'a small tour is built' env SOURCE_DATE_EPOCH=1777600000 "$DAOLAN" build "$work/script" -o "$work/built" --quiet
check 'it holds' daolan verify "$work/built"
timeline=$work/built/timeline.json

tag() { # file, name, case ignored; as ffprobe reads it
    ffprobe -v error -show_format -show_streams -of json "$1" |
        jq -r --arg t "$2" '[.format, .streams[]] | map(.tags // {} | to_entries[] | select((.key | ascii_downcase) == $t) | .value)[0]'
}
quiet=yes
for file in "$work"/built/tour.opus "$work"/built/stops/*.opus; do
    opusinfo "$file" >"$work/info" 2>&1 || quiet=no
    ! grep -i 'warning\|error\|hole' "$work/info" || quiet=no
done
same 'opusinfo prints no warning' yes $quiet

stop=$work/built/stops/002
for file in $stop.opus $stop.mp4; do
    kind=${file##*.}
    same "$kind: title" 老磨坊 "$(tag "$file" title)"
    same "$kind: tour" 河湾小镇 "$(tag "$file" album)"
    same "$kind: publisher" 测试 "$(tag "$file" artist)"
    same "$kind: number" 2 "$(tag "$file" track)"
    same "$kind: language" cmn "$(tag "$file" language)"
    same "$kind: day" 2026-05-01 "$(tag "$file" date)"
    name=description
    [ $kind = mp4 ] || name=comment # what FFmpeg calls DESCRIPTION
    same "$kind: description" '磨坊的轮子转了一百多年。好！' "$(tag "$file" $name)"
done
same 'opus: licence' CC0-1.0 "$(tag $stop.opus license)"
same 'mp4: licence' CC0-1.0 "$(tag $stop.mp4 copyright)"
check 'a tour of no day is built' daolan build "$work/script" -o "$work/dayless" --quiet
same 'and names none' 'null null' "$(tag "$work/dayless/tour.opus" date) $(tag "$work/dayless/tour.mp4" date)"

# FFmpeg measures mono as it is, which is what the gains are relative to
for file in "$work"/built/tour.opus "$work"/built/stops/*.opus; do
    lufs=$(ffmpeg -nostats -i "$file" -map 0:a -af ebur128=metadata=1,ametadata=print:key=lavfi.r128.I:file=- \
        -f null - 2>/dev/null | sed -n 's/lavfi.r128.I=//p' | tail -n 1)
    check "$(basename "$file"): its gain is true to 0.1 dB" awk -v lufs="$lufs" -v gain="$(tag "$file" r128_track_gain)" \
        'BEGIN { d = -23 - lufs - gain / 256; exit !(lufs < -10 && d < 0.1 && d > -0.1) }'
done
gains=$(for file in "$work"/built/tour.opus "$work"/built/stops/*.opus; do tag "$file" r128_album_gain; done | sort -u)
same 'every track names the gain of the tour' "$(tag "$work/built/tour.opus" r128_track_gain)" "$gains"

picture() { # file: what stands in it as a cover
    ffmpeg -v error -i "$1" -map 0:v -c copy -f image2pipe - 2>/dev/null | sha256sum
}
none=$(sha256sum </dev/null)
for extension in opus mp4; do
    for stop in 101.png 102.jpg; do
        file=$work/built/stops/${stop%.*}.$extension
        same "$extension: the photo of stop ${stop%.*}" "$(sha256sum <"$work/built/photos/$stop")" "$(picture "$file")"
    done
    same "$extension: a photo of more than 1 MiB is left out" "$none" "$(picture "$work/built/stops/103.$extension")"
    same "$extension: a photo that is none is left out" "$none" "$(picture "$work/built/stops/104.$extension")"
    same "$extension: the tour has its first photo that fits" "$(sha256sum <"$work/built/photos/101.png")" \
        "$(picture "$work/built/tour.$extension")"
    same "$extension: a stop without a photo has none" "$none" "$(picture "$work/built/stops/001.$extension")"
done
last=$(opusinfo "$work/built/stops/101.opus" | grep -aE '^	[A-Z0-9_]+=' | tail -n 1 | cut -d= -f1 | tr -d '\t')
same 'the picture is the last tag' METADATA_BLOCK_PICTURE "$last"
if [ "$(wc -c <"$work/built/photos/103.png")" -gt 1048576 ]; then ok 'the large photo is large'; else not_ok 'the large photo is large'; fi
same 'the timeline names the day' 2026-05-01 "$(jq -r .date "$timeline")"
same 'number of stops' 7 "$(jq '.stops | length' "$timeline")"
# What a track says that its timeline does not is found, in both formats.
ogg() { "$PYTHON" "$root/tests/e2e/ogg_damage.py" "$@"; }
mp4() { "$PYTHON" "$root/tests/e2e/mp4_damage.py" "$@"; }
ogg_file=stops/101.opus mp4_file=stops/101.mp4
while read -r name old new found; do
    damaged "another $name in an Ogg file" "$ogg_file: error: expected $found " ogg $ogg_file tag "$old" "$new"
done <<'END'
title TITLE=水车 TITLE=水牛 TITLE
tour ALBUM=河湾小镇 ALBUM=河湾大镇 ALBUM
artist ARTIST=测试 ARTIST=测验 ARTIST
publisher PUBLISHER=测试 PUBLISHER=测验 PUBLISHER
number TRACKNUMBER=101 TRACKNUMBER=102 TRACKNUMBER
day DATE=2026-05-01 DATE=2026-05-02 DATE
language LANGUAGE=cmn LANGUAGE=eng LANGUAGE
licence LICENSE=CC0-1.0 LICENSE=CC0-9.0 LICENSE
description DESCRIPTION=水车浸 DESCRIPTION=水牛浸 a.description.that.is.the.beginning.of.stop.101,
program ENCODER=daolan ENCODER=daolao ENCODER
END
damaged 'a tag that is not told' "$ogg_file: error: expected LICENSE .*found “”" ogg $ogg_file tag LICENSE= LICENCE=
damaged 'a tag that nobody knows' "$ogg_file: error: expected no further tag, found LICENCE" ogg $ogg_file tag LICENSE= LICENCE=
damaged 'a tag twice' "$ogg_file: error: expected no further tag, found ARTIST" ogg $ogg_file tag PUBLISHER=测试 ARTIST=测试___
damaged 'a picture of another kind' "$ogg_file: error: expected a cover, image/png" ogg $ogg_file tag \
    METADATA_BLOCK_PICTURE=AAAAA METADATA_BLOCK_PICTURE=AAAAB
damaged 'a picture that is not told' "$ogg_file: error: expected the picture photos/101.png" ogg $ogg_file tag \
    METADATA_BLOCK_PICTURE= METADATA_BLOCK_PICTURX=
damaged 'a picture that is none' "$ogg_file: error: expected a picture" ogg $ogg_file tag \
    METADATA_BLOCK_PICTURE=AAAA METADATA_BLOCK_PICTURE=____
damaged 'another photo' "$ogg_file: error: expected the picture to be photos/101.png, byte for byte" \
    sh -c 'printf x >>photos/101.png'
damaged 'another photo in an MP4' "$mp4_file: error: expected the picture to be photos/101.png, byte for byte" \
    sh -c 'printf x >>photos/101.png'
damaged 'another cover of the tour' 'tour\.opus: error: expected the picture to be photos/101.png' \
    sh -c 'printf x >>photos/101.png'
damaged 'another cover of the tour in its MP4' 'tour\.mp4: error: expected the picture to be photos/101.png' \
    sh -c 'printf x >>photos/101.png'
while read -r name kind old new found; do
    damaged "another $name in an MP4" "$mp4_file: error: expected $found " mp4 $mp4_file text_of "$kind" "$old" "$new"
done <<'END'
title ©nam 水车 水牛 title
tour ©alb 河湾小镇 河湾大镇 album
artist ©ART 测试 测验 artist
publisher aART 测试 测验 album_artist
day ©day 2026-05-01 2026-05-02 date
licence cprt CC0-1.0 CC0-9.0 copyright
description desc 水车 水牛 a.description
END
damaged 'another number in an MP4' "$mp4_file: error: expected track " mp4 $mp4_file track 102
damaged 'another language in an MP4' "$mp4_file: error: expected language " mp4 $mp4_file language 0
damaged 'a photo less in an MP4' "$mp4_file: error: expected the picture photos/101.png, found none" \
    mp4 $mp4_file title covr covx
damaged 'a timeline of another publisher' "$mp4_file: error: expected artist " sh -c \
    'jq ".publisher = \"x\"" timeline.json >t && mv t timeline.json'
damaged 'a timeline of another day' "$ogg_file: error: expected DATE " sh -c \
    'jq ".date = \"2026-05-03\"" timeline.json >t && mv t timeline.json'
finish
