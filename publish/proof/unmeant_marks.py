"""Words and figures that Markdown takes for mark-up, so that both readers of a source would lose them alike.

Comparing what two parsers found cannot show this: both leave out a link definition, and both make `2*3*4` to 234. Here
the file's own words are counted against those that the parser handed on, and marks are looked at where they stand.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markdown_it.token import Token

from publish.errors import SourceError

_WORD = re.compile(r"\w+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOTE = re.compile(r"^\s*(?:>\s*)*\[\^[^\]]+\]:")
_QUOTED = re.compile(r"\s*>")
_QUOTED_FIGURE = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+>\s*\d")
_NO_TEXT = re.compile(r"\s*(?:[-*+>|#:]|\d{1,9}[.)]\s|`{3}|~{3})")
_BEFORE, _AFTER = re.compile(r"\w*$"), re.compile(r"\w*")
_SPAN = re.compile(r"\d.*[-–]")  # “5-” of “~5-~10”
_STRESS = {"em": "*", "strong": "**", "s": "~~"}
_RAISED = {"sup": "^", "sub": "~"}

_Found = tuple[int, str]  # a line, and what is wrong there


def refuse_unmeant(path: Path, body: str, tokens: Sequence[Token], env: Mapping[str, Any]) -> None:
    """Refuse a source in which words are mark-up that nobody meant. Raises one `SourceError` that names all."""
    lines = body.split("\n")
    found = [*_definitions(lines, env), *_quotations(lines, tokens), *_numbers(tokens), *_marks(lines, tokens)]
    if not found:  # what is named would be lost, too
        found = list(_lost(body, tokens))
    if found:
        first, *others = (SourceError(path, line, message) for line, message in sorted(dict.fromkeys(found)))
        raise SourceError(first.path, first.line, first.message, tuple(others))


def _definitions(lines: Sequence[str], env: Mapping[str, Any]) -> Iterator[_Found]:
    """`[Dose]: 5mg`: the definition of a link, of which no reader hears; nor of its title where a link uses it."""
    for definition in (*env.get("references", {}).values(), *env.get("duplicate_refs", ())):
        number = definition["map"][0] + 1
        text = lines[number - 1].strip()
        message = (
            f"“{text[:60]}” is the definition of a link in Markdown, and its words reach no edition. Write "
            "\\ before its [ where they are words; where a link is meant, give its address after its words: [words](https://…)."
        )
        yield number, message


def _quotations(lines: Sequence[str], tokens: Iterable[Token]) -> Iterator[_Found]:
    """`>` under a line of text, or before a figure in an item of a list: as likely “greater than” as a quotation."""
    for token in tokens:
        if token.type != "blockquote_open" or not token.map:
            continue
        number = token.map[0] + 1
        text, above = lines[number - 1], lines[number - 2] if number > 1 else ""
        under = bool(above.strip()) and _QUOTED.match(text) is not None and _NO_TEXT.match(above) is None
        if under or _QUOTED_FIGURE.match(text):
            message = (
                f"the > in “{text.strip()[:60]}” makes a quotation and is not shown. Write \\> or “more than” where "
                "that is meant; where it is a quotation, leave a blank line before it and let it begin with a word."
            )
            yield number, message


def _numbers(tokens: Iterable[Token]) -> Iterator[_Found]:
    """The numbers of a list's items that are not in a row, which editions count anew; all the same is a habit."""
    lists: list[list[tuple[int, int]]] = []
    for token in tokens:
        if token.type == "ordered_list_open":
            lists.append([])
        elif token.type == "list_item_open" and token.info and token.map:
            lists[-1].append((int(token.info), token.map[0] + 1))
        elif token.type == "ordered_list_close":
            items = lists.pop()
            written = [number for number, _ in items]
            shown = list(range(written[0], written[0] + len(written)))
            if written != shown and len(set(written)) > 1:
                place = next(at for at, number in enumerate(written) if number != shown[at])
                message = (
                    f"this item is numbered {written[place]} here and {shown[place]} in the editions, which count "
                    f"on from {written[0]}. Number the items one after the other, or end the list before this one "
                    "with a line of text."
                )
                yield items[place][1], message


