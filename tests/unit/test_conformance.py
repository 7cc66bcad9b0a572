"""The built-in voice passes the conformance kit, as a third party's voice must."""

from __future__ import annotations

from publish.speech.heart import Heart
from publish.testing import VoiceConformance


class TestHeart(VoiceConformance):
    voice = Heart
