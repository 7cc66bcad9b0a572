"""Where the keys of a front matter stand."""

from __future__ import annotations

from publish.contracts.rule import Subject
from publish.source.yaml_source import parse


def front_line(subject: Subject, *key: str | int) -> int:
    """The line of a key of the front matter."""
    return parse(subject.publication.source, subject.yaml, first_line=2).line(key)
