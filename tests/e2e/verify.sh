#!/bin/sh
# `daolan verify` passes what was built and finds each of many damages; it names the file and never crashes.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
here=$root/tests/e2e
small_script "$work/script"
check 'a small tour is built' daolan build "$work/script" -o "$work/built" --quiet
check 'it holds' daolan verify "$work/built"
says 'what was proved is said' '^syllables +[1-9]' "$work/out"
lines=$(wc -l <"$work/out")
if [ "$lines" -le 24 ]; then ok "on one screen: $lines lines"; else not_ok "on one screen: $lines lines"; fi
check 'a tour of tones holds too' sh -c \
    '"$DAOLAN" build "$1/script" -o "$1/tones" --voice fake --quiet && "$DAOLAN" verify "$1/tones"' - "$work"

first=$(jq -r '.stops[0].file' "$work/built/timeline.json")
second=$(jq -r '.stops[1].file' "$work/built/timeline.json")

edit() { # jq program: timeline.json
    jq "$1" timeline.json >timeline.new && mv timeline.new timeline.json
}
ogg() { "$PYTHON" "$here/ogg_damage.py" "$@"; }

# files
damaged 'a stop that is missing' "$first: error: .*none" rm "$first"
damaged 'a file that does not belong' 'stops/99\.opus: error: .*does not know' cp "$first" stops/99.opus
damaged 'a folder that does not belong' 'x/y: error: .*does not know' sh -c 'mkdir x && touch x/y'
damaged 'a page that is missing' 'index\.html: error' rm index.html
damaged 'an empty file' "$first: error: .*empty" sh -c ': >"$1"' - "$first"
damaged 'a link in place of a file' "$first: error: .*regular" sh -c 'mv "$1" .. && ln -s "../../$(basename "$1")" "$1"' \
    - "$first"
damaged 'a FIFO in place of a file' "$first: error: .*regular" sh -c 'rm "$1" && mkfifo "$1"' - "$first"
damaged 'two stops that changed places' "$first: error: .*samples" swap "$first" "$second"
damaged 'rubbish in place of sound' "$first: error: .*not Ogg Opus" sh -c 'head -c 5000 /dev/zero >"$1"' - "$first"
damaged 'text in place of sound' "$first: error: .*decoded" cp timeline.json "$first"
damaged 'a truncated stop' "$first: error: .*samples" sh -c 'head -c 6000 "$1" >t && mv t "$1"' - "$first"
damaged 'a truncated tour' 'tour\.opus: error: .*samples' sh -c 'head -c 9000 tour.opus >t && mv t tour.opus'
damaged 'a stop in place of the tour' 'tour\.opus: error' cp "$first" tour.opus

# SHA256SUMS: what nothing else would show, and the sums themselves
check 'sha256sum agrees' sh -c 'cd "$1" && sha256sum --strict --quiet -c SHA256SUMS' - "$work/built"
same 'and lists every file' "$(cd "$work/built" && find . -type f ! -name SHA256SUMS -printf '%P\n' | LC_ALL=C sort)" \
    "$(cut -c67- "$work/built/SHA256SUMS")"
damaged_unsummed 'a style sheet with another byte' 'assets/style\.css: error: .*SHA-256 [0-9a-f]{64} .*found [0-9a-f]{64}$' \
    sh -c 'echo >>assets/style.css'
damaged_unsummed 'an icon with another byte' 'assets/icon\.svg: error: .*SHA-256' sed -i 's/</< /' assets/icon.svg
damaged_unsummed 'a photo with another byte' 'photos/101\.svg: error: .*SHA-256' sh -c 'echo >>photos/101.svg'
damaged_unsummed 'a vendor string that changed' "$first: error: .*SHA-256" ogg "$first" tag libopus libOPUS
damaged_unsummed 'a file that is gone from the folder' 'SHA256SUMS: error: .*there.*tour\.m3u8' rm tour.m3u8
damaged_unsummed 'sums that are missing' 'SHA256SUMS: error: .*none' rm SHA256SUMS
damaged_unsummed 'sums that are empty' 'SHA256SUMS: error: .*empty' sh -c ': >SHA256SUMS'
damaged_unsummed 'a sum with another digit' 'tour\.m3u8: error: .*SHA-256' sh -c \
    'sed "/tour.m3u8/s/^./g/; y/g/0/; /tour.m3u8/s/^0/e/" SHA256SUMS >t && mv t SHA256SUMS'
