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

from publish.importing.account import Gap, Left, Notes, Reason
from publish.importing.addresses import joined
from publish.importing.html.content import Element
from publish.importing.marks import picture_needed
from publish.model.nodes import Asset, InlineImage
from publish.source.files import LARGEST

_DATA = re.compile(r"data:image/(png|jpeg|jpg|svg\+xml);base64,(.*)", re.DOTALL | re.IGNORECASE)
_SUFFIXES = {"png": ".png", "jpeg": ".jpg", "jpg": ".jpg", "svg+xml": ".svg"}
_USABLE = {".png", ".jpg", ".jpeg", ".svg"}


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
        name = element.get("src") or element.get("data-src") or (element.get("srcset") or "").split(" ")[0]
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
                self.notes.left.append(Left(Reason.DECORATION, "", line))
                return None
            return Found(Asset(kept, "image", b""), "", decorative=True)
        if kept is not None and alt:
            return Found(Asset(kept, "image", b""), alt, decorative=False)
        why = "has no text alternative" if kept is not None else "is not to hand"
        shown = kept or self._shown(name)
        self.notes.gaps.append(Gap(line, f"the picture {shown} {why}{f': {alt}' if alt else ''}"))
        return Found(picture_needed(shown), alt, decorative=False)

    def needed(self, name: str, alt: str, element: Element) -> InlineImage:
        """A picture that has to be brought."""
        self.notes.gaps.append(Gap(element.sourceline or 0, f"the picture {name}: {alt}"))
        return InlineImage(picture_needed(name), alt)

    def _shown(self, name: str) -> str:
        """The name of an image that is not to hand, to find it by."""
        if name.startswith("data:") or not name:
            return "picture.png"
        return (joined(self.address, name) if self.address else name)[:400]

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
            path = path.resolve()
            inside = path.is_relative_to(self.folder.resolve()) and path.suffix.casefold() in _USABLE
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
