"""Large print: a PDF for people who need big, clear type."""

from formats.large_print.large_print import LargePrint

__all__ = ["LargePrint"]