damaged_unsummed 'a sum that is left out' 'SHA256SUMS: error: .*sum of tour\.m3u8' sed -i '/tour.m3u8/d' SHA256SUMS
damaged_unsummed 'a sum too many' 'SHA256SUMS: error: .*there.*zz' sh -c 'sed -n "s/tour.m3u8/zz/p" SHA256SUMS >t && cat t >>SHA256SUMS; rm t'
damaged_unsummed 'a sum out of order' 'SHA256SUMS: error: line [0-9]+: .*order' sh -c 'sed 1p SHA256SUMS >t && mv t SHA256SUMS'
damaged_unsummed 'a sum that is none' 'SHA256SUMS: error: line 2: .*64 digits' sed -i '2s/^./x/' SHA256SUMS
damaged_unsummed 'a path out of the tour in the sums' 'SHA256SUMS: error: .*\.\./x' sed -i '1s|  .*|  ../x|' SHA256SUMS
damaged_unsummed 'a FIFO in place of the sums' 'SHA256SUMS: error: .*regular' sh -c 'rm SHA256SUMS && mkfifo SHA256SUMS'

# Ogg
damaged 'a page of sound taken out' "$first: error" ogg "$first" drop 3
damaged 'a page with a wrong checksum' "$first: error" ogg "$first" byte 3
damaged 'another pre-skip' "$first: error: .*pre-skip" ogg "$first" head 10 312
damaged 'an output gain' "$first: error: .*gain" ogg "$first" head 16 512
damaged 'a chapter tag 20 ms late' 'tour\.opus: error: .*chapter 0' ogg tour.opus tag CHAPTER000=00:00:00.000 \
    CHAPTER000=00:00:00.020
damaged 'a chapter tag with another title' 'tour\.opus: error: .*chapter 1' ogg tour.opus tag \
    CHAPTER001NAME=老磨坊 CHAPTER001NAME=新磨坊
damaged 'a chapter tag that is none' 'tour\.opus: error: .*CHAPTER001' ogg tour.opus tag CHAPTER001= CHAPTEX001=

gain=$(opusinfo "$work/built/tour.opus" | sed -n 's/.*R128_TRACK_GAIN=//p')
damaged 'a gain 0.15 dB off' 'tour\.opus: error: .*R128_TRACK_GAIN' ogg tour.opus tag "R128_TRACK_GAIN=$gain" \
    "R128_TRACK_GAIN=$((gain > -1000 ? gain + 38 : gain - 38))"
damaged 'a gain of the tour that is off' "$first: error: .*R128_ALBUM_GAIN" ogg "$first" tag "R128_ALBUM_GAIN=$gain" \
    "R128_ALBUM_GAIN=$((gain > -1000 ? gain + 38 : gain - 38))"
damaged 'a gain that is not told' "$first: error: .*R128_TRACK_GAIN" ogg "$first" tag R128_TRACK_GAIN= R128_TRACK_GAIX=
damaged 'a gain that is no number' "$first: error: .*whole number" ogg "$first" tag "R128_ALBUM_GAIN=-" "R128_ALBUM_GAIN=x"

