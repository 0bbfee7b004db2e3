#!/bin/sh
# What is written for other programs' lists: chapters.json, tour.cue and, where the tour has an address, feed.xml and
# iiif-manifest.json, as others read them. Plain scripts and hostile ones; then damages that verify must find.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
schema=$root/tests/iiif.schema.json
base=https://museum.example/tour/

# The cue sheet by cuetools: as many tracks, each at its chapter's start or less than a frame before it, titled.
cue_agrees() { # folder
    cuebreakpoints "$1/tour.cue" >"$work/breaks" && cueprint -t '%t\n' "$1/tour.cue" >"$work/titles" &&
        "$PYTHON" - "$1" "$work/breaks" "$work/titles" <<'END'
import json, os, sys
folder, breaks, titles = sys.argv[1:]
chapters = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))["files"][0]["chapters"]
def shown(text):
    text = "".join({'"': "＂", "\\": "＼"}.get(c, " " if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029" else c)
                   for c in text)
    return text if len(text) <= 80 else text[:79] + "…"
found = []
for line in open(breaks):
    minutes, rest = line.strip().split(":")
    seconds, frames = rest.split(".")
    found.append((int(minutes) * 60 + int(seconds)) * 75 + int(frames))
assert len(found) == len(chapters) - 1, (found, chapters)
for frame, chapter in zip(found, chapters[1:]):
    late = chapter["start"] - frame * 640
    assert 0 <= late < 640 and late in (0, 320), (frame, chapter)
expected = [shown(c["title"]).strip() for c in chapters]
names = [line.rstrip("\n").strip() for line in open(titles, encoding="utf-8", newline="\n")]
assert names == expected, (names, expected)
END
}

# Every chapter's picture and link lead somewhere; all are shown.
chapters_lead() { # folder, base or nothing
    "$PYTHON" - "$@" <<'END'
import glob, json, os, sys
folder, base = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
timeline = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))
photos = {s["number"]: s.get("photo", {}).get("path") for s in timeline["stops"]}
lists = {"chapters.json": "tour.opus"}
if base:
    lists.update({s["file"].replace(".opus", ".chapters.json"): s["file"] for s in timeline["stops"]})
on_disk = {os.path.relpath(p, folder) for p in glob.glob(folder + "/**/*chapters*.json", recursive=True)}
assert on_disk == set(lists), (on_disk, lists)
images = 0
for name, track in lists.items():
    document = json.load(open(os.path.join(folder, name), encoding="utf-8"))
    file = next(f for f in timeline["files"] if f["path"] == track)
    assert document["version"] == "1.2.0" and len(document["chapters"]) == len(file["chapters"])
    for found, chapter in zip(document["chapters"], file["chapters"]):
        number = chapter.get("stop", file.get("stop"))
        end = chapter["start"] + chapter["length"]
        assert (round(found["startTime"] * 48000), round(found["endTime"] * 48000)) == (chapter["start"], end)
        assert found["toc"] is True and found["title"] == chapter["title"]
        assert found.get("img") == (base + photos[number] if photos[number] else None), found
        assert found.get("url") == (base + "index.html#stop=%d" % number if base else None), found
        images += "img" in found
        assert "img" not in found or os.path.isfile(os.path.join(folder, found["img"][len(base):]))
assert images
END
}

# The feed by the rules of RSS 2.0, Apple's and the podcast namespace's; by feedparser as well where it is there.
feed_follows() { # folder, base
    "$PYTHON" - "$@" <<'END'
import email.utils, json, os, sys, uuid
import xml.etree.ElementTree as tree
folder, base = sys.argv[1:]
path = os.path.join(folder, "feed.xml")
timeline = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))
itunes, podcast = "{http://www.itunes.com/dtds/podcast-1.0.dtd}", "{https://podcastindex.org/namespace/1.0}"
atom = "{http://www.w3.org/2005/Atom}"
channel = tree.parse(path).getroot().find("channel")
def local(url):
    assert url.startswith(base), url
    name = url[len(base):].split("#")[0]
    assert os.path.isfile(os.path.join(folder, name)), url
    return name
