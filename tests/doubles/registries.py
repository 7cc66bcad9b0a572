"""Package registries on this machine: an index for pip and a registry for npm, with made-up packages."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from publish.contracts.voice_files import Archive, ArchiveMember, Registry

VERSION = "1.0"


class Registries:
    """What the two registries hold, what was asked of them, and where they are."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.address = ""

    def wheel(self, name: str, content: bytes) -> ArchiveMember:
        """A wheel of one file, published on the index."""
        module = name.replace("-", "_")
        sound = io.BytesIO()
        with zipfile.ZipFile(sound, "w") as wheel:
            wheel.writestr(f"{module}/part.bin", content)
            about = f"{module}-{VERSION}.dist-info"
            wheel.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n")
            wheel.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{about}/RECORD", "")
        file = f"{module}-{VERSION}-py3-none-any.whl"
        self.files[f"/files/{file}"] = sound.getvalue()
        self.files[f"/simple/{name}/"] = f'<a href="/files/{file}">{file}</a>'.encode()
        return ArchiveMember(_archive(Registry.PYPI, name, sound.getvalue()), f"{module}/part.bin")

    def tarball(self, name: str, content: bytes) -> ArchiveMember:
        """A package of one file, published on the registry of npm."""
        packed = io.BytesIO()
        about = json.dumps({"name": name, "version": "1.0.0"}).encode()
        with tarfile.open(fileobj=packed, mode="w:gz") as package:
            for path, data in (("package/package.json", about), ("package/voices/v.bin", content)):
                entry = tarfile.TarInfo(path)
                entry.size = len(data)
                package.addfile(entry, io.BytesIO(data))
        path = f"/{name}/-/{name}-1.0.0.tgz"
        release = {"name": name, "version": "1.0.0", "dist": {"tarball": f"{self.address}{path}"}}
        self.files[path] = packed.getvalue()
        listing = {"name": name, "dist-tags": {"latest": "1.0.0"}, "versions": {"1.0.0": release}}
        self.files[f"/{name}"] = json.dumps(listing).encode()
        archive = _archive(Registry.NPM, name, packed.getvalue())
        return ArchiveMember(archive, "package/voices/v.bin")


def _archive(registry: Registry, name: str, data: bytes) -> Archive:
    version = VERSION if registry is Registry.PYPI else "1.0.0"
    return Archive(registry, name, version, hashlib.sha256(data).hexdigest(), 1)


@contextmanager
def registries() -> Iterator[Registries]:
    """Both, on the loopback interface, until the end of the test."""
    held = Registries()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            held.asked.append(self.path)
            data = held.files.get(self.path)
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Type", "text/html" if self.path.startswith("/simple/") else "application/json")
            self.send_header("Content-Length", str(len(data or b"")))
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    held.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield held
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def use(address: str, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """Configure pip and npm as a user would, with the registries at an address and nothing of this machine's own."""
    settings = {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": f"{address}/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_RETRIES": "0",
        "npm_config_registry": address,
        "npm_config_cache": folder,
        "npm_config_fetch_retries": "0",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
