"""The folder of the files that voices speak with, and the proof that a file is what it should be."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import lru_cache
from pathlib import Path

import platformdirs

from publish.contracts.voice_files import Fetching, VoiceFile
from publish.errors import VoiceUnavailable


def voices_folder() -> Path:
    """Where files of voices are: the folder in PUBLISH_VOICES, or the system's place for a user's data.

    Raises `VoiceUnavailable` where the system has none.
    """
    named = os.environ.get("PUBLISH_VOICES")
    try:
        return Path(named) if named else platformdirs.user_data_path("accessible-publish") / "voices"
    except RuntimeError:  # an account that the system knows by a number alone
        raise VoiceUnavailable(
            "this account has no home folder, in which voices would be. Name their folder in PUBLISH_VOICES."
        ) from None


def absent(speaker: Fetching) -> tuple[VoiceFile, ...]:
    """The files of a voice that are not there."""
    return tuple(file for file in speaker.files if not (voices_folder() / file.name).is_file())


def is_proved(file: VoiceFile, path: Path) -> bool:
    """Whether a file is there with the very bytes that it should have."""
    try:
        state = path.stat()
        return stat.S_ISREG(state.st_mode) and _sha256(path, state.st_size, state.st_mtime_ns) == file.sha256
    except OSError:
        return False


def proved_file(file: VoiceFile, voice: str) -> Path:
    """Where a file of a voice is, once it is proved. Raises `VoiceUnavailable`."""
    path = voices_folder() / file.name
    if is_proved(file, path):
        return path
    if path.exists():
        raise VoiceUnavailable(f"{path} is damaged. Fetch it again with: publish voices install {voice}")
    raise VoiceUnavailable(f"the voice {voice} is not installed. Install it with: publish voices install {voice}")


@lru_cache(maxsize=16)
def _sha256(path: Path, _size: int, _modified_ns: int) -> str:
    """The hash of a file in its present state: 92 MB take 0.1 s, and each sentence asks for it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
