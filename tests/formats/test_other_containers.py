"""M4B, W3C Audiobook and audio with its transcript: what each has of its own, and damage to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import mutagen.mp4
import numpy as np
import pytest

from formats.audio_transcript import AudioTranscript
from formats.audio_transcript.read import webvtt
from formats.audiobook import Audiobook
from formats.audiobook.read import read_package, seconds
from formats.m4b import M4b
from formats.m4b.check import same_sound
from formats.m4b.read import read_m4b
from publish.contracts.format import Job, Settings
from publish.proof.verdict import Finding, FindingKind
from publish.readers.mp3.recording import Clip
from publish.rendering.zipping import FixedZip
from publish.speech.script import script
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from tests.conftest import present
from tests.formats.test_audio import CARE, made, spoken_job
from tests.judges.audiobooks import complaints
from tests.mutants.package import Package

Written = tuple[SpokenFormat, Job[SpokenOptions], Path]
HEADINGS = ["Care at home", "Treatment", "At home", "Symptoms", "About this publication"]
RATE = 24_000


def written(container: type[SpokenFormat], cache: Path, folder: Path) -> Written:
    plugin = container(Settings(cache, listen=False))
    job = spoken_job(plugin, made(CARE))
    path = folder / f"care{plugin.stem}{plugin.suffix}"
    plugin.write(job, path)
    return plugin, job, path


@pytest.fixture(scope="module")
def m4b(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(M4b, cache, tmp_path_factory.mktemp("m4b"))[2]


@pytest.fixture(scope="module")
def audiobook(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(Audiobook, cache, tmp_path_factory.mktemp("audiobook"))


@pytest.fixture(scope="module")
def transcript(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(AudioTranscript, cache, tmp_path_factory.mktemp("transcript"))


def test_other_people_read_the_chapters_of_an_m4b_too(m4b: Path) -> None:
    tags = mutagen.mp4.MP4(m4b)
    chapters = present(tags.chapters)
    marks = read_m4b(m4b).marks
    assert [chapter.title for chapter in chapters] == [mark.title for mark in marks] == HEADINGS
    assert [chapter.start for chapter in chapters] == [pytest.approx(mark.start_s, abs=0.001) for mark in marks]
    assert tags["\xa9nam"] == ["Care at home"]


def test_what_the_encoder_puts_before_the_sound_is_left_out_by_players(m4b: Path) -> None:
    with av.open(str(m4b)) as container:
        (first, *_) = container.decode(audio=0)
    assert b"elst" in m4b.read_bytes()
    assert first.pts == 0


def test_the_same_sound_coded_anew_is_the_same_and_a_sound_without_a_word_is_not() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 3 * RATE).astype(np.float32)
    coded = noise + np.random.default_rng(2).normal(0, 0.02, len(noise)).astype(np.float32)
    assert same_sound(coded, noise, RATE)
    silenced = coded.copy()
    silenced[RATE : RATE + 5000] = 0
    assert not same_sound(silenced, noise, RATE)
    assert not same_sound(np.delete(coded, slice(RATE, RATE + 2000)), noise, RATE)
    assert not same_sound(coded[:-RATE], noise, RATE)


def test_the_manifest_of_an_audiobook_says_what_the_recommendation_asks_for(audiobook: Written) -> None:
    manifest = read_package(audiobook[2]).manifest
    assert manifest["@context"][:2] == ["https://schema.org", "https://www.w3.org/ns/pub-context"]
    assert (manifest["type"], manifest["conformsTo"]) == ("Audiobook", "https://www.w3.org/TR/audiobooks/")
    assert [item["name"] for item in manifest["readingOrder"]] == HEADINGS
    assert {item["encodingFormat"] for item in manifest["readingOrder"]} == {"audio/mpeg"}
    assert {item["rel"] for item in manifest["resources"]} == {"contents", "cover"}
    total = sum(seconds(item["duration"]) for item in manifest["readingOrder"])
    assert seconds(manifest["duration"]) == pytest.approx(total, abs=0.01)


def damaged(path: Path, target: Path, name: str, change: Callable[[str], str]) -> Path:
    parts = Package.of(path).parts
    after = change(parts[name].decode())
    assert after != parts[name].decode()
    with FixedZip(target, "w") as archive:
        for other, data in {**parts, name: after.encode()}.items():
            archive.writestr(other, data)
    return target


def changed(**values: Any) -> Callable[[str], str]:
    """Change terms of a manifest; None takes one out."""

    def change(text: str) -> str:
        manifest = {**json.loads(text), **values}
        return json.dumps({term: value for term, value in manifest.items() if value is not None})

    return change


def test_an_audiobook_keeps_every_clause(audiobook: Written) -> None:
    assert complaints(audiobook[2]) == []


def first_sound(**values: Any) -> Callable[[str], str]:
    """Change terms of the first file in the reading order."""

    def change(text: str) -> str:
        manifest = json.loads(text)
        manifest["readingOrder"][0] |= values
        return json.dumps(manifest)

    return change


CLAUSES: dict[str, tuple[str, Callable[[str], str], str]] = {
    "contexts the other way round": (
        "publication.json",
        changed(**{"@context": ["https://www.w3.org/ns/pub-context", "https://schema.org"]}),
        "PM, 2.4",
    ),
    "no profile": ("publication.json", changed(conformsTo=None), "AB, 3.2"),
    "no type": ("publication.json", changed(type=None), "AB, 3.3"),
    "no title": ("publication.json", changed(name=""), "PM, 2.7.2.9"),
    "a month for a day": ("publication.json", changed(dateModified="2026-03"), "PM, 2.7.2.6"),
    "a nameless voice": ("publication.json", changed(readBy=[{"type": "Person"}]), "PM, 2.7.2.5"),
    "another duration": ("publication.json", changed(duration="PT1H"), "AB, 3.6"),
    "nothing to hear": ("publication.json", changed(readingOrder=[]), "AB, 3.4"),
    "a page to hear": ("publication.json", first_sound(encodingFormat="text/html"), "AB, 3.4"),
    "a file elsewhere": ("publication.json", first_sound(url="https://example.org/a.mp3"), "PM, 2.5.4 url"),
    "no duration by the standard": ("publication.json", first_sound(duration="00:12"), "PM, 2.5.4 duration"),
    "no contents": ("publication.json", changed(resources=[]), "PM, 2.8.1"),
    "contents without their role": ("index.html", lambda text: text.replace("doc-toc", "doc-index"), "PM, 4.3"),
    "a link out of the book": ("index.html", lambda text: text.replace("chapter002.mp3", "chapter009.mp3"), "PM, 4.3"),
}


@pytest.mark.parametrize("fault", CLAUSES)
def test_the_validator_of_audiobooks_names_the_clause_that_is_broken(
    fault: str, audiobook: Written, tmp_path: Path
) -> None:
    name, change, clause = CLAUSES[fault]
    target = damaged(audiobook[2], tmp_path / "broken.lpf", name, change)
    assert [found for found in complaints(target) if found.startswith(clause)]


WITH_REFERENCES = {**CARE, "sources": ["A book about iron."]}


def test_references_are_in_an_audiobook_and_are_played_only_when_asked_for(cache: Path, tmp_path: Path) -> None:
    plugin = Audiobook(Settings(cache, listen=False))
    job = spoken_job(plugin, made(WITH_REFERENCES))
    path = tmp_path / "care.lpf"
    plugin.write(job, path)
    package = read_package(path)
    assert [item["name"] for item in package.manifest["readingOrder"]] == HEADINGS
    assert [entry.title for entry in package.contents] == [*HEADINGS, "Sources"]
    assert [track.title for track in package.recording.tracks] == [*HEADINGS, "Sources"]
    assert plugin.check(job, path).findings == ()

    def played(text: str) -> str:
        manifest = json.loads(text)
        manifest["readingOrder"].append(manifest["resources"].pop(0))
        return json.dumps(manifest)

    target = damaged(path, tmp_path / "played.lpf", "publication.json", played)
    assert FindingKind.PRESENTATION in {finding.kind for finding in plugin.check(job, target).findings}


MANIFEST_DAMAGE: dict[str, tuple[str, Callable[[str], str], FindingKind]] = {
    "no context": ("publication.json", changed(**{"@context": None}), FindingKind.PRESENTATION),
    "another standard": ("publication.json", changed(conformsTo="none"), FindingKind.PRESENTATION),
    "another title": ("publication.json", changed(name="Other"), FindingKind.MISLABELLED),
    "another duration": ("publication.json", changed(duration="PT1H"), FindingKind.PRESENTATION),
    "abridged": ("publication.json", changed(abridged=True), FindingKind.PRESENTATION),
    "nothing beside the sound": ("publication.json", changed(resources=[]), FindingKind.CONTENTS),
    "another heading": ("index.html", lambda text: text.replace(">Symptoms<", ">Signs<"), FindingKind.CONTENTS),
    "a link elsewhere": (
        "index.html",
        lambda text: text.replace("chapter002.mp3", "chapter003.mp3"),
        FindingKind.MISDIRECTED,
    ),
}


@pytest.mark.parametrize("case", MANIFEST_DAMAGE)
def test_damage_to_a_manifest_or_its_contents_is_found(case: str, audiobook: Written, tmp_path: Path) -> None:
    plugin, job, path = audiobook
    name, change, kind = MANIFEST_DAMAGE[case]
    target = damaged(path, tmp_path / "care.lpf", name, change)
    found: tuple[Finding, ...] = plugin.check(job, target).findings
    assert kind in {finding.kind for finding in found}


def test_every_sentence_of_the_script_has_a_cue(transcript: Written) -> None:
    _, job, path = transcript
    _, cues = webvtt(Package.of(path).parts["care.vtt"].decode())
    assert [cue.text for cue in cues] == [sentence.text for sentence in script(job.publication).sentences]
    assert all(cue.start_s < cue.end_s for cue in cues)
    _, chapters = webvtt(Package.of(path).parts["care-chapters.vtt"].decode())
    assert [chapter.text for chapter in chapters] == HEADINGS


@pytest.mark.parametrize(
    ("before", "after"), [("should not stop", "should stop"), ("38 when", "39 when"), ("en-GB", "en-US")]
)
def test_a_cue_with_other_words_is_found(before: str, after: str, transcript: Written, tmp_path: Path) -> None:
    plugin, job, path = transcript
    target = damaged(path, tmp_path / "care-transcript.zip", "care.vtt", lambda text: text.replace(before, after))
    kinds = {finding.kind for finding in plugin.check(job, target).findings}
    assert kinds - {FindingKind.EXTRA} == {FindingKind.MISLABELLED if before == "en-GB" else FindingKind.ALTERED}


def test_webvtt_is_read_as_the_standard_has_it() -> None:
    text = "WEBVTT\r\n\r\nNOTE a remark\r\n\r\n01:02.500 --> 01:04.000 align:start\r\n<i>5 &lt; 6</i> &amp; so\r\n"
    assert webvtt(text) == ("", (Clip(62.5, 64.0, "5 < 6 & so"),))
    with pytest.raises(ValueError, match="no WEBVTT"):
        webvtt("1\n00:00.000 --> 00:01.000\nTea")
