#!/bin/sh
# publication.json against the standard's rules (tests/publication.schema.json), contents.html and tour.lpf as others
# read them; tour.m3u8. Plain scripts and hostile ones.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
schema=$root/tests/publication.schema.json

# What the package says of itself to Python's zipfile: sound, stored, dated 1980, and the folder's own files; every
# file that the manifest names is in it.
unpack() {
    "$PYTHON" - "$1" <<'END'
import json, os, sys, zipfile
folder = sys.argv[1]
package = zipfile.ZipFile(os.path.join(folder, "tour.lpf"))
manifest = json.loads(package.read("publication.json"))
assert package.testzip() is None
names = package.namelist()
assert names[0] == "publication.json" and len(names) == len(set(names))
for entry in package.infolist():
    assert entry.compress_type == zipfile.ZIP_STORED and entry.date_time == (1980, 1, 1, 0, 0, 0), entry
    assert package.read(entry) == open(os.path.join(folder, entry.filename), "rb").read(), entry
links = manifest["readingOrder"] + manifest["resources"]
named = {link["url"] for link in links} | {a["url"] for link in links for a in link.get("alternate", [])}
assert named | {"publication.json"} == set(names), named ^ set(names)
END
}

# The table of contents by the rules of Publication Manifest, appendix C: titles and addresses, nested.
outline() {
    "$PYTHON" - "$1" <<'END'
import html.parser, json, os, sys
folder = sys.argv[1]
timeline = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))
class Outline(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.inside, self.depth, self.link, self.found, self.others = False, 0, None, [], set()
    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or dict(attrs).get("role") == "doc-toc"
        self.depth += tag == "ol"
        if tag == "a":
            self.link = [self.depth, dict(attrs)["href"], ""]
        self.others.add(tag)
    def handle_endtag(self, tag):
        self.depth -= tag == "ol"
        if tag == "a" and self.inside:
            self.found.append(tuple(self.link))
            self.link = None
    def handle_data(self, data):
        if self.link:
            self.link[2] += data
outline = Outline()
outline.feed(open(os.path.join(folder, "contents.html"), encoding="utf-8", newline="").read())
outline.close()
shown = lambda text: "".join("\ufffd" if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)
expected = []
for stop in timeline["stops"]:
    expected.append((1, stop["file"], shown(stop["title"])))
    chapters = next(f for f in timeline["files"] if f["path"] == stop["file"])["chapters"]
    for chapter in chapters if len(chapters) > 1 else []:
        expected.append((2, "%s#t=%.2f" % (stop["file"], chapter["start"] / 48000), shown(chapter["title"])))
assert outline.found == expected, (outline.found, expected)
assert outline.others <= {"html", "head", "meta", "title", "body", "nav", "h1", "ol", "li", "a"}, outline.others
END
}

small_script "$work/small"
mkdir -p "$work/hostile/photos" && cp "$work/small/photos/wheel.svg" "$work/hostile/photos/wheel.SVG"
{
    printf '# "><script>alert(1)</script>桥 \\ "引号"\n\n桥。\n\n第二段，桥还在。\n\n'
    printf '## 控\001制\033字\177符 \302\205 \342\200\250 笑😀 שלום\n\n河。\n\n## ]]> --> &amp; #EXTINF:1,\n\n海。\n'
} >"$work/hostile/article.md"
printf '1\tphotos/wheel.SVG\t"><b>%s。\n2\t\t山。\n' \
    "$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "石桥很长，" }')" >"$work/hostile/captions.txt"
printf 'title = </title>"\\\npublisher = "},{"x":"馆\nlicence = "]\n' >"$work/hostile/tour.ini"

for kind in small hostile; do
    audio=$work/$kind-audio
    check "$kind: built" daolan build "$work/$kind" -o "$audio" --quiet
    check "$kind: holds" daolan verify "$audio"
    if "$PYTHON" -c 'import jsonschema' 2>/dev/null; then
        check "$kind: the manifest follows the standard" validate "$schema" "$audio/publication.json"
    else
        skip 'audiobook: python3-jsonschema is not installed (sh setup.sh --tests)'
    fi
    check "$kind: the package is the tour's files" unpack "$audio"
    check "$kind: the table of contents is the timeline's" outline "$audio"
    same "$kind: the durations add up" \
        "$(jq -r '.length / 48000 * 100 | round' "$audio/timeline.json")" \
        "$(jq -r '[.readingOrder[].duration | ltrimstr("PT") | rtrimstr("S") | tonumber] | add * 100 | round' \
            "$audio/publication.json")"
    same "$kind: the playlist has two lines a stop, below two of its own" \
        "$(jq '.stops | length * 2 + 2' "$audio/timeline.json")" "$(wc -l <"$audio/tour.m3u8" | tr -d ' ')"
    same "$kind: and each stop's track" "$(jq -r '.stops[].file' "$audio/timeline.json")" \
        "$(grep -v '^#' "$audio/tour.m3u8")"
    if have tidy; then
        check "$kind: tidy finds nothing wrong with contents.html" tidy -quiet -errors "$audio/contents.html"
    fi
done

# A schema that allows anything proves nothing.
if "$PYTHON" -c 'import jsonschema' 2>/dev/null; then
    for damage in 'del(."@context")' '."@context" |= reverse' 'del(.conformsTo)' '.conformsTo = "https://example.org"' \
        'del(.name)' '.type = "Book"' '.readingOrder = []' '.readingOrder[0].encodingFormat = "text/html"' \
        '.readingOrder[0].duration = "17.02"' '.duration = "PT1H"' '.resources |= map(del(.rel))' \
        '.resources |= .[1:]' '.resources[0].url = "../index.html"' '.readingOrder[0].url = "https://example.org/1.opus"' \
        '.id = "urn:uuid:1"' 'del(.accessibilitySummary)' '.accessMode = ["loud"]' '.readingOrder[1] = .readingOrder[0]'; do
        jq "$damage" "$work/small-audio/publication.json" >"$work/damaged.json"
        expect 1 "the schema refuses $damage" validate "$schema" "$work/damaged.json"
    done
fi

# The id follows from what anyone can hash.
cd "$work/small-audio" || exit 3
sum=$(jq -r '"timeline.json", .stops[].file' timeline.json | xargs sha256sum | sha256sum)
id=$(jq -r .id publication.json | tr -d -)
same 'the id is the hash of the timeline and the tracks' "$(echo "$sum" | cut -c1-12)" "$(echo "$id" | cut -c10-21)"
same 'to its end' "$(echo "$sum" | cut -c18-32)" "$(echo "$id" | cut -c27-41)"
cd "$work" || exit 3
sed -i 's/桥头/桥边/' small/article.md
check 'a tour of other words' daolan build small -o other-audio --quiet
if [ "$(jq .id small-audio/publication.json)" != "$(jq .id other-audio/publication.json)" ]; then
    ok 'has another id'
else
    not_ok 'has another id'
fi
finish
