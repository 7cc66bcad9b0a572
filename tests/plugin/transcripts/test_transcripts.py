from typing import ClassVar

from transcripts import Transcript

from publish.testing import ImporterConformance

VIDEO = b"""WEBVTT - Taking iron

00:00:01.000 --> 00:00:04.000
Take two tablets,
not three.

00:00:04.500 --> 00:00:09.000
Juice with vitamin C helps.
"""


class TestTranscript(ImporterConformance):
    importer = Transcript
    examples: ClassVar = {"iron.vtt": VIDEO}
