"""Paged editions by Typst: a publication as data, templates that set it, PDF/UA-1 with all its tags."""
