"""The numbers of one document's doubts, through all its editions, and a clip and a text for each in its drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from zipfile import is_zipfile

from publish.contracts.format import clock
from publish.errors import EditionError
from publish.outputs.journal import DRAFTS
from publish.outputs.manifest import DoubtRecord, FileRecord, VerdictRecord


@dataclass(slots=True)
class Clips:
    """The clips of one build. `staged` is its staging folder, `headings` are those of the sections by their ids."""

    staged: Path
    headings: Mapping[str, str]
    files: list[FileRecord] = field(default_factory=list)
    numbers: int = 0

    def cut(self, verdict: VerdictRecord, sound: Path) -> VerdictRecord:
        """The verdict with a number and a clip for each of its doubts, cut from the edition's file.

        A package of files has no clips: its sound is that of the audio edition, whose clips are enough.

        Raises `EditionError` where the file holds no such seconds of sound, or a clip cannot be written.
        """
        return verdict.model_copy(update={"doubts": tuple(self._one(doubt, sound) for doubt in verdict.doubts)})

    def _one(self, doubt: DoubtRecord, sound: Path) -> DoubtRecord:
        from publish.rendering.mp3.clip_cutting import clip  # the codecs are only loaded where there is a doubt

        self.numbers += 1
        place = self.headings.get(doubt.section, doubt.section)
        if is_zipfile(sound):
            return replace(doubt, number=self.numbers, place=place, clip=None)
        name = f"{DRAFTS}/doubt-{self.numbers}"
        record = replace(doubt, number=self.numbers, place=place, clip=f"{name}.mp3")
        self._put(f"{name}.mp3", clip(sound, doubt.start_s, doubt.end_s))
        self._put(f"{name}.txt", _text(record, sound).encode())
        return record

    def _put(self, name: str, data: bytes) -> None:
        path = self.staged / name
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise EditionError(f"{path}: the clip of a doubt cannot be written: {error.strerror}.") from None
        self.files.append(FileRecord(file=name, sha256=sha256(data).hexdigest()))


def _text(doubt: DoubtRecord, sound: Path) -> str:
    """What a person needs beside the clip."""
    lines = (
        f"Doubt {doubt.number}: {doubt.place}, at {clock(doubt.start_s)} of {sound.name}",
        f"Sentence: {doubt.text}",
        f"Words in doubt: {doubt.expected or '(none: a word may have been added)'}",
        f"What it may have been: {doubt.heard or '(nothing)'}",
        f"Why: {doubt.reason}",
    )
    return "".join(f"{line}\n" for line in lines)
