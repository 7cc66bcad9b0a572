"""What speaking formats share: script, British normaliser, lexicon, voices, cache, listening."""
