"""A PDF without tags as a page of HTML: lines, columns, headings and tables by how the pages look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber

from publish.importing.html.elements import LOOKS
from publish.importing.pdf.page_columns import in_reading_order
from publish.importing.pdf.pdf_content import LineJoiner, PdfContent, Refused, page_of

_LARGER = 1.12  # times the size of the text from which a line has the look of a heading
_TITLE_LINES = 3
_COLUMN = 2.0  # times the size of the type: a gap as wide as between columns
_LONGEST = 110  # characters of a heading
_PARAGRAPH = 1.45  # times the usual distance of lines from which a new paragraph begins
_EDGE = 0.12  # of the page's height at its top and its bottom, where furniture stands
_BULLET = re.compile(r"^[•‣◦▪▫●○■□⁃∙·\uf0b7\uf0a7–-]\s+|^[\u2713\u2717✔✘☐☑☒]\s+")
_NUMBER = re.compile(r"^(\d{1,3})[.)]\s+(?=\S)")
_UNREADABLE = re.compile(r"\(cid:\d+\)|\ufffd")
_LEFTWARDS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BOX = ("x0", "top", "x1", "bottom")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its words as HTML and as characters, its place and its look."""

    html: str
    text: str
    page: int
    top: float
    bottom: float
    left: float
    right: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A table or a picture, as HTML, at its place."""

    html: str
    page: int
    top: float
    bottom: float
    left: float
    right: float


def content(data: bytes, title: str, language: str) -> PdfContent:
    """The content of a PDF without tags. Raises `Refused` where its characters cannot be trusted."""
    found = PdfContent()
    pieces: list[Line | Block] = []
    heights: list[float] = []
    with pdfplumber.open(BytesIO(data)) as pdf:
        for number, whole_page in enumerate(pdf.pages):
            page = whole_page.dedupe_chars()  # letters that are drawn twice to look bold
            heights.append(float(page.height))
            pieces += _page(page, number)
    text = "\n".join(piece.text for piece in pieces if isinstance(piece, Line))
    _refuse_untrusted(text)
    furniture = _furniture([piece for piece in pieces if isinstance(piece, Line)], heights)
    found.furniture = [line.text for line in furniture]
    rest = [piece for piece in pieces if piece not in furniture]
    heading = _title([piece for piece in rest if isinstance(piece, Line)])
    joiner = LineJoiner(text, found)
    shown = f'<h1 data-title="yes">{joiner.join(line.html for line in heading)}</h1>' if heading else ""
    body = _body([piece for piece in rest if piece not in heading], joiner)
    found.page = page_of(f"{shown}{body}", title, language)
    return found


def _title(lines: Sequence[Line]) -> list[Line]:
    """The lines of the title: the largest type of the file, where it stands on the first page alone."""
    largest = max((line.size for line in lines), default=0.0)
    found = [line for line in lines if line.size == largest]
    alone = all(line.page == 0 for line in found) and len(found) <= _TITLE_LINES
    smaller = any(line.size < largest for line in lines)
    return found if alone and smaller and sum(len(line.text) for line in found) <= _LONGEST else []


def _refuse_untrusted(text: str) -> None:
    letters = len(_LETTER.findall(text))
    if len(_UNREADABLE.findall(text)) > letters / 20:
        raise Refused("this PDF does not say which characters its letters are. Give the file that it was made from.")
    if len(_LEFTWARDS.findall(text)) > letters / 3:
        raise Refused(
            "this PDF is written from right to left and has no tags, so that the order of its words cannot be trusted. "
            "Give the file that it was made from."
        )


def _page(page: Any, number: int) -> list[Line | Block]:
    """The lines, tables and pictures of a page, in reading order."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    boxes = [table.bbox for table in tables]
    words = [
        word
        for word in page.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.2)
        if not any(_within(word, box) for box in boxes)
    ]
    links = [(link["uri"], link) for link in page.hyperlinks if str(link.get("uri", "")).startswith(("http", "mailto"))]
    blocks: list[Line | Block] = [_table(table, number) for table in tables]
    for image in page.images:
        width, height = float(image["x1"]) - float(image["x0"]), float(image["bottom"]) - float(image["top"])
        if width * height > 0.01 * float(page.width) * float(page.height):
            place = (float(image["top"]), float(image["bottom"]), float(image["x0"]), float(image["x1"]))
            blocks.append(Block(f'<p><img src="page-{number + 1}.png"></p>', number, *place))
    lines = [_line(row, number, links) for row in _rows(words)]
    return in_reading_order([*lines, *blocks], float(page.width))


def _within(word: dict[str, Any], box: Sequence[float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _rows(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words that stand on one line, parted where the gap is as wide as between columns."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"] + word["top"], word["x0"])):
        middle = (word["bottom"] + word["top"]) / 2
        if lines and lines[-1][0]["top"] < middle < lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    rows: list[list[dict[str, Any]]] = []
    for line in lines:
        line.sort(key=lambda word: float(word["x0"]))
        rows.append(line[:1])
        for before, word in pairwise(line):
            if word["x0"] - before["x1"] < _COLUMN * max(word["size"], before["size"]):
                rows[-1].append(word)
            else:
                rows.append([word])
    return rows


