"""Draws the pitch of one sentence as two voices say it, one above the other, with its pinyin: an SVG.

    voice_picture.py SET OUT.svg NAME=FOLDER NAME=FOLDER

In: folders that voice_speak and voice.praat have filled. Of the set, the first sentence of 14 to 18 syllables in two
phrases is drawn. The panels share one scale in semitones, so that a wider range looks wider; time runs from each
voice's first syllable.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tone_classifier import middle, semitones  # noqa: E402
from voice import phrases, read_folder  # noqa: E402

WIDTH, PANEL, LEFT, RIGHT, TOP, BETWEEN, BOTTOM = 960, 190, 56, 16, 64, 58, 40
MARKS = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "v": "ǖǘǚǜ"}
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #57606a; }
  .title { font-size: 15px; font-weight: 600; }
  .grid { stroke: #8b949e; stroke-opacity: .35; stroke-width: 1; }
  .bound { stroke: #8b949e; stroke-opacity: .25; stroke-width: 1; stroke-dasharray: 2 3; }
  .ours { stroke: #0969da; } .raw { stroke: #9a6700; }
  .ours, .raw { fill: none; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; } .ours { stroke: #58a6ff; } .raw { stroke: #d29922; }
  }
"""


def pinyin(syllable):
    """ma3 as mǎ: the mark stands on a or e, on the o of ou, else on the last vowel."""
    base, tone = syllable[:-1], int(syllable[-1])
    vowels = [i for i, c in enumerate(base) if c in MARKS]
    if 1 <= tone <= 4 and vowels:
        at = next((i for i in vowels if base[i] in "ae"), base.find("ou") if "ou" in base else vowels[-1])
        base = base[:at] + MARKS[base[at]][tone - 1] + base[at + 1 :]
    return base.replace("v", "ü")


def runs(pitch):
    """Stretches of frames without a gap, each smoothed by nothing: what was measured."""
    run = []
    for frame in pitch:
        if run and frame[0] - run[-1][0] > 0.012:
            yield run
            run = []
        run.append(frame)
    if run:
        yield run


def panel(name, style, sentence, top, seconds, low, high):
    start = sentence.marks[0].start
    centre = middle([semitones(hz) for _, hz in sentence.pitch])
    x = lambda t: LEFT + (t - start) / seconds * (WIDTH - LEFT - RIGHT)  # noqa: E731
    y = lambda st: top + PANEL * (high - st) / (high - low)  # noqa: E731
    yield '<text class="title" x="%d" y="%d">%s</text>' % (LEFT, top - 10, name)
    for st in range(int(low), int(high) + 1, 4):
        yield '<line class="grid" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/>' % (LEFT, WIDTH - RIGHT, y(st), y(st))
        yield '<text x="%d" y="%.1f" text-anchor="end">%s</text>' % (LEFT - 8, y(st) + 4, "%+d" % st if st else "0")
    for mark in sentence.marks:
        at, label_at, bottom = x(mark.start), x((mark.start + mark.end) / 2), top + PANEL
        yield '<line class="bound" x1="%.1f" x2="%.1f" y1="%d" y2="%d"/>' % (at, at, top, bottom)
        yield '<text x="%.1f" y="%d" text-anchor="middle">%s</text>' % (label_at, bottom + 18, pinyin(mark.syllable))
    for run in runs(sentence.pitch):
        points = " ".join("%.1f,%.1f" % (x(t), y(semitones(hz) - centre)) for t, hz in run)
        yield '<polyline class="%s" points="%s"/>' % (style, points)


def choose(sentences, name):
    fit = [s for s in sentences if s.set == name and 14 <= len(s.marks) <= 18 and len(phrases(s)) == 2 and s.pitch]
    if not fit:
        sys.exit("voice_picture: no sentence of %s is fit to be drawn" % name)
    return fit[0].name


def draw(name, voices):
    spoken = [(voice, read_folder(folder)) for voice, folder in voices]
    chosen_name = choose(spoken[0][1], name)
    chosen = [(voice, s) for voice, sentences in spoken for s in sentences if s.name == chosen_name]
    seconds = max(s.speech() for _, s in chosen)
    values = []
    for _, s in chosen:
        centre = middle([semitones(hz) for _, hz in s.pitch])
        values += [semitones(hz) - centre for _, hz in s.pitch]
    low, high = 4 * (min(values) // 4), -4 * (-max(values) // 4)
    height = TOP + len(chosen) * (PANEL + BETWEEN) - BETWEEN + BOTTOM
    words = " ".join(pinyin(m.syllable) for m in chosen[0][1].marks)
    label = "Pitch of one sentence as %s say it: %s" % (" and ".join(n for n, _ in chosen), words)
    size = (WIDTH, height)
    yield '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="t">' % size
    yield '<title id="t">%s</title>\n<style>%s</style>' % (label, STYLE)
    yield '<text x="%d" y="20">semitones from the middle pitch, measured by Praat every 5 ms</text>' % LEFT
    for i, (name, sentence) in enumerate(chosen):
        style = "ours" if i == 0 else "raw"
        yield from panel(name, style, sentence, TOP + i * (PANEL + BETWEEN), seconds, low, high)
    yield "</svg>"


def main(arguments):
    if len(arguments) < 3:
        sys.exit(__doc__)
    lines = list(draw(arguments[0], [a.split("=", 1) for a in arguments[2:]]))
    with open(arguments[1], "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


main(sys.argv[1:])
