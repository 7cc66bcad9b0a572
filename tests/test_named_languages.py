"""Words in a script that the document's language does not use: an EPUB claims nothing of them, and lint names them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.releasing import IRON, Desk, desk

ARABIC = "مرحبا بالعالم"
PLAIN = IRON.split("::: {", maxsplit=1)[0].replace("easy-read-title: Iron\n", "")
WARNED = "in another language, and nothing can name it there: a voice reads it by the rules of en-GB"


def claims_to_conform(made: Desk) -> bool:
    with zipfile.ZipFile(made.outputs / "iron" / "iron.epub") as book:
        package = next(name for name in book.namelist() if name.endswith(".opf"))
        return b"dcterms:conformsTo" in book.read(package)


def built(tmp_path: Path, text: str) -> tuple[Desk, str]:
    made = desk(tmp_path, text)
    code, said = made.run("build", str(made.source), "--outputs", str(made.outputs), "--format", "epub")
    assert code == 0, said
    return made, made.run("lint", str(made.source))[1]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PLAIN.replace("title: Iron and blood", f"title: 'Iron {ARABIC}'"), 2),
        (PLAIN.replace("for your blood.", f"for your blood {ARABIC}."), 5),
        (f'{PLAIN}\n::: {{.callout .warning title="Call {ARABIC}"}}\nNow.\n:::\n', 18),
        (f'{PLAIN}\n::: {{.video href="https://example.org/" title="Iron {ARABIC}"}}\nIt says all.\n:::\n', 18),
        (f"{PLAIN}\nType `{ARABIC}` there.\n", 18),
        (f"{PLAIN}\n```\n{ARABIC}\n```\n", 18),
    ],
)
def test_where_nothing_can_name_the_language_the_epub_is_whole_and_lint_says_so_at_the_line(
    tmp_path: Path, text: str, line: int
) -> None:
    made, said = built(tmp_path, text)
    assert f"iron.md:{line}: warning: " in said
    assert WARNED in said
    assert not claims_to_conform(made)


def test_where_the_language_is_named_nothing_is_said(tmp_path: Path) -> None:
    made, said = built(tmp_path, f"{PLAIN}\nIn Arabic, it is [{ARABIC}]{{lang=ar}}.\n")
    assert claims_to_conform(made)
    assert "language-needed" not in said


def test_easy_read_words_cost_an_epub_nothing_which_does_not_show_them(tmp_path: Path) -> None:
    said = built(tmp_path, IRON.replace("- [clock]{.picture} Treatment", f"- [clock]{{.picture}} {ARABIC} Treatment"))[
        1
    ]
    assert "language-needed" in said
