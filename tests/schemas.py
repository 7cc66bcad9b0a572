"""The JSON Schemas of what ordering services read, written from the models: `python -m tests.schemas`."""

from __future__ import annotations

import json

from pydantic import BaseModel

from publish.ordering.items import Catalogue
from publish.ordering.tickets import Ticket
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "publish" / "schemas"
MODELS: dict[str, type[BaseModel]] = {"catalogue-1.json": Catalogue, "ticket-1.json": Ticket}


def schema(model: type[BaseModel]) -> str:
    """A model as JSON Schema, draft 2020-12."""
    described = model.model_json_schema(mode="serialization")
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(dialect | described, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write all of them."""
    for name, model in MODELS.items():
        (FOLDER / name).write_text(schema(model), encoding="utf-8")


if __name__ == "__main__":
    main()
