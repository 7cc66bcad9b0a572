"""Links without an address or with words that say nothing (WCAG 2.2, 2.4.4), and languages that are not named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.linting.runs import runs
from publish.model.nodes import Inline, Link, Span, Styled, Text
from publish.model.publication import Publication
from publish.model.scripts import names_language, unnamed_titles, unnamed_words
from publish.model.traverse import descend
from publish.proof.ledger import text_of
from publish.source.link_target import other_than

_SHOWN = 5  # words
_ADDRESS = re.compile(
    r"(?<![\w@./-])(?<!\]\s\()(?:(?:https?://|www\.)[^\s<>\"“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_AFTER_ADDRESS = ".,;:!?)’'"  # ends the sentence, not the address
_SAYS_NOTHING = re.compile(
    r"(?:(?:a|and|at|below|by|click|continue|details|download|find|following|for|from|full|further|go|here|info|information|"
    r"it|know|learn|link|more|now|of|on|our|out|page|please|press|read|reading|see|site|start|tap|that|the|these|this|to|"
    r"under|via|view|visit|web|website|your)\b\W*)+",
    re.IGNORECASE,
)
"""Words that say nothing of where a link leads, in any order: “click here for more information”."""


def _needed(subject: Subject) -> Places:
    """Links whose address is not known yet."""
    for needed in subject.publication.links_needed:
        shown = "the editions leave the line out" if needed.left_out else "the editions show plain words"
        message = (
            f"“{needed.words}” still needs its address. Find it, and write [{needed.words}](https://…). "
            f"Until then {shown}."
        )
        yield needed.line, message


def _differing(subject: Subject) -> Places:
    """Links whose words name another number, letter box or site than the one that they lead to."""
    for line, link in _links(subject.publication):
        words = text_of(link.children)
        if link.target is not None and (other := other_than(words, link.target)):
            yield line, f"the link “{words}” leads to “{other}”. Whoever reads and whoever clicks must reach the same."


def _languages(subject: Subject) -> Places:
    """Words in another script whose language is not named (WCAG 2.2, 3.1.2)."""
    lines: dict[int, list[str]] = {}
    for line, word in unnamed_words(subject.publication):
        lines.setdefault(line, []).append(word)
    for line, words in lines.items():
        message = (
            f"the language of “{' '.join(words[:_SHOWN])}” is not named, so a voice reads it by the rules of "
            f"{subject.publication.document.metadata.language}. Write [words]{{lang=ar}} with the right tag."
        )
        yield line, message
    for line, title in unnamed_titles(subject.publication):
        yield (
            line,
            f"the language of the title or summary “{title[:60]}” is not named, and it cannot be. Write it in the "
            f"document's language, {subject.publication.document.metadata.language}, and the other words in the text.",
        )
    if not names_language(subject.publication.document.metadata.language):
        yield 1, "lang: does not name a language. Write its tag (BCP 47), such as en-GB or cy."


def says_nothing(words: str) -> bool:
    """Whether a link's words say nothing of where it leads."""
    return _SAYS_NOTHING.fullmatch(words.strip()) is not None


def _vague(subject: Subject) -> Places:
    """Links with words such as "click here"."""
    for line, link in _links(subject.publication):
        words = text_of(link.children)
        if link.target is not None and says_nothing(words):  # without an address it is no link to readers yet
            message = (
                f"the link “{words}” does not say where it leads. Many people have links read to them in a list, "
                "without the sentence around them: put the name of the page in the brackets."
            )
            yield line, message


def _links(publication: Publication) -> list[tuple[int, Link]]:
    return [
        (line, inline)
        for line, run in runs(publication.document)
        for inline in descend(run)
        if isinstance(inline, Link)
    ]


def _bare(subject: Subject) -> Places:
    """Addresses among plain words, which editions do not make links: the same on each line of the source once."""
    for line, run in runs(subject.publication.document):
        for address in dict.fromkeys(_bare_in(_unlinked(run))):
            if "@" in address:
                target, way_out = f"mailto:{address}", f"<{address}>"
            else:
                target = re.sub(r"^www\.", "https://www.", address, flags=re.IGNORECASE)
                way_out = f"<{target}>" if target == address else f"[{address}]({target})"
            yield line, f"“{address}” is plain text, so nobody can follow it. Write {way_out}, or [words]({target})."


def _bare_in(text: str) -> Iterator[str]:
    yield from (match[0].rstrip(_AFTER_ADDRESS) for match in _ADDRESS.finditer(text))


def _unlinked(run: Iterable[Inline]) -> str:
    """The words of a run that stand in no link and are no code."""
    return "".join(
        inline.value
        if isinstance(inline, Text)
        else f" {_unlinked(inline.children)} "
        if isinstance(inline, Styled | Span)
        else " "
        for inline in run
    )


RULES = (
    Rule("link-needed", Severity.WARNING, _needed),
    Rule("link-differs", Severity.ERROR, _differing),
    Rule("bare-address", Severity.WARNING, _bare),
    Rule("link-text", Severity.WARNING, _vague),
    Rule("language-needed", Severity.WARNING, _languages),
)
