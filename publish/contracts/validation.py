"""What is wrong with data that a model refuses, in words that staff understand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

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
        SourceError: names every wrong key, its line, and what is expected.

    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    each = sorted(
        (SourceError(path, nearest(lines, fault["loc"]), _explained(fault, model)) for fault in faults),
        key=lambda wrong: wrong.line,
    )
    raise SourceError(path, each[0].line, each[0].message, tuple(each[1:]))


def _explained(fault: ErrorDetails, model: type[BaseModel]) -> str:
    # In a file that is one list the line tells which entry it is.
    place = fault["loc"][1:] if fault["loc"] and isinstance(fault["loc"][0], int) else fault["loc"]
    name = ".".join(str(part) for part in place)
    if fault["type"] == "missing":
        field = next((field for key, field in model.model_fields.items() if (field.alias or key) == name), None)
        example = f", as in {field.examples[0]}" if field is not None and field.examples else ""
        return f"“{name}” is missing. Add it{example}."
    if fault["type"] == "extra_forbidden":
        known = ", ".join(_keys(model, fault["loc"][:-1]))
        return f"“{name}” is not a known key. {f'Known here: {known}' if known else 'None is known here: delete it'}."
    if (plain := _KINDS.get(fault["type"])) is not None:
        return f"“{name}”: {plain}" if name else plain
    if (limits := _LIMITS.get(fault["type"])) is not None:
        return f"“{name}”: {limits.format(**fault.get('ctx', {}))}"
    reason = f"{fault['msg'].removeprefix('Value error, ')}."
    return f"“{name}”: {reason}" if name else reason


def _keys(model: type[BaseModel], place: Location) -> list[str]:
    """The keys that are known at a place of a model: its own, or those of a model within it, or within its list."""
    for name in place:
        fields = {field.alias or key: field.annotation for key, field in model.model_fields.items()}
        kind = fields.get("root") if issubclass(model, RootModel) else fields.get(str(name))
        found = [each for each in (kind, *get_args(kind)) if isinstance(each, type) and issubclass(each, BaseModel)]
        if not found:
            break
        model = found[0]
    return [field.alias or key for key, field in model.model_fields.items()]


_LIMITS = {
    "greater_than_equal": "this must be {ge} or more.",
    "less_than_equal": "this must be {le} or less.",
    "literal_error": "this must be {expected}.",
}
"""The same for limits, with what pydantic knows of each."""

_KINDS = {
    "tuple_type": "this must be a list, as [one, two].",
    "list_type": "this must be a list, as [one, two].",
    "string_type": "this must be words. Write them, in quotation marks where they hold signs.",
    "dict_type": "this must be keys with values, as “key: value”.",
    "model_type": "this must be keys with values, as “key: value”.",
    "dataclass_type": "this must be keys with values, as “key: value”.",
    "int_type": "this must be a whole number.",
    "int_parsing": "this must be a whole number.",
    "bool_type": "this must be true or false.",
    "bool_parsing": "this must be true or false.",
}
"""What pydantic says in the words of its own trade, by its kinds of errors."""


def nearest(lines: Mapping[Location, int], location: Location) -> int:
    """The line of a place, or of the nearest place that holds it; 0 where none is known."""
    while location not in lines and location:
        location = location[:-1]
    return lines.get(location, 0)
