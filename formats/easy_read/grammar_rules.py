"""The rules of lint that need a parser: where the extra `easy` is not installed, lint says so."""

from __future__ import annotations

from formats.easy_read.grammar import grammar_faults
from formats.easy_read.lint_rules import line_faults
from publish.contracts.rule import Rule, Severity

RULES = (
    Rule("easy-read-grammar", Severity.ERROR, line_faults(grammar_faults, errors=True), stops_release=False),
    Rule("easy-read-grammar-advice", Severity.WARNING, line_faults(grammar_faults, errors=False)),
)
