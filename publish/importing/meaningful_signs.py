"""Signs that carry meaning by themselves: ticks, crosses, boxes, warnings."""

from __future__ import annotations

MEANINGFUL = "✓✔✅☑🗹✗✘✕✖❌❎☒🗵⛔🚫☐⚠☎☏✆✉☺☹👍👎☠☞"
"""Signs without which a line says something else, or less. Bullets, arrows and stars are not among them."""

TICKS = "✓✔✅☑🗹✗✘✕✖❌❎☒🗵☐"
"""Those of them that answer for what stands beside them: ticks, crosses, boxes."""

_AS_BULLETS = frozenset(("×", "x", "X", "√"))  # as bullets they are crosses and ticks; in a text they are letters


def holds_sign(characters: str) -> bool:
    """Whether a run of characters has one of these signs."""
    return any(sign in characters for sign in MEANINGFUL)


def bullet_says(shown: str) -> bool:
    """Whether a bullet says something about its item, as a tick or a cross does."""
    return holds_sign(shown) or shown.strip() in _AS_BULLETS
