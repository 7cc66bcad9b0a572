"""The words that an easy-read edition adds to the authored ones."""

from __future__ import annotations

from collections.abc import Iterable

from publish.model.approval import Approval
from publish.model.nodes import EasyRead, Inline, Link, Metadata, Style, Styled, Text
from publish.model.publication import GlossaryEntry, Picture, Publisher
from publish.rendering.typst.rewriting import Rewriter

CONTENTS = "What is in this document"
WORD_LIST = "What the words mean"
CREDITS = "Pictures"
WORD_LIST_ID = "what-the-words-mean"
CREDITS_ID = "picture-credits"


class Unlinked(Rewriter):
    """Takes away links to sections: an easy-read edition has parts of its own."""

    def link(self, link: Link) -> tuple[Inline, ...]:
        """The words alone where a link leads to a section, else the link."""
        return link.children if link.target is not None and link.target.startswith("#") else (link,)


def title(metadata: Metadata) -> str:
    """The edition's own title; the document's where none is written."""
    return metadata.easy_read_title or metadata.title


def cover(
    metadata: Metadata,
    publisher: Publisher,
    blocks: Iterable[EasyRead],
    approval: Approval | None = None,
    *,
    hard_words: bool,
) -> list[tuple[Inline, ...]]:
    """The lines under the title: what this is, who made it, whether it was checked, where hard words are explained."""
    lines: list[tuple[Inline, ...]] = [
        (Text(f"This is an easy read version of “{metadata.title}”."),),
        (Text(f"It is by {publisher.name}."),),
        (Text(checked(metadata, approval)),),
        (Text(agreed(blocks, approval)),),
    ]
    if hard_words:
        link = Link((Text(WORD_LIST),), f"#{WORD_LIST_ID}")
        bold = Styled(Style.STRONG, (Text("bold"),))
        lines.append((Text("Hard words are in "), bold, Text(". We explain them in "), link, Text(".")))
    return lines


def checked(metadata: Metadata, approval: Approval | None = None) -> str:
    """Who has checked the edition (DIN SPEC 33429 asks for people with a learning disability), or that nobody has."""
    readers = (approval.readers if approval is not None else "") or metadata.easy_read_checked_by
    if readers:
        return f"People with a learning disability checked this document: {readers}."
    return "People with a learning disability have not yet checked this document."


def agreed(blocks: Iterable[EasyRead], approval: Approval | None = None) -> str:
    """Who has agreed that the words say the same as the document, or that nobody has."""
    roles = [block.agreed.by if block.agreed is not None else "" for block in blocks]
    if approval is not None:
        roles = [*(role for role in roles if role), approval.role]
    if roles and all(roles):
        return f"We checked that it says the same as the full version: {', '.join(dict.fromkeys(roles))}."
    return "We have not yet checked that it says the same as the full version."


def picture_needed(concept: str) -> str:
    """What stands in the box where a picture is missing."""
    return f"Picture needed: {concept}"


def credit(picture: Picture) -> str:
    """Whose picture it is, and on what terms."""
    return f"{picture.credit}. Licence: {picture.licence}."


def sorted_entries(entries: set[GlossaryEntry]) -> list[GlossaryEntry]:
    """Entries in the order of the alphabet, capitals no different."""
    return sorted(entries, key=lambda entry: (entry.term.casefold(), entry.term))
