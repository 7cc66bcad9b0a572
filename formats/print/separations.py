"""The colours of a file for the press as its inks: black alone for what is grey, the four inks for the rest.

Typst says all colours by profiles (ICC), grey ones too, and a printer's program may make text of such a grey with four
inks, whose edges blur. A drawing's colours come as red, green and blue: beside the house's colour in inks a logo of the
same colour would be printed in another. So both go by one formula. Photographs keep their profile (sRGB), by which the
printer's program parts them better than a formula would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Object, Operator, Pdf

from publish.model.colours import Colour
from publish.rendering.typst.values import Value

INTENT = "FOGRA52"
"""Offset on uncoated paper (PSO Uncoated v3): what the inks are meant for, where the printer is told nothing else."""

_Instruction = ContentStreamInstruction | ContentStreamInlineImage
_GREY, _COLOURED = 1, 3  # components of colours that a profile gives
_BETWEEN_TWO = 2  # kind of function
_FULL = 255


def inks(colour: Colour, *, share: float, press: bool) -> list[Value]:
    """A colour, or a tint with a `share` of it, as red, green and blue; for the press as four inks in per cent."""
    if not press:
        return [round(_FULL - (_FULL - part) * share) for part in colour]
    return [round(part * share * 100) for part in _four_inks([part / _FULL for part in colour])]


def _four_inks(light: Iterable[float]) -> list[float]:
    """Cyan, magenta, yellow and black of red, green and blue, each from 0 to 1: as much black as there can be."""
    parts = [float(part) for part in light]
    black = 1 - max(parts)
    return [*(0.0 if black == 1 else 1 - part / (1 - black) for part in parts), black]


def separate(file: Pdf) -> None:
    """Say all colours of a file by its inks, but those of photographs; and what these inks are meant for."""
    for page in file.pages:
        page.obj.Contents = file.make_stream(_separated(page, page.obj.Resources))
    for each in file.objects:
        if not isinstance(each, Dictionary | pikepdf.Stream):
            continue
        if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == Name.Form or each.get("/PatternType") == 1):
            each.write(_separated(each, each.get("/Resources", Dictionary())))
        if "/ShadingType" in each:
            _separate_shading(each)
        group = each.get("/Group")
        if isinstance(group, Dictionary) and _parts_of(group.get("/CS")) == _COLOURED:
            group.CS = Name.DeviceCMYK
    say_intent(file)


def say_intent(file: Pdf) -> None:
    """Name the printing condition by its entry in the ICC's registry (ISO 32000-1, 14.11.5)."""
    file.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=INTENT,
                RegistryName="http://www.color.org",
                Info="PSO Uncoated v3 (FOGRA52)",
            )
        ]
    )


def _separated(drawn: pikepdf.Page | pikepdf.Stream, resources: Object) -> bytes:
    spaces = resources.get("/ColorSpace", Dictionary())
    return pikepdf.unparse_content_stream(list(_steps(pikepdf.parse_content_stream(drawn), spaces)))


def _steps(steps: Iterable[_Instruction], spaces: Object) -> Iterator[_Instruction]:
    """Instructions with each colour said by inks: fills by small letters, lines by capitals."""
    now: dict[bool, int] = {}  # for lines and fills, how many components their colour has, where a profile gives it
    saved: list[dict[bool, int]] = []
    for step in steps:
        name, of_lines = str(step.operator), str(step.operator).isupper()
        if name == "q":
            saved.append(dict(now))
        elif name == "Q" and saved:
            now = saved.pop()
        if name in ("cs", "CS"):
            now[of_lines] = _parts_of(spaces.get(str(step.operands[0]), step.operands[0]))
            yield _set([0.0], of_lines=of_lines) if now[of_lines] in (_GREY, _COLOURED) else step
        elif (name in ("sc", "scn", "SC", "SCN") and now.get(of_lines) in (_GREY, _COLOURED)) or name in ("rg", "RG"):
            yield _set([float(part) for part in step.operands], of_lines=of_lines)
        else:
            yield step


def _set(parts: list[float], *, of_lines: bool) -> ContentStreamInstruction:
    grey = len(parts) == _GREY
    name = "g" if grey else "k"
    values = parts if grey else [round(part, 4) for part in _four_inks(parts)]
    return ContentStreamInstruction(values, Operator(name.upper() if of_lines else name))


def _parts_of(space: Object | None) -> int:
    """How many components a colour space has that is no space of inks, 0 for one of inks or of patterns."""
    if space == Name.DeviceRGB:
        return _COLOURED
    if isinstance(space, Array) and space[0] == Name.ICCBased:
        return int(space[1].N)
    if isinstance(space, Array) and space[0] in (Name.CalGray, Name.CalRGB):
        return _GREY if space[0] == Name.CalGray else _COLOURED
    return 0


def _separate_shading(shading: Object) -> None:
    """A colour that goes over into another, where its ends are said by themselves."""
    parts = _parts_of(shading.ColorSpace)
    if parts == _GREY:
        shading.ColorSpace = Name.DeviceGray
    elif parts == _COLOURED and _separate_ends(shading.Function):
        shading.ColorSpace = Name.DeviceCMYK


def _separate_ends(function: Object) -> bool:
    """Say the colours between which a function goes by inks (ISO 32000-1, 7.10); False where it computes them."""
    inner = list(function.get("/Functions", Array()))
    if function.FunctionType != _BETWEEN_TWO and not (inner and all(map(_separate_ends, inner))):
        return False
    for end in ("/C0", "/C1"):
        if len(function.get(end, Array())) == _COLOURED:
            function[end] = Array([round(part, 4) for part in _four_inks(map(float, function[end]))])
    if "/Range" in function:
        function.Range = Array([0, 1] * 4)
    return True
