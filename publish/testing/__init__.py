"""A conformance kit: what a format, a voice, an importer or a lint rule promises, as tests that its author runs.

A plugin's own tests derive a class for each of its parts and say what it is; pytest runs the rest. It needs pytest.

    from plain_text import PlainText
    from publish.testing import FormatConformance

    class TestPlainText(FormatConformance):
        format = PlainText

`docs/plugins.md` lists what each class proves. The built-in plugins pass the same tests.
"""

from __future__ import annotations

from publish.testing.format_kit import FormatConformance
from publish.testing.importer_kit import ImporterConformance
from publish.testing.rule_kit import Example, RuleConformance
from publish.testing.specimen import specimen
from publish.testing.voice_kit import VoiceConformance

__all__ = [
    "Example",
    "FormatConformance",
    "ImporterConformance",
    "RuleConformance",
    "VoiceConformance",
    "specimen",
]
