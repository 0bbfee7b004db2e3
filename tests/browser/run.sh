#!/bin/sh
# The visitor page of every built tour, in Chromium. setup.sh --tests installs the packages of package-lock.json.
set -eu
here=$(dirname "$0")
chromium=${CHROMIUM:-$(command -v chromium || true)}
skip() {
    echo "skip - the page in Chromium: $1; sh setup.sh --tests installs it"
    exit 0
}
command -v node >/dev/null || skip 'node is missing'
[ -n "$chromium" ] || skip 'chromium is missing'
[ -d "$here/node_modules" ] || skip 'tests/browser/node_modules is missing'
status=0
for tour in audio/*/; do
    [ -f "$tour/timeline.json" ] || continue
    CHROMIUM=$chromium node "$here/page.mjs" "$tour" || status=1
done
exit $status
