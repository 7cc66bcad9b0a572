"""Every accessible edition of a document from one source, each proved complete against it."""
