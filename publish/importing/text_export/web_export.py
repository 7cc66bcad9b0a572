"""The plain-text export of a web page to a document: no heading marks, page furniture in between, light markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.contracts.import_options import Options
from publish.contracts.importer import Doubt, Gap, Imported, Left, Notes, Reason
from publish.importing.addresses import joined, usable
from publish.importing.assemble import Heading, Part, assemble
from publish.importing.canonical.usable_formulas import convertible
from publish.importing.marks import CHECK, SUMMARY, SUMMARY_NEEDED, doubtful, picture_needed
from publish.importing.review_dates import review_dates
from publish.importing.text_export import contents, edges, furniture, headings, levels
from publish.importing.text_export.contents import Contents
from publish.importing.text_export.headings import REFERENCE, REFERENCES, VIDEO, Found
from publish.importing.text_export.light_markup import inlines, tex_candidates
from publish.importing.text_export.line_pieces import Kind, Piece, could_head, pieces
from publish.importing.text_export.star_notes import settle_star_notes
from publish.model.nodes import (
    Block,
    Cell,
    Figure,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    PartialDate,
    Table,
    Text,
    Video,
)

_LABEL = re.compile(r"(?:summary|overview|introduction|at a glance|in brief)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:summary|overview)\s*[-–—:]\s*", re.IGNORECASE)
_ARROW = re.compile(r"\s*[→➔➜›»>▸►⟶]+\s*(?=\](?:\(|$)|$)")
_NOWHERE = re.compile(r"#?|#.*|javascript:.*", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """The pieces of a page with what is found of them."""

    row: list[Piece]
    notes: Notes
    options: Options
    formulas: Callable[[str], bool]

    def resolve(self, target: str) -> str | None:
        """An address that can stand in a source; None for one that leads nowhere."""
        if _NOWHERE.fullmatch(target):
            return None
        if re.match(r"(?:https?:|mailto:|tel:)", target, re.IGNORECASE):
            return usable(target)
        base = self.options.address or self.notes.facts.address
        return (
            usable(joined(base, target)) if base and not re.match(r"[a-z][a-z+.-]*:", target, re.IGNORECASE) else None
        )

    def inlines(self, piece: Piece) -> tuple[Inline, ...]:
        """The words of a piece; the place of a doubtful join is marked."""
        run: list[Inline] = []
        at = 0
        for place in sorted({*piece.broken, piece.doubtful} - {-1}):
            word = re.match(r"\S*", piece.text[place:])
            if word is not None and place >= at:
                run += (*self._words(piece.text[at:place]), doubtful(self._words(word[0])))
                at = place + len(word[0])
        return (*run, *self._words(piece.text[at:]))

    def plain(self, piece: Piece) -> str:
        """The words of a piece without markup."""
        return _plain(self.inlines(piece))

    def leave(self, navigation: Collection[int], *, also: int = -1) -> None:
        """Leave out pieces by their places: navigation, and one that has gone elsewhere."""
        for place in sorted(navigation):
            piece = self.row[place]
            self.notes.left.append(Left(Reason.NAVIGATION, piece.text, piece.line))
        self.row[:] = [piece for place, piece in enumerate(self.row) if place not in navigation and place != also]

    def _words(self, text: str) -> tuple[Inline, ...]:
        run: list[Inline] = []
        for number, line in enumerate(text.split("\n")):
            run += [LineBreak()] if number else []
            run += inlines(line, self.resolve, formulas=self.formulas)
        return tuple(run)


def read(text: str, name: str, options: Options) -> Imported:
    """A document from the text of an export; `name` becomes its id."""
    notes = Notes()
    lines = text.replace("\f", "\n").split("\n")
    found = furniture.find(lines)
    notes.facts = found.facts
    row = settle_star_notes(pieces(lines, found, notes), notes)
    page = _Page(row, notes, options, convertible(formula for piece in row for formula in tex_candidates(piece.text)))
    title = _title(page)
    dates = _dates(page)
    named = contents.find(page.row, page.plain)
    page.leave(named.navigation)
    summary, guessed = _summary(page, title)
    metadata = Metadata(
        name,
        title,
        options.language or "en-GB",
        summary,
        last_reviewed=dates.get("last_reviewed"),
        updated=dates.get("updated"),
        next_review_due=dates.get("next_review_due"),
    )
    assembled = assemble(metadata, _parts(page, title, named), notes)
    return Imported(assembled.document, assembled.check | ({SUMMARY} if guessed else set()), notes)


def _title(page: _Page) -> str:
    """The title, taken out; what stands around the content of the page is left out."""
    found = edges.find(page.row, page.plain)
    title = "Title needed"
    if found.title < 0:
        page.notes.gaps.append(Gap(1, "a title"))
    else:
        title = page.plain(page.row[found.title])
        page.notes.moved.append(title)
    page.leave(found.navigation, also=found.title)
    return title


def _plain(inlines: tuple[Inline, ...]) -> str:
    parts = [
        inline.value if isinstance(inline, Text) else _plain(getattr(inline, "children", ())) for inline in inlines
    ]
    return " ".join("".join(parts).split())


def _dates(page: _Page) -> dict[str, PartialDate]:
    """The review dates, taken out of the text; the last of a kind counts."""
    dates: dict[str, PartialDate] = {}
    kept: list[Piece] = []
    for piece in page.row:
        found = review_dates(piece.text) if piece.kind is Kind.TEXT else ()
        if not found:
            kept.append(piece)
            continue
        for heading in found:
            dates[heading.field] = heading.date
            if heading.uncertain:
                page.notes.doubts.append(Doubt(piece.line, f"{piece.text}: taken as day/month/year ({heading.date})"))
        page.notes.moved.append(piece.text)
    page.row[:] = kept
    return dates


def _summary(page: _Page, title: str) -> tuple[str, bool]:
    """The summary, and whether it was guessed. Repeats are left out.

    It is what stands under a line "Summary", or else the paragraph under the title.
    """
    row = page.row
    head = next((n for n, piece in enumerate(row) if piece.kind is not Kind.TEXT), len(row))
    label = next((n for n in range(min(head, 8)) if _LABEL.fullmatch(row[n].text.strip())), None)
    first = row[0].text if head else ""
    intro = row[0] if first and not could_head(first) and not first.startswith(("[", "Video")) else None
    if not re.search(r"\w", first):  # the mark of a quotation, or a line that was drawn
        intro = None
    under_label = row[label + 1] if label is not None and label + 1 < head else None
    chosen = under_label if under_label is not None and not could_head(under_label.text) else intro
    if chosen is None:
        page.notes.gaps.append(Gap(1, "a summary of one or two sentences"))
        return SUMMARY_NEEDED, False
    guessed = chosen is intro and _LABELLED.match(_plain(page.inlines(chosen))) is None
    words = _LABELLED.sub("", _plain(page.inlines(chosen)), count=1)
    page.notes.moved.append(words)
    drop = {chosen.line}
    labelled = _plain(page.inlines(chosen))
    if labelled != words:
        page.notes.left.append(Left(Reason.REPEATED, labelled.removesuffix(words).strip(), chosen.line))
    if label is not None and chosen is under_label:
        drop.add(row[label].line)
        page.notes.left.append(Left(Reason.REPEATED, row[label].text, row[label].line))
    for piece in row[:head]:
        if piece.line not in drop and _plain(page.inlines(piece)) in {words, title}:
            drop.add(piece.line)
            page.notes.left.append(Left(Reason.REPEATED, piece.text, piece.line))
    page.row[:] = [piece for piece in row if piece.line not in drop]
    if guessed:
        page.notes.doubts.append(Doubt(chosen.line, "the first paragraph is taken for the summary", words))
    return words, guessed


def _parts(page: _Page, title: str, named: Contents) -> list[Part]:
    """Headings with their levels, and the blocks between them."""
    heads = headings.find(page.row, page.plain, named, page.notes)
    outline = _outline(page, heads, named)
    found = {head.place: (head, level) for head, level in zip(heads, levels.levels(outline, title), strict=True)}
    parts: list[Part] = []
    above = title
    number = 0
    references = False
    while number < len(page.row):
        piece = page.row[number]
        if number in found:
            head, level = found[number]
            words = page.inlines(piece)
            above = _plain(words)
            references = REFERENCES.search(above) is not None
            if head.doubt:
                page.notes.doubts.append(Doubt(piece.line, f"“{above}” may be no heading: {head.doubt}"))
            if not level.sure:
                page.notes.doubts.append(Doubt(piece.line, f"the level of “{above}” ({level.level}): {level.why}"))
            parts.append(Heading(level.level, words, piece.line, check=bool(head.doubt) or not level.sure))
            number += 1
        elif piece.kind is Kind.TOP:
            number += 1
        elif piece.kind is Kind.ITEM or (references and piece.kind is Kind.TEXT and REFERENCE.search(piece.text)):
            stop = number
            as_references = piece.kind is Kind.TEXT
            while (
                stop < len(page.row)
                and stop not in found
                and page.row[stop].kind is (Kind.TEXT if as_references else Kind.ITEM)
            ):
                stop += 1
            parts += _lists(page, page.row[number:stop])
            number = stop
        else:
            parts.append(_block(page, piece, above))
            number += 1
    return parts


def _outline(page: _Page, heads: Sequence[Found], named: Contents) -> list[levels.Outline]:
    row = page.row
    counted = 2 * sum(head.number > 0 for head in heads) >= len(heads)
    fixed = {head.place: _fixed(head, named.named.get(row[head.place].line), counted=counted) for head in heads}
    part = 0
    parts: dict[int, int] = {}
    for number, piece in enumerate(row):
        part += piece.kind is Kind.TOP
        parts[number] = part
    closed = bool(heads) and any(piece.kind is Kind.TOP for piece in row[heads[-1].place :])
    last = part if part and not closed else -1
    holders = _holders(row, heads, named)
    outlines: list[levels.Outline] = []
    for place, head in enumerate(heads):
        number = head.place
        stop = heads[place + 1].place if place + 1 < len(heads) else len(row)
        pieces_under = [piece for piece in row[number + 1 : stop] if piece.kind is not Kind.TOP]
        texts = [piece.text for piece in pieces_under if not piece.text.startswith("[") and not VIDEO.match(piece.text)]
        listed = named.named.get(row[number].line)
        outlines.append(
            levels.Outline(
                page.plain(row[number]),
                parts[number],
                parts[number] == last,
                texts,
                [piece.text for piece in pieces_under if piece.kind is Kind.ITEM],
                bool(texts) and texts[-1].endswith(":") and pieces_under[-1].text == texts[-1],
                REFERENCES.search(row[number].text) is not None,
                fixed[number],
                holders.get(row[number].line, -1),
                not pieces_under,
                listed.depth + (not listed.beside) if listed is not None else 0,
            )
        )
    return outlines


def _fixed(head: Found, listed: contents.Listed | None, *, counted: bool) -> int:
    """The level that a heading's number, where most have one, or the table of contents says; 0 where they say none."""
    if head.number and counted:
        return head.number
    return listed.depth + 1 if listed is not None and listed.contents else 0


