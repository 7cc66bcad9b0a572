"""Whether an edition shows the picture of each line, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from itertools import zip_longest

from formats.easy_read.easy_blocks import easy_read_blocks
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind


def picture_findings(publication: Publication, shown: list[tuple[str, str]]) -> Iterator[Finding]:
    """Where the pictures shown, by text alternative and SHA-256, are not those of the lines in order."""
    for wanted, found in zip_longest(_pictures(publication), shown):
        if wanted is None:
            yield _wrong("no picture more", found[0])
        elif found is None or wanted != (plain(found[0]), found[1]):
            yield _wrong(f"the picture “{wanted[0]}”", "none" if found is None else f"another one, “{found[0]}”")


def _pictures(publication: Publication) -> Iterator[tuple[str, str]]:
    look = publication.publisher.look
    if look.logo is not None:
        yield plain(look.logo_alt), sha256(look.logo.data).hexdigest()
    for block in easy_read_blocks(publication):
        for line in block.lines:
            if (picture := publication.pictures.get(line.picture)) is not None:
                yield plain(picture.alt), sha256(picture.image.data).hexdigest()


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)