def shown(text):
    return "".join("\ufffd" if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)
for name in ("title", "link", "description", "language", itunes + "explicit", itunes + "category"):
    assert channel.find(name) is not None, name
assert channel.findtext("title") == shown(timeline["title"]) and channel.findtext("link") == base
assert channel.findtext("language") == "zh-CN" and channel.findtext(itunes + "type") == "serial"
assert channel.find(atom + "link").get("href") == base + "feed.xml"
seed = (base + "feed.xml").split("//")[1]
guid = uuid.uuid5(uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6"), seed)
assert channel.findtext(podcast + "guid") == str(guid)
assert channel.findtext(podcast + "locked") == "yes" and channel.findtext(podcast + "medium") == "podcast"
items = channel.findall("item")
assert len(items) == len(timeline["stops"])
guids, dates = set(), []
for item, stop in zip(items, timeline["stops"]):
    assert item.findtext("title") == shown(stop["title"])
    enclosure = item.find("enclosure")
    assert local(enclosure.get("url")) == stop["file"].replace(".opus", ".mp4") and enclosure.get("type") == "audio/mp4"
    assert int(enclosure.get("length")) == os.path.getsize(os.path.join(folder, local(enclosure.get("url"))))
    other = item.find(podcast + "alternateEnclosure")
    assert local(other.find(podcast + "source").get("uri")) == stop["file"]
    assert int(other.get("length")) == os.path.getsize(os.path.join(folder, stop["file"]))
    assert abs(int(item.findtext(itunes + "duration")) * 48000 - stop["length"]) <= 24000
    assert int(item.findtext(itunes + "episode")) == stop["number"]
    words = "\n".join([str(stop["number"])] + [s["text"] for g in stop["segments"] for s in g["sentences"]])
    assert item.findtext("guid") == str(uuid.uuid5(guid, words)) and item.find("guid").get("isPermaLink") == "false"
    guids.add(item.findtext("guid"))
    dates.append(email.utils.parsedate_to_datetime(item.findtext("pubDate")))
    local(item.find(podcast + "transcript").get("url"))
    local(item.find(podcast + "chapters").get("url"))
    local(item.findtext("link"))
    image = item.find(itunes + "image")
    photo = stop.get("photo", {}).get("path", "")
    assert (image is not None) == photo.endswith((".jpg", ".png")) and (image is None or local(image.get("href")) == photo)
assert len(guids) == len(items) and all(b - a == dates[1] - dates[0] for a, b in zip(dates, dates[1:])) and dates[0] < dates[1]
try:
    import feedparser
except ImportError:
    sys.exit()
feed = feedparser.parse(path)
assert not feed.bozo, feed.bozo_exception
assert [e.enclosures[0].href for e in feed.entries] == [i.find("enclosure").get("url") for i in items]
assert [e.id for e in feed.entries] == [i.findtext("guid") for i in items]
assert [e.itunes_duration for e in feed.entries] == [i.findtext(itunes + "duration") for i in items]
END
}

# The manifest beside the timeline, and photos' sizes beside ffprobe's.
canvases_agree() { # folder, base
    "$PYTHON" - "$@" <<'END'
import json, os, subprocess, sys
folder, base = sys.argv[1:]
timeline = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))
manifest = json.load(open(os.path.join(folder, "iiif-manifest.json"), encoding="utf-8"))
assert manifest["id"] == base + "iiif-manifest.json" and manifest["label"] == {"cmn": [timeline["title"]]}
ids = []
def gather(node):
    if isinstance(node, dict):
        if node.get("type") in ("Manifest", "AnnotationPage", "Annotation", "Range") or "duration" in node and "items" in node:
            ids.append(node["id"])
        node = list(node.values())
    for child in node if isinstance(node, list) else []:
        gather(child)
