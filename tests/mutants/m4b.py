"""Damage to M4B files: to their chapters, and to the frames of the sound."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import av

from tests.mutants.kinds import Kind
from tests.mutants.package import Mutant

Chapters = list[dict[str, Any]]
_SHIFT_MS, _FRAMES = 3000, 60  # frames of 43 ms


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each chapter."""
    with av.open(str(path)) as container:
        count = len(container.chapters())
    damage = {Kind.CHAPTER_RENAMED: _renamed, Kind.CHAPTER_REMOVED: _removed, Kind.CHAPTER_SHIFTED: _shifted}
    if kind is Kind.SPAN_CUT:
        return [partial(_copied, path, lambda _: None, cut=number) for number in range(count)]
    return [partial(_copied, path, partial(damage[kind], number)) for number in range(count - 1)]


def _renamed(number: int, chapters: Chapters) -> None:
    chapters[number]["metadata"] = {"title": "Something else"}


def _removed(number: int, chapters: Chapters) -> None:
    del chapters[number]


def _shifted(number: int, chapters: Chapters) -> None:
    chapters[number]["end"] += _SHIFT_MS
    chapters[number + 1]["start"] += _SHIFT_MS


def _copied(path: Path, damage: Callable[[Chapters], object], target: Path, cut: int | None = None) -> None:
    with av.open(str(path)) as source, av.open(str(target), "w", format="ipod") as copy:
        chapters: Chapters = [dict(chapter) for chapter in source.chapters()]
        begin = chapters[cut]["start"] * 24 if cut is not None else 0
        damage(chapters)
        copy.metadata.update(source.metadata)
        copy.set_chapters(chapters)  # type: ignore[arg-type]
        stream = copy.add_stream_from_template(source.streams.audio[0])
        stream.metadata.update(source.streams.audio[0].metadata)
        late = 0
        for packet in source.demux(audio=0):
            if packet.pts is None or packet.dts is None:
                continue
            if cut is not None and begin <= packet.pts < begin + _FRAMES * 1024:
                late += 1024
                continue
            packet.pts, packet.dts, packet.stream = packet.pts - late, packet.dts - late, stream
            copy.mux(packet)
