"""What formats and importers meet that nobody meant for them: files that are none of theirs, and awkward words."""

from __future__ import annotations

from publish.model.nodes import (
    Block,
    Cell,
    Definition,
    DefinitionList,
    List,
    ListItem,
    Note,
    Paragraph,
    Style,
    Styled,
    Table,
    Text,
)
from publish.testing.specimen import paragraph, words

FILES: dict[str, bytes] = {
    "nothing": b"",
    "a sentence": b"Dear Sir or Madam, take one tablet.",
    "every byte": bytes(range(256)) * 16,
    "zeros": bytes(4096),
    "the start of an archive": b"PK\x03\x04" + bytes(60),
    "the start of a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<",
    "the start of a picture": b"\x89PNG\r\n\x1a\n" + bytes(60),
    "the start of a sound": b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(60),
    "deep XML": b"<a>" * 5_000,
}
"""Contents of files of no format that could read them whole."""

SIGNS: dict[str, Block] = {
    "signs of XML": paragraph("If a < b && c > d, write &amp; and </p>, never <b>bold</b> or ]]>."),
    "signs of Markdown and TeX": paragraph("Write *stars*, _lines_, `ticks`, $x$, \\emph{this}, #hash and @name."),
    "quotation marks": paragraph("“Don’t,” she said, 'stop' the \"tablets\"."),
    "other scripts": paragraph("Ζαλάδα, головокружение, বমি and 眩暈 are not the same."),
    "an emoji": paragraph("Well done \N{THUMBS UP SIGN} and thank you."),
    "a long word": paragraph("pneumono" * 12 + " is one word."),
    "powers beside figures": Paragraph(
        (Text("Count 10"), Styled(Style.SUPERSCRIPT, words("9")), Text(" or 10⁹ of 5.0 µg/m², not 109."))
    ),
    "a full stop after a note": Paragraph((Text("It hurts"), Note((paragraph("Not much."),)), Text("."))),
    "a list in a definition in a list": List(
        (
            ListItem(
                (
                    paragraph("Outer"),
                    DefinitionList(
                        (
                            Definition(
                                words("Term"),
                                ((paragraph("Meaning"), List((ListItem((paragraph("Inner"),)),))),),
                            ),
                        )
                    ),
                )
            ),
        )
    ),
    "two headers of the same words": Table(
        words("Doses"),
        ((Cell(words("Dose")), Cell(words("Day"))), (Cell(words("Dose")), Cell(words("Hour")))),
        ((Cell(words("5 mg")), Cell(words("1"))),),
        0,
    ),
    "row headers without a header row": Table(
        words("Doses"),
        (),
        (
            (Cell(words("Morning"), row_span=2), Cell(words("5 mg"))),
            (Cell(words("6 mg")),),
            (Cell(words("Night")), Cell(words("7 mg"))),
        ),
        1,
    ),
    "one column of row headers": Table(words("Times"), (), ((Cell(words("Morning")),), (Cell(words("Night")),)), 1),
}
"""Blocks that formats once gave back wrongly though they held them, and words that look like their own marks."""
