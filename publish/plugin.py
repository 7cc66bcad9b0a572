"""All that the author of a plugin imports: the stable contract of formats and voices, and what they are made with.

What stands here keeps its name and meaning within a major version (Semantic Versioning); all else may move.
`docs/formats.md` shows a format in full.
"""

from __future__ import annotations

from publish.contracts.format import (
    PLAIN,
    Edition,
    EditionOptions,
    Editions,
    Format,
    Job,
    Kind,
    Locations,
    Page,
    Part,
    Revising,
    Settings,
    TimeSpan,
    Variants,
    format_section,
)
from publish.contracts.showing import Chapter, Pair, Showing, Shown, Thumbnail
from publish.contracts.voice import Mono, Samples, Spoken, Voice, Words
from publish.errors import EditionError, MissingTool, SourceError, UnreadableEdition, UsageError, VoiceUnavailable
from publish.model import nodes
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import blocks_of, descend, inlines_in
from publish.proof.compare import Expectation, compare, expectation, with_findings
from publish.proof.ledger import text_of
from publish.proof.reading import LanguageText, LinkText, Passage, Reading, Role
from publish.proof.verdict import Doubt, Finding, FindingKind, Verdict

__all__ = [
    "PLAIN",
    "Chapter",
    "Doubt",
    "Edition",
    "EditionError",
    "EditionOptions",
    "Editions",
    "Expectation",
    "Finding",
    "FindingKind",
    "Format",
    "Job",
    "Kind",
    "LanguageText",
    "LinkText",
    "Locations",
    "MissingTool",
    "Mono",
    "Page",
    "Pair",
    "Part",
    "Passage",
    "Publication",
    "Reading",
    "Revising",
    "Role",
    "Samples",
    "Settings",
    "Showing",
    "Shown",
    "SourceError",
    "Spoken",
    "Thumbnail",
    "TimeSpan",
    "UnreadableEdition",
    "UsageError",
    "Variants",
    "Verdict",
    "Voice",
    "VoiceUnavailable",
    "Words",
    "blocks_of",
    "compare",
    "descend",
    "expectation",
    "format_section",
    "inlines_in",
    "nodes",
    "plain",
    "text_of",
    "with_findings",
]
