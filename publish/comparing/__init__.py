"""What changed: all that a document says, kept with each release, and the differences between two versions of it."""
