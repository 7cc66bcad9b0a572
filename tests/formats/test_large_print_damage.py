"""Whatever is done to a large print edition is found, and what cannot be read is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job
from publish.errors import UnreadableEdition
from publish.model.publication import Publication
from publish.proof.verdict import FindingKind, State

Damage = Callable[[Pdf], None]


@pytest.fixture
def path(large_print: LargePrint, publication: Publication, tmp_path: Path) -> Path:
    target = tmp_path / "specimen-large-print-18pt.pdf"
    large_print.write(Job(publication, LargePrintOptions()), target)
    return target


# --- damage -----------------------------------------------------------------------------------------------------------


def elements(pdf: Pdf) -> Iterator[Object]:
    """All structure elements, in reading order."""
    waiting: list[Object] = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Array):
            waiting = [*one, *waiting]
        elif isinstance(one, Dictionary) and "/S" in one:
            yield one
            waiting = [*([one.K] if "/K" in one else []), *waiting]


def tagged(pdf: Pdf, tag: str, number: int = 0) -> Object:
    return [one for one in elements(pdf) if str(one.S) == f"/{tag}"][number]


def retagged(tag: str, new: str, number: int = 0) -> Damage:
    return lambda pdf: setattr(tagged(pdf, tag, number), "S", Name(f"/{new}"))


def emptied(tag: str, number: int = 0) -> Damage:
    return lambda pdf: setattr(tagged(pdf, tag, number), "K", Array())


def without(tag: str, key: str, number: int = 0) -> Damage:
    def damage(pdf: Pdf) -> None:
        del tagged(pdf, tag, number)[key]

    return damage


def with_alt(tag: str, alt: str) -> Damage:
    return lambda pdf: setattr(tagged(pdf, tag), "Alt", pikepdf.String(alt))


def raised_words_let_down(pdf: Pdf) -> None:
    """Draw raised text on the line, and leave its tag."""
    content = pdf.pages[2].Contents.read_bytes()
    heights = list(dict.fromkeys(re.findall(rb" ([\d.]+) cm", content)))
    line, raised = next(
        (low, high) for low in heights for high in heights if abs(float(high) - float(low) - 0.33 * 18) < 0.01
    )
    pdf.pages[2].Contents = pdf.make_stream(content.replace(b" " + raised + b" cm", b" " + line + b" cm"))


def raised_tag_removed(pdf: Pdf) -> None:
    for element in elements(pdf):
        attributes = element.get("/A")
        for owner in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(owner, Dictionary) and float(owner.get("/BaselineShift", 0)) > 0:
                del owner["/BaselineShift"]
                return
    raise AssertionError("nothing is raised")


def scope_removed(pdf: Pdf) -> None:
    for owner in tagged(pdf, "TH").A:
        if "/Scope" in owner:
            del owner["/Scope"]


def content_untagged(pdf: Pdf) -> None:
    content = pdf.pages[2].Contents.read_bytes()
    pdf.pages[2].Contents = pdf.make_stream(content.replace(b"/MCID 3", b"/None 3", 1))


def bookmark_removed(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[2]


def bookmark_misled(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[1].destination = outline.root[4].destination


def link_misled(pdf: Pdf) -> None:
    actions = [one.A for one in pdf.pages[2].Annots if "/A" in one and "/URI" in one.A]
    actions[0].URI = pikepdf.String("https://example.com/elsewhere")


def small_type(pdf: Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents = pdf.make_stream(content.replace(b" 18 Tf", b" 11 Tf", 1))


def grey_type(pdf: Pdf) -> None:
    page = next(page for page in pdf.pages if b"0 scn" in page.Contents.read_bytes())
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"0 scn", b"0.6 scn"))


def says(key: str, tag: str) -> Damage:
    return lambda pdf: tagged(pdf, tag).__setitem__(key, pikepdf.String("Take aspirin"))


def called_otherwise(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap["/TH"] = Name.TD


def acting(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("x()"))


def link_acts(pdf: Pdf) -> None:
    link = next(link for page in pdf.pages for link in page.obj.get("/Annots", Array()) if "/A" in link)
    link.A.Next = Dictionary(S=Name.URI, URI=pikepdf.String("https://x.example"))


def link_elsewhere(pdf: Pdf) -> None:
    link = next(link for page in pdf.pages for link in page.obj.get("/Annots", Array()))
    link.Rect = Array([0, 0, 1, 1])
    if "/QuadPoints" in link:
        del link["/QuadPoints"]


def with_state(operator: str, value: float) -> Damage:
    """The words of the second page drawn in a state: letters over each other, raised."""

    def damage(pdf: Pdf) -> None:
        page = pdf.pages[1]
        step = pikepdf.ContentStreamInstruction([value], pikepdf.Operator(operator))
        drawn = pikepdf.unparse_content_stream([step, *pikepdf.parse_content_stream(page)])
        page.Contents = pdf.make_stream(drawn)

    return damage


def decoration_that_speaks(pdf: Pdf) -> None:
    """The first words of the second page once more in the margin, as decoration."""
    page = pdf.pages[1]
    content = list(pikepdf.parse_content_stream(page))
    start = next(at for at, step in enumerate(content) if str(step.operator) == "BDC" and "/MCID" in step.operands[1])
    stop = next(at for at in range(start, len(content)) if str(content[at].operator) == "EMC")
    begin = pikepdf.ContentStreamInstruction([Name.Artifact], pikepdf.Operator("BMC"))
    down = pikepdf.ContentStreamInstruction([1, 0, 0, 1, 0, -60], pikepdf.Operator("cm"))
    content += [begin, down, *content[start + 1 : stop], content[stop]]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


DAMAGES: dict[str, tuple[Damage, FindingKind]] = {
    "a paragraph heard as another": (says("/Alt", "P"), FindingKind.PRESENTATION),
    "a cell heard as another": (says("/ActualText", "TD"), FindingKind.PRESENTATION),
    "a paragraph with an expansion": (says("/E", "P"), FindingKind.PRESENTATION),
    "header cells called cells": (called_otherwise, FindingKind.PRESENTATION),
    "a file that acts": (acting, FindingKind.PRESENTATION),
    "a link that acts": (link_acts, FindingKind.PRESENTATION),
    "a link elsewhere": (link_elsewhere, FindingKind.PRESENTATION),
    "letters over each other": (with_state("Tc", -9), FindingKind.PRESENTATION),
    "words above their line": (with_state("Ts", 9), FindingKind.PRESENTATION),
    "decoration that speaks": (decoration_that_speaks, FindingKind.PRESENTATION),
    "a heading became a paragraph": (retagged("H3", "P"), FindingKind.DEMOTED),
    "a heading changed its level": (retagged("H4", "H3"), FindingKind.DEMOTED),
    "a header cell became a cell": (retagged("TH", "TD"), FindingKind.DEMOTED),
    "a list item became a paragraph": (retagged("L", "Div", 2), FindingKind.DEMOTED),
    "a quotation became paragraphs": (retagged("BlockQuote", "Div"), FindingKind.DEMOTED),
    "a note is no note": (retagged("Note", "Div"), FindingKind.MISSING),
    "a paragraph is not in the tags": (emptied("P", 3), FindingKind.MISSING),
    "an alt text is empty": (with_alt("Figure", ""), FindingKind.MISSING),
    "an alt text is another": (with_alt("Figure", "a white dot in a box"), FindingKind.MISLABELLED),
    "a formula says something else": (with_alt("Formula", "t(9;21)"), FindingKind.ALTERED),
    "a raised figure stands on the line": (raised_words_let_down, FindingKind.ALTERED),
    "a raised figure is not tagged so": (raised_tag_removed, FindingKind.ALTERED),
    "a header cell does not say what it heads": (scope_removed, FindingKind.PRESENTATION),
    "some text is neither tagged nor decoration": (content_untagged, FindingKind.PRESENTATION),
    "a page does not lead back to its tags": (
        lambda pdf: _drop(pdf.pages[2].obj, "/StructParents"),
        FindingKind.PRESENTATION,
    ),
    "a bookmark is missing": (bookmark_removed, FindingKind.CONTENTS),
    "a bookmark leads elsewhere": (bookmark_misled, FindingKind.CONTENTS),
    "a line of the contents list is missing": (lambda pdf: emptied("TOCI", 1)(pdf), FindingKind.CONTENTS),
    "a link leads elsewhere": (link_misled, FindingKind.MISDIRECTED),
    "the language is missing": (lambda pdf: _drop(pdf.Root, "/Lang"), FindingKind.MISLABELLED),
    "the language is another": (lambda pdf: setattr(pdf.Root, "Lang", pikepdf.String("fr")), FindingKind.MISLABELLED),
    "the metadata is missing": (lambda pdf: _drop(pdf.Root, "/Metadata"), FindingKind.MISLABELLED),
    "some type is small": (small_type, FindingKind.PRESENTATION),
    "some type is grey": (grey_type, FindingKind.PRESENTATION),
}


def _drop(dictionary: Object, key: str) -> None:
    del dictionary[key]


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_is_named(large_print: LargePrint, publication: Publication, path: Path, name: str) -> None:
    damage, kind = DAMAGES[name]
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        damage(pdf)
        pdf.save(path)
    verdict = large_print.check(Job(publication, LargePrintOptions()), path)
    assert kind in {finding.kind for finding in verdict.findings}
    assert verdict.state is State.INCOMPLETE


SOURCES: dict[str, tuple[str, str, FindingKind]] = {
    "a digit": ("0.5 mg", "5 mg", FindingKind.ALTERED),
    "a negation": (" able to", "able to", FindingKind.ALTERED),
    "a minus": ("−5 °C", "-5 °C", FindingKind.ALTERED),
    "a telephone number": ("07700 900 123", "07700 900 132", FindingKind.ALTERED),
    "a unit": ("5 mg in it", "5 kg in it", FindingKind.ALTERED),
}


@pytest.mark.parametrize("name", SOURCES)
def test_an_edition_of_another_text_is_told_from_the_source(
    large_print: LargePrint, publication: Publication, path: Path, name: str
) -> None:
    right, wrong, kind = SOURCES[name]
    other = _replaced(publication, wrong, right)
    assert isinstance(other, Publication)
    damaged = _replaced(publication, right, wrong)
    assert isinstance(damaged, Publication)
    assert damaged != publication
    large_print.write(Job(damaged, LargePrintOptions()), path)
    assert kind in {finding.kind for finding in large_print.check(Job(publication, LargePrintOptions()), path).findings}


def _replaced(value: object, old: str, new: str) -> object:
    """The value with one string in place of another, at all depths."""
    if isinstance(value, str):
        return value.replace(old, new) if type(value) is str else value
    return _rebuilt(value, lambda one: _replaced(one, old, new))


def _rebuilt(value: object, change: Callable[[object], object]) -> object:
    """A tuple or dataclass with each of its parts changed; anything else as it is."""
    if isinstance(value, tuple):
        return tuple(change(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return replace(value, **{field.name: change(getattr(value, field.name)) for field in fields(value)})


@pytest.mark.parametrize(
    ("name", "data"),
    [("nothing", b""), ("text", b"Iron and blood"), ("half", None)],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(
    large_print: LargePrint, path: Path, tmp_path: Path, name: str, data: bytes | None
) -> None:
    broken = tmp_path / f"{name}.pdf"
    broken.write_bytes(path.read_bytes()[:20000] if data is None else data)
    with pytest.raises(UnreadableEdition, match=name):
        large_print.read(broken)


def test_an_untagged_pdf_is_said_to_be_so(large_print: LargePrint, path: Path) -> None:
    with Pdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root["/StructTreeRoot"]
        pdf.save(path)
    with pytest.raises(UnreadableEdition, match="no tags"):
        large_print.read(path)
