"""The model as XHTML."""
