"""What can be handed to a Typst template: plain data, never markup."""

from __future__ import annotations

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
