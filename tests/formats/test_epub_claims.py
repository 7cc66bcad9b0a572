"""The claims of an EPUB: made only where they are so, and checked by what the pages themselves show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree

from formats.epub import Epub
from publish.contracts.format import PLAIN, Job, Settings
from publish.model.publication import Publication
from publish.source.load import load
from publish.source.waivers import without_waived
from tests.conftest import REPOSITORY
from tests.formats.test_epub import Change, edit
from tests.specimen import SVG

CONFORMS = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
OPF = "{http://www.idpf.org/2007/opf}"
HEAD = "title: Iron\nlang: en-GB\nsummary: What iron does.\n"
SIGNED = "accessibility-checked-by: accessibility lead\naccessibility-checked: 2026-03-31\n"
GOOD = "![A round cell](cell.svg)"


def shown(source: Path) -> Publication:
    """A source as its readers are to have it."""
    return without_waived(load(source), "epub").publication


def made(folder: Path, body: str, head: str = HEAD) -> tuple[Epub, Path, Path]:
    shutil.copy(REPOSITORY / "tests" / "cases" / "publisher.yaml", folder / "publisher.yaml")
    (folder / "cell.svg").write_bytes(SVG)
    source = folder / "iron.md"
    source.write_text(f"---\n{head}---\n\n# Iron\n\n{body}\n", encoding="utf-8")
    epub, target = Epub(Settings(folder / "cache")), folder / "iron.epub"
    epub.write(Job(shown(source), PLAIN), target)
    return epub, source, target


def claims(folder: Path, body: str, head: str = HEAD) -> dict[str, str | list[str]]:
    epub, source, target = made(folder, body, head)
    assert epub.check(Job(shown(source), PLAIN), target).findings == ()
    return dict(epub.read(target).accessibility)


def test_a_described_picture_is_claimed(tmp_path: Path) -> None:
    found = claims(tmp_path, GOOD)
    assert found["dcterms:conformsTo"] == CONFORMS
    assert "alternativeText" in found["schema:accessibilityFeature"]
    assert found["schema:accessModeSufficient"] == "textual"


@pytest.mark.parametrize(
    "body",
    [
        "![](gone.png){.picture-needed}",
        "![A round cell](gone.png){.picture-needed}",
        "![](cell.svg){.picture-needed}",
        "Two [halves]{.check} here.",
        "## A guess {#guess .check}\n\nText.",
        "The word خون الحديد is Arabic.",
        "The word железо is Russian.",
        "Say [salaam]{lang=und}.",
        '::: {.callout .note title="ملاحظة"}\nText.\n:::',
    ],
)
def test_an_undescribed_picture_a_mark_or_an_unnamed_language_takes_conformance_away(tmp_path: Path, body: str) -> None:
    assert "dcterms:conformsTo" not in claims(tmp_path, body, HEAD + SIGNED)
    assert "a11y:certifiedBy" not in claims(tmp_path, body, HEAD + SIGNED)


def test_a_summary_in_another_script_takes_conformance_away(tmp_path: Path) -> None:
    head = (HEAD + SIGNED).replace("summary: ", "summary: خون الحديد ", 1)
    assert "خون" in head
    assert "dcterms:conformsTo" not in claims(tmp_path, GOOD, head)


def test_an_undescribed_picture_takes_the_words_away(tmp_path: Path) -> None:
    found = claims(tmp_path, "![](gone.png){.picture-needed}")
    assert "alternativeText" not in found["schema:accessibilityFeature"]
    assert found["schema:accessModeSufficient"] == "textual,visual"
    assert "every picture" not in found["schema:accessibilitySummary"]
    assert "All content can be read" not in found["schema:accessibilitySummary"]


def test_a_language_that_is_named_takes_nothing_away(tmp_path: Path) -> None:
    assert claims(tmp_path, "The word [خون]{lang=ur} and α, β and µg.")["dcterms:conformsTo"] == CONFORMS


def test_a_certifier_is_named_only_where_a_role_signed_with_a_date(tmp_path: Path) -> None:
    assert "a11y:certifiedBy" not in claims(tmp_path, GOOD)
    found = claims(tmp_path, GOOD, HEAD + SIGNED)
    assert found["a11y:certifiedBy"] == "Example Blood Charity, accessibility lead"
    assert found["dcterms:date"] == "2026-03-31"


def claim(term: str, value: str) -> Change:
    def change(root: etree._Element) -> None:
        metadata = next(root.iter(f"{OPF}metadata"))
        etree.SubElement(metadata, f"{OPF}meta", property=term).text = value

    return change


def summary(before: str, after: str) -> Change:
    def change(root: etree._Element) -> None:
        for meta in root.iter(f"{OPF}meta"):
            if meta.get("property") == "schema:accessibilitySummary":
                meta.text = (meta.text or "").replace(before, after)

    return change


@pytest.mark.parametrize(
    ("body", "change", "term"),
    [
        ("![](gone.png){.picture-needed}", claim("dcterms:conformsTo", CONFORMS), "dcterms:conformsTo"),
        ("Two [halves]{.check}.", claim("dcterms:conformsTo", CONFORMS), "dcterms:conformsTo"),
        ("It is железо.", claim("dcterms:conformsTo", CONFORMS), "dcterms:conformsTo"),
        (
            "![](gone.png){.picture-needed}",
            claim("schema:accessibilityFeature", "alternativeText"),
            "schema:accessibilityFeature",
        ),
        ("Iron.", claim("schema:accessibilityFeature", "MathML"), "schema:accessibilityFeature"),
        ("Iron.", claim("schema:accessMode", "visual"), "schema:accessMode"),
        ("Iron.", claim("a11y:certifiedBy", "Example Blood Charity"), "a11y:certifiedBy"),
        (
            "![](gone.png){.picture-needed}",
            claim("schema:accessModeSufficient", "textual"),
            "schema:accessModeSufficient",
        ),
        ("Iron.", summary("contents leads", "contents, formulas are in MathML, leads"), "schema:accessibilitySummary"),
        (
            "![](gone.png){.picture-needed}",
            summary("Some pictures have no text alternative yet", "All content can be read as text"),
            "schema:accessibilitySummary",
        ),
    ],
)
def test_a_claim_that_the_pages_do_not_bear_is_found(tmp_path: Path, body: str, change: Change, term: str) -> None:
    epub, source, target = made(tmp_path, body)
    edit(target, "content.opf", change)
    assert term in {finding.unit for finding in epub.check(Job(shown(source), PLAIN), target).findings}


NEEDED = "![A needle enters the hip bone](gone.png){.picture-needed}"


@pytest.mark.parametrize("body", [NEEDED, f"See {NEEDED} here."])
@pytest.mark.parametrize("name", ["epub", "word", "large-print"])
def test_a_picture_still_needed_shows_its_words_in_every_format(tmp_path: Path, body: str, name: str) -> None:
    from publish.contracts.discovery import formats

    _, source, _ = made(tmp_path, body)
    one = formats(Settings(tmp_path / "cache"))[name]
    publication = shown(source)
    target = tmp_path / f"made{one.stem}-18pt{one.suffix}"
    job = Job(publication, one.variants(publication).options[0])
    one.write(job, target)
    assert one.check(job, target).findings == ()
    seen = [passage.text for passage in one.read(target).passages if passage.role != "alt text"]
    assert any("A needle enters the hip bone" in text for text in seen)
