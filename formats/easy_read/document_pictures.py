"""The pictures of a Word document as they are in the file, with their text alternatives."""

from __future__ import annotations

import posixpath
import zipfile
from hashlib import sha256
from pathlib import Path

from publish.readers.docx.parts import Archive, R

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def shown_pictures(path: Path, archive: Archive) -> list[tuple[str, str]]:
    """The text alternative and the SHA-256 of each picture of the text, in order; of an SVG, not of its stand-in."""
    shown = []
    with zipfile.ZipFile(path) as package:
        for picture in archive.document.tree.iter(_PICTURE):
            properties = picture.find(_PROPERTIES)
            drawn = next(iter([*picture.iter(_SVG), *picture.iter(_BLIP)]), None)
            name = "" if drawn is None else drawn.get(f"{R}embed", "")
            relationship = archive.document.relationships.get(name)
            data = package.read(posixpath.normpath(relationship.target)) if relationship is not None else b""
            shown.append(("" if properties is None else properties.get("descr", ""), sha256(data).hexdigest()))
    return shown
