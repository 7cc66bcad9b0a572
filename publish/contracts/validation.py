"""What is wrong with data that a model refuses, in words that staff understand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from publish.errors import SourceError

Location = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


def validated(values: Any, model: type[Model], path: Path, lines: Mapping[Location, int]) -> Model:
    """The values as a `model`.

    Args:
        values: plain data, as read from YAML.
        model: what it must be.
        path: the file that the values stand in.
        lines: the line of each key and item in that file, () for all of it.

    Raises:
        SourceError: names the first wrong key, its line, and what is expected.

    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        location: Location = first["loc"]
        name = ".".join(str(part) for part in location)
        if first["type"] == "missing":
            message = f"“{name}” is missing. Add it."
        elif first["type"] == "extra_forbidden":
            known = ", ".join(field.alias or key for key, field in model.model_fields.items())
            message = f"“{name}” is not a known key. Known here: {known}."
        else:
            message = f"“{name}”: {first['msg'].removeprefix('Value error, ')}."
        raise SourceError(path, nearest(lines, location), message) from None


def nearest(lines: Mapping[Location, int], location: Location) -> int:
    """The line of a place, or of the nearest place that holds it; 0 where none is known."""
    while location not in lines and location:
        location = location[:-1]
    return lines.get(location, 0)
