"""All that the author of a plugin imports: the contracts of formats, voices, importers and lint rules, and their tools.

What stands here keeps its name and meaning within a major version (Semantic Versioning); all else may move.
`docs/plugins.md` says what each kind of plugin promises; `publish.testing` proves it.
"""

from __future__ import annotations

from publish.contracts.authoring import Authoring, Beginning
from publish.contracts.format import (
    PLAIN,
    Edition,
    EditionOptions,
    Editions,
    Format,
    Job,
    Kind,
    Locations,
    Needed,
    OnRequest,
    Page,
    Part,
    Revising,
    Settings,
    TimeSpan,
    Variants,
    format_section,
    place_id,
    placed,
    refuse_options,
    sentence_id,
)
from publish.contracts.import_options import Options as ImportOptions
from publish.contracts.importer import Doubt as ImportDoubt
from publish.contracts.importer import Fit, Gap, Imported, Importer, Input, InputWords, Left, Notes, Reason
from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.contracts.showing import Chapter, Pair, Showing, Shown, Thumbnail
from publish.contracts.voice import Knowing, Mono, Samples, Spoken, Voice, Words
from publish.errors import EditionError, MissingTool, SourceError, UnreadableEdition, UsageError, VoiceUnavailable
from publish.model import nodes
from publish.model.publication import Publication
from publish.model.text import plain
from publish.model.traverse import all_blocks, blocks_of, descend, inlines_in, parts_of
from publish.proof.compare import Expectation, compare, expectation, with_findings
from publish.proof.ledger import text_of
from publish.proof.reading import LanguageText, LinkText, Passage, Reading, Role
from publish.proof.verdict import Doubt, Finding, FindingKind, Proof, Review, Verdict

__all__ = [
    "PLAIN",
    "Authoring",
    "Beginning",
    "Chapter",
    "Doubt",
    "Edition",
    "EditionError",
    "EditionOptions",
    "Editions",
    "Expectation",
    "Finding",
    "FindingKind",
    "Fit",
    "Format",
    "Gap",
    "ImportDoubt",
    "ImportOptions",
    "Imported",
    "Importer",
    "Input",
    "InputWords",
    "Job",
    "Kind",
    "Knowing",
    "LanguageText",
    "Left",
    "LinkText",
    "Locations",
    "MissingTool",
    "Mono",
    "Needed",
    "Notes",
    "OnRequest",
    "Page",
    "Pair",
    "Part",
    "Passage",
    "Places",
    "Proof",
    "Publication",
    "Reading",
    "Reason",
    "Review",
    "Revising",
    "Role",
    "Rule",
    "Samples",
    "Settings",
    "Severity",
    "Showing",
    "Shown",
    "SourceError",
    "Spoken",
    "Subject",
    "Thumbnail",
    "TimeSpan",
    "UnreadableEdition",
    "UsageError",
    "Variants",
    "Verdict",
    "Voice",
    "VoiceUnavailable",
    "Words",
    "all_blocks",
    "blocks_of",
    "compare",
    "descend",
    "expectation",
    "format_section",
    "inlines_in",
    "nodes",
    "parts_of",
    "place_id",
    "placed",
    "plain",
    "refuse_options",
    "sentence_id",
    "text_of",
    "with_findings",
]
