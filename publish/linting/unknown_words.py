"""Words that are in neither the lexicon nor a dictionary of the house's voice, which then guesses how they are said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.contracts.validation import Location
from publish.contracts.voice import HOUSE, USUAL, Knowing, Spoken, Words, speaks, voice
from publish.errors import PublishError
from publish.linting.read_aloud import read_aloud
from publish.model.last_asked import kept_for_the_last
from publish.model.nodes import Span
from publish.model.traverse import inlines_in
from publish.outputs.known_answers import known_answers
from publish.proof.ledger import text_of
from publish.source.companions import PUBLISHER
from publish.source.files import text_of_file
from publish.source.yaml_source import parse

_WORD = re.compile(r"[A-Za-zÀ-ɏ'’]{3,40}")
"""Letters alone are said by their names, other scripts are other languages, `word-too-long` names what is longer."""


_FRONT = 1
"""The line of what stands in no body: the front matter's words, and the publisher's."""

_SAID = ("name", "registrations", "helpline", "contacts")
"""The keys of publisher.yaml whose words are heard."""


def _guessed(subject: Subject) -> Places:
    """Each such word of the source at its first place."""
    publisher = _publishers_words(subject)
    for line, word, speaker in _unknown_words(subject):
        if line > _FRONT or word.casefold() not in publisher:
            yield line, _message(word, speaker)


def _publishers_guessed(subject: Subject) -> Places:
    """Each such word that no source holds, as publisher.yaml says it in every document."""
    publisher = _publishers_words(subject)
    for line, word, speaker in _unknown_words(subject):
        if line <= _FRONT and word.casefold() in publisher:
            yield publisher[word.casefold()], _message(word, speaker)


def _publisher_file(source: Path) -> Path:
    return source.parent / PUBLISHER


def _publishers_words(subject: Subject) -> dict[str, int]:
    """The words of publisher.yaml that editions say and the front matter does not, each with its first line."""
    path = _publisher_file(subject.publication.source)
    if not path.is_file():
        return {}
    source = parse(path, text_of_file(path))
    own = {word.casefold() for word in _WORD.findall(subject.yaml)}
    found: dict[str, int] = {}
    for key in _SAID:
        for place, text in _texts((source.data or {}).get(key), (key,)):
            for word in _WORD.findall(text):
                if word.casefold() not in own:
                    found.setdefault(word.casefold(), source.line(place))
    return found


def _texts(value: object, place: Location) -> Iterator[tuple[Location, str]]:
    """Every text in a value of YAML with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


@kept_for_the_last
def _unknown_words(subject: Subject) -> tuple[tuple[int, str, str], ...]:
    return tuple(_found_unknown(subject))


def _found_unknown(subject: Subject) -> Iterator[tuple[int, str, str]]:
    """The line of each such word at its first place, the word, the voice. References are names."""
    publication = subject.publication
    section = publication.publisher.formats.get(HOUSE)
    name = str(section.values.get("voice", USUAL)) if section is not None else USUAL
    try:
        speaker = voice(name)
    except PublishError:
        return  # that it is not installed is what a build says
    if not isinstance(speaker, Knowing) or not speaks(speaker, publication.document.metadata.language):
        return
    text = read_aloud(publication)
    heard = [each for each in text.sentences if each.section not in text.references and each.line]
    unknown = _unknown(subject, speaker, (sentence.spoken for sentence in heard))
    alone = _unknown(subject, speaker, {(Words(word),) for words in unknown.values() for word in words})
    foreign = " ".join(text_of(span.children) for span in inlines_in(publication.document) if isinstance(span, Span))
    seen = {word.casefold() for word in _WORD.findall(foreign)}
    for sentence in heard:
        for word in unknown[sentence.spoken]:
            # What is no word of the text, or is known alone, is a part of an address or of a code.
            if word.casefold() in seen or not _WORD.fullmatch(word) or not _stands_alone(word, sentence.text):
                continue
            if not alone[Words(word),]:
                continue
            seen.add(word.casefold())
            yield sentence.line, word, speaker.name


def _unknown(subject: Subject, speaker: Knowing, sentences: Iterable[Spoken]) -> dict[Spoken, tuple[str, ...]]:
    """The words of sentences that a voice guesses. To read its dictionary takes half a second, so they are kept."""
    written = {json.dumps([(words.text, words.phoneme) for words in sentence]): sentence for sentence in sentences}

    def find(questions: list[str]) -> Iterator[tuple[str, ...]]:
        return (speaker.unknown(written[question]) for question in questions)

    about = f"unknown words of the voice {speaker.name} {speaker.version}"
    answers = known_answers(subject.cache, about, written, find)
    return {written[question]: tuple(words) for question, words in answers.items()}


def _stands_alone(word: str, text: str) -> bool:
    """Whether a text has a word that is no part of an address or a file's name."""
    return re.search(rf"(?<![\w./@-]){re.escape(word)}(?![\w/@]|\.\w)", text) is not None


def _message(word: str, name: str) -> str:
    return (
        f"“{word}” is in no dictionary of the voice {name}, which guesses how to say it. Listen to it with `publish "
        f"say {word}`, and if it is wrong, say in lexicon.pls how it is read: <lexeme><grapheme>{word}</grapheme>"
        "<phoneme>…</phoneme></lexeme>."
    )


RULES = (
    Rule("unknown-word", Severity.WARNING, _guessed),
    Rule("unknown-word", Severity.WARNING, _publishers_guessed, _publisher_file),
)
