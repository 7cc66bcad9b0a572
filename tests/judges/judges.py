"""The judges of the files that are made: what each has against one, by the judge's name."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
from openxml_audit import FileFormat, OpenXmlValidator

from tests.judges import epubcheck_process

START_MS = 60_000  # for Chromium, on a machine that is busy
PDF_A = b"pdfaid:part"
"""Stands in the metadata of a file that claims to be PDF/A."""


def ace_program() -> Path | None:
    """Ace, of npm, in the folder whose node_modules NODE_PATH names (`tests/judges/node.sh`); None where it is not."""
    program = Path(os.environ.get("NODE_PATH", "none"), ".bin", "ace-cli")
    return program if program.is_file() else None


def objections(file: Path, ace: Path | None, folder: Path) -> dict[str, list[str]]:
    """What each judge of a file's kind has against it; Ace is asked where it is there. Nothing judges other files."""
    if file.suffix == ".epub":
        found = {"epubcheck": epubcheck_messages(file)}
        return found | ({} if ace is None else {"Ace": ace_violations(ace, file, folder)})
    if file.suffix == ".pdf":
        content = file.read_bytes()
        claims = {"PDF/UA-1": "ua1"} | ({"PDF/A-2a": "2a"} if PDF_A in content else {})
        return {name: pdf_failures(content, profile) for name, profile in claims.items()}
    return {"openxml-audit": word_errors(file)} if file.suffix == ".docx" else {}


def epubcheck_messages(file: Path) -> list[str]:
    """What epubcheck, the reference validator of EPUB, says, remarks included."""
    return [
        f"{message.id} {message.level} {message.location}: {message.message}"
        for message in epubcheck_process.messages(file)
    ]


def ace_violations(ace: Path, file: Path, folder: Path) -> list[str]:
    """What Ace by DAISY, the reference checker of EPUB accessibility, finds."""
    variables = {
        "PUPPETEER_EXECUTABLE_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "ACE_TIMEOUT_INITIAL": str(START_MS),
    }
    command = [str(ace), "--outdir", str(folder), "--force", str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **variables})
    report = folder / "report.json"
    assert report.is_file(), result.stdout + result.stderr
    return list(_named(json.loads(report.read_text(encoding="utf-8"))["assertions"]))


def _named(documents: list[Any]) -> Iterator[str]:
    for document in documents:
        for found in document["assertions"]:
            yield f"{found['earl:test']['dct:title']}: {found['earl:result'].get('html', '')}"


def pdf_failures(content: bytes, profile: str) -> list[str]:
    """Where a PDF fails a standard."""
    result = page.validate_pdf_bytes(content, profile=profile)
    failures = [f"{failure.rule_id}: {failure.message}" for failure in result.failures]
    assert result.is_compliant == (not failures)
    return failures


def word_errors(file: Path) -> list[str]:
    """Where a Word document fails the schema of its format."""
    # A validator keeps what it read by the package's `id`, which a later file gets again: each file has its own.
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0)
    return [str(error) for error in validator.validate(str(file)).errors]
