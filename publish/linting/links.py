"""Links without an address, and links whose words do not say where they lead (WCAG 2.2, 2.4.4)."""

from __future__ import annotations

import re

from publish.linting.remarks import Found, Severity
from publish.model.nodes import Link
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, descend, inlines_of
from publish.proof.ledger import text_of

_VAGUE = re.compile(
    r"(?:please )?(?:click|tap|press)(?: (?:here|this(?: link)?|on this link))?|here|"
    r"this|link|this (?:link|page|website|site)|"
    r"(?:find out |read |learn |see |know )?more(?: (?:here|information|info|details))?|details|continue(?: reading)?|"
    r"download(?: (?:here|it|now))?|website|go|start|visit|view|info|page",
    re.IGNORECASE,
)


def needed(publication: Publication) -> Found:
    """Links whose address is not known yet."""
    for line, link in _links(publication):
        if link.target is None:
            words = text_of(link.children)
            message = f"“{words}” still needs its address. Find it, and write [{words}](https://…)."
            yield line, Severity.WARNING, "link-needed", message


def vague(publication: Publication) -> Found:
    """Links with words such as "click here"."""
    for line, link in _links(publication):
        words = text_of(link.children)
        if _VAGUE.fullmatch(words.strip(" .→>»…")):
            message = (
                f"the link “{words}” does not say where it leads. Many people have links read to them in a list, "
                "without "
                "the sentence: put the name of the page into the brackets."
            )
            yield line, Severity.WARNING, "link-text", message


def _links(publication: Publication) -> list[tuple[int, Link]]:
    return [
        (block.line, inline)
        for block in blocks_of(publication.document)
        for run in inlines_of(block)
        for inline in descend(run)
        if isinstance(inline, Link)
    ]
