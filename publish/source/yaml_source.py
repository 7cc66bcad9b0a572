"""YAML to plain data that remembers its lines, so that an error in a value can name the line it stands on."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from publish.contracts import validation
from publish.contracts.validation import Location, Model, nearest
from publish.errors import SourceError
from publish.limits import YAML_NESTING
from publish.model.characters import forbidden

_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where the wheel has it: 15 times as fast
_TOO_DEEP = f"more than {YAML_NESTING} lists or keys stand within each other here. Write it more plainly."

_NO_CHARACTER = "an escape here is of no character (\\U and a number above 10FFFF). Write the character itself."
_ESCAPE = re.compile(r"\\U([0-9A-Fa-f]{8})")

_ENTRY = re.compile(r"(?P<key>\s*(?:- )?[\w-]+):\s+(?P<value>[^\s{>|#].*)")
"""A key with words after it on one line."""


_CUT = re.compile(r"[\s\]},]*?(?P<lost>\s#(?:[^\s#]|\s\d).*)")
"""What YAML takes for a comment after a value, and is none to whoever wrote it: `never #3 or 4`."""

_KINDS = {
    "tag:yaml.org,2002:bool": "yes or no",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:binary": "bytes",
    "tag:yaml.org,2002:merge": "a merge of keys",
}
_TEXT, _NOTHING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


class Unquoted(str):
    """A value as it is written, which YAML reads as something other than text."""

    kind: str

    def __new__(cls, value: str, kind: str) -> Unquoted:
        """Keep the characters, and what YAML takes them for."""
        unquoted = super().__new__(cls, value)
        unquoted.kind = kind
        return unquoted

    def __reduce__(self) -> tuple[type[Unquoted], tuple[str, str]]:
        """What makes it again in another process: a publication holds such values, and goes there as a whole."""
        return Unquoted, (str(self), self.kind)


@dataclass(frozen=True, slots=True)
class YamlSource:
    """Data read from YAML, every scalar as a string, and the line of each key and item by its path."""

    path: Path
    data: Any
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """The line of a place, or of the nearest place that holds it."""
        return nearest(self.lines, location)


def parse(path: Path, text: str, first_line: int = 1) -> YamlSource:
    """Read YAML text that starts on `first_line` of `path`.

    Scalars stay strings: YAML would read 08088 as a number and a month as a string. Raises `SourceError` on broken
    YAML, a key given twice, or an alias (a few bytes of aliases can stand for gigabytes).
    """
    _refuse_deep(path, text, first_line)
    try:
        root = _composed(text)
    except RecursionError:
        raise SourceError(path, first_line, _TOO_DEEP) from None
    except ValueError:  # the slow parser makes a character of any number
        raise SourceError(path, _line_of_no_character(text, first_line), _NO_CHARACTER) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        raise SourceError(path, line, _what_to_do(text, line - first_line, error)) from None
    written = text.split("\n")
    lines: dict[Location, int] = {(): first_line}
    seen: set[int] = set()

    def value(node: yaml.Node, location: Location) -> Any:
        line = first_line + node.start_mark.line
        lines.setdefault(location, line)
        if id(node) in seen:
            raise SourceError(path, line, "aliases (*name) are not allowed. Write the value out.")
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key_node, value_node in node.value:
                here = first_line + key_node.start_mark.line
                if not isinstance(key_node, yaml.ScalarNode):
                    raise SourceError(path, here, "a key is a list or has keys of its own. Write a plain word.")
                key = str(key_node.value)
                if key in mapping:
                    raise SourceError(path, here, f"the key “{key}” is given twice. Keep one of them.")
                lines[(*location, key)] = here
                mapping[key] = value(value_node, (*location, key))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [value(item, (*location, number)) for number, item in enumerate(node.value)]
        _refuse_cut(path, written, node.end_mark, first_line)
        for found in forbidden(str(node.value)):  # written by an escape: "\\x07"
            raise SourceError(path, line, f"the character {found.name} {found.why}. Delete it.")
        if node.tag == _NOTHING:
            return None
        return str(node.value) if node.tag == _TEXT else Unquoted(str(node.value), _KINDS.get(node.tag, node.tag))

    return YamlSource(path, value(root, ()) if root is not None else None, lines)


def _composed(text: str) -> yaml.Node | None:
    """The root of YAML text. What libyaml refuses is read once more: the slow parser says better what is wrong."""
    try:
        root: yaml.Node | None = yaml.compose(text, Loader=_QUICK)
    except yaml.YAMLError:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    return root


def _line_of_no_character(text: str, first_line: int) -> int:
    """The line of the first escape that names a number above those of all characters."""
    found = next((each for each in _ESCAPE.finditer(text) if int(each[1], 16) > sys.maxunicode), None)
    return first_line + (text.count("\n", 0, found.start()) if found else 0)


def _what_to_do(text: str, number: int, error: yaml.YAMLError) -> str:
    """What is wrong with broken YAML; most often words that need quotation marks, as a title with a colon."""
    problem = getattr(error, "problem", None) or "it cannot be parsed"
    lines = text.split("\n")
    entry = _ENTRY.fullmatch(lines[number]) if number < len(lines) else None
    if entry is None:
        return f"this is not valid YAML: {problem}."
    value = entry["value"].strip().replace("\\", "\\\\").replace('"', '\\"')
    why = "a colon" if problem.startswith("mapping values") else "signs that mean more"
    return f'these words hold {why} in YAML. Put them in quotation marks: {entry["key"].strip()}: "{value}".'


def _refuse_cut(path: Path, written: list[str], end: yaml.Mark, first_line: int) -> None:
    """Refuse a value that a `#` cuts short, where what follows is not plainly a comment."""
    rest = written[end.line][max(0, end.column - 1) :] if end.line < len(written) else ""
    if cut := _CUT.match(rest, min(1, end.column)):
        lost = cut["lost"].strip()
        message = (
            f"YAML takes “{lost}” for a comment, and it reaches no edition. Put the whole value in quotation marks; if "
            "it is a comment, give it a line of its own."
        )
        raise SourceError(path, first_line + end.line, message)


def _refuse_deep(path: Path, text: str, first_line: int) -> None:
    """Refuse lists and keys too deep to be read; events come one by one, without recursion."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_QUICK):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > YAML_NESTING:
                line = event.start_mark.line if event.start_mark else 0
                raise SourceError(path, first_line + line, _TOO_DEEP)
    except yaml.YAMLError:
        return  # what is wrong is said when it is read


def validated(source: YamlSource, model: type[Model]) -> Model:
    """The data as `model`. Raises `SourceError` that names every wrong key and its line."""
    data = source.data if source.data is not None else {}
    return validation.validated(data, model, source.path, source.lines)
