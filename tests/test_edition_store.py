"""PUBLISH_STORE: what another machine made is taken by its hash and proved; what is damaged is made again."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

import publish
from publish.building.results import EditionResult
from publish.commands.cli import app
from publish.contracts.format import Locations, Page, Settings, TimeSpan
from publish.outputs import edition_store as stores
from publish.outputs.edition_store import EditionStore, FolderTables, ServerTables, edition_store
from publish.outputs.journal import hash_of
from tests.doubles.installing import install
from tests.test_bulk import Place

KEY = "a secret of many characters"
FINGERPRINT = "f" * 64
NOTE = (
    "def write(self, job, target):\n        (Path(os.environ['NOTES']) / f'{os.getpid()}-{time.time_ns()}').touch()\n"
    "        return super().write(job, target)"
)


@dataclass
class House(Place):
    """Two machines, each with outputs and a cache of its own, a store between them, and a note of each writing."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.store, self.notes = folder / "store", folder / "notes"
        self.notes.mkdir()

    def on(self, machine: str, *, force: bool = False) -> EditionResult:
        """Build the first document on a machine; its one edition."""
        source, outputs = self.sources / "iron-1.md", self.folder / machine
        settings = Settings(self.folder / f"cache of {machine}")
        (result,) = publish.build([source], outputs, settings=settings, formats=["noted"], force=force)
        assert result.error is None, str(result.error)
        (edition,) = result.editions
        return edition

    @property
    def written(self) -> int:
        """How often an edition was written, on whichever machine."""
        return len(list(self.notes.iterdir()))

    def only(self, table: str) -> Path:
        (path,) = (self.store / table).iterdir()
        return path


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    place = House(tmp_path)
    install(tmp_path / "plugins", monkeypatch, Noted=NOTE)
    monkeypatch.setenv("NOTES", str(place.notes))
    monkeypatch.setenv(stores.STORE, str(place.store))
    return place


def test_what_one_machine_made_another_takes_and_proves(house: House) -> None:
    first, second = house.on("first"), house.on("second")
    assert house.written == 1
    assert second.record == first.record
    assert (second.took.checking_s > 0, second.record.verdict.found > 0) == (True, True)
    assert hash_of(house.folder / "second" / "iron-1" / str(second.record.file)) == second.record.sha256


def test_force_makes_it_again(house: House) -> None:
    house.on("first")
    house.on("second", force=True)
    assert house.written == 2


def changed(path: Path, before: bytes, after: bytes) -> None:
    data = path.read_bytes()
    assert before in data
    path.write_bytes(data.replace(before, after))


def lying(house: House) -> None:
    """Another text, with its true hash under the true fingerprint: only the proof can tell."""
    contents = house.only("contents")
    data = contents.read_bytes().replace(b"1 tablets", b"9 tablets")
    digest = sha256(data).hexdigest()
    changed(house.only("fingerprints"), contents.name.encode(), digest.encode())
    contents.unlink()
    (house.store / "contents" / digest).write_bytes(data)


def linked(house: House, table: str) -> None:
    """A link to what was there: it may lead anywhere."""
    path = house.only(table)
    path.symlink_to(path.rename(house.folder / table))


DAMAGE: dict[str, Callable[[House], object]] = {
    "a byte of the contents": lambda house: changed(house.only("contents"), b"1 tablets", b"2 tablets"),
    "half of the contents": lambda house: os.truncate(house.only("contents"), 20),
    "no contents": lambda house: house.only("contents").unlink(),
    "no entry": lambda house: house.only("fingerprints").write_bytes(b""),
    "no JSON": lambda house: house.only("fingerprints").write_bytes(b"\x00" * 100),
    "a path": lambda house: changed(house.only("fingerprints"), house.only("contents").name.encode(), b"../../x"),
    "no entry at all": lambda house: house.only("fingerprints").unlink(),
    "a link to the contents": lambda house: linked(house, "contents"),
    "a link to the entry": lambda house: linked(house, "fingerprints"),
    "other words": lying,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_or_lies_is_made_again_and_mended(house: House, damage: str) -> None:
    first = house.on("first")
    DAMAGE[damage](house)
    second = house.on("second")
    assert second.record == first.record
    assert house.written == 2
    third = house.on("third")
    assert third.record == first.record
    assert house.written == 2, "the store was mended"


def test_a_folder_where_an_edition_should_be_stops_nothing(house: House) -> None:
    first = house.on("first")
    contents = house.only("contents")
    contents.unlink()
    contents.mkdir()
    assert house.on("second").record == first.record
    assert house.written == 2


def test_a_store_that_cannot_be_written_to_stops_nothing(house: House) -> None:
    house.store.write_bytes(b"a file")
    assert house.on("first").record.current


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    path = tmp_path / "x.epub"
    path.write_bytes(b"an edition")
    return path


def test_places_come_back_as_they_were(tmp_path: Path, edition: Path) -> None:
    store = EditionStore(FolderTables(tmp_path / "store"))
    places: Locations = {"what": Page(3), "what/1.1": TimeSpan(0.5, 1.25)}
    store.give(FINGERPRINT, places, edition)
    assert store.take(FINGERPRINT, tmp_path / "y.epub") == places
    assert (tmp_path / "y.epub").read_bytes() == b"an edition"


@pytest.mark.parametrize("other", ["", "another secret of many characters"])
def test_what_is_not_sealed_with_the_key_is_not_taken(tmp_path: Path, edition: Path, other: str) -> None:
    EditionStore(FolderTables(tmp_path / "store"), other.encode()).give(FINGERPRINT, {}, edition)
    assert EditionStore(FolderTables(tmp_path / "store"), KEY.encode()).take(FINGERPRINT, tmp_path / "y.epub") is None
    assert not (tmp_path / "y.epub").exists()


def test_an_entry_that_is_moved_to_another_fingerprint_is_not_taken(tmp_path: Path, edition: Path) -> None:
    store = EditionStore(FolderTables(tmp_path / "store"), KEY.encode())
    store.give(FINGERPRINT, {}, edition)
    (tmp_path / "store" / "fingerprints" / FINGERPRINT).rename(tmp_path / "store" / "fingerprints" / ("0" * 64))
    assert store.take("0" * 64, tmp_path / "y.epub") is None


class Server(BaseHTTPRequestHandler):
    """Keeps what it is given; some addresses fail or lead elsewhere."""

    kept: ClassVar[dict[str, bytes]] = {}
    asked: ClassVar[list[str]] = []
    answers: ClassVar[dict[str, int]] = {}

    def do_GET(self) -> None:
        self.asked.append(f"GET {self.path}")
        code = self.answers.get("GET", 200 if self.path in self.kept else 404)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(self.kept.get(self.path, b"none") if code == 200 else b"")

    def do_PUT(self) -> None:
        self.asked.append(f"PUT {self.path}")
        self.kept[self.path] = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.answers.get("PUT", 201))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[type[Server], str]]:
    handler = type("Fresh", (Server,), {"kept": {}, "asked": [], "answers": {}})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield handler, f"http://127.0.0.1:{found.server_port}/store"
        found.shutdown()


