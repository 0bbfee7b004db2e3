#!/bin/sh
# The visitor's page of the sample tour and, where it is there, of the customer's article: first sound over weak Wi-Fi,
# what is loaded before it, Lighthouse. Fails where a reach is missed.
#   sh tests/bench/page.sh
set -u
cd "$(dirname "$0")/../.." || exit 3
daolan=${BUILD:-build}/daolan
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
if [ ! -d tests/browser/node_modules ]; then
    echo 'bench: playwright-core is missing (sh setup.sh --tests)' >&2
    exit 3
fi

# Lighthouse brings a hundred packages that nothing else here needs.
[ -d tests/bench/node_modules ] || (cd tests/bench && npm ci --silent --no-audit --no-fund) || exit 3

status=0
for script in scripts/jinzhou ../shared/data/jinzhou/article.txt; do
    if [ ! -e "$script" ]; then
        echo "skip - $script is not here"
        continue
    fi
    echo "$script, 400 kb/s, 300 ms:"
    "$daolan" build "$script" -o "$work/tour" --quiet 2>"$work/err" || { cat "$work/err" >&2; exit 3; }
    node tests/bench/page.mjs "$daolan" "$work/tour" || status=1
    : >"$work/said"
    "$daolan" serve "$work/tour" --port 0 >>"$work/said" 2>&1 &
    server=$!
    until url=$(grep -o 'http://[^ ]*:[0-9]*/' "$work/said"); do sleep 0.1; done
    node tests/bench/lighthouse.mjs "http://127.0.0.1:${url##*:}" || status=1
    kill "$server"
    server=
    rm -rf "$work/tour"
done
exit $status
