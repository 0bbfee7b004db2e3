#!/bin/sh
# A cache over HTTP behind the local one: machines share work; a server that is lost, slow or wrong is warned of once
# and harms no tour.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
small_script "$work/script"
cd "$work" || exit 3
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy
DAOLAN_DATA=${DAOLAN_DATA:-$(dirname "$DAOLAN")/data}
DAOLAN_DATA=$(cd "$DAOLAN_DATA" && pwd)
export DAOLAN_DATA
check 'the tour without a network' daolan build script -o reference --quiet
before=$(tree_sum reference)
entries=$(find "$DAOLAN_CACHE" -name '*.opus' | wc -l)
# away from the build tree each machine has the user's cache folder
mkdir bin && cp "$DAOLAN" bin/daolan
"$PYTHON" "$root/tests/e2e/network_server.py" "$work" >port 2>server_err &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -s port ] || sleep 0.2; done
host=127.0.0.1:$(cat port)
machine() { # NAME ADDRESS [OPTION …]: a build on a machine that has nothing yet, or what it had
    who=$1 address=$2
    shift 2
    rm -rf "tour-$who"
    XDG_CACHE_HOME="$work/machine-$who" DAOLAN_CACHE="$address" bin/daolan build script -o "tour-$who" "$@" 2>err
}
rendered() { sed -n 's/.*(\([0-9]*\) rendered).*/\1/p' err; }
requests() { grep -c "^$1 /$2/" log 2>/dev/null || true; }

# --- sharing ------------------------------------------------------------------------------------------------
check 'a first machine' machine first "http://$host/good/"
same 'renders all of it' "$entries" "$(rendered)"
same 'and sends it' "$entries" "$(requests PUT good)"
check 'a second machine' machine second "http://$host/good"
same 'renders none' 0 "$(rendered)"
same 'and sends none' "$entries" "$(requests PUT good)"
same 'both make the tour' "$before $before" "$(tree_sum tour-first) $(tree_sum tour-second)"
asked=$(requests GET good)
check 'once more' machine second "http://$host/good"
same 'what is at hand is not asked for' "$asked" "$(requests GET good)"
same 'the server lists nothing else' '' "$(grep -v '/ac/[0-9a-f]\{64\} ' log)"
check 'shares' machine share1 "http://$host/shares" --shard 1/2
check 'of a build' machine share2 "http://$host/shares" --shard 2/2
check 'its publisher' machine publisher "http://$host/shares"
same 'renders none' 0 "$(rendered)"
check 'the cache is shown' env XDG_CACHE_HOME="$work/machine-first" DAOLAN_CACHE="http://museum:s3cret@$host/good" bin/daolan cache
says 'with what is behind it' "^behind it	http://…@$host/good$" "$work/out"
same 'its own entries are counted' "$entries" "$(awk -F'\t' '$1 == "entries" { print $2 }' "$work/out")"
check 'say shares as well' sh -c "XDG_CACHE_HOME='$work/machine-say' DAOLAN_CACHE='http://$host/said' bin/daolan say 你好 -o said.opus"
same 'what it spoke' 1 "$(requests PUT said)"

# --- a server that may only be read -------------------------------------------------------------------------
for kind in readonly static; do
    cp -R script edited && sed -i "s/磨坊的/磨坊里$kind/" edited/article.md && mv script kept && mv edited script
    check "a server that is $kind" machine $kind "http://$host/$kind"
    same 'is told of once' 1 "$(grep -c "^http://$host/$kind: takes no clips from here" err)"
    same 'and asked for no more' 1 "$([ "$(requests PUT $kind)" -le 16 ] && echo 1)"
    rm -rf script && mv kept script
done
check 'credentials' machine secret "http://museum:s3cret@$host/secret"
same 'let in' 0 "$(rendered)"
check 'wrong ones' machine wrong "http://museum:wr0ng@$host/secret"
same 'do not' "$entries" "$(rendered)"
same 'and are not printed' 0 "$(grep -c 'wr0ng' err)"
says 'while the place is' "^http://…@$host/secret: warning: the network cache: HTTP status 401; the build goes on without it" err

