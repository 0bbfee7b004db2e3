#!/bin/sh
# Bad scripts, bad surroundings and bad luck: a clear diagnostic, the right exit status, the old tour left as it was,
# nothing left behind.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
chmod 755 "$work"
small_script "$work/script"
cd "$work" || exit 3
check 'a small tour is built' daolan build script -o audio --quiet
before=$(tree_sum audio)

temporaries() { # what builds and the cache leave under way
    find "$work" \( -name '.*.new-*' -o -name '.*.old-*' -o -name '*.opus.*' -o -name '*.partial' \) | sort
}
unharmed() { # the tour is as it was, nothing lies about
    same "$1: the old tour is as it was" "$before" "$(tree_sum audio)"
    same "$1: nothing is left behind" '' "$(temporaries)"
}

# broken NAME PATTERN: the script in $work/bad fails with 1 and says PATTERN; the tour stays.
broken() {
    daolan build bad -o audio --quiet >"$work/out" 2>"$work/err"
    status=$?
    if [ $status -eq 1 ] && grep -qE -- "$2" "$work/err" && [ ! -s "$work/out" ] &&
        [ "$(tree_sum audio)" = "$before" ] && [ -z "$(temporaries)" ]; then
        ok "$1"
    else
        show
        temporaries
        not_ok "$1 (exit $status, expected 1 and $2)"
    fi
    rm -rf bad
    mkdir bad
}
rm -rf bad && mkdir bad

# --- scripts ------------------------------------------------------------------------------------------------
broken 'no article' '^bad.*: error: '
: >bad/article.txt
broken 'an empty article' '^bad/article\.txt.*: error: '
printf '\n \t\n' >bad/article.txt
broken 'an article of white space' '^bad/article\.txt.*: error: '
printf '好的。\n锦州\377好。\n' >bad/article.txt
broken 'bytes that are not UTF-8, at their place' '^bad/article\.txt:2:3: error: '
printf '\355\240\200\n' >bad/article.txt
broken 'a surrogate' '^bad/article\.txt:1:1: error: '
printf '好\000好\n' >bad/article.txt
broken 'a binary file' '^bad/article\.txt:1:2: error: .*binary'
cp "$DAOLAN" bad/article.txt
broken 'a program' '^bad/article\.txt:1:[0-9]+: error: '
printf '\377\376\210\145\n\000' >bad/article.txt
broken 'UTF-16' '^bad/article\.txt.*: error: .*UTF-16'
mkdir bad/article.txt
broken 'an article that is a folder' '^bad/article\.txt.*: error: '
ln -s article.txt bad/article.txt
broken 'an article that links to itself' '^bad.*: error: '
printf '# 题\n\n文。\n' >bad/article.md && cp bad/article.md bad/article.txt
broken 'two articles' '^bad.*: error: '
printf '……——！？\n' >bad/article.txt
broken 'an article of punctuation' '^bad.*: error: '
small_script bad && echo 'colour = red' >>bad/tour.ini
broken 'an unknown key in tour.ini, at its line' '^bad/tour\.ini:4.*: error: .*colour'
small_script bad && echo 'rate = fast' >>bad/tour.ini
broken 'a rate that is no number' '^bad/tour\.ini:4.*: error: '
small_script bad && echo 'rate = 9000' >>bad/tour.ini
broken 'a rate out of range' '^bad/tour\.ini:4.*: error: '
small_script bad && echo 'just words' >>bad/tour.ini
broken 'a line in tour.ini that is none' '^bad/tour\.ini:4.*: error: '
small_script bad && echo 'voice = nobody' >>bad/tour.ini
broken 'a voice that does not exist' 'error: .*nobody'
small_script bad && echo 'voice = ../../../etc/passwd' >>bad/tour.ini
broken 'a voice out of its folder' 'error: '
small_script bad && rm bad/photos/wheel.svg
broken 'a photo that is missing, at its line' '^bad/captions\.txt:1:[0-9]+: error: .*wheel\.svg'
small_script bad && printf '1\t../../../etc/passwd\t桥。\n' >bad/captions.txt
broken 'a photo out of the script' '^bad/captions\.txt:1:[0-9]+: error: '
small_script bad && printf '1\t/etc/passwd\t桥。\n' >bad/captions.txt
broken 'a photo with an absolute path' '^bad/captions\.txt:1:[0-9]+: error: '
small_script bad && printf '桥。\n' >bad/captions.txt
broken 'a caption without its columns' '^bad/captions\.txt:1.*: error: '
small_script bad && printf '![桥](../../etc/passwd.jpg)\n' >>bad/article.md
broken 'a picture out of the script' '^bad/article\.md:1[0-9]:[0-9]+: error: '
small_script bad && printf '1\tphotos/../../../etc/passwd\t桥。\n' >bad/captions.txt
broken 'a photo out of the script by a detour' '^bad/captions\.txt:1:3: error: .*outside'
small_script bad && rm bad/photos/wheel.svg && ln -s /etc/passwd bad/photos/wheel.svg
broken 'a photo that links out of the script' '^bad/captions\.txt:1:3: error: .*outside'
small_script bad && rm bad/photos/wheel.svg && mkfifo bad/photos/wheel.svg
broken 'a photo that is a FIFO' '^bad/captions\.txt:1:3: error: no such photo'
small_script bad && rm bad/photos/wheel.svg && mkdir bad/photos/wheel.svg
broken 'a photo that is a folder' '^bad/captions\.txt:1:3: error: no such photo'
yes '锦州港今年吞吐量增长了。' | head -c 104857600 >bad/article.txt
broken 'an article of 100 MB' '^bad/article\.txt.*: error: .*MiB'
expect 1 'a script that is not there' daolan build nowhere -o audio --quiet
expect 1 'check of it' daolan check nowhere
unharmed 'after bad scripts'

