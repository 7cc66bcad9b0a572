"""A new source from a template that explains every part, ready to be built at once."""

from __future__ import annotations

from pathlib import Path

import yaml

from publish.errors import UsageError
from publish.importing.assemble import slug
from publish.plain_files import write_whole
from publish.source.companions import PUBLISHER

_SOURCE = """---
{title}             # needed: what the document is called; it heads every edition
{id}                # the editions' file name: small letters, digits and hyphens
lang: en-GB         # needed: the language, as a BCP 47 tag
summary: >-         # needed: one or two sentences; the first that a reader or listener gets
  Summary needed.
# last-reviewed: 2026-01-31     the day, or the month (2026-01), on which experts last checked the text
# updated: 2026-01              when the text last changed
# next-review-due: 2029-01-31   when it must be checked again; lint reminds you
# version: 1.0                  which version this is; publish release puts it out under this number
# subject: [iron, blood]        what a catalogue files it under
# audience: adults              whom it is for, where not for everybody
# short-title: Iron             above the pages of large print, where the title needs more than two lines
# easy-read-title: A plain title      the title of the easy-read edition, once there are easy-read blocks
# easy-read-checked-by: reading group of ten people   only when people with a learning disability have checked it
# accessibility-checked-by: accessibility lead   only when a role has checked the editions' accessibility
# accessibility-checked: 2026-03-31   the day on which it did
---

Write here what comes before the first heading, or take this paragraph out.

# What is it? {{#what-is-it}}

A heading with one # opens a section, with two a section inside it. Write short sentences and plain words.

- A list item starts with a hyphen.
- Leave a blank line before and after a list.

## Where to find more {{#where-to-find-more}}

[The page you mean]{{.link-needed}} is a link whose address is still to be found. A link that has one looks like this:
[the charity’s website](https://www.example.org).

# Sources {{#sources}}

- Name here what the text is based on, so that readers can check it.
"""

PUBLISHER_TEMPLATE = """# Who publishes. Every edition shows it. docs/source.md names what more can stand here.
name: Name of the charity
registrations:
  - label: Registered Charity Number
    number: "0000000"
helpline:
  label: Helpline
  value: "0000 000 0000"
"""


def new_source(title: str, target: Path) -> tuple[Path, ...]:
    """Write a source for a title, and publisher.yaml beside it where there is none; the files written.

    Raises `UsageError` where the title is empty, or the file is there already or cannot be written.
    """
    title = " ".join(title.split())
    if not title or not title.isprintable():
        raise UsageError("the title is empty. Give the document a title.")
    if target.suffix != ".md":
        raise UsageError(f"{target}: a source is a Markdown file. Name it *.md.")
    if target.exists() or target.is_symlink():
        raise UsageError(f"{target} is there already. Name another file.")
    text = _SOURCE.format(title=_line("title", title), id=_line("id", slug(target.stem) or slug(title) or "new"))
    files = [(target, text)]
    if not (target.parent / PUBLISHER).exists():
        files.append((target.parent / PUBLISHER, PUBLISHER_TEMPLATE))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for path, content in files:
            write_whole(path, content)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}.") from None
    return tuple(path for path, _ in files)


def _line(key: str, value: str) -> str:
    return yaml.safe_dump({key: value}, allow_unicode=True, width=10_000).rstrip("\n")
