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
    DIGITS_EXCHANGED = "two digits exchanged (12 to 21)"
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
    STYLE_CHANGED = "style that hides words"
    SCRIPT_ADDED = "script put in"
    WORD_UNEXPLAINED = "word list entry removed"
    MOVED_OFF = "moved off the page"
    COVERED = "covered by a shape"
    CLIPPED = "cut off by a clip"
    WHITE = "white on white"
    SHRUNK = "made smaller"
    MARK_MOVED = "accent beside its letter"
    STRUCK = "words struck through"
    SIGN_DRAWN = "minus drawn as decoration before words"
    PICTURE_REPEATED = "picture drawn once more as decoration"
    NUMBER_OVERPRINTED = "page number overprinted"
    PHRASE_DROPPED = "sentence dropped from what is played"
    PHRASES_SWAPPED = "times of two sentences swapped"
    CLIP_MOVED = "sentence's time moved"
    FILE_MISSING = "file of the package missing"
    FILES_SWAPPED = "sound of two sections swapped"
    PARAGRAPHS_EXCHANGED = "paragraphs exchanged on the page"
    ITEMS_EXCHANGED = "list items exchanged on the page"
    ROWS_EXCHANGED = "table rows exchanged on the page"
    CELLS_EXCHANGED = "table cells exchanged on the page"
    LINES_EXCHANGED = "lines exchanged on the page"
    WORDS_EXCHANGED = "words of a line exchanged on the page"
    BESIDE_EXCHANGED = "rows of picture and words exchanged on the page"
    PICTURES_EXCHANGED = "pictures exchanged under their tags"
    STRESS_REMOVED = "emphasis removed"
    TAKEN_OUT_OF_BOX = "paragraph moved out of its box"
    TAKEN_INTO_BOX = "paragraph moved into a box"
    GLYPHS_EXCHANGED = "outlines of two letters exchanged"
    TAG_LOST = "content taken out of the tags"
    CONTENT_LOST = "content no longer marked as its tag's"
    SCOPE_REMOVED = "header cell without its scope"
    SCOPE_TURNED = "header cell said to head the other way"
    HEADERS_EMPTIED = "cell that names no header cells"
    HEADERS_EXCHANGED = "cell that names other header cells"
    LINK_UNTAGGED = "link that leads back to no tag"
    LINK_PLACES_EXCHANGED = "places of two links exchanged"
    LINK_SAID_OTHERWISE = "link described as another"
    FONT_REMOVED = "font taken out of the file"
    HYPHENATED = "word broken at the end of a line"
    UNIT_SCALED = "page scaled down by its unit"
    UNTAGGED = "file no longer called tagged"
    BOX_REMOVED = "TrimBox or BleedBox removed"
    BOXES_MOVED = "TrimBox and BleedBox moved off the paper"
    INKS_AS_LIGHT = "colour said as light in place of inks"
    TEXT_IN_FOUR_INKS = "black text in four inks"
    PAGE_MOVED = "start of a printed page moved"
    PAGE_REMOVED = "start of a printed page removed"
    PAGE_RENUMBERED = "printed page said as another"
    PAGE_DOUBLED = "start of a printed page doubled"
    PAGE_UNLISTED = "printed page taken from the list"
    PAGE_MISLISTED = "printed page listed as another"
    PAGE_SOURCE_CHANGED = "source of the pages changed"
    COUNTED_OTHERWISE = "list that shows other numbers than it counts"
    NUMBER_BEFORE = "number of a list put before words that are no item"
    INDENTED_OFF = "words indented out of their column"
    SPACE_LOST = "space at the edge of words lost"
    COLUMN_NARROWED = "column too narrow for its words"
    JOINED_CELL_FILLED = "words in a cell that is joined to another"
    BAR_REMOVED = "box without its bar"
    PAGE_NUMBER_FIXED = "page number that is no field"
    FACE_EXCHANGED = "other letters named in place of a face"
    LOOSE_WORDS = "words in no item, row or figure"
    ROW_FIRST = "last row shown first"
    HIDDEN_AS_HEAD = "word hidden as a page's head"
    FORMULA_ACTS = "formula that acts"
    METADATA_TURNED = "metadata from right to left"
    NAMED_OTHERWISE = "publisher named otherwise by what players show"
    CUE_PUT_OFF = "caption put off the picture"
    MASTER_REORDERED = "chapters in another order for players that begin with the master SMIL"
    COMMENTED_OUT = "words that a browser takes for a comment"


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
_ON_PAPER = {
    Kind.MOVED_OFF,
    Kind.COVERED,
    Kind.CLIPPED,
    Kind.WHITE,
    Kind.SHRUNK,
    Kind.STRUCK,
    Kind.SIGN_DRAWN,
    Kind.PICTURE_REPEATED,
    Kind.MARK_MOVED,
    Kind.NUMBER_OVERPRINTED,
}
_IN_TAGGED_FILES = {
    Kind.TAG_LOST,
    Kind.CONTENT_LOST,
    Kind.SCOPE_REMOVED,
    Kind.SCOPE_TURNED,
    Kind.HEADERS_EMPTIED,
    Kind.HEADERS_EXCHANGED,
    Kind.LINK_UNTAGGED,
    Kind.LINK_PLACES_EXCHANGED,
    Kind.LINK_SAID_OTHERWISE,
    Kind.FONT_REMOVED,
    Kind.HYPHENATED,
    Kind.UNIT_SCALED,
    Kind.UNTAGGED,
}
_OF_HEADERS = {Kind.SCOPE_REMOVED, Kind.SCOPE_TURNED, Kind.HEADERS_EMPTIED, Kind.HEADERS_EXCHANGED}
_EXCHANGED = {
    Kind.PARAGRAPHS_EXCHANGED,
    Kind.ITEMS_EXCHANGED,
    Kind.LINES_EXCHANGED,
    Kind.WORDS_EXCHANGED,
    Kind.GLYPHS_EXCHANGED,
}
_IN_TABLES_AND_PICTURES = {Kind.PICTURES_EXCHANGED, Kind.ROWS_EXCHANGED, Kind.CELLS_EXCHANGED}
_AT_THE_PRESS = {Kind.BOX_REMOVED, Kind.BOXES_MOVED, Kind.INKS_AS_LIGHT, Kind.TEXT_IN_FOUR_INKS}
_ON_PAPER |= _IN_TAGGED_FILES | _EXCHANGED
_IN_FILES = {Kind.FILE_MISSING, Kind.FILES_SWAPPED}
_IN_PHRASES = {Kind.PHRASE_DROPPED, Kind.PHRASES_SWAPPED, Kind.CLIP_MOVED}
_PRINTED_PAGES = {
    Kind.PAGE_MOVED,
    Kind.PAGE_REMOVED,
    Kind.PAGE_RENUMBERED,
    Kind.PAGE_DOUBLED,
    Kind.PAGE_UNLISTED,
    Kind.PAGE_MISLISTED,
    Kind.PAGE_SOURCE_CHANGED,
}
_ON_A_PAGE = {Kind.STYLE_CHANGED, Kind.SCRIPT_ADDED}
_IN_MARKUP_OF_WORD = {
    Kind.COUNTED_OTHERWISE,
    Kind.NUMBER_BEFORE,
    Kind.INDENTED_OFF,
    Kind.SPACE_LOST,
    Kind.COLUMN_NARROWED,
    Kind.JOINED_CELL_FILLED,
    Kind.BAR_REMOVED,
    Kind.PAGE_NUMBER_FIXED,
    Kind.FACE_EXCHANGED,
}
_IN_MARKUP_OF_PAGES = {
    Kind.LOOSE_WORDS,
    Kind.ROW_FIRST,
    Kind.HIDDEN_AS_HEAD,
    Kind.FORMULA_ACTS,
    Kind.METADATA_TURNED,
}
_IN_TEXTS_OF_SOUND = {Kind.NAMED_OTHERWISE, Kind.CUE_PUT_OFF, Kind.MASTER_REORDERED}
_IN_MARKUP = _IN_MARKUP_OF_WORD | _IN_MARKUP_OF_PAGES | _IN_TEXTS_OF_SOUND | {Kind.COMMENTED_OUT}
_ELSEWHERE = _PRINTED_PAGES | _AT_THE_PRESS | _ON_A_PAGE | _IN_MARKUP
_VISIBLE = frozenset(
    set(Kind)
    - _ELSEWHERE
    - _IN_SOUND
    - _IN_PICTURES
    - _ON_PAPER
    - _IN_TABLES_AND_PICTURES
    - {Kind.BESIDE_EXCHANGED}
    - _IN_FILES
    - _IN_PHRASES
)

