"""The figures of bench-voice: one table, a column a voice.

    voice.py [--confusion] [--errors] NAME=FOLDER ...    prints the table
    voice.py --list FOLDER [EVERY]                       the names of its utterances, or of every EVERYth
    voice.py --range FOLDER                              "FLOOR CEILING" in Hz to look for pitch in

In: folders that voice_speak, voice_wave and voice.praat have filled. The rows are explained where they are measured.
"""

import os
import re
import sys
from typing import NamedTuple

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import tone_classifier  # noqa: E402
from tone_classifier import Utterance, classify, middle, percentile, semitones, theil_sen  # noqa: E402

PAUSE_S = 0.06  # a shorter gap between marks is a closure
INITIAL = re.compile("zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]|")
PAIRS, TEXT = ("pair", "medial"), ("article", "jinzhou")


class Mark(NamedTuple):
    scored: bool
    syllable: str
    tone: int
    start: float
    end: float
    behind: str  # none, word, phrase, list, clause, end


class Sentence(NamedTuple):
    name: str
    set: str
    kind: str
    segment: int
    seconds: float
    pause: float  # seconds of silence behind it, as a tour has them
    marks: list
    pitch: list

    def speech(self):
        return self.marks[-1].end - self.marks[0].start

    def behind(self):
        """Silence behind the last syllable: the engine's own and the tour's."""
        return self.seconds - self.marks[-1].end + self.pause