def _holders(row: Sequence[Piece], heads: Sequence[Found], named: Contents) -> Mapping[int, int]:
    """For a line that a list in a section names: the section's place among the headings."""
    found: dict[int, int] = {}
    for line, listed in named.named.items():
        if not listed.contents:
            above = [place for place, head in enumerate(heads) if row[head.place].line < listed.line]
            found |= {line: above[-1]} if above else {}
    return found


def _lists(page: _Page, row: list[Piece]) -> list[List]:
    """Lists of pieces, nested by their indents. Where numbers do not count on, another list begins."""
    lists: list[List] = []
    items: list[ListItem] = []
    first = at = 0
    while at < len(row):
        stop = at + 1
        while stop < len(row) and row[stop].indent > row[first].indent + 1:
            stop += 1
        own: list[Block] = [Paragraph(page.inlines(row[at]), line=row[at].line)]
        items.append(ListItem((*own, *_lists(page, row[at + 1 : stop]))))
        if row[at].sign:
            page.notes.left.append(Left(Reason.DECORATION, row[at].sign, row[at].line))
        counts_on = stop < len(row) and row[stop].number == (row[first].number and row[first].number + len(items))
        if not counts_on:
            lists.append(
                List(tuple(items), bool(row[first].number), start=row[first].number or 1, line=row[first].line)
            )
            items, first = [], stop
        at = stop
    return lists


