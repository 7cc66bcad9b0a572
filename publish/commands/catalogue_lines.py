"""The catalogue and tickets as lines for people and as JSON data for programs. Nothing here prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from publish.ordering.catalogue import changed_since
from publish.ordering.items import Catalogue, Product, Unavailable
from publish.ordering.tickets import Ticket
from publish.source.day_words import day_in_words, when


def catalogue_lines(whole: Catalogue) -> Iterator[str]:
    """Each item with what it takes, and what is not given out any more."""
    for product in whole.products:
        yield from _product_lines(product)
    for each in whole.unavailable:
        yield _unavailable_line(each)
    items = sum(len(product.items) for product in whole.products)
    yield (
        f"{_many(len(whole.products), 'document')}, {_many(items, 'edition')} to give out; "
        f"{_many(len(whole.unavailable), 'version')} not given out any more."
    )


def changed_lines(whole: Catalogue, day: date) -> Iterator[str]:
    """What came and what went since a day."""
    products, gone = changed_since(whole, day)
    for product in products:
        replaces = f", in place of {product.replaces}" if product.replaces else ""
        yield f"+ {product.id} {product.version}, released {when(product.released)}{replaces}"
    for each in gone:
        yield _unavailable_line(each)
    if not products and not gone:
        yield f"Nothing changed since {day_in_words(day)}."


def changed_data(whole: Catalogue, day: date) -> dict[str, Any]:
    """The same for programs."""
    products, gone = changed_since(whole, day)
    return {
        "since": day.isoformat(),
        "released": [product.model_dump(mode="json") for product in products],
        "unavailable": [each.model_dump(mode="json") for each in gone],
    }


def ticket_lines(folder: Path, ticket: Ticket) -> Iterator[str]:
    """What was ordered, and where its ticket lies."""
    yield (
        f"{ticket.sku} {ticket.version}: {_many(ticket.copies, 'copy', 'copies')}, "
        f"{_many(ticket.sheets, 'sheet')} of {ticket.each.paper.colour} paper, {ticket.weight_g / 1000:.2f} kg"
    )
    yield f"written: {folder}"


def _product_lines(product: Product) -> Iterator[str]:
    overdue = f"  ! its review was due {when(product.review.next_review_due)}" if product.overdue else ""
    yield f"{product.id} {product.version}  {product.title}{overdue}"
    for item in product.items:
        if item.printed is None:
            yield f"  {item.sku}  download"
            continue
        copy = item.printed
        volumes = f", {copy.volumes} volumes" if copy.volumes > 1 else ""
        yield (
            f"  {item.sku}  {_many(copy.pages, 'page')}, {_many(copy.sheets, 'sheet')}{volumes}, "
            f"{copy.paper.colour}, {copy.weight_g:g} g"
        )


def _unavailable_line(each: Unavailable) -> str:
    since = f" since {day_in_words(each.since)}" if each.since else ""
    name = f"{each.id} {each.version}" if each.version else each.id
    return f"– {name} {each.reason.value}{since}: {each.explanation}"


def _many(number: int, word: str, plural: str = "") -> str:
    return f"{number} {word if number == 1 else plural or f'{word}s'}"
