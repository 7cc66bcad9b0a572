"""Easy-read words and waivers that were agreed for an earlier text, and pictures that easy read lacks."""

from __future__ import annotations

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.model.nodes import EasyRead, Section, walk
from publish.model.traverse import blocks_of
from publish.source.identity import tie
from publish.source.waivers import tie_of_waiver


def _stale(subject: Subject) -> Places:
    """Easy-read words and waivers whose text has changed since."""
    publication = subject.publication
    sections = {section.id: section for section in walk(publication.sections)}

    def named(names: tuple[str, ...]) -> tuple[Section, ...]:
        return tuple(sections[name] for name in names)

    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead) and block.lines and (now := tie(named(block.covers))) != block.tie:
            message = (
                f"{_since(block.tie, 'the text that these easy-read words stand for')} ({', '.join(block.covers)}). "
                f'Read the two side by side, then put tie="{now}", or run publish tie {publication.source}.'
            )
            yield block.line, message
    for waiver in (*publication.document.waivers, *publication.document.fact_waivers):
        if (now := tie_of_waiver(waiver, sections[waiver.section])) != waiver.tie:
            what = f"the section {waiver.section}, {'with facts' if waiver.facts else ''} waived for {waiver.format},"
            message = (
                f"{_since(waiver.tie, ' '.join(what.split()))}. "
                f'Decide whether the waiver still holds, then put tie="{now}", or run publish tie {publication.source}.'
            )
            yield waiver.line, message


def _since(recorded: str, what: str) -> str:
    return f"{what} has changed" if recorded else f"{what} has no tie yet, which records what this was written for"


def _pictures(subject: Subject) -> Places:
    """Concepts of easy-read lines that pictures.yaml does not have."""
    publication = subject.publication
    for block in blocks_of(publication.document):
        if isinstance(block, EasyRead):
            for line in block.lines:
                if line.picture not in publication.pictures:
                    message = f"there is no picture for “{line.picture}”. Add it to pictures.yaml, or name another."
                    if not line.picture:
                        message = "this line names no picture yet. Put one of pictures.yaml between the brackets."
                    yield line.line, message


RULES = (
    Rule("stale", Severity.ERROR, _stale, stops_release=False),
    Rule("picture-needed", Severity.ERROR, _pictures, stops_release=False),
)
