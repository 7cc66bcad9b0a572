"""How far the words of a node have been written, and which printed pages begin further on in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.model.nodes import Code, Inline, Link, Math, Style, Styled
from publish.proof.ledger import raw_text
from publish.proof.reading import place_in

_WORD = re.compile(r"\S+")


class OwnWords:
    """Counts letters and digits, by which the pages that begin in a node are known: so many before it, and its number.

    A page begins before a link, code or a formula that stands on it in part: the words of a link are read in one, and
    nothing else is to be heard among them.
    """

    def __init__(self, begun: tuple[tuple[int, int], ...] = ()) -> None:
        """Before the first of the words."""
        self._waiting = list(begun)
        self._letters = 0

    @property
    def are_parted(self) -> bool:
        """Whether a page begins further on."""
        return bool(self._waiting)

    def begun_in(self, inline: Inline) -> Iterator[int]:
        """The pages that begin before an inline, as it is read in one; what of it is no text is taken as written."""
        match inline:
            case Link(_, str()) | Styled(Style.SUPERSCRIPT | Style.SUBSCRIPT, _):
                yield from self._until(place_in(raw_text((inline,))))
            case Code() | Math():
                length = place_in(raw_text((inline,)))
                yield from self._until(length)
                self._letters += length
            case _:
                pass

    def parted(self, text: str) -> Iterator[tuple[str, int | None]]:
        """A text in parts, each with the page that begins after it, and the last with none."""
        written = 0
        if self._waiting:
            for word in _WORD.finditer(text):
                for number in self._until(place_in(text[: word.end()])):
                    yield text[written : word.start()], number
                    written = word.start()
            self._letters += place_in(text)
        yield text[written:], None

    def _until(self, length: int) -> Iterator[int]:
        """The pages that begin in the next so many letters and digits."""
        while self._waiting and self._waiting[0][0] < self._letters + length:
            yield self._waiting.pop(0)[1]
