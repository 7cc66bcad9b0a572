"""The catalogue as data: what can be ordered, of which version, and what it takes to make it.

A shop's programs read this, so its form is a contract: `publish/schemas/catalogue-1.json` is its JSON Schema.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from publish.building.kept_in import Reason
from publish.contracts.printed import Binding, FileRole, Layout
from publish.outputs.manifest import ReviewDates
from publish.outputs.record_names import Identifier, Sha256
from publish.outputs.released import ApprovalRecord, Version

Schema = Literal["accessible-publish/catalogue/1"]
SCHEMA: Schema = "accessible-publish/catalogue/1"


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CatalogueFile(_Record):
    """A file of an item: its path as seen from the catalogue, what it is for, and what its sides are."""

    role: FileRole
    layout: Layout
    path: str
    media_type: str
    bytes: int
    sha256: Sha256


class Paper(_Record):
    """What an item is printed on. Width and height are those of a page; a booklet's sheet is twice as wide."""

    colour: str
    grams_per_m2: int
    width_mm: float
    height_mm: float


class PrintedItem(_Record):
    """One copy as a thing of paper.

    `sheets` are those that go through the press: of a booklet each has four pages. `weight_g` is that of the paper.
    """

    type_size_pt: float | None
    pages: int
    sheets: int
    volumes: int
    paper: Paper
    inks: str  # "black" or "colour"
    binding: Binding
    bound_at: Literal["left", "right"]  # where lines run from right to left, what is read has its staples at the right
    weight_g: float


class Quantity(_Record):
    """How many copies an order may ask for."""

    least: int
    most: int


class Accessibility(_Record):
    """What the edition may claim, in the terms of schema.org and in codes of ONIX list 196.

    `conforms_to` is the standard that the file says it keeps (dcterms:conformsTo), "" where it says none.
    """

    schema_org: dict[str, list[str]]
    onix_196: tuple[str, ...]
    conforms_to: str


class Completeness(_Record):
    """What its proof found: of `units` that the source has, `found` are there, `waived` are left out by leave."""

    state: str
    proof: str | None
    review: str
    units: int
    found: int
    waived: int


class Item(_Record):
    """One edition. Its stock code, `sku`, stands for that edition of that document in all versions, and nothing else.

    `printed` and `quantity` are None for what nobody prints: it is downloaded.
    """

    sku: str
    format: str
    variant: str
    title: str  # of the format and the variant: "Large print, 18 point"
    edition_type: str  # ONIX list 21, "" where none fits
    language: str
    version: Version
    replaces: Version | None
    printed: PrintedItem | None
    duration_s: float | None
    quantity: Quantity | None
    files: tuple[CatalogueFile, ...] = Field(min_length=1)
    accessibility: Accessibility
    completeness: Completeness

    def file(self, role: FileRole) -> CatalogueFile:
        """The file for a purpose, page by page; the one for reading where there is no other."""
        fitting = (file for file in self.files if file.role is role and file.layout is Layout.PAGES)
        return next(fitting, self.files[0])

    @property
    def sheets(self) -> CatalogueFile | None:
        """Its file of sheets to be folded, which an office printer prints on both sides; None where there is none."""
        return next((file for file in self.files if file.layout is Layout.SHEETS), None)


class Product(_Record):
    """One document, with all its editions that may be given out.

    `overdue` tells that its review is past its day: it is given out all the same where its publisher only warns.
    """

    id: Identifier
    title: str
    summary: str
    subject: tuple[str, ...]
    audience: str
    language: str
    publisher: str
    version: Version
    replaces: Version | None
    released: date
    review: ReviewDates
    overdue: bool
    approvals: tuple[ApprovalRecord, ...]
    body_sha256: Sha256  # of all that it says: an edition made on request must be of the same words
    items: tuple[Item, ...]


class MadeForOrder(_Record):
    """An edition that is made and proved for one order, of the words of the release.

    It can be ordered of each product that has a printed item of the same `format`. Its stock code is that product's id
    in capitals, a point, and `sku_end`. A long document comes in volumes: who orders it is then told their codes.
    """

    sku_end: str
    format: str
    variant: str
    title: str
    type_size_pt: float | None
    paper: str  # its colour


class Unavailable(_Record):
    """A released version, or editions of one, not to be ordered: the stock codes, why, and since when, if known."""

    id: str
    version: str | None
    reason: Reason
    explanation: str
    since: date | None
    skus: tuple[str, ...]


class Catalogue(_Record):
    """All of it, on one day."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Schema = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    day: date
    products: tuple[Product, ...]
    on_request: tuple[MadeForOrder, ...]
    unavailable: tuple[Unavailable, ...]

    def find(self, sku: str) -> tuple[Product, Item] | None:
        """An item by its stock code, with its product; None where there is none to order."""
        pairs = ((product, item) for product in self.products for item in product.items)
        return next((pair for pair in pairs if pair[1].sku == sku.upper()), None)

    def text(self) -> str:
        """The catalogue as JSON."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"
