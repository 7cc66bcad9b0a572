"""Which fragment of the text is marked while which seconds of a chapter are heard."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from formats.talking_epub.spoken_page import Fragment
from publish.speech.script import COLUMNS, Sentence
from publish.speech.spoken_script import ChapterSound


@dataclass(frozen=True, slots=True)
class Phrase:
    """A fragment, and when it is said, in seconds from the start of its chapter; `audio` is the file of the chapter."""

    fragment: Fragment
    audio: str
    start_s: float
    end_s: float


def phrases(part: ChapterSound, fragments: Sequence[Fragment], audio: str) -> tuple[Phrase, ...]:
    """The phrases of a chapter, without a gap: the silence after a sentence belongs to it."""
    own = [fragment for fragment in fragments if fragment.section == part.chapter.section]
    marked = _marked(part.chapter.sentences, own)
    starts = [spoken.start_s for spoken in part.sentences]
    runs = [[number for number, _ in run] for _, run in groupby(enumerate(marked), lambda pair: id(pair[1]))]
    edges = [0.0, *(starts[run[0]] for run in runs[1:]), part.sound.seconds]
    return tuple(
        Phrase(fragment, audio, start_s, end_s)
        for run, (start_s, end_s) in zip(runs, pairwise(edges), strict=True)
        if (fragment := marked[run[0]]) is not None
    )


def _marked(sentences: Sequence[Sentence], fragments: Sequence[Fragment]) -> list[Fragment | None]:
    """The fragment of each sentence. Words that no text shows go with what they lead to, or with what they follow."""
    waiting: dict[str, deque[Fragment]] = defaultdict(deque)
    heads = deque(fragment for fragment in fragments if fragment.heads)
    for fragment in fragments:
        for text in fragment.sentences:
            waiting[text].append(fragment)
    found: list[Fragment | None] = []
    for sentence in sentences:
        if sentence.announced == COLUMNS:
            found.append(heads.popleft() if heads else None)
            continue
        places = waiting.get(sentence.shown)
        # A cell over several rows is said with each of them: the last place is found again.
        found.append((places.popleft() if len(places) > 1 else places[0]) if places else None)
    return _filled(sentences, found)


def _filled(sentences: Sequence[Sentence], found: list[Fragment | None]) -> list[Fragment | None]:
    filled = list(found)
    for number in range(len(sentences) - 1, -1, -1):  # backwards: what leads to a leading sentence is there before it
        after = filled[number + 1] if number + 1 < len(sentences) else None
        if filled[number] is None and not sentences[number].is_afterword:
            filled[number] = after
    for number in range(1, len(sentences)):
        filled[number] = filled[number] or filled[number - 1]
    return filled
