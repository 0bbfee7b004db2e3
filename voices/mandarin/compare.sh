#!/bin/sh
# Makes characters.tsv and words.tsv again from their sources and compares them byte for byte with the committed
# ones; --update takes the new ones instead. Needs npm (for the word list), Debian's unicode-data, python3-jieba, python3.
# PINYIN_DATA may name a complete.json that is here already; UNICODE_DATA another folder than /usr/share/unicode;
# JIEBA_DATA another dict.txt than python3-jieba's.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unicode=${UNICODE_DATA:-/usr/share/unicode}
jieba=${JIEBA_DATA:-/usr/lib/python3/dist-packages/jieba/dict.txt}
[ -f "$unicode/Unihan_Readings.txt.bz2" ] || { echo "missing: Debian's package unicode-data" >&2; exit 1; }
[ -f "$jieba" ] || { echo "missing: Debian's package python3-jieba" >&2; exit 1; }
complete=${PINYIN_DATA:-}
if [ -z "$complete" ]; then
    (cd "$work" && npm pack --silent @pinyin-pro/data@1.3.1 >name && tar -xzf "$(cat name)" package/json/complete.json)
    complete=$work/package/json/complete.json
fi
PYTHONDONTWRITEBYTECODE=1 python3 "$here/import_lexicon.py" --complete "$complete" \
    --unicode "$unicode" --jieba "$jieba" --corrections "$here/corrections.tsv" --classes "$here/classes.tsv" \
    --forms "$here/forms.tsv" --output "$work/new"
for file in characters.tsv words.tsv; do
    if [ "${1:-}" = --update ]; then
        cp "$work/new/$file" "$here/$file"
    fi
    cmp "$work/new/$file" "$here/$file" || { echo "$file differs; sh voices/mandarin/compare.sh --update" >&2; exit 1; }
    echo "$file is what its sources give"
done
