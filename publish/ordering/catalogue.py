"""Makes the catalogue of all that has been released and may be given out, and says what changed in it since a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from publish.building.kept_in import Reason
from publish.contracts.discovery import formats
from publish.contracts.format import Format, Settings
from publish.contracts.printed import FileRole, Layout, Printed
from publish.errors import OutputsError
from publish.model.publication import OrderingTerms
from publish.ordering import onix
from publish.ordering.accessibility_terms import accessibility
from publish.ordering.current_releases import CurrentRelease, current_releases
from publish.ordering.items import (
    Catalogue,
    CatalogueFile,
    Completeness,
    Item,
    Product,
    Quantity,
    Unavailable,
)
from publish.ordering.paper import printed_item
from publish.ordering.printed_editions import made_to_order, printed_as, title_of
from publish.outputs.manifest import EditionRecord
from publish.outputs.released import ReleasedEdition
from publish.outputs.whole_file import put_whole
from publish.plain_files import refuse_unplain
from publish.source.days import judged_on

NAME = "catalogue.json"


def catalogue(outputs: Path, settings: Settings, today: date) -> Catalogue:
    """What may be ordered on a day. Raises `OutputsError` where the outputs hold a link in place of their folder."""
    installed = formats(settings)
    found = tuple(current_releases(outputs, today, installed))
    return Catalogue(
        day=today,
        products=tuple(_product(outputs, each, installed) for each in found if isinstance(each, CurrentRelease)),
        on_request=tuple(made_to_order(installed)),
        unavailable=tuple(gone for each in found for gone in _gone(each, installed)),
    )


def write_catalogue(
    outputs: Path, settings: Settings, today: date, *, with_onix: bool = False
) -> tuple[tuple[Path, ...], Catalogue]:
    """Write the catalogue into the folder of outputs; gives the paths of what was written, and what it says.

    The ONIX message is written where it is asked for, and where there is one already: an old one would go on offering
    what was withdrawn. That of a day to come is not written: shops read these files as what may be given out now.
    """
    whole = catalogue(outputs, settings, today)
    if today > judged_on():
        return (), whole
    path, message = outputs / NAME, outputs / onix.NAME
    with_onix = with_onix or message.is_file()
    try:
        refuse_unplain(message)
        message.unlink(missing_ok=True)  # killed at any moment, no message lies beside another state of the catalogue
    except OSError as error:
        raise OutputsError(f"{message}: it cannot be written: {error.strerror}.") from None
    put_whole(path, whole.text())
    return ((path, onix.write_onix(outputs, whole)) if with_onix else (path,)), whole


def changed_since(whole: Catalogue, day: date) -> tuple[tuple[Product, ...], tuple[Unavailable, ...]]:
    """The products that were released, and the versions that left the catalogue, on a day or after it.

    What left on a day that nobody knows is always among them.
    """
    return (
        tuple(product for product in whole.products if product.released >= day),
        tuple(each for each in whole.unavailable if each.since is None or each.since >= day),
    )


def _gone(found: CurrentRelease | Unavailable, installed: Mapping[str, Format]) -> Iterator[Unavailable]:
    """A version that is not given out, or the editions of one that have lost their own approval."""
    if isinstance(found, Unavailable):
        yield found
        return
    for name in sorted(found.voided):
        yield Unavailable(
            id=found.release.id,
            version=found.release.version,
            reason=Reason.VOIDED,
            explanation=f"the approval of its {installed[name].title if name in installed else name} was taken back",
            since=None,
            skus=tuple(edition.sku for edition in found.release.editions if edition.record.format == name),
        )


def _product(outputs: Path, current: CurrentRelease, installed: Mapping[str, Format]) -> Product:
    release, about = current.release, current.publication.document.metadata
    return Product(
        id=release.id,
        title=release.title,
        summary=about.summary,
        subject=about.subject,
        audience=about.audience,
        language=release.lang,
        publisher=current.publication.publisher.name,
        version=release.version,
        replaces=release.replaces,
        released=release.released,
        review=release.review,
        overdue=current.overdue,
        approvals=release.approvals,
        body_sha256=release.body_sha256,
        items=tuple(_items(outputs, current, installed)),
    )


def _items(outputs: Path, current: CurrentRelease, installed: Mapping[str, Format]) -> Iterator[Item]:
    printed = {edition.sku: printed_as(edition.record, installed) for edition in current.release.editions}
    for edition in current.release.editions:
        record, paper = edition.record, printed[edition.sku]
        if record.format in current.voided or (paper is not None and paper.beside is not None):
            continue
        others = tuple(
            other
            for other in current.release.editions
            if other.record.format == record.format and _is_beside(printed[other.sku], record.variant)
        )
        yield item(outputs, current, edition, installed, others)


def _is_beside(printed: Printed | None, variant: str) -> bool:
    return printed is not None and printed.beside == variant


def item(
    outputs: Path,
    current: CurrentRelease,
    edition: ReleasedEdition,
    installed: Mapping[str, Format],
    others: tuple[ReleasedEdition, ...] = (),
) -> Item:
    """One edition as an item; `others` are its files for the press."""
    record, terms = edition.record, current.publication.publisher.ordering
    paper = printed_as(record, installed)
    pages = next((other.record.pages for other in others), record.pages)
    return Item(
        sku=edition.sku,
        format=record.format,
        variant=record.variant,
        title=title_of(record, installed),
        edition_type=record.edition_type,
        language=current.release.lang,
        version=current.release.version,
        replaces=current.release.replaces,
        printed=printed_item(paper, pages, terms, current.release.lang) if paper is not None and pages else None,
        duration_s=record.duration_s,
        quantity=_quantity(terms) if paper is not None else None,
        files=tuple(
            CatalogueFile(
                role=role,
                layout=_layout(each, installed),
                path=(current.folder / str(each.file)).relative_to(outputs).as_posix(),
                media_type=each.media_type,
                bytes=each.bytes or 0,
                sha256=str(each.sha256),
            )
            for role, each in (
                (FileRole.READING, record),
                *((FileRole.PRESS, other.record) for other in others),
            )
        ),
        accessibility=accessibility(record),
        completeness=completeness(record),
    )


def _layout(record: EditionRecord, installed: Mapping[str, Format]) -> Layout:
    printed = printed_as(record, installed)
    return Layout.PAGES if printed is None else printed.layout


def completeness(record: EditionRecord) -> Completeness:
    """What the proof of an edition found."""
    verdict = record.verdict
    return Completeness(
        state=verdict.state,
        proof=verdict.proof,
        review=verdict.review,
        units=verdict.units,
        found=verdict.found,
        waived=verdict.waived,
    )


def _quantity(terms: OrderingTerms) -> Quantity:
    return Quantity(least=1, most=terms.most_copies)
