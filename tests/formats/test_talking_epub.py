"""Talking EPUB: the text of the EPUB, each sentence marked while it is said, with what can be left or left out."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from lxml import etree

from formats.epub import Epub
from formats.talking_epub import TalkingEpub
from formats.talking_epub.read import TalkingBook, read_book, seconds
from formats.talking_epub.spoken_page import by_sentence
from publish.contracts.format import PLAIN, Job, Settings
from publish.model.nodes import Inline, Link, Note, Paragraph, Section, Style, Styled, Text
from publish.model.publication import Publication
from publish.proof.ledger import text_of
from publish.proof.verdict import Finding, FindingKind
from publish.readers.epub.epub_package import resolve
from publish.rendering.mp3.encoding import RATE
from publish.source.identity import identified
from publish.speech.script import script
from publish.speech.spoken_format import SpokenOptions
from tests.formats.test_audio import CARE, made, spoken_job
from tests.mutants.package import Package
from tests.specimen import specimen

SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NEAR_S = 0.05
QUIET = 0.01  # of full scale: below it nothing is heard


def written(talking: TalkingEpub, publication: Publication, path: Path) -> Job[SpokenOptions]:
    job = spoken_job(talking, publication)
    talking.write(job, path)
    return job


@pytest.fixture(scope="module")
def talking(cache: Path) -> TalkingEpub:
    return TalkingEpub(Settings(cache, listen=False))


@pytest.fixture(scope="module")
def care(talking: TalkingEpub, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talking") / "care-talking.epub"
    written(talking, made(CARE), path)
    return path


@pytest.fixture(scope="module")
def every_node(talking: TalkingEpub, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("talking") / "specimen-talking.epub"
    written(talking, specimen(), path)
    return path


def test_a_book_of_every_node_has_no_finding(talking: TalkingEpub, every_node: Path) -> None:
    job = spoken_job(talking, specimen())
    assert talking.check(job, every_node).findings == ()


def test_the_pages_say_what_those_of_the_epub_say(every_node: Path, talking: TalkingEpub, tmp_path: Path) -> None:
    epub, path = Epub(Settings(tmp_path)), tmp_path / "specimen.epub"
    epub.write(Job(specimen(), PLAIN), path)

    def units(plugin: Epub | TalkingEpub, edition: Path) -> list[str]:
        return sorted(repr(replace(passage, where="")) for passage in plugin.read(edition).passages)

    assert units(talking, every_node) == units(epub, path)


def test_each_sentence_of_the_script_is_marked_while_it_is_said(care: Path) -> None:
    book = read_book(care)
    for chapter, track in zip(script(made(CARE)).chapters, book.recording.tracks, strict=True):
        shown = [sentence.shown for sentence in chapter.sentences if sentence.shown]
        assert [clip.text for clip in track.clips] == shown


def test_every_phrase_begins_just_before_its_sound(care: Path) -> None:
    before = []
    with zipfile.ZipFile(care) as book:
        for name in (name for name in book.namelist() if name.endswith(".smil")):
            for audio in etree.fromstring(book.read(name)).iter(f"{SMIL}audio"):
                mono = samples(book.read(resolve(posixpath.dirname(name), audio.get("src", ""))))
                start_s = seconds(audio.get("clipBegin", ""))
                (heard,) = np.flatnonzero(np.abs(mono[round(start_s * RATE) :]) > QUIET)[:1]
                before.append(heard / RATE)
    assert len(before) > len(CARE)
    assert min(before) > 0.01
    assert max(before) < NEAR_S


def samples(mp3: bytes) -> np.ndarray:
    """What a player decodes, without the reader of the book."""
    with av.open(io.BytesIO(mp3), "r") as file:
        return np.concatenate([frame.to_ndarray().ravel() for frame in file.decode(audio=0)])


def test_the_times_that_the_book_tells_are_those_of_its_sound(care: Path) -> None:
    book = read_book(care)
    assert book.told_s == pytest.approx(book.recording.seconds, abs=0.1)
    assert [overlay.told_s for overlay in book.overlays] == [
        pytest.approx(overlay.seconds, abs=0.01) for overlay in book.overlays
    ]


def kinds(book: TalkingBook, words: str) -> set[str]:
    """What the phrase of some words can be left or left out with."""
    (found,) = {
        frozenset(kind for kind, _ in spoken.structures)
        for overlay in book.overlays
        for spoken in overlay.phrases
        if words in (spoken.clip.text or "")
    }
    return set(found)


def test_a_note_can_be_left_out_and_a_table_can_be_left(every_node: Path) -> None:
    book = read_book(every_node)
    assert "footnote" in kinds(book, "A note about iron")
    assert kinds(book, "Age Dose") == {"table"}
    assert kinds(book, "Tea") == set()


def test_the_references_come_last_and_can_be_left_out(talking: TalkingEpub, tmp_path: Path) -> None:
    publication = made({"treatment": ["Rest."], "sources": ["A book about iron."], "symptoms": ["Tiredness."]})
    path = tmp_path / "care.epub"
    job = written(talking, publication, path)
    book = read_book(path)
    assert [track.title for track in book.recording.tracks][-2:] == ["About this publication", "Sources"]
    assert kinds(book, "A book about iron.") == {"bibliography"}
    assert talking.check(job, path).findings == ()


def test_claims_are_made_of_what_is_heard(care: Path, talking: TalkingEpub) -> None:
    found = talking.read(care).accessibility
    assert found["schema:accessMode"] == ["textual", "auditory"]
    assert found["schema:accessModeSufficient"] == ["textual", "auditory"]
    assert "synchronizedAudioText" in found["schema:accessibilityFeature"]


TWO = "Rest. Eat well."
CUTS: dict[str, tuple[tuple[Inline, ...], list[str]]] = {
    "plain": ((Text(TWO),), ["Rest.", "Eat well."]),
    "after a link": ((Link((Text("Rest."),), "#a"), Text(" Eat well.")), ["Rest.", "Eat well."]),
    "within a link": ((Text("Now. "), Link((Text(TWO),), "#a")), ["Now.", "Rest. Eat well."]),
    "within emphasis": ((Styled(Style.STRONG, (Text(TWO),)), Text(" Go.")), ["Rest. Eat well.", "Go."]),
    "none": ((Text("Dr. No rests at 5.30 p.m. on the ward."),), ["Dr. No rests at 5.30 p.m. on the ward."]),
    "a power": ((Text("It is 10"), Styled(Style.SUPERSCRIPT, (Text("9"),)), Text(". Go.")), ["It is 10⁽9⁾.", "Go."]),
    "a note": ((Text("Rest."), Note((Paragraph((Text("Note."),)),)), Text(" Go.")), ["Rest.", "Go."]),
}


@pytest.mark.parametrize("case", CUTS)
def test_a_text_is_cut_between_sentences_and_never_within_a_link(case: str) -> None:
    inlines, expected = CUTS[case]
    pieces = list(by_sentence(inlines))
    assert [text_of(piece) for piece, _ in pieces] == expected
    assert [" ".join(texts) for _, texts in pieces] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("62.345s", 62.345), ("0:01:02.345", 62.345), ("01:02", 62), ("1.5min", 90), ("345ms", 0.345), ("soon", -1)],
)
def test_clock_values_of_every_form_are_read(value: str, expected: float) -> None:
    assert seconds(value) == pytest.approx(expected)


def changed(care: Path, target: Path, part: str, before: str, after: str) -> Path:
    """A copy in which words of one part are others."""
    package = Package.of(care)
    (name,) = package.named(part)
    data = re.sub(before, after, package.parts[name].decode(), count=1)
    assert data != package.parts[name].decode()
    package.write(target, name, etree.fromstring(data.encode()))
    return target


DAMAGE = {
    "a sentence marks another": ("treatment.smil", "#said_2", "#said_1", FindingKind.ALTERED),
    "a sentence marks nothing": ("treatment.smil", "#said_2", "#gone", FindingKind.ALTERED),
    "no overlay": ("content.opf", ' media-overlay="overlays-section-01-treatment"', "", FindingKind.MISSING),
    "a time that is none": ("content.opf", r">\d+\.\d+s</meta>", ">9999s</meta>", FindingKind.PRESENTATION),
    "no class for what is said": ("content.opf", "media:active-class", "media:narrator", FindingKind.PRESENTATION),
    "sound of another time": (
        "treatment.smil", 'clipBegin="0.000s"', 'clipBegin="0.900s"', FindingKind.PRESENTATION
    ),
    "words without sound": ("treatment.xhtml", "</section>", "<p>Buy iron.</p></section>", FindingKind.MISSING),
    "words hidden": ("style.css", "outline: 0.15em solid", "display: none", FindingKind.PRESENTATION),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGE)
def test_damage_to_the_times_or_the_text_is_found(case: str, care: Path, talking: TalkingEpub, tmp_path: Path) -> None:
    part, before, after, kind = DAMAGE[case]
    job = spoken_job(talking, made(CARE))
    if part.endswith(".css"):
        package = Package.of(care)
        (name,) = package.named(part)
        parts = {**package.parts, name: package.parts[name].replace(before.encode(), after.encode())}
        package = Package(parts)
        damaged = tmp_path / "care.epub"
        package.write(damaged, "mimetype-", etree.Element("none"))
    else:
        damaged = changed(care, tmp_path / "care.epub", part, before, after)
    found: tuple[Finding, ...] = talking.check(job, damaged).findings
    assert kind in {finding.kind for finding in found}


def test_a_heading_with_a_note_is_said_in_its_own_chapter(talking: TalkingEpub, tmp_path: Path) -> None:
    publication = made({"treatment": [], "symptoms": ["Tiredness."]})
    note = Note((Paragraph((Text("Rest is one."),)),))
    first, *others = publication.document.sections
    section: Section = replace(first, heading=(*first.heading, note))
    document = identified(replace(publication.document, sections=(section, *others)))
    path = tmp_path / "care.epub"
    job = written(talking, replace(publication, document=document), path)
    assert talking.check(job, path).findings == ()
