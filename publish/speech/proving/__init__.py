"""Whether an edition of sound says what its source says: the same proof for whatever holds the sound."""
