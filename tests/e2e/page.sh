#!/bin/sh
# The visitor's page, read by strangers: tidy for its HTML, html.parser beside jq for what it says; damages that verify
# finds. What it does is tested in browsers (tests/browser).
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
here=$root/tests/e2e

# What page.py prints, from timeline.json. Controls and the like become U+FFFD there as here.
told() {
    jq -r '
        def two: if . < 10 then "0\(.)" else "\(.)" end;
        def seconds: (. / 480 | floor) as $c | "\($c / 100 | floor).\($c % 100 | two)";
        def text: gsub("\r\n|\r|\n|\t"; " ") | gsub("[\u0001-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]"; "\ufffd");
        def line: map(text) | join("\t");
        def whole: "PT\((.length + 24000) / 48000 | floor)S";
        def entry: ["entry", "#stop=\(.number)", .title, whole, (.photo.path // "")] | line;
        . as $tour
        | (.stops[] | select(.kind == "article") | entry), (.stops[] | select(.kind == "caption") | entry),
        (.stops[]
        | . as $stop
        | ($tour.files[] | select(.path == $stop.file)) as $file
        | (["stop", "stop=\(.number)", (.length | seconds), "\(.file) \(.file | sub("opus$"; "mp4"))", (.photo.path // ""),
            (.photo.alt // "")] | line),
        (if ($file.chapters | length) > 1 then $file.chapters[]
            | ["chapter", "\($file.path)#t=\(.start | seconds)", .title] | line else empty end),
        (.segments[].sentences[] | select(.length > 0)
            | ["sentence", "\($file.path)#t=\(.start | seconds)", (.start + .length | seconds), .text] | line),
        (["text", ([.segments[].sentences[].text] | join(""))] | line))' "$1/timeline.json"
}

# The policy's ways, and what a newer HTML has than tidy 5.6 knows; a photo in a list is loaded by the script.
allowed='proprietary attribute "(media|inputmode|enterkeyhint|loading|fetchpriority)"'

read_by_strangers() { # name, folder
    check "$1: holds" daolan verify "$2"
    says "$1: words of the page were proved" '^page +[1-9]' "$work/out"
    words=$(awk '$1 == "page" { print $2 }' "$work/out")
    check "$1: html.parser reads it, its words begin where syllables do" "$PYTHON" "$here/page.py" "$2"
    same "$1: verify counted as many words" "words	$words" "$(tail -n 1 "$work/out")"
    sed '$d' "$work/out" >"$work/shown"
    told "$2" >"$work/told"
    if cmp -s "$work/told" "$work/shown"; then
        ok "$1: every stop, chapter and sentence is the timeline's: $(wc -l <"$work/told") lines"
    else
        diff "$work/told" "$work/shown" | head -10
        not_ok "$1: every stop, chapter and sentence is the timeline's"
    fi
    if have tidy; then
        tidy -q -e --drop-empty-elements no "$2/index.html" 2>&1 |
            grep -vE "$allowed" >"$work/tidy"
        same "$1: tidy has no complaint" '' "$(head -5 "$work/tidy")"
    else
        skip 'page: tidy is not installed (sh setup.sh --tests)'
    fi
}

small_script "$work/small"
check 'a small tour is built' daolan build "$work/small" -o "$work/built" --quiet
read_by_strangers small "$work/built"

hostile_script "$work/hostile"
check 'a hostile tour is built' daolan build "$work/hostile" -o "$work/hostile-tour" --voice fake --quiet
read_by_strangers hostile "$work/hostile-tour"

# photos in the text, line ends of both kinds, emoji, a heading without a word
mkdir -p "$work/photos" && cp -R "$work/small/photos" "$work/photos/photos"
{
    printf '# 桥\n\n![先看“轮子”。](photos/wheel.svg)\n\n第一段。\n\n![桥在傍晚。](photos/bridge.svg)\n\n'
    printf '第二段，好😀看\r\n桥下的👩‍👩‍👧水。\n\n## 😀\n\n只有一个表情。\n\n## 河\n\n水。\n\n![又是轮子。](photos/wheel.svg)\n'
} >"$work/photos/article.md"
check 'a tour of photos in its text is built' daolan build "$work/photos" -o "$work/photos-tour" --voice fake --quiet
read_by_strangers photos "$work/photos-tour"
same 'each photo stands in its text' 'first photo, paragraph, second photo, paragraph, paragraph' "$("$PYTHON" - "$work/photos-tour" <<'END'
import re, sys
page = open(sys.argv[1] + "/index.html", encoding="utf-8").read()
stop = re.search(r'id="stop=1".*?</article>', page, re.S)[0]
names = {"101": "first photo", "102": "second photo"}
print(", ".join(names.get(n, "paragraph") for n in re.findall(r'<figure><a href="#stop=(\d+)"|<p><a ', stop)))
END
)"

in_page() { sed -i "$1" index.html && ! cmp -s index.html "$work/built/index.html"; }
page='index\.html: error: '

# stops
damaged 'a stop left out of the page' "${page}stop 2: expected the article" in_page '/<article.*id="stop=2"/,/<\/article>/d'
damaged 'the last stop left out of the page' "${page}stop 102: expected the article" in_page '/<article.*id="stop=102"/,/<\/article>/d'
damaged 'a stop with another number' "${page}stop 2: expected the article" in_page 's/id="stop=2"/id="stop=4"/'
damaged 'a stop too many' "${page}a stop that the timeline does not have" in_page 's|^</main>|<article class="stop"></article>&|'
damaged 'a number that is not the address' "${page}stop 3: expected the number" in_page 's|numeral">3<|numeral">4<|'
damaged 'a length a hundredth off' "${page}stop 1: expected the length" in_page '0,/data-length="[0-9]*\./s//&0/'
damaged 'a length that is shown wrong' "${page}stop 1: expected the length" in_page '/class="place"/s/PT17S/PT18S/'
damaged 'tracks that changed places' "${page}stop 1: expected the tracks" in_page \
    's|data-tracks="stops/001.opus stops/001.mp4"|data-tracks="stops/001.mp4 stops/001.opus"|'
damaged 'the track of another stop' "${page}stop 1: expected the tracks" in_page 's|data-tracks="stops/001.opus|data-tracks="stops/002.opus|'
damaged 'a track that is not there' "${page}article: expected a file of the tour" in_page 's|data-tracks="stops/001|data-tracks="stops/009|'
damaged 'a track too few' "${page}stop 1: expected the tracks" in_page 's| stops/001.mp4"|"|'
damaged 'a source of another stop' "${page}stop 1: expected the source" in_page 's|<source src="stops/001.mp4|<source src="stops/002.mp4|'
damaged 'a source left out' "${page}stop 1: expected the source" in_page '/<source src="stops\/001.mp4/d'

# text and times
damaged 'another word in a sentence' "${page}00:00:02.620 .*stop 1: expected the text" in_page '/<p>/s/欢迎/再见/'
damaged 'a sentence left out' "${page}00:00:05.240 .*stop 1: expected the start" in_page \
    's|<a href="stops/001.opus#t=5.24"[^>]*>[^<]*</a>||;s|</p>|<a href="stops/001.opus#t=9.10">x</a>&|'
damaged 'the last sentence left out' "${page}00:00:05.240 .*stop 1: expected the sentence" in_page \
    's|<a href="stops/001.opus#t=5.24"[^>]*>[^<]*</a>||'
damaged 'a sentence without its link' "${page}00:00:05.240 .*stop 1: expected the sentence" in_page \
    's|<a href="stops/001.opus#t=5.24"[^>]*>\([^<]*\)</a>|\1|'
damaged 'a sentence twice' "${page}.*stop 1: expected no more than" in_page 's|<a href="stops/001.opus#t=5.24"[^>]*>[^<]*</a>|&&|'
damaged 'a paragraph left out' "${page}.*stop 1: expected a paragraph" in_page '/^<p><a href="stops\/001.opus#t=9.10"/d'
damaged 'a paragraph too many' "${page}stop 2: expected no more paragraphs" in_page '/^<p><a href="stops\/002.opus#t=6.40"/s/$/<p>好。<\/p>/'
damaged 'a heading left out' "${page}00:00:00.400 .*stop 2: expected the sentence" in_page 's|<h2 tabindex="-1"><a href="stops/002.*</h2>|<h2></h2>|'
damaged 'a start a hundredth off' "${page}00:00:05.240 .*stop 1: expected the start" in_page 's/\(<a href="stops\/001.opus#t=5.2\)4" data/\15" data/'
damaged 'a start in another track' "${page}00:00:05.240 .*stop 1: expected the start" in_page \
    's|<a href="stops/001.opus#t=5.24" data|<a href="stops/002.opus#t=5.24" data|'
damaged 'an end a hundredth off' "${page}00:00:08.100 .*stop 1: expected the end" in_page 's/data-end="8.10"/data-end="8.11"/'
damaged 'an end that is missing' "${page}00:00:08.100 .*stop 1: expected the end" in_page 's/ data-end="8.10"//'
# the words of stop 1's first long sentence: three of two characters, $a, $b and $c hundredths one after the other
words=$(grep -oE 'data-words="2 [0-9]+ 2 [0-9]+ 2 [0-9]+' "$work/built/index.html" | head -1)
read -r a b c <<END
$(echo "$words" | sed -E 's/.*"2 ([0-9]+) 2 ([0-9]+) 2 ([0-9]+)/\1 \2 \3/')
END
damaged 'a word a hundredth late' "${page}.*stop 1: expected a word of sentence 1 at byte 6" in_page \
    "s/$words/data-words=\"2 $((a + 1)) 2 $((b - 1)) 2 $c/"
damaged 'a word a character early' "${page}.*stop 1: expected no other word of sentence 1 at byte 3" in_page "s/$words/data-words=\"1 $a 3 $b 2 $c/"
damaged 'a word left out' "${page}.*stop 1: expected a word of sentence 1 at byte 12" in_page "s/$words/data-words=\"2 $a 4 $((b + c))/"
damaged 'words left out' "${page}.*stop 1: expected a word of sentence 1 at byte 6" in_page "s/ ${words}[^\"]*\"//"
damaged 'a word too many' "${page}.*stop 1: expected no other word of sentence 1 at byte 21" in_page "s/$words/& 1 9/"
damaged 'words that are no numbers' "${page}.*stop 1: expected no word of sentence 1 where" in_page "s/$words/& x/"
damaged 'a negative step' "${page}.*stop 1: expected a word of sentence 1 at byte 18" in_page "s/$words/data-words=\"2 $a 2 $b 2 -$c/"

# chapters
damaged 'a chapter a hundredth off' "${page}00:00:02.420 .*stop 1: expected the chapter.s start" in_page '/<li>/s/001.opus#t=2.42/001.opus#t=2.43/'
damaged 'a chapter with another title' "${page}00:00:08.900 .*stop 1: expected the chapter " in_page '/<li>/s/这座桥/那座桥/'
damaged 'a chapter that shows another time' "${page}00:00:08.900 .*stop 1: expected the chapter.s time" in_page '/t=8.90/s/0:08/0:09/'
damaged 'a chapter left out' "${page}00:00:08.900 .*stop 1: expected the chapter" in_page '/<li>.*001.opus#t=8.90/d'
damaged 'a chapter too many' "${page}stop 1: expected no more chapters" in_page '/<li>.*001.opus#t=8.90/p'

# lists and photos
damaged 'a title that changed' "${page}stop 2: expected the title" in_page '/class="entry"/s/老磨坊/新磨坊/'
damaged 'an entry left out' "${page}stop 2: expected the title" in_page '/class="entry" href="#stop=2"/d'
damaged 'an entry twice' "${page}expected each stop once" in_page '/class="entry" href="#stop=2"/p'
damaged 'entries out of order' "${page}expected each stop once, in the tour.s order" in_page '/href="#stop=1">/{h;d};/href="#stop=2">/G'
damaged 'an entry that leads nowhere' "${page}a: expected a stop, or a place" in_page '/class="entry"/s/#stop=2"/#stop=22"/'
damaged 'an entry with another number' "${page}stop 2: expected the number in the list" in_page '/class="entry"/s/number">2/number">3/'
damaged 'an entry with another length' "${page}stop 1: expected the length" in_page '/href="#stop=1"/s/PT17S/PT16S/'
damaged 'an entry with the photo of another stop' "${page}stop 101: expected the photo in the list" in_page '/class="entry"/s/photos\/101/photos\/102/'
damaged 'the photo of another stop' "${page}stop 101: expected the photo" in_page '/class="photo"/s/photos\/101/photos\/102/'
damaged 'a photo left out' "${page}stop 101: expected the photo" in_page '/class="photo"/d'
damaged 'a photo without a file' "${page}img: expected a file of the tour" in_page '/class="photo"/s/photos\/101.svg/photos\/101.jpg/'
damaged 'a photo without words' "${page}stop 101: expected the photo.s text" in_page '/class="photo"/s/alt="[^"]*"/alt=""/'
damaged 'a title of another tour' "${page}title: expected" in_page 's|<title>[^<]*|<title>x|'
damaged 'a heading of another tour' "${page}h1: expected" in_page 's|\(<h1.*<bdi>\)[^<]*|\1x|'

# what leads out of the tour, or runs what is not the tour's
damaged 'a javascript: link' "${page}a: expected a file of the tour" in_page '0,/class="entry" href="[^"]*"/s//class="entry" href="javascript:alert(1)"/'
damaged 'a link to another host' "${page}a: expected a file of the tour" in_page 's|<a class="dial" id="dial" href="#stops"|<a class="dial" id="dial" href="//example.org/"|'
damaged 'a picture from another host' "${page}img: expected a file of the tour" in_page 's|</main>|<img alt="" src="https://example.org/x.png">&|'
damaged 'a path out of the tour' "${page}img: expected a file of the tour" in_page 's|</main>|<img alt="" src="../x.png">&|'
damaged 'a path from the root' "${page}link: expected a file of the tour" in_page 's|href="assets/style.css"|href="/assets/style.css"|'
damaged 'a path written with references' "${page}a: expected a file of the tour" in_page 's|</main>|<a href="java\&#115;cript:alert(1)">x</a>&|'
damaged 'a place that is not on the page' "${page}a: expected a stop, or a place" in_page 's|class="skip" href="#stops"|class="skip" href="#stairs"|'
damaged 'a script that is not there' "${page}script: expected a file of the tour" in_page 's|src="assets/page.js"|src="assets/pages.js"|'
damaged 'a script in the page' "${page}script: expected a script in a file" in_page 's|</main>|<script>alert(1)</script>&|'
damaged 'a handler' "${page}img: expected no such attribute" in_page 's|</main>|<img alt="" src="photos/101.svg" onload="x()">&|'
damaged 'a frame' "${page}iframe: expected no such element" in_page 's|</main>|<iframe src="index.html"></iframe>&|'
damaged 'a base for addresses' "${page}base: expected no such element" in_page 's|<title>|<base href="x/">&|'
damaged 'a form that sends' "${page}form: expected no such attribute" in_page 's|<form |&action="x" |'
damaged 'a page that leads on' "${page}meta: expected no other http-equiv" in_page 's|<title>|<meta http-equiv="refresh" content="0;url=https://example.org/">&|'
damaged 'no policy' "${page}link: expected a Content-Security-Policy" in_page '/Content-Security-Policy/d'
damaged 'a policy too late' "${page}link: expected a Content-Security-Policy" in_page '/Content-Security-Policy/{h;d};/<\/head>/{x;G}'
damaged 'a policy that allows a host' "${page}meta: expected a policy" in_page "s|img-src 'self'|& https://example.org|"
damaged 'a policy that allows scripts in the page' "${page}meta: expected a policy" in_page "s|script-src 'self'|& 'unsafe-inline'|"
damaged 'a policy that leaves the rest open' "${page}meta: expected default-src" in_page "s|default-src 'none'; ||"
damaged 'a page that breaks off' "${page}" sh -c 'head -c 9000 index.html >t && mv t index.html'
damaged 'an empty page' "${page}" sh -c ': >index.html'

# photos in the text
cd "$work" && rm -rf built && mv photos-tour built
damaged 'a photo left out of its text' "${page}stop 1: expected 2 photos in its text, found 1" in_page '/<figure>.*stop=102/d'
damaged 'a photo in another text' "${page}stop 1: expected a photo of its own" in_page 's|<figure><a href="#stop=101"|<figure><a href="#stop=103"|'
damaged 'another picture in a text' "${page}stop 101: expected the photo" in_page '/<figure>/s/photos\/101/photos\/102/'
damaged 'another caption in a text' "${page}stop 102: expected the photo.s text" in_page '/<figure>/s/傍晚/早上/'
finish
