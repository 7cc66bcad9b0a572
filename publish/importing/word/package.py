"""The parts of a Word file under the names that Word gives them, wherever the file itself keeps them.

What a part is, its relationships say, not its name (ISO/IEC 29500-2, 9): Word Online keeps the text in
`word/document2.xml`, other programs in `doc.xml`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from lxml import etree

MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"
_NAMES = {
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
    "comments": "word/comments.xml",
    "settings": "word/settings.xml",
    "fontTable": "word/fontTable.xml",
}
_PLACED = re.compile(r"word/(?:media/|diagrams/|charts/|theme/)?[\w.-]+$")


def canonical(parts: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The parts with the main one and what it needs under Word's own names; None where there is no main part."""
    main = _main(parts)
    if main is None:
        return None
    folder, file = posixpath.split(main)
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    if main == MAIN:
        return dict(parts)
    tree = _tree(parts.get(relations, b"<none/>"))
    renamed = {main: MAIN, relations: "word/_rels/document.xml.rels"}
    for relation in tree:
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        target = _resolved(folder, relation.get("Target", ""))
        kind = relation.get("Type", "").rpartition("/")[2]
        name = _NAMES.get(kind) or (target if _PLACED.match(target) else f"word/{posixpath.basename(target)}")
        if kind == "image" and not _PLACED.match(target):
            name = f"word/media/{posixpath.basename(target)}"
        if target in parts:
            renamed[target] = name
            target_folder, target_file = posixpath.split(target)
            own = f"{target_folder}/_rels/{target_file}.rels".lstrip("/")
            renamed[own] = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"
            relation.set("Target", f"/{name}")
    found = {renamed.get(name, name): held for name, held in parts.items()}
    found["word/_rels/document.xml.rels"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    for name in ("[Content_Types].xml", _RELATIONS):
        if name in found:
            found[name] = _with_names(found[name], {f"/{old}": f"/{new}" for old, new in renamed.items()}, main)
    return found


def _main(parts: Mapping[str, bytes]) -> str | None:
    for relation in _tree(parts.get(_RELATIONS, b"<none/>")):
        if isinstance(relation.tag, str) and relation.get("Type", "").endswith("/officeDocument"):
            target = _resolved("", relation.get("Target", ""))
            if target in parts:
                return target
    return MAIN if MAIN in parts else None


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")


def _with_names(part: bytes, names: Mapping[str, str], main: str) -> bytes:
    """A part of the package with the new names of others in it."""
    tree = _tree(part)
    for element in tree:
        for key in ("PartName", "Target"):
            value = element.get(key)
            if value is not None and value in names:
                element.set(key, names[value])
            elif key == "Target" and value is not None and _resolved("", value) == main:
                element.set(key, MAIN)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def _tree(part: bytes) -> etree._Element:
    """A part's elements; none where it is damaged, of which the import tells where it matters."""
    try:
        return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return etree.Element("none")
