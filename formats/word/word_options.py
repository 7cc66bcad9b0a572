"""What may be chosen of a Word document: the size of its type."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from publish.contracts.format import EditionOptions

STANDARD = 14
"""Points: clear print."""

_VARIANT = re.compile(r"large-print-(1[6-9]|2\d|3[0-6])pt")

_LARGE = range(16, 37)


def _offered(size: int) -> int:
    if size != STANDARD and size not in _LARGE:
        raise ValueError(f"a size is {STANDARD}, or one of large print: {_LARGE.start} to {_LARGE.stop - 1}")
    return size


Size = Annotated[int, AfterValidator(_offered)]


class WordOptions(EditionOptions):
    """The size of the body text, in points."""

    size: Size = STANDARD

    @property
    def is_large(self) -> bool:
        """Whether it is large print."""
        return self.size > STANDARD

    @property
    def variant(self) -> str:
        """None of the usual size; "large-print-18pt" of a large one."""
        return f"large-print-{self.size}pt" if self.is_large else ""

    @classmethod
    def of_variant(cls, name: str) -> WordOptions:
        """The options that "large-print-18pt" stands for."""
        match = _VARIANT.fullmatch(name)
        if match is None:
            raise ValueError(
                f"there is no Word document “{name[:40]}”. Write large-print and a size from 16pt to 36pt, as "
                "large-print-18pt"
            )
        return cls(size=int(match[1]))


def _listed(values: Any) -> Any:
    return values if isinstance(values, list | tuple) else [values]


def _known(variant: str) -> str:
    WordOptions.of_variant(variant)
    return variant


class WordSection(BaseModel):
    """What publisher.yaml, or a request, says to this format: the sizes made, in points, or variants by their names."""

    model_config = ConfigDict(extra="forbid")

    sizes: Annotated[tuple[Size, ...], BeforeValidator(_listed), Field(min_length=1)] = (STANDARD,)
    variants: Annotated[tuple[Annotated[str, AfterValidator(_known)], ...], BeforeValidator(_listed)] = ()

    @property
    def options(self) -> tuple[WordOptions, ...]:
        """Those of each edition."""
        if self.variants:
            return tuple(map(WordOptions.of_variant, self.variants))
        return tuple(WordOptions(size=size) for size in self.sizes)
