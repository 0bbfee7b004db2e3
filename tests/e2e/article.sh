#!/bin/sh
# The customer's article, damaged as it came out of a PDF, becomes a whole tour.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
article=$root/../shared/data/jinzhou/article.txt
if [ ! -f "$article" ]; then
    skip 'article: ../shared/data/jinzhou/article.txt is not here'
    finish
fi
mkdir -p "$work/jinzhou"
cp "$article" "$work/jinzhou/"
cd "$work" || exit 3

expect 0 'the article is checked without errors' daolan check jinzhou
cp "$work/err" "$work/check"
# each damage that is known to be in the file, at its place
line=$(grep -n "实力 and 竞争力" "$article" | cut -d: -f1)
says 'the stray “and” is reported' "^jinzhou/article\\.txt:$line:[0-9]+: warning: .*and" "$work/check"
line=$(grep -n 'centers' "$article" | head -n 1 | cut -d: -f1)
says 'the stray “centers” is reported' "^jinzhou/article\\.txt:$line:[0-9]+: warning: .*centers" "$work/check"
line=$(grep -n '东亚地区之间物资运输提供了$' "$article" | cut -d: -f1)
says 'the paragraph that breaks off at 提供了 is reported' "^jinzhou/article\\.txt:$line:[0-9]+: warning: " "$work/check"
line=$(grep -n '33个部门、166人、$' "$article" | cut -d: -f1)
says 'the paragraph that breaks off at 166人、 is reported' "^jinzhou/article\\.txt:$line:[0-9]+: warning: " \
    "$work/check"
first=$(grep -n '“三生融合”' "$article" | head -n 1 | cut -d: -f1)
second=$(grep -n '“三生融合”' "$article" | tail -n 1 | cut -d: -f1)
says 'the sentence that stands twice is reported, with both places' \
    "^jinzhou/article\\.txt:$second:[0-9]+: warning: .* $first:[0-9]+" "$work/check"

check 'the article becomes a tour' daolan build jinzhou -o audio
check 'the tour holds' daolan verify audio
timeline=audio/timeline.json
stops=$(jq '[.stops[] | select(.kind == "article")] | length' $timeline)
captions=$(jq '[.stops[] | select(.kind == "caption")] | length' $timeline)
same 'title and six headings make seven stops' 7 "$stops"
same 'and five captions, one of them without a number' 5 "$captions"
same 'captions are numbered from 101' 101 "$(jq '[.stops[] | select(.kind == "caption") | .number] | min' $timeline)"

# completeness, counted apart from the builder and from verify
"$PYTHON" - "$timeline" "$article" <<'EOF' >"$work/out" 2>"$work/err"
import json, sys, unicodedata
timeline = json.load(open(sys.argv[1], encoding="utf-8"))
data = open(sys.argv[2], "rb").read()
source = timeline["sources"][0]
assert source["text"].encode() == data, "the source in timeline.json is the file"
at, spoken, silent, left_out = 0, "", "", ""
for run in source["classes"]:
    assert run["offset"] == at, run
    text = data[at:at + run["length"]].decode()
    at += run["length"]
    if run["class"] == "spoken":
        spoken += text
    elif run["class"] == "silent":
        silent += text
    else:
        left_out += text
assert at == len(data), "the classes add up to the file"
lost = [c for c in silent if unicodedata.category(c)[0] in "L" or c.isdigit()]
# the only digits that are not spoken number the captions in the list at the end
assert not [c for c in lost if not c.isdigit()], "letters among what is silent: %r" % lost
print("spoken %d, silent %d, left out %d code points" % (len(spoken), len(silent), len(left_out)))
EOF
status=$?
if [ $status -eq 0 ]; then ok "every character has its class: $(cat "$work/out")"; else
    show
    not_ok 'every character has its class'
fi
finish
