"""Whether the parts of a Word document are those that such documents have, each of its type and led to by its kind.

Words are proved where they are read. A part that is not read, or a relationship that leads elsewhere, may be shown, run
or fetched by a program all the same: so all of them are listed here, whatever part they belong to (ECMA-376, parts 1
and 2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from publish.readers.docx.allowed_values import FONTS, RUN, WEB_SETTINGS, strange
from publish.readers.docx.parts import TYPES, Archive, R, Relationship, W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_EP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FAMILY = {"core-properties": "http://schemas.openxmlformats.org/package/2006/relationships/metadata"}

_PICTURE = r"word/media/[\w.-]+\.(?:png|jpe?g|gif|svg)"
_KINDS = ("footnotes", "styles", "numbering", "settings", "fontTable", "webSettings")
_OF_PACKAGE = {
    "officeDocument": r"word/document\.xml",
    "core-properties": r"docProps/core\.xml",
    "extended-properties": r"docProps/app\.xml",
}
_OF_DOCUMENT = {
    "image": _PICTURE,
    "footer": r"word/footer\d*\.xml",
    **{kind: rf"word/{kind}\.xml" for kind in (*_KINDS, "theme")},
}
_LEADS: Mapping[str, Mapping[str, str]] = {
    "": _OF_PACKAGE,
    "word/document.xml": _OF_DOCUMENT,
    "word/footnotes.xml": {"image": _PICTURE},
}
"""What each part may lead to inside the file: kinds of relationship, and the names of their targets."""
_LINKING = ("word/document.xml", "word/footnotes.xml")
_SEVERAL = ("hyperlink", "image", "footer")

_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CONTENT_TYPES: Mapping[str, str] = {
    r"word/document\.xml": f"{_WORDS}document.main+xml",
    r"word/footer\d*\.xml": f"{_WORDS}footer+xml",
    **{rf"word/{kind}\.xml": f"{_WORDS}{kind}+xml" for kind in _KINDS},
    r"word/theme\.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    r"docProps/core\.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    r"docProps/app\.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    r".*\.rels": "application/vnd.openxmlformats-package.relationships+xml",
    r".*\.png": "image/png",
    r".*\.jpe?g": "image/jpeg",
    r".*\.gif": "image/gif",
    r".*\.svg": "image/svg+xml",
}
_ROOTS: Mapping[str, str] = {
    r"word/(document|styles|numbering|settings|footnotes|webSettings)\.xml": W,
    r"word/fontTable\.xml": f"{W}fonts",
    r"word/footer\d*\.xml": f"{W}ftr",
    r"word/theme\.xml": f"{_A}theme",
    r"docProps/core\.xml": f"{_CP}coreProperties",
    r"docProps/app\.xml": f"{_EP}Properties",
}
"""The root of each part; one that is called as its part has no name here."""

_OF_CORE = frozenset(
    "title subject creator language identifier version modified created lastModifiedBy revision lastPrinted".split()  # noqa: SIM905
)
_EMPTY_IN_CORE = frozenset("keywords description category contentStatus".split())  # noqa: SIM905 — which saving leaves
_APP = (
    "Template TotalTime Pages Words Characters CharactersWithSpaces Lines Paragraphs Application AppVersion "
    "DocSecurity ScaleCrop Company Manager LinksUpToDate SharedDoc HyperlinksChanged HeadingPairs TitlesOfParts"
)
_OF_APP = frozenset(_APP.split())
_OF_THEMES = (_A, "{http://schemas.microsoft.com/office/thememl/2012/main}")


def package_faults(archive: Archive) -> Iterator[str]:
    """What a file holds that no Word document of ours holds, in words: parts, relationships, types, properties."""
    for part, relationships in archive.relationships.items():
        yield from _leads(archive, part, list(relationships.items()))
    led = {
        relationship.target
        for relationships in archive.relationships.values()
        for relationship in relationships.values()
        if not relationship.is_external
    }
    for name in sorted(archive.hashes.keys() - {TYPES}):
        if name not in led and not name.endswith(".rels"):
            yield f"the part {name}, to which nothing leads"
        wanted = next((kind for names, kind in _CONTENT_TYPES.items() if re.fullmatch(names, name)), None)
        if archive.types.get(name) != wanted:
            yield f"the part {name} of the type {archive.types.get(name)}"
    for name, tree in archive.trees.items():
        yield from _of_part(name, tree)


def _leads(archive: Archive, part: str, relationships: list[tuple[str, Relationship]]) -> Iterator[str]:
    """Relationships that a part may not have, or that nothing in it uses."""
    kinds = Counter(relationship.kind for _, relationship in relationships)
    yield from (f"{count} times {kind}" for kind, count in kinds.items() if count > 1 and kind not in _SEVERAL)
    if part and part not in archive.trees:
        yield f"relationships of {part}, which is no part"
    used = _used(archive.trees[part]) if part in archive.trees else frozenset()
    for identifier, relationship in relationships:
        kind, target = relationship.kind, relationship.target
        if relationship.is_external:
            fits = kind == "hyperlink" and part in _LINKING
        else:
            fits = re.fullmatch(_LEADS.get(part, {}).get(kind, "(?!)"), target) is not None
        if not fits or relationship.family != _FAMILY.get(kind, _OFFICE):
            yield f"{kind} of {part or 'the file'}: {target}"
        elif kind in _SEVERAL and identifier not in used:
            yield f"{kind} that is not used: {target}"


def _used(tree: etree._Element) -> frozenset[str]:
    return frozenset(
        str(value) for element in tree.iter(etree.Element) for key, value in element.attrib.items() if R in str(key)
    )


def _of_part(name: str, tree: etree._Element) -> Iterator[str]:
    """Parts whose words are not compared: what they are made of."""
    root = next(
        (
            root if root != W else f"{W}{found[1]}"
            for names, root in _ROOTS.items()
            if (found := re.fullmatch(names, name))
        ),
        None,
    )
    if root is not None and tree.tag != root:
        yield f"{name} is no such part: <{str(tree.tag).rpartition('}')[2]}>"
        return
    match name:
        case "word/fontTable.xml":
            yield from strange(tree, FONTS, RUN)
        case "word/webSettings.xml":
            yield from strange(tree, WEB_SETTINGS, RUN)
        case "word/theme.xml":
            yield from _theme(tree)
        case "docProps/core.xml":
            yield from _core(tree)
        case "docProps/app.xml":
            yield from (f"the property {term}" for term in _names(tree) if term not in _OF_APP)


def _theme(tree: etree._Element) -> Iterator[str]:
    """A theme draws with colours, lines and faces of its own, and fetches nothing."""
    for wanted in ("clrScheme", "fontScheme", "fmtScheme"):
        if tree.find(f"{_A}themeElements/{_A}{wanted}") is None:
            yield f"a theme without {wanted}"
    for element in tree.iter(etree.Element):
        is_known = str(element.tag).startswith(_OF_THEMES) and not str(element.tag).endswith(("}blip", "}hlinkClick"))
        if not is_known or any(str(key).startswith(R) for key in element.attrib):
            yield f"<{str(element.tag).rpartition('}')[2]}> in the theme"


def _core(tree: etree._Element) -> Iterator[str]:
    for name, count in Counter(_names(tree)).items():
        if count > 1 or name not in _OF_CORE | _EMPTY_IN_CORE:
            yield f"{count} times the property {name}"
    for element in tree.iterchildren(etree.Element):
        if len(element) or (_local(element) in _EMPTY_IN_CORE and (element.text or "").strip()):
            yield f"the property {_local(element)} {element.text}"


def _names(tree: etree._Element) -> list[str]:
    return [_local(element) for element in tree.iterchildren(etree.Element)]


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
