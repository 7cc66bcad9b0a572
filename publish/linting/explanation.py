"""What there is to read about a lint rule: its page, which shows what it finds and the same put right."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from publish.contracts.rule import Rule, Severity, rules
from publish.errors import UsageError
from publish.linting.runner import UNREADABLE

_PAGES = "docs/lint"
_ROOT = Path(__file__).parents[2]
"""The repository, where the library is used from there: an installed library has no documents beside it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule's name, its page as the repository names it, and that page's text, or else what the rule is in short."""

    rule: str
    page: str
    text: str


def explanation(name: str) -> Explanation:
    """What there is to read about the rule of a name. Raises `UsageError` where no installed rule has it."""
    installed = rules()
    named = [rule for rule in installed if rule.id == name]
    if not named and name != UNREADABLE:
        near = get_close_matches(name, [UNREADABLE, *(rule.id for rule in installed)], n=1)
        meant = f"Did you mean {near[0]}?" if near else "Each message of lint ends with the name of its rule."
        raise UsageError(f"there is no rule “{name}”. {meant}")
    page = f"{_PAGES}/{name}.md"
    path = _ROOT / page
    return Explanation(name, page, path.read_text(encoding="utf-8") if path.is_file() else _in_short(name, named, page))


def _in_short(name: str, named: list[Rule], page: str) -> str:
    """A rule's severity and what it looks for, where its page is not at hand."""
    if named:
        lines = [f"{rule.severity}: {(rule.find.__doc__ or rule.id).splitlines()[0]}" for rule in named]
    else:
        lines = [f"{Severity.ERROR}: What keeps the source from being read."]
    return "\n".join(
        (
            f"# `{name}`",
            "",
            *lines,
            "",
            f"Its page, with an example: {page} in the repository that the rule comes from.",
        )
    )
