"""The words that an edition adds are in its document's language, or are English and marked so, in every format."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import page
import pytest

import publish
from publish.contracts.format import Job, Settings
from publish.model.edition_words import added_words
from publish.model.nodes import PartialDate
from publish.model.publication import Publication
from publish.source.presented import presented
from tests.conftest import REPOSITORY

HEAD = """---
title: Iron
lang: {language}
summary: Iron.
last-reviewed: 2023-06-30
updated: 2026-03
next-review-due: 2029-10-01
easy-read-title: Iron
---

# Iron {{#iron}}

Iron.[^1] See [iron](#iron).

![It shows a cell](cell.png){{.picture-needed}}

::: {{.video href="https://example.org/v" title="Iron"}}
:::

::: {{.easy-read for="iron" tie="00000000" title="Iron"}}
- [blood]{{.picture}} It is **haem**.
- [unknown]{{.picture}} Iron.
:::

[^1]: Iron.
"""
PUBLISHER = "name: Iron\nhelpline: {label: Iron, value: a@iron.example, target: 'mailto:a@iron.example?subject=Iron'}\n"
ENGLISH = re.compile(
    r"Contents|Notes?\b|[Pp]age\b|Video|Picture|[Rr]eview|Updated|About|Published|reach|mentioned|Cover|Landmarks"
    r"|What|words|easy read|People|checked|bold|Licence|\b(?:January|March|June|October)\b"
)
OWN = ("ar", "bn", "cy", "es", "fr", "pa", "pl", "ur")
OTHER = ("de", "so", "pa-PK", "sr-Latn")


def publication(folder: Path, language: str) -> Publication:
    (folder / "publisher.yaml").write_text(PUBLISHER, encoding="utf-8")
    (folder / "glossary.yaml").write_text("- {term: haem, meaning: iron}\n", encoding="utf-8")
    (folder / "pictures.yaml").write_bytes((REPOSITORY / "sources" / "pictures.yaml").read_bytes())
    source = folder / "iron.md"
    source.write_text(HEAD.format(language=language), encoding="utf-8")
    loaded = publish.load(source)
    return replace(loaded, document=presented(loaded.document))


def written(folder: Path, language: str, name: str) -> Path:
    edition = publish.formats(Settings(folder / "cache"))[name]
    source = publication(folder, language)
    (options,) = edition.variants(source).options
    target = folder / f"iron{edition.stem}{edition.suffix}"
    edition.write(Job(source, options), target)
    findings = edition.check(Job(source, options), target).findings
    authored = ("tie=", "a picture for", "agreed", "settled")
    assert [one for one in findings if not any(part in f"{one.expected}" for part in authored)] == []
    if target.suffix == ".pdf":
        assert page.validate_pdf_bytes(target.read_bytes(), profile="ua1").failures == []
    return target


@pytest.mark.parametrize("name", ["epub", "word", "large-print", "easy-read"])
@pytest.mark.parametrize("language", OWN)
def test_a_language_that_has_the_words_gets_them_in_every_format(language: str, name: str, tmp_path: Path) -> None:
    reading = publish.formats(Settings(tmp_path / "cache"))[name].read(written(tmp_path, language, name))
    texts = [passage.text for passage in reading.passages if "People" not in passage.text]
    french = {"Notes", "note", "page", "Licence"} if language == "fr" else set()
    assert [text for text in texts for found in ENGLISH.findall(text) if found not in french] == []
    assert {one.language for passage in reading.passages for one in passage.languages} <= {language}


@pytest.mark.parametrize("name", ["epub", "word", "large-print", "easy-read"])
@pytest.mark.parametrize("language", OTHER)
def test_a_language_that_lacks_them_gets_english_marked_as_english(language: str, name: str, tmp_path: Path) -> None:
    reading = publish.formats(Settings(tmp_path / "cache"))[name].read(written(tmp_path, language, name))
    english = [
        (one.text, passage.text) for passage in reading.passages for one in passage.languages if one.language == "en"
    ]
    assert english
    for passage in reading.passages:
        for found in ENGLISH.finditer(passage.text if passage.role.value != "alt" else ""):
            marked = [text for text, whole in english if whole == passage.text]
            assert any(found[0] in text for text in marked), passage


PLACES = {
    "epub": ("EPUB/nav.xhtml", "EPUB/front.xhtml", "EPUB/section-01-iron.xhtml", "EPUB/cover.xhtml"),
    "word": ("word/document.xml", "word/footer1.xml", "word/footnotes.xml"),
}


@pytest.mark.parametrize("name", PLACES)
def test_no_english_stands_in_the_markup_of_a_welsh_edition(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, "cy", name)) as archive:
        for part in PLACES[name]:
            markup = archive.read(part).decode()
            said = re.sub(r"<[^>]*>", "\n", markup) + "\n".join(re.findall(r'(?:aria-label|alt)="([^"]*)"', markup))
            assert not ENGLISH.search(said.replace("PAGE", "")), (part, ENGLISH.search(said))


def test_english_words_around_the_text_are_marked_in_an_epub_and_a_word_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, "so", "epub")) as archive:
        nav = archive.read("EPUB/nav.xhtml").decode()
        assert re.search(r'<h2[^>]* lang="en"[^>]*>Contents<', nav)
        assert re.search(r'<a[^>]* lang="en"[^>]*>Title page<', nav)
        section = archive.read("EPUB/section-01-iron.xhtml").decode()
        for label in ("Note 1", "Back to where note 1 is mentioned"):
            (tag,) = re.findall(rf'<a[^>]*aria-label="{label}"[^>]*>', section)
            assert ' lang="en"' in tag
    with zipfile.ZipFile(written(tmp_path, "so", "word")) as archive:
        for part, word in (("word/document.xml", "Contents"), ("word/footer1.xml", "Page")):
            (run,) = re.findall(rf"<w:r>(?:(?!</w:r>).)*>{word}<", archive.read(part).decode())
            assert 'w:lang w:val="en"' in run


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en-GB", "March 2026", "1 June 2023"),
        ("cy", "Mawrth 2026", "1 Mehefin 2023"),
        ("fr", "mars 2026", "1er juin 2023"),
        ("es", "marzo de 2026", "1 de junio de 2023"),
        ("pl", "marzec 2026", "1 czerwca 2023"),
        ("ur", "مارچ 2026", "1 جون 2023"),
        ("so", "March 2026", "1 June 2023"),
    ],
)
def test_dates_are_in_words_of_the_language(language: str, month: str, day: str) -> None:
    words = added_words(language)
    assert (words.date(PartialDate(2026, 3)), words.date(PartialDate(2023, 6, 1))) == (month, day)


def test_every_language_has_twelve_months() -> None:
    for language in ("en", *OWN):
        words = added_words(language)
        assert [len(months.split()) for months in (words.months, words.alone or words.months)] == [12, 12]


def test_an_epub_gives_the_publishers_email_address(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path, "en-GB", "epub")) as archive:
        package = archive.read("EPUB/content.opf").decode()
    assert '<meta property="schema:email" refines="#publisher">a@iron.example</meta>' in package
    assert replace(added_words("en"), language="") == added_words("en-GB")
