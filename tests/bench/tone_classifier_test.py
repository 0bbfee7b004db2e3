"""Whether the tone classifier tells tones that are there and none that are not: contours written by hand.

Scenario: a speaker of a given range says syllables of Chao's tones, each begun where the one before ended.
Expect: the tones are told, whatever the range; speech without tones, with wrong tones or judged by shuffled labels
is not.
"""

import os
import random
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tone_classifier import Utterance, classify, value_at  # noqa: E402

SYLLABLE_S = 0.2
FRAME_S = 0.005
CARRY = 0.4  # of a syllable until it has left the tone before
SPEAKERS = [(80, 118), (100, 200), (160, 310)]
# (share of the syllable, Chao level as T); the last entry of a tone is what it is before a pause.
CONTOURS = {
    1: [[(0, 4.5), (1, 4.5)]],
    2: [[(0, 2.4), (0.35, 2.5), (1, 4.5)]],
    3: [[(0, 1.5), (0.6, 0.6), (1, 0.4)], [(0, 1.4), (0.5, 0.4), (1, 3.2)]],
    4: [[(0, 4.6), (0.3, 4.5), (1, 2.3)], [(0, 4.6), (0.3, 4.4), (1, 0.5)]],
}
NEUTRAL_T = {1: 1.5, 2: 2.5, 3: 3.5, 4: 0.5}

failed = False


def check(name, holds, figure):
    global failed
    failed = failed or not holds
    print("%s - %s (%s)" % ("ok" if holds else "not ok", name, figure))


def contour(tone, paused, before, carry=CARRY):
    """A function from the share of the syllable to T."""
    points = [(float(x), float(y)) for x, y in CONTOURS[tone][-1 if paused else 0]]

    def at(share):
        own = value_at(points, share)
        if before is None or share >= carry:
            return own
        part = share / carry
        part = part * part * (3 - 2 * part)
        return before + (own - before) * part

    return at


def say(phrases, speaker, declination_st_s=0.0, noise_st=0.0, draw=contour, chance=None):
    """Phrases of tones (5: neutral) as an Utterance, with a pause between phrases."""
    low, high = speaker
    chance = chance or random.Random(1)
    pitch, syllables, opens = [], [], []
    now = 0.0
    for tones in phrases:
        opens.append(len(syllables))
        phrase_start, before, tone_before = now, None, 0
        for i, tone in enumerate(tones):
            length = SYLLABLE_S * (0.55 if tone == 5 else 1.0 if i + 1 < len(tones) else 1.2)
            if tone == 5:
                level = NEUTRAL_T[tone_before]
                at = lambda share, b=before, l=level: b + (l - b) * min(1.0, share * 1.4)  # noqa: E731
            else:
                at = draw(tone, i + 1 == len(tones), before)
            for k in range(int(0.02 / FRAME_S), int(length / FRAME_S)):
                t = k * FRAME_S
                fall = declination_st_s * (now + t - phrase_start) + chance.gauss(0, noise_st)
                hz = low * (high / low) ** (at(t / length) / 5) * 2 ** (fall / 12)
                pitch.append((now + t, hz))
            syllables.append((now, now + length))
            before, tone_before = at(1.0), tone
            now += length
        now += 0.3
    return Utterance(pitch, syllables, opens)


def score(utterances, meant):
    judged = [j.tone for u in classify(utterances) for j in u]
    flat = [t for tones in meant for t in tones]
    assert len(judged) == len(flat)
    full = [(j, t) for j, t in zip(judged, flat) if t != 5]
    return 100 * sum(j == t for j, t in full) / len(full)


def pairs(**how):
    meant = [[a, b] for a in (1, 2, 3, 4) for b in (1, 2, 3, 4) if (a, b) != (3, 3)]
    return meant, [say([tones], **how) for tones in meant]


def text(count, chance):
    """Sentences of random tones in phrases of 4 to 9 syllables; no third tone before another."""
    sentences = []
    for _ in range(count):
        sentence = []
        for _ in range(2):
            tones = []
            for _ in range(chance.randint(4, 9)):
                tones.append(chance.choice([t for t in (1, 2, 3, 4) if not (tones and tones[-1] == 3 and t == 3)]))
            sentence.append(tones)
        sentences.append(sentence)
    return sentences


def without(tone, instead):
    """Speech whose tone is drawn as another contour (a function of share)."""

    def at(own, paused, before):
        return instead if own == tone else contour(own, paused, before)

    return at


