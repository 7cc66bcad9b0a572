"""Rules for links: each can be clicked on its own words and nowhere else, and what is said of it is where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from publish.model.edition_words import added_words
from publish.model.text import plain
from publish.readers.pdf.line_rules import Fault
from publish.readers.pdf.page_objects import Box
from publish.readers.pdf.structure_tree import Target
from publish.readers.pdf.tagged_file import TaggedPdf
from publish.readers.pdf.text_runs import Run

_X_HEIGHT = 0.25  # of the type size: within all small letters
_NEAR = 0.1  # points
_ONE_LINE = 0.75  # of the type size
_UNSAID = ("tel:", "mailto:")  # what stands before a number or an address, and is none of it


def misled(file: TaggedPdf) -> Iterator[Fault]:
    """Links that are elsewhere than their words, or say something else than where they lead."""
    marked = file.marked()
    word = plain(added_words(file.language).page)
    for element in file.root.descend():
        targets = [kid for kid in element.kids if isinstance(kid, Target)]
        if not targets:
            continue
        runs = [run for place in element.content() for run in marked.get((place.page, place.mark), ())]
        words = [run for run in runs if run.text.strip()]
        page = next((place.page for place in element.content()), targets[0].page)
        for expected, found in _faults(element.tag, targets, words, file, word):
            yield Fault(expected, found or plain("".join(run.text for run in runs)), page)


def _faults(
    tag: str, targets: Sequence[Target], words: Sequence[Run], file: TaggedPdf, word: str
) -> Iterator[tuple[str, str]]:
    """What is expected of a link and what is met, "" for its words."""
    if tag != "Link":
        yield "what can be clicked is called a link", f"{tag} can be clicked"
    boxes = {
        target.page: [box for each in targets if each.page == target.page for box in each.boxes] for target in targets
    }
    if not all(any(_holds(box, run) for box in boxes.get(run.page, ())) for run in words):
        yield "a link is where its words are", ""
    others = (run for page in boxes if page for run in file.page_runs[page - 1] if run.text.strip())
    own = {id(run) for run in words}
    for run in others:
        if id(run) not in own and any(_holds(box, run) for box in boxes[run.page]):
            yield "a link is where its words are", f"it is on other words too: {run.text}"
    for target in targets:
        if not all(
            _are_on_one_line(run for run in words if run.page == target.page and _holds(box, run))
            for box in target.boxes
        ):
            yield "each line of a link can be clicked by itself (QuadPoints)", ""
        if not _is_around(target.around, reduce(Box.around, target.boxes)):
            yield "the place of a link is that of its lines (Rect)", ""
        if not target.leads_back or not target.page:
            yield "a link leads back to its tag (StructParent)", ""
        if target.described != _said(target, word):
            yield f"a link says where it leads: {_said(target, word)}", f"it says: {target.described}"


def _said(target: Target, word: str) -> str:
    """The address, without the sign for how it is used; or the page."""
    if target.address is not None:
        return next(
            (target.address.removeprefix(sign) for sign in _UNSAID if target.address.startswith(sign)), target.address
        )
    return f"{word} {target.place.page}" if target.place is not None else ""


def _holds(box: Box, run: Run) -> bool:
    across, up = (run.left + run.right) / 2, run.y + _X_HEIGHT * run.size
    return box.left <= across <= box.right and box.bottom <= up <= box.top


def _are_on_one_line(runs: Iterable[Run]) -> bool:
    heights = [(run.y, run.size) for run in runs]
    return not heights or max(heights)[0] - min(heights)[0] < _ONE_LINE * max(size for _, size in heights)


def _is_around(box: Box, lines: Box) -> bool:
    return box.grown(_NEAR).holds(lines) and lines.grown(_NEAR).holds(box)
