"""Damage to tagged PDFs: typeset from a damaged publication, or done to tags, outline, catalogue and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pikepdf

from publish.contracts.format import EditionOptions, Format, Job
from publish.model.publication import Publication
from tests.mutants import exchanged, link_damage, rewriting, sight, tagged
from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant

Damage = Callable[[pikepdf.Object], None]


def mutants(path: Path, kind: Kind, one: Format, publication: Publication, options: EditionOptions) -> list[Mutant]:
    """A mutant for each place where a PDF of a format can suffer a kind of damage."""
    match kind:
        case Kind.HEADING_BOLD:
            return _tagged(path, lambda tag: tag[1:2] == "H" and tag[2:].isdigit(), _named("P"))
        case Kind.LEVEL_CHANGED:
            return _tagged(path, lambda tag: tag in {"/H2", "/H3", "/H4", "/H5"}, _deeper)
        case Kind.HEADER_CELL_PLAIN:
            return _tagged(path, lambda tag: tag == "/TH", _named("TD"))
        case Kind.ALT_EMPTIED:
            return _tagged(path, lambda tag: tag == "/Figure", _without_alt)
        case Kind.CONTENTS_REMOVED:
            return [partial(_without_bookmark, path, number) for number in range(_bookmarks(path))]
        case Kind.LANGUAGE_REMOVED if one.name == "easy-read" or not _typeset(one, publication, options, kind):
            return [partial(_without_language, path)]
        case _ if kind in sight.KINDS:
            return sight.mutants(path, kind)
        case _ if kind in exchanged.KINDS:
            return exchanged.mutants(path, kind)
        case _ if kind in link_damage.KINDS:
            return link_damage.mutants(path, kind)
        case _ if kind in tagged.KINDS:
            return tagged.mutants(path, kind)
        case _:
            return _typeset(one, publication, options, kind)


def _typeset(one: Format, publication: Publication, options: EditionOptions, kind: Kind) -> list[Mutant]:
    made = rewriting.mutants(publication, kind, easy_read=one.name == "easy-read")
    return [partial(_written, one, options, make) for make in made]


def _written(one: Format, options: EditionOptions, make: Callable[[], Publication], target: Path) -> None:
    one.write(Job(make(), options), target)


def _elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            yield node
            if "/K" in node:
                waiting.append(node.K)


def _tagged(path: Path, wanted: Callable[[str], bool], damage: Damage) -> list[Mutant]:
    with pikepdf.open(path) as pdf:
        places = sum(wanted(str(one.S)) for one in _elements(pdf))

    def mutant(number: int, target: Path) -> None:
        with pikepdf.open(path) as pdf:
            damage([one for one in _elements(pdf) if wanted(str(one.S))][number])
            pdf.save(target)

    return [partial(mutant, number) for number in range(places)]


def _named(tag: str) -> Damage:
    def damage(element: pikepdf.Object) -> None:
        element.S = pikepdf.Name(f"/{tag}")

    return damage


def _deeper(element: pikepdf.Object) -> None:
    element.S = pikepdf.Name(f"/H{int(str(element.S)[2:]) + 1}")


def _without_alt(element: pikepdf.Object) -> None:
    element.Alt = pikepdf.String("")


def _bookmarks(path: Path) -> int:
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return len(outline.root)


def _without_bookmark(path: Path, number: int, target: Path) -> None:
    with pikepdf.open(path) as pdf:
        with pdf.open_outline() as outline:
            del outline.root[number]
        pdf.save(target)


def _without_language(path: Path, target: Path) -> None:
    with pikepdf.open(path) as pdf:
        del pdf.Root.Lang
        pdf.save(target)