gather(manifest)
assert len(ids) == len(set(ids)), "an id twice"
assert len(manifest["items"]) == len(timeline["stops"])
for canvas, stop in zip(manifest["items"], timeline["stops"]):
    assert round(canvas["duration"] * 48000) == stop["length"] and canvas["label"] == {"cmn": [stop["title"]]}
    bodies = {a["body"]["type"]: a["body"] for a in canvas["items"][0]["items"]}
    assert all(a["target"] == canvas["id"] for p in canvas["items"] + canvas["annotations"] for a in p["items"])
    assert bodies["Sound"]["id"] == base + stop["file"].replace(".opus", ".mp4")
    assert ("Image" in bodies) == ("photo" in stop) == ("width" in canvas)
    if "photo" in stop:
        image = os.path.join(folder, stop["photo"]["path"])
        assert bodies["Image"]["id"] == base + stop["photo"]["path"] and canvas["summary"] == {"cmn": [stop["photo"]["alt"]]}
        if not image.endswith(".svg"):
            probe = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=width,height", "-of", "csv=p=0", image]
            size = subprocess.run(probe, check=True, capture_output=True, text=True).stdout.split()[0]
            assert size.strip(",") == "%d,%d" % (canvas["width"], canvas["height"]), (image, size, canvas["width"])
            assert (bodies["Image"]["width"], bodies["Image"]["height"]) == (canvas["width"], canvas["height"])
ranges = manifest["structures"][0]["items"]
assert [r["label"]["cmn"][0] for r in ranges] == [s["title"] for s in timeline["stops"]]
for part, stop in zip(ranges, timeline["stops"]):
    chapters = next(f for f in timeline["files"] if f["path"] == stop["file"])["chapters"]
    if len(chapters) > 1:
        for found, chapter in zip(part["items"], chapters, strict=True):
            start, end = map(float, found["items"][0]["id"].split("#t=")[1].split(","))
            assert (round(start * 48000), round((end - start) * 48000)) == (chapter["start"], chapter["length"])
END
}

# --- scripts ------------------------------------------------------------------------------------------------

small_script "$work/small"
photos=2
for kind in jpg png gif webp avif; do
    size=$((40 + photos * 10))x$((30 + photos * 6))
    if ffmpeg -v error -f lavfi -i "testsrc=size=$size" -frames:v 1 "$work/small/photos/$kind.$kind" 2>/dev/null; then
        photos=$((photos + 1))
        printf '%d\tphotos/%s.%s\t%s照片。\n' "$photos" "$kind" "$kind" "$kind" >>"$work/small/captions.txt"
    else
        skip "feeds: ffmpeg makes no $kind here"
    fi
done
mkdir -p "$work/hostile/photos" && cp "$work/small/photos/wheel.svg" "$work/hostile/photos/"
{
    printf '# "><script>alert(1)</script>桥 \\\\ "引号"\\\n\n桥。\n\n第二段，桥还在。\n\n'
    printf '## 控\001制\033字\177符 \302\205 \342\200\250 笑😀 שלום\n\n河。\n\n## ]]> --> &amp; "%s"\n\n海。\n' \
        "$(awk 'BEGIN { for (i = 0; i < 40; i++) printf "很长的标题" }')"
} >"$work/hostile/article.md"
printf '1\tphotos/wheel.svg\t"><b>%s。\n2\t\t山。\n' \
    "$(awk 'BEGIN { for (i = 0; i < 60; i++) printf "石桥很长，" }')" >"$work/hostile/captions.txt"
printf 'title = ]]></title>"\\\npublisher = "},{"x":"馆\\\nlicence = "]\n' >"$work/hostile/tour.ini"

