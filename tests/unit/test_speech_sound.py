"""Voices, loudness, frames and tag, without listening."""

import errno
import io
import socket
import subprocess
import sys

import av
import mutagen.id3
import numpy as np
import pytest

from publish.commands.checkup import checkup
from publish.contracts.format import Settings, no_progress
from publish.contracts.voice import Samples, Voice, Words, installed, speaks, voice
from publish.errors import UsageError, VoiceUnavailable
from publish.model.nodes import PartialDate
from publish.rendering.mp3.encoding import DELAY_SAMPLES, FRAME_BYTES, FRAME_SAMPLES, RATE, encoded, info_frame
from publish.rendering.mp3.id3 import Mark, Tag, tag_bytes
from publish.speech import store
from publish.speech.chapters import FOLDER, say_chapter, spoken_chapter
from publish.speech.heart import phones
from publish.speech.held_sound import HeldSound
from publish.speech.listening.hearing import FOLDER as HEARD
from publish.speech.listening.hearing import Listener, Sound
from publish.speech.listening.pieces import LONGEST_S, pieces, silences
from publish.speech.listening.pieces import decoded as heard_samples
from publish.speech.loudness import PEAK_DBTP, TARGET_LUFS, levelled, loudness
from publish.speech.script import Chapter, Part, Sentence, script
from publish.speech.spoken_script import spoken_script
from publish.speech.wording import wording, words_of
from tests.formats.test_audio import made
from tests.plugin.hum import Hum


def tone(seconds, hertz=440.0, level=0.1):
    return (level * np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * hertz / RATE)).astype(np.float32)


def decoded(frames):
    with av.open(io.BytesIO(frames), "r", format="mp3") as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])


def chapter(*texts):
    return Chapter("a", "A", 2, tuple(Sentence(text, wording(text, ()), "n", "a", Part.TEXT, 0.3) for text in texts))


@pytest.fixture(scope="module")
def heart():
    return voice("heart")


def test_both_voices_are_found_by_entry_points_and_keep_the_contract():
    assert {"heart", "gtts"} <= set(installed())
    assert all(isinstance(voice(name), Voice) for name in ("heart", "gtts"))


def test_an_unknown_voice_is_refused_with_the_names_of_the_others():
    with pytest.raises(UsageError, match="heart"):
        voice("nobody")


@pytest.mark.parametrize(
    ("tag", "can"), [("en-GB", True), ("en", True), ("EN-us", True), ("ar", False), ("enm", False)]
)
def test_a_voice_speaks_its_language_in_every_country_and_no_other(heart, tag, can):
    assert speaks(heart, tag) is can


def test_the_same_words_give_the_same_samples_and_other_words_other_samples(heart):
    first, again, other = (heart.speak(wording(text, ())).mono for text in ("Two cells.", "Two cells.", "Ten cells."))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_pronunciation_changes_what_is_said(heart):
    guessed = heart.speak((Words("haem."),)).mono
    given = heart.speak((Words("haem", "hiːm"), Words("."))).mono
    assert not np.array_equal(guessed, given)


def test_ipa_is_written_in_the_alphabet_of_the_model():
    assert phones("ˌænθɹəˈsaɪkliːn") == "ˌænθɹəsˈIklin", "a stress mark stands before its vowel"
    assert phones("dʒɒb") == "ʤɑb"


def test_a_long_sentence_is_said_whole(heart):
    short = heart.speak(wording("The cell is red, and round.", ())).seconds
    long = heart.speak(wording(", ".join(["the cell is red"] * 60) + ".", ())).seconds
    assert long > 20 * short