def share_called(tone, called, draw):
    meant, said = pairs(speaker=(100, 200), draw=draw)
    judged = [j.tone for u in classify(said) for j in u]
    own = [j for j, t in zip(judged, [t for tones in meant for t in tones]) if t == tone]
    return 100 * sum(j == called for j in own) / len(own)


def test_tones_are_told():
    for speaker in SPEAKERS:
        meant, said = pairs(speaker=speaker, noise_st=0.1)
        figure = score(said, meant)
        check("pairs of tones are told at %d-%d Hz" % speaker, figure >= 97, "%.1f %%" % figure)
    slow = lambda tone, paused, before: contour(tone, paused, before, 0.7)  # noqa: E731
    meant, said = pairs(speaker=(100, 200), draw=slow)
    figure = score(said, meant)
    check("tones that are long on their way from the one before are told", figure >= 97, "%.1f %%" % figure)
    chance = random.Random(7)
    sentences = text(40, chance)
    said = [say(s, (100, 200), -5.0, 0.15, chance=chance) for s in sentences]
    figure = score(said, [sum(s, []) for s in sentences])
    check("tones in sentences that decline by 5 st/s are told", figure >= 95, "%.1f %%" % figure)


def test_no_tones_are_found():
    chance = random.Random(3)
    sentences = text(60, chance)
    meant = [sum(s, []) for s in sentences]
    flat = lambda tone, paused, before: lambda share: 2.5  # noqa: E731
    for noise in (0.0, 0.3):
        said = [say(s, (100, 200), -2.0, noise, draw=flat, chance=chance) for s in sentences]
        figure = score(said, meant)
        check("monotone speech with %.1f st of noise stays near chance" % noise, figure <= 35, "%.1f %%" % figure)
    said = [say(s, (100, 102.3), chance=chance) for s in sentences]
    figure = score(said, meant)
    check("tones squeezed into 0.4 st are not told", figure <= 40, "%.1f %%" % figure)
    said = [say(s, (100, 200), chance=chance) for s in sentences]
    shuffled = sum(meant, [])
    chance.shuffle(shuffled)
    figure = score(said, [shuffled])
    check("shuffled labels score near chance", 17 <= figure <= 35, "%.1f %%" % figure)


def test_wrong_contours_fail():
    wrong = {
        "a level second tone": (2, 2, lambda share: 3.5),
        "a middle second tone": (2, 2, lambda share: 2.7),
        "a falling second tone": (2, 2, lambda share: 4.0 - 3 * share),
        "a high third tone": (3, 3, lambda share: 4.0 - share),
        "a level fourth tone": (4, 4, lambda share: 4.2),
        "a rising fourth tone": (4, 4, lambda share: 2.5 + 2 * share),
        "a falling first tone": (1, 1, lambda share: 4.5 - 3 * share),
        "a low first tone": (1, 1, lambda share: 0.7),
    }
    for name, (tone, called, instead) in wrong.items():
        figure = share_called(tone, called, without(tone, instead))
        check("%s is not taken for one" % name, figure <= 15, "%.0f %%" % figure)


def test_neutral():
    meant = [[a, 5] for a in (1, 2, 3, 4)] + [[a, 5, b] for a in (1, 2, 3, 4) for b in (1, 2, 4)]
    full, said_full = pairs(speaker=(100, 200))
    said = [say([tones], (100, 200)) for tones in meant]
    judged = [j.neutral for u in classify(said + said_full) for j in u]
    tones = [t for m in meant + full for t in m]
    heard = [j for j, t in zip(judged, tones) if t == 5]
    false = [j for j, t in zip(judged, tones) if t != 5]
    check("neutral tones are told", sum(heard) >= 0.9 * len(heard), "%d of %d" % (sum(heard), len(heard)))
    check("full tones are not called neutral", sum(false) <= 0.05 * len(false), "%d of %d" % (sum(false), len(false)))


def test_no_pitch():
    said = say([[1, 4]], (100, 200))
    voiceless = Utterance([f for f in said.pitch if f[0] >= SYLLABLE_S], said.syllables, said.phrases)
    judged = classify([voiceless])[0]
    check("a syllable without pitch has no tone", judged[0].tone == 0 and judged[1].tone == 4, judged)
    check("no pitch at all is no tone", [j.tone for j in classify([said._replace(pitch=[])])[0]] == [0, 0], "0 0")


if __name__ == "__main__":
    test_tones_are_told()
    test_no_tones_are_found()
    test_wrong_contours_fail()
    test_neutral()
    test_no_pitch()
    sys.exit(failed)
