"""One import from file to file: read, fit, write, read back, prove."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import ParseError

import yaml

from publish.contracts.import_options import Options
from publish.contracts.importer import Facts, Fit, Gap, Imported, Importer, Input, InputWords, Notes, importers
from publish.contracts.process_state import put_back
from publish.errors import MissingTool, PublishError, SourceError, UsageError, described
from publish.importing.account import Report
from publish.importing.archive import refuse_endless
from publish.importing.assemble import slug
from publish.importing.canonical.fit import fit
from publish.importing.canonical.template import PUBLISHER_TEMPLATE
from publish.importing.canonical.write import Writer
from publish.importing.proof.prove import prove
from publish.importing.text_kind import BINARY
from publish.limits import IMAGE_BYTES, IMPORTED_BYTES, MEGABYTE
from publish.model.nodes import Document, walk
from publish.model.traverse import blocks_of
from publish.plain_files import read_plain, refuse_linked, refuse_unplain, write_whole
from publish.proof.ledger import text_of
from publish.source.companions import PUBLISHER
from publish.source.document import document as read_document
from publish.source.files import text_of_file
from publish.source.front_matter import metadata
from publish.source.halves import split

_SHOWN = 60  # characters of a line that no source may hold

_DEFAULT = Options()


def import_document(path: Path, target: Path, options: Options = _DEFAULT, *, force: bool = False) -> Report:
    """Make a canonical source of a document that staff have.

    Args:
        path: a document of a kind that some installed importer takes.
        target: the source to be written, `*.md`; its images go into `images/<its name>/` beside it.
        options: choices.
        force: write over a source and pictures that are there.

    Returns:
        What was kept, left out, guessed and missing, with the proof that no word was lost.

    Raises:
        SourceError: the input cannot be read.
        UsageError: the target cannot be written, or an option does not fit.

    """
    _refuse_target(target, force=force)
    try:
        with _few_collections():
            return _import(path, target, options, force=force)
    except (PublishError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise SourceError(
            path, 0, f"this cannot be imported: {described(error)}. Save it in a simpler form, or in parts."
        ) from error


@contextmanager
def _few_collections() -> Iterator[None]:
    """An import makes hundreds of thousands of objects that stay: to look for garbage takes a tenth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _import(path: Path, target: Path, options: Options, *, force: bool) -> Report:
    file = Input(path, _bytes(path), slug(target.stem) or "source")
    importer = importer_for(file)
    if len(file.data) > importer.largest:
        raise SourceError(
            path,
            0,
            f"this is larger than {importer.largest // MEGABYTE} MB, which no document is. Import it in parts.",
        )
    if file.data.startswith(b"PK"):
        refuse_endless(path, file.data)
    with ThreadPoolExecutor(1) as beside:  # the second reader works while pandoc, which is another process, does
        waiting = beside.submit(_words, importer, file, options)
        imported = importer.read(file, options)
        before = waiting.result()
    if not any(True for _ in blocks_of(imported.document)) and not _headed(imported.document):
        raise SourceError(
            path,
            0,
            "there is no text here that could be content. Give a file with text; of a page, name the element that "
            "holds it with --content.",
        )
    imported = replace(imported, document=fit(imported.document, imported.notes))
    files, document = _written(path, target, imported, force=force)
    proof = prove(before, document, imported.notes)
    publisher = _publisher(target.parent / PUBLISHER, imported.notes)
    return Report(path, importer.name, target, imported.notes, proof, (*files, *publisher))


def _words(importer: Importer, file: Input, options: Options) -> InputWords:
    """What the input says. Raises `SourceError` where only the first reader can read it, which forgives more."""
    try:
        return importer.words(file, options)
    except (ParseError, ValueError, KeyError):  # an encoding that expat does not know; a part that is not there
        raise SourceError(
            file.path,
            0,
            "a part of this is missing or no sound XML, so that no second reader can tell whether words were lost. "
            "Open the file in the program that made it and save it again.",
        ) from None


def importer_for(file: Input) -> Importer:
    """The installed importer that a file fits best. Raises `SourceError` where it fits none."""
    fits = [(_fit(importer, file), importer) for importer in importers().values()]
    best, importer = max(fits, key=lambda found: found[0], default=(Fit.NO, None))
    if importer is None or best is Fit.NO:
        what = next((what for signature, what in BINARY if file.data.startswith(signature)), "of no known kind.")
        raise SourceError(file.path, 0, f"this is {what}")
    return importer


