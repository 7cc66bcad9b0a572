"""`docs/api.md`, written from the docstrings: `python -m tests.api_page`."""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
from collections.abc import Callable, Iterator
from types import ModuleType

import publish
from publish import errors, plugin, testing
from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "api.md"
HEAD = """# The library from Python

What stands on this page keeps its name and meaning within a major version; everything else may move. It is written from
the docstrings by `python -m tests.api_page`.
"""
PARTS = (
    ("Building, checking, reading", "`import publish`", publish),
    ("For plugins", "`from publish.plugin import …`; `docs/plugins.md` tells how", plugin),
    ("Testing plugins", "`from publish.testing import …`", testing),
)


def page() -> str:
    """The page as it should be."""
    return "\n".join([HEAD, *(line for part in PARTS for line in _part(*part)), *_errors()]) + "\n"


def _part(title: str, how: str, module: ModuleType) -> Iterator[str]:
    yield f"## {title}\n\n{how}\n"
    for name in sorted(module.__all__, key=str.casefold):
        value = getattr(module, name)
        if not (isinstance(value, type) and issubclass(value, errors.PublishError)):
            yield _entry(name, value)


def _entry(name: str, value: object) -> str:
    if isinstance(value, ModuleType):
        return f"### `{name}`\n\nThe module `{value.__name__}`. {_text(value)}\n"
    if isinstance(value, type):
        return f"### `{name}`\n\n{_text(value)}\n{_members(value)}"
    if inspect.isfunction(value):
        return f"### `{name}`\n\n```python\n{name}{_signature(value)}\n```\n\n{_text(value)}\n"
    return f"### `{name}`\n\n`{re.sub(r'0x[0-9a-f]+', '…', str(value))}`\n"


def _members(owner: type) -> str:
    """A table of what a class holds, and its public methods."""
    if issubclass(owner, enum.Enum):
        return f"\n{', '.join(f'`{member.name}`' for member in owner)}\n"
    if dataclasses.is_dataclass(owner):
        rows = [f"- `{field.name}: {field.type}`" for field in dataclasses.fields(owner)]
    else:
        own = inspect.get_annotations(owner).items()
        rows = [f"- `{name}: {kind}`" for name, kind in own if not name.startswith(("_", "model_"))]
    for name, member in vars(owner).items():
        if isinstance(member, property) and member.fget and not name.startswith("_"):
            kind = inspect.get_annotations(member.fget)["return"]
            rows.append(f"- `{name}: {kind}`: {_text(member).partition(chr(10))[0]}")
        if inspect.isfunction(member) and not name.startswith("_") and not name.startswith("test_"):
            rows.append(f"- `{name}{_signature(member)}`: {_text(member).partition(chr(10))[0]}")
        elif name.startswith("test_"):
            rows.append(f"- {name.removeprefix('test_').replace('_', ' ')}")
    return "\n" + "\n".join(rows) + "\n" if rows else ""


class _Verbatim(str):
    """An annotation that is printed as it was written."""

    __slots__ = ()
    __repr__ = str.__str__


def _signature(function: Callable[..., object]) -> str:
    """How a function is called, its annotations as they were written."""
    written = inspect.signature(function)
    parameters = [
        each.replace(annotation=_Verbatim(each.annotation)) if isinstance(each.annotation, str) else each
        for each in written.parameters.values()
    ]
    returns = _Verbatim(written.return_annotation)
    shown = str(written.replace(parameters=parameters, return_annotation=returns))
    return re.sub(r"<(\w+\.\w+): [^>]*>", r"\1", shown)


def _text(value: object) -> str:
    """A docstring with its own line breaks."""
    return (inspect.getdoc(value) or "").strip()


def _errors() -> Iterator[str]:
    yield "## Errors\n\n`from publish import errors`\n"
    yield f"```\n{(errors.__doc__ or '').strip()}\n```"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
