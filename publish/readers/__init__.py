"""What reads editions back, one room a file type. Nothing here imports what writes."""
