"""What every lint rule promises, as tests: derive a class named Test…, give it `rules` and an example of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from publish.contracts.rule import Rule, rules
from publish.linting.remarks import Remark
from publish.linting.runner import UNREADABLE, lint_one

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TODAY = date(2026, 3, 2)
_PUBLISHER = "name: Example\nregistrations: []\nhelpline: {label: Helpline, value: 0800 123 4567}\n"
_FRONT = (
    "---\ntitle: Iron\nlang: en-GB\nsummary: What iron does.\nlast-reviewed: 2026-01\nnext-review-due: 2029-01\n---\n\n"
)


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule is for: text of a source that it must remark on, and text that says the same well."""

    bad: str
    good: str


class RuleConformance:
    """The tests of some rules. `examples` has one for each rule's id, as the text under the front matter."""

    rules: ClassVar[tuple[Rule, ...]]
    examples: ClassVar[Mapping[str, Example]]

    def test_they_are_found_by_their_entry_point(self) -> None:
        """All of them are among the installed rules."""
        assert set(self.rules) <= set(rules())

    def test_their_ids_are_names_of_their_own(self) -> None:
        """Small letters, digits and hyphens; no two installed rules have one id."""
        ids = [rule.id for rule in rules()]
        for rule in self.rules:
            assert _ID.fullmatch(rule.id), rule.id
            assert ids.count(rule.id) == 1, rule.id

    def test_each_has_an_example(self) -> None:
        """An example for each rule, and none without one."""
        assert set(self.examples) == {rule.id for rule in self.rules}

    def test_each_finds_its_bad_example_on_its_line(self, tmp_path: Path) -> None:
        """The remark names a line of the file that is there, and says in a whole sentence what to do."""
        for name, example in self.examples.items():
            remarks = self._remarks(name, example.bad, tmp_path)
            assert remarks, f"{name} finds nothing in its bad example"
            for remark in remarks:
                lines = remark.path.read_text(encoding="utf-8").splitlines()
                assert 1 <= remark.line <= len(lines), f"{name}: there is no line {remark.line}"
                assert remark.message.rstrip().endswith((".", "!", "?", ":", "}", ")", "`", "”")), remark.message

    def test_each_is_content_with_its_good_example(self, tmp_path: Path) -> None:
        """What follows the advice is not remarked on again."""
        for name, example in self.examples.items():
            assert not self._remarks(name, example.good, tmp_path), name

    def _remarks(self, rule: str, body: str, folder: Path) -> list[Remark]:
        (folder / "publisher.yaml").write_text(_PUBLISHER, encoding="utf-8")
        source = folder / "iron.md"
        source.write_text(_FRONT + body, encoding="utf-8")
        remarks = lint_one(source, _TODAY)
        unreadable = [remark.message for remark in remarks if remark.rule == UNREADABLE]
        assert not unreadable, f"the example cannot be read: {unreadable}"
        return [remark for remark in remarks if remark.rule == rule]
