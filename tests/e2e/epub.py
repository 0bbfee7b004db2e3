"""Reads tour.epub as a reading system would, with nothing of ours: zipfile and ElementTree. Every reference must lead
somewhere, every clip must lie in its track, and text and times must be timeline.json's and the captions'.

    python3 epub.py AUDIO_DIR
"""
import json
import os
import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
OPS, SMIL, XHTML = "{http://www.idpf.org/2007/ops}", "{http://www.w3.org/ns/SMIL}", "{http://www.w3.org/1999/xhtml}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def shown(text):
    """What a document can hold of a text."""
    bad = lambda c: (c < 32 and c not in (9, 10, 13)) or 127 <= c < 160 or 0xFDD0 <= c <= 0xFDEF or c & 0xFFFE == 0xFFFE
    return re.sub("\r\n?", "\n", "".join("\ufffd" if bad(ord(c)) else c for c in text))


def milliseconds(clock):
    assert re.fullmatch(r"\d+\.\d{3}s", clock), clock
    return int(clock[:-1].replace(".", ""))


def inner(element):
    return "".join(element.itertext())


def cues(path):
    """Per cue the times at which its words light up."""
    found = []
    for block in open(path, encoding="utf-8").read().split("\n\n")[1:]:
        _, times, text = block.split("\n", 2)
        stamps = [times[:12]] + re.findall(r"<(\d\d:\d\d:\d\d\.\d{3})>", text)
        found.append([((int(s[0:2]) * 60 + int(s[3:5])) * 60 + int(s[6:8])) * 1000 + int(s[9:]) for s in stamps])
    return found


