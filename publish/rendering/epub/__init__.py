"""Writes the pages, the nav and the package of an EPUB: what all EPUB formats share in writing."""
