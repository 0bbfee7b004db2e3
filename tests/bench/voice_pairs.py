"""The minimal sets of bench-voice: pairs of tones, as lines SET<TAB>PINYIN for voice_speak.

All pairs of full tones and of a full tone with a neutral one, on ma, yi, da, shu and lian (a nasal, a vowel, a stop, a
fricative, a liquid with a diphthong), said alone and in two sentences of our own: one puts them after a high tone and
before a falling one, the other after a falling one and before a rising one. As spoken: a third tone before a third
has become a second, so that pair stands twice and says twice the same.
"""

BASES = ("ma", "yi", "da", "shu", "lian")
FRAMES = (("pair", "%s"), ("medial", "wo3 shuo1 %s zhe4ge5 ci2"), ("medial", "qing3 nian4 %s shi2 bian4"))


def pairs():
    for first in (1, 2, 3, 4):
        for second in (1, 2, 3, 4, 5):
            yield (2 if first == second == 3 else first), second


def main():
    for kind, frame in FRAMES:
        for base in BASES:
            for first, second in pairs():
                print("%s\t%s" % (kind, frame % ("[%s%d%s%d]" % (base, first, base, second))))


main()
