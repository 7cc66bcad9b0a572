"""`publish formats` and `publish voices`."""

from __future__ import annotations

from typing import Any

from publish.commands.app import AsJson, app, plain_errors, say, say_json
from publish.errors import PublishError


@app.command("formats")
@plain_errors
def list_formats(as_json: AsJson = False) -> None:
    """List the formats that are installed."""
    from publish.api import cache_folder
    from publish.contracts.discovery import Unusable
    from publish.contracts.discovery import formats as installed_formats
    from publish.contracts.format import Settings

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
            say(f"{plugin.name:<14}not usable: {plugin.reason}")
        else:
            say(f"{plugin.name:<14}{plugin.title:<16}{plugin.suffix:<7}{plugin.kind.value}")


@app.command("voices")
@plain_errors
def list_voices(as_json: AsJson = False) -> None:
    """List the voices that are installed."""
    from publish.contracts.voice import installed, voice

    rows: list[dict[str, Any]] = []
    for name in installed():
        try:
            speaker = voice(name)
            rows.append(
                {
                    "name": name,
                    "title": speaker.title,
                    "languages": list(speaker.languages),
                    "offline": speaker.offline,
                    "licence": speaker.licence,
                    "credit": speaker.credit,
                    "missing": None,
                }
            )
        except PublishError as error:
            rows.append({"name": name, "missing": str(error)})
    if as_json:
        say_json(rows)
        return
    for row in rows:
        if row["missing"] is not None:
            say(f"{row['name']:<10}not usable: {row['missing']}")
        else:
            languages = ", ".join(row["languages"])
            where = "offline" if row["offline"] else "online: sends the text away"
            say(f"{row['name']:<10}{row['title']} ({languages}; {where}; {row['licence']})")
