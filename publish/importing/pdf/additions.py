"""What is laid over the pages of a PDF and is no text of them: answers in forms, and notes of readers and editors."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

_KINDS = {"/FreeText": "a text over", "/Text": "a note on", "/Highlight": "a highlight on", "/Stamp": "a stamp on"}
_MOST = 1_000  # fields


def additions_of(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each of them in words for a person."""
    for name, value in _answers(pdf):
        yield f"the field “{name}” of the form holds “{value}”, which is no text of the page"
    for number, page in enumerate(pdf.pages, 1):
        for note in page.obj.get("/Annots", pikepdf.Array()):
            kind = _KINDS.get(str(note.get("/Subtype", "")))
            contents = " ".join(str(note.get("/Contents", "")).split())
            if kind and contents:
                yield f"{kind} page {number} says: “{contents[:200]}”"


def _answers(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """The names and values of the fields of the form, each visited once: a file may put a field into itself."""
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    waiting = [(field, "") for field in reversed(list(form.get("/Fields", pikepdf.Array())))]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST:
        field, above = waiting.pop()
        if field.objgen in seen:
            continue
        seen.add(field.objgen)
        name = ".".join(part for part in (above, str(field.get("/T", ""))) if part)
        value = str(field.get("/V", "")).lstrip("/").strip()
        if value and value != "Off":
            yield name, value
        waiting += [(kid, name) for kid in reversed(list(field.get("/Kids", pikepdf.Array())))]
