"""Markdown of other systems to documents."""
