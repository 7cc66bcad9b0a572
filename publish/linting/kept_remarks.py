"""Keeps what lint found in a source, and tells it again as long as nothing has changed that it was told from.

That is every file that was opened or looked for meanwhile, this program, its plugins and packages, the day, and what
was asked. So a file that has not changed is looked at once, and then costs what it takes to see that.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish.contracts.program import program
from publish.contracts.rule import Severity, looking
from publish.errors import SourceError
from publish.linting.remarks import Remark
from publish.linting.witness import state_of, witnessed
from publish.outputs.cache_place import keep_in_cache, kept_in_cache
from publish.plain_files import own_path, path_key

_BESIDE = ("publisher.yaml", "glossary.yaml", "lexicon.pls", "pictures.yaml")
_OWN = (".settled.yaml", ".approvals.yaml")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of one source, on a day, with the error where another source has its id."""

    source: Path
    same_id: SourceError | None
    today: date
    cache: Path


def question(source: Path, same_id: SourceError | None, today: date | None, cache: Path) -> Question:
    """A question; the day is this one, where none is given."""
    return Question(source, same_id, today or datetime.now(UTC).date(), cache)


def kept_remarks(asked: Question) -> list[Remark] | None:
    """What was found in this source when it and all that it was told from were as they are; None where none was."""
    text = kept_in_cache(_place(asked))
    if text is None:
        return None
    kept = json.loads(text)
    if kept["asked"] != _about(asked) or kept["links"] != _links(asked, kept["files"]):
        return None
    if any(state_of(path) != state for path, state in kept["files"].items()):
        return None
    return [Remark(Path(path), line, Severity(kind), rule, told) for path, line, kind, rule, told in kept["remarks"]]


def found_and_kept(asked: Question) -> list[Remark]:
    """All remarks on a source; they are kept where every rule could look, and nothing changed meanwhile."""
    from publish.linting.runner import looked_at  # with all that reads a source: half of what it takes to tell again

    about = _about(asked)
    with witnessed(asked.cache) as witness:
        for path in _looked_for(asked.source):
            witness.note(path)
        found = looked_at(asked.source, asked.same_id, asked.today, asked.cache)
    files = witness.unchanged()
    if found.by_every_rule and files is not None:
        remarks = [[str(each.path), each.line, each.severity.value, each.rule, each.message] for each in found.remarks]
        kept = {"asked": about, "files": files, "links": _links(asked, files), "remarks": remarks}
        keep_in_cache(_place(asked), json.dumps(kept))
    return found.remarks


def _place(asked: Question) -> Path:
    """Remarks bear the source's name as it was given, so that each name of it has its own."""
    names = "\n".join(map(path_key, (asked.source, own_path(asked.source))))
    return asked.cache / "remarks" / f"{sha256(names.encode()).hexdigest()[:32]}.json"


def _about(asked: Question) -> dict[str, Any]:
    """All but files that remarks depend on."""
    return {
        "program": program(),
        "rules": [point.value for point in looking()],
        "same id": str(asked.same_id or ""),
        "day": [str(asked.today), str(datetime.now(UTC).date())],  # a date beside the source is never after today
        "settings": {name: value for name, value in os.environ.items() if _is_setting(name)},
    }


def _is_setting(name: str) -> bool:
    return name.startswith("PUBLISH_") and name != "PUBLISH_CACHE"


def _looked_for(source: Path) -> Iterator[Path]:
    """The source and what may stand beside it: that a file is not there is not seen by opening it."""
    yield source
    yield from (source.parent / name for name in _BESIDE)
    yield from (source.with_name(f"{source.stem}{ending}") for ending in _OWN)


def _links(asked: Question, files: Iterable[str]) -> list[list[str]]:
    """Where links lead, and so what a picture's name means, in the source's folder and those in it that were used."""
    top = own_path(asked.source).parent
    folders = {parent for file in files for parent in Path(file).parents if parent.is_relative_to(top)}
    found: list[list[str]] = []
    for folder in sorted(folders | {top}):
        with suppress(OSError), os.scandir(folder) as entries:
            found += sorted([entry.path, os.path.realpath(entry)] for entry in entries if entry.is_symlink())
    return found
