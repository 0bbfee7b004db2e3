#!/bin/sh
# What a museum's own server answers, set up as docs/server says: nginx and Caddy, each asked what `daolan serve` is
# asked, over HTTPS.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
for needed in curl openssl; do
    have "$needed" || { skip "nginx: no $needed"; finish; }
done
PATH=$PATH:/usr/sbin
tour=$work/tour server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait; rm -rf "$work"' EXIT
small_script "$work/script"
daolan build "$work/script" -o "$tour" --quiet || { not_ok 'nginx: a tour to serve'; finish; }
echo '{}' >"$tour/app.webmanifest"
echo hidden >"$tour/.hidden"
echo 'console.log(1)' >"$tour/page.0f3a9c1d22b8e471.js"
# as root, nginx's workers are nobody
chmod -R a+rX "$work"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
stop=$(cd "$tour" && find stops -name '*.opus' | sort | head -1)

# two ports that are free now
ports=$("$PYTHON" -c 'import socket
sockets = [socket.socket() for _ in range(2)]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in sockets])')
http=${ports% *} https=${ports#* }
url=https://localhost:$https

get() { curl -s --max-time 20 --path-as-is --cacert "$work/cert.pem" "$@"; }
head_of() { get -o "$work/body" -D - "$@" | tr -d '\r'; }
field() { sed -n "s/^$1: //pI"; }
code() { get -o /dev/null -w '%{http_code}' "$@"; }

ask() { # NAME: whether what listens at $url serves the tour as it should
    head_of "$url/" >"$work/head"
    same "$1: the page" "200 $(sha256sum <"$tour/index.html")" "$(sed -n 's/^HTTP[^ ]* \([0-9]*\).*/\1/p' "$work/head") $(
        sha256sum <"$work/body")"
    same "$1: it is asked for again each time" no-cache "$(field cache-control <"$work/head")"
    same "$1: no sniffing" nosniff "$(field x-content-type-options <"$work/head")"
    same "$1: other sites may read it" '*' "$(field access-control-allow-origin <"$work/head")"
    for pair in "$stop=audio/ogg; codecs=opus" 'tour.mp4=audio/mp4' "${stop%.opus}.vtt=text/vtt; charset=utf-8" \
        '=text/html; charset=utf-8' 'timeline.json=application/json' 'tour.m3u8=audio/x-mpegurl' \
        'chapters.json=application/json+chapters' \
        'app.webmanifest=application/manifest+json' 'tour.lpf=application/lpf+zip' 'tour.epub=application/epub+zip' \
        'feed.xml=application/rss+xml; charset=utf-8' 'assets/style.css=text/css; charset=utf-8'; do
        [ -e "$tour/${pair%%=*}" ] || continue
        same "$1: type of /${pair%%=*}" "${pair#*=}" "$(head_of "$url/${pair%%=*}" | field content-type)"
    done
    status=$(get -o "$work/body" -w '%{http_code}' -H 'Range: bytes=100-299' "$url/$stop")
    same "$1: a part" "206 $(tail -c +101 "$tour/$stop" | head -c 200 | sha256sum)" "$status $(sha256sum <"$work/body")"
    same "$1: nothing of it" 416 "$(code -H 'Range: bytes=99999999-' "$url/$stop")"
    tag=$(head_of "$url/$stop" | field etag)
    same "$1: the same tag gets no second copy" 304 "$(code -H "If-None-Match: $tag" "$url/$stop")"
    same "$1: text is packed" gzip "$(head_of -H 'Accept-Encoding: gzip' "$url/timeline.json" | field content-encoding)"
    same "$1: and is the same" "$(sha256sum <"$tour/timeline.json")" "$(gzip -dc <"$work/body" | sha256sum)"
    same "$1: sound is not packed" '' "$(head_of -H 'Accept-Encoding: gzip' "$url/$stop" | field content-encoding)"
    head_of "$url/page.0f3a9c1d22b8e471.js" >"$work/head"
    says "$1: what bears its hash is kept" '[Cc]ache-[Cc]ontrol: .*max-age=31536000' "$work/head"
    for path in /.hidden /%2ehidden /../script/article.md /nothing /assets/nothing; do
        status=$(code "$url$path")
        case $status in 400 | 404) ok "$1: not to be had: $path" ;; *) not_ok "$1: not to be had: $path ($status)" ;; esac
    done
    same "$1: POST" 405 "$(code -X POST "$url/$stop")"
}

answers() { # LOG: waits until something listens there
    tries=0
    until get -o /dev/null "$url/"; do
        tries=$((tries + 1))
        if [ $tries -gt 50 ] || ! kill -0 "$server" 2>/dev/null; then
            head -c 2000 "$1"
            return 1
        fi
        sleep 0.1
    done
}

end() {
    kill "$server" 2>/dev/null
    wait "$server"
    server=
}

if have nginx; then
    sed -e "s,/srv/tours/museum,$tour," -e "s,listen 80;,listen 127.0.0.1:$http;," -e '/listen \[::\]/d' \
        -e "s,listen 443,listen 127.0.0.1:$https," -e "s,/etc/letsencrypt/.*fullchain.pem,$work/cert.pem," \
        -e "s,/etc/letsencrypt/.*privkey.pem,$work/key.pem," "$root/docs/server/nginx.conf" >"$work/site.conf"
    cat >"$work/nginx.conf" <<EOF
daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 256; }
http { include /etc/nginx/mime.types; access_log off;
    client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4;
    scgi_temp_path $work/t5; include $work/site.conf; }
EOF
    check 'nginx takes docs/server/nginx.conf' nginx -t -q -c "$work/nginx.conf" -e "$work/nginx.log"
    nginx -c "$work/nginx.conf" -e "$work/nginx.log" >"$work/nginx.out" 2>&1 &
    server=$!
    if answers "$work/nginx.log"; then
        ask nginx
        same 'nginx: plain HTTP leads to HTTPS' 301 "$(code "http://127.0.0.1:$http/")"
    else
        not_ok 'nginx starts'
    fi
    end
else
    skip 'nginx: not there'
fi

if have caddy; then
    # the server's own plumbing aside, the file is the one of docs
    { printf '{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n'
      sed -e "s,/srv/tours/museum,$tour," -e "s,^tour.museum.example {,https://localhost:$https {\n\ttls $work/cert.pem $work/key.pem," \
          "$root/docs/server/Caddyfile"; } >"$work/Caddyfile"
    HOME=$work XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work
    export HOME XDG_DATA_HOME XDG_CONFIG_HOME
    caddy run --config "$work/Caddyfile" --adapter caddyfile >"$work/caddy.log" 2>&1 &
    server=$!
    if answers "$work/caddy.log"; then
        ask Caddy
    else
        not_ok 'Caddy takes docs/server/Caddyfile'
    fi
    end
else
    skip 'nginx: no Caddy, so docs/server/Caddyfile was not tried'
fi

"$DAOLAN" serve "$tour" --port "$https" --cert "$work/cert.pem" --key "$work/key.pem" >/dev/null 2>"$work/serve.log" &
server=$!
if answers "$work/serve.log"; then
    ask 'daolan serve'
else
    not_ok 'daolan serve starts'
fi
end
finish
