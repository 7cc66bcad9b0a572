"""Where in a written source the words of a guess stand."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"\{(?:\.check|\.link-needed|lang=[\w-]+)\}|[\\*_~^`#>|\[\]{}]|^\s*(?:-|\d+\.)\s+")
_QUOTED = re.compile(r"“(.+?)”")
_LONGEST = 40  # characters that are looked for


def plain(line: str) -> str:
    """The words of a line of a source, without its signs."""
    return " ".join(_MARKUP.sub("", line).split())


class SourceLines:
    """The lines of a source, to find words in."""

    def __init__(self, text: str) -> None:
        self._lines = [plain(line) for line in text.split("\n")]
        self._last: dict[str, int] = {}  # by words: the number of the line at which they were found

    def line_of(self, at: str, what: str = "") -> int:
        """The line, from 1, that holds the words `at`, else the first words quoted in `what`; 0 where none does.

        Words that are asked for again are looked for further down.
        """
        quoted = _QUOTED.search(what)
        for words in (at, str(quoted[1]) if quoted else ""):
            wanted = plain(words).removesuffix("…")[:_LONGEST].strip()
            if not wanted:
                continue
            start = self._last.get(wanted, 0)
            word = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
            found = [number for number, line in enumerate(self._lines, 1) if word.search(line)]
            if found:
                self._last[wanted] = next((number for number in found if number > start), found[0])
                return self._last[wanted]
        return 0
