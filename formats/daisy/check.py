"""What is wrong with a DAISY book as a book, besides what is said in it."""

from __future__ import annotations

from collections.abc import Iterator

from formats.daisy.form import form_findings
from formats.daisy.read import Book
from publish.contracts.format import clock
from publish.model.nodes import walk
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.ledger import OPENING, text_of
from publish.proof.verdict import Finding, FindingKind
from publish.speech.proving.clip_times import phrase_findings
from publish.speech.script import Script

_OFF_S = 0.1
_SHALLOWEST, _DEEPEST = 1, 6


def book_findings(publication: Publication, text: Script, book: Book) -> Iterator[Finding]:
    """Levels of headings, times that SMILs tell, totals, files that nothing plays, phrases that are no sentences."""
    yield from _levels(publication, book)
    yield from _times(book)
    for name in book.unplayed:
        yield Finding(FindingKind.EXTRA, OPENING, OPENING, None, f"a file that nothing plays: {name}")
    if book.broken:
        wanted, found = "sound without a gap", f"{book.broken} bytes that are no sound"
        yield Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, found)
    yield from form_findings(publication, text.title, book)
    yield from phrase_findings(text, book.recording)


def _levels(publication: Publication, book: Book) -> Iterator[Finding]:
    """Headings at another level than their sections, the n-th of a title with the n-th."""
    wanted: dict[str, list[tuple[str, int, int]]] = {}
    for section in walk(publication.sections):
        entry = (section.id, min(max(section.level, _SHALLOWEST), _DEEPEST), section.line)
        wanted.setdefault(text_of(section.heading), []).append(entry)
    for heading in book.headings[1:]:
        if sections := wanted.get(plain(heading.title), []):
            identifier, level, line = sections.pop(0)
            if level != heading.level:
                yield Finding(
                    FindingKind.DEMOTED,
                    identifier,
                    identifier,
                    f"a heading of level {level}",
                    f"of level {heading.level}",
                    "ncc.html",
                    line,
                )


def _times(book: Book) -> Iterator[Finding]:
    """Times that are told otherwise than the sound lasts: a player shows them and goes by them."""
    for heading, track in zip(book.headings, book.recording.tracks, strict=True):
        told = ((heading.elapsed_s, track.start_s, "begins"), (heading.lasts_s, track.seconds, "lasts"))
        for said_s, real_s, verb in told:
            if abs(said_s - real_s) > _OFF_S:
                wanted, found = f"{track.title!r} {verb} at or for {real_s:.1f} s", f"{said_s:.1f} s"
                yield Finding(FindingKind.PRESENTATION, OPENING, "times", wanted, found, clock(track.start_s))
    for name, value in (
        ("ncc:totalTime", clock(round(book.recording.seconds))),
        ("ncc:tocItems", str(len(book.headings))),
    ):
        if book.metadata.get(name) != value:
            yield Finding(FindingKind.PRESENTATION, OPENING, name, value, book.metadata.get(name))
