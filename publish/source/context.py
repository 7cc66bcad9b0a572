"""What the parts of the pandoc reader share: where they are, how they complain, and what pandoc says of a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from publish.errors import SourceError
from publish.source.problems import Problems

_POSITION = re.compile(r"(?:^|@|;)(\d{1,9}):\d+-")
_OF_WRAPPERS = ["wrapper", "data-pos"]

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Attributes:
    """A pandoc `Attr`: the id, the classes, the key-values, and the line that its source position names."""

    id: str
    classes: tuple[str, ...]
    values: Mapping[str, str]
    line: int
    wrapper: bool  # made by pandoc to carry a position, not by the author

    @classmethod
    def of(cls, raw: Any) -> Attributes:
        """Read pandoc's JSON."""
        identifier, classes, pairs = raw
        values = dict(pairs)
        position = _POSITION.search(values.pop("data-pos", ""))
        wrapper = is_wrapper(raw)
        if wrapper:
            del values["wrapper"]
        return cls(identifier, tuple(classes), values, int(position[1]) if position else 0, wrapper)


def is_wrapper(raw: Any) -> bool:
    """Whether pandoc made a node only to carry a position; an author who wrote the same key may have said more."""
    identifier, classes, pairs = raw
    return not identifier and not classes and [key for key, _ in pairs] == _OF_WRAPPERS


@dataclass(frozen=True, slots=True)
class Context:
    """The source being read: its path, its lines as written, and its formulas as MathML by (TeX, displayed).

    `problems` gathers what is wrong with its blocks and lines.
    """

    path: Path
    lines: tuple[str, ...]
    mathml: Mapping[tuple[str, bool], str]
    problems: Problems = field(default_factory=Problems)

    def fail(self, line: int, message: str) -> NoReturn:
        """Refuse the source."""
        raise SourceError(self.path, line, message)

    def note(self, line: int, message: str) -> None:
        """Keep an error after which reading goes on; the source is refused at its end."""
        with self.problems.gathered():
            self.fail(line, message)

    def only(self, attributes: Attributes, line: int, what: str, *, classes: str = "", keys: str = "") -> None:
        """Note classes and keys that `what` does not know; those it knows are given with spaces between them."""
        for name in attributes.classes:
            if name not in classes.split():
                self.note(line, f"{what} has no class “.{name}”. {_known(classes, '.')}")
        for name in attributes.values:
            if name == _OF_WRAPPERS[0] and not any(name in text for text in self.lines):
                continue  # pandoc's own
            if name not in keys.split():
                self.note(line, f"{what} has no key “{name}”. {_known(keys, '')}")


def _known(names: str, mark: str) -> str:
    listed = ", ".join(mark + name for name in names.split())
    return f"Known here: {listed}." if listed else "Take it out; docs/source.md lists what there is."


def unwrapped(blocks: Any) -> list[tuple[int, Node]]:
    """Pandoc's blocks without the wrappers that only carry positions, each with its first line."""
    found: list[tuple[int, Node]] = []
    for block in blocks:
        if block["t"] == "Div":
            attributes = Attributes.of(block["c"][0])
            if attributes.wrapper:
                found += [(line or attributes.line, inner) for line, inner in unwrapped(block["c"][1])]
                continue
            found.append((attributes.line, block))
        elif block["t"] in {"Header", "CodeBlock", "Table"}:
            place = block["c"][1] if block["t"] == "Header" else block["c"][0]
            found.append((Attributes.of(place).line, block))
        else:
            found.append((0, block))
    return found
