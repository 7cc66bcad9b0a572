"""Signs that carry meaning by themselves: ticks, crosses, boxes, warnings."""

from __future__ import annotations

MEANINGFUL = "✓✔✅☑🗹✗✘✕✖❌❎☒🗵⛔🚫☐⚠☎☏✆✉☺☹👍👎☠☞"
"""Signs without which a line says something else, or less. Bullets, arrows and stars are not among them."""


def holds_sign(characters: str) -> bool:
    """Whether a run of characters has one of these signs."""
    return any(sign in characters for sign in MEANINGFUL)
