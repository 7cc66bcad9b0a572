"""Print: the standard edition as a leaflet, on A4 and as an A5 booklet, to be read on a screen and for the press."""

from formats.print.leaflet import Print

__all__ = ["Print"]
