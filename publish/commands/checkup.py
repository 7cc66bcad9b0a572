"""What is installed, what is missing, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from publish.contracts.discovery import Unusable, formats
from publish.contracts.format import Settings
from publish.contracts.voice import installed, voice
from publish.contracts.voice_files import Fetching
from publish.errors import MissingTool, VoiceUnavailable
from publish.speech.store import damaged, made_again
from publish.speech.voice_folder import absent, proved_file

DISTRIBUTION = "accessible-publish"

EXTRAS = {
    "epub": "EPUB",
    "word": "Word",
    "pdf": "large print and easy read",
    "easy-read": "easy read",
    "easy": "the grammar of easy-read lines in lint",
    "heart": "the voice heart",
    "audio": "audio editions",
    "listen": "listening to audio editions",
    "gtts": "the online voice of Google Translate",
    "import-pdf": "the import of PDFs",
    "photographs": "photographs in sources",
    "print": "the print edition",
    "release": "reports, releases and what goes out of them",
    "watch": "publish watch",
    "cluster": "builds on many machines",
}


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing that was looked at: whether it is well, and what to do where it is not."""

    name: str
    well: bool
    detail: str


def checkup(settings: Settings) -> Iterator[Checkup]:
    """Every package this installation needs, what its extras need, every format plugin, and the cache."""
    seen: set[str] = set()
    for requirement in map(Requirement, requires(DISTRIBUTION) or ()):
        extra = next((name for name in EXTRAS if requirement.marker and _is_for(requirement, name)), "")
        is_of_tests = requirement.marker is not None and not extra
        if is_of_tests or requirement.name in seen or requirement.name == DISTRIBUTION:
            continue
        seen.add(requirement.name)
        yield _package(requirement, extra)
    for plugin in formats(settings).values():
        detail = plugin.reason if isinstance(plugin, Unusable) else plugin.title
        yield Checkup(f"format {plugin.name}", well=not isinstance(plugin, Unusable), detail=detail)
    for name in installed():
        yield _voice(name)
    yield _cache(settings.cache)


def _voice(name: str) -> Checkup:
    """A voice. One whose files were never fetched is well: no house needs every voice."""
    row = f"voice {name}"
    try:
        speaker = voice(name)
    except MissingTool as error:
        return Checkup(row, well=False, detail=str(error))
    if not isinstance(speaker, Fetching):
        return Checkup(row, well=True, detail=speaker.title)
    if absent(speaker):
        return Checkup(row, well=True, detail=f"not installed; get it with: publish voices install {name}")
    try:
        for file in speaker.files:
            proved_file(file, name)
    except VoiceUnavailable as damaged_file:
        return Checkup(row, well=False, detail=str(damaged_file))
    return Checkup(row, well=True, detail=speaker.title)


def _cache(folder: Path) -> Checkup:
    """The cache of speech: an entry that is damaged is made again by the next build that needs it."""
    folders = [part for part in sorted(folder.glob("*")) if part.is_dir()]
    bad = [path for part in folders for path in damaged(part)]
    again = [entry for part in folders for entry in made_again(part)]
    if not bad:
        named = f"{', '.join(again[:3])}{f' and {len(again) - 3} more' if len(again) > 3 else ''}"
        told = f". Damaged and made again since: {named}. Look at the disk" if again else ""
        return Checkup("cache of speech", well=True, detail=f"{folder}{told}")
    detail = f"damaged and made again when needed: {', '.join(str(path) for path in bad[:3])}"
    more = f" and {len(bad) - 3} more" if len(bad) > 3 else ""
    return Checkup("cache of speech", well=False, detail=f"{detail}{more}. Delete them, and look at the disk.")


def _is_for(requirement: Requirement, extra: str) -> bool:
    marker = requirement.marker
    return marker is not None and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""})


def _package(requirement: Requirement, extra: str) -> Checkup:
    what = f" (for {EXTRAS[extra]})" if extra else ""
    name = f"{DISTRIBUTION}[{extra}]" if extra else DISTRIBUTION
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return Checkup(
            f"{requirement.name}{what}", well=False, detail=f"not installed; get it with: pip install '{name}'"
        )
    if not requirement.specifier.contains(found, prereleases=True):
        detail = f"{found} is installed, {requirement.specifier} is needed; get it with: pip install '{name}'"
        return Checkup(f"{requirement.name}{what}", well=False, detail=detail)
    return Checkup(f"{requirement.name}{what}", well=True, detail=found)
