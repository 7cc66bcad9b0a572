"""Sound into MP3 files: frames and tag."""
