"""Finds the tones of the fake engine in a decoded stop and compares them with timeline.json.

  tones.py TIMELINE STOP_NUMBER SAMPLES.f32 [SCALE]

SAMPLES are 32-bit floats at 48 kHz. The tones are 1 kHz: 48 samples a period, phase 0 at their first sample. Opus is
lossy, so a tone's start is found twice: by where energy steps up (good to half a period) and by the phase of its
steady part (good to a sample, but only within a period). Together they are exact. SCALE multiplies the timeline's
times, to show that a mix-up of rates is caught.

Exits 1 where a tone is missing, is more than 4 samples (0.08 ms) away, or where two tones differ in that by more than
half a sample: the codec's filters shift a tone of 1 kHz by about 3 samples, all tones alike.
"""

import array
import json
import math
import sys

PERIOD = 48
SEARCH = 480  # 10 ms to either side
EDGE = 192  # 4 ms of energy before and after the step
STEADY_FROM, STEADY_PERIODS = 1920, 80  # 40 ms into the tone, for 80 ms
TOLERANCE, SPREAD = 4, 0.5


def cumulate(samples):
    total, sums = 0.0, array.array("d", [0.0])
    for s in samples:
        total += s * s
        sums.append(total)
    return sums


def energy(sums, start, end):
    start, end = max(0, min(start, len(sums) - 1)), max(0, min(end, len(sums) - 1))
    return sums[end] - sums[start]


def step_at(sums, near):
    """Where energy steps up most, within SEARCH of near."""
    best, best_rise = None, 0.0
    for t in range(near - SEARCH, near + SEARCH + 1):
        rise = energy(sums, t, t + EDGE) - energy(sums, t - EDGE, t)
        if rise > best_rise:
            best, best_rise = t, rise
    return best if best_rise > EDGE * 0.05**2 / 2 else None


def phase_offset(samples, start):
    """Samples, within half a period, by which the tone's zero lies after `start`."""
    sine = cosine = 0.0
    first = start + STEADY_FROM
    for i in range(STEADY_PERIODS * PERIOD):
        if first + i >= len(samples):
            break
        angle = 2 * math.pi * (i % PERIOD) / PERIOD
        sine += samples[first + i] * math.sin(angle)
        cosine += samples[first + i] * math.cos(angle)
    return -math.atan2(cosine, sine) / (2 * math.pi) * PERIOD


def find(samples, sums, near):
    step = step_at(sums, near)
    if step is None:
        return None
    start = step + phase_offset(samples, step)
    return start


def main():
    timeline = json.load(open(sys.argv[1], encoding="utf-8"))
    number, path = int(sys.argv[2]), sys.argv[3]
    scale = float(sys.argv[4]) if len(sys.argv) > 4 else 1.0
    samples = array.array("f")
    samples.frombytes(open(path, "rb").read())
    sums = cumulate(samples)
    stop = next(s for s in timeline["stops"] if s["number"] == number)
    shifts, off_grid = [], 0
    for segment in stop["segments"]:
        for sentence in segment["sentences"]:
            off_grid += sentence["start"] % 960 != 0
            for i, syllable in enumerate(sentence["syllables"]):
                expected = round(syllable["start"] * scale)
                found = find(samples, sums, expected)
                if i == 0 and scale == 1.0 and expected != sentence["start"]:
                    print("sentence %d does not begin with its first tone" % sentence["index"], file=sys.stderr)
                    return 1
                if found is None or abs(found - expected) > TOLERANCE:
                    print("stop %d: expected a tone at %d, found %s" % (number, expected, found), file=sys.stderr)
                    return 1
                shifts.append(found - expected)
    if not shifts or off_grid or max(shifts) - min(shifts) > SPREAD:
        print("stop %d: %d tones, shifted by %s, %d sentences off the grid" %
              (number, len(shifts), sorted(shifts)[:1] + sorted(shifts)[-1:], off_grid), file=sys.stderr)
        return 1
    print("stop %d: %d tones, shifted by %.2f to %.2f samples" % (number, len(shifts), min(shifts), max(shifts)))
    return 0


sys.exit(main())
