#!/bin/sh
# What a phone stores the tour by, read by strangers: offline.json by jq and sha256sum, the icons by file(1); damages
# that verify finds.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
small_script "$work/script"
check 'a small tour is built' daolan build "$work/script" -o "$work/built" --quiet
check 'it holds' daolan verify "$work/built"
says 'what was proved is said' '^offline +[1-9]' "$work/out"
cd "$work/built" || exit 1
list=offline.json

jq -r '.files[] | "\(.sha256)  \(.url)"' $list >"$work/sums"
check 'its hashes are those of sha256sum' sha256sum --quiet -c "$work/sums"
same 'its version is the hash of these lines' "$(jq -r .version $list)" "$(sha256sum "$work/sums" | cut -c1-64)"
same 'its sizes are those of the files' "$(jq -r '.files[] | "\(.bytes) \(.url)"' $list)" \
    "$(jq -r '.files[].url' $list | xargs stat -c '%s %n')"
same 'its sum is theirs' "$(jq .bytes $list)" "$(jq '[.files[].bytes] | add' $list)"
same 'the page says of which build it is, and so does the list' "$(sha256sum timeline.json | cut -c1-64) yes" \
    "$(jq -r .timeline $list) $(grep -q "data-timeline=\"$(jq -r .timeline $list)\"" index.html && echo yes)"
same 'every track is there in both kinds' "$(jq '[.stops[]] | length' timeline.json) $(jq '[.stops[]] | length' timeline.json)" \
    "$(jq -r '[.files[] | select(.role == "ogg")] | length' $list) $(jq -r '[.files[] | select(.role == "mp4")] | length' $list)"
# what the page loads: its links, scripts, pictures and tracks
grep -oE '(src|href)="[^"#:]+"|data-tracks="[^"]+"' index.html | sed 's/.*="//; s/"//' | tr ' ' '\n' |
    grep -vE '^(publication\.json|tour\.|feed\.xml|iiif)' | LC_ALL=C sort -u >"$work/needed"
jq -r '.files[].url' $list | LC_ALL=C sort >"$work/listed"
same 'a page loads its scripts, its icons, its photos and its tracks' 5 \
    "$(grep -cxE 'assets/(page|tour)\.js|assets/icon-180\.png|photos/101\.svg|stops/001\.mp4' "$work/needed")"
same 'all that the page loads is listed' '' "$(LC_ALL=C comm -23 "$work/needed" "$work/listed")"

same 'the manifest has the name of the tour' 河湾小镇 "$(jq -r .name manifest.webmanifest)"
for icon in $(jq -r '.icons[] | select(.type == "image/png") | .src' manifest.webmanifest) assets/icon-180.png; do
    size=$(echo "$icon" | tr -dc 0-9)
    same "$icon is what it says" "PNG image data, $size x $size" "$(file -b "$icon" | cut -d, -f1,2)"
    if [ "$(wc -c <"$icon")" -lt 6144 ]; then ok "$icon is small"; else not_ok "$icon is small"; fi
