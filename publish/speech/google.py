"""The voice "gtts": Google's, through the package `gTTS`. It needs the internet and sends the text there."""

from __future__ import annotations

import io
from importlib.metadata import version
from typing import ClassVar

import av
import numpy as np
from gtts import gTTS
from gtts.tts import gTTSError
from requests import RequestException

from publish.contracts.voice import Samples, Spoken
from publish.errors import VoiceUnavailable
from publish.speech.wording import words_of

_RATE = 24_000


class GoogleVoice:
    """A British voice of a web service that may change or refuse at any time."""

    name: ClassVar[str] = "gtts"
    title: ClassVar[str] = "Google Translate (online)"
    languages: ClassVar[tuple[str, ...]] = ("en",)
    licence: ClassVar[str] = "MIT (the package); the service has its own terms"
    credit: ClassVar[str] = "Google Translate text-to-speech, through gTTS"
    offline: ClassVar[bool] = False

    @property
    def version(self) -> str:
        """The package; the service has no version."""
        return f"gTTS=={version('gTTS')}"

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        """Say one sentence, at one of two speeds. Raises `VoiceUnavailable` where the service cannot be reached."""
        sound = io.BytesIO()
        try:
            gTTS(words_of(sentence), lang="en", tld="co.uk", slow=speed < 1.0).write_to_fp(sound)
        except (gTTSError, RequestException, OSError) as reason:
            raise VoiceUnavailable(
                "The voice 'gtts' could not reach its service. "
                "Check the internet connection, or choose the voice 'heart'."
            ) from reason
        sound.seek(0)
        resampler = av.AudioResampler(format="flt", layout="mono", rate=_RATE)
        with av.open(sound, "r") as container:
            frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
        frames += resampler.resample(None)
        mono = np.concatenate([frame.to_ndarray().ravel() for frame in frames]).astype(np.float32)
        return Samples(mono, _RATE)
