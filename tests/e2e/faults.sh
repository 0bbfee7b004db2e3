#!/bin/sh
# Failing calls and kill -9 at random (faults.py tells what is asked of them). FAULTS and KILLS say how many of each,
# SEED which, CALL a single kind of call; `make bench-faults` runs 200 of each.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
CC=${CC:-cc}
FAULTS=${FAULTS:-20}
KILLS=${KILLS:-20}
SEED=${SEED:-$(date +%j)}
# shellcheck disable=SC2086 # CC may be two words
if ! have ${CC%% *} || [ "$(uname)" != Linux ]; then
    skip 'faults: no compiler, or not Linux'
    finish
fi
# shellcheck disable=SC2086
check 'the shim is compiled' $CC -std=gnu17 -O1 -shared -fPIC -o "$work/fault.so" "$root/tests/e2e/fault.c" -ldl
[ -f "$work/fault.so" ] || finish
mkdir "$work/faults"
if "$PYTHON" "$root/tests/e2e/faults.py" "$DAOLAN" "$work/fault.so" "$work/faults" "$FAULTS" "$KILLS" "$SEED" \
    ${CALL:+"$CALL"} >"$work/table" 2>&1; then
    ok "$FAULTS failing calls and $KILLS kills: the tour is whole, the next build gives the same bytes"
else
    not_ok "$FAULTS failing calls and $KILLS kills: the tour is whole, the next build gives the same bytes"
fi
sed 's/^/  /' "$work/table"
finish
