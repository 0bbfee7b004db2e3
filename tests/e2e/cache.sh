#!/bin/sh
# The cache: what it holds, that nothing damaged is used, who may share it, how it is pruned, odd places for it.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
chmod 755 "$work"
small_script "$work/script"
cd "$work" || exit 3
# a tour that stands as it is would be left so
build() {
    rm -rf audio
    daolan build script -o audio --quiet "$@"
}
build_aloud() {
    rm -rf audio
    daolan build script -o audio
}
rendered() { sed -n 's/.*(\([0-9]*\) rendered).*/\1/p' "$work/err"; }
field() { daolan cache | awk -F'\t' -v name="$1" '$1 == name { print $2 }'; }

same 'a cache that is not there holds nothing' 0 "$(field entries)"
if [ ! -e "$DAOLAN_CACHE" ]; then ok 'and looking does not make it'; else not_ok 'and looking does not make it'; fi
check 'a first build' build
before=$(tree_sum audio)
entries=$(find "$DAOLAN_CACHE" -name '*.opus' | wc -l)
same 'its entries are counted' "$entries" "$(field entries)"
same 'and their bytes' "$(cat "$DAOLAN_CACHE"/*.opus | wc -c) bytes" \
    "$(daolan cache | awk -F'\t' '$1 == "entries" { print $3 }')"
