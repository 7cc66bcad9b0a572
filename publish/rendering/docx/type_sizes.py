"""The style sheet at another size of type: laid out for it, not enlarged."""

from __future__ import annotations

from lxml import etree

from publish.rendering.docx.ooxml import qualified, value

STANDARD = 14
"""Points: the body text of the style sheet as it is."""

RAISED = 1.55
"""How much larger a raised run is set where it must not look smaller: Word draws it at 0.65 of its size."""

_GENEROUS = 18  # points: from this size on lines stand 1.5 type sizes apart
_LINE = 1.13  # type sizes: what word processors call a single line, in Arial
_LINES = 240  # of `w:line` to a single line
_SIZES = ("w:sz", "w:szCs")


def set_at(styles: etree._Element, size: int) -> None:
    """Set the styles at a size of body text in points; nothing becomes smaller than that, not notes nor page numbers.

    Headings stand out less the larger the text is: twice its size at 14 points, 1.4 times at 36.
    """
    for name in _SIZES:
        for given in styles.iter(qualified(name)):
            # What has `w:val` in eighths of a point is the width of a line.
            above = given.getparent()
            if above is not None and above.tag == qualified("w:rPr"):
                ratio = int(given.get(qualified("w:val"), "0")) / 2 / STANDARD
                points = size * max(1.0, 1 + (ratio - 1) * STANDARD / size)
                given.set(qualified("w:val"), str(round(2 * points)))
    if size >= _GENEROUS:
        least = round(1.5 / _LINE * _LINES)
        for spacing in styles.iter(qualified("w:spacing")):
            if qualified("w:line") in spacing.attrib and not _heads(spacing):
                spacing.set(qualified("w:line"), str(max(least, int(spacing.get(qualified("w:line"), "0")))))
    for raised in styles.iter(qualified("w:vertAlign")):
        for name in _SIZES:
            raised.addprevious(value(name, round(2 * RAISED * size)))


def _heads(spacing: etree._Element) -> bool:
    """Whether a style keeps with the next paragraph: headings, whose lines may be closer."""
    above = spacing.getparent()
    return above is not None and above.find(qualified("w:outlineLvl")) is not None
