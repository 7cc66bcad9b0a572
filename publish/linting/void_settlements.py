"""Settled doubts that no longer hold, as the sentence that somebody listened to is no longer in the source."""

from __future__ import annotations

from collections.abc import Iterator

from publish.linting.remarks import Remark, Severity
from publish.model.publication import Publication
from publish.source.settled import settled_file, text_hash


def void(publication: Publication) -> Iterator[Remark]:
    """One remark, in the file of the settled doubts, for each whose sentence has changed."""
    if not publication.settlements:
        return
    from publish.speech.script import script  # the script of a whole document takes a third of a second

    said = {text_hash(sentence.text) for sentence in script(publication).sentences}
    for settlement in publication.settlements:
        if settlement.text_sha256 not in said:
            message = (
                f"the settled doubt at “{settlement.text}” is void since its sentence changed. "
                "Delete it; if the new sentence is in doubt, listen and settle again."
            )
            yield Remark(settled_file(publication.source), settlement.line, Severity.WARNING, "void", message)
