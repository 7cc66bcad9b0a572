"""What tests of releases share: a small document that can be built in a second, and the command line."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from typer.testing import CliRunner

from publish.commands.cli import app
from publish.source.tying import write_ties
from tests.conftest import REPOSITORY

EDITIONS = REPOSITORY / "tests" / "cases" / "editions"
LEFT_OUT = ("audio", "large-print", "print")
"""Formats whose editions these tests do not build: they take longer, and a release says that it lacks them."""

IRON = """---
title: Iron and blood
id: iron
lang: en-GB
summary: What iron does for your blood.
version: 1.0
last-reviewed: 2026-03-02
next-review-due: 2099-03
easy-read-title: Iron
---

# What iron does {#iron}

Iron helps your blood to carry oxygen. Treatment lasts 2 to 3 years.

Do not take it with milk.

::: {.easy-read for="iron more" title="What iron does"}
- [clock]{.picture} Treatment lasts 2 to 3 years. Do not take it with milk.
:::

# More {#more}

See [the NHS pages](https://www.nhs.uk/conditions/iron-deficiency-anaemia/).
"""


@dataclass(frozen=True)
class Desk:
    """A folder with one source, its outputs and a key, and what a person types there."""

    folder: Path

    @property
    def source(self) -> Path:
        return self.folder / "sources" / "iron.md"

    @property
    def outputs(self) -> Path:
        return self.folder / "outputs"

    @property
    def key(self) -> str:
        return str(self.folder / "house.pem")

    @property
    def released(self) -> Path:
        return self.outputs / "released" / "iron"

    def run(self, *words: str) -> tuple[int, str]:
        """What a command says, and its exit code; never a traceback."""
        result = CliRunner().invoke(app, words)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        assert "Traceback" not in result.output
        return result.exit_code, result.output

    def build(self) -> tuple[int, str]:
        formats = ("--format", "word", "--format", "easy-read", "--format", "epub")
        return self.run("build", str(self.source), "--outputs", str(self.outputs), *formats)

    def approve(self, role: str = "health information lead", *more: str) -> tuple[int, str]:
        return self.run("approve", str(self.source), "--role", role, "--outputs", str(self.outputs), *more)

    def agree_easy_read(self, *more: str) -> tuple[int, str]:
        readers = "reading group of ten people"
        return self.approve("easy read lead", "--edition", "easy-read", "--readers", readers, *more)

    def sign_off(self, *more: str) -> None:
        """Build, agree the easy read, build it with that, and approve the document."""
        for answer in (
            self.build(),
            self.agree_easy_read(*more),
            self.build(),
            self.approve("health information lead", *more),
        ):
            assert answer[0] == 0, answer

    def release(self, *more: str, without: tuple[str, ...] = LEFT_OUT) -> tuple[int, str]:
        left_out = [word for name in without for word in ("--without", name)]
        return self.run("release", "iron", "--outputs", str(self.outputs), "--key", self.key, *left_out, *more)

    def withdraw(self, version: str, *more: str, reason: str = "A number was wrong") -> tuple[int, str]:
        words = ("--reason", reason, "--role", "health information lead", "--key", self.key)
        return self.ask("withdraw", "iron", version, *words, *more)

    def ask(self, command: str, *more: str) -> tuple[int, str]:
        return self.run(command, *more, "--outputs", str(self.outputs))

    def change(self, before: str, after: str) -> None:
        """Change the source, and tie its easy-read words to it again."""
        text = self.source.read_text(encoding="utf-8")
        assert before in text
        self.source.write_text(text.replace(before, after), encoding="utf-8")
        write_ties(self.source)


def desk(folder: Path, text: str = IRON, files: Mapping[str, str] | None = None) -> Desk:
    """A desk with a source that is written and tied, files beside it, and a key."""
    made = Desk(folder)
    made.source.parent.mkdir(parents=True)
    for name in ("publisher.yaml", "pictures.yaml"):
        shutil.copy(EDITIONS / name, made.source.parent / name)
    for name, content in (files or {}).items():
        (made.source.parent / name).write_text(content, encoding="utf-8")
    made.source.write_text(text, encoding="utf-8")
    write_ties(made.source)
    assert made.run("key", str(folder / "house.pem"))[0] == 0
    return made


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refused(at: Desk, *more: str) -> str:
    """The one sentence with which a release is refused; nothing is released then."""
    before = bytes_of(at.released) if at.released.exists() else {}
    code, answer = at.release(*more)
    assert code == 2, answer
    assert answer.count("\n") == 1, answer
    after = bytes_of(at.released) if at.released.exists() else {}
    assert before == after
    return answer


def page_text(element: html.HtmlElement) -> str:
    """The words of a part of a page, with one space between them."""
    return " ".join(element.text_content().split())


def report_page(at: Desk) -> html.HtmlElement:
    """The report on the iron document, made now."""
    code, said = at.ask("report", "iron")
    assert code == 0, said
    return html.fromstring((at.outputs / "iron" / "report.html").read_text(encoding="utf-8"))
