"""The contract of an importer: a kind of document that staff have, told by its content, read, and proved word by word.

An importer is found by its entry point in the group `publish.importers`, which names a class that is made without
arguments and without work. What it gathers while it reads is told to the person who imports.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from importlib.metadata import entry_points
from pathlib import Path
from typing import ClassVar, Protocol, cast, runtime_checkable

from publish.contracts.import_options import Options
from publish.contracts.installed import lacking
from publish.contracts.process_state import put_back
from publish.errors import MissingTool, described
from publish.model.nodes import Document
from publish.model.publication import Contact, Registration

GROUP = "publish.importers"


class Reason(StrEnum):
    """Why words of the input are not in the source."""

    FURNITURE = "furniture"  # repeated at each page break
    REPEATED = "repeated"  # said again beside where it is kept
    NAVIGATION = "navigation"
    SCRIPT = "script"
    FORM = "form"
    HIDDEN = "hidden"
    SMALL_LETTERS = "small letters that are shown as capitals"
    DECORATION = "decoration"  # an arrow in a button, a bullet sign
    COMMENT = "editor's note"  # a comment beside the text
    AUTHOR = "author"
    DELETED = "deleted"  # a tracked deletion accepted, or a tracked insertion refused
    OUTSIDE = "outside the main content"
    MARKUP = "markup of another system"
    JOINED = "joined at the end of a line"
    PARTED = "written with spaces at its struck letters"


@dataclass(frozen=True, slots=True)
class Left:
    """Words that were left out, where they stood in the input (line from 1, 0 where it is not known), and why."""

    reason: Reason
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that the import could only guess; it is marked `.check` in the source, at the words `at`."""

    line: int
    what: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the document needs and the input does not have; never invented, shown by lint."""

    line: int
    what: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the furniture says of the publisher, for publisher.yaml."""

    name: str = ""
    registrations: tuple[Registration, ...] = ()
    helpline: Contact | None = None
    address: str = ""  # of the page itself


@dataclass(slots=True)
class Notes:
    """What one import gathers on its way."""

    left: list[Left] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    simplified: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)  # words from attributes, said again, or standing in
    moved: list[str] = field(default_factory=list)  # words taken into the front matter
    images: dict[str, bytes] = field(default_factory=dict)  # files to be put beside the source, by their name there
    facts: Facts = field(default_factory=Facts)
    relative: list[Gap] = field(default_factory=list)  # links relative to a page whose own address is not known


@dataclass(frozen=True, slots=True)
class Imported:
    """A document made from an input; `check` holds the ids of sections whose heading is uncertain."""

    document: Document
    check: frozenset[str]
    notes: Notes


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be imported: where it is, its bytes, and the name that the source will have (its id)."""

    path: Path
    data: bytes = field(repr=False)
    name: str = "source"


class Fit(IntEnum):
    """How well a file fits an importer: not at all, as any text does, or as what it is made for."""

    NO = 0
    AS_TEXT = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class InputWords:
    """The text of an input by a reader that shares no code with the import, for the proof.

    `unread` are the reasons for leaving words out whose words this reader does not read either. `formulas_by_letters`
    says that the input has formulas in another notation than TeX, so that they are compared letter by letter.
    `spaces` is False where the input holds places, no spaces: what readers take for one word may then be two.
    """

    text: str
    unread: frozenset[Reason] = frozenset((Reason.SCRIPT,))
    formulas_by_letters: bool = False
    spaces: bool = True


@runtime_checkable
class Importer(Protocol):
    """Reads one kind of document."""

    name: ClassVar[str]  # in the report: "Word"
    largest: ClassVar[int]  # bytes; a larger file is refused

    def takes(self, file: Input) -> Fit:
        """Whether the content of a file is of this kind.

        Raises `SourceError` where it is and cannot be read: it has a password, it is damaged.
        """

    def read(self, file: Input, options: Options) -> Imported:
        """The document. Raises `SourceError`, `UsageError`."""

    def words(self, file: Input, options: Options) -> InputWords:
        """What the input says, read once more. Raises `SourceError`."""


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Stands for an importer that lacks packages: it tells its kind of file, and says what it needs to read one."""

    importer: Importer
    reason: str

    @property
    def name(self) -> str:
        return self.importer.name

    @property
    def largest(self) -> int:
        return self.importer.largest

    def takes(self, file: Input) -> Fit:
        return self.importer.takes(file)

    def read(self, file: Input, options: Options) -> Imported:
        raise MissingTool(f"{file.path}: importing this kind of file ({self.name}) {self.reason}")

    def words(self, file: Input, options: Options) -> InputWords:
        raise MissingTool(f"{file.path}: importing this kind of file ({self.name}) {self.reason}")


def importers() -> dict[str, Importer]:
    """The importers that are installed, by the name of their entry point. Raises `MissingTool`."""
    found: dict[str, Importer] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            with put_back():
                importer = point.load()()
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            message = f"the importer plugin {point.value} cannot be loaded: {described(error)}. Mend or uninstall it."
            raise MissingTool(message) from error
        if not isinstance(importer, Importer):
            raise MissingTool(
                f"the plugin {point.value} is not an importer: it lacks parts of publish.contracts.importer.Importer."
            )
        reason = lacking(point, f"import-{point.name}")
        found[point.name] = cast(Importer, _Lacking(importer, reason)) if reason else importer
    return found
