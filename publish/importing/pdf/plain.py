"""A PDF without tags as a page of HTML: lines, columns, headings and tables by how the pages look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

import pdfplumber

from publish.importing.html.elements import LOOKS
from publish.importing.html.icons import GUESSED
from publish.importing.pdf.coloured_cells import telling_cells
from publish.importing.pdf.font_names import with_font_names
from publish.importing.pdf.kept_lines import KeptLines
from publish.importing.pdf.letter_looks import mark_letters, mark_lone, raised_letters
from publish.importing.pdf.page_columns import in_reading_order
from publish.importing.pdf.page_lines import Line, line_of, parted_at_tabs, rows_of, within, words_on
from publish.importing.pdf.page_notes import noted
from publish.importing.pdf.page_tables import Block, ruled, unruled
from publish.importing.pdf.pdf_content import LEFTWARDS, LETTER, LineJoiner, PdfContent, Refused, page_of
from publish.importing.pdf.typed_numbers import Text, numbered

_LARGER = 1.12  # times the size of the text from which a line has the look of a heading
_TITLE_LINES = 3
_LONGEST = 110  # characters of a heading
_PARAGRAPH = 1.45  # times the usual distance of lines from which a new paragraph begins
_OPEN = 1.6  # times the size of the type: lines so far apart part paragraphs where most end a sentence
_RARE = 0.1  # share of the distances of lines: what is rarer is no distance of the text
_SLOPE = 0.1  # a tenth of the way along a line: what rises more is turned
_FULL = 0.75  # of the right edge of the text: a line that ends earlier was not broken for want of room
_EDGE = 0.12  # of the page's height at its top and its bottom, where furniture stands
_BULLET = re.compile(r"^[•‣◦▪▫●○■□⁃∙·\uf0b7\uf0a7–-]\s+|^[\u2713\u2717✔✘☐☑☒]\s+")
_NUMBER = re.compile(r"^(\d{1,3})[.)]\s+(?=\S)")
_LETTERED = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|[IVX]{1,4})[.)]\s+(?=\S)")
_LEVELLED = re.compile(r"^\d{1,3}(?:\.\d{1,3}){1,4}\.?\s+(?=[^\W\d_a-z])")  # "1.1 Wash", not "1.5 mg"
_UNREADABLE = re.compile(r"\(cid:\d+\)|\ufffd")
_END = (".", "!", "?", ":")


def content(data: bytes, title: str, language: str) -> PdfContent:
    """The content of a PDF without tags. Raises `Refused` where its characters cannot be trusted."""
    found = PdfContent()
    pieces: list[Line | Block] = []
    heights: list[float] = []
    widths: list[float] = []
    with pdfplumber.open(BytesIO(with_font_names(data))) as pdf:
        raised = raised_letters(data)
        for number, whole_page in enumerate(pdf.pages):
            page = whole_page.dedupe_chars()  # letters that are drawn twice to look bold
            heights.append(float(page.height))
            widths.append(float(page.width))
            mark_letters(page, raised[number] if number < len(raised) else {}, found)
            pieces += _page(page, number, found)
            whole_page.close()
    text = "\n".join(piece.text for piece in pieces if isinstance(piece, Line))
    _refuse_untrusted(text)
    furniture = _furniture([piece for piece in pieces if isinstance(piece, Line)], heights)
    found.furniture = [line.text for line in furniture]
    gone = set[Line | Block](furniture)
    rest = [piece for piece in pieces if piece not in gone]
    heading = _title([piece for piece in rest if isinstance(piece, Line)])
    joiner = LineJoiner(text, found)
    shown = f'<h1 data-title="yes">{joiner.join(line.html for line in heading)}</h1>' if heading else ""
    body = _body([piece for piece in rest if piece not in heading], joiner, widths)
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
    letters = len(LETTER.findall(text))
    if len(_UNREADABLE.findall(text)) > letters / 20:
        raise Refused("this PDF does not say which characters its letters are. Give the file that it was made from.")
    if len(LEFTWARDS.findall(text)) > letters / 3:
        raise Refused(
            "this PDF is written from right to left and has no tags, so that the order of its words cannot be trusted. "
            "Give the file that it was made from."
        )


def _page(whole_page: Any, number: int, found: PdfContent) -> list[Line | Block]:
    """The lines, tables and pictures of a page, in reading order."""
    page = whole_page.filter(lambda item: item["object_type"] != "char" or _upright(item))
    words = words_on(page)
    found.doubts += [f"“{word['text']}” is highlighted on page {number + 1}" for word in words if word["marked"]]
    found.doubts += mark_lone(words, number)
    links = [(link["uri"], link) for link in page.hyperlinks if str(link.get("uri", "")).startswith(("http", "mailto"))]
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.rows[0].cells) > 1]
    blocks: list[Line | Block] = []
    for table in tables:
        inside = [word for word in words if within(word, table.bbox)]
        colours = telling_cells(table, inside, whole_page.rects)
        found.joined += colours.values()
        found.doubts += [
            f"a cell of a table on page {number + 1} says by its colour alone: {colour}" for colour in colours.values()
        ]
        block = ruled(table, inside, links, number, colours)
        if block.html.count(GUESSED) > len(colours):
            found.doubts.append(
                f"a cell over several rows or columns of a table on page {number + 1} has several lines"
            )
        blocks.append(block)
        words = [word for word in words if not within(word, table.bbox)]
    for image in page.images:
        width, height = float(image["x1"]) - float(image["x0"]), float(image["bottom"]) - float(image["top"])
        if width * height > 0.01 * float(page.width) * float(page.height):
            place = (float(image["top"]), float(image["bottom"]), float(image["x0"]), float(image["x1"]))
            blocks.append(Block(f'<p><img src="page-{number + 1}.png"></p>', number, *place))
    lines, columns = unruled([line_of(row, number, links) for row in parted_at_tabs(rows_of(words))])
    if columns:
        found.doubts.append(f"words that stand below each other on page {number + 1} are taken for a table")
    aside = [letter for letter in whole_page.chars if not _upright(letter)]
    for _, letters in groupby(aside, key=lambda letter: [round(part, 1) for part in letter["matrix"][:4]]):
        turned = "".join(letter["text"] for letter in letters).strip()
        found.doubts.append(f"“{turned[:60]}” is written sideways or at a slant on page {number + 1}")
        bottom = float(page.height)
        blocks.append(Block(f'<p><span {GUESSED}="yes">{escape(turned)}</span></p>', number, bottom, bottom, 0.0, 0.0))
    pieces = in_reading_order([*lines, *columns, *blocks], float(page.width))
    beside = False
    for after, (before, piece) in enumerate(pairwise(pieces), 1):
        if isinstance(before, Line) and isinstance(piece, Line) and _beside(before, piece):
            beside = True
            pieces[after] = replace(piece, html=f'<span {GUESSED}="yes">{piece.html}</span>')
    if beside:
        found.doubts.append(f"text stands side by side on page {number + 1}: see whether it is read in its order")
    return pieces


def _beside(before: Line, line: Line) -> bool:
    return line.left > before.right and abs(line.top - before.top) < line.size / 2


def _upright(letter: dict[str, Any]) -> bool:
    """Whether a letter stands on its line as letters do, not sideways or at a slant."""
    across, slope = letter["matrix"][:2]
    return bool(abs(slope) <= _SLOPE * abs(across))


def _furniture(lines: Sequence[Line], heights: Sequence[float]) -> list[Line]:
    """Lines at the edges of pages that come back on half of them, numbers apart, and the numbers of pages."""

    def at_edge(line: Line) -> bool:
        height = heights[line.page]
        return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height

    edges = [line for line in lines if at_edge(line)]
    seen: dict[tuple[str, float], list[Line]] = {}
    for line in edges:
        seen.setdefault((re.sub(r"\d+", "#", line.text.casefold()), line.size), []).append(line)
    fewest = max(2, (len(heights) + 1) // 2)
    counted = re.compile(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?", re.IGNORECASE)
    repeated = {
        line for same in seen.values() if len({line.page for line in same}) >= fewest and _counts(same) for line in same
    }
    return [line for line in edges if line in repeated or counted.fullmatch(line.text.strip())]


def _counts(lines: Sequence[Line]) -> bool:
    """Whether lines say the same, but for numbers that count the pages: "Take 2" and "Take 4" do not."""
    numbers = [[int(number) - line.page for number in re.findall(r"\d{1,9}", line.text)] for line in lines]
    fixed = [[number + line.page for number in row] for row, line in zip(numbers, lines, strict=True)]
    return all(
        len(set(column)) == 1 or len(set(same)) == 1
        for column, same in zip(zip(*numbers, strict=False), zip(*fixed, strict=False), strict=False)
    )


def _body(pieces: Sequence[Line | Block], joiner: LineJoiner, widths: Sequence[float]) -> str:
    """The content as HTML: lines to paragraphs and headings, blocks at their places."""
    sizes = Counter[float]()
    for piece in pieces:
        if isinstance(piece, Line):
            sizes[piece.size] += len(piece.text)
    usual = sizes.most_common(1)[0][0] if sizes else 12.0
    notes: list[str] = []
    flow: list[Line | Block] = []
    for _, page in groupby(pieces, key=lambda piece: piece.page):
        on_page = list(page)
        lines, foot = noted([piece for piece in on_page if isinstance(piece, Line)], usual, joiner)
        kept = {(line.top, line.left): line for line in lines}
        flow += [
            kept[piece.top, piece.left] if isinstance(piece, Line) else piece
            for piece in on_page
            if isinstance(piece, Block) or (piece.top, piece.left) in kept
        ]
        notes.append(foot)
    lines = [piece for piece in flow if isinstance(piece, Line)]
    distance = _distance(lines, usual)
    edge = _FULL * max((line.right for line in lines), default=0.0)
    ranks = sorted({line.size for line in lines if _is_heading(line, usual)}, reverse=True)
    ends = KeptLines(lines, widths)
    texts: list[Text] = []
    waiting: list[Line] = []
    for on_flow in flow:
        piece, parted = _after_item(waiting, on_flow, edge, joiner)
        if isinstance(piece, Block) or parted or (waiting and _begins(waiting[-1], piece, distance, usual, edge)):
            texts += _paragraph(waiting, joiner, usual, ranks, ends)
            waiting = []
        if isinstance(piece, Block):
            texts.append(Text(piece.html, piece.left))
        else:
            waiting.append(piece)
    texts += _paragraph(waiting, joiner, usual, ranks, ends)
    return numbered(texts, joiner.content) + "".join(notes)


def _distance(lines: Sequence[Line], usual: float) -> float:
    """The distance of lines within a paragraph: the smallest that is not rare.

    Where no line wraps, the smallest is the distance of paragraphs: most lines before such a gap then end a sentence.
    """
    pairs = [
        (round(after.top - before.top, 1), before)
        for before, after in pairwise(lines)
        if before.page == after.page and 0 < after.top - before.top < 3 * usual and before.size == after.size == usual
    ]
    counts = Counter(gap for gap, _ in pairs)
    distance = min((gap for gap, count in counts.items() if count >= _RARE * len(pairs)), default=1.3 * usual)
    ends = [before.text.rstrip().endswith(_END) for gap, before in pairs if gap == distance]
    return 1.2 * usual if distance > _OPEN * usual and 2 * sum(ends) >= len(ends) else distance


def _is_heading(line: Line, usual: float) -> bool:
    shaped = (
        len(line.text) <= _LONGEST and not line.text.rstrip().endswith((".", ",", ";")) and LETTER.search(line.text)
    )
    return bool(shaped) and (line.size >= _LARGER * usual or line.bold)


def _is_item(line: Line) -> bool:
    return any(sign.match(line.text) for sign in (_BULLET, _NUMBER, _LEVELLED, _LETTERED))


def _after_item(
    waiting: Sequence[Line], piece: Line | Block, edge: float, joiner: LineJoiner
) -> tuple[Line | Block, bool]:
    """What comes after the lines of a list's item, marked where it may be a paragraph, and whether it is one."""
    if isinstance(piece, Block) or not waiting or not _is_item(waiting[0]):
        return piece, False
    parted = _ends_item(waiting[0], waiting[-1], piece, edge)
    if parted is None:
        joiner.content.doubts.append(f"“{piece.text[:60]}” may be a paragraph of its own after the item of a list")
        piece = replace(piece, html=f'<span {GUESSED}="yes">{piece.html}</span>')
    return piece, bool(parted)