def _line(words: list[dict[str, Any]], number: int, links: list[tuple[str, dict[str, Any]]]) -> Line:
    parts: list[tuple[str, str]] = []
    for word in words:
        address = next((uri for uri, link in links if _within(word, [link[key] for key in _BOX])), "")
        if parts and parts[-1][0] == address:
            parts[-1] = (address, f"{parts[-1][1]} {escape(word['text'])}")
        else:
            parts.append((address, escape(word["text"])))
    html = " ".join(f'<a href="{escape(address)}">{text}</a>' if address else text for address, text in parts)
    text = " ".join(word["text"] for word in words)
    sizes = Counter[float]()
    for word in words:
        sizes[round(float(word["size"]), 1)] += len(word["text"])
    bold = all(re.search(r"bold|black|heavy|semibold", word["fontname"], re.IGNORECASE) for word in words)
    return Line(
        html,
        text,
        number,
        float(min(word["top"] for word in words)),
        float(max(word["bottom"] for word in words)),
        float(words[0]["x0"]),
        float(words[-1]["x1"]),
        sizes.most_common(1)[0][0],
        bold,
    )


def _table(table: Any, number: int) -> Block:
    rows = []
    for row in table.extract():
        cells = "".join(f"<td>{escape(' '.join((cell or '').split()))}</td>" for cell in row)
        rows.append(f"<tr>{cells}</tr>")
    left, top, right, bottom = (float(edge) for edge in table.bbox)
    return Block(f"<table>{''.join(rows)}</table>", number, top, bottom, left, right)


def _furniture(lines: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """Lines at the edges of pages that come back on half of them, numbers apart, and the numbers of pages."""

    def at_edge(line: Line) -> bool:
        height = heights[line.page]
        return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height

    edges = [line for line in lines if at_edge(line)]
    seen: dict[str, set[int]] = {}
    for line in edges:
        seen.setdefault(re.sub(r"\d+", "#", line.text.casefold()), set()).add(line.page)
    fewest = max(2, (len(heights) + 1) // 2)
    counted = re.compile(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?", re.IGNORECASE)
    return [
        line
        for line in edges
        if len(seen[re.sub(r"\d+", "#", line.text.casefold())]) >= fewest or counted.fullmatch(line.text.strip())
    ]


def _body(pieces: Sequence[Line | Block], joiner: LineJoiner) -> str:
    """The content as HTML: lines to paragraphs and headings, blocks at their places."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 12.0
    gaps = Counter(
        round(after.top - before.top, 1)
        for before, after in pairwise(lines)
        if before.page == after.page and 0 < after.top - before.top < 3 * usual and before.size == after.size == usual
    )
    distance = gaps.most_common(1)[0][0] if gaps else 1.3 * usual
    ranks = sorted({line.size for line in lines if _is_heading(line, usual)}, reverse=True)
    parts: list[str] = []
    waiting: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Block) or (waiting and _begins(waiting[-1], piece, distance, usual)):
            parts += _paragraph(waiting, joiner, usual, ranks)
            waiting = []
        if isinstance(piece, Block):
            parts.append(piece.html)
        else:
            waiting.append(piece)
    parts += _paragraph(waiting, joiner, usual, ranks)
    return _numbered("".join(parts))


def _is_heading(line: Line, usual: float) -> bool:
    shaped = (
        len(line.text) <= _LONGEST and not line.text.rstrip().endswith((".", ",", ";")) and _LETTER.search(line.text)
    )
    return bool(shaped) and (line.size >= _LARGER * usual or line.bold)


def _begins(before: Line, line: Line, distance: float, usual: float) -> bool:
    """Whether a line begins a paragraph."""
    if _BULLET.match(line.text) or _NUMBER.match(line.text):
        return True
    if before.size != line.size or before.bold != line.bold:
        return _is_heading(before, usual) or _is_heading(line, usual) or line.page == before.page
    if before.page != line.page or line.top < before.top:
        return before.text.rstrip().endswith((".", "!", "?", ":")) or _is_heading(before, usual)
    return line.top - before.top > _PARAGRAPH * distance


def _paragraph(lines: Sequence[Line], joiner: LineJoiner, usual: float, ranks: Sequence[float]) -> list[str]:
    if not lines:
        return []
    text = joiner.join(line.html for line in lines)
    if all(_is_heading(line, usual) for line in lines) and sum(len(line.text) for line in lines) <= _LONGEST:
        level = min(6, ranks.index(max(line.size for line in lines)) + 1)
        return [f'<h{level} {LOOKS}="yes">{text}</h{level}>']
    bullet = _BULLET.match(text)
    if bullet and bullet[0].strip() in {"–", "-"}:
        text = f"• {text[bullet.end() :]}"
    return [f"<p>{text}</p>"]


def _numbered(body: str) -> str:
    """Paragraphs in a row that count on from a number as a list."""
    pieces = re.split(r"(<p>\d{1,3}[.)]\s.*?</p>)", body)
    texts: list[str] = []
    run: list[tuple[int, str]] = []

    def flush() -> None:
        if len(run) > 1:
            texts.append(f'<ol start="{run[0][0]}">{"".join(f"<li>{text}</li>" for _, text in run)}</ol>')
        else:
            texts.extend(f"<p>{number}. {text}</p>" for number, text in run)
        run.clear()

    for piece in pieces:
        match = re.fullmatch(r"<p>(\d{1,3})[.)]\s+(.*)</p>", piece, re.DOTALL)
        if match is None:
            if piece:
                flush()
                texts.append(piece)
            continue
        if run and int(match[1]) != run[-1][0] + 1:
            flush()
        run.append((int(match[1]), match[2]))
    flush()
    return "".join(texts)
