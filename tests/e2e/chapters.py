"""Compares every list of chapters of a built tour with timeline.json, to the millisecond, by code that shares nothing
with the builder or with `daolan verify`.

  chapters.py AUDIO_DIR [SCALE]

For each Opus file and its MP4: the starts and titles that ffprobe reads. For each tour file also chapters.json and chapters.vtt.
SCALE multiplies the timeline's times, to show that a mix-up of rates is caught. Exits 1 on any difference.
"""

import html
import json
import os
import re
import subprocess
import sys


def from_ffprobe(path):
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", path]
    chapters = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["chapters"]
    return [(round(float(c["start_time"]) * 1000), c.get("tags", {}).get("title", "")) for c in chapters]


def from_json(path):
    document = json.load(open(path, encoding="utf-8"))
    return [(round(c["startTime"] * 1000), c["title"]) for c in document["chapters"]]


def from_vtt(path):
    blocks = open(path, encoding="utf-8").read().strip().split("\n\n")
    assert blocks[0] == "WEBVTT", blocks[0]
    chapters = []
    for block in blocks[1:]:
        lines = block.split("\n")
        h, m, s, ms = map(int, re.match(r"(\d+):(\d\d):(\d\d)\.(\d\d\d) --> ", lines[-2]).groups())
        chapters.append((((h * 60 + m) * 60 + s) * 1000 + ms, html.unescape(lines[-1])))
    return chapters


def main():
    folder, scale = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 1.0
    timeline = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))
    compared = 0
    for file in timeline["files"]:
        expected = [(c["start"] * scale / 48, c["title"]) for c in file["chapters"]]
        tracks = [file["path"], file["path"].replace(".opus", ".mp4")]
        lists = {track: from_ffprobe(os.path.join(folder, track)) for track in tracks}
        if "stop" not in file:
            number = file["path"][len("tour"):-len(".opus")]
            for name, read in (("chapters%s.json" % number, from_json), ("chapters%s.vtt" % number, from_vtt)):
                lists[name] = read(os.path.join(folder, name))
        for name, found in lists.items():
            if expected != found:
                wrong = [(e, f) for e, f in zip(expected, found) if e != f]
                print("%s: expected %d chapters, found %d: %s" % (name, len(expected), len(found), wrong[:3]),
                      file=sys.stderr)
                return 1
            compared += len(found)
    print("%d chapters" % compared)
    return 0 if compared else 1


sys.exit(main())
