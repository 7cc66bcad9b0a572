"""Whether any shape of a drawing is painted: what is hidden, transparent or without colour shows nobody anything.

Where a style sheet may paint a shape, its place in the drawing does not tell, and it counts as painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_NO_COLOUR = frozenset(("none", "transparent"))
_HIDDEN = frozenset(("hidden", "collapse"))
_NEEDED = {
    "path": ("d",),
    "rect": ("width", "height"),
    "circle": ("r",),
    "polyline": ("points",),
    "polygon": ("points",),
}
"""Without which a shape has no extent."""


def is_painted(shape: etree._Element) -> bool:
    """Whether a shape may be seen, as far as the drawing says it plainly."""
    name = str(shape.tag).removeprefix(_SVG)
    holders = (shape, *shape.iterancestors())
    if any(holder.get("class") for holder in holders):
        return True
    if any(_own(holder, "display") == "none" or _is_nought(_own(holder, "opacity")) for holder in holders):
        return False
    if _inherited(shape, "visibility") in _HIDDEN and not _has_seen_part(shape):
        return False
    if any(not (shape.get(needed) or "").strip() or _is_nought(shape.get(needed)) for needed in _NEEDED.get(name, ())):
        return bool(shape.get("style"))  # a style may give a rectangle its width
    if name == "use" or (name == "text" and len(shape)):
        return True  # what it draws may have paint of its own
    if name == "text" and not "".join(shape.itertext()).strip():
        return False
    return (name != "line" and _paints(shape, "fill", "black")) or _paints(shape, "stroke", "none")


def _paints(shape: etree._Element, kind: str, usual: str) -> bool:
    colour = _inherited(shape, kind) or usual
    return colour not in _NO_COLOUR and not _is_nought(_inherited(shape, f"{kind}-opacity"))


def _has_seen_part(shape: etree._Element) -> bool:
    return any(_own(part, "visibility") == "visible" for part in shape.iterdescendants("*"))


def _inherited(shape: etree._Element, name: str) -> str:
    """The value that an element has, its own or that of the nearest holder with one; "" where none has."""
    values = (_own(holder, name) for holder in chain((shape,), shape.iterancestors()))
    return next((value for value in values if value and value != "inherit"), "")


def _own(element: etree._Element, name: str) -> str:
    """The value that an element itself gives a property: its style goes before its attribute."""
    return dict(_declared(element)).get(name, (element.get(name) or "").strip().casefold())


def _declared(element: etree._Element) -> Iterator[tuple[str, str]]:
    for declaration in (element.get("style") or "").split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip().casefold(), value.replace("!important", "").strip().casefold()


def _is_nought(value: str | None) -> bool:
    try:
        return value is not None and float(value.strip().removesuffix("%")) == 0
    except ValueError:
        return False
