"""Judges of PDF/UA-1 and of the DOCX schema have nothing to say about the real editions."""

from __future__ import annotations

import pytest

from tests.conftest import Built
from tests.judges.judges import pdf_failures, word_errors


@pytest.mark.parametrize("edition", ["large-print", "easy-read"])
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_both_pdfs_are_compliant_with_pdf_ua_1_and_pdf_a(edition: str, profile: str, built: Built) -> None:
    assert pdf_failures(built.path(edition).read_bytes(), profile) == []


def test_the_word_edition_has_no_schema_error(built: Built) -> None:
    assert word_errors(built.path("word")) == []
