"""Damages an Ogg Opus file of one stream in a chosen way and leaves its checksums right, so that only what it means is
wrong.

  ogg_damage.py FILE drop N              page N is taken out
  ogg_damage.py FILE byte N              a byte of page N is changed, its checksum is not
  ogg_damage.py FILE tag OLD NEW         OLD in the comment header becomes NEW, of the same length
  ogg_damage.py FILE head OFFSET VALUE   two bytes of OpusHead, little-endian
  ogg_damage.py FILE mute FROM TO        packets FROM up to TO become silence
  ogg_damage.py FILE move FROM TO        packet FROM and packet TO change places
"""

import struct
import sys

SILENCE = b"\xf8\xff\xfe"


def checksum(page):
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc


def read_pages(data):
    pages, at = [], 0
    while at < len(data):
        assert data[at:at + 4] == b"OggS", at
        lacing = data[at + 27:at + 27 + data[at + 26]]
        body = at + 27 + len(lacing)
        packets, size = [], 0
        for value in lacing:
            size += value
            if value < 255:
                packets.append(data[body:body + size])
                body, size = body + size, 0
        runs_on = size > 0
        if runs_on:
            packets.append(data[body:body + size])
        pages.append({"head": data[at:at + 22], "packets": packets, "runs_on": runs_on})
        at = body + size
    return pages


def page_bytes(page):
    lacing = b"".join(bytes([255] * (len(p) // 255) + [len(p) % 255]) for p in page["packets"])
    lacing = lacing[:-1] if page["runs_on"] else lacing
    assert len(lacing) <= 255, "the page has no room"
    body = b"".join(page["packets"])
    whole = page["head"] + b"\0\0\0\0" + bytes([len(lacing)]) + lacing + body
    return whole[:22] + struct.pack("<I", checksum(whole)) + whole[26:]


def number(page):  # its granule position
    return struct.unpack("<q", page["head"][6:14])[0]


def main():
    path, what, words = sys.argv[1], sys.argv[2], sys.argv[3:]
    pages = read_pages(open(path, "rb").read())
    sound = [(page, i) for page in pages if number(page) not in (0, -1) for i in range(len(page["packets"]))]
    if what == "drop":
        del pages[int(words[0])]
    elif what == "tag":
        old, new = (w.encode() for w in words)
        assert len(old) == len(new) and pages[1]["packets"][0].count(old) == 1, words
        pages[1]["packets"][0] = pages[1]["packets"][0].replace(old, new)
    elif what == "head":
        at, value = map(int, words)
        head = pages[0]["packets"][0]
        pages[0]["packets"][0] = head[:at] + struct.pack("<h", value) + head[at + 2:]
    elif what == "mute":
        for page, i in sound[int(words[0]):int(words[1])]:
            page["packets"][i] = SILENCE
    elif what == "move":
        (a, i), (b, k) = sound[int(words[0])], sound[int(words[1])]
        a["packets"][i], b["packets"][k] = b["packets"][k], a["packets"][i]
    data = [page_bytes(page) for page in pages]
    if what == "byte":
        page = bytearray(data[int(words[0])])
        page[-1] ^= 0xFF
        data[int(words[0])] = bytes(page)
    open(path, "wb").write(b"".join(data))


main()
