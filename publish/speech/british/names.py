"""Names that are not words: addresses, chromosome changes, journal references, abbreviations, runs of capitals."""

from __future__ import annotations

import re
from itertools import pairwise
from re import Match

from publish.speech.british.numbers import cardinal, digits, year
from publish.speech.british.tables import ABBREVIATIONS, SAID_AS_WORDS

_EMAIL = re.compile(r"(?<![\w.+-])(?:mailto:)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_ADDRESS = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>]+|(?:www\.)?(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|info|uk|eu|nhs|int|co)\b(?:/[^\s<>]*)?)"
)
_DOI = re.compile(r"(?i)\bdoi: ?(10\.\S+)")
_MARKS = {
    ".": "dot", "/": "slash", "-": "hyphen", "_": "underscore", "@": "at", "?": "question mark", "=": "equals",
    "&": "and", "#": "hash", "%": "per cent", "+": "plus", ":": "colon", "~": "tilde", "(": "open bracket",
    ")": "close bracket", ";": "semicolon", ",": "comma",
}  # fmt: skip
_LETTERED = frozenset({"uk", "nhs", "eu", "nih", "www", "bmj", "nejm", "html", "pdf", "php", "doi", "nice"}) - {"nice"}

_CHANGE = re.compile(r"\b(t|inv|del|der|dup|ins|add|dic)\(((?:\d+|[XY])(?:;(?:\d+|[XY]))*)\)((?: ?\([pq][\dpq.;]+\))?)")
_CHANGES = {
    "inv": "inversion", "del": "deletion", "der": "derivative", "dup": "duplication", "ins": "insertion",
    "add": "addition", "iso": "isochromosome", "i": "isochromosome",
}  # fmt: skip
_ARM_CHANGE = re.compile(r"\b(del|dup|ins|inv|der|add|iso|i)\((\d{1,2}|[XY])([pq])([\d.]*)\)")
# "17p" is an arm in a sentence about chromosomes; elsewhere it may be a price.
_ARM = re.compile(r"(?<![A-Za-z\d.£])(\d{1,2}|[XY])([pq])(?:([-−])(?!\w)|(?!\w))")
_OF_CHROMOSOMES = re.compile(r"(?i)chromosom|delet|cytogen|karyotyp|translocat|\bTP53\b|\d[pq][-−/\d]|\d{1,2}q\b")
_BANDS = re.compile(r"\(([pq]\d+(?:\.\d+)?(?:;[pq]\d+(?:\.\d+)?)*)\)")
_BAND = re.compile(r"(?<![A-Za-z])(\d+|[XY])?([pq])(\d+)(?:\.(\d+))?(?!\w)")

_PAGE = r"(?:[A-Za-z]{0,5}\d+[A-Za-z]?)"
_REFERENCE = re.compile(
    r"(?:\b((?:19|20)\d\d)((?: [A-Z][a-z]{2}(?: \d{1,2})?)?)|(?<=[a-z.])); ?(\d+) ?(?:\(([^)]+)\))?"
    rf"(?:: ?({_PAGE})(?: ?[-–] ?({_PAGE}))?)?(?![\w-])"
)
_ABBREVIATION = re.compile(
    r"(?<![\w.])(" + "|".join(re.escape(one) for one in sorted(ABBREVIATIONS, key=len, reverse=True)) + r")(?!\w|\.\w)"
)
_NUMBERED = re.compile(r"\bNo(s?)\.(?=\s?\d)")  # "no." before a figure may end a sentence
# "I" may be the person who speaks: "at this stage I felt well".
_VERBS = (
    "am|was|will|would|had|have|has|do|did|can|could|may|might|must|shall|should|too|also|never|always|feel|felt|go|went|"
    "get|got|know|knew|think|thought|take|took|need|needed|want|wanted|play|played|start|started"
)
_PERSON = rf"I(?:['’]|,? (?:{_VERBS})\b)"
_ROMAN = re.compile(r"\b(?!X-)([IVX]+)([a-cA-C]?)(\d?)\b")
_STAGES = re.compile(
    r"\b((?i:types?|stages?|phases?|grades?|class(?:es)?|factors?|parts?|chapters?|volumes?) )"
    rf"((?!{_PERSON}){_ROMAN.pattern}(?:(?:,? (?:and|or|to) |, ?| ?[/–-] ?)(?!I\b){_ROMAN.pattern})*)"
)
_VALUES = {"I": 1, "V": 5, "X": 10}

