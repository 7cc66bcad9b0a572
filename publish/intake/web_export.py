"""The plain-text export of a web page to a document: no heading marks, page furniture in between, light markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from publish.intake import furniture, levels
from publish.intake.assemble import Heading, Part, assemble
from publish.intake.dates import review_dates
from publish.intake.formulas import convertible
from publish.intake.light_markup import inlines, tex_candidates
from publish.intake.marks import CHECK, doubtful, picture_needed
from publish.intake.options import Options
from publish.intake.pieces import Kind, Piece, could_head, pieces
from publish.intake.report import Doubt, Gap, Imported, Left, Notes, Reason
from publish.model import (
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

SUMMARY_NEEDED = "Summary needed."
"""The summary of a document whose input has none; lint asks for it."""

_LABEL = re.compile(r"(?:summary|overview|introduction|at a glance|in brief)", re.IGNORECASE)
_LABELLED = re.compile(r"(?:summary|overview)\s*[-–—:]\s*", re.IGNORECASE)
_VIDEO = re.compile(
    r"video\s*(?:\((?P<title>[^)]*)\))?\s*:\s*(?:(?P<before>[^<\[]*?)\s*)?(?:<(?P<auto>https?://[^>\s]+)>|\[(?P<words>[^\]]*)\]\((?P<target>https?://[^)\s]+)\)|(?P<bare>https?://\S+))",
    re.IGNORECASE,
)
_REFERENCES = re.compile(r"\b(?:references|sources|bibliography|citations)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(?:19|20)\d\d\b|https?://|\bdoi\b|\bet al\b", re.IGNORECASE)
_ARROW = re.compile(r"\s*[→➔➜›»>▸►⟶]+\s*(?=\](?:\(|$)|$)")
_NOWHERE = re.compile(r"#?|#.*|javascript:.*", re.IGNORECASE)
_FEWEST_CONTENTS = 3  # items that must all be headings for a list to be the page's own table of contents


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
            return target
        base = self.options.address or self.notes.facts.address
        return urljoin(base, target) if base and not re.match(r"[a-z][a-z+.-]*:", target, re.IGNORECASE) else None

    def inlines(self, piece: Piece) -> tuple[Inline, ...]:
        """The words of a piece; the place of a doubtful join is marked."""
        if piece.doubtful >= 0:
            before, after = piece.text[: piece.doubtful], piece.text[piece.doubtful :]
            word, _, rest = after.partition(" ")
            return (*self._words(before), doubtful(self._words(word)), *self._words(f" {rest}" if rest else ""))
        return self._words(piece.text)

    def _words(self, text: str) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for number, line in enumerate(text.split("\n")):
            made += [LineBreak()] if number else []
            made += inlines(line, self.resolve, formulas=self.formulas)
        return tuple(made)


def read(text: str, name: str, options: Options) -> Imported:
    """A document from the text of an export; `name` becomes its id."""
    notes = Notes()
    lines = text.replace("\f", "\n").split("\n")
    found = furniture.find(lines)
    notes.facts = found.facts
    row = pieces(lines, found, notes)
    page = _Page(row, notes, options, convertible(one for piece in row for one in tex_candidates(piece.text)))
    title = _title(page)
    dates = _dates(page)
    summary = _summary(page, title)
    _contents(page)
    metadata = Metadata(
        name,
        title,
        options.language or "en-GB",
        summary,
        last_reviewed=dates.get("last_reviewed"),
        updated=dates.get("updated"),
        next_review_due=dates.get("next_review_due"),
    )
    assembled = assemble(metadata, _parts(page, title), notes)
    return Imported(assembled.document, assembled.check, notes)


def _title(page: _Page) -> str:
    """The first piece that has words; taken out."""
    for number, piece in enumerate(page.row):
        if piece.kind is Kind.TEXT:
            del page.row[number]
            words = _plain(page.inlines(piece))
            page.notes.moved.append(words)
            return words
    page.notes.gaps.append(Gap(1, "a title"))
    return "Title needed"


def _plain(inlines: tuple[Inline, ...]) -> str:
    parts = [one.value if isinstance(one, Text) else _plain(getattr(one, "children", ())) for one in inlines]
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
        for one in found:
            dates[one.field] = one.date
            if one.uncertain:
                page.notes.doubts.append(Doubt(piece.line, f"{piece.text}: taken as day/month/year ({one.date})"))
        page.notes.moved.append(piece.text)
    page.row[:] = kept
    return dates


def _summary(page: _Page, title: str) -> str:
    """The summary: what stands under a line "Summary", or else the paragraph under the title. Repeats are left out."""
    row = page.row
    head = next((n for n, piece in enumerate(row) if piece.kind is not Kind.TEXT), len(row))
    label = next((n for n in range(min(head, 8)) if _LABEL.fullmatch(row[n].text.strip())), None)
    intro = row[0] if head and not could_head(row[0].text) and not row[0].text.startswith(("[", "Video")) else None
    said = row[label + 1] if label is not None and label + 1 < head else None
    chosen = said if said is not None and not could_head(said.text) else intro
    if chosen is None:
        page.notes.gaps.append(Gap(1, "a summary of one or two sentences"))
        return SUMMARY_NEEDED
    words = _LABELLED.sub("", _plain(page.inlines(chosen)), count=1)
    page.notes.moved.append(words)
    drop = [chosen]
    labelled = _plain(page.inlines(chosen))
    if labelled != words:
        page.notes.left.append(Left(Reason.REPEATED, labelled.removesuffix(words).strip(), chosen.line))
    if label is not None and chosen is said:
        drop.append(row[label])
        page.notes.left.append(Left(Reason.REPEATED, row[label].text, row[label].line))
    for piece in row[:head]:
        if piece not in drop and _plain(page.inlines(piece)) in {words, title}:
            drop.append(piece)
            page.notes.left.append(Left(Reason.REPEATED, piece.text, piece.line))
    page.row[:] = [piece for piece in row if piece not in drop]
    return words


def _contents(page: _Page) -> None:
    """Leave out a list of the page's own headings: navigation."""
    heads = {_plain(page.inlines(piece)).casefold() for piece in page.row if piece.kind is Kind.TEXT}
    start = 0
    while start < len(page.row):
        stop = start
        while stop < len(page.row) and page.row[stop].kind is Kind.ITEM:
            stop += 1
        items = page.row[start:stop]
        if len(items) >= _FEWEST_CONTENTS and all(_plain(page.inlines(one)).casefold() in heads for one in items):
            page.notes.left += [Left(Reason.NAVIGATION, one.text, one.line) for one in items]
            del page.row[start:stop]
            continue
        start = max(stop, start + 1)