def test_an_online_voice_without_a_network_says_so_and_leaves_nothing(tmp_path, monkeypatch):
    def refuse(*_args, **_keywords):
        raise OSError("no network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(VoiceUnavailable, match="internet"):
        spoken_chapter(chapter("Hello."), voice("gtts"), tmp_path)
    assert list(tmp_path.rglob("*")) == []


def test_a_chapter_made_before_is_taken_from_the_cache(heart, tmp_path):
    made = spoken_chapter(chapter("Hello there."), heart, tmp_path)
    (kept,) = (tmp_path / FOLDER).iterdir()
    store.put(tmp_path / FOLDER, kept.stem, b"[[0, 1]]\nframes")
    assert spoken_chapter(chapter("Hello there."), heart, tmp_path).frames == b"frames"
    assert made.frames != b"frames"


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:90] + b"x" + data[91:]]
)
def test_a_damaged_entry_of_the_cache_is_made_again_and_named_by_doctor(damage, heart, tmp_path):
    made = spoken_chapter(chapter("Hello there."), heart, tmp_path)
    (kept,) = (tmp_path / FOLDER).iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    (row,) = [one for one in checkup(Settings(tmp_path)) if one.name == "cache of speech"]
    assert not row.well and str(kept) in row.detail
    assert spoken_chapter(chapter("Hello there."), heart, tmp_path) == made
    assert not list(store.damaged(tmp_path / FOLDER))
    (row,) = [one for one in checkup(Settings(tmp_path)) if one.name == "cache of speech"]
    assert row.well and kept.stem in row.detail


def test_another_pronunciation_makes_the_chapter_again(heart, tmp_path):
    spoken_chapter(chapter("Hello."), heart, tmp_path)
    with_phoneme = Chapter("a", "A", 2, (Sentence("Hello.", (Words("Hello", "həˈləʊ"),), "n", "a", Part.TEXT, 0.3),))
    spoken_chapter(with_phoneme, heart, tmp_path)
    assert len(list((tmp_path / FOLDER).iterdir())) == 2


def test_the_spans_of_sentences_are_where_the_sound_is(heart, tmp_path):
    made = spoken_chapter(chapter("The first one.", "And the second."), heart, tmp_path)
    mono = decoded(made.frames)
    (_, first_end), (second_start, _) = made.spans
    gap = mono[int((first_end + 0.02) * RATE) : int((second_start - 0.02) * RATE)]
    inside = mono[int(second_start * RATE) : int((second_start + 0.5) * RATE)]
    assert np.abs(gap).max() < 0.01 < np.abs(inside).max()


def test_each_sentence_said_and_each_piece_heard_is_a_sign_of_life_and_is_kept_at_once(heart, tmp_path):
    said, heard = [], []
    longer = "Take one tablet in the morning with a glass of water, and another at night if you still feel sick."
    made = spoken_chapter(chapter(*[longer] * 6), heart, tmp_path, alive=lambda: said.append(1))
    assert len(said) == 6

    def dies():
        raise KeyboardInterrupt

    sound = Sound(made.frames)
    assert len(sound.pieces) == 2
    with pytest.raises(KeyboardInterrupt):
        Listener(tmp_path, dies).hear(sound, "")
    assert len(list((tmp_path / HEARD).iterdir())) == 1
    Listener(tmp_path, lambda: heard.append(1)).hear(sound, "")
    assert len(heard) == 1, "the other was heard before the death"


@pytest.mark.parametrize("level", [0.01, 0.1, 0.9])
def test_speech_of_any_level_comes_to_the_target_loudness(heart, level):
    mono = heart.speak(wording("Your blood count is taken every morning, and it is sent to the laboratory.", ())).mono
    measured = loudness(levelled(mono / np.abs(mono).max() * np.float32(level), RATE), RATE)
    assert abs(measured.integrated_lufs - TARGET_LUFS) < 0.3
    assert measured.peak_dbtp < PEAK_DBTP


def test_a_heading_by_itself_is_as_loud_as_a_section(heart):
    alone = say_chapter(chapter("Common treatment options"), heart)
    assert abs(loudness(decoded(alone.frames), RATE).integrated_lufs - TARGET_LUFS) <= 0.5


