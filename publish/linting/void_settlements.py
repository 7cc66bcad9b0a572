"""Settled doubts that no longer hold, as the sentence that somebody listened to is no longer in the source."""

from __future__ import annotations

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.source.settled import settled_file, text_hash


def void(subject: Subject) -> Places:
    """Settled doubts whose sentence has changed; the lines are those of the file of settled doubts."""
    publication = subject.publication
    if not publication.settlements:
        return
    from publish.speech.script import script  # the script of a whole document takes a third of a second

    hashes = {text_hash(sentence.text) for sentence in script(publication).sentences}
    for settlement in publication.settlements:
        if settlement.text_sha256 not in hashes:
            message = (
                f"the settled doubt at “{settlement.text}” is void since its sentence changed. "
                "Delete it; if the new sentence is in doubt, listen and settle again."
            )
            yield settlement.line, message


RULES = (Rule("void", Severity.WARNING, void, file=settled_file),)
