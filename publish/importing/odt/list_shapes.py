"""Lists of an OpenDocument text in the shape that pages have: no headings in them, no items that only hold a list.

Offices number headings by lists, and go on with a sub-list after a paragraph in a new list whose first item is empty.
"""

from __future__ import annotations

from itertools import takewhile

from lxml import etree

from publish.importing.html.content import drop

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LIST, _ITEM, _PARAGRAPH, _HEADING = (f"{_TEXT}{name}" for name in ("list", "list-item", "p", "h"))
_MOST_BETWEEN = 4  # paragraphs between two lists that still belong to the first


def shape_lists(root: etree._Element) -> None:
    """Take lists apart that number headings, and join what goes on with the item that it belongs to."""
    headed = {holder: None for heading in root.iter(_HEADING) for holder in heading.iterancestors(_LIST)}
    for holder in headed:
        for part in [part for item in holder for part in item]:
            holder.addprevious(part)
        drop(holder)
    for item in [item for item in root.iter(_ITEM) if len(item) and all(part.tag == _LIST for part in item)]:
        before, above = item.getprevious(), item.getparent()
        if before is not None:
            before.extend(list(item))
        elif above is not None and not _join(above):
            for part in list(item):
                above.addprevious(part)
        drop(item)
        if above is not None and not len(above):
            drop(above)


def _join(holder: etree._Element) -> bool:
    """Put a list whose first item only holds lists, and what stands before it, into the list that it goes on from."""
    goes_on = any(holder.get(f"{_TEXT}{name}") for name in ("continue-numbering", "continue-list"))
    between = list(takewhile(lambda line: line.tag == _PARAGRAPH, holder.itersiblings(preceding=True)))
    before = (between[-1] if between else holder).getprevious()
    if not goes_on or len(between) > _MOST_BETWEEN or before is None or before.tag != _LIST or not len(before):
        return False
    first, *rest = list(holder)
    last = before[-1]
    last.extend([*reversed(between), *first])
    before.extend(rest)
    return True
