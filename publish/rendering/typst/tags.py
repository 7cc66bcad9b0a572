"""What Typst cannot tag by itself, written into its PDF: row headers, notes, bookmark titles, the exact language.

Typst 0.15 keeps row headers for a feature that its Python package cannot switch on, tags only notes at the foot of a
page as notes, and writes 10⁹ with a raised 9 as 109 into bookmarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, Object, OutlineItem, Pdf

from publish.errors import EditionError
from publish.model.edition_words import added_words
from publish.model.languages import direction
from publish.model.text import plain
from publish.rendering.typst.saving import saved
from publish.rendering.typst.values import Value

_LIST_PARTS = {"/L": Name.Sect, "/LI": Name.Note, "/LBody": Name.Div}


def completed(
    pdf: bytes,
    *,
    language: str,
    bookmarks: Sequence[str],
    tables: Sequence[Mapping[str, Value]],
    notes: int,
    lists_after_notes: int = 0,
) -> bytes:
    """A PDF with its tags completed.

    Args:
        pdf: what Typst wrote.
        language: BCP 47 tag of the document.
        bookmarks: the title of every bookmark, in reading order.
        tables: the data of every table, in reading order (`document.tables`).
        notes: how many notes there are; they are the items of the last list of the document,
        lists_after_notes: but for so many.

    Returns:
        The same PDF with TH and Scope for row headers (ISO 32000-1, 14.8.5.7), Note for notes (ISO 14289-1, 7.9),
        `bookmarks` as titles and `language` as Lang; and links that say where they lead.

    Raises:
        EditionError: the PDF's tags are not as expected, so that something was lost on the way.

    """
    with Pdf.open(BytesIO(pdf)) as file:
        top = file.Root.StructTreeRoot.K
        document = top[0] if isinstance(top, Array) else top
        found = [element for element in _descend(document) if Name.Table == element.S]
        if len(found) != len(tables):
            raise EditionError(f"{len(tables)} tables were to be set, but {len(found)} are tagged.")
        for element, table in zip(found, tables, strict=True):
            _take_in_caption(element)
            _head_rows(element, table)
        if notes:
            _tag_notes(document, notes, lists_after_notes)
        _name_bookmarks(file, bookmarks)
        _forget_titles(document)
        _describe_links(file, plain(added_words(language).page))
        file.Root.Lang = pikepdf.String(language)
        # Typst goes by the language alone, and takes Punjabi for right-to-left whatever its script.
        file.Root.ViewerPreferences.Direction = Name.R2L if direction(language) == "rtl" else Name.L2R
        return saved(file)


def with_languages(pdf: bytes, languages: Mapping[str, str]) -> bytes:
    """A PDF in whose tags and marked content each language has another name (ISO 32000-1, 14.9.2)."""
    if not languages:
        return pdf
    with Pdf.open(BytesIO(pdf)) as file:
        for element in _all_elements(file):
            if str(element.get("/Lang", "")) in languages:
                element.Lang = pikepdf.String(languages[str(element.Lang)])
        for page in file.pages:
            content = page.Contents.read_bytes()
            for old, new in languages.items():
                content = content.replace(f"/Lang({old})".encode(), f"/Lang({new})".encode())
            page.Contents = file.make_stream(content)
        return saved(file)


def _all_elements(file: Pdf) -> Iterator[Object]:
    top = file.Root.StructTreeRoot.K
    for element in top if isinstance(top, Array) else [top]:
        yield from _descend(element)


def _kids(element: Object) -> list[Object]:
    """The elements directly in an element, without its content."""
    kids = element.get("/K", Array())
    each = list(kids) if isinstance(kids, Array) else [kids]
    return [kid for kid in each if isinstance(kid, Dictionary) and "/S" in kid]


def _descend(element: Object) -> Iterator[Object]:
    yield element
    for kid in _kids(element):
        yield from _descend(kid)


def _take_in_caption(table: Object) -> None:
    """Put a caption that Typst tags beside the table, as it does here and there, into the table."""
    holder = table.P
    while Name.Div == holder.S:
        for kid in _kids(holder):
            if Name.Caption == kid.S:
                holder.K = Array([other for other in holder.K if other.objgen != kid.objgen])
                table.K = Array([kid, *table.K])
                kid.P = table
                return
        holder = holder.P


def _head_rows(element: Object, table: Mapping[str, Value]) -> None:
    """Turn the first columns of the body into row headers, and name them in the cells of their rows."""
    columns = table["row-headers"]
    if not isinstance(columns, int) or columns == 0:
        return
    # A table without header cells has its rows without a body around them.
    parts = [kid for kid in _kids(element) if kid.S in (Name.TBody, Name.TR)]
    rows = [row for part in parts for row in ([part] if Name.TR == part.S else _kids(part))]
    taken: set[tuple[int, int]] = set()
    heads: dict[int, list[pikepdf.String]] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in _kids(row):
            while (number, column) in taken:
                column += 1
            attributes = _table_attributes(cell)
            down, right = int(attributes.get("/RowSpan", 1)), int(attributes.get("/ColSpan", 1))
            taken |= {(number + i, column + j) for i in range(down) for j in range(right)}
            if column < columns:
                name = pikepdf.String(f"R{_id(element)}x{column}y{number}")
                cell.S, cell.ID = Name.TH, name
                attributes.Scope = Name.Row
                for covered in range(number, number + down):
                    heads.setdefault(covered, []).append(name)
            else:
                attributes.Headers = Array([*attributes.get("/Headers", Array()), *heads.get(number, [])])
            column += right


def _id(element: Object) -> str:
    """A name for a table that no other table of the file has."""
    return str(element.objgen[0])


def _table_attributes(cell: Object) -> Object:
    """The cell's attributes of a table; made where it has none."""
    given = cell.get("/A")
    each: list[Object] = list(given) if isinstance(given, Array) else [] if given is None else [given]
    for attributes in each:
        if Name.Table == attributes.O:
            return attributes
    cell.A = Array([*each, Dictionary(O=Name.Table)])
    own: Object = cell.A[len(each)]
    return own


