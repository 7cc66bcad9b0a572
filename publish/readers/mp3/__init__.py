"""The independent reader of MP3 files."""
