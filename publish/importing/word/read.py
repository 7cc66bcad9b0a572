"""A Word file to a document: by pandoc to a page; headings that are so only by their looks are found here."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from lxml import etree, html

from publish.contracts.import_options import Changes, Options
from publish.contracts.importer import Doubt, Imported, Left, Notes, Reason
from publish.errors import SourceError
from publish.importing.archive import zipped
from publish.importing.convert import converted
from publish.importing.html import page
from publish.importing.html.content import spaced, words_of
from publish.importing.html.elements import LOOKS
from publish.importing.html.marked_boxes import wrap_boxes
from publish.importing.html.read import TITLE
from publish.importing.html.read import read as read_page
from publish.importing.marked_text import marked_spans
from publish.importing.marks import LANGUAGE
from publish.importing.table_captions import into_tables
from publish.importing.word.alternatives import settle_alternatives
from publish.importing.word.boxes import drawings, unboxed
from publish.importing.word.editors_notes import mark_highlights, mark_notes
from publish.importing.word.fields import write_fields
from publish.importing.word.front import TEMPLATE, join_titles, settle_front
from publish.importing.word.headed_boxes import mark_headed_boxes
from publish.importing.word.list_labels import ListLabels, draw_bullets, number_items
from publish.importing.word.note_loops import refuse_loops
from publish.importing.word.run_colours import write_colours
from publish.importing.word.run_looks import write_looks
from publish.importing.word.slimming import join_runs, slim
from publish.importing.word.styles import (
    Numbers,
    Styles,
    language,
    mark_languages,
    runs_of,
    spans,
    spell_out,
    strike,
    unindent,
    value_of,
    without_hidden,
)
from publish.importing.word.symbols import draw_signs
from publish.importing.word.tab_columns import columns_of_tabs
from publish.importing.word.undecided_changes import flag_undecided, mark_changes, settle_changes
from publish.importing.word.word_package import word_parts
from publish.importing.word.word_pictures import describe_pictures, settle_pictures
from publish.importing.word.word_tables import head_rows, settle_tables
from publish.importing.word.xml_parts import W, on, prepared, transitional, unreferred, words

_MAIN, _STYLES, _NUMBERING, _COMMENTS = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "comments"))
_READ = re.compile(r"word/(?:document|styles|numbering|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$")
_SIZE = re.compile(r"\d+(\.\d+)?")
_STYLED = re.compile(r"heading|title|subtitle|toc|caption|list|quote")
_LARGER = 1.15  # times the body's size from which a line has the look of a heading
_LONGEST = 100  # characters
_HALF_POINTS = 22.0  # the size of body text where the file does not say it


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as it looks: its words, its size in half-points, whether all of it is bold."""

    words: str
    size: float
    bold: bool
    plain: bool  # neither a heading by style, nor in a list or table
    contents: bool  # a line of the table of contents

    @property
    def key(self) -> str:
        """The words without space: tabs and breaks come back as they please."""
        return "".join(self.words.split())


