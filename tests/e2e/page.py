"""Reads index.html with nothing of ours: html.parser. Prints what it shows, a line each, to be compared with what jq
says of timeline.json; checks that its words begin where syllables do.

    python3 page.py AUDIO_DIR
"""
import json
import os
import re
import sys
from html.parser import HTMLParser

VOID = {"area", "br", "hr", "img", "input", "link", "meta", "source", "path"}


class Element:
    def __init__(self, name, attributes, parent):
        self.name, self.attributes, self.parent, self.children = name, dict(attributes), parent, []

    def all(self, name, **attributes):
        for child in self.children:
            if isinstance(child, Element):
                wanted = {"class" if key == "kind" else key: value for key, value in attributes.items()}
                if child.name == name and wanted.items() <= child.attributes.items():
                    yield child
                yield from child.all(name, **attributes)

    def first(self, name, **attributes):
        return next(self.all(name, **attributes), Element(name, {}, self))

    def text(self):
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def get(self, key):
        return self.attributes.get(key) or ""


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, name, attributes):
        element = Element(name, attributes, self.at)
        assert len(attributes) == len(element.attributes), self.getpos()
        self.at.children.append(element)
        self.at = self.at if name in VOID else element

    def handle_startendtag(self, name, attributes):
        self.at.children.append(Element(name, attributes, self.at))

    def handle_endtag(self, name):
        assert name == self.at.name, (name, self.at.name, self.getpos())
        self.at = self.at.parent

    def handle_data(self, text):
        self.at.children.append(text)


def show(*fields):
    print("\t".join(re.sub(r"[\t\n]", " ", field) for field in fields))


def words(link, sentence):
    """Each word that data-words has begins where a syllable does; each word's end but the last has one behind it."""
    text = shown(sentence["text"])
    syllables = [(len(shown(sentence["text"].encode()[: y["at"][0]].decode())), round_half(y["start"] - sentence["start"]))
                 for y in sentence["syllables"]]
    numbers = [int(n) for n in link.get("data-words").split()]
    assert len(numbers) % 2 == 0, numbers
    after = time = 0
    found = []
    for i in range(0, len(numbers), 2):
        after, time = after + numbers[i], time + numbers[i + 1]
        assert 0 < after < len(text), (text, numbers)
        assert (after, time) in syllables, (text, after, time)
        found.append(after)
    for y, (next_at, _) in zip(sentence["syllables"], syllables[1:]):
        end = len(shown(sentence["text"].encode()[: sum(y["at"])].decode()))
        assert "break" not in y or next_at < end or next_at in found, (text, next_at, numbers)
    return 1 + len(found)


def round_half(samples):
    return (samples + 240) // 480


def shown(text):
    """What a page can hold of a text, as a browser gives it out."""
    bad = lambda c: (c < 32 and c not in (9, 10, 13)) or 127 <= c < 160 or 0xFDD0 <= c <= 0xFDEF or c & 0xFFFE == 0xFFFE
    return re.sub("\r\n?", "\n", "".join("\ufffd" if bad(ord(c)) else c for c in text))


def main(folder):
    reader = Reader()
    # as a browser reads: line ends become one character
    with open(os.path.join(folder, "index.html"), encoding="utf-8", newline=None) as file:
        reader.feed(file.read())
    assert reader.at is reader.root, reader.at.name
    with open(os.path.join(folder, "timeline.json"), encoding="utf-8") as file:
        timeline = json.load(file)
    sentences = [s for stop in timeline["stops"] for g in stop["segments"] for s in g["sentences"] if s["length"] > 0]
    page, lit = reader.root, 0
    for entry in page.all("a", kind="entry"):
        show("entry", entry.get("href"), entry.first("bdi").text(), entry.first("time").get("datetime"),
             entry.first("span", kind="thumb").get("data-src"))
    for stop in page.all("article"):
        photo = stop.first("p", kind="photo").first("img")
        show("stop", stop.get("id"), stop.get("data-length"), stop.get("data-tracks"), photo.get("src"), photo.get("alt"))
        for source in stop.all("source"):
            assert os.path.isfile(os.path.join(folder, source.get("src"))), source.get("src")
        for link in stop.first("details").all("a"):
            show("chapter", link.get("href"), link.first("bdi").text())
        for place in (stop.first("h2"), stop.first("div", kind="text")):
            for link in place.all("a"):
                if not link.get("href").startswith("#"):
                    show("sentence", link.get("href"), link.get("data-end"), link.text())
                    lit += words(link, sentences.pop(0))
        heading = stop.first("h2")
        spoken = heading.text() if any(heading.all("a")) else ""
        show("text", spoken + "".join(p.text() for p in stop.first("div", kind="text").all("p")))
    assert not sentences, sentences
    show("words", str(lit))


if __name__ == "__main__":
    main(sys.argv[1])
