#!/bin/sh
# A tour over HTTP as strangers ask for it: curl, a raw socket, fifty at once, a build meanwhile, HTTPS; the code in
# the terminal read by zbar; how it starts and how it ends.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
have curl || { skip 'serve: no curl'; finish; }
script=$work/script tour=$work/audio/tour server=
small_script "$script"
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
daolan build "$script" -o "$tour" --quiet || { not_ok 'serve: a tour to serve'; finish; }

# start OPTION …: serves the tour; $port, $url and $server tell where.
start() {
    : >"$work/urls"
    "$DAOLAN" serve "$tour" --port 0 "$@" >"$work/urls" 2>"$work/notes" &
    server=$!
    tries=0
    until port=$(sed -n 's,^https*://localhost:\([0-9]*\)/$,\1,p' "$work/urls") && [ -n "$port" ]; do
        tries=$((tries + 1))
        if [ $tries -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
            cat "$work/notes"
            not_ok 'serve starts'
            finish
        fi
        sleep 0.1
    done
    url=http://127.0.0.1:$port
}

# ends NAME SIGNAL: the server ends well at a signal.
ends() {
    kill "-$2" "$server"
    wait "$server"
    same "$1" 0 "$?"
    server=
}

get() { curl -s --max-time 20 --path-as-is "$@"; }
head_of() { get -o "$work/body" -D - "$@" | tr -d '\r'; } # the answer's status and headers
field() { sed -n "s/^$1: //pI"; }
code() { get -o /dev/null -w '%{http_code}' "$@"; }

# --- how it starts ---
start --verbose
says 'the network or its absence is told' 'on a phone in the same network|no network' "$work/notes"
says 'plain HTTP: offline storage needs HTTPS, and how' 'HTTPS.*--cert' "$work/notes"
same 'no colours where it is no terminal' '' "$(grep -c "$(printf '\033')" "$work/urls" | grep -v '^0$')"
if grep -q '█' "$work/urls" && have zbarimg; then
    "$PYTHON" - "$work/urls" "$work/code.pgm" <<'EOF'
import sys
lines = [line.rstrip('\n') for line in open(sys.argv[1], encoding='utf-8') if not line.startswith('http')]
pixels = []
for line in lines:
    pixels.append([c in '█▀' for c in line])
    pixels.append([c in '█▄' for c in line])
scale, width = 8, len(lines[0])
with open(sys.argv[2], 'wb') as out:
    out.write(b'P5 %d %d 255\n' % (width * scale, len(pixels) * scale))
    for row in pixels:
        out.write(bytes(255 if light else 0 for light in row for _ in range(scale)) * scale)
EOF
    same 'the code in the terminal is the first address' "$(head -1 "$work/urls")" \
        "$(zbarimg -q --raw "$work/code.pgm" 2>/dev/null)"
else
    skip 'serve: no network address, or no zbarimg, so no code was read'
fi
expect 3 'a port that is taken' daolan serve "$tour" --port "$port"
says 'is told, and what to do' "port $port is taken.*|--port 0" "$work/err"
expect 2 'a port that is none' daolan serve "$tour" --port 65536
expect 1 'a folder without a tour' daolan serve "$script"
says 'is told' 'no tour here' "$work/err"
expect 1 'no folder at all' daolan serve "$work/nothing"
expect 2 'no word at all' daolan serve

# --- what it answers ---
size=$(wc -c <"$tour/tour.opus")
stop=$(cd "$tour" && find stops -name '*.opus' | sort | head -1)
head_of "$url/" >"$work/head"
says 'the folder is its index.html' '^HTTP/1.1 200' "$work/head"
same 'byte by byte' "$(sha256sum <"$tour/index.html")" "$(sha256sum <"$work/body")"
same 'its type' 'text/html; charset=utf-8' "$(field content-type <"$work/head")"
same 'it is asked for again each time' no-cache "$(field cache-control <"$work/head")"
same 'no sniffing' nosniff "$(field x-content-type-options <"$work/head")"
same 'other sites may read it' '*' "$(field access-control-allow-origin <"$work/head")"
same 'no talk of what serves it' '' "$(field server <"$work/head")"
for pair in "$stop=audio/ogg; codecs=opus" 'tour.mp4=audio/mp4' "${stop%.opus}.vtt=text/vtt; charset=utf-8" \
    'timeline.json=application/json' \
    'chapters.json=application/json+chapters' 'tour.m3u8=audio/x-mpegurl' 'tour.lpf=application/lpf+zip' \
    'assets/style.css=text/css; charset=utf-8'; do
    [ -e "$tour/${pair%%=*}" ] || continue
    same "type of ${pair%%=*}" "${pair#*=}" "$(head_of "$url/${pair%%=*}" | field content-type)"
done
different=
for path in $(cd "$tour" && find . -type f | sed 's,^\./,,'); do
    get "$url/$path" | cmp -s - "$tour/$path" || different="$different $path"
done
same 'every file of the tour arrives whole' '' "$different"

# ranges
range() { # NAME RANGE STATUS FROM COUNT: the answer's status and bytes
    status=$(get -o "$work/body" -w '%{http_code}' -H "Range: $2" "$url/tour.opus")
    tail -c "+$(($4 + 1))" "$tour/tour.opus" | head -c "$5" >"$work/expected"
    same "$1" "$3 $(sha256sum <"$work/expected")" "$status $(sha256sum <"$work/body")"
}
range 'range: from, to' 'bytes=100-199' 206 100 100
range 'range: open' "bytes=$((size - 10))-" 206 $((size - 10)) 10
range 'range: the last' 'bytes=-7' 206 $((size - 7)) 7
range 'range: past the end' 'bytes=100-99999999999999999999' 206 100 $((size - 100))
range 'range: several are all of it' 'bytes=0-1,5-6' 200 0 "$size"
range 'range: nonsense is ignored' 'bytes=9-3' 200 0 "$size"
same 'Content-Range' "bytes 100-199/$size" "$(head_of -H 'Range: bytes=100-199' "$url/tour.opus" | field content-range)"
head_of -H "Range: bytes=$size-" "$url/tour.opus" >"$work/head"
says 'range: outside' '^HTTP/1.1 416' "$work/head"
same 'says how long it is' "bytes */$size" "$(field content-range <"$work/head")"
tag=$(head_of "$url/tour.opus" | field etag)
same 'If-Range of this file' 206 "$(code -H 'Range: bytes=0-1' -H "If-Range: $tag" "$url/tour.opus")"
same 'If-Range of another' 200 "$(code -H 'Range: bytes=0-1' -H 'If-Range: "x"' "$url/tour.opus")"

# HEAD, tags, packed text
get -I "$url/tour.opus" | tr -d '\r' >"$work/head"
same 'HEAD: its length' "$size" "$(field content-length <"$work/head")"
same 'HEAD: ranges are taken' bytes "$(field accept-ranges <"$work/head")"
same 'the same tag gets no second copy' '304 0' \
    "$(get -o /dev/null -w '%{http_code} %{size_download}' -H "If-None-Match: $tag" "$url/tour.opus")"
head_of -H 'Accept-Encoding: gzip' "$url/timeline.json" >"$work/head"
same 'text is packed' gzip "$(field content-encoding <"$work/head")"
same 'and says what it depends on' Accept-Encoding "$(field vary <"$work/head")"
same 'and is the same text' "$(sha256sum <"$tour/timeline.json")" "$(gzip -dc <"$work/body" | sha256sum)"
same 'sound is not packed' '' "$(head_of -H 'Accept-Encoding: gzip' "$url/$stop" | field content-encoding)"
same 'one connection serves many requests' 1 \
    "$(get -o /dev/null -o /dev/null -w '%{num_connects}\n' "$url/" "$url/$stop" | awk '{ n += $1 } END { print n }')"

# what is not to be had
echo secret >"$work/audio/secret"
ln -s "$work/audio/secret" "$tour/link"
ln -s "$work/audio" "$tour/folder"
: >"$tour/.hidden"
for path in /../secret /../audio/secret '/%2e%2e/secret' '/..%2fsecret' '/stops/../../secret' '/stops/%2E%2E/index.html' \
    /link /folder/secret /.hidden '/%2ehidden' '/stops%2f' '/tour.opus%00.html' //etc/passwd /etc/passwd '/stops/'; do
    same "not to be had: $path" 404 "$(code "$url$path")"
done
rm "$tour/link" "$tour/folder" "$tour/.hidden"
same 'a folder without its slash' '/stops/' "$(head_of "$url/stops" | field location)"
same 'a wrong escape' 400 "$(code "$url/%zz")"
same 'a long address' 414 "$(code "$url/$(head -c 3000 /dev/zero | tr '\0' a)")"
same 'long headers' 431 "$(code -H "X: $(head -c 20000 /dev/zero | tr '\0' a)" "$url/")"
head_of -X POST -d x=y "$url/" >"$work/head"
says 'POST' '^HTTP/1.1 405' "$work/head"
same 'what is allowed' 'GET, HEAD' "$(field allow <"$work/head")"
same 'DELETE' 405 "$(code -X DELETE "$url/index.html")"
says 'with --verbose each request has its line' '^127\.0\.0\.1 GET /tour\.opus 206 bytes 100-199 of' "$work/notes"
get -o /dev/null "$url/%1b%5b2J" "$url/$(printf '\033')x"
same 'no request moves the cursor' 0 "$(grep -c "$(printf '\033')" "$work/notes")"

# --- many at once, and a build meanwhile ---
mkdir "$work/many"
for i in $(seq 50); do
    get --limit-rate 2M -o "$work/many/$i" "$url/tour.opus" &
    pids="${pids:-} $!"
done
# shellcheck disable=SC2086
wait $pids
same 'fifty listeners get the same' 50 "$(sha256sum "$work"/many/* | grep -c "$(sha256sum <"$tour/tour.opus" | cut -c1-64)")"
cp "$tour/tour.opus" "$work/old.opus"
get --limit-rate 40K -o "$work/slow.opus" "$url/tour.opus" &
slow=$!
sleep 0.5
sed -i 's/听一听水声/听一听风声/' "$script/article.md"
check 'the tour is built again while it is served' daolan build "$script" -o "$tour" --quiet
get -o "$work/new.opus" "$url/tour.opus"
check 'the next listener hears the new one' cmp "$work/new.opus" "$tour/tour.opus"
same 'which has another tag' 200 "$(code -H "If-None-Match: $tag" "$url/tour.opus")"
same 'who asks to go on in the old one gets the new one whole' 200 \
    "$(code -H 'Range: bytes=50-' -H "If-Range: $tag" "$url/tour.opus")"
wait $slow
check 'who was hearing the old one heard it to its end' cmp "$work/slow.opus" "$work/old.opus"
changed=$(cmp "$work/new.opus" "$work/old.opus" 2>&1)
same 'and the two differ' differ "$(echo "$changed" | grep -o differ)"
ends 'SIGTERM ends it well' TERM

start
same 'quiet without --verbose' 200 "$(code "$url/")"
same 'no line a request' 0 "$(grep -c GET "$work/notes")"
ends 'Ctrl-C ends it well' INT

# --- HTTPS ---
if have openssl; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
    openssl genrsa -out "$work/other.pem" 2048 2>/dev/null
    expect 2 '--cert without --key' daolan serve "$tour" --port 0 --cert "$work/cert.pem"
    expect 3 'a certificate that is not there' daolan serve "$tour" --port 0 --cert "$work/no.pem" --key "$work/key.pem"
    says 'is named' 'no\.pem.*No such file' "$work/err"
    expect 3 'a key that is none' daolan serve "$tour" --port 0 --cert "$work/cert.pem" --key "$work/cert.pem"
    says 'is told' 'holds no private key' "$work/err"
    expect 3 "another certificate's key" daolan serve "$tour" --port 0 --cert "$work/cert.pem" --key "$work/other.pem"
    says 'is told, and what to do' "certificate's own" "$work/err"
    start --cert "$work/cert.pem" --key "$work/key.pem"
    says 'the address is of HTTPS' '^https://localhost:' "$work/urls"
    same 'over HTTPS there is nothing to say of offline storage' 0 "$(grep -c HTTPS "$work/notes")"
    url=https://localhost:$port
    same 'over HTTPS: a part' "206 $(tail -c +101 "$tour/tour.opus" | head -c 100000 | sha256sum)" \
        "$(get --cacert "$work/cert.pem" -o "$work/body" -w '%{http_code} ' -r 100-100099 "$url/tour.opus")$(
            sha256sum <"$work/body")"
    same 'over HTTPS: packed text' gzip \
        "$(head_of --cacert "$work/cert.pem" -H 'Accept-Encoding: gzip' "$url/" | field content-encoding)"
    same 'and the same text' "$(sha256sum <"$tour/index.html")" "$(gzip -dc <"$work/body" | sha256sum)"
    ends 'and ends' TERM
else
    skip 'serve: no openssl, so HTTPS was not tried'
fi
finish
