"""How well a voice is understood: the word error rate of what a recogniser hears freely, with no hint of the words.

Run it with `.venv/bin/python -m benchmarks.free_hearing [--voice NAME] [--chapters N] [SOURCE]`. It speaks the document
(the factsheet, without its references), hears it by the quick ear and by the stricter one without hot words, and prints
for each the share of words that were put in, left out or changed, with the seconds of sound. Numbers and letters count
one by one, however a recogniser writes them. What was spoken before is taken from `PUBLISH_CACHE`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import publish
from publish.contracts.format import no_progress
from publish.contracts.voice import USUAL, voice
from publish.speech.listening.ears import quick_ear, strict_ear
from publish.speech.listening.hearing import Sound
from publish.speech.listening.recogniser import Question
from publish.speech.listening.tokens import tokens
from publish.speech.script import script
from publish.speech.spoken_script import ChapterSound, spoken_script
from publish.speech.wording import words_of

FACTSHEET = Path(__file__).parent.parent / "sources" / "b-cell-all.md"


def errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """How many words must be put in, taken out or changed to make the one of the other (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(heard, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


def rates(chapters: Sequence[ChapterSound], cache: Path) -> dict[str, tuple[int, int]]:
    """By the name of each ear: how many words were said, and how many errors it made."""
    found: dict[str, tuple[int, int]] = {}
    for ear in (quick_ear(cache), strict_ear(cache)):
        said_words = wrong = 0
        for part in chapters:
            said = _words(" ".join(words_of(one.spoken) for one in part.chapter.sentences))
            questions = [Question(piece) for piece in Sound(part.sound.frames).pieces]
            heard = _words(" ".join(text for _, text in sorted(ear.hear(questions))))
            said_words, wrong = said_words + len(said), wrong + errors(said, heard)
        found[ear.name] = (said_words, wrong)
    return found


def main() -> None:
    """Print the rates."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("source", nargs="?", type=Path, default=FACTSHEET)
    options.add_argument("--voice", default=USUAL)
    options.add_argument("--chapters", type=int)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        cache = Path(os.environ.get("PUBLISH_CACHE") or name)
        spoken = spoken_script(script(publish.load(chosen.source)), voice(chosen.voice), cache, no_progress, {})
        chapters = [part for part in spoken.chapters if not part.is_reference][: chosen.chapters]
        lasts_s = sum(part.sound.seconds for part in chapters)
        print(f"{chosen.voice}: {lasts_s:.0f} s of sound in {len(chapters)} chapters, without the references")
        for ear, (said, wrong) in rates(chapters, cache).items():
            print(f"{ear:<10}{said} words said, {wrong} errors: {100 * wrong / said:.1f} %")


if __name__ == "__main__":
    main()
