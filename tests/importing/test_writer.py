"""What the writer of sources writes, the reader of sources reads back as the same nodes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import publish
from publish.importing.canonical.fit import fit
from publish.importing.canonical.write import Writer
from publish.model.nodes import Document
from publish.source.identity import identified
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
    fitted, _ = fit(document)
    again, text = read_back(fitted)
    wrong = [] if fit(fitted) == (fitted, ()) else ["fitting is done once"]
    return wrong if bare(again) == bare(identified(fitted)) else [*wrong, text]


def test_any_document_comes_back_from_its_source() -> None:
    assert complaints(documents(SEEN), NUMBER, SEED, unlike) == []
