"""The command `publish`: a thin face over the library, a module for each command."""

from __future__ import annotations

from publish.commands import (
    accept,
    approve,
    build,
    check,
    diff,
    doctor,
    import_document,
    lint,
    listen,
    new,
    plugins,
    release,
    report,
    status,
    tie,
    verify,
    watch,
    withdraw,
)
from publish.commands.app import app
from publish.logs import log_to_file

__all__ = [
    "accept",
    "app",
    "approve",
    "build",
    "check",
    "diff",
    "doctor",
    "import_document",
    "lint",
    "listen",
    "main",
    "new",
    "plugins",
    "release",
    "report",
    "status",
    "tie",
    "verify",
    "watch",
    "withdraw",
]


def main() -> None:
    """Run the command line."""
    log_to_file()
    app()


if __name__ == "__main__":
    main()
