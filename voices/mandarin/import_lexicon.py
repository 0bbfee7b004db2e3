#!/usr/bin/env python3
"""Makes characters.tsv and words.tsv from their public sources.

Usage:
    python3 import_lexicon.py --complete complete.json [--unicode DIR]
                              [--jieba dict.txt] [--corrections corrections.tsv]
                              [--classes classes.tsv] [--forms forms.tsv]
                              --output DIR

    --complete     json/complete.json of the npm package @pinyin-pro/data 1.3.1
    --unicode      folder of Debian's unicode-data package
                   (default /usr/share/unicode)
    --jieba        dict.txt of Debian's python3-jieba package
    --corrections  our corrections (default: beside this program)
    --classes      our parts of speech (default: beside this program)
    --forms        our traditional characters (default: beside this program)
    --output       folder that receives characters.tsv and words.tsv

In:  complete.json   "一定": ["yí dìng", 2.9361e-08]
Out: characters.tsv  重<TAB>zhong4 chong2        default reading first
                     麼<TAB>me5<TAB>么           another way to write 么
     words.tsv       一定<TAB>29361<TAB>d        reading from the defaults
                     重新<TAB>8137<TAB>d<TAB>chong2 xin1

The output depends on the sources alone: no clock, no hash order, no locale.
SOURCES.md says where the sources come from and what is done to them.
"""

import argparse
import bz2
import collections
import hashlib
import json
import os
import re
import sys
import unicodedata

JIEBA = "/usr/lib/python3/dist-packages/jieba/dict.txt"
COMPLETE_SHA256 = (
    "ede39817cbcdeb0d252fee6f5ac7b218326e5a6f3b52b9ce34c01e2c7ebe176b")
# complete.json gives a frequency in units of 1e-12, a count in a corpus.
FREQUENCY_SCALE = 1e12
# Words of this frequency and below carry no evidence: the source's floor.
FREQUENCY_FLOOR = 2
# The source's frequency of a word that only one of its lists has.
FREQUENCY_OF_ONE_LIST = 3
# A correction may name a word that the source lacks or has only seen in a list:
# it gets at least this frequency.
FREQUENCY_OF_ADDED = 60

# The letter that words.tsv has for each class of src/mandarin/reading.h.
CLASSES = {"unknown": "-", "noun": "n", "person": "h", "place": "l",
           "time": "t", "location": "s", "verb": "v", "adjective": "a",
           "adverb": "d", "preposition": "p", "conjunction": "c",
           "pronoun": "r", "numeral": "m", "measure": "q", "particle": "u",
           "other": "o"}
# jieba's tags, by their first letters: the longest that fits.
TAGS = {"n": "n", "nr": "h", "ns": "l", "nt": "l", "t": "t", "s": "s", "f": "s",
        "v": "v", "vn": "v", "vd": "d", "a": "a", "ad": "d", "z": "a", "b": "a",
        "d": "d", "p": "p", "c": "c", "r": "r", "m": "m", "q": "q", "u": "u",
        "y": "u", "k": "n", "j": "n", "o": "o", "e": "o", "i": "o", "l": "o",
        "ng": "n", "zg": "-", "df": "d", "x": "-", "g": "-", "h": "-",
        "eng": "-"}
# What three characters that jieba calls a fixed expression are, by the last.
NOUN_ENDINGS = "人家史论性物国机者学化体厂所法权员院部会局力史点派区器剂率"
# What a word that jieba does not have is, by its last character.
PLACE_ENDINGS = "省市县区州镇乡村山河湖江海路街桥岛湾国寺宫殿庙城阁"
# A character that begins so many of jieba's personal names is a surname, and
# so are these, which begin fewer.
SURNAME_NAMES = 60
RARER_SURNAMES = "廖葛俞阎肖鲍翁丘赖邱邵郝阮邹聂龚詹戚耿樊邢闵倪裴骆姬桓虞甄褚习翟佟滕祁岑裘荀瞿奚"
# jieba found new words by statistics: 和恒山 and 于柏林 are none, but a word
# behind one of these, taken for a surname.
FRAGMENT_HEADS = "和从由那但若于向时都"

