"""Damage to EPUB files: to the XHTML of the pages, the nav and the package."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

from tests.mutants.kinds import Kind
from tests.mutants.markup import METADATA_TURNED, ON_PAGES
from tests.mutants.package import (
    Damage,
    Element,
    Mutant,
    Package,
    Places,
    Slot,
    emptied,
    removed,
    repeated,
    swapped,
    words_in,
)
from tests.mutants.words import WORDS

H = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each place where an EPUB can suffer a kind of damage."""
    package = Package.of(path)
    pages = [name for name in package.named("section-", "front.") if name.endswith(".xhtml")]
    if kind in WORDS and kind is not Kind.POWER_FLATTENED:
        return package.mutants(pages, *words_in(kind, slots))
    if kind in ON_PAGES:
        return package.mutants(pages, *ON_PAGES[kind])
    match kind:
        case Kind.METADATA_TURNED:
            return package.mutants(package.named("content.opf"), *METADATA_TURNED)
        case Kind.POWER_FLATTENED:
            places, damage = words_in(kind, slots)
            return package.mutants(pages, places, damage) + package.mutants(pages, _all("sup"), _renamed("span"))
        case Kind.STRESS_REMOVED:
            return package.mutants(pages, _all("strong", "em"), _renamed("span"))
        case Kind.TAKEN_OUT_OF_BOX:
            return package.mutants(pages, _boxes, _last_put_after)
        case Kind.TAKEN_INTO_BOX:
            return package.mutants(pages, lambda tree: [box for box in _boxes(tree) if _follower(box)], _next_put_in)
        case Kind.CONTENTS_REMOVED:
            return package.mutants(package.named("nav.xhtml"), _contents, removed)
        case Kind.LANGUAGE_REMOVED:
            spans = package.mutants(pages, _languages, lambda one: one.attrib.clear())
            return spans + package.mutants(package.named("content.opf"), lambda tree: [tree], _without_language)
        case Kind.LANGUAGE_WRONG:
            return package.mutants(pages, lambda tree: [tree, *_languages(tree)], _in_french)
        case Kind.SECTIONS_SWAPPED:
            return package.mutants(package.named("content.opf"), _spine, swapped)
        case Kind.PAGE_UNLISTED:
            return package.mutants(package.named("nav.xhtml"), _page_list, removed)
        case Kind.PAGE_MISLISTED:
            return package.mutants(package.named("nav.xhtml"), _page_list, _one_more)
        case Kind.PAGE_SOURCE_CHANGED:
            return package.mutants(package.named("content.opf"), _page_sources, _of_other_print)
        case _:
            return package.mutants(pages, *ELEMENTS[kind])


def slots(tree: Element) -> Iterator[Slot]:
    """The places of text in a page."""
    body = tree.find(f"{H}body")
    assert body is not None
    for element in body.iter():
        notes = (element.get("role") or "") in {"doc-noteref", "doc-backlink"}
        if isinstance(element.tag, str) and element.tag.startswith(H) and not notes:
            yield Slot(element)
        yield Slot(element, is_tail=True)


def _all(*tags: str) -> Places:
    return lambda tree: [one for one in tree.iter(*(f"{H}{tag}" for tag in tags)) if "".join(one.itertext()).strip()]


def _contents(tree: Element) -> list[Element]:
    toc = next(one for one in tree.iter(f"{H}nav") if one.get("id") == "toc")
    return list(toc.iter(f"{H}li"))


def _languages(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}span") if one.get("lang")]


def _spine(tree: Element) -> list[Element]:
    references = list(tree.iter(f"{OPF}itemref"))
    return [one for one in references[:-1] if "section-" in one.get("idref", "")]


def _pictures(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}img") if one.get("alt")]


def _rows(tree: Element) -> list[Element]:
    return [row for body in tree.iter(f"{H}tbody") for row in body.iter(f"{H}tr") if len(list(body)) > 1]


def _sections(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}section") if one.find(f"{H}p") is not None or one.find(f"{H}ul") is not None]


def _emptied_section(section: Element) -> None:
    for child in list(section)[1:]:
        if child.tag != f"{H}section":
            section.remove(child)


def _renamed(tag: str) -> Damage:
    def damage(element: Element) -> None:
        element.tag = f"{H}{tag}"

    return damage


def _level(element: Element) -> None:
    level = int(str(element.tag)[-1])
    element.tag = f"{H}h{level - 1 if level > 2 else level + 1}"


def _attribute(name: str, value: str) -> Damage:
    return lambda element: element.set(name, value)


def _alt_by_name(element: Element) -> None:
    element.set("alt", element.get("src", "").rsplit("/", 1)[-1])


