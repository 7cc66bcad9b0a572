"""What tests of ordering ask of a desk: to build and release, its catalogue, and why an order is not taken."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import jsonschema

from publish.source.days import judged_on
from tests.releasing import Desk
from tests.schemas import FOLDER

TODAY = str(judged_on())
TOMORROW = str(judged_on() + timedelta(days=1))
ADDRESS = "Ward 3; Leeds General Infirmary; Leeds LS1 3EX"
FORMATS = ("large-print", "easy-read", "epub", "print", "word")


def build(at: Desk) -> None:
    formats = [word for name in FORMATS for word in ("--format", name)]
    code, output = at.run("build", str(at.source), "--outputs", str(at.outputs), *formats)
    assert code == 0, output


def release(at: Desk) -> None:
    code, output = at.release(without=("audio",))
    assert code == 0, output


def catalogue(at: Desk, today: str = TODAY) -> dict[str, Any]:
    code, output = at.ask("catalogue", "--today", today, "--json")
    assert code == 0, output
    said = json.loads(output)
    written = at.outputs / "catalogue.json"
    found: dict[str, Any] = said.get("catalogue") or json.loads(written.read_text(encoding="utf-8"))
    validate("catalogue-1.json", found)
    return found


def validate(name: str, data: object) -> None:
    described = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(described).validate(data)


def items(found: dict[str, Any]) -> dict[str, Any]:
    return {item["sku"]: item for product in found["products"] for item in product["items"]}


def refused(at: Desk, *more: str) -> str:
    """The one sentence with which an order is refused; nothing is written then."""
    code, output = at.ask("ticket", *more)
    assert code == 2, output
    assert output.count("\n") == 1, output
    assert not list((at.outputs / "tickets").glob("*")) if (at.outputs / "tickets").exists() else True
    return output
