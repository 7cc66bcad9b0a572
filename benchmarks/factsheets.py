"""Factsheets by the thousand, for measuring: the structure of a real one, and words about an allotment.

They are seeded, so that the same number makes the same text. They say nothing about health: nobody shall take one for
the real thing.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

COMPANIONS = ("publisher.yaml", "glossary.yaml", "lexicon.pls", "pictures.yaml")

_WHO = ("The allotment", "A raised bed", "Every plot", "The compost", "A water butt", "The society", "Your neighbour")
_DOES = ("needs", "keeps", "gives", "takes", "shares", "saves", "asks for")
_WHAT = ("a little time", "rain water", "good soil", "two dry days", "help in spring", "a quiet corner", "old leaves")
_WHEN = ("in March", "after frost", "each week", "before you sow", "when it is dry", "at noon", "from May to July")
_TOPICS = (
    "Soil",
    "Water",
    "Seeds",
    "Tools",
    "Paths",
    "Fruit",
    "Beds",
    "Weeds",
    "Sheds",
    "Neighbours",
    "Seasons",
    "Bees",
)


LONG = 12


def factsheet(number: int, sections: int = LONG) -> str:
    """The source of one factsheet: some 40 headings and 3,000 words, as the factsheet on B-cell ALL has, or fewer."""
    draw = random.Random(number)
    parts = [_front_matter(number)]
    for section in range(sections):
        topic = _TOPICS[section]
        parts.append(f"# {topic} on your plot {{#s{section}}}\n\n{_paragraphs(draw, 3)}")
        parts += [_part(draw, f"{topic}: part {inner}", f"s{section}-{inner}") for inner in (1, 2)]
        if section % 4 == 0:
            parts.append(_table(draw, topic))
        if section % 5 == 0:
            parts.append(f'::: {{.callout .important title="Before you start"}}\n{_sentence(draw)}\n:::')
    references = "\n".join(
        f"- Plot Notes {draw.randint(1990, 2025)};{n}({n % 4}):{n * 7}–{n * 7 + 9}." for n in range(1, 25)
    )
    parts.append(f"# Sources {{#sources}}\n\n{references}")
    return "\n\n".join(parts) + "\n"


def write(number: int, folder: Path, companions: Path, sections: int = LONG) -> None:
    """Write factsheets 1 to `number` into a folder, with the companions of another."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in COMPANIONS:
        shutil.copy(companions / name, folder / name)
    for each in range(1, number + 1):
        (folder / f"plot-{each}.md").write_text(factsheet(each, sections), encoding="utf-8")


def _part(draw: random.Random, heading: str, name: str) -> str:
    return f"## {heading} {{#{name}}}\n\n{_paragraphs(draw, 2)}\n\n{_list(draw)}"


def _front_matter(number: int) -> str:
    return (
        f"---\ntitle: Your allotment, part {number}\nid: plot-{number}\nlang: en-GB\n"
        "summary: What an allotment needs through the year.\nlast-reviewed: 2026-03-02\nnext-review-due: 2029-03\n---"
    )


def _sentence(draw: random.Random) -> str:
    return f"{draw.choice(_WHO)} {draw.choice(_DOES)} {draw.choice(_WHAT)} {draw.choice(_WHEN)}."


def _paragraphs(draw: random.Random, number: int) -> str:
    return "\n\n".join(
        " ".join(_sentence(draw) for _ in range(5))
        + f" See [the *plan*](https://www.example.org/{draw.randint(1, 99)})."
        for _ in range(number)
    )


def _list(draw: random.Random) -> str:
    return "\n".join(f"- {draw.choice(_WHAT)} {draw.choice(_WHEN)}" for _ in range(4))


def _table(draw: random.Random, topic: str) -> str:
    rows = "\n".join(f"| Week {week} | {draw.randint(1, 9)} litres | {draw.choice(_WHEN)} |" for week in range(1, 5))
    return (
        f'::: {{.table caption="{topic} by week" row-headers=1}}\n| Week | Water | When |\n|---|---|---|\n{rows}\n:::'
    )
