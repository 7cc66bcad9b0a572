"""One pandoc that reads text after text: to start it anew for each takes as long as to read a factsheet.

A factsheet of 3,000 words takes 0.20 s of processor time in a pandoc of its own, and 0.12 s in one that runs already
(medians on two loaded cores). It has bounds of time and memory, and reads no file: `pandoc.read` with an empty list of
files runs as `--sandbox` does.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import tempfile
import threading
from contextlib import suppress
from typing import BinaryIO

from publish.limits import PANDOC_HEAP, PANDOC_SECONDS

_SCRIPT = """
local options = pandoc.WriterOptions{html_math_method = 'mathml', wrap_text = 'none'}
for head in io.lines() do
  local size, from, to = head:match('^(%d+) (%S+) (%S+)$')
  local text = io.read(tonumber(size)) or ''
  local whole, answer = pcall(function () return pandoc.write(pandoc.read(text, from, nil, {}), to, options) end)
  answer = tostring(answer)
  io.write(whole and 'whole' or 'refused', ' ', #answer, '\\n', answer)
  io.flush()
  answer, text = nil, nil
  collectgarbage()
end
"""
_TAB = 4  # columns
# What outlives a short while is looked through for rubbish from 64 MB on. By itself the program does so once for each
# factsheet, for 72 ms of processor time in place of 60 (the mean of 40); it has 80 MB of its own in either way.
_OLD = "64m"


_TEXTS = 50  # after which it is started anew: it keeps 0.3 MB of each factsheet (96 of them: from 170 to 199 MB)


class Unconverted(ValueError):
    """Pandoc gave nothing: the text is beyond what it can read, or beyond its bounds."""


class _Ended(Exception):
    """The program ended before it had answered; with its last words."""


class PandocProcess:
    """A pandoc that is started with the first text, and again after one that was too much for it."""

    def __init__(self, program: str) -> None:
        """Keep the program; nothing is started yet."""
        self._program = program
        self._one_at_a_time = threading.Lock()
        self._owner = 0
        self._texts = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._words: BinaryIO | None = None
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        atexit.register(self.close)

    def converted(self, text: str, reader: str, writer: str) -> str:
        """A text in another format. Raises `Unconverted`."""
        data = f"{text.expandtabs(_TAB)}\n".encode()  # as the command line hands on what it reads
        head = f"{len(data)} {reader} {writer}\n".encode()
        with self._one_at_a_time:
            if self._texts >= _TEXTS:
                self._end()
            if self._texts:
                with suppress(_Ended):  # what it keeps of other texts may have been too much
                    return self._answer(head, data)
            try:
                return self._answer(head, data)
            except _Ended as ended:
                raise Unconverted(str(ended)) from None

    def close(self) -> None:
        """End the program."""
        with self._one_at_a_time:
            self._end()

    def _answer(self, head: bytes, data: bytes) -> str:
        """What the program makes of one text. Raises `_Ended`, and `Unconverted` where it refuses or takes too long."""
        process = self._running()
        too_long = threading.Event()

        def stop() -> None:
            too_long.set()
            process.kill()

        timer = threading.Timer(PANDOC_SECONDS, stop)
        timer.daemon = True
        timer.start()
        try:
            whole, answer = _asked(process, head, data)
        except (OSError, ValueError, EOFError):
            words = self._last_words(process)
            if too_long.is_set():
                raise Unconverted(f"it took more than {PANDOC_SECONDS} seconds") from None
            raise _Ended(words) from None
        except BaseException:  # its answer would be taken for that to the next text
            self._end()
            raise
        finally:
            timer.cancel()
        self._texts += 1
        self._clear_away()
        if not whole:
            raise Unconverted(" ".join(answer.split())[:200])
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._owner == os.getpid():
            return self._process
        self._owner, self._texts = os.getpid(), 0  # a process that was forked asks a pandoc of its own
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 — open as long as the process
        # It begins with a file for the history of its lines, which it never writes, and leaves it when it is ended.
        self._scratch = tempfile.TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [self._program, "lua", "-e", _SCRIPT, "+RTS", f"-M{PANDOC_HEAP}", f"-O{_OLD}", "-RTS"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._scratch.name)},
        )
        return self._process

    def _last_words(self, process: subprocess.Popen[bytes]) -> str:
        """What a program said at its end, or with what it ended."""
        process.kill()
        code = process.wait()
        told = ""
        if self._words is not None:
            self._words.seek(0)
            told = " ".join(self._words.read()[-2_000:].decode("utf-8", "replace").split())[:200]
        self._end()
        return told or f"pandoc ended with the exit code {code}"

    def _clear_away(self) -> None:
        """Remove the program's temporary files: it has begun, and makes no more."""
        scratch, self._scratch = self._scratch, None
        if scratch is not None:
            scratch.cleanup()

    def _end(self) -> None:
        process, self._process, self._texts = self._process, None, 0
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        process.wait()
        self._clear_away()
        for stream in (process.stdin, process.stdout, self._words):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _asked(process: subprocess.Popen[bytes], head: bytes, data: bytes) -> tuple[bool, str]:
    """What the program answers, and whether it is what was asked for. Raises what reading past its end raises."""
    assert process.stdin is not None and process.stdout is not None, "it was started with both"
    process.stdin.write(head)
    process.stdin.write(data)
    process.stdin.flush()
    state, size = process.stdout.readline().split()
    answer = process.stdout.read(int(size))
    if len(answer) < int(size):
        raise EOFError("the answer ends too early")
    return state == b"whole", answer.decode("utf-8")
