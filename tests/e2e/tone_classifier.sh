#!/bin/sh
# The tone classifier of bench-voice tells tones that are there and none that are not.
set -u
cd "$(dirname "$0")/../.." || exit 3
exec "${PYTHON:-/usr/bin/python3}" tests/bench/tone_classifier_test.py