def read(path: Path, data: bytes, name: str, options: Options) -> Imported:
    """A document from a Word file. Raises `SourceError`, `UsageError`."""
    parts = transitional(word_parts(path, data))
    notes = Notes()
    roots = {part: _root(path, part, part_data) for part, part_data in parts.items() if _READ.match(part)}
    document = roots["word/document.xml"]
    if next(document.iter(f"{W}altChunk"), None) is not None:
        raise SourceError(
            path, 0, "this file holds another one that only Word can unfold. Open it in Word and save it again."
        )
    refuse_loops(path, roots)
    for root in roots.values():
        join_runs(root)
    styles = Styles(roots.get("word/styles.xml"))
    _note_left(roots, document, options, notes)
    images = _made_ready(roots, parts, styles, options, notes)
    lines = _looks(document, styles)
    runs = list(runs_of(document, styles))
    document_language, only_default = language(runs, styles)
    if only_default:
        document_language = options.language or document_language
        if not options.language:
            notes.doubts.append(
                Doubt(
                    0, f"Word says only its default, en-US; {document_language} is taken", f"lang: {document_language}"
                )
            )
    for part, root in roots.items():
        if part != _STYLES:
            mark_languages(runs if root is document else list(runs_of(root, styles)), document_language)
            slim(root)
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    text = converted(
        path, zipped(parts), "docx", TEMPLATE, f"--track-changes={(options.changes or Changes.ACCEPT).value}"
    )
    text = marked_spans(spans(text))
    for mark, image in images.items():
        text = text.replace(mark, image)
    tree = page.tree(path, text)
    head_rows(tree)
    into_tables(tree, notes)
    describe_pictures(tree)
    number_items(tree)
    wrap_boxes(tree)
    settle_front(tree, notes)
    for deeper in tree.xpath("//p[@class='heading']"):  # levels 7 to 9, for which HTML has no element
        deeper.tag = "h6"
    _without_contents(tree, lines, notes)
    _by_looks(tree, lines, notes)
    if not tree.get("lang") and document_language:
        tree.set("lang", document_language)
    with tempfile.TemporaryDirectory() as folder:
        for part, part_data in parts.items():
            if part.startswith("word/media/"):
                target = Path(folder) / "media" / PurePosixPath(part).name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(part_data)
        imported = read_page(path, html.tostring(tree, encoding="unicode"), name, options, notes, Path(folder))
    guessed = only_default and not options.language
    return replace(imported, check=imported.check | {LANGUAGE}) if guessed else imported


def _made_ready(
    roots: dict[str, etree._Element], parts: Mapping[str, bytes], styles: Styles, options: Options, notes: Notes
) -> dict[str, str]:
    """Change the parts so that pandoc reads all that Word shows; return the images that stand for marks in the text."""
    document = roots["word/document.xml"]
    numbering = roots.get(_NUMBERING)
    numbers = Numbers(numbering)
    labels = ListLabels(numbering, styles, notes)
    read = [root for part, root in roots.items() if part not in {_STYLES, _NUMBERING, _COMMENTS}]
    for root in read:
        settle_alternatives(root)
        unboxed(root)
        write_fields(root, notes)
        flag_undecided(root, options.changes, notes)
        prepared(root, notes, accept=options.changes is not Changes.REJECT)
        settle_changes(root, options.changes)
        without_hidden(root, styles, notes)
        draw_signs(root, styles, notes)
        write_looks(root, styles, notes)
        write_colours(root, notes)
        settle_pictures(root, notes)
        columns_of_tabs(root, notes)
        settle_tables(root, styles, notes)
        spell_out(root, styles, numbers)
        strike(root, styles)
    mark_notes(document, roots.get(_COMMENTS), notes)
    for part in (_MAIN, "word/footnotes.xml", "word/endnotes.xml"):
        if part in roots:
            mark_highlights(roots[part], notes)
    mark_changes(read, notes)
    join_titles(document, styles)
    mark_headed_boxes(document, styles)
    for part in (_MAIN, "word/footnotes.xml", "word/endnotes.xml"):
        if part in roots:
            labels.write(roots[part], notes=part != _MAIN)
            unindent(roots[part], styles)
    if numbering is not None:
        draw_bullets(numbering)
    for tag in ("footnote", "endnote"):
        if (text := roots.get(f"word/{tag}s.xml")) is not None:
            unreferred(text, read, tag, notes)
    return drawings(document, parts, notes)