class Book:
    def __init__(self, folder):
        self.folder = folder
        self.timeline = json.load(open(os.path.join(folder, "timeline.json"), encoding="utf-8"))
        self.zip = zipfile.ZipFile(os.path.join(folder, "tour.epub"))
        root = self.parse("META-INF/container.xml").find(f"{CONTAINER}rootfiles/{CONTAINER}rootfile")
        self.path = root.get("full-path")
        self.base = posixpath.dirname(self.path)
        self.opf = self.parse(self.path)
        self.items = {item.get("id"): item for item in self.opf.find(OPF + "manifest")}

    def parse(self, name):
        return ElementTree.fromstring(self.zip.read(name))

    def file(self, item):
        return posixpath.join(self.base, item.get("href"))

    def meta(self, name, refines=None):
        metas = self.opf.findall(f"{OPF}metadata/{OPF}meta")
        return [m.text for m in metas if m.get("property") == name and m.get("refines") == refines]

    def check_archive(self):
        assert self.zip.testzip() is None
        entries = self.zip.infolist()
        assert entries[0].filename == "mimetype" and entries[0].compress_type == zipfile.ZIP_STORED
        assert self.zip.read("mimetype") == b"application/epub+zip"
        assert all(e.date_time == (1980, 1, 1, 0, 0, 0) and not e.extra for e in entries)
        files = [self.file(item) for item in self.items.values()]
        names = [e.filename for e in entries]
        assert len(set(names)) == len(names) and len(set(files)) == len(files)
        assert set(files) | {"mimetype", "META-INF/container.xml", self.path} == set(names)
        for name in names:
            own = os.path.join(self.folder, posixpath.relpath(name, self.base))
            if os.path.exists(own):
                assert open(own, "rb").read() == self.zip.read(name), name

    def check_metadata(self):
        unique = self.opf.get("unique-identifier")
        identifier = self.opf.find(f"{OPF}metadata/{DC}identifier[@id='{unique}']").text
        publication = json.load(open(os.path.join(self.folder, "publication.json"), encoding="utf-8"))
        assert identifier == publication["id"]
        for key, element in (("title", "title"), ("language", "language"), ("publisher", "publisher"), ("licence", "rights")):
            texts = [e.text for e in self.opf.findall(f"{OPF}metadata/{DC}{element}")]
            expected = [shown(self.timeline[key])] if self.timeline.get(key) else []
            assert texts == expected, (texts, expected)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", *self.meta("dcterms:modified"))
        for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
            assert self.meta("schema:" + name), name
        assert self.meta("media:narrator") and len(self.meta("media:active-class")) == 1
        covers = [i for i in self.items.values() if i.get("properties") == "cover-image"]
        assert len(covers) == 1 and covers[0].get("media-type").startswith("image/")

    def check_links(self):
        """Every href and src of every document leads to a member, and to an id of it."""
        ids = {}
        for item in self.items.values():
            if item.get("media-type") == "application/xhtml+xml":
                tree = self.parse(self.file(item))
                ids[self.file(item)] = [e.get("id") for e in tree.iter() if e.get("id")]
                assert len(ids[self.file(item)]) == len(set(ids[self.file(item)])), item.get("href")
        for name in ids:
            for element in self.parse(name).iter():
                for address in filter(None, (element.get("href"), element.get("src"))):
                    file, _, fragment = address.partition("#")
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
                    assert target in self.zip.namelist(), (name, address)
                    assert not fragment or fragment in ids[target], (name, address)

    def check_stop(self, stop, item):
        page = self.parse(self.file(item))
        elements = {e.get("id"): e for e in page.iter() if e.get("id")}
        sentences = [s for segment in stop["segments"] for s in segment["sentences"]]
        for s in sentences:
            assert inner(elements[f"s{s['index']}"]) == shown(s["text"]), s["text"]
        text = inner(page.find(XHTML + "body")).replace("\n", "")
        at = -1
        for s in sentences:
            at = text.index(shown(s["text"]).replace("\n", ""), at + 1)
        number = page.find(f".//{XHTML}p[@class='number']")
        assert inner(number) == str(stop["number"])
        for image in page.iter(XHTML + "img"):
            assert image.get("alt") == re.sub(r"[\t\n]", " ", shown(stop["photo"]["alt"]))
        sounding = [s for s in sentences if s["length"] > 0]
        assert bool(sounding) == bool(item.get("media-overlay"))
        return self.check_overlay(stop, item, elements, sounding) if sounding else 0

    def check_overlay(self, stop, item, elements, sounding):
        overlay = self.items[item.get("media-overlay")]
        assert overlay.get("media-type") == "application/smil+xml"
        body = self.parse(self.file(overlay)).find(SMIL + "body")
        folder = posixpath.dirname(self.file(overlay))
        captions = cues(os.path.join(self.folder, stop["file"].replace(".opus", ".vtt")))
        assert len(body) == len(sounding) == len(captions)
        last, first = None, None
        for seq, s, stamps in zip(body, sounding, captions):
            file, fragment = seq.get(OPS + "textref").split("#")
            assert posixpath.join(folder, file) == self.file(item)
            assert inner(elements[fragment]) == shown(s["text"])
            begins, words = [], []
            for par in seq:
                assert [e.tag for e in par] == [SMIL + "text", SMIL + "audio"]
                file, fragment = par[0].get("src").split("#")
                assert posixpath.join(folder, file) == self.file(item)
                track = posixpath.join(folder, par[1].get("src"))
                assert track in self.zip.namelist() and track.endswith(stop["file"])
                begin, end = milliseconds(par[1].get("clipBegin")), milliseconds(par[1].get("clipEnd"))
                assert begin < end <= stop["length"] / 48 and last in (None, begin), (begin, end, last)
                first = begin if first is None else first
                last = end
                begins.append(begin)
                words.append(inner(elements[fragment]))
            assert "".join(words) == shown(s["text"])
            assert begins == stamps, (begins, stamps)
            starts = {(y["start"] + 24) // 48 for y in s["syllables"]}
            assert begins[0] * 48 == s["start"] and set(begins[1:]) <= starts
        assert last * 48 == stop["length"]
        duration = last - first
        assert [milliseconds(d) for d in self.meta("media:duration", "#" + overlay.get("id"))] == [duration]
        return duration

    def check(self):
        self.check_archive()
        self.check_metadata()
        self.check_links()
        spine = [self.items[ref.get("idref")] for ref in self.opf.find(OPF + "spine")]
        stops = [item for item in spine if item.get("href").startswith("stops/")]
        assert len(stops) == len(self.timeline["stops"])
        total = sum(self.check_stop(stop, item) for stop, item in zip(self.timeline["stops"], stops))
        assert [milliseconds(d) for d in self.meta("media:duration")] == [total]
        nav = next(i for i in self.items.values() if i.get("properties") == "nav")
        toc = next(n for n in self.parse(self.file(nav)).iter(XHTML + "nav") if n.get(OPS + "type") == "toc")
        entries = [inner(li[0]) for li in toc.find(XHTML + "ol")]
        assert entries == [f"{s['number']} {shown(s['title'])}" for s in self.timeline["stops"]], entries
        chapters = [c for f in self.timeline["files"] if "stop" not in f for c in f["chapters"]]
        many = [c["title"] for c in chapters if sum(d["stop"] == c["stop"] for d in chapters) > 1]
        assert [inner(a) for a in toc.findall(f".//{XHTML}ol/{XHTML}li/{XHTML}ol/{XHTML}li/{XHTML}a")] == \
            [shown(t) for t in many]


Book(sys.argv[1]).check()