# --- markup that means harm is spoken or silent, never obeyed -----------------------------------------------
mkdir hostile
cat >hostile/article.md <<'EOF'
# <script>alert(1)</script>桥

<img src=x onerror=alert(1)> 一座桥。<b onclick="alert(1)">很老</b>的桥。

</script><!-- 看不见 --> “引号"与'单引号'&lt;和&amp;。]]> --> 河。

`$(touch pwned)` ; touch pwned | 河水。

![“><script>alert(2)</script>](photos/wheel.svg)
EOF
mkdir hostile/photos && cp script/photos/wheel.svg hostile/photos/
printf 'title = "><script>alert(3)</script>\npublisher = \047"><img src=x>\n' >hostile/tour.ini
expect 0 'hostile markup is built' daolan build hostile -o hostile-audio --quiet
check 'it holds' daolan verify hostile-audio
# what stands between tags of the page is escaped: none of the script's own elements is one
expect 1 'no element of the script is one of the page' grep -E '<script>alert|<img src=x|<b onclick' \
    hostile-audio/index.html hostile-audio/chapters.vtt
expect 1 'and nothing was executed' sh -c 'find . -name pwned | grep .'
mkdir -p 'hostile/--help'
expect 1 'a script named like an option' daolan build -o x -- --help

# --- photos that are none: the tour is built without them --------------------------------------------------
small_script photos
printf '一张照片\n' >photos/photos/text.jpg
printf '<!DOCTYPE html><html><body>404</body></html>\n' >photos/photos/page.svg
printf '\211PNG\r\n\032\n\0\0\0\015IHDR\0\0\0\4\0\0\0\4\10\2\0\0\0\0\0\0\0\0\0\1\0IDATx' >photos/photos/torn.png
: >photos/photos/empty.gif
truncate -s 100M photos/photos/large.jpg
cp photos/photos/wheel.svg photos/photos/misnamed.jpg
printf '%s\n' '1 text.jpg	文。' '2 page.svg	页。' '3 torn.png	断。' '4 empty.gif	空。' '5 large.jpg	大。' '6 misnamed.jpg	名。' \
    >photos/captions.txt
expect 0 'a tour with photos that are none is built' daolan build photos -o photos-audio --quiet
for line in 1 2 3 4; do
    says "line $line has no photo" "^photos/captions\.txt:$line:3: warning: the photo is no image" "$work/err"