same 'the folder is named' "$DAOLAN_CACHE" "$(field folder)"
if have opusinfo; then
    for entry in "$DAOLAN_CACHE"/*.opus; do
        opusinfo "$entry" 2>&1 | grep -i -E 'warning|error' && not_ok "$entry is an ordinary Opus file"
    done
    ok 'every entry is an ordinary Opus file'
fi

# --- damage -------------------------------------------------------------------------------------------------
# Every entry is damaged otherwise: a flipped byte, cut, emptied, another's in its place, a folder.
damage_all() {
    "$PYTHON" - "$DAOLAN_CACHE" <<'EOF'
import os, sys
folder = sys.argv[1]
names = sorted(n for n in os.listdir(folder) if n.endswith(".opus"))
other = open(os.path.join(folder, names[-1]), "rb").read()
for i, name in enumerate(names):
    path = os.path.join(folder, name)
    data = bytearray(open(path, "rb").read())
    if i % 5 < 2:
        data[i * 7919 % len(data)] ^= 1 << i % 8
    elif i % 5 == 2:
        data = data[: len(data) * i // len(names)]
    elif i % 5 == 3:
        data = b""
    elif name != names[-1]:
        data = other
    else:
        data[-1] ^= 1
    open(path, "wb").write(data)
EOF
}
damage_all
check 'a build over a cache of damaged entries' build_aloud
same 'makes every one anew' "$entries" "$(rendered)"
same 'and the same tour' "$before" "$(tree_sum audio)"
check 'once more' build_aloud
same 'nothing is left to render' 0 "$(rendered)"

# --- its use ------------------------------------------------------------------------------------------------
first=$(find "$DAOLAN_CACHE" -name '*.opus' | sort | head -n 1)
find "$DAOLAN_CACHE" -name '*.opus' -exec touch -d '2 hours ago' {} +
stamp=$(stat -c %Y "$first")
check 'a build that finds everything' build
same 'writes nothing into the cache' "$stamp" "$(stat -c %Y "$first")"
find "$DAOLAN_CACHE" -name '*.opus' -exec touch -d '40 days ago' {} +
touch -d '50 days ago' "$first"
check 'nothing is old enough to go' daolan cache --prune-days 60
same 'so it stays' "$entries" "$(field entries)"
check 'a dry run' daolan cache --prune-days 45 --dry-run
says 'says what would go' '^would be removed	1	' "$work/out"
same 'and leaves it' "$entries" "$(field entries)"
check 'by age' daolan cache --prune-days 45
says 'one goes' '^removed	1	' "$work/out"
same 'the others stay' $((entries - 1)) "$(field entries)"
check 'the build that follows' build_aloud
same 'makes that one' 1 "$(rendered)"
same 'and its uses are written down' "$(date -u +%Y-%m-%d)" "$(field 'longest unused since')"
half=$(($(cat "$DAOLAN_CACHE"/*.opus | wc -c) / 2))
check 'to a size' daolan cache --prune-size $half
left=$(cat "$DAOLAN_CACHE"/*.opus | wc -c)
if [ "$left" -le $half ] && [ "$left" -gt $((half / 2)) ]; then ok 'about that much is left'; else
    not_ok "about that much is left ($left of $half)"
fi
check 'a build' build
same 'makes the same tour' "$before" "$(tree_sum audio)"
# a clock that was wrong for a while
touch -d '2090-01-01' "$first"
check 'what was used in a time to come is not old' daolan cache --prune-days 1
if [ -e "$first" ]; then ok 'and stays'; else not_ok 'and stays'; fi
check 'a build that uses it' build
if [ "$(stat -c %Y "$first")" -le "$(date +%s)" ]; then ok 'sets its time right'; else not_ok 'sets its time right'; fi
echo mine >"$DAOLAN_CACHE/letter.opus"
echo mine >"$DAOLAN_CACHE/tmp/letter"
touch -d '2000-01-01' "$DAOLAN_CACHE/letter.opus" "$DAOLAN_CACHE/tmp/letter"
check 'all of it' daolan cache --prune-days 0
same 'is gone' 0 "$(field entries)"
check 'a build' build
same 'other files are not touched' 'mine mine' "$(cat "$DAOLAN_CACHE/letter.opus" "$DAOLAN_CACHE/tmp/letter" | tr '\n' ' ' | sed 's/ $//')"
for wrong in '--prune-days' '--prune-days x' '--prune-days -1' '--prune-size' '--prune-size 5Q' '--prune-size M' '--dry-run' \
    '--prune-size 99999999999999999999' 'folder'; do
    # shellcheck disable=SC2086 # words
    expect 2 "daolan cache $wrong" daolan cache $wrong
done

# Whatever is taken away while builds run, they end well and with their bytes.
for run in 1 2 3; do
    (daolan build script -o "audio$run" --quiet 2>"err$run"; echo $? >"exit$run") &
    daolan cache --prune-days 0 >/dev/null 2>&1
    daolan cache --prune-size 0 >/dev/null 2>&1
done
wait
same 'builds whose cache is pruned succeed' '0 0 0' "$(cat exit1 exit2 exit3 | tr '\n' ' ' | sed 's/ $//')"
same 'with their bytes' "$before $before $before" "$(tree_sum audio1) $(tree_sum audio2) $(tree_sum audio3)"

# Different builds into one folder: the second waits, says so, and what stands is one of them, whole.
cp -R script edited && sed -i 's/磨坊的/磨坊里的/' edited/article.md
DAOLAN_CACHE=$work/contended-cache
check 'another tour' daolan build edited -o other --quiet
(rm -rf contended && daolan build script -o contended --quiet 2>err1; echo $? >exit1) &
(sleep 0.02; daolan build edited -o contended --quiet 2>err2; echo $? >exit2) &
wait
same 'two builds into one folder succeed' '0 0' "$(cat exit1 exit2 | tr '\n' ' ' | sed 's/ $//')"
case $(tree_sum contended) in
"$before" | "$(tree_sum other)") ok 'and leave one of the two tours' ;;
*) not_ok 'and leave one of the two tours' ;;
esac
says 'one of them waited' 'contended: another build is at work there; waiting for it' "$(cat err1 err2 >errs; echo errs)"
DAOLAN_CACHE=$work/cache
rm -rf edited

# A disk that is full fails every sentence, which two errors and a count tell.
(ulimit -f 2 && DAOLAN_CACHE=$work/limited exec "$DAOLAN" build script -o unmade --quiet) >"$work/out" 2>"$work/err"
same 'a cache that cannot grow fails the build' 3 $?
says 'names the cache' 'error: cannot write: File too large; it goes into the cache, .*/limited: ' "$work/err"
if [ "$(grep -c ': error: ' "$work/err")" -le 3 ]; then ok 'in three lines at most'; else not_ok 'in three lines at most'; fi
same 'nothing is left behind' '' "$(find . -name '.unmade.new-*' -o -name '*.opus.*')"

# --- other versions -----------------------------------------------------------------------------------------
# What an older program kept (no key in its entries), and a newer one's, under our keys and under their own.
check 'a build' build
"$PYTHON" - "$DAOLAN_CACHE" <<'EOF'
import os, re, sys
folder = sys.argv[1]
for name in os.listdir(folder):
    if name.endswith(".opus") and len(name) == 69:
        data = open(os.path.join(folder, name), "rb").read()
        newer = re.sub(rb"DAOLAN_CLIP=(\d)", lambda version: b"DAOLAN_CLIP=%d" % (int(version[1]) + 1), data, count=1)
        assert newer != data
        open(os.path.join(folder, name), "wb").write(newer)
        open(os.path.join(folder, "f" * 64 + ".clip4"), "wb").write(newer)
EOF
echo 'another form' >"$DAOLAN_CACHE/version"
check 'a build over another version'"'"'s cache' build
same 'makes the same tour' "$before" "$(tree_sum audio)"
same 'and leaves what is not its own' 'another form' "$(cat "$DAOLAN_CACHE/version")"

