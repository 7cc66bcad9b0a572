"""Job tickets: what a printer is to print, how many, on what, and where it goes, with the very file to print."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from publish.contracts.printed import FileRole
from publish.errors import OutputsError, UsageError
from publish.ordering.items import CatalogueFile, Item, PrintedItem, Product
from publish.ordering.paper import weight_g
from publish.ordering.xjdf import xjdf
from publish.outputs.journal import hash_of
from publish.outputs.record_names import Sha256, refuse_linked_folder
from publish.outputs.released import PlainName, Version
from publish.plain_files import flush

Schema = Literal["accessible-publish/ticket/1"]
SCHEMA: Schema = "accessible-publish/ticket/1"
JSON_NAME, XJDF_NAME = "ticket.json", "ticket.xjdf"

_OWN_FOLDER, _OWN_FILE = 0o700, 0o600  # a person's address: for the account alone that takes orders
_MOST_LINES, _LONGEST_LINE = 10, 100


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TicketFile(_Record):
    """A file to print, which lies beside the ticket."""

    name: PlainName
    role: FileRole
    media_type: str
    bytes: int
    sha256: Sha256


class Ticket(_Record):
    """One order of one edition. `each` is one copy; `deliver_to` has the lines of an address, the name first."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    schema_: Schema = Field(default=SCHEMA, serialization_alias="schema", validation_alias="schema")
    order: str
    day: date
    sku: str
    title: str  # of the document
    edition: str  # what of it: "Large print, 24 point, cream paper"
    version: Version
    language: str
    publisher: str
    copies: int
    each: PrintedItem
    sheets: int  # of all copies
    weight_g: float  # of all copies
    deliver_to: tuple[str, ...]
    file: TicketFile  # page by page
    folded: TicketFile | None  # the same as sheets to be folded, for who has no program that lays pages out

    @property
    def to_print(self) -> tuple[TicketFile, ...]:
        """All files that lie beside the ticket."""
        return (self.file,) if self.folded is None else (self.file, self.folded)

    def text(self) -> str:
        """The ticket as JSON."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for: how many copies, where to, and on which day."""

    copies: int
    deliver_to: tuple[str, ...]
    day: date


def address_lines(text: str) -> tuple[str, ...]:
    """The lines of an address, parted by line ends or semicolons. Raises `UsageError` where it is none."""
    lines = tuple(line.strip() for line in text.replace(";", "\n").splitlines() if line.strip())
    if not lines or len(lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in lines):
        raise UsageError(
            f"say where the copies go in 1 to {_MOST_LINES} lines of at most {_LONGEST_LINE} characters, the name "
            "first: --to “Haematology ward; Leeds General Infirmary; Leeds LS1 3EX”."
        )
    if not all(line.isprintable() for line in lines):
        raise UsageError("the address holds characters that cannot be printed. Type it again.")
    return lines


def write_ticket(outputs: Path, product: Product, item: Item, order: Order, folder: Path) -> tuple[Path, Ticket]:
    """Write a ticket as JSON and as XJDF, and the file to print beside it, into a new folder of the order's number.

    `outputs` is where the paths of the item start. Nothing is written unless all of it can be. No other account can
    read it: it holds a person's address.

    Raises:
        UsageError: it cannot be printed, or so many copies are not given out.
        OutputsError: the file is not the one that was proved, or nothing can be written there.

    """
    refuse_linked_folder(folder)
    ticket = _ticket(product, item, order)
    home = (outputs / item.file(FileRole.PRESS).path).parent
    staged = folder / f".staging-{token_hex(8)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        staged.mkdir(mode=_OWN_FOLDER)
        for file in ticket.to_print:
            shutil.copyfile(home / file.name, staged / file.name, follow_symlinks=False)
            if hash_of(staged / file.name) != file.sha256:
                raise OutputsError(f"{home / file.name}: this is not the file that was proved. Nothing was ordered.")
        (staged / JSON_NAME).write_text(ticket.text(), encoding="utf-8", newline="\n")
        (staged / XJDF_NAME).write_bytes(xjdf(ticket))
        for path in staged.iterdir():
            path.chmod(_OWN_FILE)
            flush(path)
        flush(staged)
        return staged.replace(folder / ticket.order), ticket
    except OSError as error:
        raise OutputsError(f"{folder}: the ticket cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _ticket(product: Product, item: Item, order: Order) -> Ticket:
    if item.printed is None or item.quantity is None:
        raise UsageError(f"{item.sku} is not printed: it is downloaded. Order another edition.")
    if type(order.copies) is not int:  # a shop's program may hand on what a form gave it
        raise UsageError(f"{item.sku}: {order.copies!r} is no number of copies. Give a whole number.")
    if not item.quantity.least <= order.copies <= item.quantity.most:
        raise UsageError(
            f"{item.sku}: {order.copies} copies cannot be ordered, only {item.quantity.least} to {item.quantity.most}."
        )
    sheets = item.printed.sheets * order.copies
    return Ticket(
        order=f"{item.sku}-{order.day:%Y%m%d}-{token_hex(4)}",
        day=order.day,
        sku=item.sku,
        title=product.title,
        edition=item.title,
        version=item.version,
        language=item.language,
        publisher=product.publisher,
        copies=order.copies,
        each=item.printed,
        sheets=sheets,
        weight_g=weight_g(sheets, item.printed.binding, item.printed.paper),
        deliver_to=order.deliver_to,
        file=_file(item.file(FileRole.PRESS)),
        folded=_file(item.sheets) if item.sheets is not None else None,
    )


def _file(file: CatalogueFile) -> TicketFile:
    return TicketFile(
        name=Path(file.path).name,
        role=file.role,
        media_type=file.media_type,
        bytes=file.bytes,
        sha256=file.sha256,
    )
