"""Large print: a PDF for people who need big, clear type."""