# --- one that is lost or wrong ------------------------------------------------------------------------------
# bad NAME ADDRESS PATTERN: the tour is right, all is rendered here, one warning.
bad() {
    check "$1" machine "$1" "$2"
    same 'nothing wrong is published' "$before" "$(tree_sum "tour-$1")"
    same 'all of it is rendered' "$entries" "$(rendered)"
    same 'one warning' 1 "$(grep -c ': warning: ' err)"
    says 'says why' ": warning: the network cache: .*$3" err
}
bad lost "http://127.0.0.1:1/x" 'onnect.*goes on without it'
bad nowhere "http://nowhere.invalid/x" 'goes on without it'
bad broken "http://$host/broken" 'HTTP status 503; the build goes on without it'
bad html "http://$host/html" 'no clips; the build goes on without it'
bad redirect "http://$host/redirect" 'HTTP status 302; the build goes on without it'
bad truncated "http://$host/truncated" 'no clips; the build goes on without it'
bad short "http://$host/short" 'no clips; the build goes on without it'
bad long "http://$host/long" 'no clips; the build goes on without it'
bad rubbish "http://$host/rubbish" 'no clips; the build goes on without it'
bad empty "http://$host/empty" 'no clips; the build goes on without it'
bad swapped "http://$host/swapped" 'no clips; the build goes on without it'
bad https "https://$host/good" 'goes on without it'
bad slow "http://$host/slow" 'goes on without it'
same 'a server that gave up on us was not sent anything' 0 "$(grep -c -E '^PUT /(broken|html|redirect|truncated|rubbish|swapped)/' log)"
check 'a single damaged entry' machine onebad "http://$host/onebad"
same 'is rendered here' 1 "$(rendered)"
says 'and told of' 'no clips; those are rendered here' err
same 'and mended there' 1 "$(requests PUT onebad)"
check 'the next machine' machine mended "http://$host/good"
same 'finds all' 0 "$(rendered)"
cp -R script edited && sed -i 's/磨坊的/磨坊中/' edited/article.md && mv script kept && mv edited script
check 'a server that is full' machine full "http://$host/full"
says 'is warned of' 'HTTP status 507' err
rm -rf script && mv kept script
expect 2 'another kind of address' machine ftp ftp://$host/x

# --- asked to stop meanwhile, and while a server dies -------------------------------------------------------
XDG_CACHE_HOME="$work/machine-stop" DAOLAN_CACHE="http://$host/slow" env --default-signal=INT bin/daolan build script -o tour-stop --quiet 2>err &
build=$!
sleep 1
kill -s INT $build
wait $build
same 'Ctrl-C while a server keeps us waiting' '130 daolan: stopped' "$? $(cat err)"
(sleep 0.15; kill -9 $server) &
check 'a server that dies meanwhile' machine dying "http://$host/good"
same 'nothing wrong is published' "$before" "$(tree_sum tour-dying)"

# --- nginx ---------------------------------------------------------------------------------------------------
if have nginx && nginx -V 2>&1 | grep -q http_dav_module; then
    mkdir -p nginx/store nginx/tmp
    port=$(($(cat port) % 20000 + 30000))
    cat >nginx/conf <<EOF
daemon off; pid $work/nginx/pid; error_log $work/nginx/err;
events {}
http {
    access_log off; client_body_temp_path $work/nginx/tmp; client_max_body_size 64m;
    server {
        listen 127.0.0.1:$port; root $work/nginx/store;
        location / { dav_methods PUT; create_full_put_path on; }
    }
}
EOF
    chmod -R a+rwX nginx && chmod 755 .
    nginx -c "$work/nginx/conf" -e "$work/nginx/err" >/dev/null 2>&1 &
    nginx=$!
    trap 'kill $nginx 2>/dev/null; rm -rf "$work"' EXIT
    sleep 0.5
    check 'nginx with PUT' machine nginx1 "http://127.0.0.1:$port/clips"
    check 'keeps what it is sent' machine nginx2 "http://127.0.0.1:$port/clips"
    same 'for the next machine' 0 "$(rendered)"
else
    skip 'network: nginx with PUT'
fi
finish