TONE_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
# Third-party readings of these are partly written after sandhi.
CITATION = {"一": "yi1", "不": "bu4", "七": "qi1", "八": "ba1"}
SYLLABLE = re.compile(r"^(?:[a-z]+|ê)[1-5]$")


def numbered(marked):
    """zhòng → zhong4, lǜ → lv4, de → de5"""
    tone, letters = "5", ""
    for char in unicodedata.normalize("NFD", marked):
        if char in TONE_MARKS:
            tone = TONE_MARKS[char]
        elif char == "\u0308":
            letters = letters[:-1] + "v"
        elif char == "\u0302":
            letters = letters[:-1] + "ê"
        else:
            letters += char
    syllable = "er5" if letters == "r" else letters + tone
    if not SYLLABLE.match(syllable):
        raise SystemExit("import_lexicon: no syllable: %r" % marked)
    return syllable


def unihan(folder, name):
    """Rows (character, field, value) of one Unihan file."""
    path = os.path.join(folder, name)
    with bz2.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            if row.startswith("U+"):
                code, field, value = row.rstrip("\n").split("\t")
                yield chr(int(code[2:], 16)), field, value


def syllables_of(field, value):
    """The readings in one Unihan field, in its order of preference."""
    if field == "kMandarin":
        return [numbered(item) for item in value.split()]
    if field == "kHanyuPinlu":
        counted = []
        for item in value.split():
            marked, count = item.rstrip(")").split("(")
            counted.append((-int(count), numbered(marked)))
        return [syllable for _, syllable in sorted(counted)]
    found = []
    for group in value.split():
        for marked in group.split(":")[1].split(","):
            syllable = numbered(marked)
            if syllable not in found:
                found.append(syllable)
    return found


READING_FIELDS = ("kHanyuPinlu", "kMandarin", "kTGHZ2013", "kXHC1983",
                  "kHanyuPinyin")


def read_unihan(folder):
    fields = collections.defaultdict(dict)
    for char, field, value in unihan(folder, "Unihan_Readings.txt.bz2"):
        if field in READING_FIELDS:
            fields[char][field] = syllables_of(field, value)
    return fields


# The better first: a character without a reading is read like the first of
# these that has one.
VARIANT_FIELDS = ("kSimplifiedVariant", "kTraditionalVariant", "kZVariant",
                  "kSemanticVariant", "kSpecializedSemanticVariant")


def read_variants(folder):
    """character → field → other characters"""
    variants = collections.defaultdict(dict)
    for char, field, value in unihan(folder, "Unihan_Variants.txt.bz2"):
        if field in VARIANT_FIELDS:
            others = [chr(int(item.split("<")[0][2:], 16))
                      for item in value.split()]
            variants[char][field] = [other for other in others if other != char]
    return variants


def read_traditional(folder):
    """Characters of Big Five: they occur in traditional text."""
    return {char for char, field, _ in unihan(
        folder, "Unihan_OtherMappings.txt.bz2") if field == "kBigFive"}


def read_equivalents(folder):
    """Compatibility ideographs and radicals: the character they stand for."""
    equal = {}
    with open(os.path.join(folder, "UnicodeData.txt"), encoding="utf-8") as rows:
        for row in rows:
            code, name, _, _, _, decomposition = row.split(";")[:6]
            if name.startswith("CJK COMPATIBILITY IDEOGRAPH") and decomposition:
                equal[chr(int(code, 16))] = chr(int(decomposition, 16))
    path = os.path.join(folder, "EquivalentUnifiedIdeograph.txt")
    with open(path, encoding="utf-8") as rows:
        for row in rows:
            fields = row.split("#")[0].split(";")
            if len(fields) == 2:
                first, _, last = fields[0].strip().partition("..")
                for code in range(int(first, 16), int(last or first, 16) + 1):
                    equal[chr(code)] = chr(int(fields[1].strip(), 16))
    return equal


def read_forms(path):
    """character → form ("" for none), and word → syllables"""
    forms, kept = {}, {}
    with open(path, encoding="utf-8") as rows:
        for number, row in enumerate(rows, 1):
            if row.startswith("#") or not row.strip():
                continue
            fields = row.rstrip("\n").split("\t")
            if len(fields) != 3 or fields[0] in forms or fields[0] in kept:
                raise SystemExit("%s:%d: wrong or repeated row" % (path, number))
            if len(fields[0]) == 1:
                forms[fields[0]] = fields[1].replace("-", "")
            else:
                kept[fields[0]] = fields[1].split()
    return forms, kept