def _fit(importer: Importer, file: Input) -> Fit:
    """How a file fits an importer. Raises `SourceError`, and `MissingTool` where the plugin is at fault."""
    try:
        with put_back():
            fit = importer.takes(file)
        if not isinstance(fit, Fit):
            raise TypeError(f"takes gave {type(fit).__name__}, not Fit")
    except (PublishError, KeyboardInterrupt):
        raise
    except BaseException as error:
        message = (
            f"the importer {importer.name} could not look at {file.path}: {described(error)}. Mend or uninstall it."
        )
        raise MissingTool(message) from error
    return fit


def _refuse_target(target: Path, *, force: bool) -> None:
    if target.suffix != ".md":
        raise UsageError(f"{target}: a source is a Markdown file. Name it *.md.")
    if (target.exists() or target.is_symlink()) and not force:
        raise UsageError(f"{target} is there already. Name another file, or add --force to write over it.")


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise SourceError(path, 0, "this is no file, but a folder, pipe or device. Name a file.")
        if path.stat().st_size > IMPORTED_BYTES:
            raise SourceError(path, 0, f"this is larger than {IMPORTED_BYTES // MEGABYTE} MB. Save it smaller.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SourceError(path, 0, f"the file cannot be read: {reason}.") from None


def _headed(document: Document) -> bool:
    """Whether a document has a heading of its own, not only its title."""
    return [text_of(section.heading) for section in walk(document.sections)] != [document.metadata.title]


def _written(path: Path, target: Path, imported: Imported, *, force: bool) -> tuple[tuple[Path, ...], Document]:
    """Write source and images into a folder of their own, read the source back, and only then put them in place."""
    text = Writer(imported.check).document(imported.document)
    folder = target.parent
    for image, data in imported.notes.images.items():
        _refuse_place(folder, folder / image, data, force=force)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".import-") as name:
            staging = Path(name)
            for image, data in imported.notes.images.items():
                (staging / image).parent.mkdir(parents=True, exist_ok=True)
                (staging / image).write_bytes(data)
            draft = staging / target.name
            draft.write_text(text, encoding="utf-8")
            try:
                document = read_back(draft)
            except SourceError as error:
                raise _unreadable(path, text, error) from None
            files = [target]
            for image, data in imported.notes.images.items():
                place = folder / image
                place.parent.mkdir(parents=True, exist_ok=True)
                write_whole(place, data)
                files.append(place)
            os.replace(draft, target)  # noqa: PTH105 — on one file system, so whole or not at all
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.") from None
    return tuple(files), document


def _refuse_place(folder: Path, place: Path, data: bytes, *, force: bool) -> None:
    """Refuse to write a picture through a link, or over another one that nobody said may go. Raises `UsageError`."""
    try:
        refuse_linked(folder, place)
        refuse_unplain(place)
        if not force and place.exists() and read_plain(place, IMAGE_BYTES) != data:
            raise UsageError(
                f"{place}: another picture is there already. Nothing was written. Name another source, or add --force "
                "to write over it."
            )
    except OSError as error:
        raise UsageError(f"{place} cannot be written: {error.strerror}.") from None


def _unreadable(path: Path, text: str, error: SourceError) -> SourceError:
    """Why what was made of an input is not written: no source may hold it, as an error of the input."""
    lines = text.split("\n")
    reasons = (
        f"“{lines[each.line - 1][:_SHOWN]} …”: {each.message}" if 0 < each.line <= len(lines) else each.message
        for each in error.each
    )
    return SourceError(path, 0, f"no source may hold what is here, and nothing was written. {' '.join(reasons)}")


def read_back(source: Path) -> Document:
    """A source's document by the reader of sources, without the files beside it. Raises `SourceError`."""
    parts = split(source, text_of_file(source))
    return read_document(source, parts.body, metadata(source, parts.yaml))


def _publisher(path: Path, notes: Notes) -> tuple[Path, ...]:
    """Write publisher.yaml where there is none: of what the furniture told, or with placeholders, which lint names."""
    facts = notes.facts
    if path.exists():
        return ()
    text = PUBLISHER_TEMPLATE
    if facts.name and facts.helpline is not None:
        text = publisher_yaml(facts)
    else:
        notes.gaps.append(
            Gap(0, f"{path.name}: every edition names its publisher and helpline. Fill in the one beside the source")
        )
    try:
        write_whole(path, text)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    return (path,)


def publisher_yaml(facts: Facts) -> str:
    """The text of publisher.yaml."""
    assert facts.helpline is not None
    data = {
        "name": facts.name,
        "registrations": [
            {"label": registration.label, "number": registration.number} for registration in facts.registrations
        ],
        "helpline": {"label": facts.helpline.label, "value": facts.helpline.value, "target": facts.helpline.target},
    }
    head = "# Who publishes, as the imported page says it: look it through. docs/source.md names what more there is.\n"
    return head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
