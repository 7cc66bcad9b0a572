"""Plugins that stand for others in the tests: sound without words, and formats made up on the spot."""
