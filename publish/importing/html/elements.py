"""The elements of HTML by what they do."""

from __future__ import annotations

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html iframe li main menu nav ol p pre section summary table tbody td
    tfoot th thead tr ul video audio caption search
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
LOOKS = "data-looks"
"""The attribute of a heading that is one only by its looks; a person must confirm it."""

LISTS = {"ul", "ol", "menu", "dir"}

BOX = "data-box"
"""The attribute of an element that was a box to tick."""
