"""What a format may say of its editions as things of paper: type, paper, binding, and which file goes to the press.

A format that can be ordered in print need not say it: it is then a pile of A4 with a staple in the corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable


class Binding(StrEnum):
    """How the sheets of a copy hold together."""

    CORNER = "corner-stapled"
    SADDLE = "saddle-stitched"  # sheets folded once, stapled through the fold: four pages to a sheet
    FOLDED = "folded"  # one such sheet, which needs no staple
    NONE = "none"  # one leaf


class Layout(StrEnum):
    """What a side of a file is."""

    PAGES = "pages"  # a page, in the order in which they are read
    SHEETS = "sheets"  # a side of a sheet, with the pages on it that belong there once it is folded


class FileRole(StrEnum):
    """What a file is for."""

    READING = "reading"  # on a screen, or from an office printer
    PRESS = "press"  # for a printer: with bleed, and in whole sheets


@dataclass(frozen=True, slots=True)
class Printed:
    """One edition as a thing of paper.

    `type_size` is that of the body text in points, None where there is no one size. `paper` is its colour; `inks` are
    "black" or "colour". `binding` is that of several sheets: one is folded, or needs nothing. `beside` is the variant
    whose other file this is: the press file of a booklet is no edition that anybody orders by itself.
    """

    type_size: float | None = None
    width_mm: float = 210
    height_mm: float = 297
    paper: str = "white"
    inks: str = "colour"
    binding: Binding = Binding.CORNER
    role: FileRole = FileRole.READING
    layout: Layout = Layout.PAGES
    beside: str | None = None


@runtime_checkable
class Printing(Protocol):
    """What a format may do besides: say how its editions are printed."""

    def printed(self, options: Any) -> Printed:
        """How the edition with these options is printed."""


@runtime_checkable
class MadeToOrder(Protocol):
    """What a format may do besides: say which editions it makes for one order, though no release has them."""

    def to_order(self) -> Iterable[Any]:
        """The options of each of them."""