# MP4
mp4() { "$PYTHON" "$here/mp4_damage.py" "$@"; }
stop_mp4=${first%.opus}.mp4
damaged 'an MP4 that is missing' "$stop_mp4: error: .*none" rm "$stop_mp4"
damaged 'an MP4 that does not belong' 'tour-2\.mp4: error: .*does not know' cp tour.mp4 tour-2.mp4
damaged 'two MP4s that changed places' "$stop_mp4: error" swap "$stop_mp4" "${second%.opus}.mp4"
damaged 'a truncated MP4' 'tour\.mp4: error' sh -c 'head -c 9000 tour.mp4 >t && mv t tour.mp4'
damaged 'an MP4 a packet short' 'tour\.mp4: error: .*packet' truncate -s -3 tour.mp4
damaged 'rubbish in place of an MP4' 'tour\.mp4: error: .*MP4' sh -c 'head -c 5000 /dev/zero >tour.mp4'
damaged 'an Ogg file in place of an MP4' 'tour\.mp4: error: .*MP4' cp tour.opus tour.mp4
damaged 'a FIFO in place of an MP4' 'tour\.mp4: error: .*regular' sh -c 'rm tour.mp4 && mkfifo tour.mp4'
# two packets of speech of one length
pair=$(ffprobe -v error -show_entries packet=size,codec_type -of csv=p=0 "$work/built/tour.mp4" |
    awk -F, '$1 == "audio" { if ($2 > 3 && ($2 in at)) { print at[$2], n; exit } at[$2] = n; n++ }')
# shellcheck disable=SC2086 # two numbers
damaged 'packets of an MP4 that changed places' 'tour\.mp4: error: .*packet' mp4 tour.mp4 swap $pair
damaged 'a byte of an MP4 changed' 'tour\.mp4: error: .*packet 60' mp4 tour.mp4 flip 60
damaged 'a chapter of chpl 20 ms late' 'tour\.mp4: error: .*chapter 1' mp4 tour.mp4 chpl 1 20
damaged 'a chapter of the text track 20 ms late' 'tour\.mp4: error: .*chapter 1' mp4 tour.mp4 text 1 20
damaged 'a chapter of an MP4 with another title' 'tour\.mp4: error: .*新磨坊' mp4 tour.mp4 title 老磨坊 新磨坊
damaged 'another start of an MP4' 'tour\.mp4: error: .*sample' mp4 tour.mp4 elst 312
damaged 'another pre-skip in an MP4' 'tour\.mp4: error: .*head' mp4 tour.mp4 head 3 56
damaged 'longer packets in an MP4' 'tour\.mp4: error: .*sample' mp4 tour.mp4 duration 1920

# sound
from=$(jq '.stops[0].segments[0].sentences[0] | .start / 960' "$work/built/timeline.json")
length=$(jq '.stops[0].segments[0].sentences[0] | .length / 960' "$work/built/timeline.json")
damaged 'a sentence gone silent in its stop' "$first: error: .*sentence 0" \
    ogg "$first" mute "$from" $((from + length + 5))
damaged 'a sentence gone silent in the tour' 'tour\.opus: error: .*stop 1' \
    ogg tour.opus mute "$from" $((from + length + 5))
damaged 'speech before its time' "$first: error: .*silence" ogg "$first" move 4 $((from + 3))
damaged 'a sentence one packet late' "$first: error" edit \
    '.stops[0].segments[0].sentences[0] |= (.start -= 4800 | .syllables[] |= (.start -= 4800 | .end -= 4800))'

# timeline.json against itself and the sound
damaged 'a chapter moved' 'tour\.opus: error' edit \
    '.files[0].chapters[0].length += 960 | .files[0].chapters[1] |= (.start += 960 | .length -= 960)'
damaged 'a chapter of a stop moved' "$first: error" edit \
    '(.files[] | select(.stop == 1)).chapters |= (.[0].length += 960 | .[1].start += 960 | .[1].length -= 960)'
damaged 'a chapter renamed' 'tour\.opus: error: .*老磨坊' edit '.files[0].chapters[1].title = "x"'
damaged 'a stop said to be longer' 'timeline\.json: error: ' edit '.stops[0].length += 960'
damaged 'a tour said to be longer' 'timeline\.json: error: ' edit '.length += 960'
damaged 'a time off the grid' 'timeline\.json: error: .*packets' edit '.stops[0].segments[0].sentences[0].start += 1'
damaged 'times at 44.1 kHz' 'timeline\.json: error: ' edit \
    'walk(if type == "object" then with_entries(if (.key == "start" or .key == "length" or .key == "end") and
        (.value | type) == "number" then .value = (.value * 0.91875 | floor) else . end) else . end)'
