"""The reader of tagged PDFs, on files made by hand: it reads what is in the tags and on the page, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf

from publish.errors import UnreadableEdition
from publish.model.edition_words import months
from publish.proof.reading import LanguageText, LinkText, Passage, Role
from publish.proof.wholes import wholes
from publish.readers.pdf import open_tagged_pdf, read_tagged_pdf
from publish.readers.pdf.drawn_letters import IN_ITS_FACE
from publish.readers.pdf.page_rules import Type, tag_findings, type_findings
from publish.readers.pdf.text_runs import GAP

Node = tuple[Any, ...]
"""Tag, kids (nodes, ids of marked content, annotations) and, where there are some, entries of the element."""


def shown(mark: int, text: str, x: float = 72, y: float = 700, size: float = 12, properties: str = "") -> str:
    """Text drawn as one piece of marked content."""
    return f"/Span <</MCID {mark} {properties}>> BDC BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET EMC\n"


class Maker:
    """Makes a one-page tagged PDF from a content stream and a structure tree."""

    def __init__(self, content: str) -> None:
        self.pdf = Pdf.new()
        self.pdf.add_blank_page(page_size=(595, 842))
        self.page = self.pdf.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        self.page.Resources = Dictionary(Font=Dictionary(F1=self.pdf.make_indirect(font)))
        self.page.Contents = self.pdf.make_stream(content.encode("cp1252"))
        self.page.obj.StructParents = 0

    def link(self, **action: Object | str) -> Object:
        """An annotation in a form that the tree can hold."""
        annotation = Dictionary({"/Type": Name.Annot, "/Subtype": Name.Link, "/Rect": Array([0, 0, 1, 1])})
        for key, value in action.items():
            annotation[f"/{key}"] = value
        return Dictionary(Type=Name.OBJR, Obj=self.pdf.make_indirect(annotation))

    def save(self, path: Path, *nodes: Node, roles: dict[str, str] | None = None) -> Path:
        """Write the file with these structure elements under "Document"."""
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = self._element(("Document", list(nodes)), root)
        root.RoleMap = Dictionary({f"/{name}": Name(f"/{role}") for name, role in (roles or {}).items()})
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.Lang = pikepdf.String("en-GB")
        self.pdf.save(path)
        return path

    def _element(self, node: Node, parent: Object) -> Object:
        tag, kids, *more = node
        element = self.pdf.make_indirect(Dictionary(S=Name(f"/{tag}"), P=parent, Pg=self.page.obj))
        element.K = Array([self._element(kid, element) if isinstance(kid, tuple) else kid for kid in kids])
        for key, value in (more[0] if more else {}).items():
            element[f"/{key}"] = pikepdf.String(value) if isinstance(value, str) else value
        return element


def read(path: Path) -> tuple[Passage, ...]:
    return read_tagged_pdf(path).passages


def texts(path: Path) -> list[str]:
    return [passage.text for passage in read(path)]


def raised(kid: int, shift: float) -> Node:
    return ("Span", [kid], {"A": Dictionary(O=Name.Layout, BaselineShift=shift)})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "made.pdf"


def test_text_comes_in_the_order_of_the_tags_and_not_of_the_page(target: Path) -> None:
    maker = Maker(shown(0, "second", y=700) + shown(1, "first", y=500))
    assert texts(maker.save(target, ("P", [1]), ("P", [0]))) == ["first", "second"]


def test_text_outside_the_tags_is_not_read_and_is_a_finding(target: Path) -> None:
    path = Maker(shown(0, "tagged") + shown(1, "lost", y=600)).save(target, ("P", [0]))
    assert texts(path) == ["tagged"]
    assert "not in the tags: lost" in [one.found for one in tag_findings(open_tagged_pdf(path))]


def test_text_in_no_mark_at_all_is_a_finding(target: Path) -> None:
    bare = "BT /F1 12 Tf 1 0 0 1 72 500 Tm (bare) Tj ET\n"
    decoration = f"/Artifact BMC {bare} EMC\n"
    clean = open_tagged_pdf(Maker(shown(0, "tagged") + decoration).save(target, ("P", [0])))
    damaged = open_tagged_pdf(Maker(shown(0, "tagged") + bare).save(target, ("P", [0])))
    message = "1 things are neither"
    assert message not in [one.found for one in tag_findings(clean)]
    assert message in [one.found for one in tag_findings(damaged)]


def test_a_line_that_ends_in_a_space_ends_a_word_and_one_without_does_not(target: Path) -> None:
    maker = Maker(shown(0, "not ", y=700) + shown(1, "able, example.org/a/", y=680) + shown(2, "b", y=660))
    assert texts(maker.save(target, ("P", [0, 1, 2]))) == ["not able, example.org/a/b"]


def test_a_gap_without_a_space_is_neither_a_space_nor_nothing(target: Path) -> None:
    maker = Maker(shown(0, "not", x=72) + shown(1, "able", x=110))
    assert texts(maker.save(target, ("P", [0, 1]))) == [f"not{GAP}able"]


def test_a_run_of_nothing_but_a_space_is_a_space(target: Path) -> None:
    maker = Maker(shown(0, "not", x=72) + shown(1, " ", x=88.7) + shown(2, "able", x=92))
    assert texts(maker.save(target, ("P", [0, 1, 2]))) == ["not able"]


def test_a_run_is_raised_only_where_tag_and_page_agree(target: Path) -> None:
    ten, nine, flat = shown(0, "10", x=72), shown(1, "9", x=85.4, y=704), shown(1, "9", x=85.4)
    assert texts(Maker(ten + nine).save(target, ("P", [0, raised(1, 4.0)]))) == ["10⁽9⁾"]
    assert texts(Maker(ten + flat).save(target, ("P", [0, raised(1, 4.0)]))) == ["109"]
    assert texts(Maker(ten + nine).save(target, ("P", [0, 1]))) == ["109"]


def test_a_lowered_run_is_read_as_lowered(target: Path) -> None:
    maker = Maker(shown(0, "H", x=72) + shown(1, "2", x=81, y=697) + shown(2, "O", x=88))
    assert texts(maker.save(target, ("P", [0, raised(1, -3.0), 2]))) == ["H₍2₎O"]


def test_items_have_their_depth_and_number_and_what_follows_in_them_is_a_paragraph(target: Path) -> None:
    labels = "".join(
        shown(number, text, y=700 - 20 * number) for number, text in enumerate(["3.", "a", "more", "o", "b"])
    )
    inner: Node = ("L", [("LI", [("Lbl", [3]), ("LBody", [4])])])
    item: Node = ("LI", [("Lbl", [0]), ("LBody", [("P", [1]), ("P", [2]), inner])])
    found = read(Maker(labels).save(target, ("L", [item])))
    assert [(one.role, one.text, one.level, one.ordinal) for one in found] == [
        (Role.ITEM, "a", 1, 3),
        (Role.PARAGRAPH, "more", 0, 0),
        (Role.ITEM, "b", 2, 0),
    ]


def test_a_list_of_terms_gives_terms_and_definitions(target: Path) -> None:
    maker = Maker(shown(0, "Haem") + shown(1, "It binds.", y=680))
    found = read(maker.save(target, ("L", [("LI", [("Lbl", [0]), ("LBody", [1])])])))
    assert [(one.role, one.text) for one in found] == [(Role.TERM, "Haem"), (Role.DEFINITION, "It binds.")]


def test_a_tag_of_another_name_counts_as_what_it_is_mapped_to(target: Path) -> None:
    path = Maker(shown(0, "Iron")).save(target, ("Chapter", [0]), roles={"Chapter": "H2"})
    assert [(one.role, one.level) for one in read(path)] == [(Role.HEADING, 2)]


def test_links_lead_to_addresses_and_headings(target: Path) -> None:
    maker = Maker(shown(0, "pages") + shown(1, "below", y=680) + shown(2, "Lists", y=600, size=16))
    there = Array([maker.page.obj, Name.XYZ, 72, 612, 0])
    outside = maker.link(A=Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org/")))
    nodes: list[Node] = [
        ("P", [("Link", [0, outside])]),
        ("P", [("Link", [1, maker.link(Dest=there)])]),
        ("H2", [2]),
    ]
    found = read(maker.save(target, *nodes))
    assert found[0].links == (LinkText("pages", "https://example.org/"),)
    assert found[1].links == (LinkText("below", "#Lists"),)


def test_a_link_to_a_place_without_a_heading_leads_nowhere(target: Path) -> None:
    maker = Maker(shown(0, "below", y=680) + shown(1, "Lists", y=300, size=16))
    there = Array([maker.page.obj, Name.XYZ, 72, 650, 0])
    found = read(maker.save(target, ("P", [("Link", [0, maker.link(Dest=there)])]), ("H2", [1])))
    assert found[0].links == (LinkText("below", "#"),)


def test_bookmarks_are_the_contents(target: Path) -> None:
    maker = Maker(shown(0, "Lists", y=600, size=16))
    with maker.pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Lists", Array([maker.page.obj, Name.XYZ, 72, 612, 0])))
    (entry,) = read_tagged_pdf(maker.save(target, ("H2", [0]))).contents
    assert (entry.text, entry.level, entry.target) == ("Lists", 2, "#Lists")


def test_a_picture_is_its_alt_text_and_its_caption_follows_it(target: Path) -> None:
    drawn = "/Figure <</MCID 0>> BDC 10 10 5 5 re f EMC\n" + shown(1, "A cell")
    figure: Node = ("Figure", [0], {"Alt": "a round cell"})
    found = read(Maker(drawn).save(target, ("Div", [("Caption", [1]), figure])))
    assert [(one.role, one.text) for one in found] == [(Role.ALT, "a round cell"), (Role.CAPTION, "A cell")]


def test_a_formula_is_its_text_and_must_show_the_same_letters_and_digits(target: Path) -> None:
    formula: Node = ("Formula", [0], {"Alt": "t(9;22)"})
    right = open_tagged_pdf(Maker(shown(0, "t\\(9;22\\)")).save(target, ("P", [formula])))
    assert not [one for one in tag_findings(right) if one.expected and "formula" in one.expected]
    wrong = open_tagged_pdf(Maker(shown(0, "t\\(9;21\\)")).save(target, ("P", [formula])))
    assert texts(target) == ["t(9;22)"]
    assert [one for one in tag_findings(wrong) if one.expected and "formula" in one.expected]


def test_cells_have_the_headers_above_and_beside_them(target: Path) -> None:
    names = ["Age", "Dose", "Adult", "1 mg"]
    maker = Maker("".join(shown(number, text, x=72 + 90 * number) for number, text in enumerate(names)))
    column, row = Dictionary(O=Name.Table, Scope=Name.Column), Dictionary(O=Name.Table, Scope=Name.Row)
    head: Node = ("TR", [("TH", [0], {"A": column}), ("TH", [1], {"A": column})])
    body: Node = ("TR", [("TH", [2], {"A": row}), ("TD", [3])])
    found = read(maker.save(target, ("Table", [head, body])))
    assert found[-1] == Passage(Role.CELL, "1 mg", headers=("Dose", "Adult"), where="page 1", stressed=(), boxed=False)


def test_a_header_cell_without_a_scope_heads_nothing_and_is_a_finding(target: Path) -> None:
    maker = Maker(shown(0, "Dose") + shown(1, "1 mg", y=680))
    path = maker.save(target, ("Table", [("TR", [("TH", [0])]), ("TR", [("TD", [1])])]))
    assert read(path)[-1].headers == ()
    assert [one.found for one in tag_findings(open_tagged_pdf(path)) if "Scope" in (one.expected or "")] == ["Dose"]


def test_another_language_is_found_in_content_and_in_tags(target: Path) -> None:
    maker = Maker(shown(0, "Say ") + shown(1, "bore da", x=100, properties="/Lang (cy)") + shown(2, "croeso", y=680))
    found = read(maker.save(target, ("P", [0, 1]), ("P", [2], {"Lang": "cy"})))
    assert found[0].languages == (LanguageText("bore da", "cy"),)
    assert found[1].languages == (LanguageText("croeso", "cy"),)


def test_small_coloured_and_overrunning_type_is_found(target: Path) -> None:
    wanted = Type(size=18, faces=("Helvetica",), margin=50, foot=50, line_distance=1.5)
    red = shown(2, "red", y=600, size=18).replace("BT", "1 0 0 rg BT")
    drawn = shown(0, "small", size=17) + shown(1, "far out", x=20, y=650, size=18) + red
    found = type_findings(open_tagged_pdf(Maker(drawn).save(target, ("P", [0]), ("P", [1]), ("P", [2]))), wanted)
    assert [one.found for one in found if one.expected not in ("the file holds all its fonts", IN_ITS_FACE)] == [
        "17.0 points: small",
        "type of colour (255, 0, 0): red",
        "no number",
        "4.0: red",
        "far out",
    ]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("Philadelphia-", "positive", "no word is broken over two lines"),
        ("Ring 08088 ", "010 444", "no telephone number is broken over two lines"),
        ("words that end ", "and go on", ""),
        ("Keep it at 5 ", "°C", "no number is parted from its unit or sign"),
        ("blood has 4.5 ", "× 109/l", "no number is parted from its unit or sign"),
        ("about ± ", "3", "no number is parted from its unit or sign"),
        ("www.example.org/" + "long-" * 16, "b", ""),
        ("thing" * 20, "thing", ""),
    ],
)
def test_a_word_or_number_broken_over_lines_is_found(target: Path, first: str, second: str, said: str) -> None:
    maker = Maker(shown(0, first, y=700) + shown(1, second, y=670))
    wanted = Type(size=12, faces=("Helvetica",), margin=50, foot=50, line_distance=1.5)
    found = type_findings(open_tagged_pdf(maker.save(target, ("P", [0, 1]))), wanted)
    assert [one.expected for one in found if (one.expected or "").startswith("no ")] == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Ring 08088 010 444, or us.", ["Ring", "08088 010 444,", "or", "us."]),
        ("+44 20 7946 0958 (020) 7946 0958", ["+44 20 7946 0958", "(020) 7946 0958"]),
        ("+44 (0)1632 960 983, (01632) 960 983", ["+44 (0)1632 960 983,", "(01632) 960 983"]),
        ("Ring 116 123 or 10 200.", ["Ring", "116 123", "or", "10", "200."]),
        ("اتصل 020 7946 0018، الآن", ["اتصل", "020 7946 0018،", "الآن"]),
        ("275 or 62532 60-80% 12 34", ["275", "or", "62532", "60-80%", "12", "34"]),
        ("10–20 mg, −5 °C, ≥ 3 µg", ["10–20 mg,", "−5 °C,", "≥ 3 µg"]),
        ("4.5 × 10⁹/l, 2 × daily", ["4.5 × 10⁹/l,", "2", "×", "daily"]),
        ("5 men, 5\u00a0mg, x < y", ["5", "men,", "5\u00a0mg,", "x", "<", "y"]),
        ("08088 010\n444 on", ["08088 010", "444", "on"]),
    ],
)
def test_what_a_line_must_not_break(text: str, pieces: list[str]) -> None:
    assert [text[start:stop] for start, stop in wholes(text)] == pieces


def test_numbers_do_not_belong_together_over_the_border_of_a_link() -> None:
    text = "ward 275 08088 010 444"
    assert [text[start:stop] for start, stop in wholes(text, [9])][-2:] == ["275", "08088 010 444"]


def test_no_month_has_a_space_in_it():
    # A text without a digit is not looked through for what belongs together: only a month could have such a space.
    assert [name for name in months() if any(map(str.isspace, name))] == []


def test_text_over_other_text_is_found(target: Path) -> None:
    wanted = Type(size=12, faces=("Helvetica",), margin=50, foot=50, line_distance=1.5)
    apart = shown(0, "one word", x=72) + shown(1, "another", x=130)
    over = shown(0, "one word", x=72) + shown(1, "another", x=90)
    rule = "no text stands over other text"
    for drawn, count in ((apart, 0), (over, 1)):
        file = open_tagged_pdf(Maker(drawn).save(target, ("P", [0]), ("P", [1])))
        assert [one.expected for one in type_findings(file, wanted)].count(rule) == count


@pytest.mark.parametrize(("numbering", "role"), [("None", Role.TERM), ("Decimal", Role.ITEM)])
def test_a_list_says_by_its_numbering_whether_its_labels_are_terms(target: Path, numbering: str, role: Role) -> None:
    item: Node = ("LI", [("Lbl", [0]), ("LBody", [1])])
    numbered = {"A": Dictionary(O=Name.List, ListNumbering=Name(f"/{numbering}"))}
    path = Maker(shown(0, "275") + shown(1, "A ward", y=680)).save(target, ("L", [item], numbered))
    assert read(path)[0].role is role


def test_tags_that_cannot_be_followed_are_unreadable(target: Path) -> None:
    path = Maker(shown(0, "Iron")).save(target, ("P", [0]))
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.StructTreeRoot.K.K = Array([pikepdf.String("nonsense")])
        pdf.save(path)
    with pytest.raises(UnreadableEdition, match=r"made\.pdf"):
        read_tagged_pdf(path)


@pytest.mark.parametrize(("before", "after"), [(b"Take 50 mg. ", b""), (b"", b"\nTake 50 mg.")])
def test_a_file_with_something_around_it_is_not_read(before: bytes, after: bytes, target: Path) -> None:
    path = Maker(shown(0, "tagged")).save(target, ("P", [0]))
    path.write_bytes(before + path.read_bytes() + after)
    with pytest.raises(UnreadableEdition, match="before its start or after its end"):
        open_tagged_pdf(path)
