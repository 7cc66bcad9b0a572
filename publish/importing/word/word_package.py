"""The parts of a Word file under the names that Word gives them, wherever the file itself keeps them.

What a part is, its relationships say, not its name (ISO/IEC 29500-2, 9): Word Online keeps the text in
`word/document2.xml`, other programs in `doc.xml`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from publish.errors import SourceError
from publish.importing.archive import parts

_DOCTYPE = re.compile(rb"<!\s*DOCTYPE", re.IGNORECASE)
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


def word_parts(path: Path, data: bytes) -> dict[str, bytes]:
    """The parts of a Word file under Word's own names. Raises `SourceError`."""
    found = parts(path, data, "Word file")
    for name, part in found.items():
        if name.endswith((".xml", ".rels")) and _DOCTYPE.search(part.replace(b"\0", b"")):
            raise SourceError(path, 0, f"the part {name} defines entities, as no Word file does. Do not use it.")
    named = canonical(found)
    if named is None and "[Content_Types].xml" in found:
        raise SourceError(
            path, 0, "this Word file is damaged: its main part is missing. Open it in Word and save it again."
        )
    if named is None:
        raise SourceError(path, 0, "this archive holds no Word document. Give a file that Word saved as .docx.")
    return named


def canonical(package: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The parts with the main one and what it needs under Word's own names; None where there is no main part."""
    main = _main(package)
    if main is None:
        return None
    folder, file = posixpath.split(main)
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    if main == MAIN:
        return dict(package)
    tree = _tree(package.get(relations, b"<none/>"))
    renamed = {main: MAIN, relations: "word/_rels/document.xml.rels"}
    for relation in tree:
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        target = _resolved(folder, relation.get("Target", ""))
        kind = relation.get("Type", "").rpartition("/")[2]
        name = _NAMES.get(kind) or (target if _PLACED.match(target) else f"word/{posixpath.basename(target)}")
        if kind == "image" and not _PLACED.match(target):
            name = f"word/media/{posixpath.basename(target)}"
        if target in package:
            renamed[target] = name
            target_folder, target_file = posixpath.split(target)
            own = f"{target_folder}/_rels/{target_file}.rels".lstrip("/")
            renamed[own] = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"
            relation.set("Target", f"/{name}")
    found = {renamed.get(name, name): part_data for name, part_data in package.items()}
    found["word/_rels/document.xml.rels"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    for name in ("[Content_Types].xml", _RELATIONS):
        if name in found:
            found[name] = _with_names(found[name], {f"/{old}": f"/{new}" for old, new in renamed.items()}, main)
    return found


def _main(package: Mapping[str, bytes]) -> str | None:
    for relation in _tree(package.get(_RELATIONS, b"<none/>")):
        if isinstance(relation.tag, str) and relation.get("Type", "").endswith("/officeDocument"):
            target = _resolved("", relation.get("Target", ""))
            if target in package:
                return target
    return MAIN if MAIN in package else None


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