def _root(path: Path, part: str, part_data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(part_data, parser)
    except etree.XMLSyntaxError:
        raise SourceError(
            path,
            0,
            f"the part {part} is damaged or nested too deeply. Open the file in Word and save it again.",
        ) from None


def _note_left(roots: dict[str, etree._Element], document: etree._Element, options: Options, notes: Notes) -> None:
    """Note what the import leaves out on purpose: page headers and footers, and one side of tracked changes."""
    for part, root in roots.items():
        if re.match(r"word/(?:header|footer)", part) and words(root):
            notes.left.append(Left(Reason.FURNITURE, words(root)))
    gone = ("ins", "moveTo") if options.changes is Changes.REJECT else ("del", "moveFrom")
    for tag in gone:
        for element in document.iter(f"{W}{tag}"):
            gone_words = words(element) or words(element, "delText")
            if gone_words:
                notes.left.append(Left(Reason.DELETED, gone_words))


def _looks(document: etree._Element, styles: Styles) -> list[_Line]:
    """Every paragraph of the body as it looks."""
    size = _number(value_of(styles.default(f"{W}sz")), _HALF_POINTS)
    body = document.find(f"{W}body")
    return [_line(paragraph, styles, size) for paragraph in _paragraphs(body)] if body is not None else []


def _paragraphs(body: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs of the body itself, not those in tables and boxes."""
    for child in body:
        if child.tag == f"{W}p":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _paragraphs(child)


def _number(value: str, otherwise: float) -> float:
    return float(value) if _SIZE.fullmatch(value) else otherwise


def _line(paragraph: etree._Element, styles: Styles, size: float) -> _Line:
    chain = styles.of(paragraph)
    style_size = _number(chain.size, size)
    text = words(paragraph)
    runs = [run for run in paragraph.iter(f"{W}r") if words(run)] if text else []
    sizes = [_number(value_of(run.find(f"{W}rPr/{W}sz")), style_size) for run in runs]
    bold = bool(runs) and all(
        on(found) if (found := run.find(f"{W}rPr/{W}b")) is not None else chain.bold for run in runs
    )
    listed = paragraph.find(f"{W}pPr/{W}numPr") is not None
    styled = _STYLED.match(chain.name) is not None
    contents = chain.name.startswith("toc")
    return _Line(text, min(sizes, default=style_size), bold, not listed and not styled, contents)


def _without_contents(tree: html.HtmlElement, lines: list[_Line], notes: Notes) -> None:
    """Leave out the table of contents: every edition makes its own."""
    waiting = Counter(line.key for line in lines if line.contents and line.words)
    for element in [inner for inner in tree.iter("p", "h1", "h2", "h3") if waiting]:
        key = "".join(words_of(element).split())
        if waiting[key] > 0:
            waiting[key] -= 1
            notes.left.append(Left(Reason.NAVIGATION, spaced(element)))
            element.drop_tree()


def _by_looks(tree: html.HtmlElement, lines: list[_Line], notes: Notes) -> None:
    """Turn paragraphs that look like headings into headings, marked as such."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.words)
    size = weights.most_common(1)[0][0] if weights else _HALF_POINTS
    last = max((number for number, line in enumerate(lines) if line.words), default=0)
    looking = [line for line in lines[:last] if _looks_like_one(line, size)]
    if not looking:
        return
    styled = [int(str(inner.tag)[1]) for inner in tree.iter("h1", "h2", "h3", "h4", "h5", "h6") if not inner.get(TITLE)]
    ranks = sorted({(-line.size, not line.bold) for line in looking})
    waiting: dict[str, list[_Line]] = {}
    for line in reversed(looking):
        waiting.setdefault(line.key, []).append(line)
    for element in list(tree.iter("p")):
        same = waiting.get("".join(words_of(element).split()))
        if not same or next(element.iterancestors("li", "td", "th", "blockquote", "aside"), None) is not None:
            continue
        found = same.pop()
        rank = ranks.index((-found.size, not found.bold))
        element.tag = f"h{min(6, max(styled, default=0) + 1 + rank)}"
        element.set(LOOKS, "yes")
        _unbold(element)
        notes.doubts.append(Doubt(0, f"“{found.words}” is taken for a heading by its looks"))


def _looks_like_one(line: _Line, size: float) -> bool:
    if not line.plain or not line.words or len(line.words) > _LONGEST or line.words[-1] in ".,;:":
        return False
    return line.bold or line.size >= _LARGER * size


def _unbold(element: html.HtmlElement) -> None:
    """A heading is strong by being one."""
    for inner in list(element.iter("strong", "b")):
        inner.drop_tag()