for kind in small hostile; do
    audio=$work/$kind-plain
    check "$kind: built without an address" daolan build "$work/$kind" -o "$audio" --quiet
    if grep -q 'base_url\|feed\|iiif' "$work/err"; then not_ok "$kind: and nobody complains"; else ok "$kind: and nobody complains"; fi
    check "$kind: holds" daolan verify "$audio"
    same "$kind: without an address there is neither feed nor manifest" '' \
        "$(cd "$audio" && find . -name feed.xml -o -name iiif-manifest.json -o -name '*.chapters.json')"
    check "$kind: chapters lead to photos beside them" chapters_lead "$audio"
    if have cueprint; then
        check "$kind: cuetools read the chapters" cue_agrees "$audio"
    else
        skip 'feeds: cuetools is not installed (sh setup.sh --tests)'
    fi

    echo "base_url = ${base%/}" >>"$work/$kind/tour.ini"
    audio=$work/$kind-audio
    check "$kind: built with an address" daolan build "$work/$kind" -o "$audio" --quiet
    check "$kind: holds as well" daolan verify "$audio"
    lines=$(wc -l <"$work/out")
    if [ "$lines" -le 24 ]; then ok "$kind: on one screen: $lines lines"; else not_ok "$kind: on one screen: $lines lines"; fi
    check "$kind: chapters lead to the tour's address" chapters_lead "$audio" "$base"
    if have xmllint; then
        check "$kind: the feed is well-formed" xmllint --noout "$audio/feed.xml"
    else
        skip 'feeds: xmllint is not installed (sh setup.sh --tests)'
    fi
    check "$kind: the feed is the tour" feed_follows "$audio" "$base"
    check "$kind: the manifest is the tour" canvases_agree "$audio" "$base"
    if "$PYTHON" -c 'import jsonschema' 2>/dev/null; then
        check "$kind: the manifest follows the standard" validate "$schema" "$audio/iiif-manifest.json"
        check "$kind: the timeline follows its schema" validate "$root/tests/timeline.schema.json" "$audio/timeline.json"
    else
        skip 'feeds: python3-jsonschema is not installed (sh setup.sh --tests)'
    fi
done
same 'the licence is an address where there is one' http://creativecommons.org/publicdomain/zero/1.0/ \
    "$(jq -r .rights "$work/small-audio/iiif-manifest.json")"
check 'built on a day' env SOURCE_DATE_EPOCH=1780000000 "$DAOLAN" build "$work/small" -o "$work/day-audio" --quiet
check 'holds' daolan verify "$work/day-audio"
same 'the last episode is of that day' 'Thu, 28 May 2026 00:00:00 GMT' \
    "$(sed -n 's/.*<pubDate>\(.*\)<.*/\1/p' "$work/day-audio/feed.xml" | tail -1)"

# A schema that allows anything proves nothing.
if "$PYTHON" -c 'import jsonschema' 2>/dev/null; then
    for damage in 'del(."@context")' '.id = "iiif-manifest.json"' '.id = "urn:uuid:1"' 'del(.label)' '.label = "x"' \
        '.label = {"cmn": "x"}' '.type = "Collection"' '.rights = "CC0-1.0"' '.rights |= sub("http:"; "https:")' \
        '.items = []' 'del(.items[0].duration)' '.items[0].id += "#t=1"' '.items[0].width = 4' '.items[0].duration = 0' \
        '.items[0].items[0].items[0].motivation = "supplementing"' 'del(.items[0].items[0].items[0].target)' \
        '.items[0].items[0].items[0].body.id = "stops/001.mp4"' '.items[0].annotations[0].items[0].motivation = "painting"' \
        '.structures[0].items[0].items = []' '.structures[0].items[0].items[0].items[0].id |= sub("t="; "xywh=")' \
        '.requiredStatement = "x"' '.behavior = ["loud"]'; do
        jq "$damage" "$work/small-audio/iiif-manifest.json" >"$work/damaged.json"
        expect 1 "the schema refuses $damage" validate "$schema" "$work/damaged.json"
    done
fi

# --- damages ------------------------------------------------------------------------------------------------

cp -R "$work/small-audio" "$work/built"
json() { # file, jq program
    jq "$2" "$1" >t && mv t "$1"
}
damaged 'a chapter without its photo' 'chapters\.json: error: .*img' json chapters.json 'del(.chapters[-1].img)'
damaged 'a chapter with another photo' 'chapters\.json: error: .*img' json chapters.json \
    '.chapters[-1].img = .chapters[-2].img'
