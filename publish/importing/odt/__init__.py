"""OpenDocument texts to documents."""
