"""What listening found, as findings and doubts: sentences lost, altered, moved or added."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from publish.contracts.format import clock
from publish.proof.verdict import Doubt, Finding, FindingKind
from publish.readers.mp3.mp3_file import ChapterMark, Mp3
from publish.speech.listening.hearing import Sound
from publish.speech.listening.judge import ChapterHearing, Choice, Foreign, Grade, SentenceHearing
from publish.speech.listening.thresholds import MARGIN
from publish.speech.listening.tokens import tokens
from publish.speech.script import REFERENCES, Chapter, Script, Sentence
from publish.speech.wording import words_of

_SAME = 0.8  # share of a sentence's words that make foreign words this very sentence
_FEWEST = 4  # words: shorter sentences are not looked for elsewhere

_ADDRESS = re.compile(
    r"\b(?:https?://|www\.|doi:)\S+|\b[\w.+-]+@[\w.-]+\w|\b[\w-]+(?:\.[\w-]+)+/\S*|\b(?:[\w-]+\.)+(?:uk|org|com|net|info)\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]+/\w+(?:/\w+)+"
)
"""Web and e-mail addresses, postcodes, file numbers: what a listener looks up rather than remembers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A chapter of the script and the one of the file that has its title."""

    chapter: Chapter
    mark: ChapterMark
    sound: Sound


@dataclass(frozen=True, slots=True)
class Heard:
    """A chapter of both sides and how it was heard."""

    pair: Pair
    hearing: ChapterHearing

    def sentences(self) -> Iterator[tuple[int, Sentence, SentenceHearing]]:
        """Each sentence of the script with its number and how it was heard."""
        for number, pair in enumerate(zip(self.pair.chapter.sentences, self.hearing.sentences, strict=True)):
            yield number, *pair


def missing(sentence: Sentence, where: str, found: str = "") -> Finding:
    """A sentence that was not said."""
    return Finding(
        FindingKind.MISSING, sentence.section, sentence.node, sentence.text, found or None, where, sentence.line
    )


def findings_of(heard: Heard, elsewhere: list[tuple[Heard, Foreign]]) -> Iterator[tuple[int, Finding]]:
    """The finding of each sentence that is wrong, with its number; one heard elsewhere is taken from `elsewhere`."""
    for number, sentence, result in heard.sentences():
        if result.grade is not Grade.WRONG:
            continue
        where = clock(heard.pair.mark.start_s + result.start_s)
        why = "; ".join(_why(choice) for choice in result.against)
        kind = FindingKind.ALTERED
        if not result.present:
            moved = next((one for one in elsewhere if _says(one[1], sentence)), None)
            if moved is None:
                yield number, missing(sentence, where, why)
                continue
            elsewhere.remove(moved)
            kind, why = FindingKind.OUT_OF_ORDER, moved[1].choice.difference.words
            where = clock(moved[0].pair.mark.start_s + moved[1].at_s)
        yield number, Finding(kind, sentence.section, sentence.node, sentence.text, why, where, sentence.line)


def foreign_finding(text: Script, heard: Heard, foreign: Foreign) -> Finding:
    """Words that the script does not have in this place: a sentence said twice, or something else."""
    section, words = heard.pair.chapter.section, foreign.choice.difference.words
    where = clock(heard.pair.mark.start_s + foreign.at_s)
    for sentence in (*heard.pair.chapter.sentences, *text.sentences):
        if _says(foreign, sentence):
            return Finding(FindingKind.REPEATED, section, sentence.node, sentence.text, words, where, sentence.line)
    return Finding(FindingKind.EXTRA, section, section, None, words, where)


def doubts_of(heard: Heard, mp3: Mp3) -> Iterator[Doubt]:
    """The sentences of a chapter of which listening cannot decide, each with the frames in which it is said."""
    for _, sentence, result in heard.sentences():
        if result.grade is not Grade.IN_DOUBT:
            continue
        start_s, end_s = (heard.pair.mark.start_s + at for at in (result.start_s, result.end_s))
        away = any(choice.difference.exact and choice.lean < 0 for choice in result.against)
        yield Doubt(
            section=sentence.section,
            unit=sentence.node,
            text=sentence.text,
            expected="; ".join(_expected(choice) for choice in result.against),
            heard="; ".join(choice.difference.words for choice in result.against),
            reason="; ".join(_why(choice) for choice in result.against),
            start_s=round(start_s, 3),
            end_s=round(end_s, 3),
            sound_sha256=hashlib.sha256(mp3.between(start_s, end_s)).hexdigest(),
            blocks=sentence.section != REFERENCES and not all(_in_address(one, sentence) for one in result.against),
            settleable=not away and result.present,
            line=sentence.line,
        )


def _expected(choice: Choice) -> str:
    return " ".join(token.surface for token in choice.difference.expected)


def _why(choice: Choice) -> str:
    """Which words were missing or added, by which hearing, and how the choice between them went."""
    heard = f"“{choice.difference.words}”" if choice.difference.heard else "nothing"
    wanted = f"“{_expected(choice)}”" if choice.difference.expected else "nothing"
    side = "what was heard" if choice.lean < 0 else "the script"
    leaning = f"{side} is likelier by {abs(choice.lean):.1f}, of {MARGIN:.1f} that decide"
    if not choice.difference.as_written:
        leaning = "too much is otherwise to ask which of the two it is"
    return f"{choice.proposed_by} has {heard} for {wanted}; {leaning}"


def _in_address(choice: Choice, sentence: Sentence) -> bool:
    """Whether the words in question are a part of an address."""
    run = tuple(token.text for token in choice.difference.expected)
    for match in _ADDRESS.finditer(sentence.text):
        address = tuple(token.text for token in tokens(match[0]))
        if any(address[at : at + len(run)] == run for at in range(len(address) - len(run) + 1)):
            return True
    return False


def _says(foreign: Foreign, sentence: Sentence) -> bool:
    """Whether foreign words hold a sentence."""
    wanted = [token.text for token in tokens(words_of(sentence.spoken))]
    words = [token.text for token in foreign.choice.difference.heard]
    if len(wanted) < _FEWEST or len(words) < len(wanted) * _SAME:
        return False
    same = SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) >= _SAME * len(wanted)
