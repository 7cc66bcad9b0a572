"""A tagged PDF as a page of HTML: what a reader aloud makes of it, element by element (ISO 32000-1, 14.8)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path

from publish.errors import UnreadableEdition
from publish.importing.pdf.pdf_content import LineJoiner, PdfContent, page_of
from publish.readers.pdf.structure_tree import Content, Element, Target
from publish.readers.pdf.table_headers import placed_cells
from publish.readers.pdf.tagged_file import TaggedPdf, open_tagged_pdf
from publish.readers.pdf.text_runs import Run, gap_between

_HEADING = re.compile(r"H([1-6]?)")
_INLINE = {"Span", "Link", "Reference", "Quote", "Strong", "Em", "Sub", "Code", "Annot", "Lbl", "Ruby", "RB", "RT"}
_CONTAINERS = {"Root", "Document", "Part", "Art", "Sect", "Div", "NonStruct", "Aside", "LBody", "Index", "TOCI"}
_FEWEST = 0.5  # share of a file's letters that its tags must hold to be followed
_BULLET = re.compile(r"[•‣◦▪–—*o\uf0b7\uf0a7-]?")
_LINE = 0.5  # of the type size: runs whose baselines are further apart stand on two lines

Kids = Iterable[Element | Content | Target]


def content(path: Path, title: str, language: str) -> PdfContent | None:
    """The content of a tagged PDF; None where its tags cannot be followed, or hold too little of the text."""
    try:
        file = open_tagged_pdf(path)
    except UnreadableEdition:
        return None
    found = PdfContent()
    body = _Reader(file, found).flow(file.root.kids)
    tagged = {(piece.page, piece.mark) for piece in file.root.content()}
    inside = outside = 0
    for runs in file.page_runs:
        furniture: list[str] = []
        for run in runs:
            letters = sum(map(str.isalnum, run.text))
            if run.mark is not None and (run.page, run.mark) in tagged:
                inside += letters
            else:
                outside += letters
                furniture.append(run.text)
        if "".join(furniture).strip():
            found.furniture.append(" ".join(furniture))
    if inside < _FEWEST * (inside + outside):
        return None
    found.page = page_of(body, file.title or title, file.language or language)
    return found


class _Reader:
    def __init__(self, file: TaggedPdf, found: PdfContent) -> None:
        self._marked = file.marked()
        text = "\n".join(" ".join(run.text for run in runs) for runs in file.page_runs)
        self._joiner = LineJoiner(text, found)

    def flow(self, kids: Kids) -> str:
        """What stands in a container; text directly in it is a paragraph."""
        blocks: list[str] = []
        loose: list[Element | Content | Target] = []
        for kid in [*kids, None]:
            if kid is not None and (not isinstance(kid, Element) or kid.tag in _INLINE):
                loose.append(kid)
                continue
            if text := self._inline(loose):
                blocks.append(f"<p>{text}</p>")
            loose = []
            if isinstance(kid, Element):
                blocks.append(self._block(kid))
        return "".join(blocks)

    def _block(self, element: Element) -> str:
        tag = element.tag
        heading = _HEADING.fullmatch(tag)
        if heading is not None or tag == "Title":
            level = "1" if tag == "Title" else heading[1] or "2" if heading else "2"
            return f"<h{level}>{self._inline(element.kids)}</h{level}>"
        match tag:
            case "P" | "Caption" | "BibEntry":
                if any(kid.tag in {"Figure", "L", "Table", "P"} for kid in element.elements()):
                    return self.flow(element.kids)
                text = self._inline(element.kids)
                return f"<p>{text}</p>" if text else ""
            case "L":
                return self._list(element)
            case "Table":
                return self._table(element)
            case "Figure":
                return self._figure(element)
            case "BlockQuote":
                return f"<blockquote>{self.flow(element.kids)}</blockquote>"
            case "Note" | "FENote":
                return f"<p>{self._inline(element.kids)}</p>"
            case "TOC":
                return f"<nav>{self.flow(element.kids)}</nav>"
            case _:
                return self.flow(element.kids)

    def _list(self, element: Element) -> str:
        items: list[str] = []
        numbers: list[str] = []
        for item in element.elements():
            if item.tag == "L" and items:
                items[-1] += self._list(item)
                continue
            labels = [part for part in item.elements() if part.tag == "Lbl"]
            label = self._inline(labels[0].kids).strip() if labels else ""
            rest = [kid for kid in item.kids if kid not in labels] if item.tag == "LI" else [item]
            numbers.append(label)
            items.append(self.flow(rest))
        counted = [re.fullmatch(r"(\d{1,4})[.)]?", number) for number in numbers]
        if numbers and all(counted):
            values = (match[1] for match in counted if match is not None)
            lines = (f'<li value="{value}">{item}</li>' for value, item in zip(values, items, strict=True))
            self._joiner.content.furniture += numbers
            return f"<ol>{''.join(lines)}</ol>"
        signs = ("" if _BULLET.fullmatch(number) or not number else f"{number} " for number in numbers)
        lines = (
            f"<li><p>{sign}{item.removeprefix('<p>')}</li>" if item.startswith("<p>") else f"<li>{sign}{item}</li>"
            for sign, item in zip(signs, items, strict=True)
        )
        return f"<ul>{''.join(lines)}</ul>"

    def _table(self, element: Element) -> str:
        caption = "".join(self._inline(part.kids) for part in element.elements() if part.tag == "Caption")
        rows: dict[int, list[str]] = {}
        for cell in placed_cells(element):
            tag = "th" if cell.element.tag == "TH" else "td"
            spans = f' rowspan="{len(cell.rows)}"' if len(cell.rows) > 1 else ""
            spans += f' colspan="{len(cell.columns)}"' if len(cell.columns) > 1 else ""
            blocks = any(kid.tag not in _INLINE for kid in cell.element.elements())
            inner = self.flow(cell.element.kids) if blocks else self._inline(cell.element.kids)
            rows.setdefault(cell.rows.start, []).append(f"<{tag}{spans}>{inner}</{tag}>")
        lines = "".join(f"<tr>{''.join(rows[number])}</tr>" for number in sorted(rows))
        return f"<table>{f'<caption>{caption}</caption>' if caption else ''}{lines}</table>"

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

    def _run(self, run: Run, lines: list[str], before: list[Run]) -> None:
        last = before[-1] if before else None
        if last is not None and (run.page != last.page or abs(run.y - last.y) > _LINE * max(run.size, last.size)):
            lines.append("")
        elif last is not None and gap_between(last, run):
            lines[-1] += " "
        lines[-1] += escape(run.text)
        before.append(run)

    def _element(self, element: Element, lines: list[str], before: list[Run]) -> None:
        targets = [kid for kid in element.kids if isinstance(kid, Target)]
        address = targets[0].address if targets else None
        shift = element.attributes.get("BaselineShift")
        raised = shift if isinstance(shift, float) else 0.0
        if element.tag == "Figure":
            lines[-1] += self._figure(element)
            return
        if element.tag == "Formula" and element.alt:
            self._joiner.content.joined.append(element.alt)
            lines[-1] += escape(element.alt)
            drawn = [run.text for piece in element.content() for run in self._marked.get((piece.page, piece.mark), ())]
            self._joiner.content.furniture.append(" ".join(drawn))
            return
        inner: list[str] = [""]
        self._add(element.kids, inner, before)
        text = self._joiner.join(inner)
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
