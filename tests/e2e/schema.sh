#!/bin/sh
# timeline.json, built and as the worked example shows it, against tests/timeline.schema.json.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
schema=$root/tests/timeline.schema.json

if ! "$PYTHON" -c 'import jsonschema' 2>/dev/null; then
    skip 'schema: python3-jsonschema is not installed (sh setup.sh --tests)'
    finish
fi
check 'the worked example follows the schema' validate "$schema" "$root/tests/timeline.example.json"
small_script "$work/script"
check 'a small tour is built' daolan build "$work/script" -o "$work/audio" --quiet
check 'its timeline follows the schema' validate "$schema" "$work/audio/timeline.json"
check 'and with the engine of tones' daolan build "$work/script" -o "$work/tones" --voice fake --quiet
check 'its timeline follows the schema as well' validate "$schema" "$work/tones/timeline.json"

# A schema that allows anything proves nothing.
for damage in 'del(.stops)' '.rate = 44100' '.length = "1"' '.stops[0].start = -1' 'del(.files[0].path)' \
    '.stops[0].segments[0].kind = "poem"' '.sources[0].classes[0].class = "lost"' '.version = 2' \
    '.stops[0].segments[0].sentences[0].start += 0.5' '.stops[0].segments[0].sentences[0].spans = []' \
    'del(.stops[0].segments[0].sentences[0].syllables[0].at)' '.files[0].path = "../tour.opus"'; do
    jq "$damage" "$work/audio/timeline.json" >"$work/damaged.json"
    expect 1 "the schema refuses $damage" validate "$schema" "$work/damaged.json"
done
finish
