"""Headings of a page that are so only by their looks: short lines all in strong letters, with text under them."""

from __future__ import annotations

from collections.abc import Sequence

from publish.contracts.importer import Doubt, Notes
from publish.importing.assemble import Heading, Part
from publish.importing.html.inline_content import blank, plain
from publish.model.nodes import Paragraph, Style, Styled

_LONGEST = 12  # words
_DEEPEST = 6


def headed(parts: Sequence[Part], notes: Notes) -> list[Part]:
    """Parts in which such lines are headings one level below the heading before them, marked to be looked at."""
    with_headings: list[Part] = []
    level = 1
    for number, part in enumerate(parts):
        after = parts[number + 1] if number + 1 < len(parts) else None
        if isinstance(part, Heading):
            level = part.level
        line = _strong(part)
        under = after is not None and not isinstance(after, Heading) and _strong(after) is None
        if line is None or not under:
            with_headings.append(part)
            continue
        notes.doubts.append(Doubt(getattr(part, "line", 0), f"“{plain((line,))}” is taken for a heading by its looks"))
        with_headings.append(Heading(min(level + 1, _DEEPEST), line.children, getattr(part, "line", 0), check=True))
    return with_headings


def _strong(part: Part) -> Styled | None:
    """The strong run that is all of a paragraph and could be a heading, None in all other cases."""
    if not isinstance(part, Paragraph):
        return None
    visible = [child for child in part.children if not blank(child)]
    only = visible[0] if len(visible) == 1 else None
    if not isinstance(only, Styled) or only.style is not Style.STRONG:
        return None
    words = plain((only,))
    return only if 0 < len(words.split()) <= _LONGEST and words.rstrip("”’\"'»)")[-1:] not in ".,;:!…" else None
