"""Damage to an easy-read page of the web: to the XHTML of the one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tests.mutants import epub
from tests.mutants.epub import XML_LANG, H
from tests.mutants.kinds import Kind
from tests.mutants.markup import COMMENTED_OUT, ON_PAGES
from tests.mutants.package import Element, Mutant, Package, removed, swapped, words_in
from tests.mutants.words import WORDS

PAGE = "page"


@dataclass(frozen=True)
class Page(Package):
    """A file that is one page."""

    def write(self, target: Path, name: str, tree: Element) -> None:
        """Write the page changed."""
        target.write_bytes(etree.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each place where a page can suffer a kind of damage."""
    page = Page({PAGE: path.read_bytes()})
    if kind in WORDS:
        return page.mutants([PAGE], *words_in(kind, epub.slots))
    if kind in ON_PAGES:
        return page.mutants([PAGE], *ON_PAGES[kind])
    match kind:
        case Kind.COMMENTED_OUT:
            return page.mutants([PAGE], *COMMENTED_OUT)
        case Kind.SECTIONS_SWAPPED:
            return page.mutants([PAGE], lambda tree: _all(tree, "section")[:-1], swapped)
        case Kind.CONTENTS_REMOVED:
            return page.mutants(
                [PAGE], lambda tree: [one for nav in _all(tree, "nav") for one in _all(nav, "li")], removed
            )
        case Kind.LANGUAGE_REMOVED:
            return page.mutants([PAGE], lambda tree: [tree], _without_language)
        case Kind.LANGUAGE_WRONG:
            return page.mutants([PAGE], lambda tree: [tree], _in_french)
        case Kind.PICTURE_CHANGED:
            return page.mutants([PAGE], lambda tree: _all(tree, "img"), _another_picture)
        case Kind.WORD_UNEXPLAINED:
            return page.mutants([PAGE], lambda tree: _all(tree, "dt"), _without_meaning)
        case Kind.STYLE_CHANGED:
            return page.mutants([PAGE], lambda tree: _all(tree, "style"), _hiding)
        case Kind.SCRIPT_ADDED:
            return page.mutants([PAGE], lambda tree: _all(tree, "p"), _with_script)
        case _:
            return page.mutants([PAGE], *epub.ELEMENTS[kind])


def _all(tree: Element, tag: str) -> list[Element]:
    return list(tree.iter(f"{H}{tag}"))


def _without_language(root: Element) -> None:
    del root.attrib["lang"]


def _in_french(root: Element) -> None:
    root.set("lang", "fr")
    root.set(XML_LANG, "fr")


def _another_picture(image: Element) -> None:
    image.set("src", "data:image/svg+xml;base64,PHN2Zy8+")


def _without_meaning(term: Element) -> None:
    meaning = term.getnext()
    assert meaning is not None
    removed(meaning)
    removed(term)


def _hiding(style: Element) -> None:
    style.text = f"{style.text} .words {{ display: none; }}"


def _with_script(paragraph: Element) -> None:
    script = paragraph.makeelement(f"{H}script")
    script.text = "document.body.hidden = true"
    paragraph.append(script)
