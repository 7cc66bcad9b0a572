"""The package of one Word document: its parts, how they refer to each other, and the file, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.opc.pkgwriter import PackageWriter
from docx.package import Package
from lxml import etree

SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}

# The earliest that a zip archive can say: no date at all would be better.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class TreePart(Part):
    """A part whose XML is still growing while other parts come to be."""

    def __init__(self, name: str, content_type: str, tree: etree._Element, package: Package) -> None:
        super().__init__(PackURI(name), content_type, package=package)
        self.tree = tree
        self._links: dict[str, str] = {}

    def link(self, address: str) -> str:
        """The id of the relationship by which it refers to an address outside the file.

        Looked up here, as python-docx compares an address with each before it.
        """
        if address not in self._links:
            self._links[address] = self.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return self._links[address]

    @property
    def blob(self) -> bytes:
        """The part as it stands now."""
        etree.cleanup_namespaces(self.tree, keep_ns_prefixes=["w", "r"])
        return etree.tostring(self.tree, xml_declaration=True, encoding="UTF-8", standalone=True)


class Parts:
    """The parts of one document, starting with its main story.

    python-docx's packaging is used without its template, whose language, author, dates and theme would otherwise
    have to be taken out again.
    """

    def __init__(self, document: etree._Element) -> None:
        self._package = Package()
        self.document = TreePart("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, document, self._package)
        self._package.relate_to(self.document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._images: dict[str, Part] = {}

    def core_properties(self, tree: etree._Element) -> None:
        """Add what the file says of itself."""
        part = TreePart("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, tree, self._package)
        self._package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)

    def beside(self, kind: str, content_type: str, tree: etree._Element) -> tuple[TreePart, str]:
        """Add a part that the main story refers to ("styles", "footnotes"), and give its relationship's id."""
        part = TreePart(f"/word/{kind}.xml", content_type, tree, self._package)
        return part, self.document.relate_to(part, f"{_RELATIONSHIPS}/{kind.rstrip('0123456789')}")

    def image(self, data: bytes, media_type: str) -> Part:
        """The part of an image; the same image is kept once."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._images:
            name = f"/word/media/image{len(self._images) + 1}.{SUFFIXES[media_type]}"
            self._images[digest] = Part(PackURI(name), media_type, data, self._package)
        return self._images[digest]

    def packed(self) -> bytes:
        """The file."""
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as kept:
            _Undated.put(self._package, _Zip(kept))
        return whole.getvalue()


@dataclass(frozen=True, slots=True)
class _Zip:
    """Takes parts for python-docx, whose own writer says when each was written."""

    archive: zipfile.ZipFile

    def write(self, name: PackURI, data: bytes) -> None:
        """Pack a part."""
        entry = zipfile.ZipInfo(name.membername, _ZIP_DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self.archive.writestr(entry, data)


class _Undated(PackageWriter):
    """Hands the parts of a package to `_Zip`: written by python-docx they would have to be packed twice."""

    @classmethod
    def put(cls, package: Package, target: Any) -> None:
        """Write what `PackageWriter.write` writes, in its order."""
        parts = list(package.parts)
        cls._write_content_types_stream(target, parts)  # type: ignore[no-untyped-call]
        cls._write_pkg_rels(target, package.rels)  # type: ignore[no-untyped-call]
        cls._write_parts(target, parts)


_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def embed(story: Part, image: Part) -> str:
    """The id of the relationship by which a story shows an image."""
    return story.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
