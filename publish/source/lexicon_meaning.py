"""A lexicon says how a word is said, and never another word: what would change the meaning of a text is refused.

"CD19" as "C D nineteen" is right. "7" as "seventy", "mg" as "grams", "Zinc" as "Iron" and "Do not take" as "Do take"
are said, and heard, as what was never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from publish.model.publication import Lexeme
from publish.source.lexicon_sound import is_sound_of

_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split()  # noqa: SIM905 — a list for reading
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {name: number for number, name in enumerate(_ONES)} | {"oh": 0, "nought": 0}
_NUMBERS |= {name: 10 * number for number, name in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_ORDINALS |= {"half": 2, "double": 2, "twice": 2, "once": 1}
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))

_NEGATIONS = frozenset(
    """
    no not never none nor neither without cannot except unless stop avoid
    """.split()  # noqa: SIM905 — a list for reading
)
_ORDINARY = frozenset(
    """
    a after all always and any as at before below both but by can could daily each every few for from have high if in
    is it less low many may more most must of off often on once only or other over same should some take than that the
    then this to twice under until up when while will with would you your
    """.split()  # noqa: SIM905 — a list for reading
)
_BETWEEN_FIGURES = frozenset(
    """
    a an and by dash double hyphen in of over per point slash the times to treble triple
    """.split()  # noqa: SIM905 — a list for reading
)
"""Words that are said between the figures or units of a term."""
_UNITS = {
    written: spoken
    for spoken, forms in {
        "milligram": "mg milligram milligrams",
        "gram": "g gram grams gramme grammes",
        "kilogram": "kg kilogram kilograms kilo kilos",
        "microgram": "mcg µg μg ug microgram micrograms",
        "nanogram": "ng nanogram nanograms",
        "millilitre": "ml millilitre millilitres mil mils",
        "decilitre": "dl decilitre decilitres",
        "litre": "l litre litres",
        "microlitre": "µl μl mcl microlitre microlitres",
        "millimetre": "mm millimetre millimetres",
        "centimetre": "cm centimetre centimetres",
        "metre": "m metre metres",
        "kilometre": "km kilometre kilometres",
        "millimole": "mmol millimole millimoles",
        "mole": "mol mole moles",
        "unit": "iu u unit units",
        "percent": "% percent",
        "second": "s sec secs second seconds",
        "minute": "min mins minute minutes",
        "hour": "h hr hrs hour hours",
        "day": "day days daily",
        "week": "week weeks weekly",
        "month": "month months monthly",
        "year": "year years yearly",
        "pound": "£ pound pounds",
        "degree": "° degree degrees",
    }.items()
    for written in forms.split()
}
_OPPOSITE_BEGINNINGS = (
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("pre", "post"),
    ("macro", "micro"),
    ("brady", "tachy"),
    ("endo", "exo"),
    ("over", "under"),
)
"""Beginnings that turn a term round: what is otherwise spelt alike is alike by its letters."""
_POLES = {"plus": "+", "positive": "+", "minus": "-", "negative": "-"}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[%£°]")

# Of 18 respellings in syllables the least alike, "aza thigh o preen", has 0.86; "i ron" for zinc has 0.4. What is alike
# and yet another word ("inulin" for insulin) is refused because it is not in syllables.
_ALIKE = 0.75


def changed_meaning(lexeme: Lexeme, others: Iterable[Lexeme]) -> str:
    """What an alias or phoneme says that its term does not, "" where it only says how it is said."""
    if not lexeme.alias:
        return _changed_sound(lexeme)
    term, alias = lexeme.grapheme, lexeme.alias
    if _figures(term) != _figures(alias):
        return "it says another figure"
    if _kinds(term, _UNITS) != _kinds(alias, _UNITS):
        return "it says another unit"
    if _negations(term) != _negations(alias):
        return "it says a negation that the term does not have, or leaves one out"
    if _poles(term) != _poles(alias):
        return "it says another sign"
    spoken = _plain(alias)
    for other in others:
        if _plain(other.grapheme) == spoken and _plain(term) != spoken:
            return f"it says the term “{other.grapheme}”, which has a lexeme of its own"
    return "" if _is_said_of(term, alias) else "it says another word"


def _changed_sound(lexeme: Lexeme) -> str:
    term = lexeme.grapheme
    if _figures(term) or _kinds(term, _UNITS) or _negations(term) or _poles(term):
        return "figures, units, signs and negations have no phoneme, since nobody can read it"
    if not term.isupper() and term.casefold() in _ORDINARY:
        return "an ordinary word that decides what is meant has no phoneme"
    return "" if is_sound_of(term, lexeme.phoneme) else "it sounds like another word"


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def _plain(text: str) -> str:
    return " ".join(_words(text))


def _negations(text: str) -> list[str]:
    return sorted(word for word in _words(text) if word in _NEGATIONS or word.endswith("n't"))


def _poles(text: str) -> list[str]:
    """The signs of a text: "+", or "-" where it is no hyphen."""
    signs = ["+" for sign in text if sign == "+"] + ["-" for sign in text if sign == "−"]
    signs += ["-"] if text.endswith("-") else []
    return sorted(signs + [_POLES[word] for word in _words(text) if word in _POLES])


def _kinds(text: str, table: dict[str, str]) -> list[str]:
    """The units of a text: single letters count only beside a figure, as "G" of "G6PD" is none."""
    words = _words(text)
    return sorted(
        table[word]
        for place, word in enumerate(words)
        if word in table and (len(word) > 1 or word in "%£°" or _is_beside_figure(words, place) or len(words) == 1)
    )


def _is_beside_figure(words: list[str], place: int) -> bool:
    return place > 0 and words[place - 1].isdigit() and len(words) == 2


def _figures(text: str) -> str:
    """The digits that a text says, one after the other: "one twenty five", "125" and "one hundred and twenty five"."""
    numbers: list[str] = []
    run: list[str] = []
    for word in [*_words(text), ""]:
        if word in _NUMBERS or word in _SCALES or (word == "and" and run):
            run.append(word)
            continue
        numbers += [_number(run)] if run else []
        run = []
        if word.isdigit():
            numbers.append(word)
        elif word in _ORDINALS:
            numbers.append(str(_ORDINALS[word]))
    return "".join(numbers)


def _number(words: list[str]) -> str:
    """A run of number words as digits: by their scales where they have one, else one after the other."""
    if any(word in _SCALES for word in words):
        total = current = 0
        for word in words:
            if word == "hundred":
                current = max(current, 1) * 100
            elif word in _SCALES:
                total, current = total + max(current, 1) * _SCALES[word], 0
            elif word != "and":
                current += _NUMBERS[word]
        return str(total + current)
    digits: list[int] = []
    for word in words:
        number = _NUMBERS.get(word, 0)
        if digits and digits[-1] >= 20 and digits[-1] % 10 == 0 and 0 < number < 10:
            digits[-1] += number
        elif word != "and":
            digits.append(number)
    return "".join(str(number) for number in digits)


def _is_said_of(term: str, alias: str) -> bool:
    """Whether words can be the sound of a term: its letters one by one, what it abbreviates, or a respelling of it."""
    letters = "".join(word for word in _words(term) if not word.isdigit())
    apart = _NUMBERS.keys() | _SCALES.keys() | _POLES.keys()
    spoken = [word for word in _words(alias) if not word.isdigit() and word not in apart]
    joined = "".join(spoken)
    if letters == joined:
        return True
    if not letters or letters in _ORDINAL_ENDS or any(sign in _UNITS for sign in _words(term)):
        bare = _BETWEEN_FIGURES | _UNITS.keys() | _ORDINALS.keys() | set(_words(term))
        return all(word in bare or len(word) == 1 for word in spoken)
    if set(spoken) > set(_words(term)):
        return False  # more words than the term has
    initials = "".join(word[0] for word in spoken)
    if term.upper() == term and len(initials) > 1 and _is_within(letters, joined) and initials[0] == letters[0]:
        return True
    if letters.isalpha() and len(spoken) <= len(_words(term)):
        return False  # a word for a word: only syllables, or IPA, cannot be taken for another word
    alike = _likeness(letters, joined)
    return alike >= _ALIKE and all(_likeness(other, joined) < alike for other in turned_round(letters))


def turned_round(term: str) -> Iterator[str]:
    """A term, in small letters, with the opposite of its beginning: "hypotension" of "hypertension"."""
    for pair in _OPPOSITE_BEGINNINGS:
        for beginning, opposite in (pair, pair[::-1]):
            if term.startswith(beginning):
                yield opposite + term.removeprefix(beginning)


def _likeness(letters: str, joined: str) -> float:
    return SequenceMatcher(None, _sound(letters), _sound(joined)).ratio()


def _is_within(letters: str, joined: str) -> bool:
    """Whether letters stand in a text in their order: "fbc" in "full blood count"."""
    signs: Iterator[str] = iter(joined)
    return all(letter in signs for letter in letters)


def _sound(letters: str) -> str:
    """Letters by their rough sound in English: consonants that sound alike are one, vowels are a single sign."""
    for written, sound in (("ph", "f"), ("ck", "k"), ("qu", "k"), ("gh", "g"), ("th", "t"), ("ch", "k"), ("x", "ks")):
        letters = letters.replace(written, sound)
    alike = str.maketrans("cqzdbvyiuoe", "kkstpfaaaaa")
    return re.sub(r"(.)\1+", r"\1", letters.translate(alike))