damaged 'a chapter with a photo too many' 'chapters\.json: error: .*img' json chapters.json \
    '.chapters[0].img = .chapters[-1].img'
damaged 'a chapter that leads to another stop' 'chapters\.json: error: .*url' json chapters.json \
    '.chapters[1].url |= sub("stop=2"; "stop=3")'
damaged 'a chapter that is not shown' 'chapters\.json: error: .*toc' json chapters.json '.chapters[1].toc = false'
damaged 'a chapter of a stop 20 ms late' 'stops/002\.chapters\.json: error: .*start of chapter 1' json \
    stops/002.chapters.json '.chapters[1].startTime += 0.02'
damaged 'chapters of a stop that are missing' 'stops/002\.chapters\.json: error: .*none' rm stops/002.chapters.json
damaged 'a cue sheet that is missing' 'tour\.cue: error: .*none' rm tour.cue
damaged 'a cue sheet one frame late' 'tour\.cue: error: .*INDEX 01' \
    awk '/INDEX/ && ++n == 2 { print "    INDEX 01 00:17:33" > "t"; next } { print > "t" } END { close("t"); system("mv t tour.cue") }' tour.cue
damaged 'a cue sheet with another title' 'tour\.cue: error: .*老磨坊' replace tour.cue '"老磨坊"' '"磨坊"'
damaged 'a cue sheet of another file' 'tour\.cue: error: .*FILE' replace tour.cue 'tour.opus' 'tour.mp4'
damaged 'a cue sheet with a track less' 'tour\.cue: error' sh -c 'head -n -4 tour.cue >t && mv t tour.cue'
damaged 'a cue sheet with a track more' 'tour\.cue: error: .*no more' sh -c 'tail -n 4 tour.cue >>tour.cue'
damaged 'a feed that is missing' 'feed\.xml: error' rm feed.xml
damaged 'a feed that breaks off' 'feed\.xml: error: .*well-formed.* line' sh -c 'head -c 3000 feed.xml >t && mv t feed.xml'
damaged 'a feed that is not well-formed' 'feed\.xml: error: .*well-formed.* line' replace feed.xml '<.guid>' '<\/gvid>'
damaged 'a feed with a bare ampersand' 'feed\.xml: error: .*well-formed.* line' replace feed.xml '>老磨坊<' '>老 \& 坊<'
damaged 'a word between the elements of a feed' 'feed\.xml: error: expected between elements' replace feed.xml '<\/title>' '&来'
damaged 'a feed of another namespace' 'feed\.xml: error: .*element “itunes:image”' replace feed.xml 'podcast-1.0.dtd' 'podcast-2.0.dtd'
damaged 'a feed of another address' 'feed\.xml: error: .*feed\.xml' sed -i 's|tour/feed.xml|feed.xml|' feed.xml
damaged 'a feed of another guid' 'feed\.xml: error: .*podcast:guid' sed -i '/<podcast:guid>/s/>./>x/' feed.xml
damaged 'an episode of another title' 'feed\.xml: error: .*老磨坊' replace feed.xml '>老磨坊<' '>磨坊<'
damaged 'an episode of another length in bytes' 'feed\.xml: error: .*length' sed -i '0,/length="[0-9]/s//&1/' feed.xml
damaged 'an episode of another length in time' 'feed\.xml: error: .*itunes:duration' sed -i \
    '0,/itunes:duration>/s//&1/' feed.xml
