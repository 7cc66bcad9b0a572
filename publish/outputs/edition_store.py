"""Editions that other machines have made: a folder or a web server with two tables, told by PUBLISH_STORE.

`fingerprints/<fingerprint>` says which bytes an edition of that fingerprint has, `contents/<sha256>` holds them. Keys
are hashes, so nothing in the store can name a file. What is taken is held against its hash, and the build proves it
against the source as if it had just been written.

A check knows what an edition must say, not all that could be added to its file. So entries are sealed (HMAC-SHA256)
with the secret in PUBLISH_STORE_KEY, and where there is one, no other entry is taken. A web server is used with a key
only.
"""

from __future__ import annotations

import hmac
import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import lru_cache, partial
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Any, BinaryIO, Literal, Protocol
from urllib.error import HTTPError
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from publish.contracts.format import Locations, Page, TimeSpan
from publish.errors import UsageError
from publish.limits import EDITION_BYTES, MEGABYTE
from publish.outputs.in_time import InTime, in_time
from publish.outputs.journal import hash_of
from publish.outputs.manifest import recorded_locations
from publish.outputs.record_names import Sha256

STORE = "PUBLISH_STORE"
KEY = "PUBLISH_STORE_KEY"

Table = Literal["fingerprints", "contents"]

_ENTRY_BYTES = 20 * MEGABYTE  # the places of every sentence of a book that is read aloud take two
_PIECE = 1 << 20
_WAIT_S = 20.0
_SLOWEST = 10_000  # bytes a second, of all that is sent or taken after that wait: 5 MB in nine minutes
_PATIENCE = 3  # failures of a server, after which it is asked no more by this process
_SHORTEST_KEY = 16

_logger = logging.getLogger(__name__)


class Content(Protocol):
    """What stands under a key, as far as it was not read yet."""

    def read(self, size: int, /) -> bytes:
        """So many bytes, fewer at the end."""

    def close(self) -> None:
        """Read no more."""


class Tables(Protocol):
    """Where the two tables are kept. What cannot be reached is as if it were not there, or raises `OSError`."""

    def read(self, table: Table, key: str) -> Content | None:
        """What stands under a key, to be read and closed; None where there is nothing."""

    def write(self, table: Table, key: str, content: Path) -> None:
        """Put a file's bytes under a key."""


class _Entry(BaseModel):
    """What stands under a fingerprint."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sha256: Sha256
    locations: dict[str, Annotated[int, Field(ge=1)] | tuple[float, float]]
    seal: str = ""

    def sealed(self, fingerprint: str, key: bytes) -> str:
        """The seal that the entry has under a key; "" without one."""
        if not key:
            return ""
        words = json.dumps([fingerprint, self.sha256, self.locations], sort_keys=True)
        return hmac.new(key, words.encode(), "sha256").hexdigest()


class EditionStore:
    """The editions of one store."""

    def __init__(self, tables: Tables, key: bytes = b"") -> None:
        """Take the tables, and the secret that all who share them know."""
        self._tables = tables
        self._key = key

    def take(self, fingerprint: str, target: Path) -> Locations | None:
        """Put the edition of a fingerprint at `target` and give its places; None where there is none, or a bad one."""
        try:
            entry = self._entry(fingerprint)
            if entry is None:
                return None
            if not hmac.compare_digest(entry.seal.encode(), entry.sealed(fingerprint, self._key).encode()):
                _logger.warning("store: the entry %s is not sealed with this key and is not taken", fingerprint)
                return None
            if self._contents(entry.sha256, target):
                return {name: _place(at) for name, at in entry.locations.items()}
            _logger.warning("store: the contents %s are missing or damaged", entry.sha256)
        except (OSError, HTTPException, ValueError) as error:  # a `ValidationError` is a `ValueError`
            _logger.warning("store: %s: %s", fingerprint, error)
        target.unlink(missing_ok=True)
        return None

    def give(self, fingerprint: str, locations: Locations, edition: Path) -> None:
        """Put an edition into the store, its contents first; where that cannot be, others make it themselves."""
        entry = _Entry(sha256=str(hash_of(edition)), locations=recorded_locations(locations))
        entry = entry.model_copy(update={"seal": entry.sealed(fingerprint, self._key)})
        draft = edition.with_name(f".{token_hex(4)}.entry")
        try:
            self._tables.write("contents", entry.sha256, edition)
            draft.write_text(entry.model_dump_json(), encoding="utf-8")
            self._tables.write("fingerprints", fingerprint, draft)
        except (OSError, HTTPException, ValueError) as error:
            _logger.warning("store: %s could not be put there: %s", fingerprint, error)
        finally:
            draft.unlink(missing_ok=True)

    def _entry(self, fingerprint: str) -> _Entry | None:
        content = self._tables.read("fingerprints", fingerprint)
        if content is None:
            return None
        with closing(content):
            data = content.read(_ENTRY_BYTES + 1)
        return _Entry.model_validate_json(data) if len(data) <= _ENTRY_BYTES else None

    def _contents(self, expected: str, target: Path) -> bool:
        """Whether the bytes of a hash are at `target` now."""
        content = self._tables.read("contents", expected)
        if content is None:
            return False
        digest, size = sha256(), 0
        with closing(content), target.open("wb") as file:
            for piece in _pieces(content):
                size += len(piece)
                if size > EDITION_BYTES:
                    return False
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest() == expected


def _pieces(content: Content) -> Iterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece


def _place(at: int | tuple[float, float]) -> Page | TimeSpan:
    return Page(at) if isinstance(at, int) else TimeSpan(*at)


class FolderTables:
    """Two folders of a folder that machines share."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it need not be there yet."""
        self._folder = folder

    def read(self, table: Table, key: str) -> BinaryIO | None:
        """What stands under a key; None where there is no plain file."""
        path = self._folder / table / key
        return path.open("rb") if path.is_file() and not path.is_symlink() else None

    def write(self, table: Table, key: str, content: Path) -> None:
        """Put a file's bytes under a key at once."""
        room = self._folder / table
        room.mkdir(parents=True, exist_ok=True)
        draft = room / f".{token_hex(8)}"
        try:
            shutil.copyfile(content, draft)
            draft.replace(room / key)
        finally:
            draft.unlink(missing_ok=True)


