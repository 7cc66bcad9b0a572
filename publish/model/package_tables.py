"""Tables that lie beside the code as YAML, for people who know the subject to read and to mend."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, where the wheel has it: 15 times as fast


def package_table(package: str | None, name: str) -> Any:
    """The data of a file in a package."""
    assert package is not None, "a module of a package asks"
    return yaml.load((files(package) / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 — a safe one
