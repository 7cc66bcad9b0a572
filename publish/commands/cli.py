"""The command `publish`: a thin face over the library, a module for each command."""

from __future__ import annotations

from publish.commands import (
    accept,
    approve,
    build,
    check,
    choose_pictures,
    diff,
    doctor,
    feed,
    import_document,
    lint,
    list_catalogue,
    listen,
    new,
    plugins,
    release,
    report,
    say_line,
    status,
    ticket,
    tie,
    verify,
    voices,
    watch,
    withdraw,
    write_easy_read,
)
from publish.commands.app import app
from publish.commands.streams import open_closed_streams
from publish.logs import log_to_file

__all__ = [
    "accept",
    "app",
    "approve",
    "build",
    "check",
    "choose_pictures",
    "diff",
    "doctor",
    "feed",
    "import_document",
    "lint",
    "list_catalogue",
    "listen",
    "main",
    "new",
    "plugins",
    "release",
    "report",
    "say_line",
    "status",
    "ticket",
    "tie",
    "verify",
    "voices",
    "watch",
    "withdraw",
    "write_easy_read",
]


def main() -> None:
    """Run the command line."""
    open_closed_streams()
    log_to_file()
    app()


if __name__ == "__main__":
    main()