class ServerTables:
    """A web server that answers GET and takes PUT under one address. After some failures it is left in peace."""

    def __init__(self, address: str) -> None:
        """Take the address."""
        self._address = address.rstrip("/")
        self._failures = 0

    def read(self, table: Table, key: str) -> Content | None:
        """What the server gives under a key; None where it has nothing."""
        try:
            return InTime(self._asked("GET", table, key), _WAIT_S, _SLOWEST, self._failed)
        except HTTPError as error:
            if error.code in (404, 410):
                return None
            raise

    def write(self, table: Table, key: str, content: Path) -> None:
        """Send a file's bytes."""
        with content.open("rb") as file, closing(self._asked("PUT", table, key, file, content.stat().st_size)):
            pass

    def _asked(self, verb: str, table: Table, key: str, data: BinaryIO | None = None, size: int = 0) -> Any:
        from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

        if self._failures >= _PATIENCE:
            raise OSError("the server failed before and is asked no more")
        opener = OpenerDirector()  # without what follows a redirection to somewhere else, or opens files
        for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
            opener.add_handler(handler)
        headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)} if data is not None else {}
        request = Request(f"{self._address}/{table}/{key}", data=data, headers=headers, method=verb)  # noqa: S310
        try:
            answer = in_time(partial(opener.open, request, timeout=_WAIT_S), _WAIT_S + size / _SLOWEST)
        except (OSError, HTTPException):
            self._failed()
            raise
        if answer is None or answer.status >= 300:
            code = answer.status if answer is not None else 0
            with suppress(OSError):
                answer.close()
            self._failures += code >= 500
            raise HTTPError(request.full_url, code, f"the server answered {code}", {}, None)  # type: ignore[arg-type]
        return answer

    def _failed(self) -> None:
        self._failures += 1


def edition_store() -> EditionStore | None:
    """The store that PUBLISH_STORE names, None where it names none. Raises `UsageError` where it cannot be used."""
    return _store(os.environ.get(STORE, ""), os.environ.get(KEY, ""))


@lru_cache(maxsize=1)  # so that a server that fails is left in peace through all documents of a process
def _store(named: str, key: str) -> EditionStore | None:
    if not named:
        return None
    if key and len(key) < _SHORTEST_KEY:
        raise UsageError(f"{KEY} is too short: a secret of {_SHORTEST_KEY} characters or more seals the store.")
    secret = os.fsencode(key)  # its bytes, which need not be UTF-8
    if not _is_on_web(named):
        if "://" in named or named.casefold().startswith(("http:", "https:")):
            raise UsageError(f"{STORE} names {named[:80]}: a store is a folder, or an address with http or https.")
        return EditionStore(FolderTables(Path(named).absolute()), secret)
    if not key:
        raise UsageError(
            f"{STORE} names a web server, and {KEY} no secret. Give all machines that share the store one secret: "
            "what is not sealed with it is not taken."
        )
    return EditionStore(ServerTables(named), secret)


def _is_on_web(named: str) -> bool:
    """Whether a store is on a server of the web, whose name and port can be asked for."""
    try:
        address = urlsplit(named)
        return address.scheme in ("http", "https") and bool(
            (address.hostname or "").encode("idna") and address.port != 0
        )
    except ValueError:  # a bracket that is not closed, a part of the name with 64 letters, a port of letters
        return False