def _marks(lines: Sequence[str], tokens: Iterable[Token]) -> Iterator[_Found]:
    """Signs of reckoning, and of from and to, that would stress, raise or lower what is between two of them."""
    for token in tokens:
        children = token.children or []
        for at, child in enumerate(children):
            kind = child.type.removesuffix("_open")
            if kind == child.type or kind not in _STRESS | _RAISED:
                continue
            end = next(
                n for n in range(at, len(children)) if children[n].type == f"{kind}_close" and _level(children, at, n)
            )
            before, first = _beside(children[at - 1 :: -1] if at else (), "_open"), _first(children[at:])
            last, after = _last(children[:end]), _beside(children[end + 1 :], "_close")
            inside = "".join(inner.content for inner in children[at:end])
            mark = (_STRESS | _RAISED)[kind]
            if kind in _STRESS:
                unmeant = (
                    (before.isalnum() and after.isalnum())
                    or (before.isdecimal() and first.isdecimal())
                    or (last.isdecimal() and after.isdecimal())
                )
            else:
                as_reference = f"{mark}&#{ord(after or ' ')};" in token.content  # what says that the digit is apart
                lone = kind == "sub" and not before.strip() and _SPAN.fullmatch(inside) is not None
                # Not where other mark-up begins, as in ^14^~6~C.
                following = next(
                    (child for child in children[end + 1 :] if child.type != "text" or child.content), None
                )
                beside = following is not None and following.type == "text" and after.isdecimal()
                unmeant = (beside and not as_reference) or lone
            if unmeant:
                ends = _BEFORE.search(_shown(reversed(children[:at]))), _AFTER.match(_shown(children[end:]))
                written = f"{ends[0][0] if ends[0] else ''}{mark}{inside}{mark}{ends[1][0] if ends[1] else ''}"
                yield _place(lines, token, written), _signs(written, mark, kind)


def _signs(written: str, mark: str, kind: str) -> str:
    what = {"sup": "raise", "sub": "lower", "s": "strike out"}.get(kind, "stress")
    escaped = "".join(f"\\{sign}" for sign in mark)
    if kind in _STRESS:
        way_out = f"Write {escaped} where signs are meant (“times” is ×), or put {mark} around whole words."
    elif kind == "sup":
        way_out = "Close what is raised where it ends, as in 10^3^–10^4^, or write \\^ where the signs are meant."
    else:
        way_out = "Write \\~ where the signs are meant (“about 5”), or let what is lowered follow its word: H~2~O."
    return f"the signs in “{written}” would {what} what is between them, and would not be shown. {way_out}"


def _level(children: Sequence[Token], start: int, end: int) -> bool:
    return children[start].level == children[end].level


def _beside(others: Sequence[Token], end_of_span: str) -> str:
    """The character beside the mark of a run, in the order of `others`; "" at the edge of a link's words."""
    nearest = next((child for child in others if child.type != "text" or child.content), None)
    if nearest is not None and nearest.type in {f"link{end_of_span}", f"span{end_of_span}"}:
        return ""
    shown = _shown(others)
    return shown[-1:] if end_of_span == "_open" else shown[:1]


def _last(children: Sequence[Token]) -> str:
    """The character that ends a run, "" where there is none."""
    return _shown(reversed(children))[-1:]


def _first(children: Sequence[Token]) -> str:
    return _shown(children)[:1]


def _shown(children: Iterable[Token]) -> str:
    """The nearest child that shows something; a line end is a space."""
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            return " "
        if child.type in {"image", "footnote_ref"}:
            return "\N{OBJECT REPLACEMENT CHARACTER}"
        if child.content:
            return child.content
    return ""


def _place(lines: Sequence[str], token: Token, written: str) -> int:
    """The line of a paragraph on which something is written; its first where line ends part it."""
    start, end = token.map or [0, 1]
    return next((number + 1 for number in range(start, end) if written in lines[number]), start + 1)


def _lost(body: str, tokens: Iterable[Token]) -> Iterator[_Found]:
    """Every word of the file that the parser handed on neither as text nor as mark-up of docs/source.md."""
    arrived: defaultdict[int, list[Counter[str]]] = defaultdict(list)
    for token in tokens:
        info = token.info if token.type in {"container_div_open", "list_item_open"} else ""
        if token.map and (words := Counter(_WORD.findall(f"{token.content} {info}"))):
            first, after = token.map  # a term of a definition list ends on the line that it begins on
            for number in range(first, first + 1 if info else max(after, first + 1)):
                arrived[number + 1].append(words)
    for number, text in enumerate(_COMMENT.sub(_blank, body).split("\n"), 1):
        lost = [word for word in _WORD.findall(_NOTE.sub("", text)) if not _taken(arrived[number], word)]
        if lost:
            message = (
                f"“{' '.join(lost)[:60]}” would not reach the editions: Markdown takes this line for mark-up. Give the "
                "words a paragraph of their own, or take them out."
            )
            yield number, message


def _taken(arrived: Iterable[Counter[str]], word: str) -> bool:
    for words in arrived:
        if words.get(word):
            words[word] -= 1
            return True
    return False


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")
