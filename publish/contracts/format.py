"""The Format contract: what a plugin declares and does. Formats are found by entry points, the built-in ones too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel, ConfigDict

from publish.contracts.validation import validated
from publish.errors import SourceError, UsageError
from publish.model.publication import Publication
from publish.proof.reading import Reading
from publish.proof.verdict import Verdict


class Kind(StrEnum):
    """How an edition is used: it flows to the reader's screen, it has fixed pages, or it is heard."""

    REFLOWABLE = "reflowable"
    PAGED = "paged"
    AUDIO = "audio"


class Part(StrEnum):
    """A part of a publication; a change in a part remakes just the editions of the formats that use it."""

    BODY = "body"  # the document without its easy-read blocks, the publisher, the imprint
    EASY_READ = "easy-read"
    GLOSSARY = "glossary"
    LEXICON = "lexicon"
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Page:
    """A place in a paged edition: the page, counted from 1 at the front of the file."""

    number: int


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A place in an audio edition, in seconds from its start."""

    start_s: float
    end_s: float


def clock(seconds: float) -> str:
    """A time for people: "00:12:31"."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


Locations = Mapping[str, Page | TimeSpan]
"""By id: of a section, a node, a sentence of a node (see `sentence_id`), or a place within one (see `place_id`)."""


def sentence_id(node: str, number: int) -> str:
    """The id of a node's sentence, counted from 1: "side-effects/1f2e3d4c.2"."""
    return f"{node}.{number}"


def place_id(node: str, letters: int) -> str:
    """The id of a place in a node, by how many letters and digits of its own words precede: "side-effects/1f2e3d4c+37".

    A paged edition has one where a page begins within a node. The words of a table are those of its caption and cells,
    in order; those of a note belong to no node that has a mark for it.
    """
    return f"{node}+{letters}"


def placed(name: str) -> tuple[str, int] | None:
    """The node and the letters before a place in it, by its id; None where that is the id of something else."""
    node, plus, letters = name.rpartition("+")
    return (node, int(letters)) if plus and letters.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Edition:
    """A finished edition, as the manifest records it: what a format in `needs` hands on to another."""

    format: str
    variant: str
    path: Path
    sha256: str
    pages: int | None
    duration_s: float | None
    locations: Locations


Editions = Mapping[str, tuple[Edition, ...]]  # by the name of a format


@dataclass(frozen=True, slots=True)
class Needed:
    """A format whose editions another uses; where they are not there, it is not made, or (not `required`) made without.

    An EPUB lists the pages of the print edition where there is one, and is no worse an EPUB where there is none.
    """

    format: str
    required: bool = True


class EditionOptions(BaseModel):
    """What sets one edition of a format apart from its others; a format with choices derives its own from this.

    The manifest records it with the edition, so that the edition is checked as what it was made to be.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def variant(self) -> str:
        """A name of this edition among those of its format, "18pt"; "" where there is just one. File names have it."""
        return ""

    @property
    def in_words(self) -> str:
        """The variant as people say it after the format's title: "A4, for the press"."""
        return self.variant

    @property
    def ordered_as(self) -> str:
        """The variant in the stock code that the edition shows: another's where it is a further file of that one."""
        return self.variant


PLAIN = EditionOptions()
"""The options of a format that has none."""

Chosen = TypeVar("Chosen", bound=EditionOptions, covariant=True)


@dataclass(frozen=True, slots=True)
class Job(Generic[Chosen]):
    """One edition to be written or checked: of what, with which options, and the editions that its format needs."""

    publication: Publication
    options: Chosen
    needed: Editions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Variants:
    """The editions that a format makes of one publication, each by its options.

    Where there are none, `reason` says why; that is no failure.
    """

    options: tuple[EditionOptions, ...]
    reason: str = ""

    @classmethod
    def of(cls, options: Iterable[EditionOptions]) -> Variants:
        """Some variants."""
        return cls(tuple(options))

    @classmethod
    def single(cls) -> Variants:
        """One edition without options."""
        return cls((PLAIN,))

    @classmethod
    def none(cls, reason: str) -> Variants:
        """No edition, for `reason`."""
        return cls((), reason)


def no_progress(_message: str, _share: float) -> None:
    """Report nothing."""


