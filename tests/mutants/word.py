"""Damage to Word files: to the XML of the body, the footnotes and the relationships."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.mutants.kinds import Kind
from tests.mutants.markup import IN_WORD
from tests.mutants.package import Damage, Element, Mutant, Package, Places, Slot, removed, repeated, words_in
from tests.mutants.words import WORDS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

BODY, NOTES, STYLES, LINKS = (
    "word/document.xml",
    "word/footnotes.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
)


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each place where a Word file can suffer a kind of damage."""
    package = Package.of(path)
    texts = [name for name in (BODY, NOTES) if name in package.parts]
    if kind in WORDS and kind is not Kind.POWER_FLATTENED:
        return package.mutants(texts, *words_in(kind, _slots))
    if kind in IN_WORD:
        part, places, damage = IN_WORD[kind]
        return package.mutants([part], places, damage)
    match kind:
        case Kind.POWER_FLATTENED:
            places, damage = words_in(kind, _slots)
            return package.mutants(texts, places, damage) + package.mutants(texts, _raised, removed)
        case Kind.NOTE_REMOVED:
            return package.mutants([name for name in texts if name == NOTES], _notes, removed)
        case Kind.PICTURE_CHANGED:
            return package.mutants([LINKS], _drawings, _another_drawing)
        case Kind.WORD_UNEXPLAINED:
            return package.mutants([BODY], _paragraphs_of(lambda one: _style(one) == "Term"), _without_meaning)
        case Kind.LINK_CHANGED:
            return package.mutants([LINKS], _links, lambda one: one.set("Target", "https://elsewhere.example/"))
        case Kind.STRESS_REMOVED:
            return package.mutants(texts, _stressed, removed)
        case Kind.TAKEN_OUT_OF_BOX:
            return package.mutants([BODY], lambda tree: list(tree.iter(f"{W}pBdr")), removed)
        case Kind.TAKEN_INTO_BOX:
            return package.mutants(
                [BODY], lambda tree: [one for one in tree.iter(f"{W}pBdr") if _follower(one)], _boxed
            )
        case Kind.LANGUAGE_REMOVED:
            runs = package.mutants(texts, _languages, removed)
            return runs + package.mutants([STYLES], lambda tree: list(tree.iter(f"{W}lang")), removed)
        case Kind.LANGUAGE_WRONG:
            runs = package.mutants(texts, _languages, _in_french)
            return runs + package.mutants([STYLES], lambda tree: list(tree.iter(f"{W}lang")), _in_french)
        case _:
            return package.mutants([BODY], *_ELEMENTS[kind])


def _in_contents(element: Element) -> bool:
    return any(up.tag == f"{W}sdt" for up in element.iterancestors())


def _slots(tree: Element) -> Iterator[Slot]:
    return (Slot(one) for one in tree.iter(f"{W}t") if not _in_contents(one))


def _text(element: Element) -> str:
    return "".join(str(one.text or "") for one in element.iter(f"{W}t"))


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def _paragraphs_of(wanted: Callable[[Element], bool]) -> Places:
    def places(tree: Element) -> list[Element]:
        return [one for one in tree.iter(f"{W}p") if _text(one).strip() and not _in_contents(one) and wanted(one)]

    return places


def _in_table(paragraph: Element) -> bool:
    return any(up.tag == f"{W}tc" for up in paragraph.iterancestors())


def _is_heading(paragraph: Element) -> bool:
    return _style(paragraph).startswith("Heading")


def _plain(paragraph: Element) -> bool:
    return not (_is_heading(paragraph) or _in_table(paragraph)) and paragraph.find(f"{W}pPr/{W}numPr") is None


_paragraphs = _paragraphs_of(_plain)
_headings = _paragraphs_of(lambda one: _is_heading(one) and _style(one) != "Heading1")
_items = _paragraphs_of(lambda one: one.find(f"{W}pPr/{W}numPr") is not None)
_captions = _paragraphs_of(lambda one: _style(one) == "Caption")
_videos = _paragraphs_of(lambda one: _text(one).startswith("Video: "))
_cells = _paragraphs_of(_in_table)


def _rows(tree: Element) -> list[Element]:
    return [row for row in tree.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is None and _text(row).strip()]


def _header_rows(tree: Element) -> list[Element]:
    return list(tree.iter(f"{W}tblHeader"))


