"""Editions of one build that were made ahead, handed on to the worker that puts all of their document into its place.

The folder lies in the cache, which all machines of a cluster share, and belongs to one build alone. What is not there,
or not whole, is made by the document's own worker: to have made ahead only ever saves time.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout
from pydantic import ValidationError

from publish.building.results import Took
from publish.outputs.journal import hash_of
from publish.outputs.manifest import EditionRecord

_ROOM = "ahead"


@contextmanager
def hand_over_folder(cache: Path) -> Iterator[Path]:
    """A folder for the editions that a build makes ahead; it goes with the build, or with the next where it was killed.

    A cache that cannot be written to has none, and then nothing can be taken from it.
    """
    folder = cache / _ROOM / token_hex(8)
    lock = FileLock(folder.with_suffix(".lock"), timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
        _clear_away(folder.parent)
    except (OSError, Timeout):
        pass
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()
        with suppress(OSError):
            folder.with_suffix(".lock").unlink()


def _clear_away(room: Path) -> None:
    """Remove the folders of builds that were killed: their lock is free."""
    for path in room.glob("*.lock"):
        lock = FileLock(path, timeout=0)
        with suppress(OSError, Timeout):
            lock.acquire()
            shutil.rmtree(path.with_suffix(""), ignore_errors=True)
            lock.release()
            path.unlink()


@dataclass(frozen=True, slots=True)
class HandOver:
    """The editions of one document in one build."""

    folder: Path

    def claimed(self, name: str) -> bool:
        """Whether an edition is the caller's to make: the first who asks has it."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / f"{sha256(name.encode()).hexdigest()}.claim").open("x").close()
        except OSError:
            return False
        return True

    def give(self, record: EditionRecord, took: Took, edition: Path) -> None:
        """Hand on an edition as it was just made and checked; where that cannot be, it is made again."""
        assert record.made_from is not None, "it has just been made"
        name = self.folder / record.made_from.fingerprint
        with suppress(OSError):
            shutil.copyfile(edition, name)
            draft = name.with_suffix(".draft")
            draft.write_text(json.dumps({"record": record.model_dump(mode="json"), "took": asdict(took)}))
            draft.replace(name.with_suffix(".json"))

    def take(self, fingerprint: str, target: Path) -> tuple[EditionRecord, Took] | None:
        """Put an edition that was made ahead at `target`; None where there is none, or it is not whole."""
        name = self.folder / fingerprint
        try:
            told = json.loads(name.with_suffix(".json").read_text())
            record, took = EditionRecord.model_validate(told["record"]), Took(**told["took"])
            shutil.move(name, target)  # the cache may lie on another disk
        except (OSError, ValueError, ValidationError, KeyError, TypeError):
            return None
        if record.file == target.name and hash_of(target) == record.sha256:
            return record, took
        target.unlink(missing_ok=True)
        return None
