"""How exact every form of a built tour is, by readers that are not ours, and what validators say of it.

  publish.py chapters AUDIO_DIR      a row a form: reader, how many starts, the largest error in samples at 48 kHz
  publish.py validators AUDIO_DIR    a row a validator: files, errors
  publish.py … AUDIO_DIR --present   leaves out what is not there or not installed

Times are compared with timeline.json. A form that is not there is a row that says so. Exits 1 where an error is larger than
the form's own unit makes it, where a form is missing, or where a validator finds anything.
"""

import glob
import html
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

RATE = 48000
CUE_FRAME = 640  # samples: a cue sheet counts seventy-fifths of a second
SCHEMAS = {"timeline.json": "timeline", "publication.json": "publication", "iiif-manifest.json": "iiif"}
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
# What EPUB 3.3 allows and epubcheck 4.2.6 does not know: Ogg Opus and WebP are core media types (tests/e2e/epub.sh).
EPUBCHECK_BEHIND = re.compile(
    r"^ERROR\((MED-005\): .* audio type audio/ogg; codecs=opus found|MED-002\): .*: Audio element |(MED-003|OPF-012)\): .*image/webp)")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def probe(path, *options):
    return json.loads(run("ffprobe", "-v", "error", "-of", "json", *options, path).stdout or "{}")


class Tour:
    def __init__(self, folder):
        self.folder = folder
        self.timeline = json.load(open(self.at("timeline.json"), encoding="utf-8"))
        self.files = self.timeline["files"]
        self.parts = [f for f in self.files if "stop" not in f]
        self.stops = self.timeline["stops"]

    def at(self, name):
        return os.path.join(self.folder, name)

    def has(self, name):
        return os.path.isfile(self.at(name))

    def read(self, name):
        return open(self.at(name), encoding="utf-8").read()


def starts(file):
    return [c["start"] for c in file["chapters"]]


def part_name(file, prefix, extension):
    return file["path"].replace("tour", prefix, 1).replace(".opus", "." + extension)


def chapters_by_ffprobe(tour, extension, *options):
    for file in tour.files:
        found = probe(tour.at(file["path"].replace(".opus", extension)), "-show_chapters", *options)["chapters"]
        yield starts(file), [float(c["start_time"]) * RATE for c in found]


def lengths_by_ffprobe(tour, extension):
    for file in tour.files:
        path = tour.at(file["path"].replace(".opus", extension))
        decoded = run("ffprobe", "-v", "error", "-select_streams", "a", "-count_packets", "-show_entries",
                      "stream=nb_read_packets", "-of", "csv=p=0", path).stdout.strip().strip(",")
        yield [file["length"]], [(int(decoded) - 1) * 960]


def chapters_json(tour):
    for file in tour.files:
        name = part_name(file, "chapters", "json") if "stop" not in file else file["path"].replace(".opus", ".chapters.json")
        if "stop" in file and not tour.has(name):
            continue
        yield starts(file), [c["startTime"] * RATE for c in json.loads(tour.read(name))["chapters"]]


def chapters_vtt(tour):
    for file in tour.parts:
        packets = probe(tour.at(part_name(file, "chapters", "vtt")), "-show_packets")["packets"]
        yield starts(file), [float(p["pts_time"]) * RATE for p in packets]


def captions(tour):
    for stop in tour.stops:
        packets = probe(tour.at(stop["file"].replace(".opus", ".vtt")), "-show_packets").get("packets", [])
        sentences = [s for g in stop["segments"] for s in g["sentences"] if s["length"] > 0]
        yield [s["start"] for s in sentences], [float(p["pts_time"]) * RATE for p in packets]


def publication(tour):
    order = json.loads(tour.read("publication.json"))["readingOrder"]
    yield [s["length"] for s in tour.stops], [float(t["duration"][2:-1]) * RATE for t in order]


def contents(tour):
    found = re.findall(r'href="([^"#]+)#t=([0-9.]+)"', tour.read("contents.html"))
    for file in tour.files:
        own = [float(t) * RATE for path, t in found if html.unescape(path) == file["path"]]
        if own:
            yield starts(file), own


def playlist(tour):
    found = re.findall(r"^#EXTINF:([0-9.]+),", tour.read("tour.m3u8"), re.MULTILINE)
    yield [s["length"] for s in tour.stops], [float(t) * RATE for t in found]


def cue(tour):
    for file in tour.parts:
        result = run("cuebreakpoints", tour.at(part_name(file, "tour", "cue")))
        times = [0.0]
        for line in result.stdout.split():
            minutes, seconds, frames = map(int, re.split("[:.]", line))
            times.append(((minutes * 60 + seconds) * 75 + frames) * CUE_FRAME)
        yield starts(file), times


