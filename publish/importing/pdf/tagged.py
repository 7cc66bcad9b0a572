"""A tagged PDF as a page of HTML: what a reader aloud makes of it, element by element (ISO 32000-1, 14.8)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from pathlib import Path

from publish.errors import UnreadableEdition
from publish.importing.html.icons import GUESSED
from publish.importing.pdf.highlights import is_bright, is_line_high
from publish.importing.pdf.item_labels import Item, counted_from_one, counts, drawn_label, typed_label
from publish.importing.pdf.letter_looks import MOST_BARS, STRUCK, THICKEST, drawn_by
from publish.importing.pdf.pdf_content import LineJoiner, PdfContent, page_of
from publish.importing.pdf.short_rows import SHORT, has_short_rows, with_short_rows
from publish.importing.pdf.turned_text import refuse_turned
from publish.importing.table_captions import TYPED
from publish.readers.pdf.page_objects import Box, Paint, Shape
from publish.readers.pdf.structure_tree import Content, Element, Target
from publish.readers.pdf.table_headers import PlacedCell, placed_cells
from publish.readers.pdf.tagged_file import TaggedPdf, open_tagged_pdf
from publish.readers.pdf.text_runs import Run, gap_between

_HEADING = re.compile(r"H([1-6]?)")
_INLINE = {"Span", "Link", "Reference", "Quote", "Strong", "Em", "Sub", "Code", "Annot", "Lbl", "Ruby", "RB", "RT"}
_CONTAINERS = {"Root", "Document", "Part", "Art", "Sect", "Div", "NonStruct", "Aside", "LBody", "Index", "TOCI"}
_FEWEST = 0.5  # share of a file's letters that its tags must hold to be followed
_BULLET = re.compile(r"[•‣◦▪–—*o\uf0b7\uf0a7-]?")
_LINE = 0.5  # of the type size: runs whose baselines are further apart stand on two lines

_MARK = re.compile(r"\d{1,3}|[a-z]|[*†‡§]{1,3}")
_SMALLER, _RISE, _LOWEST = 0.85, 0.1, 0.4  # of the larger type beside it: its size, and how far off the line it stands

Kids = Iterable[Element | Content | Target]


def content(path: Path, title: str, language: str) -> PdfContent | None:
    """The content of a tagged PDF; None where its tags cannot be followed, or hold too little of the text.

    Raises `Refused` where its letters stand in another order than they are read.
    """
    try:
        file = open_tagged_pdf(path)
    except UnreadableEdition:
        return None
    found = PdfContent()
    reader = _Reader(file, found)
    body = reader.flow(file.root.kids)
    tagged = {(piece.page, piece.mark) for piece in file.root.content()}
    inside = outside = 0
    for runs in file.page_runs:
        furniture: list[Run] = []
        lines: list[float] = []
        for run in runs:
            letters = sum(map(str.isalnum, run.text))
            if run.mark is not None and (run.page, run.mark) in tagged:
                inside += letters
                lines.append(run.y)
            elif id(run) not in reader.labels:
                outside += letters
                furniture.append(run)
        if edge := _read(furniture):
            found.furniture.append(edge)
        if stray := _read([run for run in furniture if lines and min(lines) < run.y < max(lines)]):
            found.doubts.append(f"“{stray[:60]}” stands among the text of a page, and is left out, as it has no tag")
    if inside < _FEWEST * (inside + outside):
        return None
    refuse_turned(file, found)
    found.page = page_of(reader.with_notes(body), file.title or title, file.language or language)
    return found


def _read(runs: Sequence[Run]) -> str:
    """What runs say, with a space where one ends a word; some files have each letter as a run of its own."""
    glued = (f"{' ' * (run.y != last.y or gap_between(last, run))}{run.text}" for last, run in pairwise(runs))
    return "".join([*(run.text for run in runs[:1]), *glued]).strip()


class _Reader:
    def __init__(self, file: TaggedPdf, found: PdfContent) -> None:
        self._marked = file.marked()
        tagged = {(piece.page, piece.mark) for piece in file.root.content()}
        self._untagged = [[run for run in runs if (run.page, run.mark) not in tagged] for runs in file.page_runs]
        text = "\n".join(" ".join(run.text for run in runs) for runs in file.page_runs)
        self._joiner = LineJoiner(text, found)
        self._bars = [
            [shape.whole for shape in shapes if shape.whole.height < THICKEST][:MOST_BARS]
            for shapes in file.page_shapes
        ]
        self._areas = [
            [
                shape
                for shape in shapes
                if shape.paint is Paint.AREA and is_bright([part / 255 for part in shape.colour])
            ][:MOST_BARS]
            for shapes in file.page_shapes
        ]
        self.labels: set[int] = set()  # runs without tags that are known as what stands before an item
        self._titled = False
        self._shifted = 0  # how many elements around say themselves that they are raised or lowered
        self._notes: list[tuple[str, str, str]] = []  # the mark, the note, and what stands for it in the flow

    def flow(self, kids: Kids) -> str:
        """What stands in a container; text directly in it is a paragraph."""
        blocks: list[str] = []
        loose: list[Element | Content | Target] = []
        row = list(kids)
        for before, kid, after in zip([None, *row], [*row, None], [*row[1:], None, None], strict=False):
            if kid is not None and (not isinstance(kid, Element) or kid.tag in _INLINE):
                loose.append(kid)
                continue
            if kid is not None and _is_inline(kid):  # a part of a line, where it stands beside one
                if not self._beside(before, kid):
                    blocks.append(self._paragraph(loose))
                    loose = []
                if loose or self._beside(kid, after):
                    loose.append(kid)
                    continue
            blocks.append(self._paragraph(loose))
            loose = []
            if isinstance(kid, Element):
                blocks.append(self._block(kid))
        return "".join(blocks)

    def _paragraph(self, kids: Kids) -> str:
        return f"<p>{text}</p>" if (text := self._inline(kids)) else ""

    def _beside(self, left: Element | Content | Target | None, right: Element | Content | Target | None) -> bool:
        """Whether what is read next stands right behind something, on the same line."""
        before, after = self._runs(left), self._runs(right)
        if not before or not after:
            return False
        end, start = before[-1], after[0]
        size = max(end.size, start.size)
        near = end.page == start.page and abs(end.y - start.y) <= _LINE * size
        return near and -size < start.left - end.right < _LINE * size

    def _runs(self, kid: Element | Content | Target | None) -> list[Run]:
        pieces = [kid] if isinstance(kid, Content) else kid.content() if isinstance(kid, Element) else ()
        return [run for piece in pieces for run in self._marked.get((piece.page, piece.mark), ()) if run.text.strip()]

    def _block(self, element: Element) -> str:
        tag = element.tag
        heading = _HEADING.fullmatch(tag)
        if heading is not None or tag == "Title":
            level = "1" if tag == "Title" else heading[1] or "2" if heading else "2"
            known = ' data-title="yes"' if tag == "Title" and not self._titled else ""
            self._titled = self._titled or tag == "Title"
            return f"<h{level}{known}>{self._inline(element.kids)}</h{level}>"
        match tag:
            case "P" | "Caption" | "BibEntry":
                if any(kid.tag in {"Figure", "L", "Table", "P"} for kid in element.elements()):
                    return self.flow(element.kids)
                return self._paragraph(element.kids)
            case "L":
                return self._list(element)
            case "Table":
                return self._table(element)
            case "Figure":
                return self._figure(element)
            case "BlockQuote":
                return f"<blockquote>{self.flow(element.kids)}</blockquote>"
            case "Note" | "FENote":
                mark, note = self._note(element)
                place = f"<p>{mark} {note}</p>" if "<p>" not in note else f"<div><p>{mark}</p>{note}</div>"
                self._notes.append((mark, note, place))
                return place
            case "Formula":
                return f"<p>{self._inline([element])}</p>"
            case "TOC":
                return f"<nav>{self.flow(element.kids)}</nav>"
            case _:
                return self.flow(element.kids)

    def _list(self, element: Element) -> str:
        """A list; what stands between its items belongs to the item before it, as on a page."""
        before = ""
        items: list[Item] = []
        itemless = not any(part.tag == "LI" for part in element.elements())
        for part in element.elements():
            if part.tag == "LI" or (itemless and part.tag not in {"L", "Caption"}):
                items.append(self._item(part))
            elif items:
                items[-1] = replace(items[-1], html=items[-1].html + self._block(part))
            else:
                before += self._block(part)
        return before + (self._listed(items, element) if items else "")

    def _item(self, item: Element) -> Item:
        """An item with its label, which some writers put into its text, and others draw without a tag."""
        labels = [part for part in item.elements() if part.tag == "Lbl"]
        label = self._inline(labels[0].kids).strip() if labels else ""
        shown = self.flow([kid for kid in item.kids if kid not in labels] if item.tag == "LI" else [item])
        if not label:
            label, shown = typed_label(shown)
        if label:
            return Item(shown, label, untagged=False)
        runs = (run for piece in item.content() for run in self._marked.get((piece.page, piece.mark), ()))
        first = next((run for run in runs if run.text.strip()), None)
        drawn = drawn_label(first, self._untagged[first.page - 1] if first is not None else ())
        self.labels |= {id(run) for run in drawn}
        return Item(shown, "".join(run.text for run in drawn).strip(), untagged=bool(drawn))

    def _listed(self, items: list[Item], element: Element) -> str:
        """Items with their numbers, which a list says again; letters and signs that say something stay in the text."""
        content = self._joiner.content
        counted = [re.fullmatch(r"(\d{1,4})[.)]?", item.label) for item in items]
        if all(counted):
            values = (match[1] for match in counted if match is not None)
            lines = (f'<li value="{value}">{item.html}</li>' for value, item in zip(values, items, strict=True))
            content.furniture += [item.label for item in items]
            return f"<ol>{''.join(lines)}</ol>"
        if counts(element) and not any(item.label for item in items):
            words = re.sub(r"<[^>]*>", " ", items[0].html).strip()
            content.doubts.append(f"the list from “{words[:60]}” has no numbers to read: counted from 1")
            return counted_from_one(items)
        content.furniture += [item.label for item in items if item.untagged]
        content.joined += [item.label for item in items if item.untagged]
        lines = (f"<li>{_labelled(item)}</li>" for item in items)
        return f"<ul>{''.join(lines)}</ul>"

    def _table(self, element: Element) -> str:
        caption = "".join(self._inline(part.kids) for part in element.elements() if part.tag == "Caption")
        rows: dict[int, list[str]] = {}
        cells = placed_cells(element)
        mark = ""
        if has_short_rows(cells):
            cells = with_short_rows(cells, self._ink)
            mark = f' {TYPED}="yes"'
            self._joiner.content.doubts.append(SHORT)
        for cell in cells:
            tag = "th" if cell.element.tag == "TH" else "td"
            spans = f' rowspan="{len(cell.rows)}"' if len(cell.rows) > 1 else ""
            spans += f' colspan="{len(cell.columns)}"' if len(cell.columns) > 1 else ""
            blocks = any(kid.tag not in _INLINE for kid in cell.element.elements())
            inner = self.flow(cell.element.kids) if blocks else self._inline(cell.element.kids)
            rows.setdefault(cell.rows.start, []).append(f"<{tag}{spans}>{inner}</{tag}>")
        lines = "".join(f"<tr>{''.join(rows[number])}</tr>" for number in sorted(rows))
        return f"<table{mark}>{f'<caption>{caption}</caption>' if caption else ''}{lines}</table>"

    def _ink(self, cell: PlacedCell) -> tuple[float, float] | None:
        runs = self._runs(cell.element)
        return (min(run.left for run in runs), max(run.right for run in runs)) if runs else None

    def _figure(self, element: Element) -> str:
        captions = [part for part in element.elements() if part.tag == "Caption"]
        caption = "".join(self._inline(part.kids) for part in captions)
        rest = [kid for kid in element.kids if kid not in captions]
        alt = element.alt or ""
        if alt:
            self._joiner.content.joined.append(alt)
        drawn = self._inline(rest)
        if drawn:
            self._joiner.content.furniture.append(re.sub(r"<[^>]*>", "", drawn))
        image = f'<img src="picture.png" alt="{escape(alt)}">' if alt else '<img src="picture.png">'
        return f"<figure>{image}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"

    def _inline(self, kids: Kids) -> str:
        """The words of a line of text as HTML."""
        lines: list[str] = [""]
        self._add(kids, lines, [])
        return self._joiner.join(lines)

    def _add(self, kids: Kids, lines: list[str], before: list[Run]) -> None:
        for kid in kids:
            if isinstance(kid, Content):
                for run in self._marked.get((kid.page, kid.mark), ()):
                    self._run(run, lines, before)
            elif isinstance(kid, Element):
                self._element(kid, lines, before)

    def _note(self, element: Element) -> tuple[str, str]:
        """The mark of a footnote, and the note itself without it."""
        holder = element
        first = next(iter(element.elements()), None)
        if first is not None and first.tag == "P":
            holder = first
        label = next((part for part in holder.elements() if part.tag in {"Lbl", "Reference", "Link"}), None)
        mark = re.sub(r"<[^>]*>", "", self._inline(label.kids)).strip() if label is not None else ""
        if label is None or not _MARK.fullmatch(mark):
            return "", self._inline(element.kids)
        kids = [kid for kid in holder.kids if kid is not label]
        if holder is element:
            return mark, self._inline(kids)
        return mark, self.flow([*kids, *(kid for kid in element.kids if kid is not holder)])

    def with_notes(self, body: str) -> str:
        """The page with its footnotes at its end, each linked from its mark; those without one stay where they are."""
        ends: list[str] = []
        for number, (mark, note, place) in enumerate(self._notes, 1):
            found = re.search(rf"<sup>{re.escape(mark)}</sup>", body) if mark else None
            if found is None:
                continue
            self._joiner.content.note(mark, re.sub(r"<[^>]*>", "", body[: found.start()][-80:]), note.lstrip())
            link = f'<sup><a href="#note-{number}">{mark}</a></sup>'
            body = f"{body[: found.start()]}{link}{body[found.end() :]}".replace(place, "", 1)
            ends.append(f'<div id="note-{number}">{note}</div>')
        return f'{body}<div role="doc-endnotes">{"".join(ends)}</div>' if ends else body

    def _run(self, run: Run, lines: list[str], before: list[Run]) -> None:
        last = before[-1] if before else None
        if last is not None and (run.page != last.page or abs(run.y - last.y) > _LINE * max(run.size, last.size)):
            lines.append("")
        elif last is not None and gap_between(last, run):
            lines[-1] += " "
        lines[-1] += self._shown(run, next((other for other in reversed(before) if other.size > run.size), None))
        before.append(run)

    def _shown(self, run: Run, base: Run | None) -> str:
        """A run as HTML: signs that its font draws, raised or lowered beside the larger run before it, struck out."""
        drawn = "".join(drawn_by(run.font, letter) for letter in run.text)
        if drawn != run.text:
            self._joiner.content.parted.append(run.text)
            self._joiner.content.joined.append(drawn)
        text = escape(drawn)
        rise = (run.y - base.y) / base.size if base is not None and base.page == run.page else 0.0
        if base is not None and run.size < _SMALLER * base.size and text.strip() and not self._shifted:
            text = (
                f"<sup>{text}</sup>" if _RISE < rise < 1 else f"<sub>{text}</sub>" if -_RISE > rise > -_LOWEST else text
            )
        bars = self._bars[run.page - 1] if text.strip() else []
        text = f"<s>{text}</s>" if any(_strikes(bar, run) for bar in bars) else text
        if text.strip() and any(_highlights(area, run) for area in self._areas[run.page - 1]):
            self._joiner.content.doubts.append(f"“{drawn.strip()[:60]}” is highlighted on page {run.page}")
            text = f'<span {GUESSED}="yes">{text}</span>'
        return text

    def _element(self, element: Element, lines: list[str], before: list[Run]) -> None:
        targets = [kid for kid in element.kids if isinstance(kid, Target)]
        address = targets[0].address if targets else None
        shift = element.attributes.get("BaselineShift")
        raised = shift if isinstance(shift, float) else 0.0
        if element.tag == "Figure":
            lines[-1] += self._figure(element)
            return
        if element.tag == "Form" and str(element.attributes.get("Role", "")).strip("/") in {"cb", "rb"}:
            box = "☑" if str(element.attributes.get("checked", "")).strip("/") == "on" else "☐"
            self._joiner.content.joined.append(box)
            lines[-1] += f" {box} "
            return
        if element.tag == "Formula" and element.alt:
            self._joiner.content.joined.append(element.alt)
            lines[-1] += escape(element.alt)
            drawn = [run.text for piece in element.content() for run in self._marked.get((piece.page, piece.mark), ())]
            self._joiner.content.furniture.append(" ".join(drawn))
            return
        if element.tag in {"Note", "FENote"}:
            mark, note = self._note(element)
            place = f'<span data-note="{len(self._notes)}"></span>'
            self._notes.append((mark, note, place))
            lines[-1] += place
            return
        inner: list[str] = [""]
        self._shifted += bool(raised)
        self._add(element.kids, inner, before)
        self._shifted -= bool(raised)
        text = self._joiner.join(inner)
        if element.tag == "Formula" and text:
            self._joiner.content.doubts.append(
                f"the formula “{text[:60]}” has no text alternative: see its fractions and powers"
            )
            text = f'<span {GUESSED}="yes">{text}</span>'
        edge = " " if inner[0].startswith(" ") else ""
        end = " " if inner[-1].endswith(" ") else ""
        if raised and text:
            text = f"<sup>{text}</sup>" if raised > 0 else f"<sub>{text}</sub>"
        elif element.tag in {"Strong", "Em"} and text:
            name = element.tag.casefold()
            text = f"<{name}>{text}</{name}>"
        if address and text:
            text = f'<a href="{escape(address)}">{text}</a>'
        lines[-1] += f"{edge}{text}{end}"


def _is_inline(element: Element) -> bool:
    """Whether an element stands within a line; one that says nothing by itself does where what it holds does."""
    return element.tag in _INLINE or (element.tag == "NonStruct" and all(map(_is_inline, element.elements())))


def _labelled(item: Item) -> str:
    """An item that begins with its letter or sign; a plain bullet is what its list shows."""
    sign = "" if _BULLET.fullmatch(item.label) else f"{item.label} "
    return f"<p>{sign}{item.html.removeprefix('<p>')}" if item.html.startswith("<p>") else f"{sign}{item.html}"


def _strikes(bar: Box, run: Run) -> bool:
    """Whether a thin bar lies over the middle of most of a run."""
    height = ((bar.bottom + bar.top) / 2 - run.y) / run.size if run.size else 0.0
    shared = min(bar.right, run.right) - max(bar.left, run.left)
    return STRUCK[0] <= height <= STRUCK[1] and shared > (run.right - run.left) / 2


def _highlights(area: Shape, run: Run) -> bool:
    """Whether an area lies behind most of a run as a highlighter's colour does."""
    shared = min(area.box.right, run.right) - max(area.box.left, run.left)
    behind = area.box.bottom < run.y + run.size / 4 < area.box.top and shared > (run.right - run.left) / 2
    return behind and is_line_high(area.box.height, run.size)