def _parts(page: _Page, title: str) -> list[Part]:
    """Headings with their levels, and the blocks between them."""
    heads = _headings(page)
    found = dict(zip(heads, levels.levels(_outline(page, heads)), strict=True))
    parts: list[Part] = []
    above = title
    number = 0
    references = False
    while number < len(page.row):
        piece = page.row[number]
        if number in found:
            level = found[number]
            words = page.inlines(piece)
            above = _plain(words)
            references = _REFERENCES.search(above) is not None
            if not level.sure:
                page.notes.doubts.append(Doubt(piece.line, f"the level of “{above}” ({level.level}): {level.why}"))
            parts.append(Heading(level.level, words, piece.line, check=not level.sure))
            number += 1
        elif piece.kind is Kind.TOP:
            number += 1
        elif piece.kind is Kind.ITEM or (references and piece.kind is Kind.TEXT and _REFERENCE.search(piece.text)):
            stop = number
            as_references = piece.kind is Kind.TEXT
            while (
                stop < len(page.row)
                and stop not in found
                and page.row[stop].kind is (Kind.TEXT if as_references else Kind.ITEM)
            ):
                stop += 1
            parts.append(_list(page, page.row[number:stop]))
            number = stop
        else:
            parts.append(_block(page, piece, above))
            number += 1
    return parts


