"""Damages an MP4 file in a chosen way and leaves its boxes whole, so that only what it means is wrong.

  mp4_damage.py FILE swap A B         packet A and packet B, of one length, change places
  mp4_damage.py FILE flip N           a byte of packet N is changed
  mp4_damage.py FILE chpl N MS        chapter N of chpl begins so much later
  mp4_damage.py FILE text N MS        chapter N of the text track begins so much later
  mp4_damage.py FILE title OLD NEW    OLD becomes NEW, of the same length, wherever it stands
  mp4_damage.py FILE text_of KIND OLD NEW  the same in the text of one of iTunes' tags (©nam, desc)
  mp4_damage.py FILE track N          the number of the track
  mp4_damage.py FILE language N       the language of the sound, as mdhd packs it
  mp4_damage.py FILE elst SAMPLES     so many samples are skipped at the front
  mp4_damage.py FILE head OFFSET N    a byte of the Opus head (dOps)
  mp4_damage.py FILE duration N       packet N's neighbours and it last so long (the first entry of stts)
"""

import struct
import sys

PARENTS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta", b"edts"}


def boxes(data, start, end, path=()):
    while start + 8 <= end:
        size, kind = struct.unpack(">I4s", data[start:start + 8])
        yield path + (kind,), start + 8, start + size
        if kind in PARENTS:
            yield from boxes(data, start + 8, start + size, path + (kind,))
        start += size


def number(data, at, form=">I"):
    return struct.unpack_from(form, data, at)[0]


class Track:
    def __init__(self, data, items):
        self.at = {path[-1]: start for path, start, end in items}
        self.kind = bytes(data[self.at[b"hdlr"] + 8:self.at[b"hdlr"] + 12])

    def packets(self, data):
        sizes_at, chunks_at, runs_at = (self.at[k] for k in (b"stsz", b"stco", b"stsc"))
        sizes = [number(data, sizes_at + 12 + 4 * i) for i in range(number(data, sizes_at + 8))]
        chunks = [number(data, chunks_at + 8 + 4 * i) for i in range(number(data, chunks_at + 4))]
        runs = [(number(data, runs_at + 8 + 12 * i), number(data, runs_at + 12 + 12 * i))
                for i in range(number(data, runs_at + 4))]
        found = []
        for index, chunk in enumerate(chunks, 1):
            at = chunk
            for _ in range([count for first, count in runs if first <= index][-1]):
                found.append((at, sizes[len(found)]))
                at += found[-1][1]
        return found


def tracks(data):
    found, items = [], []
    for item in boxes(data, 0, len(data)):
        if item[0] == (b"moov", b"trak"):
            items = []
            found.append(items)
        elif item[0][:2] == (b"moov", b"trak"):
            items.append(item)
    return [Track(data, items) for items in found]


def main():
    path, what, words = sys.argv[1], sys.argv[2], sys.argv[3:]
    data = bytearray(open(path, "rb").read())
    sound = next(t for t in tracks(data) if t.kind == b"soun")
    packets = sound.packets(data)
    if what == "swap":
        (a, size), (b, other) = packets[int(words[0])], packets[int(words[1])]
        assert size == other, (size, other)
        data[a:a + size], data[b:b + size] = data[b:b + size], data[a:a + size]
    elif what == "flip":
        at, size = packets[int(words[0])]
        data[at + size - 1] ^= 0x55
    elif what == "chpl":
        at = next(start for kinds, start, _ in boxes(data, 0, len(data)) if kinds[-1] == b"chpl") + 9
        for _ in range(int(words[0])):
            at += 9 + data[at + 8]
        struct.pack_into(">Q", data, at, number(data, at, ">Q") + int(words[1]) * 10000)
    elif what == "text":
        at = next(t for t in tracks(data) if t.kind == b"text").at[b"stts"]
        entry = at + 8 + 8 * (int(words[0]) - 1) + 4
        struct.pack_into(">I", data, entry, number(data, entry) + int(words[1]))
        struct.pack_into(">I", data, entry + 8, number(data, entry + 8) - int(words[1]))
    elif what == "title":
        old, new = (w.encode() for w in words)
        assert len(old) == len(new) and data.count(old) > 0
        data = data.replace(old, new)
    elif what == "text_of":
        at = data.index(words[0].encode("latin-1"))
        old, new = (w.encode() for w in words[1:])
        at = data.index(old, at)
        assert len(old) == len(new)
        data[at:at + len(old)] = new
    elif what == "track":
        at = data.index(b"trkn") + 4 + 16
        struct.pack_into(">I", data, at, int(words[0]))
    elif what == "language":
        struct.pack_into(">H", data, sound.at[b"mdhd"] + 20, int(words[0]))
    elif what == "elst":
        struct.pack_into(">I", data, sound.at[b"elst"] + 12, int(words[0]))
    elif what == "head":
        at = data.index(b"dOps") + 4 + int(words[0])
        data[at] = int(words[1])
    elif what == "duration":
        struct.pack_into(">I", data, sound.at[b"stts"] + 12, int(words[0]))
    open(path, "wb").write(data)


main()
