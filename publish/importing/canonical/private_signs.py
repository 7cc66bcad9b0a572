"""Characters for private use, whose font alone says what they show: each becomes a place for a person to look at.

Without this “Dose ≥ 5 μg”, where the font Symbol drew two of the signs, is left as “Dose 5 g”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from publish.contracts.importer import Doubt
from publish.importing.font_signs import KNOWN_FONTS, PRIVATE, sign
from publish.importing.marked_text import UNKNOWN
from publish.importing.marks import doubtful
from publish.model.nodes import Inline, Text

_PRIVATE = re.compile(f"([\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd{UNKNOWN}])")
_STANDS_IN = "?"
_AROUND = 30  # characters before and after such a place that say where it is


@dataclass(slots=True)
class PrivateSigns:
    """Puts “?” in their place, and gathers a doubt for each."""

    doubts: list[Doubt] = field(default_factory=list)

    def marked(self, value: str) -> list[Inline]:
        """A text as inlines, with a mark at each such place."""
        parts = _PRIVATE.split(value)
        self._tell(value)
        return [doubtful((Text(_STANDS_IN),)) if number % 2 else Text(part) for number, part in enumerate(parts)]

    def flat(self, value: str) -> str:
        """A text where nothing can be marked."""
        self._tell(value)
        return _PRIVATE.sub(_STANDS_IN, value)

    def _tell(self, value: str) -> None:
        for found in _PRIVATE.finditer(value):
            around = value[max(0, found.start() - _AROUND) : found.end() + _AROUND].strip()
            shown = _PRIVATE.sub(_STANDS_IN, around)
            character = found[0]
            name = "" if character == UNKNOWN else f" (U+{ord(character):04X}){_in_fonts(character)}"
            what = f"“?” in “{shown}” stands for a sign{name} that its font alone knows: see the original"
            self.doubts.append(Doubt(0, what, shown))


def _in_fonts(character: str) -> str:
    """What a character shows in the fonts that are known, for a person who has to choose."""
    if ord(character) not in PRIVATE:
        return ""
    shown = [f"{drawn} in {font}" for font in KNOWN_FONTS if (drawn := sign(font, character)) not in {"", UNKNOWN}]
    return f", {', '.join(shown)}," if shown else ""
