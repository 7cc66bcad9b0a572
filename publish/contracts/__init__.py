"""What plugins keep: the contracts of formats and voices, and how they are found by entry points."""
