"""What the audio edition can only guess how to say: unknown codes and signs, emoji, words with two readings."""

from __future__ import annotations

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.linting.read_aloud import read_aloud


def doubtful(subject: Subject) -> Places:
    """Words whose reading is in doubt and that the lexicon does not have, each once a line."""
    from publish.speech.british import readings  # here, not above: see `read_aloud`

    publication = subject.publication
    if not publication.document.metadata.language.startswith("en"):
        return
    reported: set[tuple[int, str]] = set()
    for sentence in read_aloud(publication).sentences:
        for span in readings(sentence.text, publication.lexicon):
            if span.doubt and sentence.line and (sentence.line, span.written) not in reported:
                reported.add((sentence.line, span.written))
                message = _message(span.written.strip(), span.spoken.strip(), span.doubt)
                yield sentence.line, message


def _message(written: str, spoken: str, doubt: str) -> str:
    reading = f"is said as “{spoken}”" if spoken else "is not said at all"
    return (
        f"“{written}” {doubt}. In the audio edition it {reading}. If that is wrong, reword it, or say in "
        f"lexicon.pls how it is read: <lexeme><grapheme>{written}</grapheme><alias>…</alias></lexeme>."
    )


RULES = (Rule("speech", Severity.WARNING, doubtful),)
