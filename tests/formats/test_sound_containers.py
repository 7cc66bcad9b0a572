"""Containers of sound: one script and one set of sounds, each read back by a reader of its own."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import publish
from formats.audio import Audio
from formats.audio_transcript import AudioTranscript
from formats.audio_zip import AudioZip
from formats.audiobook import Audiobook
from formats.daisy import Daisy
from formats.m4b import M4b
from formats.talking_epub import TalkingEpub
from publish.contracts.discovery import chosen
from publish.contracts.format import Job, Settings
from publish.errors import SourceError, UnreadableEdition
from publish.model.publication import FormatSection
from publish.proof.verdict import Proof, State
from publish.source.companions import house_formats
from publish.speech.listening import ears
from publish.speech.listening.recogniser import Question
from publish.speech.script import script
from publish.speech.spoken_format import SpokenFormat, SpokenOptions
from tests.formats.test_audio import CARE, made, spoken_job

Written = tuple[SpokenFormat, Job[SpokenOptions], Path]
CONTAINERS = (AudioTranscript, AudioZip, Audiobook, Daisy, M4b, TalkingEpub)
ON_REQUEST = {container.name for container in CONTAINERS}


def written(container: type[SpokenFormat], settings: Settings, folder: Path) -> Written:
    """An edition of CARE."""
    plugin = container(settings)
    job = spoken_job(plugin, made(CARE))
    path = folder / f"care{plugin.stem}{plugin.suffix}"
    plugin.write(job, path)
    return plugin, job, path


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_container_is_complete_and_what_was_heard_in_the_mp3_is_not_heard_again(
    container: type[SpokenFormat], cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audio, job, path = written(Audio, Settings(cache), tmp_path)
    audio.check(job, path)
    heard: list[float] = []

    def counting(_ear: ears.Ear, questions: Sequence[Question]) -> list[tuple[int, str]]:
        heard.extend(question.piece.seconds for question in questions)
        return [(number, "") for number in range(len(questions))]

    monkeypatch.setattr(ears.Ear, "hear", counting)
    plugin, job, path = written(container, Settings(cache), tmp_path)
    verdict = plugin.check(job, path)
    assert (verdict.findings, verdict.proof, verdict.state) == ((), Proof.HEARD, State.COMPLETE)
    assert verdict.found == verdict.units == len(script(job.publication).sentences)
    assert heard == []


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_chapters_of_a_container_are_the_headings(
    container: type[SpokenFormat], cache: Path, tmp_path: Path
) -> None:
    plugin, job, path = written(container, Settings(cache, listen=False), tmp_path)
    reading, recording = plugin.read(path), plugin.recording(path)
    assert [track.title for track in recording.tracks] == [
        chapter.title for chapter in script(job.publication).chapters
    ]
    assert (reading.title, reading.language) == ("Care at home", "en-GB")


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_container_lasts_as_long_as_the_mp3(container: type[SpokenFormat], cache: Path, tmp_path: Path) -> None:
    audio, _, sound = written(Audio, Settings(cache, listen=False), tmp_path)
    plugin, _, path = written(container, Settings(cache, listen=False), tmp_path)
    assert plugin.read(path).duration_s == pytest.approx(audio.read(sound).duration_s, abs=0.05)


@pytest.fixture(scope="module")
def spoken_anew(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which nothing was spoken before these containers."""
    return tmp_path_factory.mktemp("anew")


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_same_source_gives_the_same_bytes(
    container: type[SpokenFormat], cache: Path, spoken_anew: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    before = written(container, Settings(cache), first)[2].read_bytes()
    assert before == written(container, Settings(spoken_anew, listen=False), second)[2].read_bytes()


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("data", [b"", b"no sound", b"%PDF-1.7" * 400])
def test_a_file_that_is_no_such_container_cannot_be_read(
    container: type[SpokenFormat], data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "care.zip"
    path.write_bytes(data)
    with pytest.raises(UnreadableEdition):
        container(Settings(tmp_path, listen=False)).read(path)


@pytest.mark.parametrize("container", CONTAINERS)
def test_an_empty_zip_is_no_edition(container: type[SpokenFormat], cache: Path, tmp_path: Path) -> None:
    plugin, job, path = written(container, Settings(cache, listen=False), tmp_path)
    with zipfile.ZipFile(path, "w"):
        pass
    with contextlib.suppress(UnreadableEdition):
        assert plugin.check(job, path).found == 0


def test_containers_are_made_where_the_house_wants_them_or_a_build_names_them(tmp_path: Path) -> None:
    installed = publish.formats(Settings(tmp_path))
    assert ON_REQUEST.isdisjoint(chosen(installed, ()))
    assert "audio" in chosen(installed, ())
    assert {"daisy"} == ON_REQUEST & chosen(installed, (), {"daisy", "audio"}).keys()
    assert list(chosen(installed, ["audio-zip"])) == ["audio-zip"]


def test_a_house_wants_the_formats_that_its_file_names(tmp_path: Path) -> None:
    (tmp_path / "publisher.yaml").write_text(
        "name: A charity\nhelpline: {label: Helpline, value: '0800'}\nformats:\n  daisy: {}\n", encoding="utf-8"
    )
    assert house_formats(tmp_path) == {"daisy"}
    assert house_formats(tmp_path / "elsewhere") == frozenset()


def test_a_key_that_a_container_does_not_know_is_refused_with_its_line(tmp_path: Path) -> None:
    section = FormatSection({"voice": "heart"}, tmp_path / "publisher.yaml", {("voice",): 5})
    publication = made(CARE)
    house = replace(publication, publisher=replace(publication.publisher, formats={"daisy": section}))
    with pytest.raises(SourceError, match=r"publisher\.yaml:5"):
        Daisy(Settings(tmp_path)).variants(house)
