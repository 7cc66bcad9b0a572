"""The boundary around what may fail: whatever a plugin does, its edition is named with the reason and others are made.

It holds what happens inside a process: exceptions, exits, nonsense, files beside the target. A hang, a kill or a crash
of the process is held by `publish.building.supervision`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from publish.contracts.format import EditionOptions, Locations, Page, TimeSpan
from publish.contracts.process_state import put_back
from publish.errors import EditionError, PublishError, described
from publish.model.file_names import is_file_name, is_of_other_programs
from publish.outputs.manifest import EditionRecord
from publish.outputs.plain_json import parsed

Value = TypeVar("Value")


class Step(NamedTuple):
    """What a build is at: an edition, or (`variant` None) the choice of a format's editions."""

    format: str
    variant: str | None


def no_step(_step: Step) -> None:
    """Tell nobody."""


def contained(verb: Callable[..., Any], *arguments: Any, gives: type[Value]) -> Value:
    """What a verb of a plugin gives, and the process as it was before.

    Raises `EditionError` for whatever else it does, short of Ctrl-C.
    """
    try:
        with put_back():
            value = verb(*arguments)
    except (PublishError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise EditionError(described(error)) from error
    if not isinstance(value, gives):
        name = getattr(verb, "__name__", "its plugin")
        raise EditionError(f"its plugin is at fault: {name} gave {type(value).__name__}, not {gives.__name__}")
    return value


def usable_options(options: Any) -> tuple[EditionOptions, ...]:
    """The options of a format's editions, whose variants can be parts of files' names. Raises `EditionError`."""
    if not isinstance(options, tuple) or not all(isinstance(each, EditionOptions) for each in options):
        raise EditionError("its plugin is at fault: its variants are no tuple of options")
    names = [contained(getattr, each, "variant", gives=str) for each in options]
    for name in names:
        if name and not is_file_name(name):
            raise EditionError(f"its plugin is at fault: {name[:80]!r} cannot be part of a file's name")
    if len(set(names)) < len(names):
        raise EditionError("its plugin is at fault: two of its variants have one name")
    for each in options:
        contained(partial(each.model_dump, mode="json"), gives=dict)
    return options


def recordable(record: EditionRecord) -> EditionRecord:
    """A record that comes back from a manifest. Raises `EditionError`: no command could read one that does not."""
    try:
        EditionRecord.model_validate(parsed(record.model_dump_json().encode("utf-8")))
    except ValueError:  # half a character, a second that is no number, a page with 30 digits
        raise EditionError("its plugin is at fault: what it says of its edition cannot be recorded") from None
    return record


def read_alone(verb: Callable[[], Any], folder: Path, *, gives: type[Value]) -> Value:
    """What a verb gives that only reads. Raises `EditionError` where it changed a file in the document's folder.

    Else an edition could become another one while it is checked, and be called complete.
    """
    before = _seen(folder)
    try:
        value = contained(verb, gives=gives)
    finally:
        strange = _strange(folder, before)
    if strange:
        raise EditionError(f"its plugin is at fault: it wrote or removed what it may only read: {strange}")
    return value


def written(write: Callable[[], Any], target: Path, folder: Path) -> Locations:
    """Have one edition written to `target`, and to nothing else in the document's folder.

    Files that it leaves beside its target are removed. Raises `EditionError` for them, for a file of the outputs that
    was changed or removed, and where no file was written.
    """
    return _places(_guarded(write, target, folder))


def revised(revise: Callable[[], Any], target: Path, folder: Path) -> Locations | None:
    """Have one edition written again, as `written` does; None where there is no other way to write it."""
    locations = _guarded(revise, target, folder)
    return None if locations is None else _places(locations)


def _guarded(write: Callable[[], Any], target: Path, folder: Path) -> Any:
    before = _seen(folder)
    try:
        locations = contained(write, gives=object)
    finally:
        strange = _strange(folder, before, target)
    if strange:
        raise EditionError(f"its plugin is at fault: it wrote or removed what is not its target: {strange}")
    if target.is_symlink() or not target.is_file() or not target.stat().st_size:
        raise EditionError("its plugin is at fault: it wrote no file")
    return locations


def _places(locations: Any) -> Locations:
    if not isinstance(locations, dict):
        raise EditionError(f"its plugin is at fault: its locations are {type(locations).__name__}, not dict")
    for name, place in locations.items():
        if not isinstance(name, str) or not isinstance(place, Page | TimeSpan):
            raise EditionError("its plugin is at fault: its locations are not pages or time spans by name")
    return locations


def _seen(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Each file of a folder with its size, its time and the number that it has on the disk.

    What programs put beside a document that somebody has open is nobody's edition.
    """
    found = {}
    for path in folder.rglob("*"):
        if is_of_other_programs(path.name):
            continue
        if path.is_symlink() or not path.is_dir():
            facts = path.lstat()
            found[path] = (facts.st_size, facts.st_mtime_ns, facts.st_ino)
    return found


def _strange(folder: Path, before: dict[Path, tuple[int, int, int]], target: Path | None = None) -> str:
    """The names of files that were changed, removed or added beside the target; those added are removed again."""
    after = _seen(folder)
    for path in after.keys() - before.keys() - {target}:
        path.unlink(missing_ok=True)
    if target is None:
        pass
    elif target.is_dir() and not target.is_symlink():
        shutil.rmtree(target, ignore_errors=True)
    elif not target.is_file() or target.is_symlink():
        target.unlink(missing_ok=True)
    names = [path for path in before.keys() | after.keys() if path != target and before.get(path) != after.get(path)]
    return ", ".join(sorted(str(path.relative_to(folder)) for path in names))
