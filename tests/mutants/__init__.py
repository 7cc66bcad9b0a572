"""Deliberate damage to real edition files, to measure whether the proof of completeness finds it.

A mutant is one damaged file. `kinds.py` names the kinds of damage and says which formats have them; the modules named
after formats do the damage to files, `rewriting.py` to a publication that is then typeset or spoken. Readings are never
damaged: what is measured is the whole way from the file to the verdict.
"""