def test_a_web_server_keeps_the_tables(server: tuple[type[Server], str], tmp_path: Path, edition: Path) -> None:
    handler, address = server
    store = EditionStore(ServerTables(address), KEY.encode())
    assert store.take(FINGERPRINT, tmp_path / "y.epub") is None
    store.give(FINGERPRINT, {"what": Page(1)}, edition)
    assert store.take(FINGERPRINT, tmp_path / "y.epub") == {"what": Page(1)}
    digest = sha256(b"an edition").hexdigest()
    assert sorted(handler.kept) == [f"/store/contents/{digest}", f"/store/fingerprints/{FINGERPRINT}"]
    handler.kept[f"/store/contents/{digest}"] = b"another one"
    assert store.take(FINGERPRINT, tmp_path / "y.epub") is None


def test_a_server_that_leads_elsewhere_is_not_followed(
    server: tuple[type[Server], str], tmp_path: Path, edition: Path
) -> None:
    handler, address = server
    store = EditionStore(ServerTables(address), KEY.encode())
    store.give(FINGERPRINT, {}, edition)
    handler.answers["GET"] = 302
    assert store.take(FINGERPRINT, tmp_path / "y.epub") is None
    assert "GET /elsewhere" not in handler.asked


def test_a_server_that_fails_is_left_in_peace(server: tuple[type[Server], str], tmp_path: Path) -> None:
    handler, address = server
    handler.answers["GET"] = 503
    store = EditionStore(ServerTables(address), KEY.encode())
    assert [store.take(FINGERPRINT, tmp_path / "y.epub") for _ in range(10)] == [None] * 10
    assert len(handler.asked) == 3


@pytest.mark.parametrize("drips", ["head", "body", "chunk"])
def test_a_server_that_gives_a_byte_now_and_then_is_waited_for_no_longer_than_for_silence(
    drips: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publish.outputs.edition_store._WAIT_S", 0.5)
    begin = {
        "head": b"HTTP/1.1 200 OK\r\nX: ",
        "body": b"HTTP/1.1 200 OK\r\n\r\n",
        "chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    }[drips]
    ended = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.sendall(begin)
            while not ended.wait(0.05):
                connection.sendall(b"1")

    def serve() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=drip, args=(listening.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=serve, daemon=True).start()
        store = EditionStore(ServerTables(f"http://127.0.0.1:{listening.getsockname()[1]}"), KEY.encode())
        begun = time.monotonic()
        assert [store.take(FINGERPRINT, tmp_path / "y.epub") for _ in range(10)] == [None] * 10
        took = time.monotonic() - begun
        ended.set()
    assert 1.4 < took < 20, "three times half a second, then no more"


@pytest.mark.parametrize(
    ("named", "key", "message"),
    [
        ("http://127.0.0.1:9/store", "", "PUBLISH_STORE_KEY no secret"),
        ("http://127.0.0.1:9/store", "short", "PUBLISH_STORE_KEY is too short"),
        ("ftp://127.0.0.1/store", KEY, "a store is a folder, or an address with http or https"),
        ("file:///etc", KEY, "a store is a folder, or an address with http or https"),
    ],
)
def test_a_store_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, key: str, message: str
) -> None:
    monkeypatch.setenv(stores.STORE, named)
    monkeypatch.setenv(stores.KEY, key)
    result = CliRunner().invoke(app, Place(tmp_path).arguments())
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "outputs").exists()


def test_no_name_is_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(stores.STORE, raising=False)
    assert edition_store() is None
