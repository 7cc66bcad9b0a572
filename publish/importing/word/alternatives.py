"""What a Word file holds twice, in a new form and in one for older programs: one of the two is brought into the text.

pandoc drops both, and with them the crosses and ticks that Word writes so ("❌" as `symEx`).
"""

from __future__ import annotations

from lxml import etree

from publish.importing.word.xml_parts import W, unwrap

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_EXTENDED = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")


def settle_alternatives(root: etree._Element) -> None:
    """Keep the older form of what is text, or the sign that the new form names; pictures stay as they are."""
    for alternative in list(root.iter(f"{MC}AlternateContent")):
        if next(alternative.iter(*_PICTURES), None) is not None:
            continue
        forms = [*alternative.findall(f"{MC}Choice"), *alternative.findall(f"{MC}Fallback")]
        kept = next((form for form in forms if next(form.iter(f"{W}t", f"{W}sym"), None) is not None), None)
        sign = next(alternative.iter(f"{_EXTENDED}symEx"), None)
        if kept is None and sign is not None:
            kept = etree.SubElement(alternative, f"{MC}Choice")
            text = etree.SubElement(kept, f"{W}t")
            text.text = chr(int(sign.get(f"{_EXTENDED}char", "20"), 16))
        for form in list(alternative):
            if form is kept:
                unwrap(form)
            else:
                alternative.remove(form)
        unwrap(alternative)
