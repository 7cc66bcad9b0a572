"""Which approvals of a document hold for its source as it is now; kept, so that no status parses a thousand sources.

What a manifest says of it is not asked: whoever can write to the outputs can write there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.building.kept_answers import HashOf, hashes_of, keep, kept
from publish.linting.runner import errors_against, in_a_sentence
from publish.model.publication import Publication
from publish.outputs.journal import hash_of
from publish.source.load import load
from publish.source.signed_words import body_hash

FOLDER = "agreed"


@dataclass(frozen=True, slots=True)
class AgreedWords:
    """The editions whose approval holds, "" for the document as a whole; whether people checked the easy-read words.

    `errors` says in a sentence which errors of lint keep the document in, "" where none do; `body_sha256` is of all
    that it says now, None where it was not read.
    """

    editions: frozenset[str] = frozenset()
    checked_by_people: bool = False
    errors: str = ""
    body_sha256: str | None = None

    @classmethod
    def of(cls, publication: Publication) -> AgreedWords:
        """Those of a publication as it is."""
        readers = publication.document.metadata.easy_read_checked_by
        return cls(
            frozenset(approval.edition for approval in publication.approvals),
            bool(readers) or any(approval.readers for approval in publication.approvals),
            in_a_sentence(errors_against(publication), publication.source),
            body_hash(publication),
        )


def agreed_words(source: Path, cache: Path | None, hash_of_file: HashOf = hash_of) -> AgreedWords:
    """What is agreed of a source as it is now: as it is kept, or else by reading it.

    Raises `SourceError` where it cannot be read, and `EditionError`.
    """
    found = kept(FOLDER, source, hash_of_file, cache) if cache is not None else None
    if found is not None and isinstance(found.get("editions"), list) and isinstance(found.get("body"), str):
        checked = found.get("checked_by_people") is True
        return AgreedWords(frozenset(map(str, found["editions"])), checked, body_sha256=found["body"])
    before = hashes_of(source, hash_of_file)
    publication = load(source)
    words = AgreedWords.of(publication)
    if cache is not None and before == hashes_of(source, hash_of_file):
        keep_agreed_words(publication, words, cache)
    return words


def keep_agreed_words(publication: Publication, agreed: AgreedWords, cache: Path) -> None:
    """Keep what is agreed of a publication that was just read; where the cache cannot be written to, nothing is.

    Nothing is kept of a document with errors of lint: one that speaks of a day to come is none on that day.
    """
    if agreed.errors:
        return
    answer = {
        "editions": sorted(agreed.editions),
        "checked_by_people": agreed.checked_by_people,
        "body": agreed.body_sha256,
    }
    files = hashes_of(publication.source, hash_of, publication)
    keep(FOLDER, publication.source, files, answer, cache)