def _notes(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{W}footnote") if one.get(f"{W}type") is None]


def _links(tree: Element) -> list[Element]:
    return [one for one in tree.iter(RELATIONSHIP) if one.get("Type", "").endswith("/hyperlink")]


def _drawings(tree: Element) -> list[Element]:
    return [one for one in tree.iter(RELATIONSHIP) if one.get("Target", "").endswith(".svg")]


def _another_drawing(drawing: Element) -> None:
    images = [one for one in drawing.getroottree().iter(RELATIONSHIP) if one.get("Target", "").startswith("media/")]
    drawing.set("Target", images[images.index(drawing) - 1].get("Target", ""))


def _without_meaning(term: Element) -> None:
    meaning = term.getnext()
    assert meaning is not None
    removed(meaning)
    removed(term)


def _languages(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{W}lang") if one.getparent() is not None and _is_run(one)]


def _is_run(element: Element) -> bool:
    parent = element.getparent()
    above = parent.getparent() if parent is not None else None
    return above is not None and above.tag == f"{W}r" and bool(_text(above).strip())


def _stressed(tree: Element) -> list[Element]:
    styles = [one for one in tree.iter(f"{W}rStyle") if one.get(f"{W}val") in ("Strong", "Emphasis")]
    return [one for one in (*styles, *tree.iter(f"{W}b")) if _is_run(one) and not _in_contents(one)]


def _follower(border: Element) -> list[Element]:
    """The properties of the paragraph after a box, where it has some and no box."""
    paragraph = next(border.iterancestors(f"{W}p"))
    after = paragraph.getnext()
    properties = None if after is None or after.tag != f"{W}p" or not _text(after).strip() else after.find(f"{W}pPr")
    return [] if properties is None or properties.find(f"{W}pBdr") is not None else [properties]


def _boxed(border: Element) -> None:
    properties = _follower(border)[0]
    style = properties.find(f"{W}pStyle")
    properties.insert(0 if style is None else 1, copy.deepcopy(border))


def _raised(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{W}vertAlign") if one.get(f"{W}val") == "superscript" and _is_run(one)]


def _pictures(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{WP}docPr") if one.get("descr")]


def _contents(tree: Element) -> list[Element]:
    block = next(tree.iter(f"{W}sdt"))
    return [one for one in block.iter(f"{W}p") if any(link.get(f"{W}anchor") for link in one.iter(f"{W}hyperlink"))]


def _sections(tree: Element) -> list[Element]:
    return [one for one in _headings(tree) if (after := one.getnext()) is not None and not _is_heading(after)]


def _emptied(heading: Element) -> None:
    while (after := heading.getnext()) is not None and not _is_heading(after) and after.tag != f"{W}sectPr":
        removed(after)


def _whole_sections(tree: Element) -> list[Element]:
    return [one for one in _headings(tree) if _style(one) == "Heading2"][:-1]


def _swapped_sections(heading: Element) -> None:
    following = heading.getnext()
    moved = [heading]
    while following is not None and _style(following) != "Heading2":
        moved.append(following)
        following = following.getnext()
    end = following
    while end is not None and (after := end.getnext()) is not None:
        if _style(after) == "Heading2" or after.tag == f"{W}sectPr":
            break
        end = after
    assert end is not None
    for one in reversed(moved):
        end.addnext(one)


def _in_french(language: Element) -> None:
    for name in list(language.attrib):
        language.set(name, "fr-FR")


def _as_bold(paragraph: Element) -> None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    removed(style)


def _level(paragraph: Element) -> None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    level = int(style.get(f"{W}val", "")[-1])
    style.set(f"{W}val", f"Heading{level - 1 if level > 2 else level + 1}")


def _without_text(paragraph: Element) -> None:
    for run in list(paragraph.iter(f"{W}t")):
        run.text = ""


def _foreign(paragraph: Element) -> None:
    made = paragraph.makeelement(f"{W}p")
    run = made.makeelement(f"{W}r")
    text = run.makeelement(f"{W}t")
    text.text = "Buy these tablets from us today and pay nothing."
    run.append(text)
    made.append(run)
    paragraph.addnext(made)


def _alt_by_name(picture: Element) -> None:
    picture.set("descr", picture.get("name") or "image1.png")


_ELEMENTS: dict[Kind, tuple[Places, Damage]] = {
    Kind.PARAGRAPH_REMOVED: (_paragraphs, removed),
    Kind.ITEM_REMOVED: (_items, removed),
    Kind.CELL_REMOVED: (_cells, _without_text),
    Kind.ROW_REMOVED: (_rows, removed),
    Kind.CAPTION_REMOVED: (_captions, removed),
    Kind.VIDEO_REMOVED: (_videos, removed),
    Kind.SECTION_EMPTIED: (_sections, _emptied),
    Kind.SECTIONS_SWAPPED: (_whole_sections, _swapped_sections),
    Kind.PARAGRAPH_REPEATED: (_paragraphs, repeated),
    Kind.FOREIGN_TEXT: (_paragraphs, _foreign),
    Kind.ALT_EMPTIED: (_pictures, lambda one: one.set("descr", "")),
    Kind.ALT_REPLACED: (_pictures, _alt_by_name),
    Kind.HEADING_BOLD: (_headings, _as_bold),
    Kind.LEVEL_CHANGED: (_headings, _level),
    Kind.HEADER_CELL_PLAIN: (_header_rows, removed),
    Kind.CONTENTS_REMOVED: (_contents, removed),
}
