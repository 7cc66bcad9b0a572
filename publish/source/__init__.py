"""Canonical Markdown and its companion files to a Publication."""
