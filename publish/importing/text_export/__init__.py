"""The plain-text export of a web page to a document: headings, levels and page furniture found by form."""
