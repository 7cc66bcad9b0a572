"""What somebody who orders is told: the words of an error, without the folders of the machine that met it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def without_folders(text: str, folders: Iterable[Path]) -> str:
    """A text in which paths start below `folders`: where these lie is nobody's business but the house's."""
    names = {str(place) for folder in folders for place in (folder, folder.absolute(), folder.resolve())}
    for name in sorted((name for name in names if Path(name).name != name), key=len, reverse=True):
        text = text.replace(f"{name}/", "").replace(name, Path(name).name)
    return text
