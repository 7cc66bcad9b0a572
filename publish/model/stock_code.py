"""Stock codes: what a person orders by. One code stands for one edition of one document, in all its versions."""

from __future__ import annotations


def sku(identifier: str, format_name: str, variant: str) -> str:
    """The stock code of an edition: "B-CELL-ALL.LARGE-PRINT.18PT".

    Points stand between its parts, and neither an id nor a format's name holds one, so no two editions share a code.
    """
    return ".".join(part for part in (identifier, format_name, variant) if part).upper()
