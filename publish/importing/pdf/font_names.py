"""The names of the fonts of a PDF: a file may give them in one of two places, of which pdfminer reads the other."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf


def with_font_names(data: bytes) -> bytes:
    """A PDF each of whose fonts has the name that it is known by in its descriptor too (ISO 32000-1, 9.8.1).

    Without this a cross of a font named "Wingdings" is a letter of a font without a name.
    """
    with pikepdf.open(BytesIO(data)) as pdf:
        nameless = [font for font in _fonts(pdf) if _is_nameless(font)]
        if not nameless:
            return data
        for font in nameless:
            if "/FontDescriptor" not in font:
                font.FontDescriptor = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontBBox=[0, 0, 0, 0])
            font.FontDescriptor.FontName = font.BaseFont
        named = BytesIO()
        pdf.save(named)
        return named.getvalue()


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The fonts of a file, also those that stand within another object."""
    for holder in pdf.objects:
        if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if "/BaseFont" in holder:
            yield holder
        resources = holder.get("/Resources", holder)
        fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
        if isinstance(fonts, pikepdf.Dictionary):
            yield from (font for font in fonts.values() if isinstance(font, pikepdf.Dictionary))


def _is_nameless(font: pikepdf.Object) -> bool:
    """Whether a font has a name, but not in its descriptor; a font of several bytes has its descriptor elsewhere."""
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    named = isinstance(font.get("/BaseFont"), pikepdf.Name) and font.get("/Subtype") != "/Type0"
    return named and isinstance(descriptor, pikepdf.Dictionary) and "/FontName" not in descriptor
