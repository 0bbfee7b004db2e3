#!/bin/sh
# Every command: what it prints, where, and how it exits.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
small_script "$work/script"
cd "$work" || exit 3

quiet_err() { # NAME: the last command printed nothing on standard error
    if [ ! -s "$work/err" ]; then ok "$1"; else
        show
        not_ok "$1"
    fi
}
out_is() { same "$1" "$2" "$(cat "$work/out")"; }

# help, version, usage
for command in build check segments normalize pinyin phrases say verify voices; do
    check "$command --help" daolan $command --help
    says "$command --help names its usage" "^usage: daolan $command" "$work/out"
    quiet_err "$command --help is silent on standard error"
    check "$command --version" daolan $command --version
done
check '--help' daolan --help
for command in build check segments normalize pinyin phrases say verify voices; do
    says "--help lists $command" "^ +$command " "$work/out"
done
check '--version' daolan --version
says '--version says name and number' '^daolan [0-9]+\.[0-9]+\.[0-9]+$' "$work/out"
expect 2 'no command is wrong usage' daolan
out_is 'and prints nothing on standard output' ''
expect 2 'an unknown command is wrong usage' daolan sing
expect 2 'an unknown option is wrong usage' daolan build --sing script
expect 2 'a missing operand is wrong usage' daolan build
expect 2 'an output without a name is wrong usage' daolan build script -o ''
expect 2 'one operand too many is wrong usage' daolan verify a b
expect 2 'an option without its value is wrong usage' daolan build script -o
expect 2 '-j 0 is wrong usage' daolan build script -j 0
expect 2 '-j x is wrong usage' daolan build script -j x
expect 3 'a full standard output is a system failure' sh -c '"$DAOLAN" --help >/dev/full'
expect 3 'for the commands as well' sh -c 'echo 好 | "$DAOLAN" pinyin - >/dev/full'

# check, segments
check 'check' daolan check script
out_is 'check prints nothing on standard output' ''
check 'segments' daolan segments script
quiet_err 'segments is silent on standard error'
rows=$(awk -F '\t' 'NF != 5' "$work/out" | wc -l)
same 'segments is a table of five columns' 0 "$rows"
same 'of these kinds' 'caption heading paragraph title' "$(cut -f 3 "$work/out" | sort -u | tr '\n' ' ' | sed 's/ $//')"
cut -f 1,3- "$work/out" >rows.tsv
says 'with the line each begins on' "$(printf '^2\theading\t7\t老磨坊$')" rows.tsv
same 'captions are stops from 101' '101 102' \
    "$(awk -F '\t' '$3 == "caption" { print $1 }' "$work/out" | sort -u | tr '\n' ' ' | sed 's/ $//')"
check 'segments of one file' daolan segments script/article.md
same 'has no captions' 0 "$(cut -f 3 "$work/out" | grep -c caption)"

# the Mandarin front end, line by line
line='锦州港今年增长10.4%。'
printf '%s\n' "$line" >line.txt
check 'pinyin of a file' daolan pinyin line.txt
out_is 'pinyin' 'jin3 zhou1 gang3 jin1 nian2 zeng1 zhang2 bai3 fen1 zhi1 shi2 dian3 si4'
for input in '-' ''; do
    # shellcheck disable=SC2086
    check "pinyin of standard input ($input)" sh -c 'shift; "$DAOLAN" pinyin "$@" <line.txt' - - $input
    out_is 'is the same' 'jin3 zhou1 gang3 jin1 nian2 zeng1 zhang2 bai3 fen1 zhi1 shi2 dian3 si4'
done
echo '你好，一个不对。' >tones.txt
check 'pinyin' daolan pinyin tones.txt
out_is 'is as spoken' 'ni2 hao3 yi2 ge5 bu2 dui4'
check 'pinyin --citation' daolan pinyin --citation tones.txt
says 'is before sandhi' '^ni3 hao3 yi1 ge[45] bu4 dui4$' "$work/out"
printf '升10%%！\n\n好\n' >align.txt
check 'pinyin --align' daolan pinyin --align align.txt
out_is 'is a row a character, an empty line behind each line' "$(printf '升\tsheng1\n1\tbai3 fen1 zhi1 shi2\n0\t-\n%%\t-\n！\t-\n\n\n好\thao3\n')"
check 'normalize' daolan normalize line.txt
out_is 'is the spoken form' '锦州港今年增长百分之十点四。'
check 'phrases' daolan phrases line.txt
says 'ends in #4' '#4。?$' "$work/out"
same 'and is the spoken form without its breaks' '锦州港今年增长百分之十点四。' "$(sed 's/#[1-4]//g' "$work/out")"
printf 'a\n\nb\n' >three.txt
for command in normalize pinyin phrases; do
    check "$command keeps the lines" daolan $command three.txt
    same "$command: three in, three out" 3 "$(wc -l <"$work/out" | tr -d ' ')"
    expect 3 "$command of a file that is not there" daolan $command nowhere.txt
    printf 'ok\n\377\376 bad\n' >bad.txt
    daolan $command bad.txt >"$work/out" 2>"$work/err"
    says "$command names the place of a byte that is not UTF-8" 'bad\.txt:2:1: ' "$work/err"
done
check 'pinyin of nothing' sh -c '"$DAOLAN" pinyin - </dev/null'
out_is 'is nothing' ''

# say
check 'say to Ogg Opus' daolan say 你好，锦州。 -o hello.opus
out_is 'prints nothing on standard output' ''
check 'which libopus decodes' opusdec --quiet hello.opus decoded.wav
check 'say to WAV' daolan say 你好，锦州。 -o hello.wav
check 'which FFmpeg reads' sh -c 'test "$(ffprobe -v error -show_entries stream=channels -of csv=p=0 hello.wav)" = 1'
check 'say to standard output' sh -c '"$DAOLAN" say 你好 >hello2.opus && opusinfo hello2.opus'
check 'say -f -' sh -c 'echo 你好，锦州。 | "$DAOLAN" say -f - -o piped.opus'
same 'is the same sound' "$(sha256sum <hello.opus)" "$(sha256sum <piped.opus)"
check 'say --voice fake' daolan say 好 --voice fake -o tone.opus
expect 2 'say to an unknown form is wrong usage' daolan say 好 -o x.mp3
expect 2 'say without a text is wrong usage' daolan say -o x.opus
expect 1 'say of what makes no sound is an error' daolan say '……' -o x.opus
expect 1 'say by a voice that does not exist' daolan say 好 --voice nobody -o x.opus
says 'names the voices that do' 'narrator' "$work/err"
expect 3 'say into a folder that is not there' daolan say 好 -o nowhere/x.opus
expect 0 'say of an option-like text behind --' daolan say -o x.opus -- --好

# voices, build, verify
check 'voices' daolan voices
says 'lists the narrator' '^narrator' "$work/out"
check 'build' daolan build script -o audio
out_is 'prints nothing on standard output' ''
says 'and says on standard error what it made' 'stops' "$work/err"
check 'build --quiet' daolan build script -o audio --quiet
quiet_err 'is silent'
check 'verify' daolan verify audio
quiet_err 'is silent on standard error'
check 'build into the default place' sh -c 'cd "$1" && "$DAOLAN" build script --quiet && test -f audio/script/tour.opus' - \
    "$(mkdir -p "$work/place" && cp -R script "$work/place/" && echo "$work/place")"
check 'build of a folder named with a closing slash' daolan build script/ -o audio/ --quiet
finish
