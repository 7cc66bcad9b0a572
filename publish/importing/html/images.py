"""The images of a page: files to hand are taken beside the source; all others become marked gaps."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from publish.contracts.importer import Gap, Left, Notes, Reason
from publish.importing.addresses import joined
from publish.importing.html.content import Element
from publish.importing.marks import picture_needed
from publish.model.nodes import Asset, InlineImage
from publish.plain_files import real_path
from publish.source.files import LARGEST

UNDESCRIBED = "data-undescribed"
"""The attribute of an image whose text alternative nobody has written: a machine guessed it."""

_DATA = re.compile(r"data:image/(png|jpeg|jpg|svg\+xml);base64,(.*)", re.DOTALL | re.IGNORECASE)
_SUFFIXES = {"png": ".png", "jpeg": ".jpg", "jpg": ".jpg", "svg+xml": ".svg"}
_OTHER_CONTENT = ("table", "blockquote", "pre", "video", "audio", "iframe", "math", "ul", "ol", "dl")
_USABLE = {".png", ".jpg", ".jpeg", ".svg"}


_LAZY = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-url", "data-image", "data-hi-res-src")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")


def _source(element: Element) -> str:
    """Where the picture of an `img` is: pages that load it late have a dot in its place until then."""
    plain = (element.get("src") or "").strip()
    placeholder = not plain or plain.startswith("data:") or re.search(r"(?:blank|placeholder|spacer|lazy)[^/]*$", plain)
    late = next((value.strip() for name in _LAZY if (value := element.get(name))), "")
    if not placeholder:
        return plain
    late = late or next((chosen for name in _LAZY_SETS if (chosen := _largest(element.get(name) or ""))), "")
    if late or (plain.startswith("data:") and _DATA.fullmatch(plain)):
        return late or plain
    picture = next(element.iterancestors("picture"), None)
    sources = [] if picture is None else list(picture.iter("source"))
    sets = (_largest(source.get(name) or "") for source in sources for name in _LAZY_SETS)
    return next((chosen for chosen in sets if chosen), plain)


def _largest(candidates: str) -> str:
    """The address with the largest width or density of a `srcset`."""
    parts = re.split(r",\s+|,(?=\S+\s+[\d.]+[wx]\b)", candidates)
    found = [[*part.split(), ""][:2] for part in parts if part.split()]
    sized = [(float(size[:-1]) if re.fullmatch(r"[\d.]+[wx]", size) else 1.0, name) for name, size in found]
    return max(sized, key=lambda candidate: candidate[0])[1] if sized else ""


def ask_for_alternatives(figure: Element) -> None:
    """Take the empty text alternatives from the pictures of a figure that has a caption: what has one says something.

    Where the figure holds something else, or a picture that is described, the others may decorate it.
    """
    pictures = list(figure.iter("img"))
    if (
        any(picture.get("alt", "").strip() for picture in pictures)
        or next(figure.iter(*_OTHER_CONTENT), None) is not None
    ):
        return
    for picture in pictures:
        for name in ("alt", "role", "aria-hidden"):
            picture.attrib.pop(name, None)


@dataclass(frozen=True, slots=True)
class Found:
    """An image as the document will have it."""

    asset: Asset
    alt: str
    decorative: bool


@dataclass(slots=True)
class Images:
    """Finds images. `usable` says whether a file can stand in a source (its kind, its size, nothing active in it)."""

    notes: Notes
    name: str  # of the source: its images lie in a folder of that name
    folder: Path
    address: str
    usable: Callable[[str, bytes], bool]

    def image(self, element: Element) -> Found | None:
        """The image of an `img`; None where it only decorates and is not to hand."""
        name = _source(element)
        written = element.get("alt")
        alt = " ".join((written or element.get("title") or element.get("aria-label") or "").split())
        decorative = (written is not None and not alt) or element.get("role") in {"presentation", "none"}
        decorative = decorative or element.get("aria-hidden") == "true"
        line = element.sourceline or 0
        if not written:
            self.notes.added.append(alt)
        kept = self._kept(name)
        if decorative:
            if kept is None:
                self.notes.left.append(Left(Reason.DECORATION, alt, line))
                left_out = f"the picture {self._shown(name)}, which only decorates, is not to hand and is left out"
                if name and not name.startswith("data:") and left_out not in self.notes.simplified:
                    self.notes.simplified.append(left_out)
                return None
            return Found(Asset(kept, "image", b""), "", decorative=True)
        by_machine = element.get(UNDESCRIBED) == "yes"
        if kept is not None and alt and not by_machine:
            return Found(Asset(kept, "image", b""), alt, decorative=False)
        why = "is not to hand" if kept is None else "has no text alternative"
        why = "has a text alternative that a machine wrote" if by_machine and alt else why
        shown = kept or self._shown(name)
        self.notes.gaps.append(Gap(line, f"the picture {shown} {why}{f': {alt}' if alt else ''}", alt or shown))
        return Found(picture_needed(shown), alt, decorative=False)

    def needed(self, name: str, alt: str, element: Element) -> InlineImage:
        """A picture that has to be brought."""
        self.notes.gaps.append(Gap(element.sourceline or 0, f"the picture {name}: {alt}"))
        return InlineImage(picture_needed(name), alt)

    def _shown(self, name: str) -> str:
        """The name of an image that is not to hand, to find it by."""
        if name.startswith("data:") or not name:
            return "picture.png"
        if name.casefold().startswith("file:") or "_files/" in name:  # beside a page that a browser saved
            return PurePosixPath(name).name.replace(" ", "%20")
        name = name.replace(" ", "%20")
        if self.address or "://" in name:
            return joined(self.address, name)[:400]
        return re.sub(r"^(?:\./)+", "", name.split("?")[0].split("#")[0])[:400] or "picture.png"

    def _kept(self, name: str) -> str | None:
        """The name under which an image that is to hand will lie beside the source, None for all others."""
        inline = _DATA.fullmatch(name)
        if inline is not None:
            if len(inline[2]) > LARGEST * 4 // 3:
                return None
            try:
                data = base64.b64decode(inline[2], validate=False)
            except binascii.Error:
                return None
            return self._take(f"picture-{sha256(data).hexdigest()[:8]}{_SUFFIXES[inline[1].casefold()]}", data)
        if not name or "://" in name or name.startswith(("//", "data:")):
            return None
        path = self.folder / unquote(name.split("?")[0].split("#")[0]).lstrip("/")
        try:
            path = real_path(path)
            inside = path.is_relative_to(real_path(self.folder)) and path.suffix.casefold() in _USABLE
            if not inside or not path.is_file() or path.stat().st_size > LARGEST:
                return None
            return self._take(path.name, path.read_bytes())
        except (OSError, ValueError):  # a name that no disk can hold
            return None

    def _take(self, name: str, data: bytes) -> str | None:
        """Keep an image's bytes under a safe name of its own."""
        if not self.usable(name, data):
            return None
        stem = re.sub(r"[^a-z0-9]+", "-", PurePosixPath(name).stem.casefold()).strip("-") or "picture"
        suffix = PurePosixPath(name).suffix.casefold()
        safe = f"images/{self.name}/{stem}{suffix}"
        if self.notes.images.get(safe, data) != data:
            safe = f"images/{self.name}/{stem}-{sha256(data).hexdigest()[:8]}{suffix}"
        self.notes.images[safe] = data
        return safe
