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
                    "name": one.name,
                    "title": one.title,
                    "suffix": one.suffix,
                    "media_type": one.media_type,
                    "kind": one.kind.value,
                    "orderable": one.orderable,
                    "needs": [{"format": need.format, "required": need.required} for need in one.needs],
                    "uses": sorted(one.uses),
                    "missing": one.reason if isinstance(one, Unusable) else None,
                }
                for one in found
            ]
        )
        return
    for one in found:
        if isinstance(one, Unusable):
            say(f"{one.name:<14}not usable: {one.reason}")
        else:
            say(f"{one.name:<14}{one.title:<16}{one.suffix:<7}{one.kind.value}")


@app.command("voices")
@plain_errors
def list_voices(as_json: AsJson = False) -> None:
    """List the voices that are installed."""
    from publish.contracts.voice import installed, voice

    rows: list[dict[str, Any]] = []
    for name in installed():
        try:
            one = voice(name)
            rows.append(
                {
                    "name": name,
                    "title": one.title,
                    "languages": list(one.languages),
                    "offline": one.offline,
                    "licence": one.licence,
                    "credit": one.credit,
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