damaged 'an episode with the track of another' 'feed\.xml: error: .*url' sed -i 's|stops/002.mp4|stops/003.mp4|' feed.xml
damaged 'an episode of another type' 'feed\.xml: error: .*type' sed -i '0,/audio.mp4/s//audio\/mpeg/' feed.xml
damaged 'an episode of another guid' 'feed\.xml: error: .*guid' sed -i '0,/isPermaLink="false">./s//isPermaLink="false">x/' feed.xml
damaged 'an episode before its time' 'feed\.xml: error: .*date' sed -i '0,/23:5\([0-9]\):00/s//22:5\1:00/' feed.xml
damaged 'an episode without its captions' 'feed\.xml: error: .*podcast:transcript' sed -i '0,/podcast:transcript/{/podcast:transcript/d}' feed.xml
damaged 'an episode without its photo' 'feed\.xml: error: .*itunes:image' sed -i '/^      <itunes:image/d' feed.xml
damaged 'an episode of another number' 'feed\.xml: error: .*itunes:episode' replace feed.xml 'episode>101<' 'episode>103<'
damaged 'a feed with an episode less' 'feed\.xml: error' "$PYTHON" -c 'import re
s = open("feed.xml", encoding="utf-8").read()
at = s.rindex("    <item>")
open("feed.xml", "w", encoding="utf-8").write(s[:at] + "  </channel>\n</rss>\n")'
damaged 'a feed with an episode twice' 'feed\.xml: error: .*no more items' "$PYTHON" -c '
s = open("feed.xml", encoding="utf-8").read()
at = s.rindex("    <item>")
end = s.index("  </channel>")
open("feed.xml", "w", encoding="utf-8").write(s[:end] + s[at:end] + s[end:])'
manifest() { json iiif-manifest.json "$1"; }
damaged 'a manifest that is missing' 'iiif-manifest\.json: error' rm iiif-manifest.json
damaged 'a manifest of another address' 'iiif-manifest\.json: error: .*id' manifest '.id |= sub("tour/"; "")'
damaged 'a manifest of another version' 'iiif-manifest\.json: error: .*@context' manifest '."@context" |= sub("3"; "2")'
damaged 'canvases that changed places' 'iiif-manifest\.json: error: .*id' manifest '.items |= [.[1], .[0]] + .[2:]'
damaged 'a canvas less' 'iiif-manifest\.json: error: .*items' manifest 'del(.items[-1])'
damaged 'a canvas 20 ms longer' 'iiif-manifest\.json: error: .*duration' manifest '.items[0].duration += 0.02'
damaged 'a sound 20 ms longer' 'iiif-manifest\.json: error: .*duration' manifest \
    '.items[0].items[0].items[0].body.duration += 0.02'
damaged 'a canvas of another title' 'iiif-manifest\.json: error: .*label' manifest '.items[1].label.cmn = ["x"]'
damaged 'a canvas in another language' 'iiif-manifest\.json: error: .*label' manifest \
    '.items[1].label = {"en": .items[1].label.cmn}'
damaged 'a canvas with the sound of another' 'iiif-manifest\.json: error: .*id' manifest \
    '.items[0].items[0].items[0].body.id = .items[1].items[0].items[0].body.id'
damaged 'a canvas without captions' 'iiif-manifest\.json: error: .*annotations' manifest 'del(.items[0].annotations)'
damaged 'a photo of another size' 'iiif-manifest\.json: error: .*width' manifest \
    '(.items[] | select(.width == 60)) |= (.width += 1 | .items[0].items[0].body.width += 1)'
damaged 'a drawing of another size than its canvas' 'iiif-manifest\.json: error: .*width' manifest \
    '(.items[] | select(.width == 4)).width = 5'
damaged 'a photo on the canvas of another' 'iiif-manifest\.json: error: .*target' manifest \
    '.items[-1].items[0].items[0].target = .items[0].id'
damaged 'a range 20 ms late' 'iiif-manifest\.json: error: .*id' manifest \
    '.structures[0].items[0].items[1].items[0].id |= sub("[0-9]{3},"; "999,")'
damaged 'a range less' 'iiif-manifest\.json: error: .*items' manifest 'del(.structures[0].items[0])'
damaged 'the name of another' 'iiif-manifest\.json: error: .*value' manifest '.requiredStatement.value.cmn = ["x"]'
damaged 'an address that is taken away' 'feed\.xml: error: .*does not know' json timeline.json 'del(.base_url)'
damaged 'an address that is none' 'timeline\.json: error: .*base_url' json timeline.json '.base_url = "x"'
finish
