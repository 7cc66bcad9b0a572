"""The proof of an import: the input's words, read by code that the import does not share, against the source's."""
