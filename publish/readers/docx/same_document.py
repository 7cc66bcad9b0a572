"""Whether a Word document is set as the house sets its source: all of its markup, but for what saving leaves in a file.

Lists of what a document may hold cannot say where each may stand: an indent that is allowed pushes the words of a cell
out of their column, a list's number before a dose is another dose, and Word shows nothing of a cell that it joins to
the one above. So the whole markup is compared with what the house makes of the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby, zip_longest
from pathlib import Path

from lxml import etree

from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.docx.allowed_values import SAVED
from publish.readers.docx.paragraph_styles import setting
from publish.readers.docx.parts import Archive, M, R, Relationships, W, opened_from

_LEFT_ON_SAVING = frozenset({f"{W}proofErr", f"{W}lastRenderedPageBreak"})
_SHOWN = {f"{W}r": f"{W}t", f"{M}r": f"{M}t"}
"""What holds the words of a run."""
_WITH_WORDS = frozenset({*_SHOWN.values(), f"{W}instrText"})
_NUMBERED = {"bookmarkStart": "place", "bookmarkEnd": "place", "drawing:docPr": "picture", "picture:cNvPr": "picture"}
"""What Word numbers anew on saving, by what the numbers are of."""
_LAST_PLACE = "_GoBack"  # the bookmark by which Word finds again where somebody wrote last
_MARKS_OF_PLACES = frozenset({f"{W}bookmarkStart", f"{W}bookmarkEnd"})
_LOOK = f"{W}rPr"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORDS = "words"
_END = "the end"
_LONGEST = 60  # letters of a finding
_LATIN = "00"  # the character set of a face that has ordinary letters: ECMA-376, part 1, 17.8.3.2
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_OF_THE_EDITION = (
    "{http://purl.org/dc/elements/1.1/}identifier",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}version",
)

_Mark = tuple[str, str]
"""A piece of markup: its kind, and what it says."""


def document_findings(path: Path, archive: Archive, house: bytes) -> tuple[Finding, ...]:
    """A finding for each part of the document at `path` that is not set as in `house`, what is made of its source."""
    if path.read_bytes() == house:
        return ()
    return tuple(_findings(archive, opened_from(house, path)))


def _findings(archive: Archive, wanted: Archive) -> Iterator[Finding]:
    for name, found, house in (
        ("the text", _story(archive), _story(wanted)),
        ("the notes", _notes(archive), _notes(wanted)),
        ("the foot of a page", _feet(archive), _feet(wanted)),
        ("the lists", _marks(archive.numbering, {}, archive), _marks(wanted.numbering, {}, wanted)),
        ("the settings", _marks(archive.settings, {}, archive), _marks(wanted.settings, {}, wanted)),
    ):
        before = ""
        for mark, shown in zip_longest(_joined(house), _joined(found), fillvalue=(_END, "")):
            if mark != shown:
                near = f" after “{before[-_LONGEST:]}”" if before else ""
                yield _wrong(f"{name} as the house sets it: {_cut(mark)}", f"{_cut(shown)}{near}")
                break
            kind, words = mark
            before = words if kind == _WORDS and words.strip() else before
    yield from _faces(archive, wanted)
    yield from _properties(archive, wanted)


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)


def _cut(mark: _Mark) -> str:
    kind, words = mark
    return f"{kind} {words[:_LONGEST]}".strip()


def _story(archive: Archive) -> Iterator[_Mark]:
    return _marks(archive.document.tree, archive.document.relationships, archive)


def _notes(archive: Archive) -> Iterator[_Mark]:
    notes = archive.footnotes
    return iter(()) if notes is None else _marks(notes.tree, notes.relationships, archive)


def _feet(archive: Archive) -> Iterator[_Mark]:
    for footer in archive.footers:
        yield from _marks(footer, {}, archive)


def _marks(tree: etree._Element | None, relationships: Relationships, archive: Archive) -> Iterator[_Mark]:
    return iter(()) if tree is None else _Markup(relationships, archive.hashes).marks(tree)


def _joined(marks: Iterable[_Mark]) -> Iterator[_Mark]:
    """Words that follow each other are one: Word splits and joins runs as it likes."""
    for kind, group in groupby(marks, lambda mark: mark[0]):
        if kind == _WORDS:
            yield kind, "".join(words for _, words in group)
        else:
            yield from group


class _Markup:
    """The markup of one part as a row of marks."""

    def __init__(self, relationships: Relationships, hashes: Mapping[str, str]) -> None:
        self._relationships = relationships
        self._hashes = hashes
        self._numbers: dict[tuple[str, str], int] = {}
        self._left: set[str | None] = set()  # the numbers of bookmarks that saving leaves

    def marks(self, element: etree._Element) -> Iterator[_Mark]:
        """An element, all that is in it, and its end."""
        name = _name(str(element.tag))
        yield name, self._attributes(name, element)
        yield from self._text(element)
        look: tuple[_Mark, ...] | None = None
        for child in element.iterchildren(etree.Element):
            if child.tag in _SHOWN:
                now = (_name(str(child.tag)), ""), *self._look(child)
                if now != look:
                    yield from now
                look = now
                yield from self._contents(child)
            elif not self._left_on_saving(child):
                look = None
                yield from self.marks(child)
            yield from _stray(child.tail)
        yield f"/{name}", ""

    def _left_on_saving(self, element: etree._Element) -> bool:
        if element.tag in _MARKS_OF_PLACES:
            if element.get(f"{W}name") == _LAST_PLACE:
                self._left.add(element.get(f"{W}id"))
            return element.get(f"{W}id") in self._left
        return element.tag in _LEFT_ON_SAVING

    def _look(self, run: etree._Element) -> tuple[_Mark, ...]:
        """How a run looks, by the properties that it begins with."""
        first = next(_of_run(run), None)
        return tuple(self.marks(first)) if first is not None and first.tag == _LOOK else ()

    def _contents(self, run: etree._Element) -> Iterator[_Mark]:
        yield from self._text(run)
        for place, child in enumerate(_of_run(run)):
            if child.tag == _SHOWN[str(run.tag)] and not len(child):
                yield from self._text(child)
            elif place or child.tag != _LOOK:
                yield from self.marks(child)
            yield from _stray(child.tail)

    @staticmethod
    def _text(element: etree._Element) -> Iterator[_Mark]:
        """The words of an element as Word shows them: without `xml:space` it leaves out the spaces around them."""
        if element.tag not in _WITH_WORDS:
            yield from _stray(element.text)
        elif words := element.text or "":
            yield _WORDS, words if element.get(_SPACE) == "preserve" else words.strip()

    def _attributes(self, name: str, element: etree._Element) -> str:
        shown = []
        for key, value in sorted((str(key), str(value)) for key, value in element.attrib.items()):
            attribute = key.rpartition("}")[2]
            if key == _SPACE or SAVED.fullmatch(attribute):
                continue
            if key.startswith(R):
                value = self._led_to(value)
            elif name in _NUMBERED and attribute == "id":
                value = str(self._numbers.setdefault((_NUMBERED[name], value), len(self._numbers)))
            shown.append(f"{key.removeprefix(W)}={value}")
        return " ".join(shown)

    def _led_to(self, identifier: str) -> str:
        """Where a relationship leads: to an address, or to a part by what is in it."""
        found = self._relationships.get(identifier)
        if found is None:
            return "nowhere"
        return found.target if found.is_external or found.kind != "image" else self._hashes.get(found.target, "nowhere")


def _of_run(run: etree._Element) -> Iterator[etree._Element]:
    return (child for child in run.iterchildren(etree.Element) if child.tag not in _LEFT_ON_SAVING)


@lru_cache(maxsize=1_000)
def _name(tag: str) -> str:
    """The name of an element as it stands in findings; another vocabulary has another prefix."""
    space, _, name = tag.rpartition("}")
    return name if f"{space}}}" == W else f"{space.rpartition('/')[2]}:{name}"


def _stray(words: str | None) -> Iterator[_Mark]:
    """Words between elements, where a document has none."""
    if words and words.strip():
        yield _WORDS, words.strip()


def _faces(archive: Archive, wanted: Archive) -> Iterator[Finding]:
    """Another face, or other letters, in place of one of the house's where that is not installed."""
    house = {_face(font): font for font in _fonts(wanted)}
    found = [font for font in _fonts(archive) if _face(font) in house]
    for face, count in Counter(map(_face, found)).items():
        if count > 1:
            yield _wrong(f"the face {face}", f"{count} times")
    for font in found:
        instead, letters = setting(font, "altName"), setting(font, "charset")
        if instead not in (None, setting(house[_face(font)], "altName")) or letters not in (None, _LATIN):
            yield _wrong(f"the face {_face(font)}", f"{instead or 'other letters'} in its place")


def _fonts(archive: Archive) -> list[etree._Element]:
    table = archive.trees.get("word/fontTable.xml")
    return [] if table is None else table.findall(f"{W}font")


def _face(font: etree._Element) -> str:
    return font.get(f"{W}name", "")


def _properties(archive: Archive, wanted: Archive) -> Iterator[Finding]:
    """A stock code or a version of another edition, or an earlier day."""
    for name in _OF_THE_EDITION:
        found, house = (None if each.core is None else each.core.findtext(name) for each in (archive, wanted))
        if found != house:
            yield _wrong(f"the {name.rpartition('}')[2]} {house or 'of no edition'}", found or "none")
    changed, written = (None if each.core is None else each.core.findtext(_MODIFIED) for each in (archive, wanted))
    if written and (changed or "") < written:  # saving changes it to a later day
        yield _wrong(f"changed on {written}, or later", changed or "no day")
