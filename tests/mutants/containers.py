"""Damage to what sound is packed in: phrases and their times, and files of the package."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from pathlib import Path

from publish.rendering.zipping import FixedZip
from tests.conftest import present
from tests.mutants.kinds import Kind
from tests.mutants.package import Element, Mutant, Package, removed, swapped

_HOUSES = ("Blood Care", "Leukaemia Care")  # of the documents that are spoken here and in `make proof`
_BY_S = 0.6
_CLIPS = ("audio", "{http://www.w3.org/ns/SMIL}audio")
_TIMES = (("clip-begin", "clip-end"), ("clipBegin", "clipEnd"))
_SECONDS = re.compile(r"\d+\.\d+")


def mutants(path: Path, kind: Kind) -> list[Mutant]:
    """A mutant for each place where a package can suffer a kind of damage."""
    package = Package.of(path)
    smils = package.named(".smil")
    captions = [name for name in package.named(".vtt") if not name.endswith("-chapters.vtt")]
    if kind is Kind.NAMED_OTHERWISE:
        return _named_otherwise(package)
    if captions and kind is not Kind.FILE_MISSING:
        return _in_captions(package, captions[0], kind)
    match kind:
        case Kind.FILE_MISSING:
            return [partial(_without, package, name) for name in package.parts if _is_content(name)]
        case Kind.FILES_SWAPPED:
            sounds = package.named(".mp3")
            return [partial(_swapped_files, package, *pair) for pair in pairwise(sounds)]
        case Kind.PHRASE_DROPPED:
            return package.mutants(smils, _several, removed)
        case Kind.PHRASES_SWAPPED:
            return package.mutants(smils, _with_next, _swap_times)
        case Kind.MASTER_REORDERED:
            return package.mutants(["master.smil"], lambda tree: list(tree.iter("ref"))[:-1], swapped)
        case Kind.CLIP_MOVED:
            return package.mutants(smils, _with_next, _move_boundary)
        case _:
            return []


def _named_otherwise(package: Package) -> list[Mutant]:
    """Another name in place of the publisher's, as long as that, in texts and in tags."""
    ways = [(house, way) for house in _HOUSES for way in ("utf-8", "utf-16-le")]
    names = [(house.encode(way), f"{house[:-1]}X".encode(way)) for house, way in ways]
    return [
        partial(_write, {**package.parts, part: data.replace(name, instead, 1)})
        for part, data in package.parts.items()
        for name, instead in names
        if name in data
    ]


def _is_content(name: str) -> bool:
    return name.endswith((".mp3", ".smil", ".vtt", ".xhtml", "ncc.html")) and name != "master.smil"


def _without(package: Package, gone: str, target: Path) -> None:
    _write({name: data for name, data in package.parts.items() if name != gone}, target)


def _swapped_files(package: Package, first: str, second: str, target: Path) -> None:
    _write({**package.parts, first: package.parts[second], second: package.parts[first]}, target)


def _write(parts: dict[str, bytes], target: Path) -> None:
    with FixedZip(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data, 0 if name == "mimetype" else None)


def _in_captions(package: Package, name: str, kind: Kind) -> list[Mutant]:
    """Cues of WebVTT dropped, with the times of the next, or later."""
    head, note, *cues = package.parts[name].decode().split("\n\n")

    def damaged(number: int, target: Path) -> None:
        changed = list(cues)
        (first, times, *words), (second, others, *more) = (cues[at].split("\n") for at in (number, number + 1))
        if kind is Kind.PHRASE_DROPPED:
            del changed[number]
        elif kind is Kind.CUE_PUT_OFF:
            changed[number] = "\n".join([first, f"{times} line:200%", *words])
        elif kind is Kind.PHRASES_SWAPPED:
            changed[number : number + 2] = ["\n".join([first, others, *words]), "\n".join([second, times, *more])]
        else:
            begin, _, end = others.partition(" --> ")
            later = f"{begin[:6]}{float(begin[6:]) + _BY_S:06.3f}"
            moved = [
                [first, f"{times.partition(' --> ')[0]} --> {later}", *words],
                [second, f"{later} --> {end}", *more],
            ]
            changed[number : number + 2] = ["\n".join(lines) for lines in moved]
        _write({**package.parts, name: "\n\n".join([head, note, *changed]).encode()}, target)

    return [partial(damaged, number) for number in range(len(cues) - 1)]


def _clips(tree: Element) -> list[Element]:
    return list(tree.iter(*_CLIPS))


def _several(tree: Element) -> list[Element]:
    """Phrases of a chapter that has more than one; in an EPUB with the words beside them."""
    clips = _clips(tree)
    return [clip if clip.tag == "audio" else present(clip.getparent()) for clip in clips] if len(clips) > 1 else []


def _with_next(tree: Element) -> list[Element]:
    return _clips(tree)[:-1]


def _next(clip: Element) -> Element:
    clips = _clips(clip.getroottree().getroot())
    return clips[clips.index(clip) + 1]


def _names(clip: Element) -> tuple[str, str]:
    return next(names for names in _TIMES if clip.get(names[0]) is not None)


def _swap_times(clip: Element) -> None:
    other = _next(clip)
    for name in _names(clip):
        value = clip.get(name, "")
        clip.set(name, other.get(name, ""))
        other.set(name, value)


def _move_boundary(clip: Element) -> None:
    """The end of a phrase, and the begin of the next, a little later than where one ends and the other begins."""
    begin, end = _names(clip)
    other = _next(clip)
    for element, name in ((clip, end), (other, begin)):
        element.set(name, _SECONDS.sub(lambda match: f"{float(match[0]) + _BY_S:.3f}", element.get(name, "")))
