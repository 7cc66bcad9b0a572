"""Hostile inputs of every kind, each with the command that is given it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.hostile import mutations as damage
from tests.hostile.pictures import hostile_picture

NAMES = ("source.md", "publisher.yaml", "glossary.yaml", "lexicon.pls", "pictures.yaml")


@dataclass(frozen=True)
class Seeds:
    """What is damaged: a folder of sound sources, one of their editions, and documents to import."""

    sources: Path
    outputs: Path
    imports: Path

    @property
    def source(self) -> Path:
        """The sound source."""
        return self.sources / "source.md"


@dataclass(frozen=True)
class Hostile:
    """One input: what kind it is, and the command that meets it."""

    kind: str
    arguments: tuple[str, ...]


Kind = Callable[[Random, Seeds, Path], Hostile]


def _sources(seeds: Seeds, folder: Path) -> Path:
    shutil.copytree(seeds.sources, folder / "sources")
    return folder / "sources"


def _command(draw: Random, folder: Path) -> tuple[str, ...]:
    source = str(folder / "sources" / "source.md")
    if draw.randrange(3):
        return ("lint", source)
    name = draw.choice(("epub", "word", "epub", "word", "large-print", "easy-read"))
    return ("build", source, "--outputs", str(folder / "outputs"), "--format", name, "--no-listen")


def source(draw: Random, seeds: Seeds, folder: Path) -> Hostile:
    """A source with something hostile in it, under a name that may be strange."""
    place = _sources(seeds, folder) / "source.md"
    place.write_bytes(damage.encoded(draw, damage.text_damaged(draw, place.read_text(encoding="utf-8"))))
    return Hostile("source", _command(draw, folder))


def companion(draw: Random, seeds: Seeds, folder: Path) -> Hostile:
    """A file beside the source."""
    place = _sources(seeds, folder) / draw.choice(NAMES[1:])
    text = place.read_text(encoding="utf-8")
    if place.suffix == ".pls":
        place.write_bytes(damage.xml_damaged(draw, text.encode()))
    elif not draw.randrange(3):
        words = text.split(" ")
        strange = (*damage.ADDRESSES, *damage.PATHS, *damage.SIGNS, '"\\x07"', '"\\ud800"', "[" * 2_000, "{a: " * 200)
        words[draw.randrange(len(words))] = draw.choice(strange)
        place.write_bytes(" ".join(words).encode("utf-8", "surrogatepass"))
    else:
        place.write_bytes(damage.encoded(draw, damage.text_damaged(draw, text)))
    return Hostile("companion", _command(draw, folder))


def picture(draw: Random, seeds: Seeds, folder: Path) -> Hostile:
    """A picture that the source names."""
    name, data = hostile_picture(draw)
    place = _sources(seeds, folder)
    (place / name).write_bytes(data)
    with (place / "source.md").open("a", encoding="utf-8") as file:
        file.write(f"\n# A picture {{#a-picture}}\n\n![It shows a cell in a box]({name})\n")
    return Hostile("picture", _command(draw, folder))


def imported(draw: Random, seeds: Seeds, folder: Path) -> Hostile:
    """A document to import."""
    seed = draw.choice(sorted(seeds.imports.iterdir()))
    place = folder / f"in{draw.choice((seed.suffix, seed.suffix, '.html', '.docx', '.txt', '.md'))}"
    data = seed.read_bytes()
    if seed.suffix == ".docx":
        place.write_bytes(damage.package_damaged(draw, data))
    elif seed.suffix == ".html" and draw.randrange(2):
        place.write_bytes(damage.xml_damaged(draw, data))
    else:
        place.write_bytes(damage.encoded(draw, damage.text_damaged(draw, data.decode())))
    return Hostile(f"import {seed.suffix}", ("import", str(place), "-o", str(folder / "sources" / "made.md")))


def edition(draw: Random, seeds: Seeds, folder: Path) -> Hostile:
    """An edition given to `check`."""
    kinds = (".epub", ".docx", ".pdf", ".mp3")
    seed = draw.choice(sorted(path for path in seeds.outputs.rglob("source*") if path.suffix in kinds))
    place = folder / seed.name
    data = seed.read_bytes()
    change = damage.package_damaged if seed.suffix in {".epub", ".docx"} else damage.bytes_damaged
    place.write_bytes(change(draw, data))
    named = ("--format", "large-print" if "large" in seed.name else "easy-read") if seed.suffix == ".pdf" else ()
    return Hostile(
        f"edition {seed.suffix}", ("check", str(place), "--source", str(seeds.source), "--no-listen", *named)
    )


def manifest(draw: Random, seeds: Seeds, folder: Path) -> Hostile:
    """Outputs with a tampered manifest or journal, or with links in them."""
    _sources(seeds, folder)
    shutil.copytree(seeds.outputs, folder / "outputs", symlinks=True)
    outputs = folder / "outputs" / "source"
    (folder / "victim.txt").write_text("mine", encoding="utf-8")
    (folder / "outputs" / "victim.txt").write_text("mine", encoding="utf-8")
    good = (outputs / "manifest.json").read_bytes()
    name = draw.choice(("manifest.json", "manifest.json", "manifest.next.json"))
    (outputs / name).write_bytes(damage.json_damaged(draw, good))
    target = draw.choice((folder.parent / "canary", folder / "victim.txt"))
    match draw.randrange(8):
        case 0:
            shutil.rmtree(outputs / ".staging", ignore_errors=True)
            (outputs / ".staging").symlink_to(target)
        case 1:
            file = draw.choice(sorted(path for path in outputs.iterdir() if path.is_file()))
            file.unlink()
            file.symlink_to(target)
        case 2:
            (outputs / "drafts").rename(outputs / "gone") if (outputs / "drafts").exists() else None
            (outputs / "drafts").symlink_to(target)
        case _:
            pass
    if draw.randrange(3):
        place = str(folder / "sources" / "source.md")
        force = ("--force",) if draw.randrange(2) else ()
        names = ("--format", draw.choice(("epub", "word")))
        return Hostile(
            "manifest", ("build", place, "--outputs", str(folder / "outputs"), *names, "--no-listen", *force)
        )
    return Hostile("manifest", ("check", str(outputs), "--no-listen"))


KINDS: tuple[tuple[Kind, int], ...] = (
    (source, 5),
    (companion, 3),
    (picture, 4),
    (imported, 5),
    (edition, 4),
    (manifest, 4),
)
"""Each kind with its share."""


def drawn(seed: int, number: int, seeds: Seeds, folder: Path) -> Hostile:
    """The input of a number, always the same for a seed."""
    draw = Random(f"{seed}-{number}")
    (kind,) = draw.choices([kind for kind, _ in KINDS], [share for _, share in KINDS])
    return kind(draw, seeds, folder)
