"""What an import left for a person to settle: guesses marked `.check`, and pictures that are still needed."""

from __future__ import annotations

import re

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.source.unsettled_marks import CHECK, Mark, front_marks, marks

_GREATER = re.compile(r"\[\\?(>[^\]]*)\]$")
_NAME = re.compile(r"\]\(<?(?P<name>[^)>]*)>?\)\{")


def _checks(subject: Subject) -> Places:
    """Guesses that a person has still to look at."""
    for line, guess in front_marks(subject.yaml):
        yield line, f"{guess}: compare it with the original, then delete this line."
    for mark in marks(subject.body):
        if mark.kind == CHECK:
            yield mark.line, _check(mark)


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
            "describe it in the brackets, and delete .picture-needed."
        )
        yield mark.line, message


def _check(mark: Mark) -> str:
    stripped = mark.text.lstrip()
    after = "then delete .check."
    if stripped.startswith("#"):
        return (
            "this heading, or its level, was guessed. Listeners find their way by headings: compare it with the "
            f"page, correct the number of #, {after}"
        )
    if stripped.startswith(":::"):
        what = "the title, caption or headers of this block were guessed."
        return f"{what} Compare them with the page, correct them, {after}"
    if greater := _GREATER.search(mark.text[: mark.start]):
        what = f"“{greater[1]}” was taken for “more than” and a figure, and may begin a quotation."
        return f"{what} Read the sentence, correct it, {after}"
    return f"two lines were joined here, or kept apart, by a guess. Read the sentence, correct it, {after}"


RULES = (
    Rule("import-check", Severity.WARNING, _checks),
    Rule("picture-missing", Severity.WARNING, _pictures),
)
