"""Sources that show one thing and hold another: links, unseen characters, values that YAML takes for others."""

from __future__ import annotations

from pathlib import Path

import pytest

import publish
from publish.errors import SourceError
from publish.importing.canonical.escape import visible
from publish.importing.proof.words import words

HEAD = "---\ntitle: Iron\nlang: en-GB\nsummary: What iron does.\n---\n\n# What\n\n"
PUBLISHER = 'name: A charity\nhelpline: {label: Helpline, value: "0800 123 4567"}\n'
FIRST_LINE = 9  # of the text below HEAD


def source(folder: Path, text: str, companion: str = PUBLISHER) -> Path:
    (folder / "publisher.yaml").write_text(companion, "utf-8")
    path = folder / "iron.md"
    path.write_text(text, "utf-8")
    return path


def errors(path: Path) -> list[tuple[str, int, str]]:
    return [
        (remark.path.name, remark.line, remark.message) for remark in publish.lint(path) if "error" in remark.severity
    ]


DECEIVING = [
    ("https://www.nhs.uk@evil.example/", "leads to “evil.example”"),
    ("https://user:pw@evil.example/", "leads to “evil.example”"),
    ("https://a.example/%E2%80%AEgpj.exe", "hides the character U+202E RIGHT-TO-LEFT OVERRIDE"),
    ("https://a.example/%E2%81%A6x", "hides the character U+2066 LEFT-TO-RIGHT ISOLATE"),
    ("https://a.example/%E2%80%8Bx", "hides the character U+200B ZERO WIDTH SPACE"),
    ("https://\u0430\u0440\u0440\u04cf\u0435.com/", "look Latin and are Cyrillic"),
    ("https://xn--80ak6aa92e.com/", "look Latin and are Cyrillic"),
    ("https://nh\u0455.uk/", "mixes letters of Cyrillic and Latin"),
    ("https://\uff57\uff57\uff57.nhs.uk/", "no browser shows"),
    ("mailto:a@b.org%0Abcc:evil@x.org", "holds a line end"),
    ("mailto:a@b.org?subject=Hi%0D%0Abcc:evil@x.org", "holds a line end"),
    ("mailto:a@b.org?bcc=evil@x.org&body=x", "sets “bcc”"),
    ("mailto:a@b.org?CC=evil@x.org", "sets “cc”"),
    ("tel:javascript", "is no telephone number"),
    ("tel:+44;ext=1", "is no telephone number"),
    ("sms:1", "Write its number without a link"),
    ("sms:88020", "Write its number without a link"),
]


@pytest.mark.parametrize(("address", "reason"), DECEIVING)
def test_a_link_that_deceives_is_refused_in_the_text_and_beside_it(address: str, reason: str, tmp_path: Path) -> None:
    (found,) = errors(source(tmp_path, f"{HEAD}See [this page]({address}).\n"))
    assert found[:2] == ("iron.md", FIRST_LINE)
    assert reason in found[2]
    companion = PUBLISHER + f'contacts:\n  - label: Page\n    value: our page\n    target: "{address}"\n'
    with pytest.raises(SourceError) as refused:
        publish.load(source(tmp_path, HEAD + "Iron.\n", companion))
    assert (refused.value.path.name, refused.value.line) == ("publisher.yaml", 6)
    assert reason in refused.value.message


@pytest.mark.parametrize(
    "address",
    [
        "https://b\u00fccher.example/",
        "https://\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444/",
        "https://\u4f8b\u3048.jp/",
        "https://fa.example/%D9%85%DB%8C%E2%80%8C%D8%AE",  # Persian, with the non-joiner that it needs
        "mailto:a@b.org?subject=Iron%20tablets",
        "tel:+448088010444;ext=12",
        "tel:999",
    ],
)
def test_an_honest_address_is_let_through(address: str, tmp_path: Path) -> None:
    assert errors(source(tmp_path, f"{HEAD}See [this page]({address}).\n")) == []


@pytest.mark.parametrize(
    ("shown", "address", "found"),
    [
        ("see www.nhs.uk", "https://evil.example/", 1),
        ("read nhs.uk now", "https://evil.example/nhs.uk", 1),
        ("see \uff57\uff57\uff57.nhs.uk", "https://evil.example/", 1),
        ("see www.nhs.uk", "https://www.nhs.uk/iron", 0),
        ("iron, e.g.tablets", "https://www.nhs.uk/iron", 0),
    ],
)
def test_a_site_among_the_words_of_a_link_is_the_one_it_leads_to(
    shown: str, address: str, found: int, tmp_path: Path
) -> None:
    messages = [message for _, _, message in errors(source(tmp_path, f"{HEAD}Please [{shown}]({address}).\n"))]
    assert sum("leads to" in message for message in messages) == found


