"""What Word shows and simpler readers drop arrives in the source: boxes, notes, styles, signs, languages, formulas."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from publish.contracts.import_options import Changes, Options
from publish.errors import SourceError
from publish.importing.run import import_document
from publish.model.nodes import Figure, List, MathBlock, Paragraph, Span, Table, walk
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import text_of
from tests.importing.conftest import Import, Run

W = nsdecls("w")
SHAPES = " ".join(
    (
        W,
        nsdecls("wp", "a", "r"),
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"',
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
    )
)


def text(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def styles(*definitions: str) -> list[str]:
    return [f"<w:style {W} w:type='paragraph' {one}</w:style>" for one in definitions]


def word(*blocks: str, added: list[str] | None = None) -> bytes:
    """A Word file with a heading and these blocks."""
    document = docx.Document()
    document.add_heading("Iron", 1)
    for one in added or []:
        document.styles.element.append(parse_xml(one))
    end = document.element.body[-1]
    for block in blocks:
        cut = block.index(">") if block[block.index(">") - 1] != "/" else block.index("/>")
        end.addprevious(parse_xml(f"{block[:cut]} {SHAPES}{block[cut:]}"))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    """A Word file with other XML parts; `__` in a name stands for a slash."""
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    named = {f"{key.replace('__', '/')}.xml": value for key, value in parts.items()}
    with zipfile.ZipFile(made, "w") as archive:
        for name, held in ({one: source.read(one) for one in source.namelist()} | named).items():
            archive.writestr(name, held)
    return made.getvalue()


def said(made: Import) -> list[str]:
    return [text_of(one.children) for one in blocks_of(made.publication.document) if isinstance(one, Paragraph)]


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='1' name='Box'/>"
    "<a:graphic><a:graphicData uri='x'><wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    "<w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_a_text_box_follows_the_paragraph_it_hangs_on_and_takes_no_word_of_it_away(run: Run) -> None:
    first = BOX.format(inside=paragraph(text("In the first box.")))
    second = BOX.format(inside=paragraph(text("In the second box.")))
    made = run(word(paragraph(text("Before "), first, second, text("and after."))), "a.docx")
    assert said(made) == ["Before and after.", "In the first box.", "In the second box."]


def test_a_text_box_of_old_word_is_kept(run: Run) -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(text('In the box.'))}</w:txbxContent>"
    made = run(word(paragraph(text("Before."), f"{box}</v:textbox></v:shape></w:pict></w:r>")), "a.docx")
    assert said(made) == ["Before.", "In the box."]


def test_words_in_a_set_direction_are_kept(run: Run) -> None:
    made = run(word(paragraph(text("a "), f"<w:dir w:val='rtl'>{text('שלום')}</w:dir>", text(" b"))), "a.docx")
    assert said(made) == ["a שלום b"]


def test_the_reading_of_characters_follows_in_brackets(run: Run) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{text('かん')}</w:rt><w:rubyBase>{text('漢')}</w:rubyBase></w:ruby></w:r>"
    assert said(run(word(paragraph(ruby, text("字"))), "a.docx")) == ["漢(かん)字"]


def test_a_carriage_return_parts_words(run: Run) -> None:
    made = run(word(paragraph("<w:r><w:t>two</w:t><w:cr/><w:t>lines</w:t></w:r>")), "a.docx")
    assert said(made) == ["two lines"]


def test_letters_of_the_symbol_font_are_the_signs_they_show(run: Run) -> None:
    sign = "<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>"
    font = "<w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/>"
    made = run(word(paragraph(text("dose "), sign, text(" 5 "), text("m", font), text("g"))), "a.docx")
    assert said(made) == ["dose ≥ 5 μg"]


def test_a_formula_is_kept(run: Run) -> None:
    fraction = "<m:f><m:num><m:r><m:t>ab</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f>"
    made = run(word(paragraph(text("It is "), f"<m:oMath>{fraction}</m:oMath>", text("."))), "a.docx")
    assert r"\frac{ab}{c}" in made.text
    assert not any(isinstance(one, MathBlock) for one in blocks_of(made.publication.document))


def test_lists_that_come_from_styles_keep_their_levels(run: Run) -> None:
    based = '<w:basedOn w:val="ListBullet"/><w:pPr><w:numPr><w:ilvl w:val="{}"/></w:numPr></w:pPr>'
    made = run(
        word(
            paragraph(text("one"), properties="<w:pStyle w:val='Ours'/>"),
            paragraph(text("one a"), properties="<w:pStyle w:val='Ours2'/>"),
            paragraph(text("two"), properties="<w:pStyle w:val='Ours'/>"),
            added=styles(
                f"w:styleId='Ours'><w:name w:val='Our points'/>{based.format(0)}",
                f"w:styleId='Ours2'><w:name w:val='Our points below'/>{based.format(1)}",
            ),
        ),
        "a.docx",
    )
    assert "- one\n  - one a\n- two" in made.text
    assert [len(one.items) for one in blocks_of(made.publication.document) if isinstance(one, List)] == [2, 1]


def test_a_paragraph_with_an_outline_level_is_a_heading_of_that_level(run: Run) -> None:
    made = run(
        word(
            paragraph(text("Our section"), properties="<w:pStyle w:val='Ours'/>"),
            paragraph(text("Words.")),
            paragraph(text("Another"), properties="<w:outlineLvl w:val='2'/>"),
            paragraph(text("More.")),
            added=styles("w:styleId='Ours'><w:name w:val='Our heads'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr>"),
        ),
        "a.docx",
    )
    found = [(one.level, text_of(one.heading)) for one in walk(made.publication.document.sections)]
    assert found == [(1, "Our section"), (2, "Another")]
    assert ".check}" not in made.text


def test_runs_in_another_language_are_marked_and_those_in_another_english_are_not(run: Run) -> None:
    made = run(
        word(
            paragraph(
                text("She said that she was well and then she said "), text("bore da", "<w:lang w:val='cy-GB'/>")
            ),
            paragraph(text("This is written in Britain.", "<w:lang w:val='en-GB'/>")),
        ),
        "a.docx",
    )
    spans = [
        (one.language, text_of(one.children)) for one in inlines_in(made.publication.document) if isinstance(one, Span)
    ]
    assert spans == [("cy-GB", "bore da")]


def test_the_language_of_a_file_is_that_of_most_of_its_text(run: Run) -> None:
    welsh = "<w:lang w:val='cy-GB'/>"
    made = run(word(paragraph(text("Mae haearn yn y gwaed ac mae yn bwysig iawn i bawb.", welsh))), "a.docx")
    assert made.publication.document.metadata.language == "cy-GB"


def test_a_language_that_the_letters_cannot_be_in_is_not_believed(run: Run) -> None:
    words = "الحديد معدن مهم يحتاجه الجسم لصنع الدم، وهو موجود في كثير من الأطعمة التي نأكلها كل يوم."
    made = run(word(paragraph(text(words, "<w:lang w:val='en-US'/>"))), "a.docx")
    assert made.publication.document.metadata.language == "ar"


def test_a_chart_is_a_picture_that_is_needed(run: Run) -> None:
    chart = (
        "<w:r><w:drawing><wp:inline><wp:docPr id='7' name='Chart' descr='Cases in two years'/><a:graphic>"
        "<a:graphicData uri='x'><c:chart r:id='rId99'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = run(word(paragraph(chart), paragraph(text("After."))), "a.docx")
    (figure,) = [one for one in blocks_of(made.publication.document) if isinstance(one, Figure)]
    assert figure.alt == "Cases in two years"
    assert ".picture-needed" in made.text
    assert any("chart" in gap for gap in made.gaps)


def test_the_words_of_a_diagram_follow_it(run: Run) -> None:
    art = (
        "<w:r><w:drawing><wp:inline><wp:docPr id='7' name='Diagram'/><a:graphic><a:graphicData uri='x'>"
        "<dgm:relIds r:dm='rId99'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    data = word(paragraph(art), paragraph(text("After.")))
    relations = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels")
    more = b'<Relationship Id="rId99" Type="x" Target="diagrams/data1.xml"/></Relationships>'
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    model = f"<x {names}><a:p><a:r><a:t>Wash your hands</a:t></a:r></a:p><a:p/></x>".encode()
    source, file = zipfile.ZipFile(io.BytesIO(changed(data, word__diagrams__data1=model))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            held = source.read(name)
            archive.writestr(
                name, relations.replace(b"</Relationships>", more) if name.endswith("t.xml.rels") else held
            )
    made = run(file.getvalue(), "a.docx")
    assert said(made) == ["Wash your hands", "After."]
    assert ".picture-needed" in made.text


def test_a_picture_outside_the_file_is_a_gap(run: Run) -> None:
    linked = (
        "<w:r><w:drawing><wp:inline><wp:docPr id='7' name='P' descr='A round cell'/><a:graphic><a:graphicData uri='x'>"
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        "<a:blip r:link='rId99'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = run(word(paragraph(text("Look "), linked, text(" here."))), "a.docx")
    assert "![A round cell](picture-1.png){.picture-needed}" in made.text


@pytest.mark.parametrize(("changes", "rows"), [(Changes.ACCEPT, 2), (Changes.REJECT, 3)])
def test_a_row_that_a_tracked_change_takes_out_is_out(run: Run, changes: Changes, rows: int) -> None:
    def row(words: str, properties: str = "", tag: str = "w:t") -> str:
        cells = "".join(f"<w:tc><w:p><w:r><{tag}>{words} {n}</{tag}></w:r></w:p></w:tc>" for n in (1, 2))
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    gone = row("gone", "<w:del w:id='4' w:author='a'/>")
    made = run(word(f"<w:tbl>{row('head')}{gone}{row('stays')}</w:tbl>"), "a.docx", Options(changes=changes))
    (table,) = [one for one in blocks_of(made.publication.document) if isinstance(one, Table)]
    assert len(table.header_rows) + len(table.rows) == rows


def test_a_cell_over_two_rows_of_a_header_shifts_no_value_under_another_header(run: Run) -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text(words))}</w:tc>"

    rows = (
        cell("Name", "<w:vMerge w:val='restart'/>") + cell("Dose", "<w:gridSpan w:val='2'/>"),
        cell("", "<w:vMerge/>") + cell("morning") + cell("evening"),
        cell("Iron") + cell("1") + cell("2"),
    )
    made = run(word("<w:tbl>" + "".join(f"<w:tr>{one}</w:tr>" for one in rows) + "</w:tbl>"), "a.docx")
    assert "| Name | Dose | < |\n| --- | --- | --- |\n| ^ | morning | evening |\n| Iron | 1 | 2 |" in made.text
    assert "header-rows=2" in made.text


def test_a_footnote_that_nothing_refers_to_is_left_out_and_listed(run: Run) -> None:
    note = f"<w:footnotes {W}><w:footnote w:id='2'>{paragraph(text('Nobody sees this.'))}</w:footnote></w:footnotes>"
    made = run(changed(word(paragraph(text("Words."))), word__footnotes=note.encode()), "a.docx")
    assert ("hidden", "Nobody sees this.") in made.left
    assert "Nobody" not in made.text


def test_words_that_a_style_hides_are_left_out_and_listed(run: Run) -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    added = styles(f"w:styleId='Secret'><w:name w:val='Secret'/>{hidden}")
    added.append(f"<w:style {W} w:type='character' w:styleId='Unseen'><w:name w:val='Unseen'/>{hidden}</w:style>")
    unseen = "<w:rStyle w:val='Unseen'/>"
    made = run(
        word(
            paragraph(
                text("Iron "), text("for editors ", unseen), text("is "), text("shown ", "<w:vanish w:val='0'/>")
            ),
            paragraph(text("Not this."), text("But this.", unseen), properties="<w:pStyle w:val='Secret'/>"),
            added=added,
        ),
        "a.docx",
    )
    assert {("hidden", "for editors"), ("hidden", "Not this.")} <= set(made.left)
    assert "Iron is shown" in made.text
    assert "But this." in made.text
    assert "editors" not in made.text


def test_a_strict_file_is_read_as_any_other(run: Run) -> None:
    source, file = zipfile.ZipFile(io.BytesIO(word(paragraph(text("Iron is strict."))))), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in source.namelist():
            held = source.read(name)
            for kind in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                old, new = b"http://schemas.openxmlformats.org/%s/2006/", b"http://purl.oclc.org/ooxml/%s/"
                held = held.replace(old % kind, new % kind) if name.endswith((".xml", ".rels")) else held
            archive.writestr(name, held)
    assert said(run(file.getvalue(), "a.docx")) == ["Iron is strict."]


def test_a_file_inside_the_file_is_refused_as_only_word_can_unfold_it(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(paragraph(text("Words.")), "<w:altChunk r:id='rId99'/>"))
    with pytest.raises(SourceError, match="Open it in Word and save it again"):
        import_document(path, tmp_path / "made.md")


def test_points_typed_with_signs_are_a_list(run: Run) -> None:
    made = run(word(paragraph(text("Eat:")), *(paragraph(text(f"• {one}")) for one in ("beans", "kale"))), "a.docx")
    assert "- beans\n- kale" in made.text


def test_a_file_with_two_texts_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(word("<w:p><w:r><w:t>Take one.</w:t></w:r></w:p>"))
    with zipfile.ZipFile(file, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the second part
        archive.writestr("word/document.xml", "<none/>")
    with pytest.raises(SourceError, match=r"this Word file holds the part word/document.xml twice, and they differ"):
        import_document(file, tmp_path / "a.md")
