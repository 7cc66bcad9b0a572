"""How long reports take beside a build, how large they are, and how fast a browser opens them.

    python benchmarks/reports.py [FOLDER]

Builds the factsheet without audio, reports on it, and makes an index over a thousand documents of its size. With
Chromium and the folder of its judges in NODE_PATH (tests/judges/page_judges.mjs), the pages are opened too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from publish.api import default_settings
from publish.building.one_document import build_one
from publish.building.standing_evidence import kept_evidence
from publish.reporting.all_documents import write_index
from publish.reporting.document_report import report, write_report

REPOSITORY = Path(__file__).parent.parent
SOURCE = REPOSITORY / "sources" / "b-cell-all.md"
TEXT_FORMATS = ("epub", "word", "large-print", "easy-read")
DOCUMENTS = 1_000
TODAY = date(2026, 3, 10)


def main() -> None:
    """Print the times."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    outputs = folder / "outputs"
    start = time.process_time() + _children()
    built = build_one(SOURCE, outputs, default_settings(), TEXT_FORMATS, force=True, today=TODAY)
    assert built.exit_code == 0, built.error
    build = time.process_time() + _children() - start
    report(outputs, "b-cell-all", default_settings(), TODAY)  # what is imported once is imported now
    start = time.process_time() + _children()
    page = write_report(outputs, "b-cell-all", default_settings(), TODAY)
    made = time.process_time() + _children() - start
    start = time.process_time() + _children()
    write_report(outputs, "b-cell-all", default_settings(), TODAY)
    kept = time.process_time() + _children() - start
    print(f"build of four editions {build:.2f} s of processor time, report {made:.2f} s ({made / build:.0%})")
    print(f"that the report would say the same is told in {kept:.2f} s ({kept / build:.0%})")
    print(f"report {page.stat().st_size / 1e6:.2f} MB{_opened(page)}")
    many = folder / "many"
    _copies(outputs / "b-cell-all" / "manifest.json", many)
    start = time.process_time()
    with kept_evidence(default_settings()) as evidence:
        index = write_index(many, evidence, TODAY)
    seconds = time.process_time() - start
    print(f"index over {DOCUMENTS} documents {seconds:.2f} s ({seconds / DOCUMENTS / build:.2%} of their build)")
    print(f"index {index.stat().st_size / 1e6:.2f} MB{_opened(index)}")


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _copies(manifest: Path, many: Path) -> None:
    data = json.loads(manifest.read_text(encoding="utf-8"))
    source = (manifest.parent / data["source"]["path"]).resolve()
    for number in range(DOCUMENTS):
        name = f"document-{number:04}"
        home = many / name
        home.mkdir(parents=True, exist_ok=True)
        copy = data | {"id": name, "title": f"{data['title']} {number}"}
        copy["source"] = data["source"] | {"path": os.path.relpath(source, home.resolve())}
        (home / "manifest.json").write_text(json.dumps(copy), encoding="utf-8")
        (home / "report.html").touch()


def _opened(page: Path) -> str:
    """How long a browser takes to load a page, "" where there is none."""
    node = shutil.which("node")
    if node is None or "NODE_PATH" not in os.environ:
        return ""
    judges = REPOSITORY / "tests" / "judges" / "page_judges.mjs"
    result = subprocess.run([node, str(judges), str(page), "--open"], capture_output=True, text=True, check=True)
    return f", opened in {json.loads(result.stdout)['opened']} ms"


if __name__ == "__main__":
    main()