def _tag_notes(document: Object, notes: int, lists_after: int) -> None:
    lists = [kid for kid in _kids(document) if kid.S == Name.L]
    lists = lists[: len(lists) - lists_after]
    items = [item for item in _kids(lists[-1]) if item.S == Name.LI] if lists else []
    if len(items) != notes:
        raise EditionError(f"{notes} notes were to be set, but {len(items)} are tagged.")
    _take_in_lists(lists[-1])
    for number, item in enumerate(items, 1):
        item.ID = pikepdf.String(f"note-{number}")
        for part in (item, *(kid for kid in _kids(item) if Name.LBody == kid.S)):
            part.S = _LIST_PARTS[str(part.S)]
    lists[-1].S = _LIST_PARTS["/L"]
    if "/A" in lists[-1]:
        del lists[-1]["/A"]


def _take_in_lists(outer: Object) -> None:
    """Put each list that Typst tags beside an item, as ISO 32000-1 allows, into that item's body."""
    body: Object | None = None
    kept: list[Object] = []
    for kid in _kids(outer):
        if kid.S == Name.L and body is not None:
            inside = body.get("/K", Array())
            body.K = Array([*(inside if isinstance(inside, Array) else [inside]), kid])
            kid.P = body
            continue
        kept.append(kid)
        body = next((inner for inner in _kids(kid) if Name.LBody == inner.S), None)
    outer.K = Array(kept)


def _forget_titles(document: Object) -> None:
    """Take out the titles that Typst gives headings beside their words, in which 10⁹ is 109."""
    for element in _descend(document):
        if "/T" in element:
            del element["/T"]


def _describe_links(file: Pdf, page: str) -> None:
    """Say of each link where it leads: Typst says so in words of its own, English ones where it lacks a language's.

    `page` is the word for a page in the document's language.
    """
    numbers = {each.obj.objgen: number for number, each in enumerate(file.pages, 1)}
    names = file.Root.get("/Names", Dictionary())
    places = NameTree(names.Dests) if "/Dests" in names else {}
    for link in (link for each in file.pages for link in each.obj.get("/Annots", Array())):
        if "/A" in link:
            address = str(link.A.URI)
            words = next((address[len(sign) :] for sign in ("tel:", "mailto:") if address.startswith(sign)), address)
        else:
            goal = link.Dest if isinstance(link.Dest, Array) else places[str(link.Dest)]
            place = goal.D if isinstance(goal, Dictionary) else goal
            words = f"{page} {numbers[place[0].objgen]}"
        link.Contents = pikepdf.String(words)


def _name_bookmarks(file: Pdf, titles: Sequence[str]) -> None:
    with file.open_outline() as outline:
        items = list(_flat(outline.root))
        if len(items) != len(titles):
            raise EditionError(f"{len(titles)} bookmarks were to be set, but there are {len(items)}.")
        for item, title in zip(items, titles, strict=True):
            item.title = title


def _flat(items: Sequence[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)
