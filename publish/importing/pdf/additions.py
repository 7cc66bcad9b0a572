"""What is laid over the pages of a PDF and is no text of them: answers in forms, and notes of readers and editors."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

_KINDS = {"/FreeText": "a text over", "/Text": "a note on", "/Highlight": "a highlight on", "/Stamp": "a stamp on"}
_DEEPEST = 20  # fields within fields
_MOST = 1_000


def additions_of(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each of them in words for a person."""
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    for number, (name, value) in enumerate(_answers(form.get("/Fields", pikepdf.Array()), "", 0)):
        if number >= _MOST:
            return
        yield f"the field “{name}” of the form holds “{value}”, which is no text of the page"
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", pikepdf.Array()):
            kind = _KINDS.get(str(note.get("/Subtype", "")))
            said = " ".join(str(note.get("/Contents", "")).split())
            if kind and said:
                yield f"{kind} page {number} says: “{said[:200]}”"


def _answers(fields: pikepdf.Object, above: str, depth: int) -> Iterator[tuple[str, str]]:
    for field in fields if depth < _DEEPEST else ():
        name = ".".join(part for part in (above, str(field.get("/T", ""))) if part)
        value = str(field.get("/V", "")).lstrip("/").strip()
        if value and value != "Off":
            yield name, value
        yield from _answers(field.get("/Kids", pikepdf.Array()), name, depth + 1)
