"""An HTTP cache for tests, good and bad: network_server.py FOLDER prints its port, then serves until it is killed.

The first part of a path says how it behaves; what is PUT is one store for all of them, so that what a good one was
given can be asked of a bad one. Every request is a line in FOLDER/log.
"""
import base64
import http.server
import os
import re
import sys
import threading
import time

store, folder, lock = {}, sys.argv[1], threading.Lock()


def field(data, at):
    """A length-delimited field of a protocol buffer: its number, its bytes, what follows."""
    tag, at, length, shift = data[at], at + 1, 0, 0
    while True:
        length |= (data[at] & 0x7F) << shift
        shift += 7
        at += 1
        if data[at - 1] < 0x80:
            break
    if tag & 7 != 2 or at + length > len(data):
        raise ValueError
    return tag >> 3, data[at:at + length], at + length


def is_action_result(data):
    """Fields in order, the entry as stdout_raw (5), and a worker in the metadata (9)."""
    try:
        number, entry, at = field(data, 0)
        last, metadata, end = field(data, at)
        return number == 5 and entry[:4] in (b"OggS", b"daol") and last == 9 and metadata[:1] == b"\x0a" and end == len(data)
    except (ValueError, IndexError):
        return False


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def note(self, status):
        with lock, open(os.path.join(folder, "log"), "a") as log:
            log.write("%s %s %d\n" % (self.command, self.path, status))

    def answer(self, status, body=b"", length=None, headers=()):
        self.note(status)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = length is not None

    def parts(self):
        found = re.fullmatch(r"/([a-z0-9]+)/ac/([0-9a-f]{64})", self.path)
        return found.groups() if found else ("", "")

    def do_GET(self):
        kind, key = self.parts()
        body = store.get(key)
        if kind == "":
            self.answer(400)
        elif kind == "slow":
            time.sleep(30)
        elif kind == "html":
            self.answer(200, b"<!DOCTYPE html><title>Log in</title>" * 50)
        elif kind == "redirect":
            self.answer(302, b"", headers=[("Location", "/good/ac/" + key)])
        elif kind == "broken":
            self.answer(503, b"Service Unavailable")
        elif kind == "endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(bytes(1 << 16))
            except OSError:
                self.close_connection = True
        elif kind == "secret" and self.headers.get("Authorization") != "Basic " + base64.b64encode(b"museum:s3cret").decode():
            self.answer(401, headers=[("WWW-Authenticate", 'Basic realm="x"')])
        elif body is None:
            self.answer(404, b"Not found")
        elif kind == "truncated":
            self.answer(200, body[: len(body) // 2], len(body))
        elif kind == "short":
            self.answer(200, body[: len(body) * 3 // 4])
        elif kind == "long":
            self.answer(200, body + b"more")
        elif kind == "rubbish":
            self.answer(200, os.urandom(3000))
        elif kind == "empty":
            self.answer(200)
        elif kind == "swapped":
            self.answer(200, store[min(k for k in store if k != key)])
        elif kind == "onebad" and key == min(store):
            self.answer(200, body[:-50] + b"?" + body[-49:])
        else:
            self.answer(200, body)

    def do_PUT(self):
        kind, key = self.parts()
        if self.headers.get("Content-Length") is None or kind == "":
            self.answer(400)
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if kind == "readonly":
            self.answer(403)
        elif kind == "static":
            self.answer(405)
        elif kind == "full":
            self.answer(507)
        elif not is_action_result(body):
            self.answer(400, b"not an ActionResult")
        else:
            with lock:
                store[key] = body
            self.answer(200)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