def _headings(page: _Page) -> list[int]:
    """Which pieces are headings: lines that look like one and have something under them."""
    found: list[int] = []
    references = False
    for number, piece in enumerate(page.row):
        opens = number > 0 and page.row[number - 1].kind is Kind.TOP
        if piece.kind is not Kind.TEXT or piece.doubtful >= 0 or not could_head(piece.text, opens=opens):
            continue
        if _VIDEO.match(piece.text):
            continue
        after = page.row[number + 1] if number + 1 < len(page.row) else None
        if references and (
            after is None
            or _REFERENCE.search(piece.text)
            or (after.kind is Kind.TEXT and _REFERENCE.search(after.text))
        ):
            continue
        if after is None or after.kind is Kind.TOP:
            page.notes.doubts.append(
                Doubt(piece.line, f"“{piece.text}” looks like a heading and has nothing under it; kept as text")
            )
            page.row[number] = replace(piece, doubtful=0)
            continue
        found.append(number)
        references = _REFERENCES.search(piece.text) is not None
    return found


def _outline(page: _Page, heads: list[int]) -> list[levels.Outline]:
    part = 0
    parts: dict[int, int] = {}
    for number, piece in enumerate(page.row):
        part += piece.kind is Kind.TOP
        parts[number] = part
    closed = bool(heads) and any(piece.kind is Kind.TOP for piece in page.row[heads[-1] :])
    last = part if part and not closed else -1
    made: list[levels.Outline] = []
    for place, number in enumerate(heads):
        stop = heads[place + 1] if place + 1 < len(heads) else len(page.row)
        held = [piece for piece in page.row[number + 1 : stop] if piece.kind is not Kind.TOP]
        texts = [piece.text for piece in held if not piece.text.startswith("[") and not _VIDEO.match(piece.text)]
        made.append(
            levels.Outline(
                _plain(page.inlines(page.row[number])),
                parts[number],
                parts[number] == last,
                texts,
                [piece.text for piece in held if piece.kind is Kind.ITEM],
                bool(texts) and texts[-1].endswith(":") and held[-1].text == texts[-1],
                _REFERENCES.search(page.row[number].text) is not None,
            )
        )
    return made


def _list(page: _Page, row: list[Piece]) -> List:
    """A list of pieces, nested by their indents."""
    numbered = bool(row[0].number)
    items: list[ListItem] = []
    at = 0
    while at < len(row):
        stop = at + 1
        while stop < len(row) and row[stop].indent > row[0].indent + 1:
            stop += 1
        under = row[at + 1 : stop]
        own: list[Block] = [Paragraph(page.inlines(row[at]), line=row[at].line)]
        items.append(ListItem((*own, _list(page, under)) if under else tuple(own)))
        at = stop
    return List(tuple(items), ordered=numbered, start=row[0].number if numbered else 1, line=row[0].line)


def _block(page: _Page, piece: Piece, above: str) -> Block:
    if piece.kind is Kind.TABLE:
        return _table(page, piece, above)
    video = _VIDEO.fullmatch(piece.text)
    if video is not None:
        return _video(page, piece, video, above)
    text = _ARROW.sub("", piece.text)
    if text != piece.text and text.startswith("["):
        page.notes.left.append(Left(Reason.DECORATION, "→", piece.line))
        piece = replace(piece, text=text)
    made = page.inlines(piece)
    for one in made:
        if isinstance(one, InlineImage):
            page.notes.gaps.append(Gap(piece.line, f"the picture “{one.alt or one.image.name}”"))
        elif isinstance(one, Link) and one.target is None:
            page.notes.gaps.append(Gap(piece.line, f"the address of “{_plain(one.children)}”"))
    if len(made) == 1 and isinstance(made[0], InlineImage):
        return Figure(picture_needed(made[0].image.name), made[0].alt, line=piece.line)
    return Paragraph(made, line=piece.line)


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
