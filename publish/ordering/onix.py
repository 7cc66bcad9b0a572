"""The catalogue as ONIX 3.1 (reference names), in which the book trade tells each other what there is.

ONIX is XML whose elements have a fixed order: each function below writes the fields of one composite in that order.
Code lists are those of issue 64 and later; a comment names the list where a code stands. A record that is left out of a
message says nothing in ONIX, so what may not be given out any more is told by a record that deletes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import langcodes
from lxml import etree
from lxml.builder import ElementMaker

from publish.building.kept_in import Reason
from publish.contracts.printed import Binding, FileRole
from publish.ordering.items import Catalogue, Item, PrintedItem, Product, Unavailable
from publish.outputs.whole_file import put_whole

NAME = "catalogue.onix.xml"
NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"

_make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})

_PAMPHLET, _EBOOK, _AUDIO = "BF", "ED", "AJ"  # list 150: product form
_DETAILS = {  # list 175: product form detail
    "application/epub+zip": "E101",
    "application/pdf": "E107",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "E104",
    "audio/mpeg": "A103",
}
_BOUND = {Binding.SADDLE: "B310"}  # list 175: staples or stitches through the fold; it has no code for a corner
_FONT, _ACCESSIBILITY = "03", "09"  # list 79: product form feature type
_SIZE_HEIGHT, _SIZE_WIDTH, _UNIT_WEIGHT = "01", "02", "08"  # list 48: measure type
# List 23: extent type. The production page count has the empty pages of a booklet; the absolute one is of files alone.
_PAGES, _DURATION, _FILE_SIZE = "06", "09", "22"
_UNIT_PAGES, _UNIT_SECONDS, _UNIT_BYTES = "03", "06", "17"  # list 24


def onix(whole: Catalogue) -> bytes:
    """The catalogue as an ONIX message; its products are the catalogue's items."""
    publishers = dict.fromkeys(product.publisher for product in whole.products)
    sender = ", ".join(publishers) or "accessible-publish"
    header = _make.Header(_make.Sender(_make.SenderName(sender)), _make.SentDateTime(f"{whole.day:%Y%m%d}"))
    records = [_product(product, item) for product in whole.products for item in product.items]
    records += _deletions(whole)
    message = _make.ONIXMessage(header, *(records or [_make.NoProduct()]), release="3.1")
    return etree.tostring(message, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def write_onix(outputs: Path, whole: Catalogue) -> Path:
    """Write the message beside the catalogue; gives its path."""
    path = outputs / NAME
    put_whole(path, onix(whole).decode())
    return path


def _deletions(whole: Catalogue) -> Iterator[etree._Element]:
    """A record for each stock code that stands for nothing any more: withdrawn, voided, overdue or unverified."""
    given_out = {item.sku for product in whole.products for item in product.items}
    for each in whole.unavailable:
        for code in (code for code in each.skus if code not in given_out):
            given_out.add(code)  # of several versions that left, one record will do
            yield _make.Product(
                _make.RecordReference(code),
                _make.NotificationType("05"),  # list 1: delete
                _make.DeletionText(_why(each)),
                _identifier(code),
            )


def _why(gone: Unavailable) -> str:
    """Why it left, in the words of who withdrew it; what else is wrong speaks of folders here, and is for the house."""
    return f"{gone.reason.value}: {gone.explanation}" if gone.reason is Reason.WITHDRAWN else gone.reason.value


def _identifier(code: str) -> etree._Element:
    return _make.ProductIdentifier(
        _make.ProductIDType("01"),  # list 5: proprietary
        _make.IDTypeName("SKU"),
        _make.IDValue(code),
    )


def _product(product: Product, item: Item) -> etree._Element:
    return _make.Product(
        _make.RecordReference(item.sku),
        _make.NotificationType("03"),  # list 1: confirmed on publication
        _identifier(item.sku),
        _descriptive(product, item),
        _make.CollateralDetail(
            _make.TextContent(
                _make.TextType("02"),  # list 153: short description
                _make.ContentAudience("00"),  # list 154: unrestricted
                _make.Text(product.summary),
            )
        ),
        _publishing(product),
        _make.ProductSupply(
            _make.SupplyDetail(
                _make.Supplier(_make.SupplierRole("09"), _make.SupplierName(product.publisher)),  # list 93: to readers
                _make.ProductAvailability("20"),  # list 65: available
                _make.UnpricedItemType("01"),  # list 57: free of charge
            )
        ),
    )


def _descriptive(product: Product, item: Item) -> etree._Element:
    fields = [_make.ProductComposition("00"), _make.ProductForm(_form(item))]  # list 2: single item
    if detail := _detail(item):
        fields.append(_make.ProductFormDetail(detail))
    fields += _features(item)
    fields.append(_make.ProductFormDescription(_description(item)))
    if item.printed is not None:
        fields += _measures(item.printed)
    fields.append(
        _make.TitleDetail(
            _make.TitleType("01"),  # list 15: distinctive title
            _make.TitleElement(_make.TitleElementLevel("01"), _make.TitleText(product.title)),  # list 149: product
        )
    )
    fields.append(_make.Contributor(_make.ContributorRole("A01"), _make.CorporateName(product.publisher)))  # list 17
    if item.edition_type:
        fields.append(_make.EditionType(item.edition_type))  # list 21
    fields += _edition(item.version)
    fields.append(_make.Language(_make.LanguageRole("01"), _make.LanguageCode(_language(item.language))))  # list 22
    fields += _extents(item)
    if product.subject:
        keywords = "; ".join(product.subject)  # list 27: keywords, of which one field holds all
        fields.append(_make.Subject(_make.SubjectSchemeIdentifier("20"), _make.SubjectHeadingText(keywords)))
    fields.append(
        _make.Audience(_make.AudienceCodeType("01"), _make.AudienceCodeValue("01"))  # lists 29 and 28: everybody
    )
    if product.audience:
        fields.append(_make.AudienceDescription(product.audience))
    return _make.DescriptiveDetail(*fields)


def _edition(version: str) -> Iterator[etree._Element]:
    """A version as ONIX numbers editions: 2.1 is edition 2, version 1. There is no edition 0: that is said in words."""
    number, _, rest = version.partition(".")
    if int(number):
        yield _make.EditionNumber(number)
        if rest:
            yield _make.EditionVersionNumber(rest)
    yield _make.EditionStatement(f"Version {version}")


def _form(item: Item) -> str:
    if item.printed is not None:
        return _PAMPHLET
    return _AUDIO if item.duration_s is not None else _EBOOK


def _detail(item: Item) -> str | None:
    if item.printed is not None:
        return _BOUND.get(item.printed.binding)
    return _DETAILS.get(item.files[0].media_type)


def _description(item: Item) -> str:
    if item.printed is None:
        return item.title
    return f"{item.title}, {item.printed.paper.colour} paper{_bound(item.printed)}"


def _bound(printed: PrintedItem) -> str:
    return "" if printed.binding is Binding.NONE else f", {printed.binding.value}"


def _features(item: Item) -> Iterator[etree._Element]:
    """Type size, and for what is read on a screen its accessibility: paper has none of those features."""
    if item.printed is not None and item.printed.type_size_pt is not None:
        yield _make.ProductFormFeature(
            _make.ProductFormFeatureType(_FONT),
            _make.ProductFormFeatureDescription(f"sans serif, {item.printed.type_size_pt:g} point"),
        )
    for code in item.accessibility.onix_196 if item.printed is None else ():
        yield _make.ProductFormFeature(
            _make.ProductFormFeatureType(_ACCESSIBILITY), _make.ProductFormFeatureValue(code)
        )


def _measures(printed: PrintedItem) -> Iterator[etree._Element]:
    for kind, value, unit in (
        (_SIZE_HEIGHT, printed.paper.height_mm, "mm"),
        (_SIZE_WIDTH, printed.paper.width_mm, "mm"),
        (_UNIT_WEIGHT, printed.weight_g, "gr"),
    ):
        yield _make.Measure(
            _make.MeasureType(kind),
            _make.Measurement(f"{value:g}"),
            _make.MeasureUnitCode(unit),  # list 50
        )


def _extents(item: Item) -> Iterator[etree._Element]:
    extents: list[tuple[str, int, str]] = []
    if item.printed is not None:
        extents.append((_PAGES, item.printed.pages, _UNIT_PAGES))
    if item.duration_s is not None:
        extents.append((_DURATION, round(item.duration_s), _UNIT_SECONDS))
    if item.printed is None:
        extents.append((_FILE_SIZE, item.file(FileRole.READING).bytes, _UNIT_BYTES))
    for kind, value, unit in extents:
        yield _make.Extent(_make.ExtentType(kind), _make.ExtentValue(str(value)), _make.ExtentUnit(unit))


def _language(tag: str) -> str:
    """The three letters of ISO 639-2/B, list 74: "eng" for en-GB."""
    return langcodes.get(tag).to_alpha3(variant="B")


def _publishing(product: Product) -> etree._Element:
    return _make.PublishingDetail(
        _make.Publisher(_make.PublishingRole("01"), _make.PublisherName(product.publisher)),  # list 45
        _make.PublishingStatus("04"),  # list 64: active
        _make.PublishingDate(_make.PublishingDateRole("01"), _make.Date(f"{product.released:%Y%m%d}")),  # list 163
    )
