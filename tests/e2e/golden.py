"""The readings of a built tour's sentences, as rows of a golden file, and what differs from one.

  golden.py TIMELINE SOURCE           prints a row a sentence of that source file, in the file's order
  golden.py TIMELINE SOURCE GOLDEN    prints what differs from the golden file; exits 1 where anything does

A row is LINE<TAB>COLUMN<TAB>PINYIN: where the sentence begins in its source (column = code point from 1) and its
syllables as they are spoken, after sandhi, a space between them. A Latin word is ~. None of the text is in it, so a
golden file can be kept for an article that is not ours to publish.
"""

import json
import sys


def place(source, offset):
    before = source["text"].encode()[:offset].decode()
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def sentences(timeline):
    for stop in timeline["stops"]:
        for segment in stop["segments"]:
            yield from segment["sentences"]


def rows(timeline, name):
    """{(line, column): [pinyin]} of the sentences that begin in the source of that name, and the same as text."""
    found = {}
    for sentence in sentences(timeline):
        number, offset = sentence["spans"][0][:2]
        source = timeline["sources"][number]
        if source["name"] == name:
            found[place(source, offset)] = [s.get("pinyin", "~") for s in sentence["syllables"]]
    return dict(sorted(found.items()))


def read(path):
    found = {}
    for row in open(path, encoding="utf-8"):
        line, column, pinyin = row.rstrip("\n").split("\t")
        found[int(line), int(column)] = pinyin.split(" ")
    return found


def differences(expected, got):
    for at in sorted(expected.keys() | got.keys()):
        wanted, heard = expected.get(at), got.get(at)
        if wanted == heard:
            continue
        where = "%d:%d" % at
        if wanted is None:
            yield "%s is not in the golden file: %s" % (where, " ".join(heard))
        elif heard is None:
            yield "%s no sentence begins here; expected %s" % (where, " ".join(wanted))
        elif len(wanted) != len(heard):
            yield "%s expected %s\n%s got %s" % (where, " ".join(wanted), where, " ".join(heard))
        else:
            for i, (one, other) in enumerate(zip(wanted, heard)):
                if one != other:
                    around = " ".join(wanted[max(0, i - 2) : i + 3])
                    yield "%s syllable %d: expected %s, got %s (in %s)" % (where, i + 1, one, other, around)


def main():
    timeline = json.load(open(sys.argv[1], encoding="utf-8"))
    got = rows(timeline, sys.argv[2])
    if len(sys.argv) < 4:
        for (line, column), pinyin in got.items():
            print("%d\t%d\t%s" % (line, column, " ".join(pinyin)))
        return 0 if got else 1
    found = list(differences(read(sys.argv[3]), got))
    print("\n".join(found) or "%d sentences" % len(got))
    return 1 if found else 0


sys.exit(main())
