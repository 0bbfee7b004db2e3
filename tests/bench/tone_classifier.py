"""Which tone a syllable was heard to have, from its pitch and its surroundings alone.

In: utterances, each with its pitch (seconds, Hz), its syllables' boundaries and where a pause parts them into phrases.
Out: a tone 1-4 per syllable (0: it has no pitch to judge), and, as a question of its own, whether it sounds neutral.
The tone that was meant is never among what it is given.

    tones = classify([Utterance(pitch=[(0.005, 181.2), ...], syllables=[(0.0, 0.21), ...], phrases=[0, 4])])

It was written and frozen before anything was measured with it, and from other sources than a generator of target
approximation (Prom-on, Xu & Thipakorn 2009) has its templates from:

- Pitch scale and tones: Chao's five levels (Y. R. Chao, A Grammar of Spoken Chinese, 1968): 55, 35, 214 (21 before
  another tone), 51 (53 before another syllable), a neutral tone at half-low 2 after the first tone, middle 3 after the
  second, half-high 4 after the third, low 1 after the fourth. Level k lies between T = k-1 and T = k.
- Normalisation: Shi Feng's T = 5 (lg x - lg b) / (lg a - lg b) with the speaker's range from b to a (Shi Feng, 1986);
  a and b are the 97.5th and 2.5th percentile of the voiced frames.
- Which part of a syllable: the tone nucleus (Zhang & Hirose, Speech Communication 42, 2004): the first third of the
  voiced part belongs to the way from the tone before, the last frames to the consonant behind.
- What comes of neighbours: the variants that Wu Zongji (1982) and Shen (J. Phonetics 18, 1990) describe; the tone
  before carries over more than the tone behind anticipates, so only the end of the syllable before is looked at.
- Cues: level and direction are the two dimensions by which listeners tell tones (Gandour, J. Phonetics 6, 1978);
  direction counts for more here, as a phrase may lie higher or lower. Second and third tone differ by the turning
  point's time and the depth of the dip (Moore & Jongman, JASA 102, 1997); contour alone tells the tones (Whalen & Xu,
  Phonetica 49, 1992). A contour that does not rise is no second tone, one that does not fall no fourth, one
  that never gets low no third.
- Declination: one slope for the speaker, the median of the Theil-Sen slopes of the phrases' syllables ('t Hart,
  Collier & Cohen, A Perceptual Study of Intonation, 1990, fit straight lines in semitones too), taken away
  around each phrase's middle; a long phrase's own height is partly taken away as well.
- Neutral tone: short (Lin Tao & Yan Jingzhu, 1980: about half of a full tone's length) and ending at Chao's level for
  the tone before.
"""

import math
from typing import NamedTuple

NUCLEUS = (0.35, 0.95)  # of the syllable's voiced part
POINTS = 7  # at which a nucleus is compared
FRAMES_MIN = 4  # voiced frames without which a syllable has no pitch to judge
RANGE_MIN_ST = 4.0  # a narrower voice is not stretched: that would make tones out of nothing
LONG_PHRASE = 6  # syllables from which on a phrase tells of its own slope and height
HEIGHT_SHRINK = 8.0  # syllables at which half of a phrase's own height is taken away
SLOPE_LIMITS = (-6.0, 0.0)  # semitones a second

LEVEL_WEIGHT, SHAPE_WEIGHT = 0.7, 1.6
END_WEIGHTS = (0.7, 1.3)  # from the nucleus's first point to its last: a tone is itself at its end

LOW, HIGH = 2.0, 3.0  # T at the end of the syllable before, below and above which it carries over
RISE_MIN, FALL_MIN, THIRD_MAX = 0.5, 0.8, 2.0  # T

