"""One look: colour, logo and typeface of publisher.yaml are in every edition, and the logo is told in words."""

from __future__ import annotations

import base64
import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

from formats.easy_read.easy_read import EasyRead
from formats.epub import Epub
from formats.word import Word
from publish.contracts.format import Format, Job, Settings
from publish.errors import SourceError
from publish.model.nodes import Asset
from publish.model.publication import Look, Publication
from publish.proof.reading import Role
from publish.proof.verdict import Finding
from publish.rendering.cover import WIDTH, cover_svg
from publish.rendering.raster import png
from publish.source.companions import publisher
from tests.conftest import present
from tests.releasing import desk

LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 2"><rect width="6" height="2" fill="#00ff00"/></svg>'
ALT = "Testing charity: a green bar"
LOOK = Look("#003b5c", Asset("logo.svg", "image/svg+xml", LOGO), ALT, "Verdana")
FORMATS = [Epub, Word, EasyRead]


@pytest.fixture
def house(publication: Publication) -> Publication:
    return replace(publication, publisher=replace(publication.publisher, look=LOOK))


def written(format_: Format, publication: Publication, folder: Path) -> Path:
    target = folder / f"specimen{format_.suffix}"
    format_.write(Job(publication, format_.Options()), target)
    return target


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(next(each for each in archive.namelist() if each.endswith(name)))


def found(format_: Format, publication: Publication, path: Path) -> tuple[Finding, ...]:
    return format_.check(Job(publication, format_.Options()), path).findings


@pytest.mark.parametrize("kind", FORMATS)
def test_an_edition_in_the_look_of_a_house_is_complete(kind: type, house: Publication, tmp_path: Path) -> None:
    format_ = kind(Settings(tmp_path))
    assert found(format_, house, written(format_, house, tmp_path)) == ()


@pytest.mark.parametrize("kind", FORMATS)
def test_an_edition_without_the_logo_s_words_is_found(kind: type, house: Publication, tmp_path: Path) -> None:
    other = replace(LOOK, logo_alt="Testing charity: another bar")
    renamed = replace(house, publisher=replace(house.publisher, look=other))
    format_ = kind(Settings(tmp_path))
    assert found(format_, house, written(format_, renamed, tmp_path))


@pytest.mark.parametrize("kind", [Word, EasyRead])
def test_the_logo_is_read_out_on_the_first_page(kind: type, house: Publication, tmp_path: Path) -> None:
    format_ = kind(Settings(tmp_path))
    alts = [each.text for each in format_.read(written(format_, house, tmp_path)).passages if each.role is Role.ALT]
    assert alts[0] == ALT


def test_an_epub_has_the_colour_above_its_headings_and_the_typeface(house: Publication, tmp_path: Path) -> None:
    style = part(written(Epub(Settings(tmp_path)), house, tmp_path), "style.css").decode()
    assert "h1, h2 { border-top: 4px solid #003b5c;" in style
    assert 'font-family: "Verdana", sans-serif' in style


@pytest.mark.parametrize("rule", ["h1 { border-top: 4px solid #fff }", 'p { font-family: "Webdings", sans-serif }'])
def test_a_style_of_another_house_is_found(rule: str, house: Publication, tmp_path: Path) -> None:
    path = written(Epub(Settings(tmp_path)), house, tmp_path)
    changed = tmp_path / "changed.epub"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data + rule.encode() if entry.filename.endswith(".css") else data)
    findings = found(Epub(Settings(tmp_path)), house, changed)
    assert [str(each.found) for each in findings] == [f"EPUB/style.css: {rule}", "EPUB/style.css is another"]


def test_a_word_document_has_headings_in_the_colour_and_text_in_the_typeface(
    house: Publication, tmp_path: Path
) -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    styles = etree.fromstring(part(written(Word(Settings(tmp_path)), house, tmp_path), "styles.xml"))
    heading = next(each for each in styles.iter(f"{w}style") if each.get(f"{w}styleId") == "Heading1")
    assert present(heading.find(f"{w}rPr/{w}color")).get(f"{w}val") == "003B5C"
    faces = present(styles.find(f".//{w}rPrDefault/{w}rPr/{w}rFonts"))
    assert (faces.get(f"{w}ascii"), faces.get(f"{w}cs")) == ("Verdana", "Arial")


@pytest.mark.parametrize("height", [WIDTH, 1600])
@pytest.mark.parametrize("title", ["AML", "B-cell acute lymphoblastic leukaemia in adults, and how it is treated " * 2])
def test_a_cover_shows_bands_in_the_colour_and_the_logo_over_nothing_else(height: int, title: str) -> None:
    image = Image.open(BytesIO(png(cover_svg(title, "Testing charity", LOOK, height), width_px=WIDTH))).convert("RGB")
    assert image.getpixel((5, 5)) == image.getpixel((5, height - 5)) == (0, 0x3B, 0x5C)
    green = [(x, y) for x in range(0, WIDTH, 5) for y in range(0, height, 5) if image.getpixel((x, y)) == (0, 255, 0)]
    left, top = min(green)
    assert len(green) > 2000
    without = Image.open(
        BytesIO(
            png(
                cover_svg(
                    title,
                    "Testing charity",
                    replace(LOOK, logo=Asset("logo.svg", "image/svg+xml", LOGO.replace(b"#00ff00", b"#ffffff"))),
                    height,
                ),
                width_px=WIDTH,
            )
        )
    ).convert("RGB")
    assert {without.getpixel(place) for place in green} == {(255, 255, 255)}, (left, top)


def test_a_report_shows_the_logo_with_its_words_and_the_colour(tmp_path: Path) -> None:
    at = desk(tmp_path, files={"logo.svg": LOGO.decode()})
    house = at.source.parent / "publisher.yaml"
    look = f"look: {{colour: '#003b5c', logo: logo.svg, logo-alt: '{ALT}', typeface: Verdana}}\n"
    house.write_text(house.read_text(encoding="utf-8") + look, encoding="utf-8")
    assert at.run("build", str(at.source), "--outputs", str(at.outputs), "--format", "epub")[0] == 0
    assert at.ask("report", "iron")[0] == 0
    page = html.fromstring((at.outputs / "iron" / "report.html").read_text(encoding="utf-8"))
    (logo,) = page.cssselect("header .logo img")
    assert logo.get("alt") == ALT
    style = present(page.cssselect("style")[0].text)
    assert "border-top: 10px solid #003b5c" in style
    assert 'font-family: "Verdana", Page' in style
    policy = page.cssselect("meta[http-equiv]")[0].get("content", "")
    assert f"style-src 'sha256-{base64.b64encode(sha256(style.encode()).digest()).decode()}'" in policy


@pytest.mark.parametrize(
    ("look", "wrong"),
    [
        ("typeface: Comic Sans MS", "none of the plain sans serif faces"),
        ("typeface: [Arial]", "typeface"),
        ("colour: '#777777'", "contrast of 4.5 to 1"),
        ("{logo: logo.svg, logo-alt: A drop}", "script"),
    ],
)
def test_a_look_that_would_harm_a_reader_is_refused_with_its_line(tmp_path: Path, look: str, wrong: str) -> None:
    (tmp_path / "logo.svg").write_bytes(LOGO.replace(b"</svg>", b"<script>alert(1)</script></svg>"))
    text = f"name: House\nhelpline:\n  label: Helpline\n  value: '1'\nlook:\n  {look}\n"
    (tmp_path / "publisher.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=wrong) as refused:
        publisher(tmp_path)
    assert refused.value.line in (5, 6)
