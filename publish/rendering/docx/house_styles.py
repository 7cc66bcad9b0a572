"""The styles of a Word document: those of the template in the look of the house, at a size and in a direction."""

from __future__ import annotations

from importlib.resources import files

from lxml import etree

from publish.errors import EditionError
from publish.model.colours import Colour, colour
from publish.model.languages import direction
from publish.model.publication import Look, Publication
from publish.rendering.docx.ooxml import element, qualified
from publish.rendering.docx.run_languages import mark
from publish.rendering.docx.type_sizes import STANDARD, set_at

_HOUSE, _GROUNDS, _FACE = "1B3A6B", ("DCE6F4", "EEF3FA"), "Arial"  # the colours and the face of the template
_TINTS = (0.12, 0.06)  # shares of the house's colour in the grounds of header cells, above and beside


def house_styles(publication: Publication, size: int) -> etree._Element:
    """The styles part, for body text of `size` points. Raises `EditionError` where the template is not whole."""
    tree = in_house_look("styles.xml", publication.publisher.look)
    language = publication.document.metadata.language
    runs = tree.find(f".//{qualified('w:rPrDefault')}/{qualified('w:rPr')}")
    paragraphs = tree.find(f".//{qualified('w:pPrDefault')}/{qualified('w:pPr')}")
    if runs is None or paragraphs is None:
        raise EditionError("the style sheet of the Word format has no defaults: install the package again")
    if size > STANDARD:
        set_at(tree, size)
    runs.append(mark(language))
    if direction(language) == "rtl":
        # From right to left Word takes "left" for the side where lines start: the indents hold as they are.
        paragraphs.insert(1, element("w:bidi"))
        for border in tree.iter(qualified("w:left")):
            above = border.getparent()
            if above is not None and above.tag == qualified("w:pBdr"):
                border.tag = qualified("w:right")
    return tree


def in_house_look(name: str, look: Look) -> etree._Element:
    """A part of the template with the house's colour, tints of it and its typeface in the place of the template's.

    Scripts that the typeface need not have, such as Arabic, keep the face of the template (`cs`).
    """
    tree = _template(name)
    house = colour(look.colour)
    tints = (_hexadecimal(house, share) for share in _TINTS)
    colours = {_HOUSE: _hexadecimal(house, 1), **dict(zip(_GROUNDS, tints, strict=True))}
    for holder in tree.iter(etree.Element):
        for key, current in holder.attrib.items():
            if current in colours:
                holder.set(key, colours[current])
            elif current == _FACE and look.typeface and key != qualified("w:cs"):
                holder.set(key, look.typeface)
    return tree


def _hexadecimal(house: Colour, share: float) -> str:
    """A colour thinned with white, as Word writes it: "7A0019"."""
    return "".join(f"{round(255 - share * (255 - part)):02X}" for part in house)


def _template(name: str) -> etree._Element:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True, resolve_entities=False, no_network=True)
    return etree.fromstring(files(__package__).joinpath(name).read_bytes(), parser)
