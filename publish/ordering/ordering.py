"""Takes an order: from the catalogue where it has the edition, else made on request, and writes the job ticket."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from publish.contracts.format import Settings
from publish.errors import PublishError, SourceError, UsageError
from publish.ordering.catalogue import catalogue
from publish.ordering.customers_words import without_folders
from publish.ordering.on_request import on_request
from publish.ordering.tickets import Order, Ticket, address_lines, write_ticket

_CODE = re.compile(r"[A-Za-z0-9.-]{1,250}")
"""Characters of stock codes: others may look like them, as the Greek Ι looks like I."""


def order(
    outputs: Path, code: str, copies: int, to: str, folder: Path, settings: Settings, today: date
) -> tuple[Path, Ticket]:
    """Order copies of an edition by its stock code; gives the folder of the ticket below `folder`, and the ticket.

    What an error says names no folder of this machine: shops show it to whoever orders.

    Raises:
        UsageError: it cannot be ordered, so many are not given out, or the address is none.
        OutputsError: its file is not the one that was proved, or the ticket cannot be written.

    """
    if not _CODE.fullmatch(code):
        raise UsageError(
            f"{code[:60]!a} is no stock code. Codes look like IRON.LARGE-PRINT.18PT: see publish catalogue."
        )
    wanted = Order(copies, address_lines(to), today)
    with TemporaryDirectory(prefix="publish-order-") as place:
        try:
            whole = catalogue(outputs, settings, today)
            found = whole.find(code)
            if found is not None:
                return write_ticket(outputs, *found, wanted, folder)
            requested = on_request(whole, outputs, code.upper(), Path(place), settings, today)
            return write_ticket(Path(place), *requested, wanted, folder)
        except PublishError as error:
            sources = [error.path.parent] if isinstance(error, SourceError) else []
            error.args = (without_folders(str(error), (outputs, folder, Path(place), *sources)),)
            raise
