"""Every threshold of listening, with the figure that chose it. They are few: see `judge.py`."""

MARGIN = 2.0
"""Nats by which one text must be likelier than the other before the choice between them counts. Of 60 damaged sentences
the nearest came to -3.9 and the median to -13; of telephone numbers heard wrong but said right the nearest to 13."""

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
"""Likeness of sounds from which on something that is no English word is a spelling of the script's words."""

SLIPS = 3
"""Sounds that may differ between two spellings of the same words."""

CLEARLY = 5.0
"""Nats by which other words that sound nearly the same must be likelier to be wrong, not in doubt."""

PACE_S = 0.0765
"""Seconds of speech for a sound (101 pieces of six documents, voice heart). A slower voice costs a second hearing."""

MORE, MORE_S = 1.25, 1.5
"""Share, and seconds, by which a piece may have more speech than the words heard in it need: 1.21 and 2.8 at most in
101 right pieces, 1.33 and 3.5 where a sentence was said twice and heard once."""

CUT_S, CUT_PAUSE_S = 4.0, 0.4
"""The short cuts in which such a piece is heard again: at most so long, and at every pause of a paragraph."""
