"""Several inputs, or the documents of a folder, each to a source of its own; none is written over.

What imports is not loaded here: that is for the worker which does it, and a person waits for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.contracts.import_options import Options
from publish.errors import PublishError, UsageError
from publish.importing.account import Report

DOCUMENTS = frozenset(
    (".docx", ".docm", ".dotx", ".doc", ".rtf", ".odt", ".ott", ".epub", ".pdf", ".html", ".htm", ".xhtml", ".md",
     ".markdown", ".mdown", ".txt")
)  # fmt: skip
"""What the names of documents end in."""

_BESIDE = frozenset(
    (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico", ".tif", ".tiff", ".avif", ".heic", ".css", ".js",
     ".woff", ".woff2", ".ttf", ".otf", ".yaml", ".yml", ".pls", ".ini", ".db")
)  # fmt: skip
"""What the names of files end in that lie beside pages and sources, and that nobody means to import."""

_SHOWN = 5  # files of other kinds that are named


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input of many: where its source went, and the report of it or why there is none."""

    input: Path
    source: Path
    report: Report | None
    error: PublishError | None

    @property
    def exit_code(self) -> int:
        """That of the report, or of the error."""
        return self.report.exit_code if self.report is not None else self.error.exit_code if self.error else 0

    def line(self) -> str:
        """For people, in one line."""
        if self.report is None:
            return f"✗ {self.error}"
        proof, notes = self.report.proof, self.report.notes
        sign = "✓" if proof.whole else f"✗ {len(proof.lost) + len(proof.added)} places with words lost or strange"
        return (
            f"{self.input} → {self.source}  {sign}  {proof.words_in:,} words, {len(notes.doubts)} guesses, "
            f"{len(notes.gaps)} missing"
        )


def documents(inputs: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """The files to import: those that are named, and the documents in folders, also further down.

    With them, what in the folders is passed over though it may be meant: a sentence on each. A folder `…_files` holds
    what a browser saved beside a page. Raises `UsageError` where there is nothing.
    """
    found: list[Path] = []
    passed: list[str] = []
    for path in inputs:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(file for file in path.rglob("*") if not any(map(_is_aside, file.relative_to(path).parts)))
        whys = {file: _why_not(path, file) for file in inside}
        passed += [f"{file} {why}, and is passed over. Name it to import it." for file, why in whys.items() if why]
        plain = [file for file in inside if file.is_file() and not whys[file]]
        chosen = [file for file in plain if file.suffix.casefold() in DOCUMENTS]
        passed += _of_other_kinds(file for file in plain if file.suffix.casefold() not in DOCUMENTS | _BESIDE)
        if not chosen:
            what = f" {' '.join(passed)}" if passed else ""
            raise UsageError(f"{path}: there is no document in this folder that could be imported.{what}")
        found += chosen
    return found, passed


def _of_other_kinds(files: Iterable[Path]) -> Iterator[str]:
    """A sentence on files that may be meant, but are of kinds that cannot be imported; none where there are none."""
    names = [str(file) for file in files]
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        shown = f"{', '.join(names[:_SHOWN])}{more}"
        yield f"{shown}: of no kind that can be imported, and passed over. Save such files as .docx, .odt or .pdf."


def _why_not(folder: Path, file: Path) -> str:
    """Why something in a folder is not imported with it, "" where nothing speaks against it."""
    if file.is_symlink():
        try:
            real = file.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
            return "is a link that leads nowhere"
        if real.is_dir():
            return "is a link to a folder"
        if not real.is_relative_to(folder.resolve()):
            return "" if file.suffix.casefold() not in DOCUMENTS else "is a link to a file outside the folder"
    return "" if file.is_file() or file.is_dir() else "is a pipe or device"


def _is_aside(name: str) -> bool:
    """Whether a file or folder is hidden, a lock of Word, or what a browser saved beside a page."""
    return name.startswith((".", "~$")) or name.endswith("_files")


def targets(files: Sequence[Path], folder: Path) -> list[tuple[Path, Path]]:
    """Each file with the source that it becomes in a folder; two of the same name get different ones."""
    if folder.suffix == ".md":
        raise UsageError(f"{folder}: several documents become several sources. Name a folder, as in -o sources/.")
    from publish.importing.assemble import slug

    taken: set[Path] = set()
    pairs: list[tuple[Path, Path]] = []
    for file in files:
        stem = slug(file.stem) or "document"
        target, number = folder / f"{stem}.md", 1
        while target in taken:
            number += 1
            target = folder / f"{stem}-{number}.md"
        taken.add(target)
        pairs.append((file, target))
    return pairs


def import_many(
    pairs: Sequence[tuple[Path, Path]],
    options: Options,
    *,
    importing: Callable[..., Report],
    force: bool = False,
) -> Iterator[Outcome]:
    """Import one after the other, each by `importing`; what one cannot do stops no other."""
    for file, target in pairs:
        try:
            yield Outcome(file, target, importing(file, target, options, force=force), None)
        except PublishError as error:
            yield Outcome(file, target, None, error)
