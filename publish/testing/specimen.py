"""A small publication that holds every node of the model, with the traps that editions fall into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from publish.model.nodes import (
    Asset,
    Callout,
    CalloutKind,
    Cell,
    Code,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    EasyRead,
    EasyReadLine,
    Figure,
    InlineImage,
    LineBreak,
    Link,
    List,
    ListItem,
    Math,
    MathBlock,
    Metadata,
    Note,
    Paragraph,
    PartialDate,
    Quote,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
    Video,
    walk,
)
from publish.model.publication import Contact, GlossaryEntry, Lexeme, Picture, Publication, Publisher, Registration
from publish.source.identity import identified, tie
from publish.source.imprint import front, imprint

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80" width="120" height="80">'
    b'<rect x="10" y="10" width="100" height="60" rx="8" fill="#fff" stroke="#000" stroke-width="4"/>'
    b'<circle cx="60" cy="40" r="16" fill="#000"/></svg>'
)

MATHML = (
    '<math display="inline" xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>t</mi>'
    '<mo stretchy="false" form="prefix">(</mo><mn>9</mn><mo>;</mo><mn>22</mn>'
    '<mo stretchy="false" form="postfix">)</mo></mrow>'
    '<annotation encoding="application/x-tex">t(9;22)</annotation></semantics></math>'
)
POWER = (
    '<math display="block" xmlns="http://www.w3.org/1998/Math/MathML"><semantics><msup><mi>x</mi><mn>2</mn></msup>'
    '<annotation encoding="application/x-tex">x^2</annotation></semantics></math>'
)

PUBLISHER = Publisher(
    name="Example Blood Charity",
    registrations=(Registration("Registered Charity Number", "1234567"),),
    helpline=Contact("Helpline", "0800 123 4567", "tel:08001234567"),
    contacts=(Contact("WhatsApp", "07700 900 123", None),),
)


def words(value: str) -> tuple[Text, ...]:
    """One run of text."""
    return (Text(value),)


def paragraph(value: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(words(value))


def item(value: str, *more: List | Paragraph) -> ListItem:
    """A list item of plain text with what stands under it."""
    return ListItem((paragraph(value), *more))


def _inlines() -> Section:
    note = Note((paragraph("A note about iron, with 5 mg in it."),))
    return Section(
        "inlines",
        1,
        (Text("Iron and "), Styled(Style.EMPHASIS, words("blood"))),
        (
            Paragraph(
                (
                    Text("Iron is "),
                    Styled(Style.EMPHASIS, words("not")),
                    Text(" able to act at "),
                    Styled(Style.STRONG, words("10")),
                    Text(" to 20% of 10"),
                    Styled(Style.SUPERSCRIPT, words("9")),
                    Text("/L in H"),
                    Styled(Style.SUBSCRIPT, words("2")),
                    Text("O, or 10⁹, "),
                    Styled(Style.STRIKE, words("never")),
                    Text(" "),
                    Styled(Style.SMALL_CAPITALS, words("bce")),
                    Text("; the minus in −5 °C stays. “Don’t stop,” it says."),
                )
            ),
            Paragraph(
                (
                    Text("See "),
                    Link(words("the national pages"), "https://example.org/iron?a=1&b=2"),
                    Text(", "),
                    Link(words("the list below"), "#lists"),
                    Text(" and "),
                    Link(words("our booklet"), None),
                    Text(". Ring "),
                    Link(words("0800 123 4567"), "tel:08001234567"),
                    Text(". Type "),
                    Code("iron --help"),
                    Text(". The change is "),
                    Math("t(9;22)", MATHML, "t(9;22)"),
                    Text(" here."),
                    note,
                )
            ),
            Paragraph(
                (
                    Text("Say "),
                    Span(words("bore da"), "cy"),
                    Text(" first."),
                    LineBreak(),
                    Text("Then look at "),
                    InlineImage(Asset("dot.svg", "image/svg+xml", SVG), "a black dot in a box"),
                    Text(" and "),
                    InlineImage(Asset("dot.svg", "image/svg+xml", SVG), "", decorative=True),
                    Text("go on."),
                )
            ),
        ),
    )


def _lists() -> Section:
    deep = List((item("Deepest point"), item("Point beside it")))
    nested = List((item("First step", deep), item("Second step")), ordered=True, start=3)
    return Section(
        "lists",
        1,
        words("Lists"),
        (
            List((item("Tea"), item("Milk", paragraph("Milk has a second paragraph."), nested), item("Water"))),
            List((item("Count one"), item("Count two")), ordered=True),
            DefinitionList(
                (
                    Definition(words("Ferritin"), ((paragraph("A store of iron."),),)),
                    Definition(words("Haem"), ((paragraph("It binds oxygen."),), (paragraph("It is red."),))),
                )
            ),
        ),
        (
            Section(
                "things",
                2,
                words("Quotations and code"),
                (
                    Quote((paragraph("I felt tired for months."), paragraph("Then I knew."))),
                    CodeBlock("dose = 5\nprint(dose)"),
                    MathBlock(Math("x^2", POWER, "x⁽2⁾")),
                    Callout(
                        CalloutKind.WARNING,
                        "Call 999",
                        (paragraph("If you cannot breathe."), List((item("Sit up"), item("Stay warm")))),
                    ),
                    Video(
                        "https://video.example.org/watch?v=1",
                        "Taking iron",
                        (paragraph("A nurse takes two tablets with juice."),),
                    ),
                ),
                (Section("deep", 3, words("A deep section"), (paragraph("It says one thing."),)),),
            ),
        ),
    )


def _tables() -> Section:
    return Section(
        "tables",
        1,
        words("Tables and pictures"),
        (
            Table(
                words("Tablets in a day"),
                (
                    (Cell(words("Age"), row_span=2), Cell(words("Dose"), column_span=2)),
                    (Cell(words("Morning")), Cell(words("Evening"))),
                ),
                (
                    (Cell(words("Adult"), row_span=2), Cell(words("1 mg")), Cell(words("2 mg"))),
                    (Cell(words("3 mg"), column_span=2),),
                    (Cell(words("Child")), Cell(words("0.5 mg")), Cell(words("none"))),
                ),
                row_headers=1,
            ),
            Figure(
                Asset("cell.svg", "image/svg+xml", SVG),
                "A round cell with a dark middle",
                (Text("A cell, "), Styled(Style.STRONG, words("enlarged"))),
            ),
            Figure(Asset("line.svg", "image/svg+xml", SVG), "", decorative=True),
            EasyRead(
                "Iron",
                ("inlines", "lists", "things", "deep", "tables"),
                "00000000",  # `document` puts the right one
                (
                    EasyReadLine("blood", (Styled(Style.STRONG, words("Iron")), Text(" helps your blood."))),
                    EasyReadLine("doctor", words("Ask your doctor. You can ask again.")),
                ),
            ),
        ),
    )


def document() -> Document:
    """The specimen's document, with ids and with easy-read words that were written for it."""
    untied = identified(
        Document(
            Metadata(
                id="specimen",
                title="Iron & blood: a specimen",
                language="en-GB",
                summary="What iron does, and what it does not.",
                last_reviewed=PartialDate(2023, 6, 30),
                updated=PartialDate(2026, 3),
                next_review_due=PartialDate(2026, 6, 30),
                easy_read_title="Iron",
            ),
            (_inlines(), _lists(), _tables()),
            opening=(paragraph("Before the first heading stands this."),),
        )
    )
    written_for = tie(walk(untied.sections))
    *others, tables = untied.sections
    blocks = tuple(replace(block, tie=written_for) if isinstance(block, EasyRead) else block for block in tables.blocks)
    return replace(untied, sections=(*others, replace(tables, blocks=blocks)))


def specimen() -> Publication:
    """The specimen as a publication; nobody stands yet for what its easy-read words leave out."""
    whole = document()
    drawing = Asset("dot.svg", "image/svg+xml", SVG)
    pictures = {
        name: Picture(name, "a box with a dot", drawing, "Example Pictures", "CC BY-SA 4.0")
        for name in ("blood", "doctor")
    }
    return Publication(
        document=whole,
        publisher=PUBLISHER,
        front=front(whole.metadata, PUBLISHER),
        imprint=imprint(whole.metadata, PUBLISHER),
        glossary=(GlossaryEntry("iron", "A metal that your blood needs."),),
        lexicon=(Lexeme("haem", phoneme="hiːm"), Lexeme("mg", alias="milligrams")),
        pictures=pictures,
        source=Path("specimen.md"),
        source_sha256="0" * 64,
        vocabulary=frozenset({"iron", "haem", "mg"}),
    )
