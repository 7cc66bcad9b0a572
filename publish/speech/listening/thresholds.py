"""Every threshold of listening, with the figure that chose it (docs/proof.md, "Listening")."""

MARGIN = 2.0
"""Nats by which one text must be likelier than the other before the choice between them counts."""

HEARD = 0.5
"""Share of a sentence's words below which it is missing: a dropped sentence comes to at most 0.1, one that is there to
more than 0.7 (212 sentences)."""

ANOTHER = 0.3
"""Share of a chapter's words below which it says another text: the control of the proof comes to at most 0.2."""

FOREIGN = 6
"""Words in a row that the script does not have, from which on they are a finding of their own, not of a sentence."""

SAME = 0.8
"""Likeness of sounds from which on two wordings are the same words."""

NEARLY = 0.6
"""Likeness of sounds from which on something that is no English word is a spelling of the script's words, and below
which other words are wrong, not merely in doubt."""