def make_forms(fields, variants, equal, characters, by_hand, traditional):
    """character → the common simplified character that it is another way to
    write. A General Standard Character is none, unless forms.tsv says so."""
    standard = {char for char in fields if "kTGHZ2013" in fields[char]}
    forms = dict(by_hand)
    for char in characters:
        if char in standard or char in by_hand:
            continue
        others = variants[char].get("kSimplifiedVariant", [])
        if not others:
            near = (variants[char].get("kZVariant", [])
                    + variants[char].get("kSemanticVariant", [])
                    + ([equal[char]] if char in equal else []))
            near = [(variants[other].get("kSimplifiedVariant") or [other])[0]
                    if other not in standard else other for other in near]
            others = [other for other in near if other in standard
                      and set(characters[char]) & set(characters[other])]
        others = ([other for other in others if other in standard]
                  + [other for other in others if other in characters])
        if others and others[0] != char:
            forms[char] = others[0]
    for char in list(forms):
        while forms[forms[char]] if forms[char] in forms else False:
            forms[char] = forms[forms[char]]
    forms = {char: form for char, form in forms.items() if form}
    complete_readings(forms, by_hand, standard, traditional, fields, variants,
                      characters)
    return forms


def complete_readings(forms, by_hand, standard, traditional, fields, variants,
                      characters):
    """What a character with a form may be read as: all that the form is, where
    no other traditional character is written with the same (靚, 樂), else
    only its own (髮 is not fa1)."""
    for char in forms:
        form = forms[char]
        alone = (variants[form].get("kTraditionalVariant", []) == [char]
                 and form not in traditional and char not in by_hand)
        # Unihan has one reading of most Japanese forms.
        hardly_known = char in by_hand and set(fields[char]) <= {"kMandarin"}
        if alone and form not in standard:
            characters[form] = characters[char]
        elif char not in standard and (alone or hardly_known):
            characters[char] = characters[form]
        # Modern sources give 著 only as in 著名; it is also read as 着 is.
        known = {s for field in READING_FIELDS for s in fields[char].get(field, [])}
        characters[char] = characters[char] + [
            s for s in characters[forms[char]]
            if char in standard and s in known and s not in characters[char]]


def simplify_words(words, forms, fields, kept):
    """Words are written with simplified characters; a character stays as it is
    where it has a reading of its own (乾隆, 著名)."""
    simplified = {word: words[word] for word in words
                  if not any(char in forms for char in word)}
    for word in sorted(set(words) - set(simplified)):
        syllables, frequency = words[word]
        form = "".join(
            char if char not in forms or keeps(char, syllable, forms, fields)
            or word in kept else forms[char]
            for char, syllable in zip(word, syllables))
        # The source has 充满著 beside 充满着, read like 著名, and 妳是.
        rare = frequency <= FREQUENCY_OF_ONE_LIST
        if form not in simplified and not (
                rare and (form != word or word.endswith("著"))):
            simplified[form] = (syllables, frequency)
    return simplified


def keeps(char, syllable, forms, fields):
    modern = fields[forms[char]].get("kTGHZ2013", [syllable])
    return syllable in fields[char].get("kTGHZ2013", []) and syllable not in modern


def read_complete(path):
    """word → (syllables, frequency), citation tones."""
    with open(path, "rb") as source:
        content = source.read()
    if hashlib.sha256(content).hexdigest() != COMPLETE_SHA256:
        raise SystemExit("import_lexicon: %s is not the complete.json of "
                         "@pinyin-pro/data 1.3.1" % path)
    words = {}
    for word, (marked, frequency) in json.loads(content).items():
        syllables = [numbered(item) for item in marked.split()]
        if len(syllables) != len(word):
            raise SystemExit("import_lexicon: %s has %d syllables"
                             % (word, len(syllables)))
        words[word] = (citation(word, syllables),
                       max(1, round(frequency * FREQUENCY_SCALE)))
    return words


def read_tags(path):
    """word → jieba's tag"""
    with open(path, encoding="utf-8") as rows:
        return {word: tag for word, _, tag in (row.split() for row in rows
                                               if row.count(" ") == 2)}


