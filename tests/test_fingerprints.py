"""What a change remakes: just the editions that show it. Asked of the real formats, on the real factsheet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import publish
from publish.building.fingerprint import code, fingerprint
from publish.building.unchanged import is_unchanged, remember
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from publish.source.load import load
from publish.source.waivers import without_waived
from tests.conftest import REPOSITORY
from tests.doubles.installing import register

SOUND = {"audio", "audio-transcript", "audio-zip", "audiobook", "daisy", "easy-read-audio", "m4b", "talking-epub"}
EASY = {"easy-read", "easy-read-audio", "easy-read-web", "easy-read-word"}
EVERYTHING = {*SOUND, *EASY, "epub", "large-print", "print", "word"}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the sources, with a second document that speaks of other things."""
    folder = tmp_path / "sources"
    shutil.copytree(REPOSITORY / "sources", folder)
    (folder / "tea.md").write_text(
        "---\ntitle: Tea\nlang: en-GB\nsummary: How to make tea.\n---\n\n# Tea\n\nBoil water, and pour.\n",
        encoding="utf-8",
    )
    return folder


def prints(publication: Publication, tmp_path: Path) -> dict[str, str]:
    """The fingerprint of each format's first edition, where it makes one."""
    found = {}
    for name, one in publish.formats(Settings(tmp_path)).items():
        shown = without_waived(publication, name).publication
        for options in one.variants(shown).options[:1]:
            found[name] = fingerprint(one, Job(shown, options)).sha256
    return found


def change(sources: Path, file: str, before: str, after: str) -> None:
    path = sources / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize("file", ["changing_format.py", "changing_format/__init__.py", "changing_format/page.css"])
def test_changed_code_makes_editions_again(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(tmp_path, "changing", {"publish.formats": {"changing": "changing_format:Format"}})
    monkeypatch.syspath_prepend(str(tmp_path))
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    (path.with_name("__init__.py") if path.suffix == ".css" else path).touch()
    hashes = []
    for text in ("/* 1 */", "/* 2 */"):
        path.write_text(text if path.suffix == ".css" else f"# {text}", encoding="utf-8")
        code.cache_clear()
        hashes.append(code())
    code.cache_clear()
    assert hashes[0] != hashes[1]


CASES = {
    "an easy-read line": (
        "b-cell-all.md",
        "You may get **bruises** easily.",
        "You may get **bruises** very easily.",
        EASY,
    ),
    "a word's pronunciation": ("lexicon.pls", "ɪˈmætɪnɪb", "ɪˈmætənɪb", SOUND),
    "a glossary entry": ("glossary.yaml", "The soft inside of bones", "The soft middle of bones", EASY),
    "a picture's words": (
        "pictures.yaml",
        "An arm with purple and blue bruises",
        "An arm with large and blue bruises",
        EASY,
    ),
    "a sentence": ("b-cell-all.md", "easy bruising", "very easy bruising", EVERYTHING),
    "a registration": ("publisher.yaml", "1183890", "1183891", EVERYTHING),
    "a picture's bytes": ("images/lumbar-puncture.svg", "</svg>", "<g/></svg>", EVERYTHING),
    "a review date": ("b-cell-all.md", "next-review-due: 2026-06-30", "next-review-due: 2027-06-30", EVERYTHING),
    "the voice": ("publisher.yaml", "voice: heart", "voice: gtts", SOUND),
}


@pytest.mark.parametrize(("file", "before", "after", "remade"), CASES.values(), ids=CASES)
def test_a_change_remakes_just_the_editions_that_show_it(
    file: str, before: str, after: str, remade: set[str], sources: Path, tmp_path: Path
) -> None:
    old = prints(load(sources / "b-cell-all.md"), tmp_path)
    change(sources, file, before, after)
    new = prints(load(sources / "b-cell-all.md"), tmp_path)
    assert {name for name in old if old[name] != new[name]} == remade


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("glossary.yaml", "The soft inside of bones", "The soft middle of bones"),
        ("lexicon.pls", "ɪˈmætɪnɪb", "ɪˈmætənɪb"),
        ("pictures.yaml", "An arm with purple and blue bruises", "An arm with large and blue bruises"),
    ],
)
def test_an_entry_touches_only_documents_that_hold_its_term(
    file: str, before: str, after: str, sources: Path, tmp_path: Path
) -> None:
    settings = Settings(tmp_path)
    kept = {
        name: remember(sources / name, load(sources / name), settings, EVERYTHING)
        for name in ("b-cell-all.md", "tea.md")
    }
    tea = prints(load(sources / "tea.md"), tmp_path)
    change(sources, file, before, after)
    assert prints(load(sources / "tea.md"), tmp_path) == tea
    now = {name: remember(sources / name, load(sources / name), settings, EVERYTHING) for name in kept}
    assert now["tea.md"].key == kept["tea.md"].key, "nothing to do, known without parsing"
    assert now["b-cell-all.md"].key != kept["b-cell-all.md"].key


def test_a_new_entry_touches_a_document_that_holds_its_term(sources: Path, tmp_path: Path) -> None:
    before = prints(load(sources / "tea.md"), tmp_path)
    with (sources / "lexicon.pls").open(encoding="utf-8") as file:
        text = file.read()
    entry = "<lexeme><grapheme>water</grapheme><alias>waw ter</alias></lexeme></lexicon>"
    (sources / "lexicon.pls").write_text(text.replace("</lexicon>", entry), encoding="utf-8")
    after = prints(load(sources / "tea.md"), tmp_path)
    assert {name for name in before if before[name] != after[name]} == SOUND - EASY


def test_a_changed_entry_is_seen_without_parsing(sources: Path, tmp_path: Path) -> None:
    from publish.outputs.manifest import Manifest, SourceRecord

    source, settings = sources / "b-cell-all.md", Settings(tmp_path)
    unchanged = remember(source, load(source), settings, EVERYTHING)
    manifest = Manifest(
        id="b-cell-all",
        title="B-cell ALL",
        lang="en-GB",
        source=SourceRecord(path="b-cell-all.md", sha256="0" * 64),
        editions=(),
        unchanged=unchanged,
    )
    assert is_unchanged(source, manifest, settings, EVERYTHING)
    change(sources, "glossary.yaml", "The soft inside of bones", "The soft middle of bones")
    assert not is_unchanged(source, manifest, settings, EVERYTHING)


def test_another_state_of_the_program_is_seen_without_parsing(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, settings = sources / "tea.md", Settings(tmp_path)
    publication = load(source)
    before = remember(source, publication, settings, EVERYTHING)
    assert remember(source, publication, settings, EVERYTHING) == before
    monkeypatch.setattr("publish.building.unchanged.code", lambda: "another")
    assert remember(source, publication, settings, EVERYTHING).key != before.key
