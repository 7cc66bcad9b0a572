"""Links that stand right beside each other: a style sheet keeps them apart, and they are two words."""

from __future__ import annotations

from lxml import etree

from publish.importing.html.content import RUNS, Element, words_of


def part_links(content: Element) -> None:
    """Put a space between two links that nothing stands between."""
    link: Element | None = None
    for event, node in etree.iterwalk(content, events=("start", "end")):
        is_link = node.tag == "a" and "href" in node.attrib and bool(words_of(node))
        if event == "start":
            if is_link and link is not None:
                link.tail = " "
            passes = node.tag in RUNS and not node.text
        else:
            link = node if is_link else link
            passes = node.tag in RUNS and not node.tail
        link = link if passes and not (is_link and event == "start") else None
