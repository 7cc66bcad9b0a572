"""A document as a canonical source: made to fit the grammar, escaped and written."""
