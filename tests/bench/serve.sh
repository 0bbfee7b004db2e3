#!/bin/sh
# How many listeners `daolan serve` holds, beside nginx on the same files: each pulls a track of the sample tour at
# play-out rate (24 kb/s), for longer than the kernel's buffers last. nginx gets the same short ones (sndbuf); with its
# own it writes far ahead of each listener, and the last of 2,000 waits 4 s for a first byte. Prints a table; fails
# where a listener stalls or the server takes more than 64 MB.
#   sh tests/bench/serve.sh [LISTENERS [SECONDS]]
set -u
cd "$(dirname "$0")/../.." || exit 3
listeners=${1:-2000} seconds=${2:-60} rate=3000 most_kb=65536
build=${BUILD:-build}
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
"$build/daolan" build scripts/jinzhou -o "$work/tour" --quiet || exit

family() { echo "$1" && ps -o pid= --ppid "$1"; } # a server and its workers

# Milliseconds of processor time, and the most memory in kB, of a server and its workers.
spent() { for pid in $(family "$1"); do cut -d ' ' -f 14,15 "/proc/$pid/stat"; done |
    awk -v tick="$(getconf CLK_TCK)" '{ sum += $1 + $2 } END { printf "%d", sum * 1000 / tick }'; }
memory() { for pid in $(family "$1"); do sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$pid/status"; done |
    awk '{ sum += $1 } END { print sum }'; }

status=0
measure() { # name, port
    row=$("$build/bench/serve_load" "$2" /tour.opus "$rate" "$listeners" "$seconds") || status=1
    kb=$(memory "$server")
    printf '%-14s %s %8s %8s\n' "$1" "$row" "$((kb / 1024))" "$(spent "$server")"
    if [ "$1" = 'daolan serve' ] && [ "$kb" -gt "$most_kb" ]; then
        echo "daolan serve took $kb kB, at most $most_kb"
        status=1
    fi
    kill "$server"
    wait "$server"
    server=
}

printf '%-14s %9s %8s %8s %8s %9s %7s %10s %8s %8s\n' server listeners refused stalled late_ms first_ms own_ms megabytes \
    peak_MB cpu_ms
: >"$work/urls"
"$build/daolan" serve "$work/tour" --port 0 >"$work/urls" 2>/dev/null &
server=$!
while ! grep -q localhost "$work/urls"; do sleep 0.1; done
measure 'daolan serve' "$(sed -n 's,^http://localhost:\([0-9]*\)/$,\1,p' "$work/urls")"

if ! command -v nginx >/dev/null 2>&1; then
    echo 'skip - nginx is not there'
    exit $status
fi
port=$("${PYTHON:-/usr/bin/python3}" -c 'import socket; s = socket.socket(); s.bind(("", 0)); print(s.getsockname()[1])')
chmod 755 "$work"
cat >"$work/nginx.conf" <<EOF
daemon off; worker_processes 2; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 4096; }
http { include /etc/nginx/mime.types; access_log off; sendfile on;
    client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4;
    scgi_temp_path $work/t5; server { listen 127.0.0.1:$port backlog=4096 sndbuf=64k; root $work/tour; } }
EOF
nginx -c "$work/nginx.conf" -e "$work/error.log" &
server=$!
sleep 1
measure nginx "$port"
exit $status
