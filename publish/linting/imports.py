"""What an import left for a person to settle: guesses marked `.check`, and pictures that are still needed."""

from __future__ import annotations

import re

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.source.unsettled_marks import CHECK, front_marks, marks

_NAME = re.compile(r"\]\(<?(?P<name>[^)>]*)>?\)\{")


def _checks(subject: Subject) -> Places:
    """Guesses that a person has still to look at."""
    for line, guess in front_marks(subject.yaml):
        yield line, f"{guess}: compare the original, then take this line away."
    for mark in marks(subject.body):
        if mark.kind == CHECK:
            yield mark.line, _check(mark.text)


def _pictures(subject: Subject) -> Places:
    """Pictures that are still to come, or to be described."""
    for mark in marks(subject.body):
        if mark.kind == CHECK:
            continue
        name = _NAME.search(mark.text[: mark.start + 1])
        shown = f" ({name['name']})" if name else ""
        message = (
            f"a picture is still needed here{shown}: its file is not beside the source, or nobody has said "
            "what it shows. Editions show an empty frame with the words in the brackets. Put the file there, "
            "describe it in the brackets, and take .picture-needed away."
        )
        yield mark.line, message


def _check(text: str) -> str:
    stripped = text.lstrip()
    after = "then take .check away."
    if stripped.startswith("#"):
        return (
            "the level of this heading, or that it is one, was guessed. Listeners find their way by headings: "
            "compare the page, "
            f"put the number of # right, {after}"
        )
    if stripped.startswith(":::"):
        return f"the title, caption or headers of this block were guessed. Compare the page, put them right, {after}"
    return f"two lines were joined here, or kept apart, by a guess. Read the sentence, put it right, {after}"


RULES = (
    Rule("import-check", Severity.WARNING, _checks),
    Rule("picture-missing", Severity.WARNING, _pictures),
)
