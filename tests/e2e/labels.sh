#!/bin/sh
# labels.html and report.html, as others read them: every code by zbar from print and as a phone sees it, both pages by
# Chromium, axe-core and tidy. Plain scripts, hostile ones, 300 stops; and damages that verify has to find.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
base=https://museum.example/tour/
small_script "$work/plain"
small_script "$work/small"
echo "base_url = ${base%/}" >>"$work/small/tour.ini"

mkdir "$work/hostile"
printf 'title = </title>"\\\ncaption_base = 1000000\nbase_url = https://a.long-name.museum.example/2026/%%E9%%94%%A6/%s\n' \
    "it's(a)&b=c/with/a/long/way/to/go/for/the/visitors/of/this/house" >"$work/hostile/tour.ini"
printf '1\t\t石桥很长。\n' >"$work/hostile/captions.txt"
{
    printf '# "><script>alert(1)</script>桥 \\ "引号"\n\n桥。\n\n## 控\001制\033字\177符 \302\205 笑😀 שלום\n\n河。\n\n'
    printf '## ]]> --> &amp; <b>\n\n海。\n\n'
    awk 'BEGIN { for (i = 0; i < 8; i++) t = t "一二三四五六七八九十"; print "## " t "\n\n山。\n"
        print "## Supercalifragilisticexpialidocious Pneumonoultramicroscopicsilicovolcanoconiosis\n\n山。\n"
        for (i = 6; i <= 300; i++) print "## 第" i "个地方\n\n这里是第" i "处。\n" }'
} >"$work/hostile/article.md"

check 'small: built' daolan build "$work/small" -o "$work/small-audio" --quiet
check 'plain: built' daolan build "$work/plain" -o "$work/plain-audio" --quiet
check 'hostile: built' daolan build "$work/hostile" -o "$work/hostile-audio" --quiet --voice fake
for kind in small plain hostile; do
    check "$kind: holds" daolan verify "$work/$kind-audio"
    for page in labels report; do
        if have tidy; then
            check "$kind: tidy finds nothing to say of $page.html" tidy -quiet -errors "$work/$kind-audio/$page.html"
            same "$kind: nor to warn of" '' "$(cat "$work/err")"
        fi
    done
done
same 'plain: no code that leads nowhere' 0 "$(grep -c '<path d="M4 4' "$work/plain-audio/labels.html")"
says 'plain: how to come by codes is said' 'base_url' "$work/plain-audio/labels.html"

# The same script in another folder, from a warm cache, by another way to it: the same pages.
cp -R "$work/small" "$work/elsewhere"
(cd "$work" && daolan build ./elsewhere/ -o elsewhere-audio --quiet) >"$work/out" 2>&1
for page in labels report; do
    check "$page.html is the same wherever the script lies" cmp "$work/small-audio/$page.html" "$work/elsewhere-audio/$page.html"
done
if grep -q -- "$work" "$work/small-audio/report.html"; then not_ok 'no path of this machine'; else ok 'no path of this machine'; fi

browser=$root/tests/browser
CHROMIUM=${CHROMIUM:-$(command -v chromium || true)}
export CHROMIUM
if have node && [ -n "$CHROMIUM" ] && [ -d "$browser/node_modules" ]; then
    for kind in small plain hostile; do
        check "$kind: the pages in Chromium" node "$browser/sheets.mjs" "$work/$kind-audio" "$work/$kind-seen"
    done
else
    skip 'labels: node, chromium or tests/browser/node_modules is missing (sh setup.sh --tests)'
fi

