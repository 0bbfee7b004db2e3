#!/bin/sh
# Recorded takes: a producer's own recording speaks in the voice's place, cut where that is safe, whole where it is not,
# never with another text than it was recorded for; a bad file is told and nothing is published.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
cd "$work" || exit 3
small_script script
mkdir -p script/takes spoken
daolan segments script >segments.tsv

# speak STOP SEGMENT OUT PAUSE_FACTOR [NOISE_DB]: our voice for a narrator, with pauses and noise of its own; SEGMENT '':
# the whole stop.
speak() {
    awk -F '\t' -v stop="$1" -v segment="$2" '$1 == stop && (segment == "" || $2 == segment) { print $5 }' \
        segments.tsv >spoken/text
    daolan say -f spoken/text -o spoken/plain.wav &&
        "$PYTHON" "$root/tests/e2e/takes.py" spoken/plain.wav "$3" "$4" ${5:+"$5"}
}
sentences() { # tour, take: how many sentences each segment that it speaks has
    jq -r --arg take "$2" '[.stops[].segments[] | select(.take == $take) | .sentences | length] | join(" ")' \
        "$1/timeline.json"
}

# --- used -----------------------------------------------------------------------------------------------------
check 'a tour is built by the voice alone' daolan build script -o plain --quiet
check 'a segment is recorded' speak 1 2 script/takes/1-2.wav 1.5
check 'a stop is recorded' speak 3 '' script/takes/003.wav 1.3
check 'check tells what becomes of them' daolan check script
says 'check: the segment is cut' '^script/takes/1-2\.wav: note: .*cut into 2 sentences' "$work/err"
says 'check: the stop is cut' '^script/takes/003\.wav: note: .*cut into 3 sentences' "$work/err"
same 'check writes nothing' '' "$(find script -name '*.text')"
check 'the tour is built' daolan build script -o audio
says 'what was recorded and what is spoken again is counted' '\(5 rendered\)' "$work/err"
same 'the segment has its sentences' 2 "$(sentences audio takes/1-2.wav)"
same 'the stop has its segments' '1 2' "$(sentences audio takes/003.wav)"
check 'verify passes' daolan verify audio
same 'captions hold the text' "$(jq -c '[.stops[].segments[].sentences[].text]' plain/timeline.json)" \
    "$(jq -c '[.stops[].segments[].sentences[].text]' audio/timeline.json)"
# the sound alone: every track names the loudness of the tour, which a recording changes
sound() { opusdec --quiet --float --no-dither "$1" "$work/sound.raw" && sha256sum <"$work/sound.raw"; }
if [ "$(sound plain/stops/003.opus)" != "$(sound audio/stops/003.opus)" ] &&
    [ "$(sound plain/stops/002.opus)" = "$(sound audio/stops/002.opus)" ]; then
    ok 'the recording is heard, and only where it stands'
else
    not_ok 'the recording is heard, and only where it stands'
fi
# the cut sentences are as long as those they were made of, to 0.3 s of margins
same 'each cut lies between its sentences' true "$(jq -n --slurpfile a plain/timeline.json --slurpfile b audio/timeline.json '
    [$a[0], $b[0] | [.stops[].segments[].sentences[].length]] | transpose | all((.[0] - .[1]) | -14400 < . and . < 14400)')"
if have ffmpeg; then
    lufs=$(ffmpeg -nostats -i audio/stops/003.opus -af 'pan=stereo|c0=c0|c1=c0,ebur128' -f null - 2>&1 |
        awk '/Integrated loudness/ { found = 1 } found && $1 == "I:" { print $2 }' | tail -1)
    same 'a recorded stop is at -16 LUFS to 1 LU' yes "$(awk -v l="$lufs" 'BEGIN { print (l > -17 && l < -15) ? "yes" : l }')"
else
    skip 'takes: loudness needs ffmpeg'
fi
before=$(tree_sum audio)
check 'it is built again' daolan build script -o audio
says 'nothing is rendered' '\(0 rendered\)' "$work/err"
same 'and is the same' "$before" "$(tree_sum audio)"

# --- the text beside it -----------------------------------------------------------------------------------------
same 'what it was recorded for lies beside it' "$(awk -F '\t' '$1 == 1 && $2 == 2 { print $5 }' segments.tsv)" \
    "$(sed 1d script/takes/1-2.wav.text)"
cp script/article.md article.md
sed 's/欢迎来到河湾小镇。/欢迎来到 河湾小镇。 /' article.md >script/article.md
check 'a space in the text' daolan build script -o audio --quiet
same 'makes nothing stale' 2 "$(sentences audio takes/1-2.wav)"
sed 's/听一听水声/听一听风声/' article.md >script/article.md
check 'an edited text' daolan build script -o audio --quiet
says 'makes its take stale, with its place and what to do' \
    '^script/article\.md:3:1: warning: stale take takes/1-2\.wav, recorded for other text; the voice speaks' "$work/err"
