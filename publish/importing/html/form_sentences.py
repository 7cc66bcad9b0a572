"""Sentences that stand within a small form: the form is left out, what it says to the reader is not.

Without this “Do not take this if you are pregnant.” goes with the field under it.
"""

from __future__ import annotations

from lxml import html

from publish.contracts.importer import Doubt, Notes
from publish.importing.html.content import CONTROLS, Element, drop, is_left_form, words_of
from publish.importing.html.icons import GUESSED
from publish.importing.html.site import is_site

_FEWEST = 5  # words


def keep_sentences(page: Element, notes: Notes) -> None:
    """Bring paragraphs that are sentences, and hold no field, out of each form that is left out; they are marked."""
    for form in list(page.iter("form")):
        if not is_left_form(form) or is_site(f"{form.get('class', '')} {form.get('id', '')}".casefold(), whole=False):
            continue
        for line in [line for line in form.iter("p") if _is_sentence(line)]:
            drop(line)
            line.tail = None
            form.addprevious(line)
            mark = html.Element("span", {GUESSED: "yes"})
            mark.text, line.text = line.text, None
            mark.extend(list(line))
            line.append(mark)
            words = words_of(line)
            notes.doubts.append(Doubt(line.sourceline or 0, f"“{words[:60]}” stands within a form", words))


def _is_sentence(line: Element) -> bool:
    words = words_of(line)
    fields = next(line.iter(*CONTROLS), None) is not None
    return not fields and len(words.split()) >= _FEWEST and words.endswith((".", "!"))