class Told:
    """Reports progress, and the last of it again as a sign of life: what gives none is taken to hang, and is ended."""

    def __init__(self, progress: Callable[[str, float], None]) -> None:
        """Report by what is called with what is being done and the share done so far."""
        self._progress = progress
        self._last: tuple[str, float] | None = None

    def __call__(self, message: str, share: float) -> None:
        """Report what is begun."""
        self._last = message, share
        self._progress(message, share)

    def again(self) -> None:
        """Report that it goes on."""
        if self._last is not None:
            self._progress(*self._last)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run of the library chose, for every format alike.

    `requested` holds values by format and key that come before those in the format's section of publisher.yaml. `cache`
    is a folder for what can be made again. `progress` is called with what is being done and the share done so far, 0
    to 1; what it raises ends the build and reaches the caller: the editions that are there stay, and none is half made.
    """

    cache: Path
    listen: bool = True
    requested: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    progress: Callable[[str, float], None] = field(default=no_progress, compare=False)


@runtime_checkable
class Format(Protocol):
    """One kind of edition. The entry point in the group `publish.formats` names a class, made with the `Settings`."""

    name: ClassVar[str]
    title: ClassVar[str]
    suffix: ClassVar[str]  # with its dot
    media_type: ClassVar[str]
    kind: ClassVar[Kind]
    edition_type: ClassVar[str]  # ONIX code list 21, "" where none fits
    orderable: ClassVar[bool]  # can be ordered in print
    needs: ClassVar[tuple[Needed, ...]]  # editions that this one uses
    uses: ClassVar[frozenset[Part]]
    stem: ClassVar[str]  # what follows the document's id in the file's name: "" or "-large-print"

    def __init__(self, settings: Settings) -> None:
        """Keep the settings; do nothing that takes time."""

    @property
    def Options(self) -> type[EditionOptions]:  # noqa: N802 — a class; a ClassVar could not be a derived one
        """What a job of this format may choose: an attribute of the class, as those above."""

    def variants(self, publication: Publication) -> Variants:
        """The editions that this format makes of the publication, by its `format_section`.

        Raises `SourceError` where that section cannot be used.
        """

    def made_with(self, job: Job[Any]) -> tuple[str, ...]:
        """What shapes the bytes besides the job and the code: versions of engines, a voice."""

    def write(self, job: Job[Any], target: Path) -> Locations:
        """Write one edition to `target`: the same bytes for the same input.

        Raises `EditionError` where that is not possible; `target` may then hold anything.
        """

    def read(self, path: Path) -> Reading:
        """Read an edition back, sharing no code with `write`. Raises `UnreadableEdition`."""

    def check(self, job: Job[Any], path: Path) -> Verdict:
        """Compare what the source says with what the edition says, and apply the format's own rules."""


@runtime_checkable
class Revising(Protocol):
    """What a format may do besides: write an edition once more, otherwise, where its check is not content.

    An audio edition says a sentence again more slowly. What is written stays the same; only how may differ.
    """

    def revise(self, job: Job[Any], target: Path, verdicts: tuple[Verdict, ...]) -> Locations | None:
        """Write the edition to `target` again, otherwise than before; None where there is no other way left.

        `verdicts` are those of the first writing and of each revision so far: all that a format needs to know what it
        has tried. The same verdicts give the same bytes.
        """


@runtime_checkable
class OnRequest(Protocol):
    """What a format may say besides: that its editions are made only where a house wants them.

    A house wants them where publisher.yaml has a section for the format, be it empty (`daisy: {}`), or where a build
    names it.
    """

    on_request: ClassVar[bool]


class NothingToChoose(BaseModel):
    """The section of publisher.yaml of a format that has no options: it may be named, so that it is made."""

    model_config = ConfigDict(extra="forbid")


def refuse_options(publication: Publication, name: str, settings: Settings) -> None:
    """For a format without options: refuse what publisher.yaml or a request names, which else would go unseen.

    Raises `SourceError` with the line, or `UsageError`.
    """
    format_section(publication, name, NothingToChoose, settings)


Section = TypeVar("Section", bound=BaseModel)


def format_section(publication: Publication, name: str, model: type[Section], settings: Settings) -> Section:
    """A format's own section of publisher.yaml as the `model` of that format, after what was requested.

    Raises `SourceError` with the line of the first wrong key, and `UsageError` where a request does not fit.
    """
    requested = settings.requested.get(name, {})
    if "variants" in requested and "variants" not in model.model_fields:
        keys = ", ".join(f"{name}.{field.alias or key}" for key, field in model.model_fields.items())
        instead = f"Use --set with one of its options: {keys}" if keys else "It has no options: leave that out"
        raise UsageError(f"no edition of {name} is asked for by --variant. {instead}.")
    section = publication.publisher.formats.get(name)
    values = {**(section.values if section is not None else {}), **requested}
    path = section.path if section is not None else publication.source.parent / "publisher.yaml"
    try:
        return validated(values, model, path, section.lines if section is not None else {})
    except SourceError as error:
        if requested:
            raise UsageError(f"the options requested for {name} cannot be used: {error.message}") from None
        raise
