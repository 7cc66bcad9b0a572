"""Judges of PDF/UA-1 and of the DOCX schema have nothing to say about the real editions."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import page
import pytest

from tests.conftest import Built


@pytest.mark.parametrize("edition", ["large-print", "easy-read"])
def test_both_pdfs_are_compliant_with_pdf_ua_1(edition: str, built: Built) -> None:
    result = page.validate_pdf_bytes(built.path(edition).read_bytes(), profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in result.failures] == []
    assert result.is_compliant


def test_the_word_edition_has_no_schema_error(built: Built) -> None:
    judge = Path(sys.executable).with_name("openxml-audit")
    command = [str(judge), "-f", "microsoft365", "-m", "0", "-o", "json", str(built.path("word"))]
    (report,) = json.loads(subprocess.run(command, capture_output=True, check=False, text=True).stdout)
    assert report["valid"]
    assert report["errors"] == []