# Start, middle and end of the nucleus, in T: the middle of a Chao level k is k - 0.5.
ALWAYS = {
    1: [(4.5, 4.5, 4.5), (3.5, 3.5, 3.5)],  # 55, and 44 where the phrase lies low
    2: [(2.5, 3.3, 4.5), (2.5, 2.7, 3.5)],  # 35, 34
    3: [(1.5, 0.8, 0.5), (0.5, 0.5, 0.5)],  # 21, 11
    4: [(4.5, 3.0, 0.5), (3.5, 2.0, 0.5)],  # 51, 41
}
BEFORE_PAUSE = {3: [(1.0, 0.5, 2.5), (1.0, 0.8, 3.5)]}  # 213, 214
BEFORE_SYLLABLE = {4: [(4.5, 3.7, 2.5)]}  # 53
AFTER_LOW = {1: [(3.3, 4.2, 4.5)], 2: [(1.5, 2.3, 3.7)], 4: [(3.5, 3.8, 1.5)]}
AFTER_HIGH = {2: [(3.3, 2.7, 4.0)], 3: [(2.7, 1.3, 0.5)]}

NEUTRAL_LEVEL = {1: 1.5, 2: 2.5, 3: 3.5, 4: 0.5}
NEUTRAL_LEVEL_NEAR = 1.25  # T
NEUTRAL_LENGTH = 0.75  # of the middle length of the phrase's other syllables


class Utterance(NamedTuple):
    pitch: list  # (seconds, Hz) of the voiced frames, ascending
    syllables: list  # (start, end) in seconds, ascending
    phrases: list  # indexes of the syllables that open a phrase; the first is 0


class Judgement(NamedTuple):
    tone: int  # 1-4, 0: no pitch
    neutral: bool  # sounds like a neutral tone, whatever tone comes nearest


def semitones(hz):
    return 12 * math.log2(hz / 100)


