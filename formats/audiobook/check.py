"""What is wrong with a W3C Audiobook as a package, besides what is said in it: by the clauses of the recommendation."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from formats.audiobook.read import AudiobookPackage, seconds
from formats.audiobook.write import CONTENTS, SoundFile, contents, cover, manifest, name_of
from publish.contracts.format import clock
from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.xhtml.same_page import page_difference
from publish.speech.script import references, script

_OFF_S = 0.1
_FRAME_S = 0.024  # the silent header frame of a file, which counts as sound in no manifest
_MUST = ("@context", "conformsTo", "type", "id", "name", "inLanguage", "author", "readBy", "duration", "readingOrder")


def package_findings(publication: Publication, package: AudiobookPackage) -> Iterator[Finding]:
    """Terms that are missing, durations that are not those of the sound, contents that are not the headings."""
    manifest = package.manifest
    for term in _MUST:
        if not manifest.get(term):
            yield _wrong(f"the term {term}", None)
    for term, wanted in (
        ("conformsTo", "https://www.w3.org/TR/audiobooks/"),
        ("type", "Audiobook"),
    ):
        if manifest.get(term) != wanted:
            yield _wrong(f"{term}: {wanted}", str(manifest.get(term)))
    yield from _times(package)
    yield from _left_out(publication, package)
    yield from _contents(publication, package)
    yield from _of_the_house(publication, package)
    for name in package.beside:
        yield Finding(FindingKind.EXTRA, OPENING, OPENING, None, f"a file that the manifest does not list: {name}")


def _times(package: AudiobookPackage) -> Iterator[Finding]:
    for name, sound, told_s in zip(package.names, package.sounds, package.told_s, strict=True):
        if abs(told_s - sound.seconds) > _OFF_S + _FRAME_S:
            yield _wrong(f"{name} lasts {sound.seconds:.1f} s", f"{told_s:.1f} s", name)
        there = len(sound.times) - 1
        if (sound.promised or there) != there or sound.broken or sound.tag:
            yield _wrong("sound without a gap", f"{clock(sound.seconds)} of it", name)
    whole_s, told_s = (
        sum(sound.seconds for sound in package.sounds[: package.played]),
        seconds(package.manifest.get("duration")),
    )
    if abs(told_s - whole_s) > _OFF_S + _FRAME_S * len(package.sounds):
        yield _wrong(f"a duration of {whole_s:.1f} s", f"{told_s:.1f} s")


def _left_out(publication: Publication, package: AudiobookPackage) -> Iterator[Finding]:
    """What a player would play on into, though a listener need not hear it; what it would never come to."""
    last = references(publication)
    wanted = sum(chapter.section not in last for chapter in script(publication).chapters)
    if package.played != wanted:
        yield _wrong(f"a reading order of {wanted} files, without the references", f"{package.played} files")


def _of_the_house(publication: Publication, package: AudiobookPackage) -> Iterator[Finding]:
    """A manifest, a contents page or a cover that are not those of the document: times and who reads are left out."""
    text, last, found = script(publication), references(publication), package.manifest
    told = dict(zip(package.names, package.told_s, strict=True))
    files = [
        SoundFile(
            name_of(number), chapter.title, chapter.level, told.get(name_of(number), 0.0), chapter.section in last
        )
        for number, chapter in enumerate(text.chapters, 1)
    ]
    house = manifest(publication, text, "", files)
    for term in sorted(house.keys() | found.keys() - {"readBy", "duration"}):
        if term not in ("readBy", "duration") and house.get(term) != found.get(term):
            yield _wrong(f"{term}: {house.get(term, 'nothing')}", str(found.get(term)))
    page = (
        None
        if package.page is None
        else page_difference(package.page, etree.fromstring(contents(publication, text, files)))
    )
    if page is not None:
        yield _wrong(f"the contents page of the house: {page[0]}", page[1], CONTENTS)
    if package.cover != cover(publication, text):
        yield _wrong("the cover of this document", "another picture")


def _contents(publication: Publication, package: AudiobookPackage) -> Iterator[Finding]:
    wanted = [(max(1, chapter.level - 1), chapter.title) for chapter in script(publication).chapters]
    found = [(entry.depth, plain(entry.title)) for entry in package.contents]
    if found != wanted:
        differing = [line for line in wanted if line not in found] or [line for line in found if line not in wanted]
        what = ", ".join(title for _, title in differing) or "the order of the headings"
        yield Finding(FindingKind.CONTENTS, OPENING, "contents", what, None, "index.html")
    if [entry.target for entry in package.contents] != list(package.names):
        yield Finding(FindingKind.MISDIRECTED, OPENING, "contents", "each heading's own file", None, "index.html")


def _wrong(wanted: str, found: str | None, where: str = "publication.json") -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, found, where)
