"""The independent reader of XHTML pages."""