damaged 'another rate' 'timeline\.json: error: .*rate' edit '.rate = 44100'
damaged 'a stop number given twice' 'timeline\.json: error: .*stop 1' edit '.stops[1].number = 1'
damaged 'a syllable that is not heard' "$first: error: .*syllable" edit \
    '.stops[0].segments[0].sentences[0] |= (.length += 9600 | .syllables[-1] |= (.start = .end + 6720 | .end += 7680))'
damaged 'a sentence without syllables' 'timeline\.json: error: .*sentence 0' edit \
    '.stops[0].segments[0].sentences[0].syllables = []'
damaged 'a syllable outside its sentence' 'timeline\.json: error: .*syllable' edit \
    '.stops[0].segments[0].sentences[0].syllables[0].end = 99999999'

# completeness
damaged 'a source that was changed' 'timeline\.json: error: .*sha256' edit '.sources[0].text |= sub("桥"; "船")'
damaged 'a character without a class' 'timeline\.json: error: .*byte' edit 'del(.sources[0].classes[1])'
damaged 'half a character' 'timeline\.json: error: .*code points' edit \
    '.sources[0].classes |= (.[0].length += 1 | .[1] |= (.offset += 1 | .length -= 1))'
damaged 'text spoken by another sentence' 'timeline\.json: error: .*says' edit \
    '(.sources[0].classes[] | select(.sentence == 2)).sentence = 3'
damaged 'text that no syllable says' 'timeline\.json: error: .*says “欢”' edit \
    '.stops[0].segments[1].sentences[0].syllables |= .[1:]'
damaged 'a span outside its source' 'timeline\.json: error: .*spans' edit \
    '.stops[0].segments[0].sentences[0].spans[0][1] = 999999'
damaged 'a sentence with other words' 'timeline\.json: error: ' edit \
    '.stops[0].segments[1].sentences[0].text |= sub("欢迎"; "再见")'

# chapters.json, chapters.vtt
damaged 'chapters.json 1 ms off' 'chapters\.json: error: .*chapter 1' sh -c \
    'jq ".chapters[1].startTime += 0.001" chapters.json >t && mv t chapters.json'
damaged 'chapters.json with a chapter less' 'chapters\.json: error: .*chapters' sh -c \
    'jq "del(.chapters[2])" chapters.json >t && mv t chapters.json'
damaged 'chapters.json that breaks off' 'chapters\.json: error: .*not JSON' sh -c \
    'head -c 60 chapters.json >t && mv t chapters.json'
damaged 'chapters.vtt 1 ms off' 'chapters\.vtt: error: .*chapter 0' replace chapters.vtt '^00:00:00.000' '00:00:00.001'
damaged 'chapters.vtt with another title' 'chapters\.vtt: error: .*chapter 1' replace chapters.vtt '^老磨坊' '磨坊'
damaged 'chapters.vtt that is none' 'chapters\.vtt: error: .*WEBVTT' replace chapters.vtt '^WEBVTT' 'WEBV'

# stops/NN.vtt: the second cue of the first stop says 欢迎来到河湾小镇。
captions=stops/001.vtt
begins=$(sed -n '/^1-2$/{n;s/ .*//;p;}' "$work/built/$captions")
ends=$(sed -n '/^1-2$/{n;s/.* //;p;}' "$work/built/$captions")
moved() { # a clock within its second, milliseconds added
    echo "${1%???}$(printf '%03d' $(((1${1##*.} + $2) % 1000)))"
}
damaged 'captions that are missing' 'stops/001\.vtt: error: .*none' rm $captions
damaged 'captions of no stop' 'stops/99\.vtt: error: .*does not know' cp $captions stops/99.vtt
damaged 'captions that are none' 'stops/001\.vtt: error: .*WEBVTT' replace $captions '^WEBVTT' 'WEBVT'
damaged 'a cue that begins 20 ms late' 'stops/001\.vtt: error: .*start of cue 1-2' replace $captions \
    "^$begins -->" "$(moved "$begins" 20) -->"
