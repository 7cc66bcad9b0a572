"""One tree of errors. Each carries the exit code of the command line and a message of one or two plain sentences.

PublishError                  1
├── UsageError                2   a wrong name or option
├── SourceError               3   a source cannot be read: file, line, what, what to do
├── EditionError              1   a format could not write an edition; the others are made
├── UnreadableEdition         4   a file given to `check` is no edition that can be read
├── OutputsError              5   a manifest or journal cannot be read or written
├── Unforeseen                1   what nobody thought of, or what is beyond a limit; everything else is made
└── MissingTool               6   a package or program that an option needs is not installed
    └── VoiceUnavailable      6   a voice cannot speak here: not installed, no network, wrong language
"""

from __future__ import annotations

import errno
import logging
import traceback
from pathlib import Path

_LONGEST = 300  # characters of a foreign message
_NO_TEMPORARY_FOLDER = "No usable temporary directory"  # as `tempfile` says it
_NO_THREAD = "can't start new thread"  # as `threading` says it
_NO_PROCESS = (
    "this account may run too few processes and threads at once, or has no memory for one more. Raise the limit "
    "(ulimit -u, ulimit -v) and build again"
)
_logger = logging.getLogger(__name__)


class PublishError(Exception):
    """Anything that this library reports rather than survives."""

    exit_code = 1

    def __str__(self) -> str:
        """The message as any file and terminal takes it: the words of a plugin may hold half a character."""
        return super().__str__().encode("utf-8", "backslashreplace").decode("utf-8")


class UsageError(PublishError):
    """The command or call names something that does not exist or does not fit."""

    exit_code = 2


class SourceError(PublishError):
    """A source, or a file that it needs, cannot be read as it stands.

    `path` and `line` (from 1; 0 for the whole file) say where, the message what is wrong and what to do. `further` are
    other errors of the same source, found in the same reading; the text of the error names them all.
    """

    exit_code = 3

    def __init__(self, path: Path, line: int, message: str, further: tuple[SourceError, ...] = ()) -> None:
        """Keep the place beside the message."""
        self.path = path
        self.line = line
        self.message = message
        self.further = further
        own = f"{path}:{line}: {message}" if line else f"{path}: {message}"
        super().__init__("\n".join((own, *(str(error) for error in self.further))))

    def __reduce__(self) -> tuple[type[SourceError], tuple[object, ...]]:
        """Let the error pass between processes: an exception is otherwise made again from its text alone."""
        return type(self), (self.path, self.line, self.message, self.further)

    def of(self, path: Path) -> SourceError:
        """The same of another file: of a source, for what was found in its draft."""
        return SourceError(path, self.line, self.message, tuple(error.of(path) for error in self.further))

    @property
    def each(self) -> tuple[SourceError, ...]:
        """Every error on its own."""
        return (
            SourceError(self.path, self.line, self.message),
            *(error for inner in self.further for error in inner.each),
        )


class EditionError(PublishError):
    """A format could not write one edition."""


class UnreadableEdition(PublishError):
    """A file is damaged or of another kind, so that it cannot be read back at all."""

    exit_code = 4


class OutputsError(PublishError):
    """The outputs folder holds a manifest or journal that cannot be used."""

    exit_code = 5


class Unforeseen(PublishError):
    """Something that nobody thought of, or that is beyond a limit: named, and everything else goes on."""


class MissingTool(PublishError):
    """Something optional is not installed; the message says how to get it."""

    exit_code = 6


class VoiceUnavailable(MissingTool):
    """A voice cannot speak this text here."""


def described(error: BaseException) -> str:
    """What went wrong, in a sentence for a person, with the place in the code for who mends it; the log has it all."""
    _logger.debug("described to a person: %s", type(error).__name__, exc_info=error)
    text = " ".join(str(error).split())[:_LONGEST]
    match error:
        case RecursionError():
            return f"something is nested in itself too deeply {_place(error)}"
        case SystemExit():
            return f"it tried to end the whole program (exit code {text or 0}) {_place(error)}"
        case OSError() | MemoryError() | RuntimeError() if refusal := refused_by_system(error):
            return refusal
        case OSError() if error.strerror:
            return f"{error.strerror}{f': {error.filename}' if error.filename else ''} {_place(error)}"
        case _:
            return f"{type(error).__name__}{f': {text}' if text else ''} {_place(error)}"


def refused_by_system(error: BaseException) -> str:
    """What to do about a disk or an account that gives no more, in a sentence without its stop; "" for other errors."""
    match error:
        case MemoryError():
            return "it needs more memory than it may use. Split the document, or raise PUBLISH_MEGABYTES"
        case OSError(errno=errno.ENOSPC) | OSError(errno=errno.EDQUOT):
            return "the disk is full. Make room and build again"
        case OSError(errno=errno.EFBIG):
            return "the disk, or a limit of this account, takes no file as large. Raise the limit and build again"
        case OSError(errno=errno.EMFILE) | OSError(errno=errno.ENFILE):
            return "this account may hold too few files open at once. Raise the limit (ulimit -n 256) and build again"
        case OSError(errno=errno.EAGAIN):
            return _NO_PROCESS
        case RuntimeError() if str(error) == _NO_THREAD:
            return _NO_PROCESS
        case FileNotFoundError() if str(error.strerror).startswith(_NO_TEMPORARY_FOLDER):
            return (
                "no temporary file can be written. Name a folder in TMPDIR that this account may write to, and let it "
                "write files of some size (ulimit -f)"
            )
        case _:
            return ""


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
