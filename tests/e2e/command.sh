#!/bin/sh
# Outside programs as voices: espeak-ng's own command line, and one that fails for one sentence in every way there is.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
if ! have espeak-ng || ! have sox; then
    skip 'espeak-ng or sox is not installed (sh setup.sh --tests)'
    exit 0
fi
small_script "$work/script"
cd "$work" || exit 3
mkdir -p data/voices tmp
ln -s "$(cd "${DAOLAN_DATA:-$(dirname "$DAOLAN")/data}/mandarin" && pwd)" data/mandarin
cp "$root"/voices/*.ini "$root"/voices/*.espeak data/voices/
DAOLAN_DATA=$work/data TMPDIR=$work/tmp
export DAOLAN_DATA TMPDIR

voice() { # NAME: standard input and engine = command are its file
    { echo 'engine = command' && cat; } >"data/voices/$1.ini"
}
rendered() { sed -n 's/.*(\([0-9]*\) rendered).*/\1/p' "$work/err"; }
not_there() { # NAME FILE
    if [ -e "$2" ]; then
        not_ok "$1"
    else
        ok "$1"
    fi
}
none_left() { # NAME: no process of ours, no folder
    left=$(pgrep -f "sleep 10[0-9][0-9][.]$$" | wc -l)
    same "$1" '0 processes, 0 folders' "$left processes, $(find tmp -mindepth 1 -maxdepth 1 | wc -l) folders"
}

# pinyin by standard input, WAV by standard output; and both as arguments
voice piped <<'EOF'
description = eSpeak NG's own program
command = espeak-ng -v cmn-latn-pinyin --stdout
input = pinyin
EOF
voice filed <<'EOF'
command = espeak-ng -v cmn-latn-pinyin -s 150
    -w {out} -- '{pinyin}'
EOF
check 'voices lists it' daolan voices
says 'with its description' "piped.*command.*eSpeak NG's own program" "$work/out"
check 'check takes it' daolan check script
for voice in piped filed; do
    check "$voice: a tour is built" daolan build script -o "audio-$voice" --voice $voice
    same "$voice: every sentence is spoken" "$(jq '[.. | .sentences? // empty | .[]] | length' "audio-$voice/timeline.json")" \
        "$(rendered)"
    check "$voice: it is proved" daolan verify "audio-$voice"
    none_left "$voice: nothing is left"
    check "$voice: a second build" daolan build script -o "audio-$voice-2" --voice $voice
    same "$voice: comes from the cache" 0 "$(rendered)"
    same "$voice: and is the same" "$(tree_sum "audio-$voice")" "$(tree_sum "audio-$voice-2")"
    check "$voice: a sentence is said" daolan say '你好。' --voice $voice -o hello.opus
done
cp -R script edited
sed -i 's/傍晚的桥/早晨的桥/' edited/captions.txt
check 'one sentence edited' daolan build edited -o audio-edited --voice piped
same 'is one spoken again' 1 "$(rendered)"
sed -i 's/-s 150/-s 160/' data/voices/filed.ini
check 'another command' daolan build script -o audio-filed --voice filed
same 'speaks all again' "$(jq '[.. | .sentences? // empty | .[]] | length' audio-filed/timeline.json)" "$(rendered)"

# homophones: alike in sound, not in text
voice reads-text <<'EOF'
command = ./reader {text} {out}
EOF
cat >data/voices/reader <<'EOF'
#!/bin/sh
echo "$1" >>"${0%/*}/heard"
exec espeak-ng -v cmn-latn-pinyin -w "$2" 'gong1 shi4'
EOF
chmod +x data/voices/reader
check 'a program that is given hanzi' daolan say '工事。公式。' --voice reads-text -o hello.opus
same 'hears homophones apart' '公式。 工事。' "$(LC_ALL=C sort data/voices/heard | tr '\n' ' ' | sed 's/ $//')"
rm data/voices/heard
echo '--version。' >dashes.txt
check 'a text that begins like an option' daolan say -f dashes.txt --voice reads-text -o hello.opus
same 'is none' 'version。' "$(cat data/voices/heard)"