address_of() { # label ID, of the tour $kind
    jq -r --arg id "${1#label-}" '.base_url + if $id == "tour" then "" else "#stop=" + $id end' "$work/$kind-audio/timeline.json"
}
if have zbarimg; then
    for kind in small hostile; do
        for picture in "$work/$kind-seen"/print-*.png "$work/$kind-seen"/phone-*.png; do
            [ -f "$picture" ] || continue
            name=$(basename "$picture" .png)
            same "$kind: zbar reads $name" "$(address_of "${name#*-}")" "$(zbarimg -q --raw "$picture" 2>/dev/null)"
        done
    done
    if have pdftoppm && [ -f "$work/small-seen/labels.pdf" ]; then
        # cells of the second row of labels and below, on paper: 95 by 69 mm, at 300 dpi
        kind=small cell=0
        for id in 1 2 3 101; do
            pdftoppm -r 300 -gray -png -f 1 -l 1 -x $((118 + cell % 2 * 1122)) -y $((118 + (2 + cell / 2) * 815)) -W 1122 -H 815 \
                "$work/small-seen/labels.pdf" "$work/cell" 2>/dev/null
            same "small: zbar reads stop $id from paper" "$(address_of "label-$id")" \
                "$(zbarimg -q --raw "$work"/cell*.png 2>/dev/null)"
            rm -f "$work"/cell*.png
            cell=$((cell + 1))
        done
        for kind in small plain hostile; do
            cells=$(jq '(.stops | length) + if .base_url then 4 else 0 end' "$work/$kind-audio/timeline.json")
            same "$kind: as many pages as sheets" $(((cells + 7) / 8)) \
                "$(pdfinfo "$work/$kind-seen/labels.pdf" 2>/dev/null | sed -n 's/^Pages: *//p')"
        done
    else
        skip 'labels: pdftoppm (poppler-utils) is missing: not read from paper (sh setup.sh --tests)'
    fi
else
    skip 'labels: zbarimg (zbar-tools) is missing (sh setup.sh --tests)'
fi

cp -R "$work/small-audio" "$work/built"
labels='labels\.html: error: '
damaged 'labels that are missing' 'labels\.html: error: .*none' rm labels.html
damaged 'a label with another number' "$labels.*stop 2: .*number" replace labels.html '>2<' '>3<'
damaged 'a label with another title' "$labels.*老磨坊" replace labels.html '>老磨坊<' '>新磨坊<'
damaged 'a label without its title' "$labels.*title" sed -i '/^<p class="title.*老磨坊/d' labels.html
damaged 'a link to another stop' "$labels.*stop 2: .*link" sed -i 's|<a href="\([^"]*\)#stop=2"|<a href="\1#stop=3"|' labels.html
damaged 'a module too many' "$labels.*module" sed -i '/label-2/,/svg/s/M4 5h1/M4 5h2/' labels.html
damaged 'a module less' "$labels.*module" sed -i '/label-2/,/svg/s/M4 4h7/M4 4h6/' labels.html
damaged 'a code that lies in its quiet zone' "$labels.*code drawn in" sed -i '/label-2/,/svg/s/viewBox="0 /viewBox="3 /' labels.html
damaged 'two codes that changed places' "$labels.*module" sh -c \
    'awk "/<path d=\"M4 4/ { held[++n] = \$0 } { line[NR] = \$0; at[NR] = /<path d=\"M4 4/ ? n : 0 }
        END { for (i = 1; i <= NR; i++) { s = line[i]; if (at[i] == 2 || at[i] == 3) {
            split(held[5 - at[i]], p, \"<path\"); split(s, q, \"<path\"); s = q[1] \"<path\" p[2] } print s } }" \
        labels.html >t && mv t labels.html'
damaged 'a label that is gone' "$labels.*stop 2: .*label" sed -i '/<li class="label" id="label-2">/,/<\/li>/d' labels.html
damaged 'a label more' "$labels.*more labels" sed -i 's|</main>|<li class="label" id="label-2"></li></main>|' labels.html
damaged 'an entrance that leads elsewhere' "$labels.*the entrance" sed -i '/label-tour/,/svg/s|museum.example|musem.example|' labels.html
damaged 'labels of another address' "$labels" sh -c \
    'jq ".base_url = \"https://musem.example/tour/\"" timeline.json >t && mv t timeline.json'
report='report\.html: error: '
damaged 'a report that is missing' 'report\.html: error: .*none' rm report.html
damaged 'a report with a time 20 ms late' "$report.*link" sed -i '0,/#t=0.40">0:00.40/s//#t=0.42">0:00.42/' report.html
damaged 'a report that shows another time than it plays' "$report.*link" sed -i '0,/>0:00.40</s//>0:00.42</' report.html
damaged 'a report with another tone' "$report.*pinyin" replace report.html 'qiáo' 'qiào'
damaged 'a report with another character' "$report.*text" replace report.html '>桥<' '>轿<'
damaged 'a report without a sentence' "$report.*sentence 1" sed -i '/<li class="sentence" id="s1">/,/<\/li>/d' report.html
damaged 'a report with a sentence twice' "$report.*does not have" sed -i '0,/<\/section>/s||<li class="sentence" id="s1"></li></section>|' report.html
damaged 'a report without a stop' "$report.*stop 2" sed -i '/<section class="stop" id="stop-2">/,/<\/section>/d' report.html
finish
