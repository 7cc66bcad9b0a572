"""What imports of real documents keep, how much of them is marked or guessed, and what they cost.

`.venv/bin/python benchmarks/imports.py [FILE...]` imports the files, or the ten staff documents of the tests and those
of the folder in PUBLISH_INPUTS (`../shared/inputs` if that is not set), and a page, a Word file and an OpenDocument
text of 150,000 made-up words, each in a process of its own, and prints a table. `errors` are places at which words were
lost or are strange to the input. Then it times a document of two pages from a cold start beside pandoc. The aims, on a
quiet machine: every word accounted for; a cold start under 1.0 s; a page of 1.35 MB under 20 s.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc

PUBLISH = Path(sys.executable).with_name("publish")
REPOSITORY = Path(__file__).parent.parent
MARK = re.compile(r"\.check\b|\.picture-needed|\.link-needed|Summary needed")
LONG = 150_000  # words
WORDS = ["iron", "blood", "cell", "marrow", "test", "team", "tablet", "dose", "week", "nurse", "heart", "sleep"]


def long_page() -> str:
    """A page with headings, paragraphs, links, lists and tables, of as many words."""
    chance = random.Random(1)
    parts = ['<!doctype html><html lang="en-GB"><head><title>Long</title></head><body><main><h1>Long</h1>']
    count = 0
    while count < LONG:
        said = [[chance.choice(WORDS) for _ in range(chance.randint(30, 90))] for _ in range(6)]
        count += sum(len(words) for words in said) + 4
        parts.append(f"<h2>{' '.join(chance.sample(WORDS, 4))}</h2>")
        link = f'<a href="https://example.org/{count}">here</a>'
        parts += [f"<p>{link} {' '.join(words)}.</p>" for words in said]
        parts.append(f"<ul>{''.join(f'<li>{word}</li>' for word in said[0])}</ul>")
        cells = "".join(f"<tr><td>{word}</td><td>{word}</td></tr>" for word in said[1][:5])
        parts.append(f"<table><tr><th>A</th><th>B</th></tr>{cells}</table>")
    return "".join([*parts, "</main></body></html>"])


def measured(command: list[str]) -> tuple[str, str, float, float]:
    """Run a command in a process of its own: what it prints, its errors, its seconds, its peak memory in MB."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        for file in (out, err):
            file.seek(0)
        return out.read().decode(), err.read().decode(), seconds, usage.ru_maxrss / 1024


def row(path: Path, folder: Path) -> str:
    """One import as a line of the table."""
    source = folder / f"{path.parent.name}-{path.stem}.md"
    command = [str(PUBLISH), "import", str(path), "-o", str(source), "--force", "--json"]
    out, err, seconds, memory = measured(command)
    name = f"{path.parent.name}/{path.name}"[-44:]
    if not out:
        return f"{name:<46}{err.strip()[:90]}"
    report = json.loads(out)
    words = report["words"]
    left = ", ".join(f"{reason} {count}" for reason, count in words["left"].items())
    errors = len(report["lost"]) + len(report["added"])
    marked = len(MARK.findall(source.read_text(encoding="utf-8")))
    return (
        f"{name:<46}{report['kind']:<14}{words['in']:>8}{words['kept']:>8}{marked:>8}{len(report['doubts']):>9}"
        f"{len(report['gaps']):>6}{errors:>8}{seconds:>9.2f}{memory:>8.0f}  {left}"
    )


def cold_start(folder: Path) -> str:
    """A document of two pages from a cold start, beside pandoc's own conversion of it."""
    document = REPOSITORY / "tests" / "cases" / "staff" / "leaflet-in-word" / "input.docx"
    ours = min(
        measured([str(PUBLISH), "import", str(document), "-o", str(folder / "cold.md"), "--force"])[2] for _ in range(5)
    )
    pandoc = [pypandoc.get_pandoc_path(), str(document), "--to", "commonmark_x", "--output", str(folder / "pandoc.md")]
    theirs = min(measured(pandoc)[2] for _ in range(5))
    return f"Cold start, two pages in Word: {ours:.2f} s; pandoc alone: {theirs:.2f} s; ratio {ours / theirs:.1f}."


def main() -> None:
    """Print the table."""
    inputs = Path(os.environ.get("PUBLISH_INPUTS", REPOSITORY.parent / "shared" / "inputs"))
    named = [Path(name) for name in sys.argv[1:]]
    staff = sorted((REPOSITORY / "tests" / "cases" / "staff").glob("*/input.*"))
    found = named or [
        *staff,
        *sorted(path for path in inputs.rglob("*") if path.is_file() and path.name != "README.md"),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "long.html"
        page.write_text(long_page(), encoding="utf-8")
        document = folder / "long.docx"
        pypandoc.convert_file(str(page), "docx", outputfile=str(document))
        text = folder / "long.odt"
        pypandoc.convert_file(str(page), "odt", outputfile=str(text))
        print(
            f"{'input':<46}{'kind':<14}{'in':>8}{'kept':>8}{'marked':>8}{'guessed':>9}{'gaps':>6}{'errors':>8}"
            f"{'seconds':>9}{'MB':>8}  left out"
        )
        for path in (*found, *(() if named else (page, document, text))):
            print(row(path, folder), flush=True)
        print(cold_start(folder))


if __name__ == "__main__":
    main()
