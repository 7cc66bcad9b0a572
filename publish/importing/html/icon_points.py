"""The private characters under which fonts of icons that many pages use keep ticks, crosses and warnings."""

from __future__ import annotations

_AWESOME = {
    "✓": (0xF00C, 0xF058, 0xF05D, 0xF560),
    "✗": (0xF00D, 0xF057, 0xF05C, 0xF05E, 0xF2D3, 0xF410),
    "☑": (0xF046, 0xF14A),
    "☐": (0xF096, 0xF0C8),
    "⚠": (0xF06A, 0xF071, 0xF12A),
    "": (0xF054, 0xF053, 0xF061, 0xF08E, 0xF0A9, 0xF0DA, 0xF101, 0xF105, 0xF111, 0xF138, 0xF178, 0xF30B),
}
"""Of Font Awesome, editions 4 to 6; bullets and arrows say nothing."""
_MATERIAL = {"✓": (0xE5CA, 0xE876, 0xE86C), "✗": (0xE5CD, 0xE5C9, 0xE14C, 0xE14B), "⚠": (0xE002, 0xE000)}
_BOOTSTRAP = {"✓": (0xF26B, 0xF26E, 0xF270, 0xF272), "✗": (0xF62A, 0xF659, 0xF623)}

ICON_POINTS = {
    chr(code): sign for font in (_BOOTSTRAP, _MATERIAL, _AWESOME) for sign, codes in font.items() for code in codes
}
"""What they show; "" for what only decorates."""
