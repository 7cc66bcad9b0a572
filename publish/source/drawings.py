"""SVG drawings, made safe: what draws is on a list, what draws nothing is left out, all else is refused.

A drawing stands in editions that run scripts, load addresses and follow references. So no script, handler, animation,
foreign content, document type, style sheet or address is let through, however it is written, and references are counted
as often as they are drawn, as ten nested ones can stand for ten thousand million elements.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from lxml import etree

from publish.limits import ATTRIBUTES, SVG_LETTERS, SVG_NESTING, SVG_NODES, SVG_NUMBERS, SVG_SIDE
from publish.model.characters import forbidden
from publish.source.drawing_cost import refuse_costly
from publish.source.drawing_view import outside_view
from publish.source.drawn_shapes import is_painted

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_KEPT_FOREIGN = frozenset(
    (*_HREFS, "{http://www.w3.org/XML/1998/namespace}space", "{http://www.w3.org/XML/1998/namespace}lang")
)

_DRAWING = frozenset(
    """
    svg g defs symbol use style switch path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop pattern clipPath mask marker
    """.split()  # noqa: SIM905 — a list for reading
)
_SILENT = frozenset(("metadata", "view", "title", "desc"))  # draws nothing; what is said of it is the alternative text
_SHAPES = frozenset(
    f"{_SVG}{name}" for name in ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"]
)
_KEPT_BACK = frozenset(
    f"{_SVG}{name}" for name in ["defs", "symbol", "clipPath", "mask", "marker", "pattern"]
)  # until they are used
_ACTIVE = frozenset(
    """
    script foreignObject iframe audio video canvas image feImage animate animateMotion animateTransform animateColor
    set discard mpath handler listener cursor font-face font-face-src font-face-uri a
    """.split()  # noqa: SIM905 — a list for reading
)
_ATTRIBUTES = frozenset(
    """
    alignment-baseline aria-label aria-labelledby baseline-shift class clip-path clip-rule clipPathUnits color
    color-interpolation cx cy d direction display dominant-baseline dx dy fill fill-opacity fill-rule font-family
    font-size font-stretch font-style font-variant font-weight fr fx fy gradientTransform gradientUnits height id lang
    lengthAdjust letter-spacing marker marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask
    mask-type maskContentUnits maskUnits offset opacity orient overflow paint-order pathLength patternContentUnits
    patternTransform patternUnits points preserveAspectRatio r refX refY role rotate rx ry shape-rendering spreadMethod
    startOffset stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width style systemLanguage text-anchor text-decoration text-rendering
    textLength transform transform-origin type unicode-bidi vector-effect version viewBox visibility width word-spacing
    writing-mode x x1 x2 y y1 y2
    """.split()  # noqa: SIM905 — a list for reading
)
_SPOKEN = frozenset(("aria-label",))  # words for people, in which any sign may stand

_URL = re.compile(r"url\s*\(", re.IGNORECASE)
_OWN_URL = re.compile(r"""url\(\s*(["']?)#([\w.:-]+)\1\s*\)""", re.IGNORECASE)
_UNSAFE = re.compile(
    r"javascript:|data:|expression\s*\(|image-set\s*\(|src\s*\(|behaviou?r\s*:|-moz-binding", re.IGNORECASE
)
_MAY_LOAD = re.compile(r"[(:]|-moz", re.IGNORECASE)
"""What each way to load or run something has: of ten attributes nine have none, which is told six times as fast."""

_NUMBER = re.compile(r"\s*([+]?\d*\.?\d+(?:[eE][+-]?\d{1,3})?)\s*(%|[a-z]{2,4})?\s*", re.IGNORECASE)
_OUTLINE_NUMBER = re.compile(r"\d*\.?\d+")
_LONGEST_IN_VIEW = 1e6  # of a viewBox, whose units are drawn at any size
_SHORTEST = 0.001  # below which programs take a side for none
_NARROWEST = 50  # times that one side may be longer than the other

_GRADIENTS = frozenset((f"{_SVG}linearGradient", f"{_SVG}radialGradient"))


_SMALL = 100_000
"""Bytes: a drawing of easy read has a tenth of it. What is known of larger ones is not kept, for the memory's sake."""


def plain_svg(data: bytes) -> bytes:
    """A drawing as editions hold it: byte for byte where it is plain. Raises `ValueError` with what is wrong."""
    # A report reads the 80 pictures of a factsheet twice, and to look through them took a third of its time.
    return _kept_plain(data) if len(data) <= _SMALL else _plain(data)


@lru_cache(maxsize=512)
def _kept_plain(data: bytes) -> bytes:
    return _plain(data)


def _plain(data: bytes) -> bytes:
    root = _parsed(data)
    changed = _without_silent(root)
    for element in root.iter("*"):
        _refuse_active(element)
        changed |= _keep_known_attributes(element)
    _refuse_many(root)
    refuse_costly(root)
    _refuse_extent(root)
    _refuse_empty(root)
    _refuse_deceiving(root)
    return etree.tostring(root, encoding="utf-8", with_tail=False) if changed or not _is_utf_8(data) else data


def has_letters(data: bytes) -> bool:
    """Whether a drawing has letters as text, which each program sets in a face of its own. Raises `ValueError`."""
    return next(_parsed(data).iter(f"{_SVG}text"), None) is not None


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError("is no SVG, PNG, JPEG or GIF image. Save it as one of these") from error
    if root.tag != f"{_SVG}svg":
        raise ValueError("is no SVG, PNG, JPEG or GIF image. Save it as one of these")
    if root.getroottree().docinfo.doctype:
        raise ValueError("has a document type (<!DOCTYPE …>), which can define anything. Save it as a plain SVG")
    before = root.getprevious()
    while before is not None:
        if isinstance(before, etree._ProcessingInstruction):
            raise ValueError("asks for a style sheet from elsewhere (<?…?>). Save it as a plain SVG")
        before = before.getprevious()
    return root


def _is_utf_8(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    declared = re.match(r"\ufeff?<\?xml[^>]*?encoding\s*=\s*[\"']([\w-]+)", text)
    return declared is None or declared[1].casefold() in {"utf-8", "utf8", "us-ascii"}


def _without_silent(root: etree._Element) -> bool:
    """Leave out what draws nothing: metadata, comments, elements of drawing programs."""
    silent = [
        node
        for node in root.iter()
        if not isinstance(node.tag, str) or not node.tag.startswith(_SVG) or node.tag.removeprefix(_SVG) in _SILENT
    ]
    for node in silent:
        parent = node.getparent()
        if isinstance(node, etree._Entity):
            raise ValueError("uses entities (&…;). Save it as a plain SVG")
        if parent is not None:
            _keep_tail(node, parent)
            parent.remove(node)
    beside = [*root.itersiblings(preceding=True), *root.itersiblings()]
    return bool(silent or beside)


def _keep_tail(node: etree._Element, parent: etree._Element) -> None:
    previous = node.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")


def _refuse_active(element: etree._Element) -> None:
    name = str(element.tag).removeprefix(_SVG)
    if name in _ACTIVE:
        raise ValueError(f"holds a script, moves, or loads another file (<{name}>). Save it as a plain SVG")
    if name not in _DRAWING:
        raise ValueError(f"holds <{name}>, which not every edition can draw. Save it as a plain SVG")
    if name == "style":
        _refuse_css("".join(element.itertext()), "its style sheet")


def _keep_known_attributes(element: etree._Element) -> bool:
    """Refuse what acts or loads; leave out what is not on the list, and say whether there was any."""
    if len(element.attrib) > ATTRIBUTES:
        raise ValueError(f"has an element with more than {ATTRIBUTES:,} attributes. Save it as a plain SVG")
    changed = False
    for attribute, value in list(element.attrib.items()):
        name, text = str(attribute), str(value)
        if name.casefold().startswith("on"):
            raise ValueError(f"holds a script ({name}=…). Save it as a plain SVG")
        if name in _HREFS and not text.strip().startswith("#"):
            raise ValueError(f"loads another file or leads to an address ({text[:60]}). Save it as a plain SVG")
        if name not in _ATTRIBUTES and name not in _KEPT_FOREIGN:
            del element.attrib[name]
            changed = True
        elif name not in _SPOKEN:
            _refuse_css(text, f"{name}=…")
    return changed


def _refuse_css(text: str, where: str) -> None:
    """Refuse what loads, and every way to write it so that it is not seen: escapes, comments, at-rules."""
    if "\\" in text or "/*" in text or "@" in text or "<" in text:
        raise ValueError(f"writes something in a hidden way ({where} has \\, /*, @ or <). Save it as a plain SVG")
    if not _MAY_LOAD.search(text):
        return
    if _UNSAFE.search(text) or len(_URL.findall(text)) != len(_OWN_URL.findall(text)):
        raise ValueError(f"loads another file or runs something ({where}). Save it as a plain SVG")


def _references(element: etree._Element) -> Iterator[str]:
    """The ids that an element draws, or draws with."""
    for name, value in element.attrib.items():
        if name in _HREFS:
            yield str(value).strip()[1:]
        elif "(" in value:
            yield from (match[2] for match in _OWN_URL.finditer(str(value)))


def _refuse_many(root: etree._Element) -> None:
    """Count each element as often as it is drawn. Raises `ValueError` where they are too many or draw themselves."""
    names = {str(element.get("id")): element for element in root.iter("*") if element.get("id")}
    sizes: dict[etree._Element, int] = {}
    open_: set[etree._Element] = set()

    def drawn(element: etree._Element, depth: int) -> int:
        if element in sizes:
            return sizes[element]
        if element in open_ or depth > SVG_NESTING:
            raise ValueError(
                f"draws a part within itself, or nests more than {SVG_NESTING} parts. Save it as a plain SVG"
            )
        open_.add(element)
        targets = [names[name] for name in _references(element) if name in names]
        sizes[element] = 1 + sum(drawn(inner, depth + 1) for inner in (*element.iterchildren("*"), *targets))
        open_.discard(element)
        if sizes[element] > SVG_NODES:
            raise ValueError(f"draws more than {SVG_NODES} parts. Save it as a simpler SVG, or as a PNG")
        return sizes[element]

    drawn(root, 0)
    for style in root.iter(f"{_SVG}style"):
        for match in _OWN_URL.finditer("".join(style.itertext())):
            target = names.get(match[2])
            nested = target is not None and target.tag not in _GRADIENTS
            if target is not None and nested and any(element.get("class") for element in target.iter("*")):
                raise ValueError(f"its style sheet draws the part #{match[2]} with itself. Save it as a plain SVG")


def _refuse_empty(root: etree._Element) -> None:
    """Refuse a drawing without a shape, or with more letters or numbers in its outlines than all editions can draw."""
    every = (element for element in root.iter("*") if element.tag in _SHAPES)
    shapes = [shape for shape in every if not any(holder.tag in _KEPT_BACK for holder in shape.iterancestors())]
    if not shapes:
        raise ValueError("draws nothing. Save it again, or leave it out")
    if not any(map(is_painted, shapes)):
        raise ValueError("shows nothing: all its parts are hidden or without colour. Save it again, or leave it out")
    outlines = [str(element.get(name)) for element in root.iter("*") for name in ("d", "points") if element.get(name)]
    is_long = sum(map(len, outlines)) > SVG_NUMBERS  # else it has no room for so many
    if is_long and sum(len(_OUTLINE_NUMBER.findall(outline)) for outline in outlines) > SVG_NUMBERS:
        raise ValueError(f"has more than {SVG_NUMBERS:,} numbers in its outlines. Save it simpler, or as a PNG")
    if sum(map(len, root.itertext())) > SVG_LETTERS:
        raise ValueError(f"holds more than {SVG_LETTERS:,} letters. Put its words into the source")
    if outside_view(root):
        raise ValueError("draws all its parts outside its viewBox, so nothing is seen. Save it again")


def _refuse_deceiving(root: etree._Element) -> None:
    """Refuse a drawing that shows other words to some readers, or its letters in another order than it holds them."""
    if any(element.get("systemLanguage") is not None for element in root.iter("*")):
        raise ValueError("shows other parts to readers of other languages (systemLanguage). Save one of each")
    for element in root.iter("*"):
        if element.tag == f"{_SVG}switch" and len(element) > 1:
            raise ValueError("shows only some of its parts (<switch>), and not everywhere the same. Save it without")
        if any("override" in str(element.get(name)).casefold() for name in ("unicode-bidi", "style")):
            raise ValueError("turns the order of its letters round (unicode-bidi). Save it without")
    if any("override" in "".join(style.itertext()).casefold() for style in root.iter(f"{_SVG}style")):
        raise ValueError("turns the order of its letters round (unicode-bidi). Save it without")
    words = [*map(str, root.itertext()), *(str(element.get("aria-label") or "") for element in root.iter("*"))]
    for found in chain.from_iterable(map(forbidden, words)):
        raise ValueError(f"holds the character {found.name}, which {found.why}. Save it without")


def _refuse_extent(root: etree._Element) -> None:
    """Refuse a drawing without extent, or one so long and narrow that drawing it fills the memory."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    if max(_length(root.get("width"), largest=math.inf), _length(root.get("height"), largest=math.inf)) > SVG_SIDE:
        raise ValueError(f"is wider or higher than {SVG_SIDE:,}. Save it smaller")
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if len(box) == 4:
        across, down = _length(box[2]), _length(box[3])
        if not across or not down or max(across, down) > max(1, min(across, down)) * _NARROWEST:
            raise ValueError("has no sound viewBox. Save it again")
    elif not width or not height:
        raise ValueError("says neither width and height nor viewBox. Save it again")
    sides = (str(root.get("width")), str(root.get("height"))) if width and height else box[2:]
    if any(_is_tiny(side) for side in sides):
        raise ValueError("is smaller than a point of a screen. Save it larger")
    if width and height and max(width, height) > min(width, height) * _NARROWEST:
        raise ValueError("is far too long and narrow. Save it again")


def _is_tiny(side: str) -> bool:
    """Whether a side, in units of the screen or close to them, is rounded to none by what draws it."""
    found = _NUMBER.fullmatch(side)
    return found is not None and float(found[1]) < 1 and (found[2] or "px").casefold() in {"px", "pt", "mm"}


def _length(value: str | None, largest: float = _LONGEST_IN_VIEW) -> float:
    """A length in some unit; 0 where there is none, or none that can be drawn."""
    found = _NUMBER.fullmatch(value or "")
    if found is None or found[2] == "%":
        return 0.0
    return number if _SHORTEST <= (number := float(found[1])) <= largest else 0.0
