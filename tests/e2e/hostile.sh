#!/bin/sh
# A script that means harm, in every form at once: each is valid by readers that are not ours, each shows the text as it
# was written, verify passes.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
script=$work/script audio=$work/audio
hostile_script "$script"
mkdir -p "$script/photos"
{
    printf '\n题目 ]]> 在\n两行里\n---\n\n好。<!-- --> ]]>。\n\n## ../../etc/passwd\n\n河。\n\n## %%s %%n $(id) `id`\n\n山。\n'
    printf '\n## \\\\ "\047 \342\200\256左\342\200\254 שלום 👩‍👩‍👧 ﷽ &#x41; &amp;amp;\n\n水。\n\n## %s\n\n路。\n' "$(printf '很%.0s' $(seq 300))"
} >>"$script/article.md"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><title>]]&gt;</title></svg>' >"$script/photos/a&b \"c\".svg"
printf '3\ta&b "c".svg\t"><img src=x onerror=alert(1)> 桥 ]]> --> 好。\n' >>"$script/captions.txt"
{
    printf 'title = "><script>alert(1)</script> ]]> & --> \047 שלום 😀\n'
    printf 'publisher = </title> "]]> & \047\nlicence = CC "0" <1.0> & --> ]]>\nbase_url = https://museum.example/a/\n'
} >"$script/tour.ini"

check 'a hostile script is built' env SOURCE_DATE_EPOCH=1777600000 "$DAOLAN" build "$script" -o "$audio" --quiet
check 'it holds' daolan verify "$audio"
check 'every time of every form is exact' "$PYTHON" "$root/tests/bench/publish.py" chapters "$audio" --present
check 'and every validator agrees' "$PYTHON" "$root/tests/bench/publish.py" validators "$audio" --present
says 'several were asked' '^  (tidy|xmllint|jsonschema|ffprobe)' "$work/out"

# What readers see is what was written, but for control characters.
if have ffprobe; then
    check 'titles in tracks are the timeline’s' "$PYTHON" - "$audio" <<'END'
import json, os, subprocess, sys
folder = sys.argv[1]
timeline = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))
def read(path):
    probe = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", os.path.join(folder, path)]
    return json.loads(subprocess.run(probe, check=True, capture_output=True).stdout)
for file in timeline["files"]:
    title = next((s["title"] for s in timeline["stops"] if s["number"] == file.get("stop")), timeline["title"])
    for path in (file["path"], file["path"].replace(".opus", ".mp4")):
        document = read(path)
        tags = {}
        for part in document["streams"][::-1] + [document["format"]]:
            tags.update({k.lower(): v for k, v in part.get("tags", {}).items()})
        assert tags["title"] == title, (path, tags["title"], title)
        assert tags["album"] == timeline["title"] and tags["artist"] == timeline["publisher"], (path, tags)
        assert tags.get("license", tags.get("copyright")) == timeline["licence"], (path, tags)
        for found, chapter in zip(document["chapters"], file["chapters"], strict=True):
            shown = found["tags"]["title"]
            assert shown == chapter["title"] or path.endswith(".mp4") and chapter["title"].startswith(shown) and \
                len(shown.encode()) > 250, (path, shown)
END
fi
for form in index.html contents.html labels.html report.html feed.xml chapters.vtt; do
    [ -f "$audio/$form" ] || continue
    expect 1 "no element of the script is one of $form" grep -E '<script>alert|<img src=x' "$audio/$form"
done
expect 1 'no file has a name of the script' sh -c 'find "$1" | grep -E "passwd|&|\""' - "$audio"
finish
