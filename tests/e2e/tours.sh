#!/bin/sh
# Several scripts in one command, as `make audio` gives them: each becomes the tour that it is by itself; what stands is
# left alone; errors of one keep no other from being built.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
space='有 空格'
line='two
lines'
for tour in plain "$space" "$line"; do
    mkdir -p "$work/scripts/$tour"
    printf '# 桥\n\n这是%s号桥。水声很大。\n\n## 河\n\n风大。\n' "${#tour}" >"$work/scripts/$tour/article.md"
    printf 'voice = fake\n' >"$work/scripts/$tour/tour.ini"
done
cd "$work" || exit 1
mkdir "scripts/$space/photos"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>' >"scripts/$space/photos/老 照片.svg"
printf '1\t老 照片.svg\t船。\n' >"scripts/$space/captions.txt"
state() { find audio "$DAOLAN_CACHE" -printf '%p %s %i %T@ %C@\n' | LC_ALL=C sort; }
build_all() { daolan build scripts/plain "scripts/$space" "scripts/$line" "$@"; }

check 'three scripts' build_all
for tour in plain "$space" "$line"; do
    check 'one by itself' daolan build "scripts/$tour" -o "alone/$tour" --quiet
    same 'is the same tour' "$(tree_sum "alone/$tour")" "$(tree_sum "audio/$tour")"
done
check 'a photo with a space in its name is shown' test -f "audio/$space/photos/101.svg"
check 'a tour of a folder with a line feed in its name is proved' daolan verify "audio/$line"
state >before
check 'the three again' build_all
same 'nothing changed' '3 of 3 tours: nothing changed' "$(cat err)"
state >after
check 'nothing was written' cmp before after
sed -i 's/风大/雨大/' "scripts/$space/article.md"
sums="$(tree_sum audio/plain) $(tree_sum "audio/$line")"
check 'a word of one is edited' build_all
says 'two stand' '^2 of 3 tours: nothing changed$' err
says 'one is built, its sentence alone' "^audio/$space: .*\\(1 rendered\\)" err
same 'the two are as they were' "$sums" "$(tree_sum audio/plain) $(tree_sum "audio/$line")"
cp -R scripts/plain kept
sed -i 's/水声/风声/' "scripts/$line/article.md"
echo 'colour = red' >>scripts/plain/tour.ini
expect 1 'one has an error' build_all
says 'which is told at its place' '^scripts/plain/tour.ini:2:1: error: ' err
says 'the other is built' 'lines: .*\(1 rendered\)' err
check 'and holds' daolan verify "audio/$line"
rm -r scripts/plain && mv kept scripts/plain
expect 2 'an output for several is wrong usage' build_all -o audio/x
mkdir -p other && cp -R scripts/plain other/
expect 2 'two of one name are wrong usage' daolan build scripts/plain other/plain
says 'which names both' '^other/plain: error: .*scripts/plain' err
rm -rf "$DAOLAN_CACHE"
for share in 1 2; do check "share $share of all" build_all --shard "$share/2" --quiet; done
check 'the build that publishes' build_all
if grep -E '[1-9][0-9]* rendered' err; then not_ok 'renders nothing'; else ok 'renders nothing'; fi

# asked to stop while one of them speaks: that tour stays as it was, no process is left
sed -i 's/雨大/雪大/' scripts/*/article.md
mkdir -p data && cp -R "$(dirname "$DAOLAN")/data/mandarin" data/ && cp -RL "$(dirname "$DAOLAN")/data/voices" data/
printf 'engine = command\ncommand = sleep 60\ninput = none\n' >data/voices/slow.ini
sums="$(tree_sum audio/plain) $(tree_sum "audio/$space")"
for signal in INT TERM; do
    rm -f said
    DAOLAN_DATA=$work/data env --default-signal=INT setsid "$DAOLAN" build scripts/plain "scripts/$space" --voice slow >said 2>&1 &
    build=$!
    for _ in $(seq 200); do grep -q '^speaking' said 2>/dev/null && break; sleep 0.02; done
    kill -s $signal $build
    wait $build
    same "SIG$signal: its exit status" "$([ $signal = INT ] && echo 130 || echo 143)" $?
    same "SIG$signal: one line" 'daolan: stopped' "$(grep -v '^speaking' said)"
    same "SIG$signal: no process is left" '' "$(ps -o stat= -s $build | grep -v ^Z)"
    same "SIG$signal: nothing is left behind" '' "$(find audio -name '.*.new-*')"
done
same 'the tours are as they were' "$sums" "$(tree_sum audio/plain) $(tree_sum "audio/$space")"

# the target itself, on scripts of our own
if have make; then
    mkdir tree && ln -s "$root"/* tree/ && rm tree/scripts && rm -f tree/audio && mkdir tree/audio
    ln -s "$work/scripts" tree/scripts
    check 'make audio' make --no-print-directory -C tree audio
    says 'tells where each is' "^open audio/$space/index.html" out
    same 'builds them all' 3 "$(find tree/audio -name tour.opus -printf x | wc -c)"
else
    skip 'tours: make is not installed'
fi
finish
