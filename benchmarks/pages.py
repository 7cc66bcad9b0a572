"""How writing and proving large print grow with the pages: time per page at 25, 100, 200 and 400 pages, in one run.

Run it on a quiet machine: `.venv/bin/python benchmarks/pages.py`. Time per page, of writing and of the proof apart,
must stay within a factor of 1.5 over all four, and the whole at 200 pages must take at most ten times that at 25.

Each length is a process of its own, as a build is, because the typesetter remembers what it has set before. Times are
those of the processor, so that what else the machine does counts little.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from formats.large_print.large_print import LargePrint
from formats.large_print.large_print_options import LargePrintOptions
from publish.contracts.format import Job, Settings
from publish.model.nodes import (
    Asset,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Document,
    Figure,
    Inline,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Section,
    Span,
    Style,
    Styled,
    Table,
    Text,
)
from publish.model.publication import Contact, Publication, Publisher
from publish.source.identity import identified
from publish.source.imprint import front, imprint

PAGES = (25, 100, 200, 400)
SPREAD = 1.5
WHOLE = 10  # times: 200 pages beside 25
RUNS = 3  # the shortest counts: whatever else the machine does only adds
SECTION = 0.75  # pages of 18 points that a section of `document` fills

_SENTENCE = "Your team will check your blood count before each course, and will tell you what they have found. "
_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60" fill="#123"/></svg>'
)


def document(sections: int) -> Publication:
    """A publication of so many sections, in each of which much of what a document can hold stands once."""
    metadata = Metadata("long", "A long document", "en-GB", "It goes on.")
    publisher = Publisher("Example Charity", (), Contact("Helpline", "0800 123 4567", "tel:08001234567"), ())
    body = tuple(
        Section(f"part-{number}", 1, (Text(f"Part {number}"),), tuple(_blocks(number, sections)))
        for number in range(1, sections + 1)
    )
    made = identified(Document(metadata, body))
    return Publication(
        made,
        publisher,
        front(metadata, publisher),
        imprint(metadata, publisher),
        (),
        (),
        {},
        Path("long.md"),
        "",
        frozenset(),
    )


def _blocks(number: int, sections: int) -> Iterator[Block]:
    """About two thirds of a page; tables, pictures and notes stand in every fourth section."""
    link = Link((Text("another part"),), f"#part-{1 + number * 7 % sections}")
    address = Link((Text("the national pages"),), f"https://www.example.org/{number}/")
    words: tuple[Inline, ...] = (Text(f"{number}. {_SENTENCE * 2}See "), link, Text(" and "), address, Text("."))
    yield Paragraph((*words, Note((_paragraph(f"A note on part {number}."),))) if number % 4 == 0 else words)
    bold = Styled(Style.STRONG, (Text(f"{number} mg"),))
    yield List(
        tuple(ListItem((Paragraph((Text(f"Day {day}: take "), bold, Text(" with water."))),)) for day in (1, 2, 3))
    )
    yield Paragraph((Text("In Welsh, "), Span((Text("bore da"),), "cy"), Text(f" is said {number} times.")))
    if number % 4 == 1:
        rows = tuple((_cell(f"Week {week}"), _cell(f"{week + number} mg"), _cell("With food")) for week in range(1, 5))
        yield Table((Text(f"Doses of part {number}"),), ((_cell("Week"), _cell("Dose"), _cell("How")),), rows, 1)
    if number % 4 == 2:
        yield Figure(Asset(f"{number}.svg", "image/svg+xml", _SVG), f"A dark box, number {number}", (Text("A box"),))
    if number % 4 == 3:
        yield Callout(CalloutKind.WARNING, f"Call us {number}", (_paragraph("Ring 0800 123 4567 at any hour."),))


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def _cell(words: str) -> Cell:
    return Cell((Text(words),))


def run(pages: int) -> tuple[int, float, float]:
    """Pages, and seconds to write and to prove them, once."""
    publication = document(max(1, round(pages / SECTION)))
    with tempfile.TemporaryDirectory() as folder:
        edition, target = LargePrint(Settings(Path(folder))), Path(folder) / "long-large-print-18pt.pdf"
        # Fonts and the like are paid for once.
        edition.write(Job(document(1), LargePrintOptions()), target)
        edition.check(Job(document(1), LargePrintOptions()), target)
        start = time.process_time()
        edition.write(Job(publication, LargePrintOptions()), target)
        written = time.process_time()
        verdict = edition.check(Job(publication, LargePrintOptions()), target)
        proved = time.process_time()
        if verdict.findings:
            raise SystemExit(f"{pages} pages: {verdict.findings[0]}")
        return edition.read(target).pages or 0, written - start, proved - written


def quickest(pages: int) -> tuple[int, float, float]:
    """The shortest times of some runs, each in a process of its own."""
    command = [sys.executable, __file__, str(pages)]
    runs = [json.loads(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(RUNS)]
    return runs[0][0], min(one[1] for one in runs), min(one[2] for one in runs)


def main() -> None:
    """Print the table and whether it holds; with a number, do one run of about so many pages and print its figures."""
    if len(sys.argv) > 1:
        print(json.dumps(run(int(sys.argv[1]))))
        return
    rows = [quickest(pages) for pages in PAGES]
    print(f"{'pages':>6}{'write':>9}{'proof':>9}{'write/page':>13}{'proof/page':>13}")
    for pages, write, proof in rows:
        print(f"{pages:>6}{write:>8.2f}s{proof:>8.2f}s{1000 * write / pages:>10.1f} ms{1000 * proof / pages:>10.1f} ms")
    spreads = [max(each) / min(each) for each in zip(*((w / n, p / n) for n, w, p in rows), strict=True)]
    whole = {pages: write + proof for pages, (_, write, proof) in zip(PAGES, rows, strict=True)}
    times = whole[200] / whole[25]
    print(f"time a page: writing within {spreads[0]:.2f}, proof within {spreads[1]:.2f} (at most {SPREAD})")
    print(f"200 pages take {times:.1f} times as long as 25 (at most {WHOLE})")
    raise SystemExit(max(spreads) > SPREAD or times > WHOLE)


if __name__ == "__main__":
    main()