# In a line of title case it may be the article.
_LETTER_A = re.compile(r"(?<=[a-z0-9] )A(?=[,;:?!)/]|$| (?![A-Z]))")
_TOKEN = re.compile(r"(?<![A-Za-z.])([A-Za-z]+\d[A-Za-z0-9]*|[A-Z]{2,}(?:s(?![A-Za-z]))?)(?![A-Za-z])")
_MIXED = re.compile(r"(?<![A-Za-z.])(?!Mc|De|Di|Du|La|Le)(?:[a-z][A-Z]{2,4}|[A-Z][a-z][A-Z]{1,3})(?![A-Za-z])")
_LONGEST_SPELT = 5
_SAID_WHOLE = 2  # digits: CD19 "nineteen", FLT3 "three"; longer runs digit by digit


def _word(word: str) -> str:
    """One part of an address."""
    if word.isdecimal():
        return digits(word)
    if word.casefold() in _LETTERED:
        return letters(word.upper())
    return re.sub(r"\d+", lambda m: f" {digits(m[0])} ", word).strip()


def _spelt(address: str) -> str:
    parts = re.findall(r"\w+?(?=[\W_]|$)|[\W_]", address)
    return " ".join(_MARKS.get(part, part) if not part.isalnum() else _word(part) for part in parts)


def letters(word: str) -> str:
    """Capitals with full stops between, which every voice reads as letters and never as a word: "A.L.L."."""
    return "".join(f"{letter.upper()}." for letter in word)


def addresses(text: str) -> str:
    """E-mail and web addresses by their words and marks; the scheme, which nobody has to type, is left out."""

    def said(match: Match[str]) -> str:
        address = re.sub(r"^https?://", "", match[0])
        kept = address.rstrip(".,;:!?)")
        tail = address[len(kept) :]
        return _spelt(kept.rstrip("/")) + tail

    text = _EMAIL.sub(lambda m: _spelt(m[1].rstrip(".")) + ("." if m[1].endswith(".") else ""), text)
    text = _DOI.sub(lambda m: "D.O.I. " + _spelt(m[1].rstrip(".,;")) + m[1][len(m[1].rstrip(".,;")) :], text)
    return _ADDRESS.sub(said, text)


def chromosomes(text: str) -> str:
    """t(9;22) "t nine twenty-two", (q34;q11) "q thirty-four, q eleven", del(17p) "deletion seventeen p"."""

    def number(one: str) -> str:
        return cardinal(int(one)) if one.isdecimal() else one

    def band(match: Match[str]) -> str:
        arm = f"{number(match[1])} " if match[1] else ""
        point = f" point {digits(match[4])}" if match[4] else ""
        return f"{arm}{match[2]} {cardinal(int(match[3]))}{point}"

    def change(match: Match[str]) -> str:
        places = " ".join(number(one) for one in match[2].split(";"))
        bands = ", ".join(_BAND.sub(band, one) for one in re.findall(r"[pq][\d.]+", match[3]))
        apart = " " if match.string[match.end() : match.end() + 1].isalnum() else ""
        return f"{_CHANGES.get(match[1], match[1])} {places}{', ' + bands if bands else ''}{apart}"

    def arm_change(match: Match[str]) -> str:
        where = _BAND.sub(band, match[0].partition("(")[2][:-1]) if match[4] else f"{number(match[2])} {match[3]}"
        return f"{_CHANGES.get(match[1], match[1])} {where}"

    text = _ARM_CHANGE.sub(arm_change, text)
    if _OF_CHROMOSOMES.search(text):
        text = _ARM.sub(lambda m: f"{number(m[1])} {m[2]}{' minus' if m[3] else ''}", text)
    text = _CHANGE.sub(change, text)
    text = _BANDS.sub(lambda m: "(" + ", ".join(_BAND.sub(band, one) for one in m[1].split(";")) + ")", text)
    return _BAND.sub(band, text)


