"""The kinds of damage, and which formats have them. A later format joins this table when it is made."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What is done to an edition."""

    PARAGRAPH_REMOVED = "paragraph removed"
    ITEM_REMOVED = "list item removed"
    CELL_REMOVED = "table cell emptied"
    ROW_REMOVED = "table row removed"
    NOTE_REMOVED = "note removed"
    CAPTION_REMOVED = "caption removed"
    VIDEO_REMOVED = "video removed"
    SENTENCE_CUT = "sentence cut off"
    SECTION_EMPTIED = "section emptied"
    SECTIONS_SWAPPED = "sections swapped"
    PARAGRAPH_REPEATED = "paragraph repeated"
    FOREIGN_TEXT = "foreign text put in"
    DIGIT_CHANGED = "digit changed"
    POWER_FLATTENED = "power flattened (10⁹ to 109)"
    MINUS_REMOVED = "minus removed"
    NOT_REMOVED = "“not” removed"
    NOT_JOINED = "“not able” to “notable”"
    UNIT_CHANGED = "unit changed (mg to g)"
    UNIT_SPLIT = "“5 mg” to “5 m g”"
    ALT_EMPTIED = "text alternative emptied"
    ALT_REPLACED = "text alternative replaced by the file name"
    HEADING_BOLD = "heading made bold text"
    LEVEL_CHANGED = "heading level changed"
    HEADER_CELL_PLAIN = "header cell made plain"
    LINK_CHANGED = "link target changed"
    CONTENTS_REMOVED = "contents entry removed"
    LANGUAGE_REMOVED = "language removed"
    LANGUAGE_WRONG = "language wrong"
    CHAPTER_RENAMED = "chapter renamed"
    CHAPTER_REMOVED = "chapter removed"
    CHAPTER_SHIFTED = "chapter shifted"
    NOT_ADDED = "“not” put in"
    DECISIVE_CHANGED = "deciding word turned (before to after)"
    WORD_CUT = "word cut out"
    WORDS_SWAPPED = "words swapped"
    ANOTHER_SPEAKER = "another speaker's sentence spliced in"
    SPAN_CUT = "sentence cut out of the sound"
    SPAN_SILENCED = "sentence silenced"
    SPANS_SWAPPED = "sentences swapped in the sound"
    PICTURE_CHANGED = "picture changed"
    WORD_UNEXPLAINED = "word list entry removed"
    MOVED_OFF = "moved off the page"
    COVERED = "covered by a shape"
    CLIPPED = "cut off by a clip"
    WHITE = "white on white"
    SHRUNK = "made smaller"
    NUMBER_OVERPRINTED = "page number overprinted"


_IN_SOUND = {
    Kind.NOT_ADDED,
    Kind.DECISIVE_CHANGED,
    Kind.WORD_CUT,
    Kind.WORDS_SWAPPED,
    Kind.ANOTHER_SPEAKER,
    Kind.CHAPTER_RENAMED,
    Kind.CHAPTER_REMOVED,
    Kind.CHAPTER_SHIFTED,
    Kind.SPAN_CUT,
    Kind.SPAN_SILENCED,
    Kind.SPANS_SWAPPED,
}
_IN_PICTURES = {Kind.PICTURE_CHANGED, Kind.WORD_UNEXPLAINED}
_ON_PAPER = {Kind.MOVED_OFF, Kind.COVERED, Kind.CLIPPED, Kind.WHITE, Kind.SHRUNK, Kind.NUMBER_OVERPRINTED}
_VISIBLE = frozenset(set(Kind) - _IN_SOUND - _IN_PICTURES - _ON_PAPER)

TABLE: dict[str, frozenset[Kind]] = {
    "epub": _VISIBLE,
    "word": _VISIBLE,
    "large-print": _VISIBLE | _ON_PAPER,
    "easy-read": frozenset(
        {
            *_ON_PAPER,
            Kind.PARAGRAPH_REMOVED,
            Kind.PARAGRAPH_REPEATED,
            Kind.FOREIGN_TEXT,
            Kind.SENTENCE_CUT,
            Kind.SECTION_EMPTIED,
            Kind.SECTIONS_SWAPPED,
            Kind.DIGIT_CHANGED,
            Kind.NOT_REMOVED,
            Kind.ALT_EMPTIED,
            Kind.HEADING_BOLD,
            Kind.CONTENTS_REMOVED,
            Kind.LANGUAGE_REMOVED,
            Kind.PICTURE_CHANGED,
            Kind.WORD_UNEXPLAINED,
        }
    ),
    "audio": frozenset(
        {
            Kind.CHAPTER_RENAMED,
            Kind.CHAPTER_REMOVED,
            Kind.CHAPTER_SHIFTED,
            Kind.SPAN_CUT,
            Kind.SPAN_SILENCED,
            Kind.SPANS_SWAPPED,
            Kind.ANOTHER_SPEAKER,
            Kind.NOT_ADDED,
            Kind.DECISIVE_CHANGED,
            Kind.UNIT_CHANGED,
            Kind.WORD_CUT,
            Kind.WORDS_SWAPPED,
            Kind.DIGIT_CHANGED,
            Kind.NOT_REMOVED,
            Kind.SECTIONS_SWAPPED,
            Kind.FOREIGN_TEXT,
            Kind.PARAGRAPH_REPEATED,
            Kind.SENTENCE_CUT,
        }
    ),
}
"""Which kinds each format can suffer."""