done
says 'one is too large' '^photos/captions\.txt:5:3: warning: the photo is larger than 64 MiB' "$work/err"
same 'the rest is published, by what it is' 'photos/106.svg' "$(cd photos-audio && find photos -type f)"
same 'and every stop is there' '1 2 3 101 102 103 104 105 106' "$(jq -r '[.stops[].number] | join(" ")' photos-audio/timeline.json)"
check 'the tour holds' daolan verify photos-audio

# --- characters that nobody can read ------------------------------------------------------------------------
mkdir unread
printf '# 𠮷桥\n\n到𠮷，好。𠮷。花儿𠮷儿。\n\n𠮷\n\n## 桥\n\n好。\n' >unread/article.md
expect 0 'characters without a reading are left out' daolan build unread -o unread-audio --quiet
says 'each with its place' '^unread/article\.md:3:2: warning: 𠮷 .* no known reading' "$work/err"
check 'and the tour holds' daolan verify unread-audio
same 'by its own account' 5 "$(jq '[.sources[].classes[] | select(.class == "left_out")] | length' \
    unread-audio/timeline.json)"

# --- places -------------------------------------------------------------------------------------------------
mkdir foreign && echo mine >foreign/letter.txt
expect 1 'a folder with other files is not replaced' daolan build script -o foreign --quiet
same 'and stays' mine "$(cat foreign/letter.txt)"
echo mine >file
expect 1 'a file is not replaced by a tour' sh -c '"$DAOLAN" build script -o file --quiet || exit 1'
same 'and stays' mine "$(cat file)"
expect 3 'a cache that is a file' env DAOLAN_CACHE="$work/file" "$DAOLAN" build script -o audio --quiet
expect 3 'data that is not there' env DAOLAN_DATA="$work/nowhere" "$DAOLAN" build script -o audio --quiet
unharmed 'after bad places'

nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
if [ "$(id -u)" -eq 0 ] && have setpriv && nobody test -x "$DAOLAN" 2>/dev/null; then
    mkdir locked && cp -R audio locked/audio && chmod -R a+rX script
    expect 3 'a folder that may not be written' nobody env DAOLAN_CACHE="$(nobody mktemp -d)" HOME=/ "$DAOLAN" \
        build script -o locked/audio --quiet
    says 'is named with the reason' 'locked.*: error: .*[Pp]ermission' "$work/err"
    expect 3 'a cache that may not be written' nobody env DAOLAN_CACHE="$work/locked/cache" "$DAOLAN" build script \
        -o locked/audio --quiet
    chmod 600 script/article.md
    nobody "$DAOLAN" check script >"$work/out" 2>"$work/err"
    says 'an article that may not be read is named with the reason' 'article\.md.*: error: .*[Pp]ermission' "$work/err"
    chmod 644 script/article.md
elif [ "$(id -u)" -ne 0 ]; then
    mkdir locked && chmod 555 locked
    expect 3 'a folder that may not be written' daolan build script -o locked/audio --quiet
    chmod 755 locked
else
    skip 'bad_input: folders that may not be written (no setpriv, or nobody may not reach the program)'
fi
unharmed 'after folders that may not be written'

# --- a full disk --------------------------------------------------------------------------------------------
# As root a small file system of its own; everywhere a limit on the size of files, which fails the same writes.
cp -R script changed && sed -i 's/磨坊/水磨/' changed/article.md # what stands already would be left as it is
for kilobytes in 2 4 16 64; do
    (
        ulimit -f $((kilobytes * 2))
        DAOLAN_CACHE=$work/limited exec "$DAOLAN" build changed -o audio --quiet
    ) 2>"$work/err" >"$work/out"
    status=$?
    if [ $status -eq 3 ] && grep -q 'File too large' "$work/err"; then
        ok "no file past $kilobytes kB: a system failure with its reason"
    else
        show
        not_ok "no file past $kilobytes kB: a system failure with its reason (exit $status)"
    fi
    rm -rf "$work/limited"