damaged 'a cue that ends 1 ms early' 'stops/001\.vtt: error: .*end of cue 1-2' replace $captions \
    "--> $ends" "--> $(moved "$ends" -1)"
damaged 'a cue of other words' 'stops/001\.vtt: error: .*欢迎.*送别' replace $captions '^欢迎' '送别'
damaged 'a cue in its spoken form' 'stops/001\.vtt: error: .*128' replace $captions '>128<' '>一百二十八<'
damaged 'a cue left out' 'stops/001\.vtt: error: ' sed -i '/^1-2$/,/^$/d' $captions
damaged 'the last cue left out' 'stops/001\.vtt: error: .*no more' sed -i '/^1-4$/,$d' $captions
damaged 'a cue too many' 'stops/001\.vtt: error: .*no more cues' sh -c \
    'printf "\n1-5\n00:10:00.000 --> 00:10:00.300\n好\n" >>"$1"' - $captions
damaged 'two cues that changed places' 'stops/001\.vtt: error: ' sh -c \
    'awk -v RS= -v ORS="\n\n" "NR == 2 { kept = \$0; next } { print } NR == 3 { print kept }" "$1" >t && mv t "$1"' \
    - $captions
damaged 'two stops with each other’s captions' 'stops/001\.vtt: error: ' swap $captions stops/002.vtt
damaged 'a cue of another name' 'stops/001\.vtt: error: .*1-2' replace $captions '^1-2$' '1-7'
stamp=$(grep -oE '^欢迎<[^>]*>' "$work/built/$captions" | grep -oE '[0-9:.]{12}')
damaged 'a word 20 ms late' 'stops/001\.vtt: error: .*timestamp' replace $captions "$stamp" "$(moved "$stamp" 20)"
damaged 'a word without its timestamp' 'stops/001\.vtt: error: .*timestamp' replace $captions "欢迎<$stamp>" '欢迎'
damaged 'a timestamp inside a word' 'stops/001\.vtt: error: .*timestamp' replace $captions "欢迎<$stamp>来" "欢<$stamp>迎来"
damaged 'a timestamp twice' 'stops/001\.vtt: error: .*timestamp' replace $captions "<$stamp>" "<$stamp><$stamp>"
damaged 'markup in a cue' 'stops/001\.vtt: error: .*cue at line' sed -i 's|^欢迎|<b>欢迎</b>|' $captions
damaged 'captions that are not UTF-8' 'stops/001\.vtt: error: .*not text' sh -c 'printf "\377" >>"$1"' - $captions

# publication.json, contents.html, tour.m3u8
manifest() { jq "$1" publication.json >publication.new && mv publication.new publication.json; }
damaged 'a manifest that is missing' 'publication\.json: error: .*none' rm publication.json
damaged 'a manifest that breaks off' 'publication\.json: error: .*not JSON' sh -c \
    'head -c 600 publication.json >t && mv t publication.json'
damaged 'a manifest of no standard' 'publication\.json: error: .*conformsTo' manifest '.conformsTo = "x"'
damaged 'a manifest without its context' 'publication\.json: error: .*@context' manifest '."@context" |= .[1:]'
damaged 'a manifest of another book' 'publication\.json: error: .*type' manifest '.type = "Book"'
damaged 'another name' 'publication\.json: error: .*name' manifest '.name = "x"'
damaged 'another id' 'publication\.json: error: .*id' manifest '.id |= sub("[0-9]"; "x")'
damaged 'a duration 20 ms longer' "publication\.json: error: .*001.opus: expected a duration" manifest \
    '.readingOrder[0].duration |= "PT\(ltrimstr("PT") | rtrimstr("S") | tonumber + 0.02)S"'
damaged 'a duration that is none' 'publication\.json: error: .*duration' manifest '.readingOrder[0].duration = "17 s"'
damaged 'the tour’s duration changed' 'publication\.json: error: the tour: .*duration' manifest '.duration = "PT9.00S"'
damaged 'two tracks that changed places' 'publication\.json: error: .*url' manifest \
    '.readingOrder |= [.[1], .[0]] + .[2:]'
