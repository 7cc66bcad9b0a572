"""Every accessible edition of a document from one source, each proved complete against it.

The public functions, and those alone; each imports what it needs when it is first asked for:

    import publish

    publication = publish.load("sources/b-cell-all.md")
    for result in publish.build(["sources"], "outputs"):
        print(result.id, result.exit_code)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.api import accept, build, check, doubts, formats, lint
    from publish.release_api import approve, catalogue, changes, feed, order, release, report, status, verify, withdraw
    from publish.source.load import load

__all__ = [
    "accept",
    "approve",
    "build",
    "catalogue",
    "changes",
    "check",
    "doubts",
    "feed",
    "formats",
    "lint",
    "load",
    "order",
    "release",
    "report",
    "status",
    "verify",
    "withdraw",
]


_OF_RELEASES = frozenset(
    ("approve", "catalogue", "changes", "feed", "order", "release", "report", "status", "verify", "withdraw")
)


def __getattr__(name: str) -> Any:
    """A public function, imported when it is first asked for (PEP 562): importing them all takes a second."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in _OF_RELEASES:
        from publish.contracts.installed import refuse_without

        refuse_without("release")
        return getattr(import_module("publish.release_api"), name)
    return getattr(import_module("publish.source.load" if name == "load" else "publish.api"), name)