# One sentence (帽子) fails; the others are kept, nothing is published.
total=$(jq '[.. | .sentences? // empty | .[]] | length' audio-piped/timeline.json)
fails() { # NAME MESSAGE: the program does for that sentence what standard input says
    rm -rf "$DAOLAN_CACHE"
    {
        printf '#!/bin/sh\nread -r text\ncase $text in *mao4*)\n'
        cat
        printf ';;\n*) echo "$text" | exec espeak-ng -v cmn-latn-pinyin --stdout ;;\nesac\n'
    } >"data/voices/bad.sh"
    chmod +x data/voices/bad.sh
    voice bad <<'EOF'
command = {folder}/bad.sh
input = pinyin
timeout_s = 3
EOF
    expect 3 "$1: the build fails" daolan build script -o "audio-bad" --voice bad --quiet
    says "$1: with the place, the reason and the text" "script/article.md:15:12: error: bad.sh $2.*请抓紧帽子。" \
        "$work/err"
    same "$1: that is the only error" 1 "$(grep -c 'error:' "$work/err")"
    not_there "$1: nothing is published" audio-bad
    same "$1: the others are kept" $((total - 1)) "$(find "$DAOLAN_CACHE" -name '*.opus' | wc -l)"
    none_left "$1: nothing is left"
}
fails 'a crash' 'crashed \(signal 11\); it said: no such model' <<'EOF'
echo no such model >&2; kill -SEGV $$
EOF
fails 'a failure' 'failed \(exit status 7\)' <<'EOF'
exit 7
EOF
fails 'a hang' 'did not end within 3 s' <<EOF
trap : TERM; sleep 1001.$$ & while :; do sleep 0.1; done
EOF
fails 'a hang of a child' 'did not end within 3 s' <<EOF
sleep 1002.$$ & wait
EOF
fails 'rubbish' 'wrote no WAV file' <<'EOF'
head -c 100000 /dev/urandom
EOF
fails 'nothing' 'wrote no WAV file' <<'EOF'
EOF
fails 'silence' 'wrote only silence' <<'EOF'
exec sox -n -t wav - trim 0 1
EOF
fails 'a click' 'wrote 30 ms of sound' <<'EOF'
exec sox -n -t wav - synth 0.03 sine 300
EOF
fails 'too much' 'wrote more than 64 MiB' <<'EOF'
exec cat /dev/zero
EOF
fails 'too many complaints' 'wrote more than 64 MiB; it said: ….*no such model' <<'EOF'
exec yes no such model >&2
EOF
cat >data/voices/bad.sh <<'EOF'
#!/bin/sh
exec espeak-ng -v cmn-latn-pinyin --stdout
EOF
rm -rf "$DAOLAN_CACHE"
check 'mended, it is built' daolan build script -o audio-bad --voice bad --quiet

# programs that cannot be started
printf 'x' >data/voices/plain
printf '\001\002' >data/voices/binary
chmod +x data/voices/binary
for case in 'no-such-program|there is no program no-such-program' './plain|plain may not be executed' \
    './none|there is no program ./none' './binary|binary could not be started: Exec format error'; do
    echo "command = ${case%%|*}" | voice bad
    expect 3 "${case%%|*}: the build fails" daolan build script -o audio-none --voice bad --quiet
    says "${case%%|*}: and says why" "${case#*|}" "$work/err"
    not_there "${case%%|*}: nothing is published" audio-none
done
echo "command = espeak-ng 'open" | voice bad
expect 1 'an open quotation mark is an error of the voice file' daolan say 好 --voice bad -o hello.opus
says 'with its line' 'voices/bad.ini:2: error: command: a quotation mark is not closed' "$work/err"

# A build that is ended takes its programs with it.
voice bad <<EOF
command = sh -c 'sleep 1003.$$ & sleep 1004.$$'
EOF
for signal in TERM KILL; do
    "$DAOLAN" build script -o audio-none --voice bad --quiet 2>/dev/null &
    build=$!
    tries=0
    until pgrep -f "sleep 1004[.]$$" >/dev/null || [ $tries -gt 100 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    kill -$signal $build
    wait $build 2>/dev/null
    tries=0
    while { pgrep -f "sleep 100[34][.]$$" || ls tmp/* ; } >/dev/null 2>&1 && [ $tries -lt 60 ]; do
        sleep 0.05
        tries=$((tries + 1))
    done
    none_left "after SIG$signal nothing is left"
done
finish
