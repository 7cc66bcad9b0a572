"""The pictures of a Word document as they are in the file, with their text alternatives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from lxml import etree

from publish.model.nodes import Asset
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.docx.parts import Archive, R, Story

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


_ACROSS = re.compile(r"[1-9][0-9]{0,6}")
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"


def shown_pictures(archive: Archive) -> list[tuple[str, str]]:
    """The text alternative and SHA-256 of each picture, those of notes last; of an SVG, not of its stand-in."""
    shown = []
    for story, picture in _pictures(archive):
        properties = picture.find(_PROPERTIES)
        drawn = next(iter([*picture.iter(_SVG), *picture.iter(_BLIP)]), None)
        shown.append(("" if properties is None else properties.get("descr", ""), _hash(archive, story, drawn)))
    return shown


def stand_in_findings(
    archive: Archive, images: Iterable[Asset], drawn: Callable[[Asset, int], bytes]
) -> Iterator[Finding]:
    """A finding for each SVG that shows another picture where a program shows no SVG.

    `images` are those of the source, `drawn` makes the stand-in of one that is so many EMU wide.
    """
    by_hash = {sha256(image.data).hexdigest(): image for image in images}
    for story, picture in _pictures(archive):
        extent, kept = picture.find(_EXTENT), next(picture.iter(_SVG), None)
        image = by_hash.get(_hash(archive, story, kept))
        across = "" if extent is None else extent.get("cx", "")
        if image is None or not _ACROSS.fullmatch(across):
            continue  # another picture than the source's, or of no size for a page: found elsewhere
        if _hash(archive, story, next(picture.iter(_BLIP), None)) != sha256(drawn(image, int(across))).hexdigest():
            wanted = f"{image.name} also where no SVG is shown"
            yield Finding(FindingKind.PRESENTATION, OPENING, "", wanted, "another picture")


def _pictures(archive: Archive) -> Iterator[tuple[Story, etree._Element]]:
    for story in (archive.document, *([] if archive.footnotes is None else [archive.footnotes])):
        yield from ((story, picture) for picture in story.tree.iter(_PICTURE))


def _hash(archive: Archive, story: Story, drawn: etree._Element | None) -> str:
    """The SHA-256 of the file that an element shows; "" where there is none."""
    relationship = None if drawn is None else story.relationships.get(drawn.get(f"{R}embed", ""))
    return "" if relationship is None else archive.hashes.get(relationship.target, "")