def test_a_long_section_is_not_held():
    program = """
import resource, sys
import numpy as np
from publish.contracts.voice import Samples
from publish.speech.chapters import say_chapter
from tests.unit.test_speech_sound import chapter
class Noise:
    def speak(self, sentence, speed=1.0):
        return Samples(np.random.default_rng(1).normal(0, 0.1, 10 * 24_000).astype(np.float32), 24_000)
highest = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
say_chapter(chapter("One."), Noise())
before = highest()
say_chapter(chapter(*["One."] * 40), Noise())
print(highest() - before)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    samples_mb = 40 * 10.3 * 24_000 * 4 / 2**20
    assert float(run.stdout) < 0.9 * samples_mb


def test_a_sound_held_by_a_file_is_the_same_in_parts_of_any_length():
    whole = np.concatenate([tone(20, hertz) for hertz in range(400, 412)])
    with HeldSound() as held:
        for start in range(0, len(whole), 100_000):
            held.add(whole[start : start + 100_000])
        for longest in (7_777, RATE, len(whole)):
            assert np.array_equal(np.concatenate(list(held.parts(longest))), whole)


def test_a_full_disk_ends_a_long_chapter_with_an_error(monkeypatch):
    def full(_samples):
        raise OSError(errno.ENOSPC, "No space left on device")

    with HeldSound() as held:
        monkeypatch.setattr(held._file, "write", full)
        with pytest.raises(OSError, match="No space"):
            held.add(tone(1))


def test_silence_is_not_made_loud():
    assert not levelled(np.zeros(RATE, np.float32), RATE).any()


def test_the_frames_of_a_chapter_are_the_same_whatever_comes_before_it():
    first, second = encoded(tone(0.5)), encoded(tone(0.7, 660))
    assert encoded(tone(0.7, 660)) == second
    assert len(first) % FRAME_BYTES == len(second) % FRAME_BYTES == 0


def test_joined_chapters_are_heard_without_a_click_and_without_losing_time():
    quiet_ends = np.concatenate([np.zeros(600, np.float32), tone(0.5), np.zeros(3000, np.float32)])
    frames = encoded(quiet_ends)
    mono = decoded(frames + frames)
    assert len(mono) == 2 * len(frames) // FRAME_BYTES * FRAME_SAMPLES
    joint = len(mono) // 2
    assert np.abs(mono[joint - 800 : joint + 800]).max() < 0.001


def test_nothing_is_cut_off_the_end_of_a_chapter():
    mono = decoded(encoded(tone(0.5)))
    assert np.abs(mono[DELAY_SAMPLES + RATE // 2 - 400 : DELAY_SAMPLES + RATE // 2 - 100]).max() > 0.09


def test_the_header_frame_tells_the_length_to_players():
    frames = encoded(tone(2))
    with av.open(io.BytesIO(info_frame(frames) + frames), "r") as container:
        assert container.duration == len(frames) // FRAME_BYTES * FRAME_SAMPLES * 1_000_000 // RATE


def tag(count):
    marks = [Mark(f"Part {n} – ä", n * 1000, n * 1000 + 1000) for n in range(count)]
    return tag_bytes(Tag("Title & ä", "Publisher", "en-GB", PartialDate(2026, 3), "Why.", b"PNG", marks, "voice"))


@pytest.mark.parametrize("count", [1, 7, 300])
def test_a_foreign_reader_finds_every_chapter_in_order_with_its_time(tmp_path, count):
    path = tmp_path / "a.mp3"
    path.write_bytes(tag(count) + encoded(tone(0.2)))
    read = mutagen.id3.ID3(path, translate=False)
    lists = {one.element_id: one for one in read.getall("CTOC")}
    (top,) = [one for one in lists.values() if one.flags & mutagen.id3.CTOCFlags.TOP_LEVEL]

    def leaves(names):
        return [leaf for name in names for leaf in (leaves(lists[name].child_element_ids) if name in lists else [name])]

    chapters = [read[f"CHAP:{name}"] for name in leaves(top.child_element_ids)]
    assert [str(one.sub_frames["TIT2"]) for one in chapters] == [f"Part {n} – ä" for n in range(count)]
    assert [one.start_time for one in chapters] == [n * 1000 for n in range(count)]
    assert all(one.flags & mutagen.id3.CTOCFlags.ORDERED for one in lists.values())


def test_the_tag_names_title_publisher_language_date_and_holds_the_cover(tmp_path):
    path = tmp_path / "a.mp3"
    path.write_bytes(tag(1) + encoded(tone(0.2)))
    read = mutagen.id3.ID3(path, translate=False)
    assert {name: str(read[name]) for name in ("TIT2", "TPE1", "TLAN", "TYER", "TXXX:LANGUAGE")} == {
        "TIT2": "Title & ä",
        "TPE1": "Publisher",
        "TLAN": "eng",
        "TYER": "2026",
        "TXXX:LANGUAGE": "en-GB",
    }
    assert read["APIC:"].data == b"PNG"
    assert str(read["COMM::eng"]) == "Why."


def test_sound_is_cut_into_pieces_only_at_silences_and_none_is_lost():
    rate = 16_000
    speech = np.tile(np.concatenate([np.full(rate * 2, 0.1, np.float32), np.zeros(rate // 2, np.float32)]), 20)[
        : -rate // 2
    ]
    cut = pieces(speech)
    assert all(piece.seconds <= LONGEST_S for piece in cut)
    assert sum(len(piece.mono) for piece in cut) == len(speech)
    assert all(not piece.mono[0] for piece in cut[1:])


def test_speech_without_a_silence_is_cut_at_its_quietest_moment():
    rate, spoken_s, breath_s = 16_000, 2.6, 0.096
    sound = np.full(rate * 6, 0.1, np.float32)
    sound[round(rate * spoken_s) : round(rate * (spoken_s + breath_s))] = 0.02  # as between the digits of a number
    first, *_ = pieces(sound, longest_s=4)
    assert spoken_s <= first.seconds <= spoken_s + breath_s


def test_every_pause_between_paragraphs_is_cut_where_that_is_asked_for():
    rate = 16_000
    said = [np.full(rate, 0.1, np.float32), np.zeros(int(rate * 0.24), np.float32)]
    paragraph = np.concatenate([*said, *said, np.zeros(int(rate * 0.36), np.float32)])
    cut = pieces(np.tile(paragraph, 3), longest_s=4, pause_s=0.4)
    assert [round(piece.seconds, 1) for piece in cut][1] == round(len(paragraph) / rate, 1)
    assert len(cut) == 3


def test_a_silence_is_found_where_it_is():
    rate = 16_000
    sound = np.concatenate([np.full(rate, 0.1), np.zeros(rate), np.full(rate, 0.1)]).astype(np.float32)
    (silence,) = silences(sound)
    assert (silence.start_s, silence.end_s) == pytest.approx((1.0, 2.0), abs=0.024)


def test_a_sentence_cut_out_of_a_long_chapter_leaves_the_other_pieces_as_they_were():
    rate, random = 24_000, np.random.default_rng(1)
    parts = []
    for _ in range(60):
        parts.append(random.uniform(-0.2, 0.2, int(rate * random.uniform(1, 4))))
        parts.append(np.zeros(int(rate * random.uniform(0.2, 0.6))))
    whole = encoded(np.concatenate(parts).astype(np.float32))
    first, last = 2_000 * FRAME_BYTES, 2_100 * FRAME_BYTES
    before = {piece.digest for piece in pieces(heard_samples(whole))}
    after = {piece.digest for piece in pieces(heard_samples(whole[:first] + whole[last:]))}
    assert len(before) > 6
    assert 1 <= len(after - before) <= 3


@pytest.mark.parametrize("end", [".", ".,", ".)", ".”"])
@pytest.mark.parametrize(
    ("word", "engine"), [("no", "number"), ("Sun", "Sunday"), ("fig", "figure"), ("Rev", "Reverend")]
)
def test_a_word_that_ends_a_sentence_is_no_abbreviation(word, engine, end):
    heart = voice("heart")
    said = heart.speak((Words(f"We said {word}{end}"),)).mono
    assert not np.array_equal(said, heart.speak((Words(f"We said {engine}{end}"),)).mono)


class Noting(Hum):
    """A voice that notes what it is asked to say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def speak(self, sentence, speed=1.0):
        self.said.append(words_of(sentence))
        return Samples(tone(0.5), RATE)


def test_a_second_document_does_not_speak_again_what_the_first_one_said(tmp_path):
    speaker, shared = Noting(), {"need-support": ["Ring us.", "Write to us."]}
    spoken_script(script(made({"iron": ["Iron is in blood."], **shared})), speaker, tmp_path, no_progress, {})
    first, speaker.said = speaker.said, []
    spoken_script(script(made({"zinc": ["Zinc is in skin."], **shared})), speaker, tmp_path, no_progress, {})
    assert {"Ring us.", "Write to us."} <= set(first)
    assert "Zinc is in skin." in speaker.said
    assert not {"Ring us.", "Write to us.", "Iron is in blood."} & set(speaker.said)