def feed(tour):
    channel = tree.parse(tour.at("feed.xml")).getroot().find("channel")
    found = [int(i.findtext("{http://www.itunes.com/dtds/podcast-1.0.dtd}duration")) * RATE for i in channel.findall("item")]
    yield [s["length"] for s in tour.stops], found


def manifest(tour):
    document = json.loads(tour.read("iiif-manifest.json"))
    yield [s["length"] for s in tour.stops], [c["duration"] * RATE for c in document["items"]]
    for part, stop in zip(document["structures"][0]["items"], tour.stops):
        file = next(f for f in tour.files if f["path"] == stop["file"])
        if len(file["chapters"]) > 1:
            yield starts(file), [float(p["items"][0]["id"].split("#t=")[1].split(",")[0]) * RATE for p in part["items"]]


def clock_value(text):
    if text.endswith("ms"):
        return float(text[:-2]) * RATE / 1000
    value = 0.0
    for field in text.rstrip("s").split(":"):
        value = value * 60 + float(field)
    return value * RATE


def overlays(tour):
    """Where each sentence begins: the overlay's nearest clip."""
    clips = {}
    with zipfile.ZipFile(tour.at("tour.epub")) as book:
        for name in book.namelist():
            if name.endswith(".smil"):
                for audio in tree.fromstring(book.read(name)).iter("{http://www.w3.org/ns/SMIL}audio"):
                    clips.setdefault(os.path.basename(audio.get("src")), set()).add(clock_value(audio.get("clipBegin")))
    for stop in tour.stops:
        own = clips.get(os.path.basename(stop["file"]), set())
        expected = [s["start"] for g in stop["segments"] for s in g["sentences"] if s["length"] > 0]
        yield expected, [min(own, key=lambda t: abs(t - e)) for e in expected] if own else []


# form, file that has to be there, reader, the form's unit in samples, what reads it
FORMS = [
    ("Ogg, chapter tags", "tour.opus", "ffprobe", 1, lambda t: chapters_by_ffprobe(t, ".opus")),
    ("Ogg, length", "tour.opus", "ffprobe", 1, lambda t: lengths_by_ffprobe(t, ".opus")),
    ("MP4, text track", "tour.mp4", "ffprobe", 1, lambda t: chapters_by_ffprobe(t, ".mp4")),
    # a reader that cannot seek finds chpl alone
    ("MP4, chpl", "tour.mp4", "ffprobe", 1, lambda t: chapters_by_ffprobe(t, ".mp4", "-seekable", "0")),
    ("MP4, length", "tour.mp4", "ffprobe", 1, lambda t: lengths_by_ffprobe(t, ".mp4")),
    ("chapters.json", "chapters.json", "Python's json", 1, chapters_json),
    ("chapters.vtt", "chapters.vtt", "ffprobe", 1, chapters_vtt),
    ("captions", "tour.opus", "ffprobe", 1, captions),
    ("publication.json", "publication.json", "Python's json", 1, publication),
    ("contents.html", "contents.html", "Python's re", 1, contents),
    ("tour.m3u8", "tour.m3u8", "Python's re", 1, playlist),
    ("tour.cue", "tour.cue", "cuebreakpoints", CUE_FRAME, cue),
    ("feed.xml, lengths", "feed.xml", "Python's xml", RATE, feed),
    ("IIIF", "iiif-manifest.json", "Python's json", 1, manifest),
    ("EPUB, overlays", "tour.epub", "Python's xml", 1, overlays),
]


def measure_chapters(tour, present):
    wrong = False
    for form, file, reader, unit, read in FORMS:
        if present and (not tour.has(file) or (reader == reader.lower() and shutil.which(reader) is None)):
            continue
        if not tour.has(file):
            print("  %-18s %-15s %6s  missing: there is no %s" % (form, reader, "-", file))
            wrong = True
            continue
        count, worst, uneven = 0, 0.0, False
        for expected, found in read(tour):
            uneven = uneven or len(expected) != len(found)
            count += len(found)
            worst = max([worst] + [abs(e - f) for e, f in zip(expected, found)])
        # a clock in decimals is exact to far less than a sample; a coarser form to half of its unit
        bad = uneven or count == 0 or worst > (0.01 if unit == 1 else unit / 2 + 0.01)
        wrong = wrong or bad
        note = "" if unit == 1 else "; its unit is %d" % unit
        print("  %-18s %-15s %6d  %d samples%s%s" % (form, reader, count, round(worst), note, "  WRONG" if bad else ""))
    return wrong


