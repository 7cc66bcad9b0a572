"""Finds formats by their entry points; the built-in ones are found in the same way as anyone else's."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from publish.contracts.format import Format, Settings
from publish.contracts.validation import nearest
from publish.errors import MissingTool, SourceError, UsageError, described
from publish.model.publication import Publication

GROUP = "publish.formats"


def formats(settings: Settings) -> dict[str, Format]:
    """All installed formats by name, each after those it needs.

    Raises `MissingTool` where a plugin cannot be imported or does not keep the contract, and `UsageError` where two
    plugins have the same name or need each other.
    """
    found: dict[str, Format] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        made = _made(point, settings)
        if made.name in found:
            raise UsageError(f"two installed plugins are called {made.name}. Uninstall one of them.")
        found[made.name] = made
    return _by_need(found)


def chosen(installed: dict[str, Format], names: Iterable[str]) -> dict[str, Format]:
    """The named formats with those that they need, all where none is named. Raises `UsageError` for unknown names."""
    wanted = list(names)
    if not wanted:
        return installed
    keep: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in installed:
            raise UsageError(f"there is no format {name}. Installed: {', '.join(installed) or 'none'}.")
        keep.add(name)
        wanted += [need for need in installed[name].needs if need not in keep]
    return {name: one for name, one in installed.items() if name in keep}


def refuse_unknown_sections(publication: Publication, installed: Iterable[str]) -> None:
    """Refuse a section of publisher.yaml for a format that nobody has: a slip in its name would go unseen.

    A format that is registered but lacks its packages here is known all the same. Raises `SourceError` with the line.
    """
    known = {*installed, *(point.name for point in entry_points(group=GROUP))}
    for name, section in publication.publisher.formats.items():
        if name not in known:
            message = f"there is no format {name}. Installed: {', '.join(sorted(installed))}."
            raise SourceError(section.path, nearest(section.lines, ()), message)


def _made(point: EntryPoint, settings: Settings) -> Format:
    try:
        made = point.load()(settings)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise MissingTool(f"the format plugin {point.value} cannot be loaded: {described(error)}.") from error
    if not isinstance(made, Format):
        raise MissingTool(f"the plugin {point.value} is no format: it lacks parts of publish.contracts.format.Format.")
    return made


def _by_need(found: dict[str, Format]) -> dict[str, Format]:
    ordered: dict[str, Format] = {}
    waiting = dict(found)
    while waiting:
        ready = [
            name for name, one in waiting.items() if all(need in ordered or need not in found for need in one.needs)
        ]
        if not ready:
            raise UsageError(f"the formats {', '.join(waiting)} need each other. Uninstall one of them.")
        for name in ready:
            ordered[name] = waiting.pop(name)
    return ordered
