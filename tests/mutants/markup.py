"""Damage that leaves every word in its place in the file, and shows another one: to the markup around the words."""

from __future__ import annotations

from lxml import etree

from tests.mutants.kinds import Kind
from tests.mutants.package import Damage, Element, Places

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
H = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
DC = "{http://purl.org/dc/elements/1.1/}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

DOCUMENT, NUMBERING, FOOT, FACES = (
    "word/document.xml",
    "word/numbering.xml",
    "word/footer1.xml",
    "word/fontTable.xml",
)


def _every(tag: str) -> Places:
    return lambda tree: list(tree.iter(tag))


# --- Word -------------------------------------------------------------------------------------------------------------


def _numbers(tree: Element) -> list[Element]:
    return [text for text in tree.iter(f"{W}lvlText") if text.get(f"{W}val") in ("%1.", "%2.")]


def _of_another_level(text: Element) -> None:
    text.set(f"{W}val", "%3.")


def _in_style(*names: str) -> Places:
    return lambda tree: [style for style in tree.iter(f"{W}pStyle") if style.get(f"{W}val") in names]


def _numbered(style: Element) -> None:
    """Make a paragraph an item of a list that counts, without saying so by its style."""
    properties = etree.Element(f"{W}numPr")
    etree.SubElement(properties, f"{W}ilvl").set(f"{W}val", "0")
    etree.SubElement(properties, f"{W}numId").set(f"{W}val", "1")
    style.addnext(properties)


def _indented(style: Element) -> None:
    style.addnext(etree.Element(f"{W}ind", {f"{W}left": "5900"}))


def _kept_spaces(tree: Element) -> list[Element]:
    return [
        text
        for text in tree.iter(f"{W}t")
        if (text.text or "").strip() and (text.text or "") != (text.text or "").strip()
    ]


def _space_not_kept(text: Element) -> None:
    del text.attrib[SPACE]


def _rows_of_columns(tree: Element) -> list[Element]:
    return [grid for grid in tree.iter(f"{W}tblGrid") if len(grid) > 1]


def _narrowed(grid: Element) -> None:
    """Give nearly all of a table's width to its first column, and tell each cell so."""
    width = f"{W}w"
    widths = [int(column.get(width, "0")) for column in grid]
    shares = [sum(widths) - 100 * (len(widths) - 1), *[100] * (len(widths) - 1)]
    for column, share in zip(grid, shares, strict=True):
        column.set(width, str(share))
    for row in grid.itersiblings(f"{W}tr"):
        at = 0
        for cell in row.iterchildren(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            covered = 1 if span is None else int(span.get(f"{W}val", "1"))
            place = cell.find(f"{W}tcPr/{W}tcW")
            assert place is not None
            place.set(width, str(sum(shares[at : at + covered])))
            at += covered


def _joined_cells(tree: Element) -> list[Element]:
    return [merge for merge in tree.iter(f"{W}vMerge") if merge.get(f"{W}val") == "continue"]


def _filled(merge: Element) -> None:
    cell = next(merge.iterancestors(f"{W}tc"))
    run = etree.SubElement(next(cell.iterchildren(f"{W}p")), f"{W}r")
    etree.SubElement(run, f"{W}t").text = "100 mg"


def _without_edges(box: Element) -> None:
    for edge in list(box):
        box.remove(edge)


def _without_field(mark: Element) -> None:
    run = mark.getparent()
    assert run is not None
    run.remove(mark)


def _other_letters(face: Element) -> None:
    for instead in face.iterchildren(f"{W}altName"):
        instead.set(f"{W}val", "Wingdings")


IN_WORD: dict[Kind, tuple[str, Places, Damage]] = {
    Kind.COUNTED_OTHERWISE: (NUMBERING, _numbers, _of_another_level),
    Kind.NUMBER_BEFORE: (DOCUMENT, _in_style("Caption", "TableText", "Definition", "Heading2"), _numbered),
    Kind.INDENTED_OFF: (DOCUMENT, _in_style("TableText", "TableHeading"), _indented),
    Kind.SPACE_LOST: (DOCUMENT, _kept_spaces, _space_not_kept),
    Kind.COLUMN_NARROWED: (DOCUMENT, _rows_of_columns, _narrowed),
    Kind.JOINED_CELL_FILLED: (DOCUMENT, _joined_cells, _filled),
    Kind.BAR_REMOVED: (DOCUMENT, _every(f"{W}pBdr"), _without_edges),
    Kind.PAGE_NUMBER_FIXED: (FOOT, _every(f"{W}fldChar"), _without_field),
    Kind.FACE_EXCHANGED: (FACES, lambda tree: [face for face in tree if len(face) > 2], _other_letters),
}
"""The part that is damaged, and where and how in it."""


# --- pages of the web -------------------------------------------------------------------------------------------------


def _holders(tree: Element) -> list[Element]:
    return list(tree.iter(*(f"{H}{name}" for name in ("ol", "ul", "dl", "table", "tr", "figure"))))


def _with_loose_words(holder: Element) -> None:
    holder.text = f"Take twice as many.{holder.text or ''}"


def _last_rows(tree: Element) -> list[Element]:
    return [body[-1] for body in tree.iter(f"{H}tbody") if len(body) > 1]


def _headed(row: Element) -> None:
    """Let a row be shown before all others, and be read after them."""
    body = row.getparent()
    assert body is not None
    head = body.makeelement(f"{H}thead")
    body.addnext(head)
    head.append(row)


def _paragraphs(tree: Element) -> list[Element]:
    return [paragraph for paragraph in tree.iter(f"{H}p") if " " in (paragraph.text or "").strip()]


def _first_word_hidden(paragraph: Element) -> None:
    word, _, rest = (paragraph.text or "").partition(" ")
    hidden = paragraph.makeelement(f"{H}head")
    hidden.text, hidden.tail, paragraph.text = word, f" {rest}", None
    paragraph.insert(0, hidden)


def _first_word_commented_out(paragraph: Element) -> None:
    """Write the first words as CDATA: XML shows it, and to a page of the web it is a comment."""
    paragraph.text = etree.CDATA(paragraph.text or "")


def _letters(tree: Element) -> list[Element]:
    return list(tree.iter(f"{MATHML}mi", f"{MATHML}mn"))


def _acting(letter: Element) -> None:
    letter.set("style", "text-align: left")
    letter.set("onclick", "location = 'https://elsewhere.example/'")


def _titles(tree: Element) -> list[Element]:
    return list(tree.iter(f"{DC}title", f"{DC}creator", f"{DC}description"))


def _from_the_right(title: Element) -> None:
    title.set("dir", "rtl")


ON_PAGES: dict[Kind, tuple[Places, Damage]] = {
    Kind.LOOSE_WORDS: (_holders, _with_loose_words),
    Kind.ROW_FIRST: (_last_rows, _headed),
    Kind.HIDDEN_AS_HEAD: (_paragraphs, _first_word_hidden),
    Kind.FORMULA_ACTS: (_letters, _acting),
}

COMMENTED_OUT: tuple[Places, Damage] = (_paragraphs, _first_word_commented_out)

METADATA_TURNED: tuple[Places, Damage] = (_titles, _from_the_right)
