"""Words that easy-read lines use before anybody has said what they mean: terms of the glossary, and abbreviations.

A term is explained where it first stands in bold; an abbreviation by the glossary, or where its words stand in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from formats.easy_read.easy_blocks import easy_read_blocks
from formats.easy_read.expectation import bold_words, is_explained
from publish.model.nodes import EasyReadLine
from publish.model.publication import GlossaryEntry, Publication
from publish.proof.ledger import text_of

_ABBREVIATION = re.compile(r"(?<![\w-])([A-Z]{2,6})(?:s\b)?(?![\w-])")
_KNOWN = frozenset({"AM", "PM", "UK", "NHS", "GP", "TV", "ID", "OK", "DVD", "SMS", "HELP"})
"""What people know by these letters, and what they are to write in a message."""
_WORD = re.compile(r"[^\W\d_]+")


def unexplained_words(publication: Publication) -> Iterator[tuple[EasyReadLine, str]]:
    """Each line with what it uses first and does not explain, and what to do about it."""
    lines = [line for block in easy_read_blocks(publication) for line in block.lines]
    yield from _terms(publication.glossary, lines)
    said = ""
    known = set(_KNOWN)
    for line in lines:
        said = f"{said} {text_of(line.children)}"
        known.update(match[1] for word in bold_words(line) for match in _ABBREVIATION.finditer(word))
        for match in _ABBREVIATION.finditer(text_of(line.children)):
            if (
                match[1] not in known
                and not is_explained(publication, match[1])
                and not _stands_in_full(match[1], said)
            ):
                message = "is an abbreviation that no line has explained yet: write it in full, or say first what it is"
                yield line, f"“{match[1]}” {message}."
            known.add(match[1])


def _terms(glossary: Iterable[GlossaryEntry], lines: list[EasyReadLine]) -> Iterator[tuple[EasyReadLine, str]]:
    """The terms that first stand in a line that sets neither them nor a word of them in bold, the longest first."""
    texts = [text_of(line.children) for line in lines]
    for entry in sorted(glossary, key=lambda each: -max(map(len, (each.term, *each.also)))):
        form = _form(entry)
        if form.search("\n".join(texts)) is None:
            continue  # nearly all: one look at all lines takes a tenth of one at each
        found = ((place, match[0]) for place, text in enumerate(texts) if (match := form.search(text)) is not None)
        place, words = next(found, (0, ""))
        explained = any(bold in words or form.search(bold) for line in lines[: place + 1] for bold in bold_words(line))
        if words and not explained:
            message = "is in the glossary and stands here first: set it in bold, and its meaning stands below the line"
            yield lines[place], f"“{words}” {message}."
        texts = [form.sub(" ", text) for text in texts]  # "B-cell" of "B-cell ALL" is no use of its own


def _form(entry: GlossaryEntry) -> re.Pattern[str]:
    """A term in any of its forms; one of capitals as it stands, so that ALL is not the word."""
    forms = sorted((entry.term, *entry.also), key=len, reverse=True)
    alike = (re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in forms)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alike)})(?![\w-])")


def _stands_in_full(abbreviation: str, said: str) -> bool:
    """Whether words with its letters in front stand behind each other: "acute lymphoblastic leukaemia"."""
    return abbreviation.casefold() in "".join(word[0] for word in _WORD.findall(said.casefold()))
