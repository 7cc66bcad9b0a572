"""Finds formats by their entry points; the built-in ones are found in the same way as anyone else's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from publish.contracts.format import EditionOptions, Format, Kind, Needed, Part, Settings, Variants
from publish.contracts.installed import lacking
from publish.contracts.validation import nearest
from publish.errors import MissingTool, PublishError, SourceError, UsageError, described
from publish.model.file_names import is_file_name
from publish.model.publication import Publication

GROUP = "publish.formats"


class Unusable:
    """Stands for a format whose plugin cannot be used: its editions fail by name, and all other formats are made."""

    title, suffix, media_type, kind = "", "", "application/octet-stream", Kind.REFLOWABLE
    edition_type, orderable, stem = "", False, ""
    needs: tuple[Needed, ...] = ()
    uses: frozenset[Part] = frozenset()
    Options = EditionOptions

    def __init__(self, name: str, reason: str) -> None:
        """Keep the plugin's name, and why it cannot be used."""
        self.name = name
        self.reason = reason

    def variants(self, *_arguments: object) -> Variants:
        """No edition. Raises `MissingTool` with the reason."""
        raise MissingTool(self.reason)

    made_with = write = read = check = variants


class Absent(Unusable):
    """Stands for a format whose packages are not installed. It fails only where it is asked for."""


def _nothing_said(_name: str) -> None:
    """Tell nobody."""


def formats(settings: Settings, begun: Callable[[str], None] = _nothing_said) -> dict[str, Format]:
    """All registered formats by name, each after those it needs; an `Unusable` for each that cannot be used.

    `begun` is told the name of each plugin before it is loaded; a `PublishError` of its own keeps it from being loaded.
    """
    found: dict[str, Format] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        loaded = _loaded(point, settings, begun)
        if loaded.name in found:
            loaded = _unusable(loaded.name, f"two plugins are called {loaded.name}. Uninstall one of them.")
        found[loaded.name] = loaded
    return _by_need(found)


def chosen(installed: dict[str, Format], names: Iterable[str]) -> dict[str, Format]:
    """The named formats with those that they need; all whose packages are installed where none is named.

    Raises `UsageError` for unknown names and `MissingTool` for a named format whose packages are not installed.
    """
    wanted = list(names)
    if not wanted:
        return {name: plugin for name, plugin in installed.items() if not isinstance(plugin, Absent)}
    keep: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in installed:
            raise UsageError(f"there is no format {name}. Installed: {', '.join(installed) or 'none'}.")
        plugin = installed[name]
        if isinstance(plugin, Absent):
            raise MissingTool(plugin.reason)
        keep.add(name)
        wanted += [need.format for need in plugin.needs if need.required and need.format not in keep]
    return {name: plugin for name, plugin in installed.items() if name in keep}


def refuse_unknown_sections(publication: Publication, installed: Iterable[str]) -> None:
    """Refuse a section of publisher.yaml for a format that nobody has: a slip in its name would go unseen.

    A format that is registered but lacks its packages here is known all the same. Raises `SourceError` with the line.
    """
    known = {*installed, *(point.name for point in entry_points(group=GROUP))}
    for name, section in publication.publisher.formats.items():
        if name not in known:
            message = f"there is no format {name}. Installed: {', '.join(sorted(installed))}."
            raise SourceError(section.path, nearest(section.lines, ()), message)


def _loaded(point: EntryPoint, settings: Settings, begun: Callable[[str], None]) -> Format:
    if reason := lacking(point):
        return cast(Format, Absent(point.name, f"the format {point.name} {reason}"))
    try:
        begun(point.name)
        loaded = point.load()(settings)
    except KeyboardInterrupt:
        raise
    except PublishError as error:
        return _unusable(point.name, str(error))
    except BaseException as error:  # noqa: BLE001 — the boundary of a plugin
        return _unusable(point.name, f"its plugin {point.value} cannot be loaded: {described(error)}.")
    if not isinstance(loaded, Format) or not _keeps_types(loaded):
        return _unusable(
            point.name, f"its plugin {point.value} is not a format: it lacks parts of publish.contracts.format.Format."
        )
    return loaded


def _keeps_types(loaded: Format) -> bool:
    """Whether what a format says of itself can be used before anything is made with it."""
    words = (loaded.name, loaded.title, loaded.suffix, loaded.media_type, loaded.edition_type, loaded.stem)
    names = isinstance(loaded.needs, tuple) and all(isinstance(need, Needed) for need in loaded.needs)
    kinds = isinstance(loaded.kind, Kind) and isinstance(loaded.orderable, bool) and isinstance(loaded.uses, frozenset)
    return all(isinstance(word, str) for word in words) and is_file_name(loaded.name) and names and kinds


def _unusable(name: str, reason: str) -> Format:
    return cast(Format, Unusable(name, reason))  # its name is its own, not its class's


def _by_need(found: dict[str, Format]) -> dict[str, Format]:
    ordered: dict[str, Format] = {}
    waiting = dict(found)
    while waiting:
        ready = [
            name
            for name, plugin in waiting.items()
            if all(need.format in ordered or need.format not in found for need in plugin.needs)
        ]
        if not ready:
            reason = f"the formats {', '.join(waiting)} need each other. Uninstall one of them."
            return ordered | {name: _unusable(name, reason) for name in waiting}
        for name in ready:
            ordered[name] = waiting.pop(name)
    return ordered
