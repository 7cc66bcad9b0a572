"""What every voice promises, as tests: derive a class named Test…, give it a `voice`, and let pytest run it.

numpy, which every voice brings, is imported where it is used: who tests a format needs none.
"""

from __future__ import annotations

from typing import ClassVar

import pytest
from langcodes import tag_is_valid

from publish.contracts.voice import Samples, Voice, Words, voice
from publish.errors import VoiceUnavailable

_SENTENCE = (Words("Take two tablets"), Words("twice", "twaɪs"), Words("a day."))

_AWKWARD: dict[str, tuple[Words, ...]] = {
    "signs only": (Words("… – *"),),
    "an emoji": (Words("Well done \N{THUMBS UP SIGN}."),),
    "another script": (Words("眩暈 and Ζαλάδα."),),
    "a long sentence": (Words("It is said on and on, " * 40 + "to its end."),),
    "a control character": (Words("One\x00two."),),
}


class VoiceConformance:
    """The tests of one voice."""

    voice: ClassVar[type[Voice]]

    def test_it_is_found_by_its_entry_point(self) -> None:
        """The installed voice of its name is this very class."""
        assert type(voice(self.voice.name)) is self.voice

    def test_it_says_what_it_is(self) -> None:
        """People see its title, licence and credit; an edition is made again when its version changes."""
        speaker = self.voice()
        assert isinstance(speaker, Voice)
        assert all((speaker.title, speaker.licence, speaker.credit, speaker.version))
        assert speaker.version == self.voice().version

    def test_its_languages_are_language_tags(self) -> None:
        """At least one, each by BCP 47."""
        assert self.voice.languages
        assert all(tag_is_valid(tag) for tag in self.voice.languages)

    def test_it_gives_one_channel_of_sound(self) -> None:
        """32-bit samples between -1 and 1, none of them no number, that are more than silence."""
        import numpy as np

        samples = self._said(_SENTENCE)
        assert samples.rate > 0
        assert samples.mono.dtype == np.float32
        assert samples.mono.ndim == 1
        assert np.isfinite(samples.mono).all()
        assert 0.001 < np.abs(samples.mono).max() <= 1

    def test_the_same_words_give_the_same_samples_and_other_words_others(self) -> None:
        """A voice made anew says the same; what is said differently sounds different."""
        import numpy as np

        first, again = self._said(_SENTENCE), self._said(_SENTENCE)
        other = self._said((Words("Take ten tablets a day."),))
        assert np.array_equal(first.mono, again.mono)
        assert not np.array_equal(first.mono, other.mono)

    def test_it_speaks_more_slowly_when_asked(self) -> None:
        """A sentence at a lower speed lasts longer."""
        assert self._said(_SENTENCE, speed=0.8).seconds > self._said(_SENTENCE).seconds

    @pytest.mark.parametrize("words", _AWKWARD)
    def test_awkward_words_are_said_or_refused(self, words: str) -> None:
        """Finite sound comes of them, or the voice says that it cannot; nothing else is raised."""
        import numpy as np

        try:
            samples = self.voice().speak(_AWKWARD[words])
        except VoiceUnavailable as refusal:
            assert str(refusal).strip(), "it refuses without a reason"
            return
        assert np.isfinite(samples.mono).all()

    def _said(self, sentence: tuple[Words, ...], speed: float = 1.0) -> Samples:
        return self.voice().speak(sentence, speed)