done
unharmed 'after files that could not grow'
mkdir small
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=256k tmpfs small 2>/dev/null; then
    trap 'umount -l "$work/small"; rm -rf "$work"' EXIT
    mkdir small/audio small/cache
    head -c 160k /dev/zero >small/ballast
    expect 3 'a full disk is a system failure' daolan build script -o small/audio/tour --quiet
    says 'with its reason' 'No space left' "$work/err"
    same 'and leaves no half of a tour' '' "$(find small/audio -mindepth 1 ! -name '*.lock')"
    DAOLAN_CACHE=$work/small/cache
    expect 3 'a full disk under the cache is one' daolan build changed -o audio --quiet
    same 'and leaves no half of a clip' '' "$(find small/cache -name '*.opus.*')"
    DAOLAN_CACHE=$work/cache
    umount small
    trap 'rm -rf "$work"' EXIT
else
    skip 'bad_input: a file system that is full (needs root and mount)'
fi
unharmed 'after a full disk'

# --- kill -9 ------------------------------------------------------------------------------------------------
cp -R script edited
sed -i 's/河边/岸边/; s/水车/大水车/' edited/article.md edited/captions.txt
check 'the other tour' daolan build edited -o other --quiet
after=$(tree_sum other)
torn='' ran=0
for delay in 0.00 0.01 0.02 0.03 0.05 0.08 0.12 0.17 0.23 0.30 0.40 0.55; do
    for script in edited script; do
        # a session of its own, so that the sentences' processes die with it
        rm -rf "$work/killed"
        DAOLAN_CACHE=$work/killed setsid "$DAOLAN" build $script -o audio --quiet >/dev/null 2>&1 &
        build=$!
        sleep $delay
        kill -s KILL -- -$build 2>/dev/null && ran=$((ran + 1))
        wait $build 2>/dev/null
        now=$(tree_sum audio)
        [ "$now" = "$before" ] || [ "$now" = "$after" ] || torn="$torn $delay"
    done
done
same 'killed at any moment, the tour is whole, old or new' '' "$torn"
if [ $ran -ge 12 ]; then ok "$ran of 24 builds were killed"; else not_ok "12 builds at least killed, found $ran"; fi
# a cache keeps what may still be another build's for a day
find "$work/killed" -path '*/tmp/*' -exec touch -d '2 days ago' {} + 2>/dev/null
check 'the next build succeeds' env DAOLAN_CACHE="$work/killed" "$DAOLAN" build script -o audio --quiet
unharmed 'after kill -9'
# a child's temporary that a kill left in the cache goes as well
touch -d '2 days ago' "$DAOLAN_CACHE/tmp/$(printf '%064d' 0).opus.AbCdEf"
check 'a build over a cache with an old temporary' daolan build script -o audio --quiet
unharmed 'after an old temporary'
rm -f "$DAOLAN_CACHE"/tmp/*

# --- two builds at once -------------------------------------------------------------------------------------
rm -rf "$work/shared"
DAOLAN_CACHE=$work/shared
(daolan build script -o audio --quiet 2>err1; echo $? >exit1) &
(daolan build script -o audio --quiet 2>err2; echo $? >exit2) &
(daolan build edited -o audio3 --quiet 2>err3; echo $? >exit3) &
wait
same 'three builds at once succeed' '0 0 0' "$(cat exit1 exit2 exit3 | tr '\n' ' ' | sed 's/ $//')"
same 'each with its own bytes' "$before $after" "$(tree_sum audio) $(tree_sum audio3)"
unharmed 'after builds at once'
DAOLAN_CACHE=$work/cache

# --- what the script's author wrote down --------------------------------------------------------------------
cases=0
for folder in "$root"/tests/bad/*/; do
    [ -f "$folder/expected.txt" ] || continue
    cases=$((cases + 1))
    name=$(basename "$folder")
    rm -rf case && mkdir case && cp -R "$folder" case/
    (cd "case/$name" && "$DAOLAN" check .) >"$work/out" 2>"$work/err"
    {
        echo "exit $?"
        sed '/^  hint: /d; s|^\./||; s|: \./|: |' "$work/err"
    } >found.txt
    if diff "$folder/expected.txt" found.txt >"$work/out"; then ok "bad/$name"; else
        sed 's/^/  /' "$work/out"
        not_ok "bad/$name"
    fi
done
[ $cases -gt 0 ] || not_ok 'tests/bad has cases'
finish
