"""What a drawing costs to be drawn: few parts can stand for much work, if each is laid over the others by itself.

A group with an opacity, a mask or a clip is drawn apart and then laid over the rest; in each other they take as long
as full pages. A pattern within a pattern is drawn as often as both together have tiles, which may be thousands of
millions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from publish.limits import SVG_LAYERS, SVG_LAYERS_DEEP

_SVG = "{http://www.w3.org/2000/svg}"
_PATTERN = f"{_SVG}pattern"
_LAYING = ("opacity", "mask", "clip-path")
_LAID_BY_STYLE = re.compile(r"(?<![\w-])(?:opacity|mask|clip-path|mix-blend-mode|isolation)\s*:")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_BY_CLASS = re.compile(r"\s*\.[\w-]+(?:\s*,\s*\.[\w-]+)*\s*")
_NOTHING = frozenset(("", "1", "1.0", "none", "100%"))
_URL = re.compile(r"""url\(\s*["']?#([\w.:-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cost:
    """Layers as often as they are drawn, how many are in each other, and whether a pattern is drawn."""

    layers: int = 0
    deep: int = 0
    patterned: bool = False


def refuse_costly(root: etree._Element) -> None:
    """Refuse more layers than can be drawn at once, and patterns in each other. Raises `ValueError`.

    The drawing is one whose references lead in no circle.
    """
    sheet = "".join("".join(style.itertext()) for style in root.iter(f"{_SVG}style"))
    names = {str(element.get("id")): element for element in root.iter("*") if element.get("id")}
    if any(_is_pattern(names, words) and not _BY_CLASS.fullmatch(selector) for selector, words in _RULE.findall(sheet)):
        raise ValueError("fills all its shapes with a pattern by its style sheet. Save it as a plain SVG")
    styled = _LAID_BY_STYLE.search(sheet) is not None
    costs: dict[etree._Element, _Cost] = {}

    def cost(element: etree._Element) -> _Cost:
        if element not in costs:
            drawn = [names[name] for name in _references(element) if name in names]
            inner = [cost(part) for part in (*element.iterchildren("*"), *drawn)]
            is_layer = _is_layer(element) or (styled and (element.get("class") is not None or len(element) > 0))
            patterned = any(part.patterned for part in inner)
            if patterned and element.tag == _PATTERN:
                raise ValueError("draws a pattern within a pattern. Save it as a simpler SVG, or as a PNG")
            costs[element] = _Cost(
                is_layer + sum(part.layers for part in inner),
                is_layer + max((part.deep for part in inner), default=0),
                patterned or element.tag == _PATTERN,
            )
        return costs[element]

    whole = cost(root)
    if whole.layers > SVG_LAYERS or whole.deep > SVG_LAYERS_DEEP:
        most = f"more than {SVG_LAYERS:,} groups with an opacity, a mask or a clip, or more than {SVG_LAYERS_DEEP}"
        raise ValueError(f"has {most} within each other. Save it as a simpler SVG, or as a PNG")


def _is_pattern(names: dict[str, etree._Element], words: str) -> bool:
    return any(name in names and names[name].tag == _PATTERN for name in _URL.findall(words))


def _is_layer(element: etree._Element) -> bool:
    laid = any((element.get(name) or "").strip() not in _NOTHING for name in _LAYING)
    return laid or _LAID_BY_STYLE.search(element.get("style") or "") is not None


def _references(element: etree._Element) -> list[str]:
    """The ids that an element draws, or draws with."""
    found = [name for value in element.attrib.values() if "(" in value for name in _URL.findall(str(value))]
    links = (str(value).strip() for key, value in element.attrib.items() if str(key).rpartition("}")[2] == "href")
    return [*found, *(link[1:] for link in links if link.startswith("#"))]
