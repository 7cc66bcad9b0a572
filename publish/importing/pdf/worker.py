"""The process that reads one PDF, and prints as JSON what it found, or why it cannot be read."""

from __future__ import annotations

import json
import resource
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from publish.importing.pdf import plain, tagged
from publish.importing.pdf.additions import additions_of
from publish.importing.pdf.pdf_content import PdfContent, Refused
from publish.importing.proof.pdf_words import by_pdfium, by_pdfminer, with_powers

MEMORY = 1_300_000_000  # bytes of address space; with the import itself 1.5 GB
MOST_PAGES = 1_000
_NO_TITLES = {"anonymous", "unspecified", "untitled"}  # what programs write where they know none
_MOST_CHARACTERS = 50_000  # a page has on average; a page of the smallest print has 15,000
_FEWEST = 20  # letters a page has on average where it is no picture of a page


def read(path: Path) -> dict[str, Any]:
    """What a PDF holds, or {"refused": why not}."""
    data = path.read_bytes()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            has_tags = "/StructTreeRoot" in pdf.Root
            drawn = any("/XObject" in page.obj.get("/Resources", {}) for page in pdf.pages)
            title = str(pdf.docinfo.get("/Title", "")) if pdf.docinfo is not None else ""
            title = "" if title.strip("()").casefold() in _NO_TITLES else title
            language = str(pdf.Root.get("/Lang", ""))
            additions = list(additions_of(pdf))
    except pikepdf.PasswordError:
        return {"refused": "this PDF is encrypted and has a password. Save it without one."}
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError):
        return {"refused": "this PDF is damaged. Open it and save it again."}
    if pages > MOST_PAGES:
        return {"refused": f"this PDF has {pages} pages. Import it in parts of {MOST_PAGES} at most."}
    pdfium_text = by_pdfium(data)
    if len(pdfium_text) > _MOST_CHARACTERS * max(1, pages):
        return {"refused": "this PDF has more characters than its pages can hold. Give the file that it was made from."}
    if sum(map(str.isalpha, pdfium_text)) < _FEWEST * max(1, pages) // 4:
        why = "is scanned: its pages are pictures without text" if drawn else "holds no text"
        return {"refused": f"this PDF {why}. Give the file that it was made from, or run text recognition on it."}
    content: PdfContent | None = None
    if has_tags:
        content = tagged.content(path, title, language)
    is_tagged = content is not None
    if content is None:
        content = plain.content(data, title, language)
    words = by_pdfminer(data) if is_tagged else pdfium_text
    content.settle_notes(words)
    return {
        "page": content.page,
        "words": with_powers(words, data),
        "tagged": is_tagged,
        "furniture": content.furniture,
        "parted": content.parted,
        "joined": content.joined,
        "glued": content.glued,
        "doubts": [*content.doubts, *additions],
    }


def main() -> None:
    """Read the file that the command line names."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.setrecursionlimit(3_000)
    try:
        answer = read(Path(sys.argv[1]))
    except Refused as reason:
        answer = {"refused": str(reason)}
    except MemoryError:
        answer = {"refused": "this PDF takes more memory than any document needs. Save it in parts."}
    except (RecursionError, AttributeError, KeyError, TypeError, ValueError, IndexError, OSError):
        answer = {"refused": "this PDF is damaged. Open it and save it again."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
