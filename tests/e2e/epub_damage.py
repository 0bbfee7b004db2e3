"""Damages tour.epub in the folder it stands in: the archive is packed again, its headers right, one thing changed.

    python3 epub_damage.py                       nothing changed: still a good book
    python3 epub_damage.py sub MEMBER PATTERN TEXT    the first match of PATTERN in it becomes TEXT
    python3 epub_damage.py flip MEMBER OFFSET    one bit of it
    python3 epub_damage.py drop|date|last|deflated|mode|extra MEMBER
    python3 epub_damage.py swap MEMBER MEMBER    each with the other's bytes
    python3 epub_damage.py add MEMBER TEXT
"""
import re
import sys
import zipfile

what, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
book = zipfile.ZipFile("tour.epub")
members = [[entry, book.read(entry)] for entry in book.infolist()]
book.close()
names = [entry.filename for entry, _ in members]
chosen = [members[names.index(a)] for a in arguments if a in names]

if what == "sub":
    before = chosen[0][1].decode()
    chosen[0][1] = re.sub(arguments[1], arguments[2], before, count=1).encode()
    assert chosen[0][1].decode() != before, "nothing like it in there"
elif what == "flip":
    at = int(arguments[1]) % len(chosen[0][1])
    chosen[0][1] = chosen[0][1][:at] + bytes([chosen[0][1][at] ^ 1]) + chosen[0][1][at + 1:]
elif what == "drop":
    members.remove(chosen[0])
elif what == "swap":
    chosen[0][1], chosen[1][1] = chosen[1][1], chosen[0][1]
elif what == "date":
    chosen[0][0].date_time = (2026, 1, 1, 0, 0, 0)
elif what == "last":
    members.remove(chosen[0])
    members.append(chosen[0])
elif what == "deflated":
    chosen[0][0].compress_type = zipfile.ZIP_DEFLATED
elif what == "mode":
    chosen[0][0].external_attr = 0o100755 << 16
elif what == "extra":
    chosen[0][0].extra = b"\xfe\xca\x00\x00"
elif what == "add":
    entry = zipfile.ZipInfo(arguments[0])
    entry.external_attr = 0o100644 << 16
    members.append([entry, arguments[1].encode()])

with zipfile.ZipFile("tour.epub", "w") as book:
    for entry, data in members:
        book.writestr(entry, data)
