"""Rules for the colours of files that go to the press: one way of saying them all, by the inks that are printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from publish.errors import UnreadableEdition
from publish.proof.ledger import OPENING
from publish.proof.verdict import Finding, FindingKind

_IN_INKS = (Name.DeviceGray, Name.DeviceCMYK, Name.Pattern)
_OF_PICTURES = ("/ICCBased", "/DeviceGray", "/DeviceCMYK")  # photographs are parted by the profile that they carry
_DEEPEST = 12  # forms within forms


def ink_findings(path: Path) -> list[Finding]:
    """Where colours are said otherwise than by inks, on the first page that has it; and whether their use is named.

    Raises:
        UnreadableEdition: it is no PDF.

    """
    try:
        with Pdf.open(path) as file:
            found = {fault: number for number, page in reversed([*enumerate(file.pages, 1)]) for fault in _faults(page)}
            intents = file.Root.get("/OutputIntents", Array())
            named = any("/OutputConditionIdentifier" in intent for intent in intents)
    except (pikepdf.PdfError, OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableEdition(f"{path} is damaged or not a PDF: {error}") from error
    faults = [_finding("colours said by inks", fault, f"page {page}") for fault, page in found.items()]
    return faults if named else [*faults, _finding("a printing condition (OutputIntent)", "none is named", "")]


def _finding(expected: str, found: str, where: str) -> Finding:
    return Finding(FindingKind.PRESENTATION, OPENING, "", expected, found, where)


def _faults(page: Page) -> Iterator[str]:
    yield from _of_instructions(page, page.obj.get("/Resources", Dictionary()))
    yield from _of_resources(page.obj.get("/Resources", Dictionary()), 0)


def _of_resources(resources: Object, depth: int) -> Iterator[str]:
    """What is drawn by name: pictures, forms, patterns, and colours that go over into one another."""
    shadings = list(dict(resources.get("/Shading", Dictionary())).values())
    patterns = list(dict(resources.get("/Pattern", Dictionary())).values())
    shadings += [pattern.Shading for pattern in patterns if "/Shading" in pattern]
    if any(shading.ColorSpace not in _IN_INKS for shading in shadings):
        yield "a colour that goes over into another one is said by light"
    drawn = [*dict(resources.get("/XObject", Dictionary())).values(), *(each for each in patterns if _draws(each))]
    states = dict(resources.get("/ExtGState", Dictionary())).values()
    masks = (state.get("/SMask") for state in states)
    drawn += [mask.G for mask in masks if isinstance(mask, Dictionary) and "/G" in mask]
    for each in drawn:
        if each.get("/Subtype") == Name.Image:
            if "/ColorSpace" in each and _family(each.ColorSpace) not in _OF_PICTURES:
                yield "a picture has colours without a profile"
        elif depth < _DEEPEST:
            inner = each.get("/Resources", Dictionary())
            yield from _of_instructions(each, inner)
            yield from _of_resources(inner, depth + 1)


def _draws(pattern: Object) -> bool:
    return isinstance(pattern, Stream)


def _of_instructions(drawn: Page | Object, resources: Object) -> Iterator[str]:
    spaces = resources.get("/ColorSpace", Dictionary())
    for step in pikepdf.parse_content_stream(drawn):
        name = str(step.operator)
        if name in ("rg", "RG"):
            yield "red, green and blue"
        elif name in ("cs", "CS"):
            space = spaces.get(str(step.operands[0]), step.operands[0])
            if space not in _IN_INKS and not (isinstance(space, Array) and space[0] == Name.Pattern):
                yield f"a colour by a profile or formula ({_family(space).removeprefix('/')})"


def _family(space: Object) -> str:
    """What kind of colour space it is; of one that numbers its colours, of these."""
    if not isinstance(space, Array):
        return str(space)
    return _family(space[1]) if space[0] == Name.Indexed else str(space[0])
