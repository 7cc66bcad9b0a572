"""Rooms, floors and arrows of the house, read off the imports: `python -m tests.rooms` prints them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


@cache  # seconds of reading, for each of many tests
def imports(folder: str) -> tuple[tuple[str, str], ...]:
    """Each module of a folder, with each module that it imports."""
    return tuple(_imports(folder))


def _imports(folder: str) -> Iterator[tuple[str, str]]:
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        name = ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules = [f"{node.module}.{alias.name}" for alias in node.names]
                yield from ((name, module if _is_module(module) else node.module) for module in modules)


def _is_module(name: str) -> bool:
    path = REPOSITORY.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def room(module: str) -> str:
    """The room that a module stands in: `publish.source`, `formats.epub`, or the module itself in the hall."""
    return ".".join(module.split(".")[:2])


def arrows() -> dict[str, set[str]]:
    """For each room those that it imports, the hall (`publish`, `formats`) left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for importer, imported in (*imports("publish"), *imports("formats")):
        source, target = room(importer), room(imported)
        if "." in source:
            inside = target.startswith(("publish.", "formats.")) and target != source
            found[source] |= {target} if inside else set()
    return dict(found)


def floors(drawn: dict[str, set[str]]) -> dict[str, int]:
    """How high each room stands above those that it imports. Raises `ValueError` where rooms import each other."""
    placed: dict[str, int] = {}
    while len(placed) < len(drawn):
        ready = [name for name, below in drawn.items() if name not in placed and below <= placed.keys()]
        if not ready:
            raise ValueError(f"these rooms import each other: {', '.join(sorted(drawn.keys() - placed.keys()))}")
        placed |= {name: 1 + max((placed[other] for other in drawn[name]), default=0) for name in ready}
    return placed


def main() -> None:
    """Print the house from the top floor down."""
    drawn = arrows()
    heights = floors(drawn)
    for name in sorted(drawn, key=lambda name: (-heights[name], name)):
        print(f"floor {heights[name]:>2}  {name:<22} -> {', '.join(sorted(drawn[name])) or '-'}")


if __name__ == "__main__":
    main()