def read_classes(path):
    """word → letter of its class"""
    classes = {}
    with open(path, encoding="utf-8") as rows:
        for number, row in enumerate(rows, 1):
            if row.startswith("#") or not row.strip():
                continue
            fields = row.rstrip("\n").split("\t")
            if (len(fields) != 3 or fields[1] not in CLASSES
                    or fields[0] in classes):
                raise SystemExit("%s:%d: wrong or repeated row" % (path, number))
            classes[fields[0]] = CLASSES[fields[1]]
    return classes


def read_surnames(tags):
    begun = collections.Counter(word[0] for word, tag in tags.items()
                                if tag == "nr" and len(word) == 3)
    return set(RARER_SURNAMES).union(
        char for char, names in begun.items() if names >= SURNAME_NAMES)


def drop_fragments(words, tags, settled):
    """Takes out what jieba calls a name of three characters though it is one
    of FRAGMENT_HEADS and a word; `settled` has the words that stay."""
    for word in list(words):
        if (len(word) == 3 and word[0] in FRAGMENT_HEADS
                and tags.get(word, "").startswith("nr")
                and word[1:] in words and word not in settled):
            del words[word]


def class_of(word, tag, surnames):
    """jieba calls many words a name that only begin like one; the frequent
    ones are in classes.tsv."""
    if tag is None:
        if len(word) == 1:
            return CLASSES["unknown"]
        return CLASSES["place" if word[-1] in PLACE_ENDINGS else "noun"]
    if tag.startswith("nr") and (len(word) == 2 or len(word) == 3
                                 and word[0] not in surnames):
        return CLASSES["noun"]
    if tag == "l" and len(word) == 3 and word[-1] in NOUN_ENDINGS:
        return CLASSES["noun"]
    found = max((key for key in TAGS if tag.startswith(key)), key=len)
    if TAGS[found] == CLASSES["unknown"] and len(word) > 1:
        return CLASSES["noun"]
    return TAGS[found]


def citation(word, syllables):
    """Takes tone sandhi back where the source has applied it. A neutral tone
    inside a word (对不起, 试一试) is the word's own and stays."""
    return [CITATION[char] if char in CITATION and not syllable.endswith("5")
            else syllable for char, syllable in zip(word, syllables)]


def read_corrections(path):
    """word → syllables; an empty list takes the word out."""
    corrections = {}
    with open(path, encoding="utf-8") as rows:
        for number, row in enumerate(rows, 1):
            if row.startswith("#") or not row.strip():
                continue
            fields = row.rstrip("\n").split("\t")
            syllables = [] if fields[1] == "-" else fields[1].split()
            wrong = [s for s in syllables if not SYLLABLE.match(s)]
            if (len(fields) != 3 or wrong or fields[0] in corrections
                    or (syllables and len(syllables) != len(fields[0]))):
                raise SystemExit("%s:%d: wrong or repeated row" % (path, number))
            corrections[fields[0]] = syllables
    return corrections


def character_readings(char, fields, single, weights, default):
    """All readings of one character, default first."""
    order = [default] if default else []
    if single:
        order.append(single)
    modern = fields.get("kTGHZ2013", [])
    order += [s for s in fields.get("kHanyuPinlu", [])
              if s in modern or not modern]
    order += modern
    if not modern:
        for field in ("kMandarin", "kXHC1983", "kHanyuPinyin"):
            order += fields.get(field, [])
    known = {s for field in READING_FIELDS for s in fields.get(field, [])}
    order += [s for s, _ in sorted(weights.items(), key=lambda x: (-x[1], x[0]))
              if s in known and not s.endswith("5")]
    readings = []
    for syllable in order:
        if char in CITATION:
            syllable = CITATION[char]
        if syllable not in readings:
            readings.append(syllable)
    return readings


def make_characters(fields, variants, equal, words, corrections):
    weights = collections.defaultdict(collections.Counter)
    for word, (syllables, frequency) in words.items():
        if len(word) > 1:
            for char, syllable in zip(word, syllables):
                weights[char][syllable] += frequency
    singles = {w: s[0] for w, (s, _) in words.items() if len(w) == 1}
    defaults = {w: s[0] for w, s in corrections.items()
                if len(w) == 1 and s}
    characters = {}
    for char in sorted(set(fields) | set(singles) | set(weights) | set(defaults)):
        readings = character_readings(char, fields.get(char, {}),
                                      singles.get(char), weights[char],
                                      defaults.get(char))
        if readings:
            characters[char] = readings
    borrow_readings(characters, variants, equal)
    return characters


