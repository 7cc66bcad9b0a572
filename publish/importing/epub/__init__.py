"""EPUB books to documents."""
