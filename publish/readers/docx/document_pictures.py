"""The pictures of a Word document as they are in the file, with their text alternatives."""

from __future__ import annotations

from publish.readers.docx.parts import Archive, R

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


def shown_pictures(archive: Archive) -> list[tuple[str, str]]:
    """The text alternative and SHA-256 of each picture, those of notes last; of an SVG, not of its stand-in."""
    shown = []
    for story in (archive.document, *([] if archive.footnotes is None else [archive.footnotes])):
        for picture in story.tree.iter(_PICTURE):
            properties = picture.find(_PROPERTIES)
            drawn = next(iter([*picture.iter(_SVG), *picture.iter(_BLIP)]), None)
            relationship = None if drawn is None else story.relationships.get(drawn.get(f"{R}embed", ""))
            data_hash = "" if relationship is None else archive.hashes.get(relationship.target, "")
            shown.append(("" if properties is None else properties.get("descr", ""), data_hash))
    return shown