def borrow_readings(characters, variants, equal):
    """Characters without a reading are read like one they are a variant of,
    or that is a variant of them."""
    others = collections.defaultdict(list)
    for char in equal:
        others[char].append(equal[char])
    for field in VARIANT_FIELDS:
        for char in sorted(variants):
            for other in variants[char].get(field, []):
                others[char].append(other)
                others[other].append(char)
    waiting = [char for char in sorted(others) if char not in characters]
    while waiting:
        found = {}
        for char in waiting:
            read = [other for other in others[char] if other in characters]
            if read:
                found[char] = characters[read[0]]
        if not found:
            break
        characters.update(found)
        waiting = [char for char in waiting if char not in found]


def apply_corrections(words, corrections, inside):
    """Whole words as given; a correction of two or more characters also holds
    inside longer words of the source that do not have their own row, where
    they contain it as it stands and the source reads those characters as it
    reads the corrected word itself."""
    before = {w: words[w][0] for w in corrections if w in words}
    for word in sorted(corrections):
        syllables = corrections[word]
        if not syllables:
            words.pop(word, None)
        elif len(word) > 1:
            frequency = words[word][1] if word in words else 0
            words[word] = (syllables, max(frequency, FREQUENCY_OF_ADDED))
    for word in sorted(words):
        if word in corrections or len(word) < 3:
            continue
        syllables = list(words[word][0])
        for length in range(2, min(len(word), inside) + 1):
            for at in range(len(word) - length + 1):
                part = word[at:at + length]
                if (part in before and corrections[part]
                        and syllables[at:at + length] == before[part]):
                    syllables[at:at + length] = corrections[part]
        words[word] = (syllables, words[word][1])


def make_words(words, characters, tags, classes):
    rows = []
    surnames = read_surnames(tags)
    for word in sorted(words):
        syllables, frequency = words[word]
        part = classes.get(word) or class_of(word, tags.get(word), surnames)
        plain = [characters[char][0] for char in word]
        if syllables == plain or len(word) == 1:
            if frequency > FREQUENCY_FLOOR:
                rows.append("%s\t%d\t%s\n" % (word, frequency, part))
        else:
            rows.append("%s\t%d\t%s\t%s\n"
                        % (word, frequency, part, " ".join(syllables)))
    return rows


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(rows)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--complete", required=True)
    options.add_argument("--unicode", default="/usr/share/unicode")
    options.add_argument("--corrections",
                         default=os.path.join(here, "corrections.tsv"))
    options.add_argument("--jieba", default=JIEBA)
    options.add_argument("--classes", default=os.path.join(here, "classes.tsv"))
    options.add_argument("--forms", default=os.path.join(here, "forms.tsv"))
    options.add_argument("--output", required=True)
    chosen = options.parse_args()
    words = read_complete(chosen.complete)
    corrections = read_corrections(chosen.corrections)
    by_hand, kept = read_forms(chosen.forms)
    fields = read_unihan(chosen.unicode)
    variants = read_variants(chosen.unicode)
    equal = read_equivalents(chosen.unicode)
    for word in kept:
        corrections.setdefault(word, kept[word])
    apply_corrections(words, corrections, 8)
    characters = make_characters(fields, variants, equal, words, corrections)
    forms = make_forms(fields, variants, equal, characters, by_hand,
                       read_traditional(chosen.unicode))
    words = simplify_words(words, forms, fields, kept)
    tags, classes = read_tags(chosen.jieba), read_classes(chosen.classes)
    drop_fragments(words, tags, set(corrections) | set(classes))
    os.makedirs(chosen.output, exist_ok=True)
    write(os.path.join(chosen.output, "characters.tsv"),
          ["%s\t%s%s\n" % (char, " ".join(characters[char]),
                           "\t" + forms[char] if char in forms else "")
           for char in sorted(characters)])
    write(os.path.join(chosen.output, "words.tsv"),
          make_words(words, characters, tags, classes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
