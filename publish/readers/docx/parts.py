"""The parts of a Word document and how they refer to each other (ECMA-376, part 2), read with care.

A file may come from anywhere: parts are read up to a size, and XML without entities or network.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from lxml import etree

from publish.errors import UnreadableEdition
from publish.readers.archives import whole_archive
from publish.readers.once import read_once
from publish.readers.plain_xml import plain_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

TYPES = "[Content_Types].xml"
"""The part that says of which type each other is."""

_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: a part of the file (its name), or an address outside it."""

    kind: str  # the last word of its type: "styles", "hyperlink"
    family: str  # what stands before that
    target: str
    is_external: bool


Relationships = Mapping[str, Relationship]  # by id


@dataclass(frozen=True, slots=True)
class Story:
    """A part with text, and what it refers to."""

    tree: etree._Element
    relationships: Relationships


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts that say something; None where the file does not have them."""

    document: Story
    footnotes: Story | None
    styles: etree._Element | None
    numbering: etree._Element | None
    core: etree._Element | None
    footers: tuple[etree._Element, ...]
    settings: etree._Element | None
    hashes: Mapping[str, str]  # of all parts, by their names: SHA-256
    trees: Mapping[str, etree._Element]  # of all parts that are XML
    types: Mapping[str, str]  # of all parts
    relationships: Mapping[str, Relationships]  # of all parts that have some, and of the file itself by ""


@read_once
def opened(path: Path) -> Archive:
    """Read the parts of a Word document.

    Args:
        path: the file.

    Returns:
        Its parts, as trees.

    Raises:
        UnreadableEdition: the file is missing, damaged, far too large, or no Word document.

    """
    return _opened(path, path)


def opened_from(data: bytes, path: Path) -> Archive:
    """The parts of a document that is in memory; `path` is named in errors. Raises `UnreadableEdition`."""
    return _opened(BytesIO(data), path)


def _opened(file: Path | BytesIO, path: Path) -> Archive:
    try:
        with zipfile.ZipFile(file) as archive:
            whole_archive(path, archive)
            parts = _Parts(path, archive)
            parts.refuse_incomplete()
            return parts.all()
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UnreadableEdition(
            f"{path}: this is not a Word document, or it is damaged: {error}. Build the edition again."
        ) from error


class _Parts:
    """The parts of one open archive."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._trees: dict[str, etree._Element] = {}
        self._related: dict[str, Relationships] = {}
        self._types: dict[str, str] = {}

    def refuse_incomplete(self) -> None:
        """Refuse a package that lacks a part it names, or one with a part that is damaged or of no known type.

        ECMA-376-2, 6.2.3 (content types) and 6.5 (relationships).
        """
        if TYPES not in self._names:
            raise UnreadableEdition(f"{self._path}: {TYPES} is missing, so Word cannot open it. Build it again.")
        types = self._tree(TYPES)
        suffixes = {
            default.get("Extension", "").casefold(): default.get("ContentType", "")
            for default in types.iter(f"{_TYPE}Default")
        }
        named = {
            override.get("PartName", "").lstrip("/"): override.get("ContentType", "")
            for override in types.iter(f"{_TYPE}Override")
        }
        for name in sorted(named.keys() - self._names):
            raise UnreadableEdition(f"{self._path}: the part {name} is listed and missing. Build it again.")
        for name in sorted(self._names - {TYPES}):
            if name.endswith("/"):
                continue
            self._types[name] = named.get(name) or suffixes.get(name.rpartition(".")[2].casefold(), "")
            if not self._types[name]:
                raise UnreadableEdition(f"{self._path}: the part {name} is of no known type. Build it again.")
            if name.endswith((".xml", ".rels")):
                self._tree(name)
            if name.endswith(".rels"):
                self._refuse_lost_targets(name)

    def _refuse_lost_targets(self, name: str) -> None:
        folder, base = posixpath.split(posixpath.dirname(name)), posixpath.basename(name).removesuffix(".rels")
        source = posixpath.join(folder[0], base)
        self._related[source] = self._relationships(source)
        for relationship in self._related[source].values():
            if not relationship.is_external and relationship.target not in self._names:
                raise UnreadableEdition(f"{self._path}: the part {relationship.target} is missing. Build it again.")

    def all(self) -> Archive:
        """Every part that says something."""
        package = self._relationships("")
        name = _first(package, "officeDocument")
        if name is None or name not in self._names:
            raise UnreadableEdition(f"{self._path}: this is not a Word document: its text is missing. Build it again.")
        document = self._story(name)
        refers = document.relationships
        footnotes = _first(refers, "footnotes")
        footers = [
            relationship.target
            for relationship in refers.values()
            if relationship.kind == "footer" and relationship.target in self._names
        ]
        return Archive(
            document,
            self._story(footnotes) if footnotes in self._names and footnotes is not None else None,
            self._tree_of(_first(refers, "styles")),
            self._tree_of(_first(refers, "numbering")),
            self._tree_of(_first(package, "core-properties")),
            tuple(self._tree(footer) for footer in footers),
            self._tree_of(_first(refers, "settings")),
            {name: sha256(self._archive.read(name)).hexdigest() for name in self._names if not name.endswith("/")},
            {name: tree for name, tree in self._trees.items() if not name.endswith(".rels") and name != TYPES},
            self._types,
            self._related,
        )

    def _story(self, name: str) -> Story:
        return Story(self._tree(name), self._relationships(name))

    def _tree_of(self, name: str | None) -> etree._Element | None:
        return self._tree(name) if name is not None and name in self._names else None

    def _tree(self, name: str) -> etree._Element:
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def _parsed(self, name: str) -> etree._Element:
        data = self._archive.read(name)
        try:
            return plain_xml(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableEdition(f"{self._path}: {name} is damaged: {error}. Build the edition again.") from error

    def _relationships(self, name: str) -> dict[str, Relationship]:
        folder, base = posixpath.split(name)
        tree = self._tree_of(posixpath.join(folder, "_rels", f"{base}.rels"))
        if tree is None:
            return {}
        identifiers = [element.get("Id", "") for element in tree.iter(etree.Element) if element is not tree]
        if len({*identifiers} - {""}) < len(identifiers) or any(child.tag != _RELATIONSHIP for child in tree):
            raise UnreadableEdition(f"{self._path}: the relationships of {name} cannot be followed. Build it again.")
        return {
            element.get("Id", ""): Relationship(
                element.get("Type", "").rpartition("/")[2],
                element.get("Type", "").rpartition("/")[0],
                target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
                external,
            )
            for element in tree.iter(_RELATIONSHIP)
            for target in [element.get("Target", "")]
            for external in [element.get("TargetMode") == "External"]
        }


def _first(relationships: Relationships, kind: str) -> str | None:
    return next(
        (
            relationship.target
            for relationship in relationships.values()
            if relationship.kind == kind and not relationship.is_external
        ),
        None,
    )
