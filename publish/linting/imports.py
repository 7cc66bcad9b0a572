"""What an import left for a person to settle: guesses marked `.check`, and pictures that are still needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.linting.remarks import Found, Severity
from publish.model.publication import Publication
from publish.source.files import text_of_file
from publish.source.front_matter import split

_CODE_FENCE = re.compile(r"[\s>]*(?:(?:[-*+:]|\d{1,9}[.)])\s[\s>]*)*(`{3,}(?=[^`]*$)|~~~+)")
_CODE_END = re.compile(r"[\s>]*(```+|~~~+)\s*")
_MARK = re.compile(r"\{[^{}]*?\.(?P<mark>check|picture-needed)\b[^{}]*\}")
_FRONT_MARK = "# .check:"
_NAME = re.compile(r"\]\(<?(?P<name>[^)>]*)>?\)\{")


def marks(publication: Publication) -> Found:
    """Every mark of the source, in order."""
    for number, text in enumerate(text_of_file(publication.source).split("\n"), 1):
        if number > 1 and text == "---":
            break
        if text.startswith(_FRONT_MARK):
            message = f"{text.removeprefix(_FRONT_MARK).strip()}: compare the original, then take this line away."
            yield number, Severity.WARNING, "import-check", message
    for number, text in _lines(publication):
        for match in _MARK.finditer(text):
            if match["mark"] == "check":
                yield number, Severity.WARNING, "import-check", _check(text)
                continue
            name = _NAME.search(text[: match.start() + 1])
            shown = f" ({name['name']})" if name else ""
            message = (
                f"a picture is still needed here{shown}: its file is not beside the source, or nobody has said "
                "what it shows. "
                "Editions show an empty frame. Put the file there, describe it in the brackets, and take "
                ".picture-needed away."
            )
            yield number, Severity.WARNING, "picture-missing", message


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


def _lines(publication: Publication) -> Iterator[tuple[int, str]]:
    """The lines of the source's body with their numbers, code blocks apart."""
    body = split(publication.source, text_of_file(publication.source)).body
    fence = ""
    for number, text in enumerate(body.split("\n"), 1):
        opened = _CODE_END.fullmatch(text) if fence else _CODE_FENCE.match(text)
        if opened and not fence:
            fence = opened[1]
        elif opened and opened[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, text
