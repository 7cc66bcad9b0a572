"""What stands above each page of large print but the first: the document's title, broken between words."""

from __future__ import annotations

from publish.model.nodes import Metadata
from publish.proof.wholes import wholes
from publish.rendering.fonts import text_width

_MOST_LINES = 2
_GOES_ON = "…"
_SHARES = (0.6, 0.7, 0.8, 0.9)  # of a line: narrower lines are of about one length
_WHOLE_LINE = 0.98  # the typesetter moves some letters closer or apart


def running_head(about: Metadata, size: float, width: float) -> tuple[str, ...]:
    """The lines of a running head, none where its first word is longer than a line.

    It is the short title, where the front matter has one. What two lines do not hold ends in "…" after a whole word.

    Args:
        about: what the front matter says.
        size: of the type, in points.
        width: of a line, in points.

    """
    title = about.short_title or about.title
    words = [title[start:stop] for start, stop in wholes(title)]
    lines = _wrapped(words, _WHOLE_LINE * width / size)
    if lines and lines[-1].endswith(_GOES_ON):
        return lines
    narrower = (_wrapped(words, share * width / size) for share in _SHARES)
    return next((each for each in narrower if len(each) == len(lines) and " ".join(each) == " ".join(lines)), lines)


def _wrapped(words: list[str], room: float) -> tuple[str, ...]:
    """The words in lines of a width in type sizes, as far as they go."""
    lines: list[list[str]] = []
    for word in words:
        if lines and text_width(" ".join([*lines[-1], word])) <= room:
            lines[-1].append(word)
        elif len(lines) < _MOST_LINES and text_width(word) <= room:
            lines.append([word])
        else:
            while lines and text_width(" ".join(lines[-1]) + _GOES_ON) > room:
                lines[-1].pop()
                lines = [line for line in lines if line]
            if lines:
                lines[-1][-1] += _GOES_ON
            break
    return tuple(map(" ".join, lines))
