"""A script spoken: one set of sounds, whatever they are packed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publish.contracts.format import Locations, TimeSpan, Told, sentence_id
from publish.contracts.voice import Voice
from publish.speech.chapters import SpokenChapter, spoken_chapter
from publish.speech.manner_choice import Manners
from publish.speech.pace import USUAL_RATE
from publish.speech.script import Chapter, Part, Script, Sentence

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence and when it is said, in seconds from the start of its chapter."""

    sentence: Sentence
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class ChapterSound:
    """A chapter of the script with its frames. `start_s` is when it begins in the whole."""

    chapter: Chapter
    sound: SpokenChapter
    start_s: float
    is_reference: bool  # it is read after the end, and a listener need not play it

    @property
    def sentences(self) -> tuple[SpokenSentence, ...]:
        """Its sentences in order, each with its time."""
        return tuple(
            SpokenSentence(sentence, start_s, end_s)
            for sentence, (start_s, end_s) in zip(self.chapter.sentences, self.sound.spans, strict=True)
        )

    @property
    def end_s(self) -> float:
        """When it ends in the whole."""
        return self.start_s + self.sound.seconds


@dataclass(frozen=True)
class SpokenScript:
    """The whole edition: what is said, and its sound."""

    text: Script
    chapters: tuple[ChapterSound, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.chapters[-1].end_s

    @cached_property
    def locations(self) -> Locations:
        """The time span of every section (its own text, without sub-sections), of every node and its sentences."""
        spans: dict[str, TimeSpan] = {}
        numbers: Counter[str] = Counter()
        for part in self.chapters:
            spans[part.chapter.section] = TimeSpan(round(part.start_s, 3), round(part.end_s, 3))
            for spoken in part.sentences:
                node = spoken.sentence.node
                if spoken.sentence.part is Part.ANNOUNCEMENT or node in {"", part.chapter.section}:
                    continue
                numbers[node] += 1
                own = TimeSpan(round(part.start_s + spoken.start_s, 3), round(part.start_s + spoken.end_s, 3))
                spans[sentence_id(node, numbers[node])] = own
                spans[node] = TimeSpan(spans.get(node, own).start_s, own.end_s)
        return spans


def spoken_script(
    text: Script,
    voice: Voice,
    cache: Path,
    progress: Progress,
    manners: Manners,
    rate: int = USUAL_RATE,
) -> SpokenScript:
    """Speak a script, some sentences in a manner of their own; what was spoken before is taken from the cache.

    `rate` is in words a minute, as the pauses of the script are of it.

    Raises `VoiceUnavailable`.
    """
    told = Told(progress)
    chapters: list[ChapterSound] = []
    start_s = 0.0
    for number, chapter in enumerate(text.chapters):
        told(f"speaking: {chapter.title}", number / len(text.chapters))
        own = {sentence: manner for (section, sentence), manner in manners.items() if section == chapter.section}
        sound = spoken_chapter(chapter, voice, cache, own, rate, told.again)
        chapters.append(ChapterSound(chapter, sound, start_s, chapter.section in text.references))
        start_s += sound.seconds
    return SpokenScript(text, tuple(chapters))