# --- places -------------------------------------------------------------------------------------------------
for place in 'a cache' '缓存 目录' 'two
lines' '-n' "quote's \"cache\""; do
    check "a cache in $(printf '%s' "$place" | tr '\n' '/')" env DAOLAN_CACHE="./$place" "$DAOLAN" build script -o "./tour of $place" --quiet
    same 'the same tour' "$before" "$(tree_sum "./tour of $place")"
    check 'is shown' env DAOLAN_CACHE="./$place" "$DAOLAN" cache
    same 'in so many lines' 6 "$(wc -l <"$work/out" | tr -d ' ')"
done
if [ -d /dev/shm ] && [ "$(stat -f -c %i /dev/shm)" != "$(stat -f -c %i "$work")" ]; then
    elsewhere=$(mktemp -d /dev/shm/daolan-test-XXXXXX)
    rm -rf audio
    check 'a cache on another file system' env DAOLAN_CACHE="$elsewhere/cache" "$DAOLAN" build script -o audio --quiet
    same 'the same tour' "$before" "$(tree_sum audio)"
    check 'a tour on another file system' daolan build script -o "$elsewhere/tour" --quiet
    check 'and over it' daolan build script -o "$elsewhere/tour" --quiet
    same 'the same tour' "$before" "$(tree_sum "$elsewhere/tour")"
    rm -rf "$elsewhere"
else
    skip 'cache: no other file system at /dev/shm'
fi

# --- one that may only be read ------------------------------------------------------------------------------
nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
if [ "$(id -u)" -eq 0 ] && have setpriv && nobody test -x "$DAOLAN" 2>/dev/null; then
    mkdir mine && chown 65534 mine && chmod -R a+rX script "$DAOLAN_CACHE"
    for stage in 'with its folders' 'without tmp and lock'; do
        check "a cache that may only be read, $stage" nobody "$DAOLAN" build script -o mine/audio --quiet
        same 'the same tour' "$before" "$(tree_sum mine/audio)"
        rm -rf "$DAOLAN_CACHE/tmp" "$DAOLAN_CACHE/lock"
    done
    rm -f "$first"
    check 'a tour that stands needs none of it' nobody "$DAOLAN" build script -o mine/audio --quiet
    cp -R script edited && sed -i 's/磨坊的/磨坊里的/' edited/article.md && chmod -R a+rX edited
    expect 3 'where something is not in it' nobody "$DAOLAN" build edited -o mine/audio --quiet
    says 'that is said' 'cache: error: the cache may only be read, and [12] sentences? (is|are) not in it' "$work/err"
    same 'once' 1 "$(grep -c ': error: ' "$work/err")"
    same 'and the tour stays' "$before" "$(tree_sum mine/audio)"
    expect 3 'it cannot be pruned' nobody "$DAOLAN" cache --prune-days 0
    same 'nothing is taken away' $((entries - 1)) "$(field entries)"
else
    skip 'cache: one that may only be read (needs root and setpriv)'
fi

# a tour that stands notes that its clips are used
check 'a build' build
find "$DAOLAN_CACHE" -name '*.opus' -exec touch -d '40 days ago' {} +
check 'a build of what stands' daolan build script -o audio --quiet
same 'notes its uses' "$(date -u +%Y-%m-%d)" "$(field 'longest unused since')"

# --- asked to stop ------------------------------------------------------------------------------------------
rm -rf edited && cp -R script edited && sed -i 's/磨坊/水磨/' edited/article.md
for signal in INT TERM HUP; do
    case $signal in INT) status=130 ;; TERM) status=143 ;; HUP) status=129 ;; esac
    for delay in 0.05 0.15; do
        rm -rf stopped "$work/killed"
        # a shell starts what stands behind & with SIGINT ignored; env makes it heard again
        DAOLAN_CACHE=$work/killed env --default-signal=INT setsid "$DAOLAN" build edited -o audio -j1 --quiet 2>"$work/err" >"$work/out" &
        build=$!
        sleep $delay
        kill -s $signal $build 2>/dev/null
        wait $build
        found=$?
        if [ $found -eq 0 ]; then # it was done already
            check 'the tour as it was' build
            continue
        fi
        same "SIG$signal after $delay s: its own exit status" "$status" "$found"
        same 'in one line' 'daolan: stopped' "$(cat "$work/err")"
        same 'the tour stays' "$before" "$(tree_sum audio)"
        same 'nothing is left behind' '' "$(find . -name '.audio.new-*' -o -name '*.opus.*')"
        same 'no process either' '' "$(pgrep -s $build || true)"
    done
done
finish
