"""The British voices: what they are given to say, and where their files are installed, what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import publish
from publish.contracts.voice import Samples, Spoken, Words, voice
from publish.errors import VoiceUnavailable
from publish.source.companions import lexicon
from publish.speech.heart import phones
from publish.speech.kept_sentences import KeptSentences
from publish.speech.kokoro import RATE, Emma, George, british_phones
from publish.speech.neural import LONGEST, at_words, clauses
from publish.speech.script import script
from publish.speech.voice_folder import absent
from publish.speech.wording import wording
from publish.testing import VoiceConformance
from tests.conftest import REPOSITORY, require

LEXICON = lexicon(REPOSITORY / "sources")


def phonemes(text: str) -> str:
    return Emma().phonemes(wording(text, LEXICON))


def test_ipa_is_written_in_the_british_alphabet_of_the_model() -> None:
    assert british_phones("ˌəʊzəʊɡəˈmaɪsɪn") == "ˌQzQɡəmˈIsɪn", "a stress mark stands before its vowel"
    assert british_phones("ˈæktʃuəl") == "ˈakʧuəl"
    assert british_phones("ˈeəri") == "ˈɛːɹi"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bath.", "bˈɑːθ."),  # not as in "trap"
        ("The laboratory.", "ðə ləbˈɒɹətəɹi."),
        ("Leukaemia.", "ljuːkˈiːmɪə."),
        ("Imatinib.", "ɪmˈatɪnɪb."),
        ("ALL.", "ˌAɛlˈɛl."),
    ],
)
def test_words_are_said_as_in_britain(text: str, said: str) -> None:
    assert phonemes(text) == said


@pytest.mark.parametrize(("text", "said"), [("TKIs.", "tˌiːkˌAˈIz."), ("MDTs.", "ˌɛmdˌiːtˈiːz."), ("CNSs.", "ɛsɪz.")])
def test_letters_in_the_plural_end_in_the_sound_of_a_plural(text: str, said: str) -> None:
    assert phonemes(text).replace("ˈ", "").endswith(said.replace("ˈ", ""))


def test_a_sentence_that_ends_in_letters_ends_with_a_stop() -> None:
    assert phonemes("Order information about A.L.L.").endswith("ɛl.")


@pytest.mark.parametrize("text", ["眩暈", "Ζαλάδα", "\N{THUMBS UP SIGN}"])
def test_what_would_be_left_out_is_refused_by_name(text: str) -> None:
    with pytest.raises(VoiceUnavailable, match=f"cannot say all of “{text}"):
        Emma().phonemes((Words(f"It says {text} here."),))


def test_a_word_longer_than_the_guessing_network_takes_keeps_its_end() -> None:
    assert Emma().phonemes((Words("Zzyxqvnomblotherapistagrapholitt"),)) != Emma().phonemes(
        (Words("Zzyxqvnomblotherapistagr"),)
    )


@pytest.mark.parametrize("name", ["emma", "heart"])
def test_a_pronunciation_with_a_sign_that_a_voice_lacks_is_refused_with_its_word(name: str) -> None:
    with pytest.raises(VoiceUnavailable, match=r"lacks the sign ǃ in /ǃkˈa/.*“Xhosa”"):
        voice(name).speak((Words("Xhosa", "ǃkˈa"),))


def test_every_entry_of_the_lexicon_can_be_said_by_every_neural_voice() -> None:
    signs = Emma().phonemes((Words("x", "".join(entry.phoneme for entry in LEXICON)),))
    assert len(signs) > 100
    assert all(british_phones(entry.phoneme) and phones(entry.phoneme) for entry in LEXICON if entry.phoneme)


def test_every_sentence_of_the_factsheet_can_be_said_and_none_needs_a_guess() -> None:
    publication = publish.load(REPOSITORY / "sources" / "b-cell-all.md")
    sentences = [one for one in script(publication).sentences if one.line]
    assert len(sentences) > 300
    assert all(Emma().phonemes(sentence.spoken) for sentence in sentences)


def test_no_run_is_longer_than_the_model_takes_and_none_loses_a_sound() -> None:
    sentence = phonemes("the cell is red and round " * 200)
    runs = [run for clause in clauses(sentence) for run in at_words(clause, LONGEST)]
    assert max(map(len, runs)) <= LONGEST
    assert " ".join(runs) == sentence
    assert at_words("a" * 1_000, LONGEST) == ["a" * 400, "a" * 400, "a" * 200]


def test_the_identity_of_a_voice_names_its_files_and_needs_none_of_them() -> None:
    assert all(file.sha256[:16] in Emma().version for file in Emma.files)
    assert Emma().version != George().version


class Counting:
    """A voice that counts how often it speaks."""

    name, version, times = "counting", "1", 0

    def speak(self, sentence: Spoken, speed: float = 1.0) -> Samples:
        self.times += 1
        return Samples(np.linspace(-1.2, 1 / speed, 1_000, dtype=np.float32), RATE)


def test_a_sentence_is_said_once_and_sounds_the_same_from_the_store(tmp_path: Path) -> None:
    speaker = Counting()
    kept = KeptSentences(speaker, tmp_path)  # type: ignore[arg-type]
    first, again = kept.speak((Words("One."),)), kept.speak((Words("One."),))
    assert speaker.times == 1
    assert np.array_equal(first.mono, again.mono)
    assert (first.rate, len(first.mono), np.abs(first.mono).max()) == (RATE, 1_000, 1)
    kept.speak((Words("One."),), 0.8)
    kept.speak((Words("Two."),))
    assert speaker.times == 3


@pytest.fixture(scope="class")
def installed_voice(request: pytest.FixtureRequest) -> None:
    """The files of the voice of a class; where they are absent its tests are skipped."""
    name = request.cls.voice.name
    how = f"run publish voices install {name}, or name the folder in PUBLISH_VOICES"
    require("voices", present=not absent(request.cls.voice), how=how)


@pytest.mark.usefixtures("installed_voice")
class TestEmma(VoiceConformance):
    voice = Emma

    def test_a_long_sentence_without_a_pause_is_said_whole(self) -> None:
        """It is cut between words: no sound is lost, and no hole is longer than a pause."""
        words = "the cell is red and round " * 20
        samples = self.voice().speak((Words(f"{words}."),))
        assert 20 < samples.seconds < 60
        blocks = np.abs(samples.mono[: len(samples.mono) // RATE * RATE]).reshape(-1, RATE // 2).max(axis=1)
        assert blocks.min() > 0.01, "half a second of silence"

    def test_it_begins_and_ends_without_a_click(self) -> None:
        """The ends are silent."""
        mono = self.voice().speak((Words("Good morning."),)).mono
        assert max(abs(mono[0]), abs(mono[-1])) < 0.01
        assert np.abs(np.diff(mono)).max() < 0.5


@pytest.mark.usefixtures("installed_voice")
class TestGeorge(VoiceConformance):
    voice = George