says 'with what to do' 'hint: .*delete takes/1-2\.wav\.text' "$work/err"
same 'the voice speaks it' '' "$(sentences audio takes/1-2.wav)"
same 'the other take is still used' '1 2' "$(sentences audio takes/003.wav)"
check 'verify passes' daolan verify audio
check 'check tells it as well' daolan check script
says 'check: stale' 'warning: stale take takes/1-2\.wav' "$work/err"
rm script/takes/1-2.wav.text
check 'without the text beside it' daolan build script -o audio --quiet
same 'it is used again' 2 "$(sentences audio takes/1-2.wav)"
cp article.md script/article.md
rm script/takes/1-2.wav.text
if [ "$(id -u)" -eq 0 ]; then
    skip 'takes: root may write to any folder'
else
    chmod a-w script/takes
    check 'a folder that cannot be written to' daolan build script -o audio --quiet
    says 'is told' '^script/takes/1-2\.wav\.text: warning: cannot be written' "$work/err"
    chmod u+w script/takes
fi

# --- whole ------------------------------------------------------------------------------------------------------
check 'a take whose sentences run on' speak 2 3 script/takes/2-3.wav 0.2
check 'is built' daolan build script -o audio --quiet
same 'as one sentence' 1 "$(sentences audio takes/2-3.wav)"
same 'with all its text' "$(awk -F '\t' '$1 == 2 && $2 == 3 { print $5 }' segments.tsv)" \
    "$(jq -r '.stops[1].segments[2].sentences[0].text' audio/timeline.json)"
check 'verify passes' daolan verify audio
check 'check' daolan check script
says 'tells why' '^script/takes/2-3\.wav: note: .*kept whole, because ' "$work/err"
rm script/takes/2-3*

# --- bad files --------------------------------------------------------------------------------------------------
check 'the tour as it is to stay' daolan build script -o audio --quiet
before=$(tree_sum audio)
# refuses NAME PATTERN: the file at bad.take, put into place as the take NAME, is an error, for build and check.
refuses() {
    mv bad.take "script/takes/$2"
    for command in check 'build -o audio --quiet'; do
        # shellcheck disable=SC2086
        daolan $command script >"$work/out" 2>"$work/err"
        status=$?
        if [ $status -eq 1 ] && grep -qE "^script/takes/$2: error: .*$3" "$work/err" &&
            [ "$(tree_sum audio)" = "$before" ] && [ -z "$(find . -name '.audio.new-*')" ]; then
            ok "${command%% *}: $1"
        else
            show
            not_ok "${command%% *}: $1 (exit $status)"
        fi
    done
    rm -rf "script/takes/$2"
}
wav() { # seconds, Python expression of i for a sample of 16 bits at 8 kHz
    "$PYTHON" -c "
import array, math, random, sys, wave
w = wave.open('bad.take', 'w')
w.setparams((1, 2, 8000, 0, 'NONE', ''))
w.writeframes(array.array('h', [int($2) for i in range(int($1 * 8000))]).tobytes())"
}
: >bad.take && refuses 'an empty file' 2-2.wav 'not a recording'
cp article.md bad.take && refuses 'a text' 2-2.wav 'not a recording'
head -c 30000 /dev/zero >bad.take && refuses 'zeros' 2-2.mp3 ''
head -c 44 script/takes/1-2.wav >bad.take && refuses 'a header alone' 2-2.wav 'no sound'
head -c 160000 script/takes/1-2.wav >bad.take && refuses 'the first moment of a recording' 2-2.wav 'too short'
wav 5 0 && refuses 'silence' 2-2.wav 'silent'
wav 5 'random.randint(-3, 3)' && refuses 'next to silence' 2-2.wav '(soft|silent)'
wav 60 '9000 * math.sin(i)' && refuses 'a minute for ten syllables' 2-2.wav 'too long'
wav 10 '9000 * math.sin(i)' && refuses 'a stop in one breath' 1.wav '(same text|cannot be cut into the 3 segments)'
wav 1801 0 && refuses 'half an hour' 2-2.wav 'longer than 30 minutes'
cp script/takes/1-2.wav bad.take && refuses 'a stop that there is not' 9.wav 'no stop 9'
cp script/takes/1-2.wav bad.take && refuses 'a segment that there is not' 2-9.wav 'no segment 9'
cp script/takes/1-2.wav bad.take && refuses 'a name that tells nothing' intro.wav 'not a name'
cp script/takes/1-2.wav bad.take && refuses 'two takes of one text' 3-1.wav 'speaks the same text'
mkdir bad.take && refuses 'a folder' 2-2.wav 'not a file'
mkfifo bad.take && refuses 'a pipe' 2-2.wav 'not a file'
ln -s /dev/zero bad.take && refuses 'a device' 2-2.wav ''
mv script/takes/1-2.wav elsewhere.wav && ln -s ../../elsewhere.wav bad.take &&
    refuses 'a link out of the folder' 1-2.wav 'outside the script folder'
finish
