"""What the writer of sources writes, the reader of sources reads back as the same nodes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

import publish
from publish.contracts.importer import Notes
from publish.importing.canonical.fit import fit
from publish.importing.canonical.write import Writer
from publish.model.nodes import Document
from publish.source.identity import identified
from tests.conftest import FACTSHEET
from tests.properties.documents import SEEN, documents
from tests.properties.running import complaints
from tests.properties.test_every_format import NUMBER, SEED
from tests.specimen import SVG

PUBLISHER = Path(__file__).parent.parent / "cases" / "publisher.yaml"


def read_back(document: Document) -> tuple[Document, str]:
    """Write a document as a source, and read it with all the proofs of a source."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(PUBLISHER, folder / "publisher.yaml")
        text = Writer().document(document)
        (folder / "cell.svg").write_bytes(SVG)
        (folder / "random.md").write_text(text, encoding="utf-8")
        return publish.load(folder / "random.md").document, text


def bare(node: object) -> object:
    """A node without what a reader derives: ids of blocks, lines, MathML."""
    if isinstance(node, tuple):
        return tuple(bare(one) for one in node)
    if not hasattr(node, "__dataclass_fields__"):
        return node
    derived = {"line", "mathml", "text"} if type(node).__name__ == "Math" else {"line"}
    if type(node).__name__ not in {"Section", "Metadata"}:
        derived |= {"id"}
    return (type(node).__name__, *(bare(getattr(node, key)) for key in node.__dataclass_fields__ if key not in derived))


def unlike(document: Document) -> list[str]:
    """What is wrong with a document after it was fitted, written and read."""
    fitted = fit(document, Notes())
    again, text = read_back(fitted)
    wrong = [] if fit(fitted, second := Notes()) == fitted and not second.simplified else ["fitting is done once"]
    return wrong if bare(again) == bare(identified(fitted)) else [*wrong, text]


def test_any_document_comes_back_from_its_source() -> None:
    assert complaints(documents(SEEN), NUMBER, SEED, unlike) == []


EASY = """---
title: Iron
lang: en-GB
summary: What iron does.
last-reviewed: 2026-01
next-review-due: 2029-01
easy-read-title: Iron in your body
---

# Iron in your blood {#blood}

Iron is in your blood.

::: {.easy-read for="blood" tie="db14fbda" title="Iron" agreed="nurse, 2026-03-02, 1f0c22a9" settled="Not now; never"}
- [blood]{.picture .draft} Iron is in blood.
- []{.picture}
- [blood]{.picture .short} Iron is in your **blood**.
- []{.picture .short .draft} You need iron.
- [blood]{.picture} Ask a nurse.
- []{.picture}
:::

::: {.waive format="easy-read" section="blood" facts="two weeks; until then" reason="So" by="nurse" date="2026-03-02" tie="77ab01c3"}
:::
"""  # noqa: E501 — a head stands on one line


def test_drafts_empty_lines_and_lines_of_the_short_booklet_come_back_in_their_order(tmp_path: Path) -> None:
    shutil.copy(PUBLISHER, tmp_path / "publisher.yaml")
    (tmp_path / "iron.md").write_text(EASY, encoding="utf-8")
    text = Writer().document(publish.load(tmp_path / "iron.md").document)
    for start in ("- [", "::: {.easy-read", "::: {.waive"):
        wanted = [line for line in EASY.splitlines() if line.startswith(start)]
        assert [line for line in text.splitlines() if line.startswith(start)] == wanted
    (tmp_path / "iron.md").write_text(text, encoding="utf-8")
    assert Writer().document(publish.load(tmp_path / "iron.md").document) == text


@pytest.mark.parametrize("kind", ["- [", "::: {.easy-read", "::: {.waive"])
def test_the_factsheet_keeps_its_easy_read_lines_and_its_waivers(kind: str) -> None:
    source = Path(FACTSHEET)
    text = Writer().document(publish.load(source).document)
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line.startswith(kind)]
    assert lines
    assert [line for line in text.splitlines() if line.startswith(kind)] == lines