def references(text: str) -> str:
    """2019;15(2):67-75 "twenty nineteen, volume fifteen, issue two, pages sixty-seven to seventy-five"."""

    def page(one: str) -> str:
        return cardinal(int(one)) if one.isdecimal() else one

    def said(match: Match[str]) -> str:
        if not match[1] and not (match[4] and match[5]):
            return match[0]
        parts = [year(int(match[1])) + match[2] if match[1] else "", f"volume {cardinal(int(match[3]))}"]
        if match[4]:
            parts.append(f"issue {match[4]}")
        if match[5]:
            last = f" to {page(match[6])}" if match[6] else ""
            parts.append(f"page{'s' if last else ''} {page(match[5])}{last}")
        return ", ".join(parts)

    return _REFERENCE.sub(said, text)


def abbreviations(text: str) -> str:
    """e.g., i.e., et al., Dr."""

    def said(match: Match[str]) -> str:
        word = ABBREVIATIONS[match[1]]
        after = match.string[match.end() :].lstrip()
        ends = match[1].endswith(".") and (not after or (match[1].startswith("et") and after[:1].isupper()))
        return f"{word}." if ends and not word.endswith(".") else word

    text = _NUMBERED.sub(lambda m: "Numbers" if m[1] else "Number", text)
    return _ABBREVIATION.sub(said, text)


def roman(text: str) -> str:
    """Type II, stage IVb, stages IIA, IIB or III."""

    def one(match: Match[str]) -> str:
        total = 0
        for numeral, following in pairwise(f"{match[1]} "):
            value = _VALUES[numeral]
            total += -value if value < _VALUES.get(following, 0) else value
        letter = match[2].replace("a", "A")  # a small one would be the article
        return " ".join(part for part in (cardinal(total), letter, match[3]) if part)

    def all_of(match: Match[str]) -> str:
        return match[1] + re.sub(r"(?<=\w) ?[–-] ?(?=[IVX])", " to ", match[2]).replace("/", " / ")

    return _STAGES.sub(lambda m: _ROMAN.sub(one, all_of(m)), text)


def letter_a(text: str) -> str:
    """Influenza A "influenza A.": a capital within a sentence is the letter, which a voice may take for the article."""
    return _LETTER_A.sub("A.", text)


def capitals(text: str) -> str:
    """ALL "A.L.L.", TKIs "T.K.I.s", CD19 "C.D. nineteen", IgG "I.G.G."; text all in capitals is read as words."""
    shouted = text.isupper() and sum(len(word) > _LONGEST_SPELT for word in re.findall(r"[A-Z]+", text)) > 1

    def run(part: str, *, numbered: bool) -> str:
        plural = "s" if part.endswith("s") and part[:-1].isupper() and len(part) > 1 else ""
        core = part.removesuffix("s") if plural else part
        if not core.isupper() or (shouted and not numbered):
            return part
        if core in SAID_AS_WORDS:
            return core.capitalize() + plural
        if len(core) > _LONGEST_SPELT:
            return part
        if len(core) == 1:
            return core + plural
        return letters(core) + plural

    def said(match: Match[str]) -> str:
        parts = re.findall(r"[A-Za-z]+|\d+", match[1])
        numbered = len(parts) > 1
        out = []
        for part in parts:
            if part.isdecimal():
                whole = len(part) <= _SAID_WHOLE and not part.startswith("0")
                out.append(cardinal(int(part)) if whole else digits(part))
            else:
                out.append(run(part, numbered=numbered))
        return " ".join(out)

    def mixed(match: Match[str]) -> str:
        glued = match.string[match.end() : match.end() + 1].isalnum()
        return letters(match[0]) + (" " if glued else "")

    return _TOKEN.sub(said, _MIXED.sub(mixed, text))
