"""Hearing whether an audio edition really says its script: recognisers, alignment, and what the two come to."""
