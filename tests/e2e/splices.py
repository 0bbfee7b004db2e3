"""Compares each sentence's own clip with its place in its stop's file, both decoded by libopus.

  splices.py TIMELINE STOPS_FOLDER CLIPS_FOLDER

STOPS_FOLDER holds NN.f32, CLIPS_FOLDER one .f32 a clip of the cache (32-bit floats, 48 kHz, pre-skip taken off). The
cache names clips by content, so a sentence's is the one of its length that agrees best. Speech and decay are compared.
Exits 1 where a sentence agrees to less than 60 dB.
"""

import array
import glob
import json
import math
import os
import sys

LEAST_DB = 60.0
DECAY = 4 * 960


def load(path):
    samples = array.array("f")
    samples.frombytes(open(path, "rb").read())
    return samples


def agreement_db(a, b):
    signal = noise = 0.0
    for x, y in zip(a, b):
        signal += x * x
        noise += (x - y) * (x - y)
    return 999.0 if noise == 0 else 10 * math.log10(max(signal, 1e-30) / noise)


def main():
    timeline = json.load(open(sys.argv[1], encoding="utf-8"))
    clips = [load(path) for path in sorted(glob.glob(os.path.join(sys.argv[3], "*.f32")))]
    worst, compared = 999.0, 0
    for stop in timeline["stops"]:
        samples = load(os.path.join(sys.argv[2], os.path.basename(stop["file"])[:-len(".opus")] + ".f32"))
        for sentence in (s for g in stop["segments"] for s in g["sentences"] if s["length"]):
            own = samples[sentence["start"]:sentence["start"] + sentence["length"] + DECAY]
            fitting = [c for c in clips if len(c) == len(own)]
            best = max((agreement_db(c, own) for c in fitting), default=-999.0)
            if best < LEAST_DB:
                print("sentence %d: %.1f dB to the best of %d clips of its length" %
                      (sentence["index"], best, len(fitting)), file=sys.stderr)
                return 1
            worst = min(worst, best)
            compared += 1
    print("%d sentences, worst %.1f dB" % (compared, worst))
    return 0 if compared else 1


sys.exit(main())
