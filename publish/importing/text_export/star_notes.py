"""Lines that begin with a star where a word above has one: the note of that word, or an item of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from publish.contracts.importer import Doubt, Notes
from publish.importing.hanging_stars import hangs
from publish.importing.text_export.line_pieces import NOTE, Kind, Piece


def settle_star_notes(row: Sequence[Piece], notes: Notes) -> list[Piece]:
    """Pieces in which such a line alone is a paragraph with its star; what may be a list or a note is marked."""
    settled: list[Piece] = []
    waiting = False  # whether a word has a star that no line has taken up
    listed = any(len(run) > 1 for run in _runs(row))
    for run in _runs(row):
        if not run[0].starred:
            settled += run
            waiting = waiting or any(map(_hangs, run))
            continue
        opened = bool(settled) and settled[-1].text.endswith(":")
        within = any(map(_hangs, run[:-1]))
        if len(run) == 1 and waiting and not opened:
            settled.append(replace(run[0], kind=Kind.TEXT, text=f"* {run[0].text}"))
            waiting = _hangs(run[0])
        elif waiting and not opened:
            settled += [_doubted(run[0], notes), *run[1:]]
            waiting = _hangs(run[-1])
        elif within or (len(run) == 1 and not opened and not listed):
            settled += [*run[:-1], _doubted(run[-1], notes)]
        else:
            settled += run
            waiting = waiting or _hangs(run[-1])
    return [replace(piece, starred=piece.kind is Kind.TEXT and NOTE.match(piece.text) is not None) for piece in settled]


def _runs(row: Sequence[Piece]) -> list[list[Piece]]:
    return [list(run) for _, run in groupby(row, lambda piece: piece.starred)]


def _hangs(piece: Piece) -> bool:
    return hangs(piece.text)


def _doubted(piece: Piece, notes: Notes) -> Piece:
    notes.doubts.append(Doubt(piece.line, f"“* {piece.text[:60]}” is taken for an item, and may be a note of a star"))
    return replace(piece, doubtful=0)
