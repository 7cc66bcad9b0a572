"""Runs of inlines fitted to fit the grammar of sources: merged, on one line, with space moved out of emphasis."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from unicodedata import normalize

from publish.model.nodes import Code, Inline, LineBreak, Link, Note, Paragraph, Span, Style, Styled, Text
from publish.proof.ledger import raw_text

RAISED = (Style.SUPERSCRIPT, Style.SUBSCRIPT)
_BRACKETS = {0x207D: None, 0x207E: None, 0x208D: None, 0x208E: None}  # around what is raised or lowered
_ENDS = (".", ",", ";", ":", "!", "?", "–", "-")  # of lines that go on
SPACE = re.compile(r"[ \t\r\n\f\v]+")


def raises(inline: Inline | None) -> bool:
    """Whether an inline is raised or lowered."""
    return isinstance(inline, Styled) and inline.style in RAISED


def one_line_of(value: str) -> str:
    """Characters in composed form on one line."""
    return " ".join(normalize("NFC", value).split())


def words_of_run(inlines: Iterable[Inline]) -> str:
    """The words of a run, raised and lowered ones without brackets."""
    return " ".join(raw_text(inlines).translate(_BRACKETS).split())


def is_styled(inline: Inline, style: Style) -> bool:
    """Whether an inline is in a style."""
    return isinstance(inline, Styled) and inline.style is style


def on_one_line(inlines: Iterable[Inline], *, notes: bool) -> tuple[Inline, ...]:
    """A run without line ends; without `notes`, footnotes become words in brackets."""
    fitted: list[Inline] = []
    for inline in inlines:
        match inline:
            case LineBreak():
                fitted.append(Text(" "))
            case Note(blocks) if not notes:
                lines = [on_one_line(block.children, notes=False) for block in blocks if isinstance(block, Paragraph)]
                words = [inline for line in lines for inline in (*line, Text(" "))][:-1]
                fitted += [Text(" ("), *words, Text(")")]
            case Styled() | Link() | Span():
                fitted.append(replace(inline, children=on_one_line(inline.children, notes=notes)))
            case _:
                fitted.append(inline)
    return tuple(fitted)


def with_semicolons(
    inlines: Iterable[Inline], *, ended: bool = True, broken: bool = False
) -> tuple[tuple[Inline, ...], bool, bool]:
    """The run of a cell with a semicolon for the end of each line: “5 ml 10 ml” is no two doses.

    None stands where a line ends in a sign of its own, or goes on in brackets. `ended` and `broken` say so of what
    stands before; both are given back.
    """
    fitted: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, LineBreak):
            broken = True
        elif isinstance(inline, Styled | Link | Span):
            inner, ended, broken = with_semicolons(inline.children, ended=ended, broken=broken)
            fitted.append(replace(inline, children=inner))
        else:
            words = raw_text((inline,)).strip()
            if broken and words:
                fitted.append(Text(" " if ended or words.startswith("(") else "; "))
                broken = False
            fitted.append(inline)
            ended = words.endswith(_ENDS) if words else ended
    return tuple(fitted), ended, broken


def merged(inlines: Iterable[Inline]) -> list[Inline]:
    """Neighbours that are the same kind of thing, as one."""
    fitted: list[Inline] = []
    for inline in inlines:
        last = fitted[-1] if fitted else None
        if isinstance(inline, Text) and isinstance(last, Text):
            fitted[-1] = Text(SPACE.sub(" ", last.value + inline.value))
        elif isinstance(inline, Code) and isinstance(last, Code):
            fitted[-1] = Code(last.value + inline.value)
        elif isinstance(inline, Styled) and isinstance(last, Styled) and last.style is inline.style:
            fitted[-1] = Styled(inline.style, tuple(merged((*last.children, *inline.children))))
        elif not (isinstance(inline, Text) and not inline.value):
            fitted.append(inline)
    return fitted


def raised_words(style: Style, children: list[Inline]) -> list[Inline]:
    """A raised or lowered run, parted at its spaces, as none can stand inside one; a struck part is struck around."""
    fitted: list[Inline] = []
    if any(is_styled(child, Style.STRIKE) for child in children):
        for child in children:
            struck = is_styled(child, Style.STRIKE)
            run = raised_words(style, list(child.children) if struck else [child])  # type: ignore[union-attr]
            fitted += [Styled(Style.STRIKE, tuple(run))] if struck else run
        return fitted
    value = raw_text(children)
    fitted = [Text(" ")] if value[:1].isspace() else []
    for number, word in enumerate(words_of_run(children).split()):
        fitted += [Text(" ")] if number else []
        fitted.append(Styled(style, (Text(word),)))
    return [*fitted, Text(" ")] if value[-1:].isspace() else fitted


def edges_out(inlines: Iterable[Inline], say: Callable[[str], None], first: str = "", last: str = "") -> list[Inline]:
    """Space at the edges of emphasis, links and spans moved outside; at emphasis beside a word, punctuation too.

    `first` and `last` are the characters on both sides of the run, where it is inside other emphasis.
    """
    fitted: list[Inline] = []
    row = list(inlines)
    for number, inline in enumerate(row):
        if not isinstance(inline, Styled | Link | Span) or (isinstance(inline, Styled) and inline.style in RAISED):
            fitted.append(inline)
            continue
        left = _last_character(fitted) if fitted else first
        right = _first_character(row[number + 1]) if number + 1 < len(row) else last
        starred = isinstance(inline, Styled) and inline.style is not Style.SMALL_CAPITALS
        children = edges_out(merged(inline.children), say, *((left, right) if starred else ("", "")))
        before, children, after = _parted(children, r"[ \t\r\n]*")
        if is_styled(inline, Style.STRIKE):
            fitted += _struck(children, before, after, (left[-1:], right[:1]), say)
            continue
        if starred:
            more, children, rest = _parted(
                children,
                r"[\W_]*" if (before or left)[-1:].isalnum() else "",
                r"[\W_]*" if (after or right)[:1].isalnum() else "",
            )
            before, after = before + more, rest + after
        fitted += [Text(before)] if before else []
        opens = not (before or left)[-1:].isalnum() or (children and isinstance(children[0], Text))
        closes = not (after or right)[:1].isalnum() or (children and isinstance(children[-1], Text))
        apart = not _within((before or left)[-1:], raw_text(children), (after or right)[:1])
        if starred and children and not (opens and closes and apart):
            say(f"“{words_of_run(children)[:40]}”, right beside a letter, is left without its emphasis")
            fitted += children
        elif children:
            fitted.append(replace(inline, children=tuple(children)))
        fitted += [Text(after)] if after else []
    return merged(fitted)


def _struck(
    children: list[Inline], before: str, after: str, beside: tuple[str, str], say: Callable[[str], None]
) -> list[Inline]:
    """A struck run, which stays one anywhere: a space parts it from a letter where its signs would not come off."""
    if not children:
        return [Text(before + after)]
    words = raw_text(children)
    opens, closes = (isinstance(children[0], Text), words[:1]), (isinstance(children[-1], Text), words[-1:])
    within = not before and not after and "".join(beside).isalnum() and all(beside)
    spaced = [
        " "
        if not space
        and letter.isalnum()
        and (within or not (is_text and sign.isalnum()) or (letter + sign).isdecimal())
        else space
        for space, letter, (is_text, sign) in zip((before, after), beside, (opens, closes), strict=True)
    ]
    if spaced != [before, after]:
        say(f"“{words[:40]}” is struck, and a space parts it from the letter beside it")
    struck = Styled(Style.STRIKE, tuple(children))
    # Without the empty ones: what stands before the next run is told by the last of these.
    return [part for part in (Text(spaced[0]), struck, Text(spaced[1])) if part != Text("")]


def _within(before: str, words: str, after: str) -> bool:
    """Whether a run is within a word or between digits, where the stars of a source may be signs: 2*3*4."""
    digits = (before + words[:1]).isdecimal() and before, (words[-1:] + after).isdecimal() and after
    return (before.isalnum() and after.isalnum()) or any(digits)


def _parted(children: list[Inline], first: str, last: str | None = None) -> tuple[str, list[Inline], str]:
    """What a pattern takes from the start and another (or the same) from the end of plain words at the edges."""
    before = after = ""
    if children and isinstance(children[0], Text):
        value = children[0].value
        before = re.match(first, value)[0]  # type: ignore[index]
        children = [Text(value[len(before) :]), *children[1:]]
    if children and isinstance(children[-1], Text):
        value = children[-1].value
        after = re.search(f"(?:{first if last is None else last})$", value)[0]  # type: ignore[index]
        children = [*children[:-1], Text(value[: len(value) - len(after)])]
    return before, [child for child in children if not (isinstance(child, Text) and not child.value)], after


def _last_character(inlines: list[Inline]) -> str:
    return raw_text(inlines[-1:]).translate(_BRACKETS)[-1:]


def _first_character(inline: Inline) -> str:
    return raw_text((inline,)).translate(_BRACKETS)[:1]


def trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    """No space or line end at the ends, no space beside a line end."""
    while inlines and (
        isinstance(inlines[0], LineBreak) or (isinstance(inlines[0], Text) and not inlines[0].value.strip())
    ):
        inlines = inlines[1:]
    while inlines and (
        isinstance(inlines[-1], LineBreak) or (isinstance(inlines[-1], Text) and not inlines[-1].value.strip())
    ):
        inlines = inlines[:-1]
    fitted: list[Inline] = []
    for number, inline in enumerate(inlines):
        if isinstance(inline, Text):
            value = inline.value
            if number == 0 or isinstance(inlines[number - 1], LineBreak):
                value = value.lstrip(" ")
            if number == len(inlines) - 1 or isinstance(inlines[number + 1], LineBreak):
                value = value.rstrip(" ")
            if value:
                fitted.append(Text(value))
        elif isinstance(inline, LineBreak) and fitted and isinstance(fitted[-1], LineBreak):
            continue
        else:
            fitted.append(inline)
    return tuple(fitted)


def edge_as_code(children: tuple[Inline, ...], *, at_start: bool) -> tuple[Inline, ...]:
    """A run whose characters at its start or end, which look like a table, are written as code."""
    place = 0 if at_start else len(children) - 1
    child = children[place]
    if not isinstance(child, Text):
        return children
    value = child.value.lstrip() if at_start else child.value.rstrip()
    head = re.match(r"\|+|\+[-=—–]+" if at_start else r".*?(?=\|+$)", value)
    cut = len(head[0]) if head else 0
    first, rest = value[:cut], value[cut:]
    fitted: tuple[Inline, ...] = (Code(first), Text(rest)) if at_start else (Text(first), Code(rest))
    kept = tuple(inline for inline in fitted if (inline.value if isinstance(inline, Text | Code) else ""))
    return (*children[:place], *kept, *children[place + 1 :])
