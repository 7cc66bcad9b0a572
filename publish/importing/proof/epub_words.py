"""The words of an EPUB, in the order of its spine, by the zip, XML and HTML readers of the standard library."""

from __future__ import annotations

import io
import posixpath
import zipfile
from urllib.parse import unquote
from xml.etree import ElementTree

from publish.importing.proof.page_words import of_page

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"


def of_epub(data: bytes) -> str:
    """The text of all chapters."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        container = ElementTree.fromstring(archive.read("META-INF/container.xml"))  # noqa: S314
        package = unquote(next(root.get("full-path", "") for root in container.iter(f"{_CONTAINER}rootfile")))
        tree = ElementTree.fromstring(archive.read(package))  # noqa: S314
        items = {item.get("id"): item.get("href", "") for item in tree.iter(f"{_PACKAGE}item")}
        texts = []
        sheets = "".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".css")
        )
        for reference in tree.iter(f"{_PACKAGE}itemref"):
            name = posixpath.normpath(
                posixpath.join(posixpath.dirname(package), unquote(items.get(reference.get("idref"), "")))
            )
            if name in archive.namelist():
                texts.append(of_page(archive.read(name).decode("utf-8-sig", "replace"), sheets))
    return "\n".join(texts)
