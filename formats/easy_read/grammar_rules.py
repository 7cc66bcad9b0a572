"""The rules of lint that need a parser: where the extra `easy` is not installed, lint says so.

It names them then, for which it loads this module. So what they look with is loaded when they look: it takes 0.2 s.
"""

from __future__ import annotations

from publish.contracts.rule import Places, Rule, Severity, Subject


def _errors(subject: Subject) -> Places:
    return _faults(subject, errors=True)


def _advice(subject: Subject) -> Places:
    return _faults(subject, errors=False)


def _faults(subject: Subject, *, errors: bool) -> Places:
    from formats.easy_read.grammar import grammar_faults
    from formats.easy_read.lint_rules import line_faults

    _parse_lines(subject)
    yield from line_faults(grammar_faults, errors=errors)(subject)


def _parse_lines(subject: Subject) -> None:
    from formats.easy_read.easy_blocks import easy_read_blocks, is_english
    from formats.easy_read.easy_lines import sentences
    from formats.easy_read.parser import parse_ahead
    from publish.proof.ledger import text_of

    if is_english(subject.publication):
        lines = (line for block in easy_read_blocks(subject.publication) for line in block.lines)
        parse_ahead((sentence for line in lines for sentence in sentences(text_of(line.children))), subject.cache)


RULES = (
    Rule("easy-read-grammar", Severity.ERROR, _errors, stops_release=False),
    Rule("easy-read-grammar-advice", Severity.WARNING, _advice),
)
