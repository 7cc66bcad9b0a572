"""The command `publish`: a thin face over the library, a module for each command."""

from __future__ import annotations

from publish.commands import accept, build, check, doctor, import_document, lint, listen, new, plugins, tie, watch
from publish.commands.app import app
from publish.logs import log_to_file

__all__ = [
    "accept",
    "app",
    "build",
    "check",
    "doctor",
    "import_document",
    "lint",
    "listen",
    "main",
    "new",
    "plugins",
    "tie",
    "watch",
]


def main() -> None:
    """Run the command line."""
    log_to_file()
    app()


if __name__ == "__main__":
    main()
