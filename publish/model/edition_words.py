"""The words that paged editions add of their own, in the languages of their readers.

A language that is not here gets English, which must then be marked as English.
"""

from __future__ import annotations

from dataclasses import dataclass

import langcodes


@dataclass(frozen=True, slots=True)
class AddedWords:
    """The headings over the contents list and the notes, and what stands before the number of a note or page.

    `language` is that of the words where the document has another, "" where it is the document's own.
    """

    contents: str
    notes: str
    note: str
    page: str
    language: str = ""


_WORDS = {
    "ar": AddedWords("المحتويات", "الملاحظات", "ملاحظة", "صفحة"),
    "bn": AddedWords("সূচিপত্র", "টীকাসমূহ", "টীকা", "পৃষ্ঠা"),
    "cy": AddedWords("Cynnwys", "Nodiadau", "nodyn", "tudalen"),
    "en": AddedWords("Contents", "Notes", "note", "page"),
    "es": AddedWords("Índice", "Notas", "nota", "página"),
    "fr": AddedWords("Sommaire", "Notes", "note", "page"),
    "pa": AddedWords("ਵਿਸ਼ਾ ਸੂਚੀ", "ਟਿੱਪਣੀਆਂ", "ਟਿੱਪਣੀ", "ਪੰਨਾ"),
    "pl": AddedWords("Spis treści", "Przypisy", "przypis", "strona"),
    "ur": AddedWords("فہرست", "حواشی", "حاشیہ", "صفحہ"),
}
_SCRIPTS = {"pa": "Guru"}  # where a language has several, the script of the words here
_ENGLISH = AddedWords("Contents", "Notes", "note", "page", "en")


def added_words(language: str) -> AddedWords:
    """The words for a document in a language (BCP 47 tag)."""
    tag = langcodes.get(language)
    script = tag.maximize().script
    base = str(tag.language)
    return _WORDS.get(base, _ENGLISH) if _SCRIPTS.get(base, script) == script else _ENGLISH
