"""The numbers of list items, counted as Word counts them (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

from lxml import etree

from publish.readers.docx.paragraph_styles import setting
from publish.readers.docx.parts import W
from publish.readers.written_numbers import written_number

_UNNUMBERED = ("bullet", "none")


class Counter:
    """Counts the items of one document from its first paragraph to its last."""

    def __init__(self, tree: etree._Element | None) -> None:
        definitions = [] if tree is None else tree.findall(f"{W}abstractNum")
        self._definitions = {definition.get(f"{W}abstractNumId", ""): definition for definition in definitions}
        instances = [] if tree is None else tree.findall(f"{W}num")
        self._instances = {instance.get(f"{W}numId", ""): instance for instance in instances}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def next(self, number: str, level: int) -> int | None:
        """Count one item.

        Args:
            number: the list (w:numId).
            level: its level, from 0.

        Returns:
            Its number, 0 where the list has bullets, None where no such list is defined.

        """
        instance = self._instances.get(number)
        name = setting(instance, "abstractNumId") or ""
        if instance is None or name not in self._definitions:
            return None
        own = self._override(instance, level)
        inner = own.find(f"{W}lvl") if own is not None else None
        definition = inner if inner is not None else _level(self._definitions[name], "lvl", level)
        counts = self._counts.setdefault(name, {})
        counts[level] = self._count(number, level, own, definition, counts)
        for deeper in [counted for counted in counts if counted > level]:
            del counts[deeper]
        return 0 if (setting(definition, "numFmt") or "decimal") in _UNNUMBERED else counts[level]

    def _count(
        self,
        number: str,
        level: int,
        own: etree._Element | None,
        definition: etree._Element | None,
        counts: dict[int, int],
    ) -> int:
        restart = setting(own, "startOverride")
        if restart is not None and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            return written_number(restart)
        if level in counts:
            return counts[level] + 1
        return written_number(setting(definition, "start"))

    @staticmethod
    def _override(instance: etree._Element, level: int) -> etree._Element | None:
        return _level(instance, "lvlOverride", level)


def _level(parent: etree._Element, name: str, level: int) -> etree._Element | None:
    return next((child for child in parent.findall(f"{W}{name}") if child.get(f"{W}ilvl") == str(level)), None)
