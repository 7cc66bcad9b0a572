"""Whether a talking EPUB holds its text, and marks just what is said; its sound is proved as everywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from formats.talking_epub.read import Overlay, Spoken, TalkingBook, read_book
from formats.talking_epub.write import STYLE, spoken_pages
from publish.contracts.format import Job, clock
from publish.model.publication import Publication
from publish.paging.page_list_check import page_findings
from publish.proof.compare import Expectation, compare, expectation
from publish.proof.ledger import OPENING
from publish.proof.reading import Unit
from publish.proof.reference_sections import reference_ids
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.allowed_markup import ACTIVE, shown_findings
from publish.readers.epub.claimed import own_findings
from publish.readers.epub.epub_reading import read_epub
from publish.readers.epub.evidence import evidence
from publish.readers.epub.same_look import look_findings, markup_findings
from publish.readers.mp3.recording import Clip
from publish.readers.xhtml.markup import name_of
from publish.rendering.epub.epub_book import cover_picture, house_pages, style_sheet
from publish.rendering.epub.printed_pages import NO_PAGES
from publish.speech.proving.clip_times import clip_findings
from publish.speech.proving.pairing import paired
from publish.speech.script import BLANK, COLUMNS, Chapter, Script, Sentence, references
from publish.speech.spoken_format import SpokenOptions

_OFF_S = 0.1
_H = "{http://www.w3.org/1999/xhtml}"
_WORD = re.compile(r"\w+")
_LEFT = {"table": "table", "tr": "table-row", "figure": "figure"}


def book_findings(job: Job[SpokenOptions], text: Script, path: Path) -> list[Finding]:
    """What is wrong with the text, its claims and printed pages, what is marked, and the times that the book tells."""
    found = list(_told_findings(job, text, path))
    if not found:
        pages = house_pages(job.publication, spoken_pages(job.publication, NO_PAGES, []))
        found += markup_findings(read_book(path).package, pages)
    return found


def _told_findings(job: Job[SpokenOptions], text: Script, path: Path) -> Iterator[Finding]:
    publication, book, reading = job.publication, read_book(path), read_epub(path)
    yield from compare(_expected(publication), reading).findings
    yield from own_findings(publication, reading.accessibility, evidence(book.package))
    yield from shown_findings(publication, book.package, "talking-epub")
    yield from page_findings(publication, book.package, job.needed)
    sheet, cover = style_sheet(publication.publisher.look, STYLE), cover_picture(publication)
    yield from look_findings(book.package, sheet, cover)
    yield from _phrases(text, book)
    yield from _silent(book)
    yield from _structures(book, reference_ids(publication))
    yield from _times(book)


def _expected(publication: Publication) -> Expectation:
    """All that an EPUB holds, with the references last, as they are said."""
    last = references(publication)

    def order(units: Sequence[Unit]) -> tuple[Unit, ...]:
        return tuple(sorted(units, key=lambda unit: unit.section in last))

    whole = expectation(publication)
    return replace(whole, units=order(whole.units), contents=order(whole.contents), struck=True, notes=True)


def _phrases(text: Script, book: TalkingBook) -> Iterator[Finding]:
    """Phrases that mark other words than are said, or begin within words."""
    pairs, _ = paired(text, book.recording.tracks)
    for pair in pairs:
        groups, faults = _grouped(pair.chapter, pair.track.clips)
        yield from faults
        if not faults:
            yield from clip_findings(pair.chapter, pair.track, groups)


def _grouped(chapter: Chapter, clips: Sequence[Clip]) -> tuple[list[list[Sentence]], list[Finding]]:
    """The sentences of each clip, by the words that it marks; a finding where another one marks a sentence."""
    groups: list[list[Sentence]] = [[] for _ in clips]
    faults: list[Finding] = []
    leading: list[Sentence] = []  # words of the edition's own that lead to what is marked next
    at, rest = -1, ""
    for sentence in chapter.sentences:
        if not sentence.shown:
            (groups[at] if sentence.is_afterword and at >= 0 else leading).append(sentence)
            continue
        after = _after(sentence, rest) if at >= 0 and rest else None
        if after is None and at + 1 < len(clips):
            if _WORD.search(rest):
                faults.append(_finding(chapter, None, rest, clips[at]))
            at += 1
            after = _after(sentence, clips[at].text)
        if after is None:
            shown = clips[at].text if 0 <= at < len(clips) else None
            faults.append(_finding(chapter, sentence, shown or "nothing is marked", clips[at] if clips else None))
            return groups, faults
        rest = after
        groups[at] += [*leading, sentence]
        leading = []
    if groups:
        groups[-1] += leading
    if _WORD.search(rest) or at + 1 < len(clips):
        extra = rest if _WORD.search(rest) else clips[-1].text
        faults.append(_finding(chapter, None, extra or "", clips[-1]))
    return groups, faults


def _after(sentence: Sentence, shown: str | None) -> str | None:
    """What is left of marked words after those of a sentence; None where they do not begin with it."""
    if shown is None:
        return None
    if sentence.announced == COLUMNS:  # said in one, and shown in cells: by what they are, not how they are joined
        return "" if set(_WORD.findall(sentence.shown)) == set(_WORD.findall(shown)) else None
    if sentence.shown == BLANK and not shown:
        return ""
    if shown.startswith(sentence.shown):
        return shown.removeprefix(sentence.shown).strip()
    # The line of a video begins with words that say so in the language of the document, and are announced as such.
    labelled = shown.endswith(sentence.shown) and shown.removesuffix(sentence.shown).strip().endswith(":")
    return "" if labelled and sentence.announced else None


def _finding(chapter: Chapter, sentence: Sentence | None, shown: str, clip: Clip | None) -> Finding:
    kind = FindingKind.ALTERED if sentence is not None else FindingKind.EXTRA
    unit, line = (sentence.node, sentence.line) if sentence is not None else (chapter.section, 0)
    wanted = sentence.shown if sentence is not None else None
    where = clock(clip.start_s) if clip is not None else ""
    return Finding(kind, chapter.section, unit, wanted, f"marked while it is said: {shown}", where, line)


def _silent(book: TalkingBook) -> Iterator[Finding]:
    """Words and pictures that are in a page and are marked by no phrase: nobody hears them."""
    marked = {spoken.element for overlay in book.overlays for spoken in overlay.phrases}
    for name in book.package.spine:
        body = book.package.parts[name].find(f"{_H}body")
        if name == book.package.nav or body is None or body.get("{http://www.idpf.org/2007/ops}type") == "cover":
            continue
        for words in _unmarked(body, marked, inside=False):
            yield Finding(FindingKind.MISSING, OPENING, OPENING, words, "no sound", name)


def _unmarked(element: etree._Element, marked: set[etree._Element | None], *, inside: bool) -> Iterator[str]:
    inside = inside or element in marked
    name = name_of(element)
    if element.get("role") in {"doc-noteref", "doc-backlink"} or (not name and isinstance(element.tag, str)):
        return
    if name == "img" and element.get("alt") and element not in marked:
        yield element.get("alt", "")
    if name == "math":
        if not inside:
            yield element.get("alttext", "")
        return
    if not inside and _WORD.search(element.text or ""):
        yield (element.text or "").strip()
    for child in element:
        yield from _unmarked(child, marked, inside=inside)
        if not inside and _WORD.search(child.tail or "") and name_of(element) != "p":
            yield (child.tail or "").strip()


def _structures(book: TalkingBook, bibliographies: Collection[str]) -> Iterator[Finding]:
    """Tables that a listener cannot leave, notes and references that cannot be left out."""
    for overlay in book.overlays:
        for spoken in overlay.phrases:
            if spoken.element is None:
                continue
            wanted = set(_wanted(spoken, bibliographies))
            found = {(kind, place) for kind, place in spoken.structures}
            for kind, place in sorted(wanted - found):
                yield _wrong(f"a phrase within a {kind}", f"{overlay.page}: {place or spoken.clip.text}, as any other")
            if name_of(spoken.element) in {"td", "th"} and spoken.kind != "table-cell":
                yield _wrong("a phrase that is a table-cell", f"{overlay.page}: {spoken.clip.text}")


def _wanted(spoken: Spoken, bibliographies: Collection[str]) -> Iterator[tuple[str, str]]:
    assert spoken.element is not None
    for holder in spoken.element.iterancestors():
        name, identifier = name_of(holder), holder.get("id", "")
        if holder.get("role") == "doc-footnote":
            yield "footnote", identifier
        elif identifier in bibliographies:
            yield "bibliography", identifier
        elif name in _LEFT:
            yield _LEFT[name], identifier


def _times(book: TalkingBook) -> Iterator[Finding]:
    """Times that are told otherwise than the sound lasts, sound that nothing plays, phrases of other pages."""
    for overlay in book.overlays:
        yield from _told(overlay.page, overlay.told_s, overlay.seconds)
        yield from _elsewhere(overlay)
    yield from _told("the whole", book.told_s, sum(overlay.seconds for overlay in book.overlays))
    lasts_s = sum(overlay.seconds for overlay in book.overlays)
    if abs(book.recording.seconds - lasts_s) > _OFF_S + 0.024 * sum(len(overlay.phrases) for overlay in book.overlays):
        yield _wrong(f"{lasts_s:.1f} s of sound", f"{book.recording.seconds:.1f} s")
    if book.active != ACTIVE:
        yield _wrong(f"the class {ACTIVE} for what is said", book.active)
    for name in book.unplayed:
        yield Finding(FindingKind.EXTRA, OPENING, OPENING, None, f"sound that nothing plays: {name}")
    if book.broken:
        yield _wrong("sound without a gap", f"{book.broken} bytes that are no sound")


def _told(name: str, told_s: float, lasts_s: float) -> Iterator[Finding]:
    if abs(told_s - lasts_s) > _OFF_S:
        yield _wrong(f"{name} lasts {lasts_s:.1f} s", f"{told_s:.1f} s")


def _elsewhere(overlay: Overlay) -> Iterator[Finding]:
    for spoken in overlay.phrases:
        if spoken.page != overlay.page or spoken.element is None:
            yield _wrong(f"a phrase of {overlay.page}", f"{spoken.page}, nothing that is there")


def _wrong(wanted: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, OPENING, wanted, found)
