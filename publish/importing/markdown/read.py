"""Markdown of other systems to a document: by pandoc to a page, with the marks of template engines taken out first."""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_right
from pathlib import Path

import yaml

from publish.contracts.import_options import Options
from publish.contracts.importer import Imported, Left, Notes, Reason
from publish.errors import SourceError
from publish.importing.convert import converted
from publish.importing.html.read import read as read_page
from publish.importing.markdown.dollar_signs import with_money
from publish.importing.markdown.empty_headings import with_words
from publish.importing.markdown.ended_lines import with_short_lines
from publish.importing.markdown.greater_signs import with_greater_signs
from publish.importing.markdown.links_around_blocks import with_links_in_blocks
from publish.importing.markdown.raised_figures import with_raised_figures
from publish.importing.markdown.star_lines import with_star_notes
from publish.source.note_circles import note_circle

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_ATTRIBUTES = re.compile(r"^[ \t]*\{:?[ \t]*[.#:a-z][^{}\n]*\}[ \t]*$", re.MULTILINE)
_NESTED = re.compile(r"^(?:[ \t]*>){100}", re.MULTILINE)
_KRAMDOWN = re.compile(r"\{:[^{}\n]*\}")
_TEMPLATE = re.compile(r"\{%.*?%\}|<%.*?%>", re.DOTALL)
_TEMPLATE_LINK = re.compile(r"\]\(([^()\n]*\{\{[^()\n]*)\)")
_CODE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?^[ \t>]*\1|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\2(?!`)", re.M | re.S)
_ABBREVIATION = re.compile(r"^\*\[([^\]\n]+)\]:[ \t]*(.+)$", re.MULTILINE)
_TEMPLATE_PAGE = """<html$if(lang)$ lang="$lang$"$endif$><head></head><body>$body$</body></html>"""


def read(path: Path, text: str, name: str, options: Options) -> Imported:
    """A document from Markdown. Raises `SourceError`, `UsageError`."""
    deep = _NESTED.search(text)
    if deep is not None:
        line = text.count("\n", 0, deep.start()) + 1
        raise SourceError(path, line, "quotations stand more than 100 deep inside each other. Take most of them away.")
    if (circle := note_circle(text)) is not None:
        line, name_of_note = circle
        raise SourceError(path, line, f"the footnote [^{name_of_note}] leads back to itself. Take the mark out of it.")
    notes = Notes()
    matter, text = _front(text, notes)
    for pattern in (_ATTRIBUTES, _KRAMDOWN, _TEMPLATE):
        text = _outside_code(text, pattern, notes)
    text = _TEMPLATE_LINK.sub(r"](<\1>)", text)
    text = _abbreviated(text, notes)
    text = with_links_in_blocks(text)
    text = with_money(text, _code(text))
    text = with_raised_figures(text, _code(text))
    text = with_greater_signs(text, _code(text), notes)
    text = with_short_lines(with_star_notes(with_words(text, notes)), notes)
    page = converted(path, text.encode(), "commonmark_x-smart-emoji-yaml_metadata_block-fancy_lists", _TEMPLATE_PAGE)
    head = "".join(
        f'<meta name="description" content="{entities.escape(matter[key])}">'
        for key in ("summary", "description")
        if key in matter
    )
    title = f"<title>{entities.escape(matter['title'])}</title>" if "title" in matter else ""
    language = f' lang="{entities.escape(matter["lang"])}"' if "lang" in matter else ""
    page = page.replace("<html><head>", f"<html{language}><head>{title}{head}", 1)
    return read_page(path, page, name, options, notes)


def _outside_code(text: str, pattern: re.Pattern[str], notes: Notes) -> str:
    """A text without what a pattern finds, but in code."""
    code = _code(text)

    def left(match: re.Match[str]) -> str:
        place = bisect_right(code, (match.start(), len(text))) - 1
        inside = place >= 0 and match.start() < code[place][1]
        return match[0] if inside else _left(match, notes)

    return pattern.sub(left, text)


def _code(text: str) -> list[tuple[int, int]]:
    """Where a text has code."""
    return [match.span() for match in _CODE.finditer(text)]


def _left(match: re.Match[str], notes: Notes) -> str:
    notes.left.append(Left(Reason.MARKUP, match[0].strip(), match.string.count("\n", 0, match.start()) + 1))
    return ""


def _front(text: str, notes: Notes) -> tuple[dict[str, str], str]:
    """The front matter's plain values; what is not used of it is noted."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    try:
        data = yaml.safe_load(match[1])
    except yaml.YAMLError:
        data = None
    values = (
        {str(key): str(value) for key, value in data.items() if isinstance(value, str)}
        if isinstance(data, dict)
        else {}
    )
    used = {key: value for key, value in values.items() if key in {"title", "summary", "description", "lang"}}
    used |= {"lang": values["language"]} if "language" in values and "lang" not in values else {}
    notes.left.append(Left(Reason.MARKUP, match[1], 1))
    return used, text[match.end() :]


def _abbreviated(text: str, notes: Notes) -> str:
    """Abbreviations that are defined at the foot, put to their first place."""
    found = [(match[1], match[2].strip()) for match in _ABBREVIATION.finditer(text)]
    text = _ABBREVIATION.sub(lambda match: _left(match, notes), text)
    for short, meaning in found:
        marked = f'<abbr title="{entities.escape(meaning)}">{entities.escape(short)}</abbr>'
        first = re.search(rf"(?<![\w\[/]){re.escape(short)}(?!\w)", text)
        text = f"{text[: first.start()]}{marked}{text[first.end() :]}" if first else text
    return text
