"""The contract of a voice, and the voices that are installed (entry points in the group `publish.voices`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias, runtime_checkable

from publish.contracts.installed import lacking
from publish.contracts.process_state import put_back
from publish.errors import UsageError, VoiceUnavailable

if TYPE_CHECKING:  # numpy comes with a voice: who only writes EPUBs has none
    import numpy as np
    from numpy.typing import NDArray

Mono: TypeAlias = "NDArray[np.float32]"
"""One channel of samples, full scale at -1 and 1."""


@dataclass(frozen=True, slots=True)
class Words:
    """Some words as they are said, with their pronunciation in IPA where the voice must not guess it."""

    text: str
    phoneme: str = ""


Spoken = tuple[Words, ...]
"""One sentence, ready for a voice."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Sound: samples of one channel and how many of them make a second."""

    mono: Mono
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.mono) / self.rate


@runtime_checkable
class Voice(Protocol):
    """Something that speaks. The entry point names a class that is made without arguments and without work."""

    name: ClassVar[str]
    title: ClassVar[str]
    languages: ClassVar[tuple[str, ...]]  # BCP 47 tags or their first parts: "en"
    licence: ClassVar[str]
    credit: ClassVar[str]  # a line for whoever asks whose voice it is
    offline: ClassVar[bool]

    @property
    def version(self) -> str:
        """The versions of all that shapes the sound."""

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        """Say one sentence, below a speed of 1 more slowly: the same samples for the same words and speed.

        Raises `VoiceUnavailable`.
        """


@runtime_checkable
class Knowing(Protocol):
    """What a voice may do besides: tell of the words that are in no dictionary of it, so that it guesses them."""

    name: ClassVar[str]

    @property
    def version(self) -> str:
        """As a `Voice` has it: what was told is kept until it changes."""

    def unknown(self, sentence: Spoken) -> tuple[str, ...]:
        """The words of a sentence that it guesses, in order. Raises `VoiceUnavailable`."""


@runtime_checkable
class Described(Protocol):
    """What a voice may say of itself besides, for whoever chooses one."""

    sounds: ClassVar[str]  # to a listener, in a few words
    pace: ClassVar[float]  # seconds of speech that it makes in a second of one processor, about


SLOW = 10
"""The pace below which each sentence is kept: a voice of 1 says a section of three minutes in three minutes, and one
changed word of it would cost them again. A faster one says it again in less than 20 seconds."""


def is_slow(speaker: Voice) -> bool:
    """Whether what a voice said is worth keeping sentence by sentence."""
    return isinstance(speaker, Described) and speaker.pace < SLOW


HOUSE = "audio"
"""The section of publisher.yaml, and of a request, that names the house's voice for all formats of sound."""

USUAL = "heart"
"""The voice of a house that names none."""


def installed() -> Mapping[str, EntryPoint]:
    """The voices that are installed, by name; none is loaded yet."""
    return {entry.name: entry for entry in sorted(entry_points(group="publish.voices"))}


def voice(name: str) -> Voice:
    """The voice of that name.

    Raises:
        UsageError: there is none.
        VoiceUnavailable: its package is not installed.

    """
    found = installed().get(name)
    if found is None:
        known = ", ".join(installed()) or "none"
        raise UsageError(f"there is no voice {name}. Known are: {known}. publish doctor says which are installed.")
    if reason := lacking(found):
        raise VoiceUnavailable(f"the voice {name} {reason}")
    try:
        with put_back():
            speaker: Voice = found.load()()
    except ImportError as missing:
        raise VoiceUnavailable(
            f"the voice {name} needs the package {missing.name}, which is not installed. Install it with pip."
        ) from missing
    return speaker


def speaks(speaker: Voice, language: str) -> bool:
    """Whether a voice speaks a language: "en" speaks "en-GB"; "en-US" does not."""
    tag = language.casefold()
    return any(tag == known.casefold() or tag.startswith(f"{known.casefold()}-") for known in speaker.languages)


_NAMES = {
    "ar": "Arabic", "bn": "Bengali", "cy": "Welsh", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian",
    "fr": "French", "ga": "Irish", "gd": "Scottish Gaelic", "gu": "Gujarati", "hi": "Hindi", "it": "Italian",
    "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "so": "Somali", "ur": "Urdu",
    "zh": "Chinese",
}  # fmt: skip


def language_name(tag: str) -> str:
    """The English name of a language, for messages; the tag itself where it is not known."""
    return _NAMES.get(tag.split("-")[0].casefold(), tag)