def rows(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def read_pitch(folder, name):
    path = os.path.join(folder, name + ".pitch")
    if not os.path.exists(path):
        return []
    return [(float(t), float(hz)) for t, hz in rows(folder, name + ".pitch")]


def read_folder(folder):
    marks = {}
    for name, scored, syllable, start, end, behind in rows(folder, "marks.tsv"):
        own = Mark(scored == "1", syllable, int(syllable[-1]), float(start), float(end), behind)
        marks.setdefault(name, []).append(own)
    return [
        Sentence(name, own, kind, int(segment), float(seconds), float(ms) / 1000, marks[name], read_pitch(folder, name))
        for name, own, kind, segment, seconds, ms in rows(folder, "utterances.tsv")
    ]


# --- figures ----------------------------------------------------------------------------------------------------------


def mean(values):
    return sum(values) / len(values) if values else float("nan")


def gaps(sentence):
    """(index, seconds, break) between each syllable and the next."""
    for i, (a, b) in enumerate(zip(sentence.marks, sentence.marks[1:])):
        yield i, b.start - a.end, a.behind


def phrase_starts(sentence):
    return [0] + [i + 1 for i, gap, _ in gaps(sentence) if gap >= PAUSE_S]


def phrases(sentence):
    starts = phrase_starts(sentence)
    return list(zip(starts, starts[1:] + [len(sentence.marks)]))


def judge(sentences):
    """(Sentence, Mark, Judgement, index) of all scored syllables; the classifier is not told the tones."""
    said = [Utterance(s.pitch, [(m.start, m.end) for m in s.marks], phrase_starts(s)) for s in sentences]
    return [
        (s, m, j, i)
        for s, own in zip(sentences, classify(said))
        for i, (m, j) in enumerate(zip(s.marks, own))
        if m.scored
    ]


def tone_figures(judged, sets):
    full = [(m.tone, j.tone) for s, m, j, _ in judged if s.set in sets and m.tone != 5]
    neutral = [j.neutral for s, m, j, _ in judged if s.set in sets and m.tone == 5]
    false = [j.neutral for s, m, j, _ in judged if s.set in sets and m.tone != 5]
    if not full:
        return None
    return (
        100 * mean([a == b for a, b in full]),
        100 * mean(neutral) if neutral else float("nan"),
        100 * mean(false),
        len(full),
        len(neutral),
    )


def tone_rows(pairs, text):
    for name, judged, sets in (
        ("pairs of tones", pairs, PAIRS),
        ("  said alone", pairs, PAIRS[:1]),
        ("  inside a sentence", pairs, PAIRS[1:]),
        ("running text", text, TEXT),
        ("  article", text, TEXT[:1]),
        ("  scripts/jinzhou", text, TEXT[1:]),
    ):
        found = tone_figures(judged, sets)
        if found is None:
            continue
        right, neutral, false, count, neutrals = found
        yield ("%s (%d)" if name[0] == " " else "tones right, %s (%d)") % (name, count), "%.1f %%" % right
        if name[0] != " ":
            yield "  neutral tones heard so (%d)" % neutrals, "%.1f %%" % neutral
            yield "  full tones heard as neutral", "%.1f %%" % false


def sentence_range(sentence):
    values = [semitones(hz) for _, hz in sentence.pitch]
    return percentile(values, 0.975) - percentile(values, 0.025)


def residuals(sentences):
    """Each syllable's middle pitch in semitones, less the mean of its tone: {(sentence name, index): (s, st)}."""
    found, by_tone = {}, {}
    for s in sentences:
        for i, m in enumerate(s.marks):
            values = [semitones(hz) for t, hz in s.pitch if m.start <= t < m.end]
            if len(values) >= tone_classifier.FRAMES_MIN:
                found[s.name, i] = ((m.start + m.end) / 2, middle(values), m.tone)
                by_tone.setdefault(m.tone, []).append(middle(values))
    means = {tone: mean(values) for tone, values in by_tone.items()}
    return {key: (t, v - means[tone]) for key, (t, v, tone) in found.items()}


def pitch_rows(sentences):
    long = [s for s in sentences if len(s.marks) >= 6 and len(s.pitch) > 20]
    whole = [semitones(hz) for s in sentences for _, hz in s.pitch]
    left = residuals(sentences)
    slopes, resets = [], []
    for s in sentences:
        bounds = phrases(s)
        for first, last in bounds:
            points = [left[s.name, i] for i in range(first, last) if (s.name, i) in left]
            if len(points) >= tone_classifier.LONG_PHRASE:
                slopes.append(theil_sen(points))
        for (a, b), (c, d) in zip(bounds, bounds[1:]):
            before = [left[s.name, i][1] for i in range(max(a, b - 2), b) if (s.name, i) in left]
            after = [left[s.name, i][1] for i in range(c, min(d, c + 2)) if (s.name, i) in left]
            if before and after and b - a >= 3 and d - c >= 3:
                resets.append(mean(after) - mean(before))
    hz = sorted(hz for s in sentences for _, hz in s.pitch)
    ranges = [sentence_range(s) for s in long]
    yield "pitch range of a sentence, mean (2.5-97.5 % of voiced frames)", "%.1f st" % mean(ranges)
    yield "  of the whole text", "%.1f st" % (percentile(whole, 0.975) - percentile(whole, 0.025))
    yield "  from, middle, to", "%.0f %.0f %.0f Hz" % (percentile(hz, 0.025), middle(hz), percentile(hz, 0.975))
    if slopes:
        yield "declination in phrases of 6 syllables and more, middle", "%.2f st/s" % middle(slopes)
    yield "reset at a pause inside sentences, mean", "%+.2f st" % mean(resets)


def paragraph_ends(sentences):
    return {i for i, s in enumerate(sentences) if i + 1 == len(sentences) or sentences[i + 1].segment != s.segment}


def pace(sentences):
    """Characters a minute: with sentence pauses alone, as a voice's pace is meant; with those of paragraphs too."""
    ends = paragraph_ends(sentences)
    syllables = sum(len(s.marks) for s in sentences)
    speech = sum(s.speech() for s in sentences)
    between = [s.behind() for i, s in enumerate(sentences) if i not in ends]
    behind = sum(s.behind() for s in sentences)
    alone = speech + mean(between) * len(sentences) if between else speech
    return 60 * syllables / alone, 60 * syllables / (speech + behind)


def time_rows(sentences):
    for name, own in (("article", TEXT[:1]), ("scripts/jinzhou", TEXT[1:])):
        chosen = [s for s in sentences if s.set in own and s.kind == "paragraph"]
        if chosen:
            yield "characters a minute, %s; with paragraph pauses" % name, "%.0f; %.0f" % pace(chosen)
    last, inner = [], []
    for s in sentences:
        starts = set(phrase_starts(s)[1:]) | {len(s.marks)}
        for i, m in enumerate(s.marks):
            (last if i + 1 in starts else inner).append(m.end - m.start)
    all_lengths = last + inner
    average = mean(all_lengths)
    deviation = mean([(x - average) ** 2 for x in all_lengths]) ** 0.5
    yield "syllable, mean", "%.0f ms" % (1000 * average)
    yield "  coefficient of variation", "%.2f" % (deviation / average)
    yield "  last before a pause beside the others", "%.2f" % (mean(last) / mean(inner))
    yield from pause_rows(sentences)


def pause_rows(sentences):
    """Silence between marks; a marked end lies where the engine ended the sound."""
    found = {"phrase": [], "list": [], "clause": [], "sentence": [], "paragraph": []}
    ends = paragraph_ends(sentences)
    for n, s in enumerate(sentences):
        for _, gap, behind in gaps(s):
            if behind in found:
                found[behind].append(gap)
        found["paragraph" if n in ends else "sentence"].append(s.behind())
    names = {"phrase": "phrase (#2)", "list": "list (dunhao)", "clause": "clause (#3)"}
    for behind, values in found.items():
        shown = tuple(1000 * x for x in (mean(values), min(values), max(values))) if values else ()
        figure = "%.0f ms (%.0f-%.0f)" % shown if values else "-"
        yield "pause, %s (%d)" % (names.get(behind, behind), len(values)), figure


def sound_rows(folder):
    praat = [(float(hnr), float(tilt)) for _, hnr, tilt in rows(folder, "praat.tsv") if "undefined" not in (hnr, tilt)]
    levels = [(float(a), None if b == "-" else float(b), float(c)) for _, a, b, c in rows(folder, "levels.tsv")]
    if praat:
        yield "harmonics to noise, mean (%d)" % len(praat), "%.1f dB" % mean([x for x, _ in praat])
        yield "tilt: 1-4 kHz beside 0-1 kHz", "%.1f dB" % mean([x for _, x in praat])
    speech, quiet = mean([a for a, _, _ in levels]), [b for _, b, _ in levels if b is not None]
    yield "level of speech before the voice's gain", "%.1f dBFS" % speech
    yield "noise in pauses, worst (digital silence: -120)", "%.1f dBFS" % max(quiet) if quiet else "-"
    yield "quietest 5 % of 10 ms frames inside sentences, middle", "%.1f dBFS" % middle([c for _, _, c in levels])


def mark_rows(folder, sentences):
    """How far marks lie from what the waveform shows: by class, all together, and the initials that lie furthest."""
    marks = {s.name: s.marks for s in sentences}
    found, by_initial = {}, {}
    for name, index, kind, off in rows(folder, "onsets.tsv"):
        own = None if off == "-" else float(off)
        found.setdefault(kind.replace("-first", ""), []).append(own)
        if own is not None:
            by_initial.setdefault(INITIAL.match(marks[name][int(index)].syllable)[0], []).append(own)
    sizes = [abs(x) for values in found.values() for x in values if x is not None]
    yield "marks within 10 ms of the waveform's onset", "%.1f %%" % (100 * mean([x <= 10 for x in sizes]))
    yield "  middle and 95 % of differences", "%.1f, %.1f ms" % (middle(sizes), percentile(sizes, 0.95))
    for kind in sorted(found):
        own = [abs(x) for x in found[kind] if x is not None]
        if own:
            yield "  %s" % kind, "%.1f, %.1f ms (%d)" % (middle(own), percentile(own, 0.95), len(own))
    far = sorted(((middle(v), k) for k, v in by_initial.items() if abs(middle(v)) > 10), reverse=True)
    yield "  initials beyond 10 ms (onset behind the mark)", " ".join("%s %.0f" % (k, x) for x, k in far) or "none"


def damage_rows(folder):
    """What laying the contour over eSpeak's sounds does: voice_damage, and praat's harmonics-to-noise of both."""
    found = [(int(r[1]), [float(x) for x in r[2:]]) for r in rows(folder, "damage.tsv")]
    frames = sum(n for n, _ in found)
    if not frames:
        return
    laid, same, between = (sum(n * off[k] for n, off in found) / frames for k in range(3))
    noise = {}
    for name, hnr, _ in rows(folder, "praat.tsv"):
        if "undefined" not in hnr:
            noise.setdefault(name.split("-")[0], []).append(float(hnr))
    noise = {kind: mean(noise.get(kind, [])) for kind in ("flat", "laid", "between", "same")}
    yield "re-pitching to a constant pitch between takes: distance", "%.2f dB" % same
    yield "  harmonics to noise, eSpeak's own there; laid", "%.1f; %.1f dB" % (noise["between"], noise["same"])
    yield "re-pitching to our contour: distance from constant pitch", "%.2f dB" % laid
    yield "  (two unchanged constant pitches from one another)", "%.2f dB" % between
    yield "  harmonics to noise, constant pitch; our contour", "%.1f; %.1f dB" % (noise["flat"], noise["laid"])


# --- the table --------------------------------------------------------------------------------------------------------


def figures(folder):
    sentences = read_folder(folder)
    pairs = judge([s for s in sentences if s.set in PAIRS])
    text_sentences = [s for s in sentences if s.set in TEXT]
    text = judge(text_sentences)
    table = list(tone_rows(pairs, text))
    table += pitch_rows(text_sentences)
    table += time_rows(text_sentences)
    table += sound_rows(folder)
    table += damage_rows(os.path.join(folder, "damage"))
    table += mark_rows(folder, sentences)
    return table, pairs + text


def print_table(names, tables):
    keys = [key for key, _ in tables[0]]
    for table in tables[1:]:
        keys += [key for key, _ in table if key not in keys]
    width = max(len(key) for key in keys)
    print("%-*s  %s" % (width, "", "  ".join("%24s" % n for n in names)))
    for key in keys:
        print("%-*s  %s" % (width, key, "  ".join("%24s" % dict(t).get(key, "-") for t in tables)))


def print_confusion(name, judged):
    for sets, title in ((PAIRS, "pairs of tones"), (TEXT, "running text")):
        print("\n%s, %s: rows as meant, columns as heard (0: no pitch)" % (name, title))
        print("     " + "".join("%7d" % t for t in (1, 2, 3, 4, 0)))
        for meant in (1, 2, 3, 4, 5):
            own = [j.tone for s, m, j, _ in judged if s.set in sets and m.tone == meant]
            print("  %d  " % meant + "".join("%7d" % own.count(t) for t in (1, 2, 3, 4, 0)))


def print_errors(name, judged):
    print("\n%s: syllables heard with another tone" % name)
    for s, m, j, i in judged:
        if m.tone != 5 and m.tone != j.tone:
            around = " ".join(n.syllable for n in s.marks[max(0, i - 2) : i + 3])
            print("%s\t%d\t%.2f\t%s\theard %d\t%s" % (s.name, i, m.start, m.syllable, j.tone, around))


def pitch_bounds(folder):
    """De Looze & Rauzy (Interspeech 2009): floor q35 * 0.72 - 10, ceiling q65 * 1.9 + 10 Hz of a first wide pass."""
    values = []
    for name in (r[0] for r in rows(folder, "utterances.tsv")):
        values += [hz for _, hz in read_pitch(folder, name)]
    if not values:
        return 75, 500
    return percentile(values, 0.35) * 0.72 - 10, percentile(values, 0.65) * 1.9 + 10


def main(arguments):
    flags = {a for a in arguments if a.startswith("--")}
    rest = [a for a in arguments if not a.startswith("--")]
    if "--list" in flags:
        every = int(rest[1]) if len(rest) > 1 else 1
        print("\n".join([r[0] for r in rows(rest[0], "utterances.tsv")][::every]))
    elif "--range" in flags:
        print("%.0f %.0f" % pitch_bounds(rest[0]))
    elif rest:
        names, folders = zip(*(a.split("=", 1) for a in rest))
        found = [figures(folder) for folder in folders]
        print_table(names, [table for table, _ in found])
        for name, (_, judged) in zip(names, found):
            if "--confusion" in flags:
                print_confusion(name, judged)
            if "--errors" in flags:
                print_errors(name, judged)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
