"""`publish formats`."""

from __future__ import annotations

from publish.commands.app import AsJson, app, plain_errors, say, say_json


@app.command("formats")
@plain_errors
def list_formats(as_json: AsJson = False) -> None:
    """List the formats that are installed."""
    from publish.contracts.discovery import Unusable
    from publish.contracts.discovery import formats as installed_formats
    from publish.contracts.format import Settings
    from publish.outputs.cache_place import cache_folder

    found = installed_formats(Settings(cache=cache_folder())).values()
    if as_json:
        say_json(
            [
                {
                    "name": plugin.name,
                    "title": plugin.title,
                    "suffix": plugin.suffix,
                    "media_type": plugin.media_type,
                    "kind": plugin.kind.value,
                    "orderable": plugin.orderable,
                    "needs": [{"format": need.format, "required": need.required} for need in plugin.needs],
                    "uses": sorted(plugin.uses),
                    "missing": plugin.reason if isinstance(plugin, Unusable) else None,
                }
                for plugin in found
            ]
        )
        return
    for plugin in found:
        if isinstance(plugin, Unusable):
            say(f"{plugin.name:<18}not usable: {plugin.reason}")
        else:
            say(f"{plugin.name:<18}{plugin.title:<24}{plugin.suffix:<7}{plugin.kind.value}")
