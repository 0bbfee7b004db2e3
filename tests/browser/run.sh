#!/bin/sh
# The visitor page of every built tour, and of some that are built for it, in Chromium and Firefox. setup.sh --tests
# installs both, and the packages of package-lock.json. Screenshots land in build/screenshots.
set -eu
here=$(dirname "$0")
daolan=${DAOLAN:-build/daolan}
chromium=${CHROMIUM:-$(command -v chromium || true)}
firefox=${FIREFOX:-$(command -v firefox-esr || true)}
skip() {
    echo "skip - the page in $1; sh setup.sh --tests installs it"
}
command -v node >/dev/null || { skip 'a browser: node is missing'; exit 0; }
[ -d "$here/node_modules" ] || { skip 'a browser: tests/browser/node_modules is missing'; exit 0; }
status=0
try() {
    name=$1
    shift
    CHROMIUM=$chromium FIREFOX=$firefox node "$here/$name.mjs" "$@" || status=1
}
if [ -n "$chromium" ]; then
    for tour in audio/*/; do
        [ -f "$tour/timeline.json" ] || continue
        try page "$tour"
        try trouble "$tour"
        try everyone "$tour" build/screenshots
    done
    try tours "$daolan" build/screenshots
    try offline "$daolan" build/screenshots
else
    skip 'Chromium: chromium is missing'
fi
if [ -n "$firefox" ]; then
    for tour in audio/*/; do
        [ ! -f "$tour/timeline.json" ] || try firefox "$daolan" "$tour"
    done
else
    skip 'Firefox: firefox-esr is missing'
fi
exit $status