def _ends_item(item: Line, before: Line, line: Line, edge: float) -> bool | None:
    """Whether a line is a paragraph after a list's item; None where it may as well go on with the item.

    A line that hangs under the words of the item goes on with it, as one that begins with a small letter does.
    """
    size = line.size
    hangs = item.page != line.page or line.left > item.left + size / 4
    if hangs or _is_item(line) or before.size != size or line.text.lstrip("“‘\"'(")[:1].islower():
        return False
    word = len(line.text.split()[0]) * (line.right - line.left) / len(line.text)
    full = before.right + size / 4 + word > max(line.right, edge)
    ended = before.text.rstrip().endswith(_END)
    outwards = line.left < item.left - size / 2
    if (not full and (line.right > before.right or outwards)) or (outwards and ended):
        return True
    return None if ended or outwards or not full else False


def _begins(before: Line, line: Line, distance: float, usual: float, edge: float) -> bool:
    """Whether a line begins a paragraph; one that ends before the `edge` could have taken its first word."""
    if _is_item(line):
        return True
    if before.size != line.size or before.bold != line.bold:
        return _is_heading(before, usual) or _is_heading(line, usual) or line.page == before.page
    if before.page != line.page or line.top < before.top:
        ends = before.text.rstrip().endswith(_END) or before.right < edge
        return ends or _is_heading(before, usual)
    return line.top - before.top > _PARAGRAPH * distance or line.top < before.bottom - line.size / 2


def _paragraph(
    lines: Sequence[Line], joiner: LineJoiner, usual: float, ranks: Sequence[float], ends: KeptLines
) -> list[Text]:
    if not lines:
        return []
    if all(_is_heading(line, usual) for line in lines) and sum(len(line.text) for line in lines) <= _LONGEST:
        level = min(6, ranks.index(max(line.size for line in lines)) + 1)
        text = joiner.join(line.html for line in lines)
        return [Text(f'<h{level} {LOOKS}="yes">{text}</h{level}>', lines[0].left)]
    text = ends.joined(lines, joiner)
    bullet = _BULLET.match(text)
    if bullet and bullet[0].strip() in {"–", "-"}:
        text = f"• {text[bullet.end() :]}"
    return [Text(f"<p>{text}</p>", lines[0].left)]
