"""What imports of real documents keep, how much of them is marked or guessed, and what they cost.

`.venv/bin/python benchmarks/imports.py [--write] [FILE...]` imports the files, or the ten staff documents of the tests
and those of the folder in PUBLISH_INPUTS (`../shared/inputs` if that is not set), a page and an OpenDocument text of
150,000 made-up words, and a Word file of 12.5 MB of XML as Word writes it, each in a process of its own, and prints a
table. Then it times a document of two pages from a cold start beside pandoc. `--write` puts the table into
docs/import.md. The aims, on a quiet machine: every word accounted for; a cold start under 1.0 s; a page of 1.35 MB
under 20 s; 12.5 MB of Word XML under 15 s.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pypandoc

from publish.source.pandoc import program

PUBLISH = Path(sys.executable).with_name("publish")
REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "docs" / "import.md"
MARK = re.compile(r"\.check\b|\.picture-needed|\.link-needed|Summary needed")
TABLE = re.compile(r"(?<=<!-- benchmarks/imports.py writes this -->\n).*?(?=<!-- up to here -->)", re.DOTALL)
LONG = 150_000  # words
HEAVY = 98_000  # words that make 12.5 MB of Word XML
WORDS = ["iron", "blood", "cell", "marrow", "test", "team", "tablet", "dose", "week", "nurse", "heart", "sleep"]
RUN = re.compile(r'<w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r>')
LOOK = (
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="000000"/><w:sz w:val="24"/>'
    '<w:szCs w:val="24"/><w:lang w:val="en-GB"/>'
)
HEAD = "| input | kind | words in | kept | left out | marked | guessed | gaps | errors | seconds | CPU s | MB |"


def long_page(count: int) -> str:
    """A page with headings, paragraphs, links, lists and tables, of as many words."""
    chance = random.Random(1)
    parts = ['<!doctype html><html lang="en-GB"><head><title>Long</title></head><body><main><h1>Long</h1>']
    written = 0
    while written < count:
        texts = [[chance.choice(WORDS) for _ in range(chance.randint(30, 90))] for _ in range(6)]
        written += sum(len(words) for words in texts) + 4
        parts.append(f"<h2>{' '.join(chance.sample(WORDS, 4))}</h2>")
        link = f'<a href="https://example.org/{written}">here</a>'
        parts += [f"<p>{link} {' '.join(words)}.</p>" for words in texts]
        parts.append(f"<ul>{''.join(f'<li>{word}</li>' for word in texts[0])}</ul>")
        cells = "".join(f"<tr><td>{word}</td><td>{word}</td></tr>" for word in texts[1][:5])
        parts.append(f"<table><tr><th>A</th><th>B</th></tr>{cells}</table>")
    return "".join([*parts, "</main></body></html>"])


def as_word_writes(document: Path, target: Path) -> None:
    """A Word file with its text in runs of five words, each with its font, size and revision, as Word has them."""

    def runs(found: re.Match[str]) -> str:
        words = found[1].split(" ")
        texts = [" ".join(words[place : place + 5]) for place in range(0, len(words), 5)]
        head = f'<w:r w:rsidRPr="00A1B2C3"><w:rPr>{LOOK}</w:rPr><w:t xml:space="preserve">'
        return "".join(f"{head}{text}{' ' * (text is not texts[-1])}</w:t></w:r>" for text in texts)

    with zipfile.ZipFile(document) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in source.namelist():
            part = source.read(name)
            written.writestr(name, RUN.sub(runs, part.decode()) if name == "word/document.xml" else part)


def measured(command: list[str]) -> tuple[str, str, float, float, float]:
    """Run a command: what it prints, its errors, its seconds, those of the processor, its peak memory in MB."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        for file in (out, err):
            file.seek(0)
        return (
            out.read().decode(),
            err.read().decode(),
            seconds,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024,
        )


def row(path: Path, folder: Path) -> str:
    """One import as a line of the table."""
    source = folder / f"{path.parent.name}-{path.stem}.md"
    command = [str(PUBLISH), "import", str(path), "-o", str(source), "--force", "--json"]
    out, err, seconds, busy, memory = measured(command)
    name = path.parent.name if path.stem == "input" else path.name
    if not out:
        return f"| {name} | {err.strip()[:90]} |"
    report = json.loads(out)
    words = report["words"]
    left = sum(words["left"].values())
    errors = len(report["lost"]) + len(report["added"])
    marked = len(MARK.findall(source.read_text(encoding="utf-8")))
    figures = (words["in"], words["kept"], left, marked, len(report["doubts"]), len(report["gaps"]), errors)
    cells = [
        name,
        report["kind"],
        *(f"{figure:,}" for figure in figures),
        f"{seconds:.1f}",
        f"{busy:.1f}",
        f"{memory:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def cold_start(folder: Path) -> str:
    """A document of two pages from a cold start, beside pandoc's own conversion of it."""
    document = REPOSITORY / "tests" / "cases" / "staff" / "leaflet-in-word" / "input.docx"
    command = [str(PUBLISH), "import", str(document), "-o", str(folder / "cold.md"), "--force"]
    ours, busy = (min(figures) for figures in zip(*(measured(command)[2:4] for _ in range(5)), strict=True))
    pandoc = [program(), str(document), "--to", "commonmark_x", "--output", str(folder / "pandoc.md")]
    theirs, busy_pandoc = (min(figures) for figures in zip(*(measured(pandoc)[2:4] for _ in range(5)), strict=True))
    return (
        f"Cold start, two pages in Word: {ours:.2f} s ({busy:.2f} s of the processor); pandoc alone: {theirs:.2f} s "
        f"({busy_pandoc:.2f} s); ratio {busy / busy_pandoc:.1f}."
    )


def made_up(folder: Path) -> list[Path]:
    """The long documents."""
    page = folder / "150,000 words.html"
    page.write_text(long_page(LONG), encoding="utf-8")
    text = folder / "150,000 words.odt"
    pypandoc.convert_file(str(page), "odt", outputfile=str(text))
    shorter, plain, heavy = folder / "shorter.html", folder / "plain.docx", folder / "12.5 MB of XML.docx"
    shorter.write_text(long_page(HEAVY), encoding="utf-8")
    pypandoc.convert_file(str(shorter), "docx", outputfile=str(plain))
    as_word_writes(plain, heavy)
    return [page, text, heavy]


def main() -> None:
    """Print the table, and write it into the page about imports if that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path, metavar="FILE")
    options.add_argument("--write", action="store_true", help="put the table into docs/import.md")
    chosen = options.parse_args()
    inputs = Path(os.environ.get("PUBLISH_INPUTS", REPOSITORY.parent / "shared" / "inputs"))
    staff = sorted((REPOSITORY / "tests" / "cases" / "staff").glob("*/input.*"))
    real = sorted(path for path in inputs.rglob("*") if path.is_file() and path.name != "README.md")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = [HEAD, f"|{' --- |' * (HEAD.count('|') - 1)}"]
        print(*lines, sep="\n")
        for path in chosen.files or [*staff, *real, *made_up(folder)]:
            lines.append(row(path, folder))
            print(lines[-1], flush=True)
        lines += ["", cold_start(folder)]
        print(lines[-1])
    if chosen.write:
        written = "\n".join(("", *lines, "", ""))
        PAGE.write_text(TABLE.sub(lambda _: written, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
