"""Fingerprints: hashes of just what an edition is made from, so that nothing is made again without need."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from publish.contracts.format import Format, Job, Part
from publish.contracts.installed import plugins
from publish.model.last_asked import kept_for_the_last
from publish.model.nodes import Block, Callout, Document, EasyRead, List, ListItem, Quote, Section, Video
from publish.model.publication import OrderingTerms, Publication
from publish.model.traverse import blocks_of
from publish.outputs.journal import hash_of

_CODE = frozenset({".py", ".typ", ".css", ".xml", ".xhtml", ".json"})

_GROUPS = ("publish.formats", "publish.voices")

_IRRELEVANT = frozenset({"line"})
"""Fields that shape no edition: a paragraph that moved down a line is the same paragraph."""

_PLAIN = frozenset({str, int, float, bool, type(None)})


def canonical(value: Any) -> Any:
    """A value of the model as plain JSON data, the same for equal values in every process."""
    kind: type = type(value)
    if kind in _PLAIN:  # most are; an Enum is no plain str, and is looked at below
        return value
    if kind is tuple:
        return [canonical(item) for item in value]
    if (names := _fields(kind)) is not None:
        return [kind.__name__, {name: canonical(getattr(value, name)) for name in names}]
    if isinstance(value, bytes):
        return sha256(value).hexdigest()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(key): canonical(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [canonical(item) for item in value]
    return value


@lru_cache(maxsize=1_000)
def _fields(kind: type) -> tuple[str, ...] | None:
    """The names of a data class's fields that shape an edition; None for any other class."""
    if not is_dataclass(kind):
        return None
    return tuple(field_.name for field_ in fields(kind) if field_.name not in _IRRELEVANT)


def digest(value: Any) -> str:
    """The SHA-256 of a value of the model."""
    return sha256(json.dumps(canonical(value), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The hash of all that shapes one edition, and of each kind of it by its name: what tells why one is made again."""

    sha256: str
    parts: Mapping[str, str]

    def unlike(self, parts: Mapping[str, str]) -> tuple[str, ...]:
        """The names of what is not as it was."""
        return tuple(name for name, value in self.parts.items() if parts.get(name) != value)


def fingerprint(format_: Format, job: Job[Any]) -> Fingerprint:
    """The fingerprint of one edition: the parts that its format uses, options, tools, code, what it needs."""
    shaping: dict[str, Any] = {
        "format": format_.name,
        "options": job.options.model_dump(mode="json"),
        "tools": list(format_.made_with(job)),
        "code": code(),
        **{part.value: _part(part, job.publication) for part in sorted(format_.uses)},
        "needed editions": {name: [edition.sha256 for edition in editions] for name, editions in job.needed.items()},
    }
    parts = {name: digest(value) for name, value in shaping.items()}
    return Fingerprint(digest(parts), parts)


def _part(part: Part, publication: Publication) -> Any:
    match part:
        case Part.BODY:
            # What other parts and options hold is left out.
            publisher = replace(
                publication.publisher,
                overdue="warn",
                approvers=(),
                release_keys=(),
                formats={},
                ordering=OrderingTerms(),
            )
            settled = not publication.unsettled  # claims depend on it
            return canonical(
                [_body_digest(publication.document), publisher, publication.front, publication.imprint, settled]
            )
        case Part.EASY_READ:
            metadata = publication.document.metadata
            easy = [block for block in blocks_of(publication.document) if isinstance(block, EasyRead)]
            checked_by = metadata.easy_read_checked_by
            waivers = [*publication.document.waivers, *publication.document.fact_waivers]
            agreed = [[each.edition, each.role, each.readers] for each in publication.approvals if each.edition]
            return canonical([metadata.easy_read_title, checked_by, easy, waivers, agreed])
        case Part.GLOSSARY:
            return canonical(publication.glossary)
        case Part.LEXICON:
            return canonical(publication.lexicon)
        case Part.PICTURES:
            return canonical(publication.pictures)


@kept_for_the_last
def _body_digest(document: Document) -> str:
    """The hash of what a document says, its easy-read words apart."""
    return digest(_body(document))


def _body(document: Document) -> Document:
    """The document without its easy-read words."""
    return replace(
        document,
        metadata=replace(document.metadata, easy_read_title="", easy_read_checked_by="", subject=(), audience=""),
        opening=_plain(document.opening),
        sections=tuple(_plain_section(section) for section in document.sections),
        waivers=(),
        fact_waivers=(),
    )


def _plain_section(section: Section) -> Section:
    inner = tuple(_plain_section(subsection) for subsection in section.sections)
    return replace(section, blocks=_plain(section.blocks), sections=inner)


def _plain(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_within(block) for block in blocks if not isinstance(block, EasyRead))


def _within(block: Block) -> Block:
    match block:
        case List():
            return replace(block, items=tuple(ListItem(_plain(item.blocks)) for item in block.items))
        case Quote() | Callout():
            return replace(block, blocks=_plain(block.blocks))
        case Video():
            return replace(block, description=_plain(block.description))
        case _:
            return block


@lru_cache(maxsize=1)
def code() -> str:
    """A hash over the files of the library and of all that has a format or a voice.

    So no revision has to be raised by hand where they make other bytes: a forgotten one would keep an old edition.
    """
    points = [point for group in _GROUPS for point in plugins(group)]
    found: list[str] = []
    for package in ("publish", *sorted({point.module.partition(".")[0] for point in points})):
        spec = find_spec(package)
        if spec is None:
            continue
        for folder in spec.submodule_search_locations or ():
            files = (path for path in Path(folder).rglob("*") if path.suffix in _CODE)
            found += sorted(f"{path.relative_to(folder)} {hash_of(path)}" for path in files)
        if spec.submodule_search_locations is None and spec.origin is not None:
            found.append(f"{package} {hash_of(Path(spec.origin))}")
    return digest(found)
