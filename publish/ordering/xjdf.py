"""A job ticket as CIP4 XJDF 2.1, the exchange format of printers' programs (the successor of JDF)."""

from __future__ import annotations

from datetime import UTC, datetime, time
from importlib.metadata import version
from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from publish.contracts.printed import Binding

if TYPE_CHECKING:
    from publish.ordering.tickets import Ticket

NAMESPACE = "http://www.CIP4.org/JDFSchema_2_0"
_POINTS = 72 / 25.4  # in a millimetre: XJDF measures in points
_COPY = "Copy"  # the id of the product within the ticket

# XJDF knows no cream; MediaColorDetails says exactly which colour is meant.
_MEDIA_COLOURS = {"white": "White", "cream": "Ivory", "yellow": "LightYellow"}
_BINDINGS = {Binding.CORNER: "CornerStitch", Binding.SADDLE: "SaddleStitch"}  # none for what is one sheet
_FOLDED_ONCE = "F4-1"  # of CIP4's catalogue of folds
_INKS = {"black": "Black", "colour": "Cyan Magenta Yellow Black"}

_make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def xjdf(ticket: Ticket) -> bytes:
    """The ticket as a file."""
    root = _make.XJDF(
        _make.AuditPool(_make.AuditCreated(_header(ticket))),
        _make.ProductList(_product(ticket)),
        _resources("CustomerInfo", _make.CustomerInfo(CustomerOrderID=ticket.order)),
        _resources("Contact", _contact(ticket), part={"ContactType": "Delivery"}),
        _resources("DeliveryParams", _delivery(ticket)),
        _resources("RunList", _run_list(ticket)),
        JobID=ticket.order,
        Types="Product",
        Version="2.1",
        DescriptiveName=f"{ticket.title}: {ticket.edition}, version {ticket.version}",
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _header(ticket: Ticket) -> etree._Element:
    noon = datetime.combine(ticket.day, time(12), UTC)  # the ticket knows its day and no hour
    return _make.Header(
        AgentName="accessible-publish",
        AgentVersion=version("accessible-publish"),
        DeviceID="accessible-publish",
        Time=noon.isoformat(),
    )


def _product(ticket: Ticket) -> etree._Element:
    each = ticket.each
    width, height = each.paper.width_mm * _POINTS, each.paper.height_mm * _POINTS
    return _make.Product(
        _intent(
            _make.BindingIntent(
                BindingType=_BINDINGS.get(each.binding, "None"), BindingSide=each.bound_at.capitalize()
            ),
        ),
        *([_intent(_make.FoldingIntent(FoldCatalog=_FOLDED_ONCE))] if each.binding is Binding.FOLDED else []),
        _intent(
            _make.ColorIntent(
                *(_make.SurfaceColor(Surface=side, ColorsUsed=_INKS[each.inks]) for side in ("Front", "Back"))
            )
        ),
        _intent(
            _make.LayoutIntent(
                Pages=str(each.pages), Sides="TwoSidedHeadToHead", FinishedDimensions=f"{width:.2f} {height:.2f} 0"
            )
        ),
        _intent(
            _make.MediaIntent(
                MediaType="Paper",
                Weight=str(each.paper.grams_per_m2),
                MediaColor=_MEDIA_COLOURS.get(each.paper.colour, "White"),
                MediaColorDetails=each.paper.colour,
            )
        ),
        Amount=str(ticket.copies),
        ID=_COPY,
        IsRoot="true",
        ExternalID=ticket.sku,
        DescriptiveName=f"{ticket.title}: {ticket.edition}",
        PartVersion=ticket.version,
        ProductType="Booklet" if each.binding is Binding.SADDLE else "Brochure",
    )


def _intent(specific: etree._Element) -> etree._Element:
    return _make.Intent(specific, Name=etree.QName(specific).localname)


def _resources(name: str, specific: etree._Element, part: dict[str, str] | None = None) -> etree._Element:
    parts = [_make.Part(**part)] if part else []
    return _make.ResourceSet(_make.Resource(*parts, specific), Name=name, Usage="Input")


def _contact(ticket: Ticket) -> etree._Element:
    name, *lines = ticket.deliver_to
    return _make.Contact(
        _make.Address(*(_make.AddressLine(line) for line in lines)), _make.Company(OrganizationName=name)
    )


def _delivery(ticket: Ticket) -> etree._Element:
    return _make.DeliveryParams(
        _make.DropItem(Amount=str(ticket.copies), ItemRef=_COPY, TotalWeight=str(ticket.weight_g))
    )


def _run_list(ticket: Ticket) -> etree._Element:
    file = ticket.file
    return _make.RunList(
        _make.FileSpec(
            URL=file.name,  # beside the ticket
            MimeType=file.media_type,
            FileSize=str(file.bytes),
        ),
        NPage=str(ticket.each.pages),
    )