damaged 'a track left out' 'publication\.json: error: .*tracks' manifest 'del(.readingOrder[-1])'
damaged 'a track of another kind' 'publication\.json: error: .*encodingFormat' manifest \
    '.readingOrder[1].encodingFormat = "audio/mpeg"'
damaged 'a track without its captions' 'publication\.json: error: .*alternate' manifest 'del(.readingOrder[1].alternate)'
damaged 'a track with another’s captions' 'publication\.json: error: .*url' manifest \
    '.readingOrder[1].alternate = .readingOrder[0].alternate'
damaged 'a track without any alternate' 'publication\.json: error: .*alternate stops/002\.vtt' manifest \
    '.readingOrder[1].alternate = []'
damaged 'a track without its MP4' 'publication\.json: error: .*alternate stops/002\.mp4' manifest \
    'del(.readingOrder[1].alternate[1])'
damaged 'an MP4 of another kind' 'publication\.json: error: .*encodingFormat' manifest \
    '.readingOrder[1].alternate[1].encodingFormat = "audio/mp4"'
damaged 'an MP4 that is longer' 'publication\.json: error: stops/002\.mp4: .*duration' manifest \
    '.readingOrder[1].alternate[1].duration = "PT1S"'
damaged 'an alternate too many' 'publication\.json: error: .*no more alternates' manifest \
    '.readingOrder[1].alternate += [.readingOrder[1].alternate[0]]'
damaged 'a resource left out' 'publication\.json: error: .*resource' manifest 'del(.resources[-1])'
damaged 'a resource that is not there' 'publication\.json: error: .*resources' manifest '.resources += [{url: "x.jpg"}]'
damaged 'no table of contents' 'publication\.json: error: .*rel' manifest '.resources |= map(del(select(.rel == "contents").rel))'
damaged 'no cover' 'publication\.json: error: .*rel' manifest '.resources |= map(del(select(.rel == "cover").rel))'
damaged 'no word on access' 'publication\.json: error: .*accessMode' manifest '.accessMode = []'
damaged 'any other edit of the manifest' 'tour\.lpf: error: publication\.json' manifest '.license.name = "x"'
damaged 'contents with another time' 'contents\.html: error: .*link' sed -i '0,/#t=[1-9]/s//#t=0/' contents.html
damaged 'contents with another title' 'contents\.html: error: .*老磨坊' replace contents.html '>老磨坊<' '>磨坊<'
damaged 'contents that break off' 'contents\.html: error: .*nothing' sh -c \
    'head -c 700 contents.html >t && mv t contents.html'
damaged 'contents that are none' 'contents\.html: error: .*doc-toc' replace contents.html ' role="doc-toc"' ''
damaged 'a playlist of other lengths' 'tour\.m3u8: error: .*EXTINF' sed -i '0,/EXTINF:1/s//EXTINF:2/' tour.m3u8
damaged 'a playlist with a stop less' 'tour\.m3u8: error: ' sed -i '3,4d' tour.m3u8
damaged 'a playlist with a stop more' 'tour\.m3u8: error: .*more' sh -c 'echo stops/001.opus >>tour.m3u8'
damaged 'a playlist out of order' 'tour\.m3u8: error: ' sh -c \
    'sed "s/001/x/; s/002/001/; s/x/002/" tour.m3u8 >t && mv t tour.m3u8'

# tour.lpf
flip() { # file, offset from its start or, negative, from its end: one bit
    "$PYTHON" -c 'import sys
b = bytearray(open(sys.argv[1], "rb").read())
b[int(sys.argv[2])] ^= 1
open(sys.argv[1], "wb").write(b)' "$@"
}
size=$(wc -c <"$work/built/tour.lpf")
for offset in 0 4 6 8 10 12 14 18 22 26 28 30 47 $((size / 7)) $((size / 3)) $((size / 2)) $((size * 4 / 5)) -1 -3 -6 \
    -10 -12 -14 -18 -20 -22 -23 -40 -55 -59 -60 -61 -63 -65 -68 -70 -72 -74 -76 -78 -80 -82; do
    damaged "a package with the bit at $offset turned" 'tour\.lpf: error: ' flip tour.lpf "$offset"
