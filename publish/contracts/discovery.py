"""Finds formats by their entry points; the built-in ones are found in the same way as anyone else's."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from importlib.metadata import EntryPoint
from typing import cast

from publish.contracts.format import EditionOptions, Format, Kind, Needed, OnRequest, Part, Settings, Variants
from publish.contracts.installed import FORMATS, lacking, plugins
from publish.contracts.process_state import put_back_after
from publish.contracts.validation import nearest
from publish.errors import MissingTool, PublishError, SourceError, UsageError, described
from publish.model.file_names import is_file_name
from publish.model.publication import Publication

GROUP = FORMATS


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


def formats(
    settings: Settings, begun: Callable[[str], None] = _nothing_said, names: Iterable[str] = ()
) -> dict[str, Format]:
    """All registered formats by name, each after those it needs; an `Unusable` for each that cannot be used.

    `begun` is told the name of each plugin before it is loaded; a `PublishError` of its own keeps it from being loaded.
    Where `names` are given, only these are loaded, and what they need: to load all takes a worker twice as long as to
    start with EPUB and Word alone. With a name that no entry point has all are loaded, to be named instead.
    """
    points = plugins(GROUP)
    wanted = set(names)
    if not wanted or not wanted <= {point.name for point in points}:
        return _by_need(_all_loaded(points, settings, begun))
    found: dict[str, Format] = {}
    seen: set[str] = set()
    while wanted - seen:
        new = wanted - seen
        found |= _all_loaded((point for point in points if point.name in new), settings, begun)
        seen |= new
        wanted |= {need.format for plugin in found.values() for need in plugin.needs if need.required}
    return _by_need(found)


def _all_loaded(points: Iterable[EntryPoint], settings: Settings, begun: Callable[[str], None]) -> dict[str, Format]:
    found: dict[str, Format] = {}
    for point in points:
        loaded = _loaded(point, settings, begun)
        if loaded.name in found:
            loaded = _unusable(loaded.name, f"two plugins are called {loaded.name}. Uninstall one of them.")
        found[loaded.name] = loaded
    return found


def chosen(installed: dict[str, Format], names: Iterable[str], house: Container[str] = ()) -> dict[str, Format]:
    """The named formats with those that they need; where none is named, all that are usual or that the house wants.

    What lacks its packages is left out then, and so are formats on request (`OnRequest`) that are not in `house`.
    Raises `UsageError` for unknown names and `MissingTool` for a named format whose packages are not installed.
    """
    wanted = list(names)
    if not wanted:
        return {
            name: plugin
            for name, plugin in installed.items()
            if not isinstance(plugin, Absent) and (name in house or not _is_on_request(plugin))
        }
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


def _is_on_request(plugin: Format) -> bool:
    return isinstance(plugin, OnRequest) and plugin.on_request


def refuse_unknown_sections(publication: Publication, installed: Iterable[str]) -> None:
    """Refuse a section of publisher.yaml for a format that nobody has: a slip in its name would go unseen.

    A format that is registered but lacks its packages here is known all the same. Raises `SourceError` with the line.
    """
    known = {*installed, *(point.name for point in plugins(GROUP))}
    for name, section in publication.publisher.formats.items():
        if name not in known:
            message = f"there is no format {name}. Installed: {', '.join(sorted(installed))}."
            raise SourceError(section.path, nearest(section.lines, ()), message)


def _loaded(point: EntryPoint, settings: Settings, begun: Callable[[str], None]) -> Format:
    if reason := lacking(point):
        return cast(Format, Absent(point.name, f"the format {point.name} {reason}"))
    try:
        begun(point.name)
        with put_back_after(point.module):
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
    if loaded.name != point.name:  # by the entry point alone it is known which plugins a build must load
        return _unusable(
            point.name,
            f"its plugin {point.value} is called {loaded.name}, and its entry point {point.name}. Give both one name.",
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
        ready = (
            name
            for name, plugin in waiting.items()
            if all(need.format in ordered or need.format not in found for need in plugin.needs)
        )
        first = next(ready, None)
        if first is None:
            reason = f"the formats {', '.join(waiting)} need each other. Uninstall one of them."
            return ordered | {name: _unusable(name, reason) for name in waiting}
        ordered[first] = waiting.pop(first)
    return ordered