_IN_EASY_WORDS = {
    Kind.PARAGRAPH_REMOVED,
    Kind.PARAGRAPH_REPEATED,
    Kind.FOREIGN_TEXT,
    Kind.SENTENCE_CUT,
    Kind.SECTION_EMPTIED,
    Kind.SECTIONS_SWAPPED,
    Kind.DIGIT_CHANGED,
    Kind.DIGITS_EXCHANGED,
    Kind.NOT_REMOVED,
    Kind.ALT_EMPTIED,
    Kind.HEADING_BOLD,
    Kind.CONTENTS_REMOVED,
    Kind.LANGUAGE_REMOVED,
    Kind.PICTURE_CHANGED,
    Kind.WORD_UNEXPLAINED,
}

TABLE: dict[str, frozenset[Kind]] = {
    "audio-zip": frozenset(_IN_FILES | {Kind.NAMED_OTHERWISE}),
    "audio-transcript": frozenset(
        {Kind.PHRASE_DROPPED, Kind.PHRASES_SWAPPED, Kind.CLIP_MOVED, Kind.FILE_MISSING}
        | {Kind.NAMED_OTHERWISE, Kind.CUE_PUT_OFF}
    ),
    "audiobook": frozenset(_IN_FILES | {Kind.NAMED_OTHERWISE}),
    "m4b": frozenset({Kind.CHAPTER_RENAMED, Kind.CHAPTER_REMOVED, Kind.CHAPTER_SHIFTED, Kind.SPAN_CUT}),
    "daisy": frozenset(_IN_FILES | _IN_PHRASES | {Kind.NAMED_OTHERWISE, Kind.MASTER_REORDERED}),
    "epub": _VISIBLE | _PRINTED_PAGES | _IN_MARKUP_OF_PAGES,
    "talking-epub": _VISIBLE | _PRINTED_PAGES | _IN_MARKUP_OF_PAGES | _IN_FILES | _IN_PHRASES,
    "word": _VISIBLE | _IN_MARKUP_OF_WORD,
    "large-print": _VISIBLE | _ON_PAPER | _IN_TABLES_AND_PICTURES,
    "print": _VISIBLE | _AT_THE_PRESS | _ON_PAPER | _IN_TABLES_AND_PICTURES,
    "easy-read": frozenset(_IN_EASY_WORDS | {Kind.BESIDE_EXCHANGED, Kind.PICTURES_EXCHANGED} | _ON_PAPER - _OF_HEADERS),
    "easy-read-web": frozenset(
        _IN_EASY_WORDS
        | _ON_A_PAGE
        | {Kind.LOOSE_WORDS, Kind.HIDDEN_AS_HEAD, Kind.COMMENTED_OUT}
        | {Kind.ITEM_REMOVED, Kind.ALT_REPLACED, Kind.LEVEL_CHANGED, Kind.LINK_CHANGED, Kind.LANGUAGE_WRONG}
    ),
    "easy-read-word": frozenset(
        _IN_EASY_WORDS
        | {Kind.ITEM_REMOVED, Kind.ALT_REPLACED, Kind.LEVEL_CHANGED, Kind.LINK_CHANGED}
        | {Kind.SPACE_LOST, Kind.COLUMN_NARROWED, Kind.PAGE_NUMBER_FIXED, Kind.FACE_EXCHANGED}
    ),
    "easy-read-audio": frozenset(
        _IN_SOUND
        | _IN_EASY_WORDS
        - {Kind.ALT_EMPTIED, Kind.HEADING_BOLD, Kind.CONTENTS_REMOVED, Kind.LANGUAGE_REMOVED, Kind.PICTURE_CHANGED}
    ),
    "audio": frozenset(
        _IN_SOUND
        | {
            Kind.UNIT_CHANGED,
            Kind.DIGIT_CHANGED,
            Kind.DIGITS_EXCHANGED,
            Kind.NOT_REMOVED,
            Kind.SECTIONS_SWAPPED,
            Kind.FOREIGN_TEXT,
            Kind.PARAGRAPH_REPEATED,
            Kind.SENTENCE_CUT,
        }
    ),
}
"""Which kinds each format can suffer."""