done
damaged 'a package that is missing' 'tour\.lpf: error: .*none' rm tour.lpf
damaged 'a package that breaks off' 'tour\.lpf: error: ' sh -c 'head -c 9000 tour.lpf >t && mv t tour.lpf'
damaged 'a package with more behind it' 'tour\.lpf: error: ' sh -c 'echo x >>tour.lpf'
damaged 'a package with more before it' 'tour\.lpf: error: ' sh -c '{ echo x; cat tour.lpf; } >t && mv t tour.lpf'
damaged 'a package of zero bytes' 'tour\.lpf: error: ' sh -c 'head -c 4096 /dev/zero >tour.lpf'
damaged 'a package of older files' 'tour\.lpf: error: .*index\.html' sh -c 'echo >>index.html'

# hostile timelines
damaged 'a timeline that breaks off' 'timeline\.json: error: .*not JSON from line' sh -c \
    'head -c 900 timeline.json >t && mv t timeline.json'
damaged 'an empty timeline' 'timeline\.json: error' sh -c ': >timeline.json'
damaged 'a timeline that is an array' 'timeline\.json: error: .*an object' sh -c 'echo "[]" >timeline.json'
damaged 'a timeline of zero bytes' 'timeline\.json: error' sh -c 'head -c 4096 /dev/zero >timeline.json'
damaged 'a timeline of brackets' 'timeline\.json: error: .*not JSON' sh -c \
    'head -c 1000000 /dev/zero | tr "\0" "[" >timeline.json'
damaged 'a timeline that is not there' 'timeline\.json: error' rm timeline.json
damaged 'a timeline that is a folder' 'timeline\.json: error' sh -c 'rm timeline.json && mkdir timeline.json'
damaged 'a path out of the tour' 'timeline\.json: error: .*path' edit '.files[1].path = "../../etc/passwd"'
damaged 'a path that is absolute' 'timeline\.json: error: .*path' edit '.files[1].path = "/etc/passwd"'
damaged 'a photo out of the tour' 'timeline\.json: error: .*path' edit '.stops[-1].photo.path = "photos/../../x.jpg"'
damaged 'a number that is text' 'timeline\.json: error: stops\[0\]\.start: .*a text' edit '.stops[0].start = "0"'
damaged 'a number below zero' 'timeline\.json: error: stops\[0\]\.length: ' edit '.stops[0].length = -960'
damaged 'a number past all bounds' 'timeline\.json: error: .*length' edit '.stops[0].length = 1e300'
damaged 'numbers that overflow' 'timeline\.json: error: ' edit \
    '.stops[0].length = 1125899906842560 | .stops[1].start = 1125899906842560'
damaged 'stops that are no array' 'timeline\.json: error: stops: ' edit '.stops = {}'
damaged 'no stops' 'timeline\.json: error: ' edit '.stops = []'
damaged 'stops that are numbers' 'timeline\.json: error: stops\[0\]' edit '.stops = [1, 2]'
damaged 'a sentence of a wrong kind' 'timeline\.json: error: stops\[0\]\.segments\[0\]\.sentences\[0\]' edit \
    '.stops[0].segments[0].sentences[0] = null'
damaged 'spans of a wrong kind' 'timeline\.json: error: .*spans' edit \
    '.stops[0].segments[0].sentences[0].spans = [["a"], 3, [1, 2]]'
damaged 'a class that is unknown' 'timeline\.json: error: .*class' edit '.sources[0].classes[0].class = "x"'
damaged 'a sentence number past the end' 'timeline\.json: error: ' edit \
    '(.sources[0].classes[] | select(.sentence == 0)).sentence = 4294967295'

expect 1 'no folder is an error' daolan verify "$work/nowhere"
expect 1 'an empty folder is no tour' sh -c 'mkdir "$1/empty" && "$DAOLAN" verify "$1/empty"' - "$work"
finish
