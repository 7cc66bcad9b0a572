"""Whether the styles of a document are the house's own: what a style says holds for all that is set in it.

Lists of what a style may hold let bold type be taken out of it, or be put into all of it. So each is compared with what
the house's is. What Word adds on saving, and what only arranges its menus, says nothing of how words look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.docx.allowed_values import SAVED
from publish.readers.docx.parts import Archive, W

_MENUS = frozenset(f"{W}{name}" for name in ["uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "next", "link"])
_USES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))

_Shape = tuple[str, tuple[tuple[str, str], ...], tuple["_Shape", ...]]


def style_findings(archive: Archive, wanted: etree._Element) -> Iterator[Finding]:
    """A finding for each style that is not as in `wanted`, the styles that the house gives this document."""
    house, found = _styles(wanted), _styles(archive.styles)
    counted = Counter(name for name, _ in found)
    for name, shape in house:
        if counted[name] != 1 or (name, shape) not in found:
            yield _wrong(f"the style {name} of the house", "another, or none")
    for name in sorted(counted.keys() - dict(house).keys()):
        yield _wrong("the styles of the house alone", name)
    stories = [archive.document.tree, *([] if archive.footnotes is None else [archive.footnotes.tree])]
    used = {use.get(f"{W}val", "") for story in (*stories, *archive.footers) for use in story.iter(*_USES)}
    for name in sorted(used - dict(house).keys()):
        yield _wrong("the styles of the house alone", f"words in the style {name}")


def _styles(part: etree._Element | None) -> list[tuple[str, _Shape]]:
    if part is None:
        return []
    return [
        (style.get(f"{W}styleId", "of all text"), _shape(style)) for style in part.iter(f"{W}docDefaults", f"{W}style")
    ]


def _shape(element: etree._Element) -> _Shape:
    attributes = (
        (str(name), str(value))
        for name, value in element.attrib.items()
        if not SAVED.fullmatch(str(name).rpartition("}")[2])
    )
    within = (_shape(child) for child in element.iterchildren(etree.Element) if child.tag not in _MENUS)
    return str(element.tag), tuple(sorted(attributes)), tuple(within)


def _wrong(expected: str, found: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found)
