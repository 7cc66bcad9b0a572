"""Words that people write for one format alone: empty lines put into the source, and a preview of what is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from publish.building.boundary import contained
from publish.contracts.authoring import Authoring, Beginning
from publish.contracts.discovery import chosen, formats
from publish.contracts.format import Format, Job, Part, Settings
from publish.errors import UsageError
from publish.outputs.whole_file import put_named
from publish.source.beginning import put_in
from publish.source.load import load
from publish.source.waivers import without_waived


@dataclass(frozen=True, slots=True)
class Begun:
    """A block that was put into a source: the line on which it starts, the sections that it is for, its drafts."""

    line: int
    sections: tuple[str, ...]
    drafts: int


def begin(source: Path, format_name: str, settings: Settings) -> tuple[Begun, ...]:
    """Put the blocks that a format's words still lack into a source; what is there is not changed.

    Raises:
        UsageError: there is no such format, or it has no words of its own.
        SourceError: the source cannot be read or written.

    """
    _, author = _author(format_name, settings)
    beginnings = contained(author.begin, load(source), gives=tuple)
    blocks = [block for block in beginnings if isinstance(block, Beginning)]
    return tuple(
        Begun(line, block.sections, block.drafts)
        for line, block in zip(put_in(source, blocks), _in_order(blocks), strict=True)
    )


def _in_order(blocks: list[Beginning]) -> list[Beginning]:
    """Blocks as they stand in the source, those at its end last."""
    return sorted(blocks, key=lambda block: (block.before == 0, block.before))


def preview(source: Path, format_name: str, target: Path, settings: Settings) -> tuple[str, ...]:
    """Write a draft of a format's words as far as they are there, and say what is missing.

    Raises:
        UsageError: there is no such format, it has no words of its own, or the target is not to be written to.
        SourceError: the source cannot be read.
        EditionError: nothing has been written yet.
        OutputsError: the file cannot be written.

    """
    plugin, author = _author(format_name, settings)
    waived = without_waived(load(source), plugin.name, easy_read=Part.EASY_READ in plugin.uses)
    job = Job(waived.publication, plugin.Options())
    with TemporaryDirectory() as folder:
        draft = Path(folder) / f"draft{plugin.suffix}"
        missing = contained(author.preview, job, draft, gives=tuple)
        put_named(target, draft.read_bytes(), plugin.suffix)
    return tuple(map(str, missing))


def _author(format_name: str, settings: Settings) -> tuple[Format, Authoring]:
    plugin = chosen(formats(settings), [format_name])[format_name]
    if not isinstance(plugin, Authoring):
        raise UsageError(f"the format {format_name} has no words of its own to write.")
    return plugin, plugin