def middle(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percentile(values, share):
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def smooth(frames):
    """The median of three neighbours: a single stray frame is the instrument's."""
    kept = []
    for i, (time, value) in enumerate(frames):
        near = [v for t, v in frames[max(0, i - 1) : i + 2] if abs(t - time) < 0.012]
        kept.append((time, middle(near)))
    return kept


def syllable_frames(utterance):
    """The voiced frames of each syllable, (seconds, semitones)."""
    frames = [(t, semitones(hz)) for t, hz in utterance.pitch if hz > 0]
    return [smooth([f for f in frames if start <= f[0] < end]) for start, end in utterance.syllables]


def phrase_bounds(utterance):
    return list(zip(utterance.phrases, utterance.phrases[1:] + [len(utterance.syllables)]))


def theil_sen(points):
    slopes = [(y2 - y1) / (x2 - x1) for i, (x1, y1) in enumerate(points) for x2, y2 in points[i + 1 :] if x2 > x1]
    return middle(slopes) if slopes else 0.0


def phrase_points(frames, first, last):
    """(seconds, semitones) of each syllable's middle pitch."""
    voiced = [f for f in frames[first:last] if len(f) >= FRAMES_MIN]
    return [(f[len(f) // 2][0], middle([v for _, v in f])) for f in voiced]


def level_phrases(utterances, all_frames):
    """Takes the speaker's declination and part of each long phrase's own height away."""
    long_phrases = []
    for utterance, frames in zip(utterances, all_frames):
        for first, last in phrase_bounds(utterance):
            points = phrase_points(frames, first, last)
            if len(points) >= LONG_PHRASE:
                long_phrases.append((frames, first, last, points))
    if not long_phrases:
        return
    slope = middle([theil_sen(points) for _, _, _, points in long_phrases])
    slope = min(max(slope, SLOPE_LIMITS[0]), SLOPE_LIMITS[1])
    centre = middle([v for frames in all_frames for f in frames for _, v in f])
    for frames, first, last, points in long_phrases:
        around = (points[0][0] + points[-1][0]) / 2
        height = sum(v for _, v in points) / len(points) - centre
        shift = height * len(points) / (len(points) + HEIGHT_SHRINK)
        for i in range(first, last):
            frames[i] = [(t, v - slope * (t - around) - shift) for t, v in frames[i]]


def speaker_range(all_frames):
    """(b, a) in semitones, at least RANGE_MIN_ST apart."""
    values = [v for frames in all_frames for f in frames for _, v in f]
    if not values:
        return 0.0, RANGE_MIN_ST
    low, high = percentile(values, 0.025), percentile(values, 0.975)
    missing = max(0.0, RANGE_MIN_ST - (high - low)) / 2
    return low - missing, high + missing


def nucleus(frames):
    """POINTS values of T evenly over the nucleus, or None."""
    if len(frames) < FRAMES_MIN:
        return None
    begin, whole = frames[0][0], frames[-1][0] - frames[0][0]
    values = []
    for i in range(POINTS):
        share = NUCLEUS[0] + (NUCLEUS[1] - NUCLEUS[0]) * i / (POINTS - 1)
        values.append(value_at(frames, begin + share * whole))
    return values


def value_at(frames, time):
    for (t1, v1), (t2, v2) in zip(frames, frames[1:]):
        if t1 <= time <= t2:
            return v1 + (v2 - v1) * (time - t1) / (t2 - t1) if t2 > t1 else v1
    return frames[-1][1] if time > frames[-1][0] else frames[0][1]


def draw(template):
    """The three points of a template as POINTS values."""
    start, mid, end = template
    values = []
    for i in range(POINTS):
        at = 2 * i / (POINTS - 1)
        values.append(start + (mid - start) * at if at <= 1 else mid + (end - mid) * (at - 1))
    return values


def distance(values, template):
    weights = [END_WEIGHTS[0] + (END_WEIGHTS[1] - END_WEIGHTS[0]) * i / (POINTS - 1) for i in range(POINTS)]
    off = [v - t for v, t in zip(values, draw(template))]
    whole = sum(weights)
    level = sum(w * d for w, d in zip(weights, off)) / whole
    shape = sum(w * (d - level) ** 2 for w, d in zip(weights, off)) / whole
    return LEVEL_WEIGHT * level**2 + SHAPE_WEIGHT * shape


def variants(tone, before, paused):
    """Templates of a tone after a syllable that ended at T = before (None: after a pause)."""
    found = list(ALWAYS[tone])
    found += (BEFORE_PAUSE if paused else BEFORE_SYLLABLE).get(tone, [])
    if before is not None and before < LOW:
        found += AFTER_LOW.get(tone, [])
    if before is not None and before > HIGH:
        found += AFTER_HIGH.get(tone, [])
    return found


def possible(tone, values):
    if tone == 2:
        return values[-1] - min(values) >= RISE_MIN
    if tone == 3:
        return min(values) <= THIRD_MAX
    return tone == 1 or max(values) - values[-1] >= FALL_MIN


def nearest(values, before, paused):
    best = min(
        (min(distance(values, t) for t in variants(tone, before, paused)), tone)
        for tone in (1, 2, 3, 4)
        if possible(tone, values)
    )
    return best[1]


def sounds_neutral(values, length, others, tone_before):
    if tone_before not in NEUTRAL_LEVEL or not others or length > NEUTRAL_LENGTH * middle(others):
        return False
    return abs(values[-1] - NEUTRAL_LEVEL[tone_before]) <= NEUTRAL_LEVEL_NEAR


def judge_phrase(values, lengths):
    """Judgements of a phrase's syllables; values holds a nucleus or None for each."""
    judged = []
    before, tone_before = None, 0
    for i, own in enumerate(values):
        if own is None:
            judged.append(Judgement(0, False))
            before, tone_before = None, 0
            continue
        tone = nearest(own, before, i + 1 == len(values))
        others = lengths[:i] + lengths[i + 1 :]
        judged.append(Judgement(tone, sounds_neutral(own, lengths[i], others, tone_before)))
        before, tone_before = own[-1], tone
    return judged


def classify(utterances):
    """A list of Judgements for each utterance. All of them are one speaker's."""
    all_frames = [syllable_frames(u) for u in utterances]
    level_phrases(utterances, all_frames)
    low, high = speaker_range(all_frames)
    judged = []
    for utterance, frames in zip(utterances, all_frames):
        nuclei = []
        for f in frames:
            values = nucleus(f)
            nuclei.append(values and [5 * (v - low) / (high - low) for v in values])
        lengths = [end - start for start, end in utterance.syllables]
        own = []
        for first, last in phrase_bounds(utterance):
            own += judge_phrase(nuclei[first:last], lengths[first:last])
        judged.append(own)
    return judged
