"""Whether what a page shows and what the tags name are the same (ISO 14289-1, 7.1; ISO 32000-1, 14.7.4)."""

from __future__ import annotations

from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, parse_content_stream

_PAINTING = ["Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE", "IMAGE"]
_MARKING = ("BDC", "BMC", "EMC")
_SHOWING = ("Tj", "TJ", "'", '"')
_SETTING = ("q", "Q", "gs", "Tc", "Tw", "Ts", "Tz")
"""What sets how text is drawn: by a blend or a mask, with letters apart, over each other, higher, or narrow."""

_USUAL = {"Tc": 0.0, "Tw": 0.0, "Ts": 0.0, "Tz": 100.0}


@dataclass(frozen=True, slots=True)
class PageMarks:
    """One page's marked content.

    `ids` are in use; `outside` counts what is drawn outside tags and decoration; `orphans` are ids for which the page's
    entry in the parent tree names no element. `altered` are those whose text is drawn in a state of its own.
    """

    ids: frozenset[int]
    outside: int
    orphans: frozenset[int]
    altered: frozenset[int]


def marks_of(pdf: Pdf) -> list[PageMarks]:
    """The marked content of each page."""
    parents = number_tree(pdf.Root.StructTreeRoot.get("/ParentTree"))
    return [_page_marks(page, parents) for page in pdf.pages]


def _page_marks(page: Page, parents: dict[int, Object]) -> PageMarks:
    ids: set[int] = set()
    outside = 0
    open_marks: list[bool] = []
    altered: set[int] = set()
    states: list[frozenset[str]] = [frozenset()]
    inner: list[int] = []
    for instruction in parse_content_stream(page, " ".join((*_PAINTING, *_MARKING, *_SETTING))):
        name = str(instruction.operator)
        if name in _SETTING:
            _set(states, name, list(instruction.operands))
            continue
        if name in _SHOWING and (states[-1] or name in _SHOWING[2:]):
            altered.add(inner[-1] if inner else -1)
        if name == "EMC":
            inner = inner[:-1]
            if open_marks:
                open_marks.pop()
        elif name in ("BDC", "BMC"):
            operands = list(instruction.operands)
            mark = _mark_id(operands, page)
            inner.append(mark if mark is not None else inner[-1] if inner else -1)
            if mark is not None:
                ids.add(mark)
            open_marks.append(mark is not None or operands[0] == Name.Artifact)
        elif not any(open_marks):
            outside += 1
    key = page.obj.get("/StructParents")
    entry = parents.get(int(key)) if key is not None else None
    named = list(entry) if isinstance(entry, Array) else []
    orphans = {number for number in ids if number >= len(named) or not isinstance(named[number], Dictionary)}
    return PageMarks(frozenset(ids), outside, frozenset(orphans), frozenset(altered))


def _set(states: list[frozenset[str]], name: str, operands: list[Object]) -> None:
    """Follow one operator that sets a state, in a stack of what is unusual."""
    if name == "q":
        states.append(states[-1])
    elif name == "Q":
        states[:] = states[:-1] or [frozenset()]
    elif name in _USUAL and float(operands[0]) == _USUAL[name]:
        states[-1] -= {name}
    else:
        states[-1] |= {name}


def _mark_id(operands: list[Object], page: Page) -> int | None:
    if len(operands) < 2:
        return None
    properties: Object | None = operands[1]
    if isinstance(properties, Name):
        properties = page.obj.get("/Resources", Dictionary()).get("/Properties", Dictionary()).get(str(properties))
    if isinstance(properties, Dictionary) and "/MCID" in properties:
        return int(properties.MCID)
    return None


def number_tree(tree: Object | None) -> dict[int, Object]:
    """What a number tree has, by its keys (ISO 32000-1, 7.9.7)."""
    found: dict[int, Object] = {}
    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", Array()))
        pairs = list(node.get("/Nums", Array()))
        found |= {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=False)}
    return found
