"""What stands around a command: its log, its cache, its store, npm's settings. Whatever they hold, no command waits."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from publish.contracts.voice_files import Archive, ArchiveMember, Registry, VoiceFile
from publish.errors import EditionError, MissingTool, OutputsError
from publish.outputs import edition_store, known_durations
from publish.outputs.known_durations import durations, keep_durations
from publish.outputs.lock import LOCK, exclusive
from publish.speech import store
from publish.speech.listening.ears import COMPUTE_TYPE_VARIABLE, quick_ear
from publish.speech.voice_fetching import fetch_files
from publish.speech.voice_folder import is_proved
from tests.hostile.running import short_source
from tests.hostile.test_environment import PUBLISH, clear

ON_NPM = VoiceFile("style.bin", "0" * 64, (ArchiveMember(Archive(Registry.NPM, "strange", "1.0.0", "0" * 64, 1), "x"),))
LOGS = """
import logging
from publish.logs import log_to_file
log_to_file()
logging.getLogger("publish.x").warning("half a character: %s", "\\ud800")
print("went on", flush=True)
"""


@pytest.mark.parametrize("log", ["pipe", "/dev/full", "folder"])
def test_a_log_that_takes_nothing_stops_no_command(log: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", LOGS], env=os.environ | {"PUBLISH_LOG": str(tmp_path / log)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ("went on" in clear(done), "--- Logging error" in clear(done), done.returncode) == (True, False, 0)


def test_a_log_takes_half_a_character_by_its_number(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    done = subprocess.run(
        [sys.executable, "-c", LOGS], env=os.environ | {"PUBLISH_LOG": str(log)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert clear(done) == "went on\n"
    assert "half a character: \\ud800" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("put", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_in_the_cache_of_speech_is_not_waited_for(put: Callable[[Path], None], tmp_path: Path) -> None:
    put(tmp_path / "made-again.txt")
    store.put(tmp_path, "sound", b"before")
    (tmp_path / f"sound{store.SUFFIX}").write_bytes(b"damaged")
    store.put(tmp_path, "sound", b"after")
    assert store.get(tmp_path, "sound") == b"after"
    assert store.made_again(tmp_path) == ()


def test_a_secret_of_a_store_need_not_be_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_STORE", str(tmp_path))
    monkeypatch.setenv("PUBLISH_STORE_KEY", os.fsdecode(b"\xff" * 20))
    assert edition_store.edition_store() is not None


@pytest.fixture
def without_npm(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the registry is asked by this library itself."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    for name in [name for name in os.environ if name.casefold() == "npm_config_registry"]:
        monkeypatch.delenv(name)


def refusal(folder: Path) -> str:
    with pytest.raises(MissingTool) as refused:
        fetch_files((ON_NPM,), folder / "voices", lambda _line: None)
    return str(refused.value)


@pytest.mark.usefixtures("without_npm")
@pytest.mark.parametrize("before", [b"\xff\xfe=\n", b"registry http\n = [x\n  y\n", b"key\n  more\n", b"]=[\n"])
def test_lines_of_npms_settings_that_are_none_are_passed_over(
    before: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / ".npmrc"
    settings.write_bytes(before + b"registry = file:///of-the-house/\n[other]\nregistry = file:///another/\n")
    monkeypatch.setenv("NPM_CONFIG_USERCONFIG", str(settings))
    assert "file:///of-the-house/strange/-/strange-1.0.0.tgz is no web address" in refusal(tmp_path)


@pytest.mark.usefixtures("without_npm")
@pytest.mark.parametrize("address", ["http://[::1", "http://127.0.0.1:abc", "http://a b", "http://127.0.0.1:9/\x7f"])
def test_a_registry_at_an_address_that_is_none_is_one_sentence(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", address)
    assert "strange 1.0.0 could not be fetched from" in refusal(tmp_path)


@pytest.mark.usefixtures("without_npm")
@pytest.mark.parametrize("answer", [b"\xff\x00garbage\r\n\r\n", b"HTTP/1.1 99999 OK\r\n\r\n", b""])
def test_a_registry_that_answers_nonsense_is_one_sentence(
    answer: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("npm_config_registry", f"http://127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        answering = threading.Thread(target=_answer_once, args=(server, answer))
        answering.start()
        assert "strange 1.0.0 could not be fetched from" in refusal(tmp_path)
        answering.join()


def _answer_once(server: socket.socket, answer: bytes) -> None:
    connection, _address = server.accept()
    with connection:
        connection.recv(1 << 16)
        connection.sendall(answer)


@pytest.mark.parametrize("seconds", ["x", b"\xff", None, float("nan")])
def test_a_damaged_table_of_durations_says_nothing(seconds: object, tmp_path: Path) -> None:
    source = tmp_path / "iron.md"
    source.write_text("Iron", encoding="utf-8")
    keep_durations(tmp_path, {source: {"epub": 8.0}})
    with closing(sqlite3.connect(tmp_path / known_durations.NAME)) as rows, rows:
        rows.execute("UPDATE durations SET seconds = ?", (seconds,))
    assert durations(tmp_path, [source]) == {source: pytest.approx(4e-4)}


def test_a_store_whose_address_cannot_be_sent_stops_no_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_STORE", "http://127.0.0.1:9/\udcff")
    monkeypatch.setenv("PUBLISH_STORE_KEY", "a secret of the house")
    shared = edition_store.edition_store()
    assert shared is not None
    (tmp_path / "iron.epub").write_bytes(b"an edition")
    shared.give("0" * 64, {}, tmp_path / "iron.epub")
    assert shared.take("0" * 64, tmp_path / "taken.epub") is None
    assert (tmp_path / "iron.epub").read_bytes() == b"an edition"


def test_an_arithmetic_of_recognisers_that_is_none_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(COMPUTE_TYPE_VARIABLE, "garbage")
    with pytest.raises(EditionError, match="Give it float32 or int8, or leave it out"):
        _ = quick_ear(tmp_path).version


def test_instruction_sets_that_are_not_utf_8_can_be_part_of_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "\udcff")
    assert store.key(quick_ear(tmp_path).version)


def test_a_pipe_in_place_of_a_file_of_a_voice_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ON_NPM.name)
    assert not is_proved(ON_NPM, tmp_path / ON_NPM.name)


def test_a_lock_without_end_that_somebody_holds_is_not_read(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    with FileLock(tmp_path / LOCK):
        os.truncate(tmp_path / LOCK, 1 << 40)
        with (
            pytest.raises(OutputsError, match=r"another command is at work on this document\. Wait"),
            exclusive(tmp_path),
        ):
            pass


def test_a_folder_among_the_sources_that_is_closed_to_this_user_ends_no_watch(tmp_path: Path) -> None:
    source = short_source(tmp_path / "sources")
    closed = source.parent / "closed"
    closed.mkdir(mode=0)
    command = [*PUBLISH, "watch", str(source.parent), "--outputs", str(tmp_path / "outputs"), "--format", "epub"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert any(line.startswith("Waiting for a source to be saved.") for line in iter(process.stdout.readline, ""))
        assert process.poll() is None
    finally:
        closed.chmod(0o700)  # so that pytest can remove it
        process.terminate()
        process.communicate(timeout=60)