def opusinfo(tour):
    for path in sorted(glob.glob(tour.at("**/*.opus"), recursive=True)):
        result = run("opusinfo", path)
        lines = (result.stdout + result.stderr).split("\n")
        yield path, [l for l in lines if re.search("warning|error|hole", l, re.IGNORECASE) and "=" not in l]


def ffprobe(tour):
    for pattern in ("**/*.opus", "**/*.mp4", "**/*.vtt"):
        for path in sorted(glob.glob(tour.at(pattern), recursive=True)):
            result = run("ffprobe", "-v", "error", "-show_chapters", "-show_format", "-count_packets", path)
            yield path, [line for line in result.stderr.split("\n") if line]


def mediainfo(tour):
    for pattern in ("**/*.opus", "**/*.mp4"):
        for path in sorted(glob.glob(tour.at(pattern), recursive=True)):
            tracks = json.loads(run("mediainfo", "--Output=JSON", path).stdout)["media"]["track"]
            extra = [key for t in tracks for key in t.get("extra", {}) if re.search("Conformance|IsTruncated|Error", key)]
            sound = [t for t in tracks if t["@type"] == "Audio" and t.get("Format") == "Opus"]
            yield path, extra + ([] if len(sound) == 1 else ["no Opus"])


def epubcheck(tour):
    if tour.has("tour.epub"):
        result = run("java", "-jar", shutil.which("epubcheck"), tour.at("tour.epub"))
        lines = re.findall(r"^(?:ERROR|FATAL|WARNING).*$", result.stdout + result.stderr, re.MULTILINE)
        yield "tour.epub", [line for line in lines if not EPUBCHECK_BEHIND.search(line)]


def jsonschema(tour):
    import jsonschema as library
    for name, schema in SCHEMAS.items():
        if tour.has(name):
            schema = json.load(open(os.path.join(ROOT, "tests", schema + ".schema.json"), encoding="utf-8"))
            validator = library.validators.validator_for(schema)(schema)
            yield name, [e.message[:200] for e in validator.iter_errors(json.loads(tour.read(name)))]


def tidy(tour):
    for path in sorted(glob.glob(tour.at("*.html"))):
        result = run("tidy", "-quiet", "-errors", path)
        yield path, [line for line in result.stderr.split("\n") if " - Error: " in line]


def xmllint(tour):
    for path in sorted(glob.glob(tour.at("*.xml")) + glob.glob(tour.at("**/*.svg"), recursive=True)):
        yield path, [line for line in run("xmllint", "--noout", path).stderr.split("\n") if line]


def webvtt(tour):
    if not os.path.isdir(os.path.join(ROOT, "tests", "browser", "node_modules", "webvtt-parser")):
        return
    result = run("node", os.path.join(ROOT, "tests", "browser", "vtt.mjs"), tour.folder)
    count = len(glob.glob(tour.at("**/*.vtt"), recursive=True))
    for i in range(count):
        yield str(i), [] if result.returncode == 0 or i > 0 else result.stderr.split("\n")


VALIDATORS = [("opusinfo", "opusinfo", opusinfo), ("ffprobe", "ffprobe", ffprobe), ("mediainfo", "mediainfo", mediainfo),
              ("epubcheck", "epubcheck", epubcheck), ("jsonschema", None, jsonschema), ("tidy (HTML)", "tidy", tidy),
              ("xmllint", "xmllint", xmllint), ("webvtt-parser", "node", webvtt)]


def run_validators(tour, present):
    wrong = False
    for name, program, validate in VALIDATORS:
        if present and program is not None and shutil.which(program) is None:
            continue
        if program is not None and shutil.which(program) is None:
            print("  %-15s missing: %s is not installed" % (name, program))
            wrong = True
            continue
        found = list(validate(tour))
        if present and not found:
            continue
        errors = [(os.path.basename(path), e) for path, messages in found for e in messages]
        note = "" if found else "  missing: nothing to read, or the validator is not there"
        print("  %-15s %4d files  %d errors%s" % (name, len(found), len(errors), note))
        for path, message in errors[:3]:
            print("    %s: %s" % (path, message[:160]))
        wrong = wrong or bool(errors) or not found
    return wrong


def main():
    what, tour, present = sys.argv[1], Tour(sys.argv[2]), "--present" in sys.argv[3:]
    return 1 if {"chapters": measure_chapters, "validators": run_validators}[what](tour, present) else 0


sys.exit(main())
