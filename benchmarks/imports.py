"""What imports of real documents keep: words in, kept, left out by reason, gaps, errors, seconds.

`.venv/bin/python benchmarks/imports.py [FILE...]` imports the files, or those of the folder in PUBLISH_INPUTS
(`../shared/inputs` if that is not set), and a page of 150,000 made-up words, each in a process of its own, and
prints a table. The aims: every word accounted for; the long page under 60 s and 1 GB.
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PUBLISH = Path(sys.executable).with_name("publish")
REPOSITORY = Path(__file__).parent.parent
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


def row(path: Path, folder: Path) -> str:
    """One import as a line of the table."""
    start = time.perf_counter()
    command = [str(PUBLISH), "import", str(path), "-o", str(folder / f"{path.stem}.md"), "--force", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if not done.stdout:
        return f"{path.name[:44]:<46}{done.stderr.strip()[:90]}"
    report = json.loads(done.stdout)
    words = report["words"]
    left = ", ".join(f"{reason} {count}" for reason, count in words["left"].items())
    errors = len(report["lost"]) + len(report["added"])
    return (
        f"{path.name[:44]:<46}{words['in']:>8}{words['kept']:>8}{len(report['gaps']):>6}{len(report['doubts']):>8}"
        f"{errors:>8}{seconds:>9.1f}  {left}"
    )


def main() -> None:
    """Print the table."""
    inputs = Path(os.environ.get("PUBLISH_INPUTS", REPOSITORY.parent / "shared" / "inputs"))
    named = [Path(name) for name in sys.argv[1:]]
    found = named or sorted(path for path in inputs.rglob("*") if path.is_file() and path.name != "README.md")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "long.html"
        page.write_text(long_page(), encoding="utf-8")
        print(f"{'input':<46}{'in':>8}{'kept':>8}{'gaps':>6}{'doubts':>8}{'errors':>8}{'seconds':>9}  left out")
        for path in (*found, page):
            print(row(path, folder), flush=True)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"The largest process took {most:.0f} MB.")


if __name__ == "__main__":
    main()
