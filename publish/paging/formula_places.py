"""Whether each formula of an edition on pages is laid out as the source has it."""

from __future__ import annotations

from collections.abc import Iterator

from publish.model.mathml import Node, parse
from publish.model.nodes import Math, MathBlock
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import nodes_of_text
from publish.paging.formula_layout import layout_fault
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind
from publish.readers.pdf import TaggedPdf


def formula_findings(file: TaggedPdf, publication: Publication) -> Iterator[Finding]:
    """Where the parts of a formula stand otherwise than in the source."""
    trees: dict[str, set[Node]] = {}
    for node in nodes_of_text(publication.document):
        if isinstance(node, Math | MathBlock):
            math = node.math if isinstance(node, MathBlock) else node
            trees.setdefault(plain(math.text), set()).add(parse(math.mathml))
    marked = file.marked() if trees else {}
    for element in file.root.descend():
        places = list(element.content()) if element.tag == "Formula" else []
        runs = sorted(
            (run for place in places for run in marked.get((place.page, place.mark), ())),
            key=lambda run: (run.page, run.order),
        )
        pages = sorted({place.page for place in places})
        shapes = [(page, shape) for page in pages for shape in file.page_shapes[page - 1]]
        faults = [layout_fault(tree, runs, shapes) for tree in trees.get(plain(element.alt or ""), ()) if runs]
        if faults and all(faults):
            told = f"the formula as it is: {element.alt}", faults[0], f"page {pages[0]}"
            yield Finding(FindingKind.PRESENTATION, OPENING, "", *told)