def _without_language(root: Element) -> None:
    del root.attrib[XML_LANG]


def _in_french(element: Element) -> None:
    element.set("lang", "fr")
    element.set(XML_LANG, "fr")


def _foreign(element: Element) -> None:
    made = element.makeelement(f"{H}p")
    made.text = "Buy these tablets from us today and pay nothing."
    element.addnext(made)


def _links(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}a") if not (one.get("role") or "").startswith("doc-")]


def _paragraphs(tree: Element) -> list[Element]:
    return [one for one in _all("p")(tree) if one.get("class") != "video"]


def _notes(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}aside") if one.get("role") == "doc-footnote"]


def _boxes(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}aside") if "callout" in (one.get("class") or "")]


def _follower(box: Element) -> list[Element]:
    """What follows a box and is words."""
    after = box.getnext()
    return [after] if after is not None and after.tag in (f"{H}p", f"{H}ul", f"{H}ol") else []


def _last_put_after(box: Element) -> None:
    box.addnext(box[-1])


def _next_put_in(box: Element) -> None:
    box.append(_follower(box)[0])


def _videos(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}p") if one.get("class") == "video"]


def _page_breaks(tree: Element) -> list[Element]:
    return [one for one in tree.iter(f"{H}div", f"{H}span") if one.get("role") == "doc-pagebreak"]


def _page_list(tree: Element) -> list[Element]:
    pages = next(one for one in tree.iter(f"{H}nav") if one.get("id") == "page-list")
    return list(pages.iter(f"{H}li"))


def _page_sources(tree: Element) -> list[Element]:
    metas = [one for one in tree.iter(f"{OPF}meta") if one.get("property") == "pageBreakSource"]
    return [*metas, *tree.iter("{http://purl.org/dc/elements/1.1/}source")]


def _past_next(element: Element) -> None:
    """Put a page's start behind the word, or the block, that it stands before."""
    before, after, parent = element.getprevious(), element.getnext(), element.getparent()
    word, space, rest = (element.tail or "").partition(" ")
    if word.strip() and parent is not None:
        element.tail = rest
        if before is None:
            parent.text = f"{parent.text or ''}{word}{space}"
        else:
            before.tail = f"{before.tail or ''}{word}{space}"
    elif after is not None:
        after.addnext(element)


def _doubled(element: Element) -> None:
    again = copy.copy(element)
    again.tail = None
    again.set("id", f"{element.get('id')}-again")
    element.addprevious(again)


def _renumbered(element: Element) -> None:
    page, _, number = element.get("aria-label", "").rpartition(" ")
    element.set("aria-label", f"{page} {int(number) + 1}")


def _one_more(item: Element) -> None:
    item[0].text = str(int(item[0].text or "0") + 1)


def _of_other_print(element: Element) -> None:
    element.text = "OTHER.PRINT.A4, 2.0"


ELEMENTS: dict[Kind, tuple[Places, Damage]] = {
    Kind.PARAGRAPH_REMOVED: (_paragraphs, removed),
    Kind.ITEM_REMOVED: (_all("li"), removed),
    Kind.CELL_REMOVED: (_all("td", "th"), emptied),
    Kind.ROW_REMOVED: (_rows, removed),
    Kind.NOTE_REMOVED: (_notes, removed),
    Kind.CAPTION_REMOVED: (_all("caption", "figcaption"), removed),
    Kind.VIDEO_REMOVED: (_videos, removed),
    Kind.SECTION_EMPTIED: (_sections, _emptied_section),
    Kind.PARAGRAPH_REPEATED: (_paragraphs, repeated),
    Kind.FOREIGN_TEXT: (_paragraphs, _foreign),
    Kind.ALT_EMPTIED: (_pictures, _attribute("alt", "")),
    Kind.ALT_REPLACED: (_pictures, _alt_by_name),
    Kind.HEADING_BOLD: (_all("h2", "h3", "h4", "h5", "h6"), _renamed("p")),
    Kind.LEVEL_CHANGED: (_all("h2", "h3", "h4", "h5", "h6"), _level),
    Kind.HEADER_CELL_PLAIN: (_all("th"), _renamed("td")),
    Kind.PAGE_MOVED: (_page_breaks, _past_next),
    Kind.PAGE_REMOVED: (_page_breaks, removed),
    Kind.PAGE_RENUMBERED: (_page_breaks, _renumbered),
    Kind.PAGE_DOUBLED: (_page_breaks, _doubled),
    Kind.LINK_CHANGED: (_links, _attribute("href", "https://elsewhere.example/")),
}