done
bytes=$(for script in assets/*.js sw.js; do gzip -9c $script; done | wc -c)
if [ "$bytes" -le 15000 ]; then ok "all scripts: $bytes bytes by gzip"; else not_ok "all scripts: $bytes bytes by gzip"; fi

# a hostile title
small_script "$work/hostile"
# shellcheck disable=SC1003
printf 'title = "}], \\ </script> 锦州😀😀😀😀😀😀😀😀😀😀 end\n' >"$work/hostile/tour.ini"
check 'a tour of a hostile title is built' daolan build "$work/hostile" -o "$work/hostile-tour" --voice fake --quiet
same 'its manifest is JSON and has that title' "$(jq -r .title "$work/hostile-tour/timeline.json")" \
    "$(jq -r .name "$work/hostile-tour/manifest.webmanifest")"
same 'and twelve characters of it below the icon' 12 "$(jq '.short_name | length' "$work/hostile-tour/manifest.webmanifest")"
check 'that holds' daolan verify "$work/hostile-tour"
cd "$work" || exit 1

stored() { jq "$1" offline.json >offline.new && mv offline.new offline.json; }
manifest() { jq "$1" manifest.webmanifest >manifest.new && mv manifest.new manifest.webmanifest; }
# The list once more, of what is there now.
list_again() {
    jq -r '.files[].url' offline.json | while read -r url; do
        jq -c --arg url "$url" --arg sum "$(sha256sum "$url" | cut -c1-64)" --argjson bytes "$(wc -c <"$url")" \
            '.files[] | select(.url == $url) | .bytes = $bytes | .sha256 = $sum' offline.json
    done | jq -s '{files: ., bytes: ([.[].bytes] | add)}' >files.new
    sum=$(jq -r '.files[] | "\(.sha256)  \(.url)"' files.new | sha256sum | cut -c1-64)
    jq --slurpfile new files.new --arg sum "$sum" '. + $new[0] | .version = $sum' offline.json >offline.new
    mv offline.new offline.json && rm files.new
}
damaged 'a list that is missing' 'offline\.json: error: .*none' rm offline.json
damaged 'a list that breaks off' 'offline\.json: error: .*not JSON' sh -c 'head -c 600 offline.json >t && mv t offline.json'
damaged 'a worker that is missing' 'sw\.js: error: .*none' rm sw.js
damaged 'an icon that is missing' 'assets/icon-192\.png: error: .*none' rm assets/icon-192.png
damaged 'a size one byte off' 'offline\.json: error: stops/001\.opus: expected .* bytes' stored \
    '(.files[] | select(.url == "stops/001.opus")).bytes += 1'
damaged 'a hash of another file' 'offline\.json: error: stops/001\.mp4: .*sha256' stored \
    '.files[0].sha256 as $x | (.files[] | select(.url == "stops/001.mp4")).sha256 = $x'
damaged 'a file left out' 'offline\.json: error: .*url' stored 'del(.files[] | select(.url == "stops/002.opus"))'
damaged 'the last file left out' 'offline\.json: error: .*no more' stored 'del(.files[-1])'
damaged 'a file too many' 'offline\.json: error: .*no more files' stored \
    '.files += [{url: "tour.opus", bytes: 1, sha256: ""}]'
damaged 'two files that changed places' 'offline\.json: error: .*url' stored '.files |= [.[1], .[0]] + .[2:]'
damaged 'a path out of the tour' 'offline\.json: error: .*url' stored '.files[0].url = "../index.html"'
damaged 'an MP4 said to be Ogg' 'offline\.json: error: stops/001\.mp4: .*role' stored \
    '(.files[] | select(.url == "stops/001.mp4")).role = "ogg"'
damaged 'a page for some phones only' 'offline\.json: error: index\.html: .*role' stored '.files[0].role = "ogg"'
damaged 'a sum that is off' 'offline\.json: error: all files: ' stored '.bytes -= 1'
damaged 'another version' 'offline\.json: error: .*version' stored '.version |= sub("^."; "x")'
damaged 'a list of another build' 'offline\.json: error: .*timeline' stored '.timeline |= sub("^."; "x")'
damaged 'a page that was changed since' 'offline\.json: error: index\.html: ' sh -c 'echo >>index.html'
damaged 'a photo that was changed since' 'offline\.json: error: photos/101\.svg: ' sh -c 'echo >>photos/101.svg'
page_of_another_build() {
    sed -i 's/data-timeline="./data-timeline="x/' index.html && list_again
}
damaged 'a page of another build' 'index\.html: error: expected data-timeline' page_of_another_build
damaged 'a manifest of another name' 'manifest\.webmanifest: error: .*name' manifest '.name = "x"'
damaged 'a manifest that starts elsewhere' 'manifest\.webmanifest: error: .*start_url' manifest '.start_url = "https://example.com"'
damaged 'a manifest without icons' 'manifest\.webmanifest: error: .*icons' manifest '.icons = []'
damaged 'an icon from elsewhere' 'manifest\.webmanifest: error: .*icons' manifest '.icons[0].src = "../x.png"'
finish
