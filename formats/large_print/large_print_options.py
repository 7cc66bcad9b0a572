"""What may be chosen of a large print edition, by publisher.yaml or by who asks for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from publish.contracts.format import EditionOptions
from publish.rendering.typst.type_area import MILLIMETRES, TypeArea

_LEAST, _MOST = 16, 36
Points = Annotated[int, Field(ge=_LEAST, le=_MOST)]
"""A size of type, in points."""

_VARIANT = re.compile(r"(\d{2})pt(?:-((?!volume)\w+))?(?:-volume-\d{1,3}-of-\d{1,3})?")
_EDGE = 12.0  # millimetres from the paper's edge to the page number: office printers leave up to 6 white
HEAD_LINE_DISTANCE = 1.25
"""Type sizes from line to line of a running head."""

_LEAST_GAP = 8.0  # millimetres
_GAP = 0.9  # type sizes
_RULE = 2.0  # millimetres between a running head and the line under it


class PaperColour(StrEnum):
    """The colours of paper that are asked for; black on each is far beyond a contrast of 7:1 (WCAG 2.2, 1.4.6)."""

    WHITE = "white"
    CREAM = "cream"
    YELLOW = "yellow"


class Volume(BaseModel):
    """One of several volumes: its number, and the id of the section with which each of them starts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: Annotated[int, Field(ge=1)]
    starts: Annotated[tuple[str, ...], Field(min_length=2)]

    @property
    def last(self) -> int:
        """How many volumes there are."""
        return len(self.starts)


class LargePrintOptions(EditionOptions):
    """The size in which an edition is set, in points, the colour of its paper, and which volume, where it has some."""

    size: Points = 18
    paper: PaperColour = PaperColour.WHITE
    volume: Volume | None = None

    @property
    def variant(self) -> str:
        """The size as readers name it, and what is special about it: "24pt-cream", "36pt-volume-1-of-2"."""
        paper = "" if self.paper is PaperColour.WHITE else f"-{self.paper}"
        volume = f"-volume-{self.volume.number}-of-{self.volume.last}" if self.volume is not None else ""
        return f"{self.size}pt{paper}{volume}"

    @property
    def in_words(self) -> str:
        """As people say it: "24 point, cream paper", "36 point, volume 1 of 2"."""
        paper = "" if self.paper is PaperColour.WHITE else f", {self.paper} paper"
        volume = f", volume {self.volume.number} of {self.volume.last}" if self.volume is not None else ""
        return f"{self.size} point{paper}{volume}"

    @property
    def gap(self) -> float:
        """Millimetres between the text and what stands above or below it: that must not look like a line of it."""
        return max(_LEAST_GAP, _RULE + _GAP * self.size * MILLIMETRES)

    def area(self, head_lines: int) -> TypeArea:
        """A4. Running head and page number are as large as the text, and as far from the edge in every size."""
        line = self.size * MILLIMETRES
        foot = _EDGE + line + self.gap
        return TypeArea(self.size, foot=foot, head=foot + max(0, head_lines - 1) * HEAD_LINE_DISTANCE * line)

    @classmethod
    def each(cls) -> Iterator[LargePrintOptions]:
        """Every size on every paper."""
        return (cls(size=size, paper=paper) for paper in PaperColour for size in range(_LEAST, _MOST + 1))

    @classmethod
    def of_variant(cls, name: str) -> LargePrintOptions:
        """The options that "24pt-cream" stands for; of a volume, as "36pt-volume-1-of-2", those of all of them."""
        match = _VARIANT.fullmatch(name)
        try:
            return cls.model_validate(
                {"size": match[1], "paper": match[2] or PaperColour.WHITE} if match else {"size": 0}
            )
        except ValidationError:
            raise ValueError(
                f"there is no large print “{name[:40]}”. Write a size from {_LEAST}pt to {_MOST}pt, and for paper that "
                "is not white -cream or -yellow, as 24pt-cream"
            ) from None


def _listed(sizes: Any) -> Any:
    return sizes if isinstance(sizes, list | tuple) else [sizes]


def _known(variant: str) -> str:
    LargePrintOptions.of_variant(variant)
    return variant


class LargePrintSection(BaseModel):
    """What publisher.yaml, or a request, says to this format: the sizes made, in points, or variants by their names."""

    model_config = ConfigDict(extra="forbid")

    sizes: Annotated[tuple[Points, ...], BeforeValidator(_listed), Field(min_length=1)] = (18,)
    paper: PaperColour = PaperColour.WHITE
    variants: Annotated[tuple[Annotated[str, AfterValidator(_known)], ...], BeforeValidator(_listed)] = ()

    @property
    def options(self) -> tuple[LargePrintOptions, ...]:
        """Those of each edition: of the variants that are named, or else of each size."""
        if self.variants:
            return tuple(dict.fromkeys(map(LargePrintOptions.of_variant, self.variants)))
        return tuple(LargePrintOptions(size=size, paper=self.paper) for size in self.sizes)
