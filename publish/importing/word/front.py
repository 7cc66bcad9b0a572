"""The first lines of a Word file by their styles: title, author, date, abstract."""

from __future__ import annotations

from lxml import etree, html

from publish.contracts.importer import Left, Notes, Reason
from publish.importing.html.content import spaced
from publish.importing.word.styles import Styles
from publish.importing.word.xml_parts import W, properties_of, words

TEMPLATE = """<html$if(lang)$ lang="$lang$"$endif$><head></head><body>
$if(title)$<h1 data-title="yes">$title$</h1>$endif$
$if(subtitle)$<p>$subtitle$</p>$endif$
$for(author)$<p data-front="author">$author$</p>$endfor$
$if(date)$<p>$date$</p>$endif$
$if(abstract)$<div data-front="abstract">$abstract$</div>$endif$
$body$</body></html>"""

_LONGEST_SUMMARY = 80  # words


def join_titles(root: etree._Element, styles: Styles) -> None:
    """Make one title of title paragraphs that follow each other; one after text is a heading at its place."""
    body = root.find(f"{W}body")
    first: etree._Element | None = None
    begun = False
    for paragraph in list(body) if body is not None else []:
        if paragraph.tag != f"{W}p":
            begun = begun or paragraph.tag == f"{W}tbl"
            continue
        if not words(paragraph):
            continue
        title = styles.of(paragraph).name == "title"
        if not title:
            if first is not None or not _front(paragraph, styles):
                begun = True
            continue
        if first is None and not begun:
            first = paragraph
        elif first is not None and not begun:
            _append(first, paragraph)
        else:
            _as_heading(paragraph, styles)


def _front(paragraph: etree._Element, styles: Styles) -> bool:
    return styles.of(paragraph).name in {"subtitle", "author", "date", "abstract"}


def _append(title: etree._Element, more: etree._Element) -> None:
    """Put the runs of another paragraph behind those of a title."""
    space = etree.SubElement(etree.SubElement(title, f"{W}r"), f"{W}t")
    space.text = " "
    space.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for child in list(more):
        if child.tag != f"{W}pPr":
            title.append(child)
    above = more.getparent()
    if above is not None:
        above.remove(more)


def _as_heading(paragraph: etree._Element, styles: Styles) -> None:
    properties = properties_of(paragraph)
    for old in properties.findall(f"{W}pStyle"):
        properties.remove(old)
    properties.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": styles.heading(1)}))


def settle_front(tree: html.HtmlElement, notes: Notes) -> None:
    """Leave out authors, and make a short abstract the summary."""
    for element in tree.xpath("//*[@data-front]"):
        text = spaced(element)
        if element.get("data-front") == "author":
            notes.left.append(Left(Reason.AUTHOR, text))
        elif len(text.split()) <= _LONGEST_SUMMARY:
            head = tree.find("head")
            assert head is not None
            head.append(html.Element("meta", {"name": "description", "content": text}))
            notes.moved.append(text)
        else:
            continue
        element.drop_tree()