HIDDEN = [
    ("ta\u200bke", "U+200B ZERO WIDTH SPACE"),
    ("ta&ZeroWidthSpace;ke", "&ZeroWidthSpace;"),
    ("ta&#x2060;ke", "&#x2060;"),
    ("ta\ufeffke", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ("ta\u180eke", "U+180E MONGOLIAN VOWEL SEPARATOR"),
    ("ta\u2063ke", "U+2063 INVISIBLE SEPARATOR"),
    ("ta\u206ake", "U+206A INHIBIT SYMMETRIC SWAPPING"),
    ("ta\U000e0041ke", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ("ta\ufff9ke", "U+FFF9 INTERLINEAR ANNOTATION ANCHOR"),
    ("ta\ue000ke", "U+E000"),
    ("ta\u3164ke", "U+3164 HANGUL FILLER"),
    ("ta\u2028ke", "U+2028 LINE SEPARATOR"),
    ("ta\u200dke", "U+200D ZERO WIDTH JOINER"),
    ("ta\ufe0fke", "U+FE0F VARIATION SELECTOR-16"),
    ("\u2067take", "U+2067 RIGHT-TO-LEFT ISOLATE"),
    ("take\u2069", "U+2069 POP DIRECTIONAL ISOLATE"),
]


@pytest.mark.parametrize(("text", "name"), HIDDEN)
def test_a_hidden_character_is_refused_by_name_and_place(text: str, name: str, tmp_path: Path) -> None:
    path = source(tmp_path, f"{HEAD}Iron.\n\nPlease {text} it.\n")
    with pytest.raises(SourceError) as refused:
        publish.load(path)
    assert refused.value.line == FIRST_LINE + 2
    assert f"the character {name} " in refused.value.message
    assert errors(path) == [("iron.md", FIRST_LINE + 2, refused.value.message)]


@pytest.mark.parametrize(
    "text",
    [
        "\u0e01\u0e34\u0e19\u200b\u0e22\u0e32",  # Thai, with a place for a line to end
        "\u0645\u06cc\u200c\u062e\u0648\u0631\u0645",  # Persian
        "\u0995\u09cd\u200d\u09b7",  # Bengali
        "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",  # a doctor
        "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",  # the flag of Wales
        "1\ufe0f\u20e3 \u2139\ufe0f",
        "\u2067\u0639\u0631\u0628\u064a\u2069",
        "\u200e\u200f\u061chae\u00admoglobin",
    ],
)
def test_characters_that_a_language_or_a_picture_needs_stay(text: str, tmp_path: Path) -> None:
    assert publish.load(source(tmp_path, f"{HEAD}Please [{text}]{{lang=ar}} it.\n")) is not None


def test_an_import_leaves_hidden_characters_out_and_its_words_stay_whole() -> None:
    hidden = "Ta\u200bke \u2067two\ufeff \ue000 of\u2060ten."
    assert visible(hidden) == "Take two  often."
    assert words(hidden) == words(visible(hidden)) == ["Take", "two", "often"]


@pytest.mark.parametrize("day", ["0000-01-01", "1899-12-31", "2201-01", "9999-12-31"])
def test_a_year_that_no_review_can_have_is_refused_with_its_line(day: str, tmp_path: Path) -> None:
    path = source(tmp_path, HEAD.replace("lang:", f"last-reviewed: {day}\nlang:") + "Iron.\n")
    (found,) = errors(path)
    assert found[1] == 3
    assert "is before 1900 or after 2200" in found[2]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("no", "yes or no"),
        ("12:30:45", "a number"),
        ("2026-99-99", "a date"),
        ("!!binary aGFsbG8=", "bytes"),
        ("1.5", "a number"),
        ("7" * 900, "a number"),
    ],
)
def test_a_name_that_yaml_reads_as_something_else_is_refused(value: str, kind: str, tmp_path: Path) -> None:
    path = source(tmp_path, HEAD + "Iron.\n", PUBLISHER.replace("A charity", value))
    with pytest.raises(SourceError, match=f"as {kind}, not as text. Put it in quotation marks") as refused:
        publish.load(path)
    assert (refused.value.path.name, refused.value.line) == ("publisher.yaml", 1)
    quoted = PUBLISHER.replace("A charity", '"no"')
    assert publish.load(source(tmp_path, HEAD + "Iron.\n", quoted)).publisher.name == "no"


def test_without_registrations_no_empty_list_stands_in_the_imprint(tmp_path: Path) -> None:
    publication = publish.load(source(tmp_path, HEAD + "Iron.\n"))
    lists = [block for block in publication.document.sections[-1].blocks if hasattr(block, "items")]
    assert all(block.items for block in lists)


def test_numbers_that_people_dial_or_type_need_no_quotation_marks(tmp_path: Path) -> None:
    companion = (
        "name: A charity\nregistrations: [{label: Charity, number: 1183890}]\nhelpline: {label: Ring, value: 111}\n"
    )
    publisher = publish.load(source(tmp_path, HEAD + "Iron.\n", companion)).publisher
    assert (publisher.registrations[0].number, publisher.helpline.value) == ("1183890", "111")