def _block(page: _Page, piece: Piece, above: str) -> Block:
    if piece.kind is Kind.TABLE:
        return _table(page, piece, above)
    video = VIDEO.fullmatch(piece.text)
    if video is not None:
        return _video(page, piece, video, above)
    text = _ARROW.sub("", piece.text)
    if text != piece.text and text.startswith("["):
        page.notes.left.append(Left(Reason.DECORATION, "→", piece.line))
        piece = replace(piece, text=text)
    children = page.inlines(piece)
    for block in children:
        if isinstance(block, InlineImage):
            page.notes.gaps.append(Gap(piece.line, f"the picture “{block.alt or block.image.name}”"))
        elif isinstance(block, Link) and block.target is None:
            page.notes.gaps.append(Gap(piece.line, f"the address of “{_plain(block.children)}”"))
    if len(children) == 1 and isinstance(children[0], InlineImage):
        return Figure(picture_needed(children[0].image.name), children[0].alt, line=piece.line)
    return Paragraph(children, line=piece.line)


def _video(page: _Page, piece: Piece, video: re.Match[str], above: str) -> Video:
    address = video["auto"] or video["target"] or video["bare"]
    named = " ".join((video["title"] or video["before"] or video["words"] or "").split())
    if named and "://" not in named:
        return Video(address, named, line=piece.line)
    page.notes.gaps.append(Gap(piece.line, f"the title of the video {address}; the heading above it stands in"))
    page.notes.added.append(above)
    return Video(address, above, id=CHECK, line=piece.line)


def _table(page: _Page, piece: Piece, above: str) -> Block:
    rows = [
        tuple(
            Cell(page.inlines(Piece(Kind.TEXT, cell.strip(), piece.line)))
            for cell in re.split(r"(?<!\\)\|", line.strip("|"))
        )
        for line in piece.text.split("\n")
        if not re.fullmatch(r"[|:\s-]+", line)
    ]
    width = max(len(row) for row in rows)
    whole = [(*row, *(Cell(()),) * (width - len(row))) for row in rows]
    if len(whole) < 2:  # a heading row alone is no table
        return List(tuple(ListItem((Paragraph(cell.children),)) for cell in whole[0]), line=piece.line)
    page.notes.gaps.append(Gap(piece.line, "the caption of a table; the heading above it stands in"))
    page.notes.added.append(above)
    return Table((Text(above),), (whole[0],), tuple(whole[1:]), id=CHECK, line=piece.line)
