"""Calls of pandoc for imports, within bounds of time and memory, and without access to files."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from publish.errors import SourceError
from publish.source.pandoc import program

SECONDS = 120
"""How long a conversion may take; 150,000 words take a tenth of it."""

_MARK = re.compile(r'(<a [^>]*class="footnote-ref"[^>]*>)<sup>\d+</sup>')
"""The mark of a footnote with its number, which pandoc makes and the input does not have."""

_NO_SENTENCE = re.compile(r"couldn't parse|[a-z]Error\b|called at")  # of pandoc: names of its own code
_BOX = re.compile(r'<input type="checkbox"( checked="")? />')
"""What pandoc makes of a ☒ or ☐ that somebody put before the words of an item."""

_HEAP_IS_FULL = 251  # the exit code of programs by GHC that reach their bound of memory

MEMORY = "900m"
"""The heap that a conversion may use."""


def converted(path: Path, data: bytes, reader: str, template: str, *options: str) -> str:
    """A document as HTML by pandoc. Raises `SourceError` where it cannot be converted, or not within the bounds."""
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder) / "page.html"
        frame.write_text(template, encoding="utf-8")
        command = [
            program(),
            *("--from", reader, "--to", "html5", "--wrap", "none", "--mathml", "--sandbox", "--quiet"),
            *("--standalone", "--template", str(frame), "--metadata", "pagetitle= ", *options),
            *("+RTS", f"-M{MEMORY}", "-RTS"),
        ]
        try:
            completed = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise SourceError(
                path, 0, f"this could not be read within {SECONDS} seconds. Save it in a simpler form, or in parts."
            ) from None
    if completed.returncode == _HEAP_IS_FULL:
        raise SourceError(path, 0, "this takes more memory than any document needs. Save its text into a new file.")
    if completed.returncode:
        error_lines = completed.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = error_lines[-1] if error_lines else "it gives no reason"
        what = "its text is damaged" if _NO_SENTENCE.search(reason) else f"pandoc cannot read it: {reason}"
        raise SourceError(path, 0, f"this cannot be imported, as {what}. Save it again, or as a web page.")
    text = _MARK.sub(r"\1", completed.stdout.decode("utf-8"))
    written = reader.startswith(("docx", "odt"))
    return _BOX.sub(lambda box: "☒ " if box[1] else "☐ ", text) if written else text
