"""Saddle-stitch imposition: two pages beside each other on each side of a sheet, so that the folded pile is a booklet.

For a printer alone: a sheet has no order in which anybody could read it, and so no tags.
"""

from __future__ import annotations

from io import BytesIO

from pikepdf import Array, Dictionary, Name, Pdf

from formats.print.separations import say_intent
from publish.rendering.typst.saving import saved
from publish.rendering.typst.type_area import POINTS

MARKS = 10 * POINTS
"""Points around the bleed, where the marks for cutting and folding stand."""

_LONG, _OFF = 5 * POINTS, 4 * POINTS  # of a mark, and from the edge of the finished page
_THIN = 0.25  # points: the width of a mark


def imposed(pdf: bytes, bleed: float, *, right_to_left: bool) -> bytes:
    """The sheets of a booklet, front and back by turns.

    Args:
        pdf: a file for the press, its pages a multiple of four.
        bleed: how far its pages go on beyond their edge, in points.
        right_to_left: whether its lines run from right to left: such a booklet has its spine at the right.

    Returns:
        A file of half as many pages, each with TrimBox, BleedBox and marks. The bleed between the pages is cut away.

    """
    with Pdf.open(BytesIO(pdf)) as pages, Pdf.new() as sheets:
        left, bottom, right, top = (float(value) for value in pages.pages[0].obj.TrimBox)
        width, height = right - left, top - bottom
        for page in pages.pages:
            del page.obj.TrimBox  # the library would cut the bleed away
        for side in _sides(len(pages.pages)):
            first, second = reversed(side) if right_to_left else side
            sheet = sheets.add_blank_page(
                page_size=(2 * (width + bleed + MARKS), height + 2 * (bleed + MARKS)),
            )
            edge = bleed + MARKS
            sheet.obj.TrimBox = Array([edge, edge, edge + 2 * width, edge + height])
            sheet.obj.BleedBox = Array([MARKS, MARKS, MARKS + 2 * (width + bleed), MARKS + height + 2 * bleed])
            forms = {
                name: sheets.copy_foreign(pages.pages[number - 1].as_form_xobject())
                for name, number in (("/Left", first), ("/Right", second))
            }
            sheet.obj.Resources = Dictionary(XObject=Dictionary(forms))
            spine = edge + width
            drawn = [
                f"q {MARKS:.3f} {MARKS:.3f} {width + bleed:.3f} {height + 2 * bleed:.3f} re W n "
                f"1 0 0 1 {MARKS:.3f} {MARKS:.3f} cm /Left Do Q",
                f"q {spine:.3f} {MARKS:.3f} {width + bleed:.3f} {height + 2 * bleed:.3f} re W n "
                f"1 0 0 1 {spine - bleed:.3f} {MARKS:.3f} cm /Right Do Q",
                _marks(edge, 2 * width, height),
            ]
            sheet.Contents = sheets.make_stream("\n".join(drawn).encode())
        sheets.docinfo["/Title"] = pages.docinfo.get("/Title", "")
        say_intent(sheets)
        sheets.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipShortEdge)
        return saved(sheets)


def _sides(pages: int) -> list[tuple[int, int]]:
    """The pages at the left and at the right of each side, the spine at the left: (8, 1), (2, 7), (6, 3), (4, 5)."""
    return [
        side
        for sheet in range(pages // 4)
        for side in ((pages - 2 * sheet, 1 + 2 * sheet), (2 + 2 * sheet, pages - 1 - 2 * sheet))
    ]


def _marks(edge: float, width: float, height: float) -> str:
    """Lines beside the corners, where the pile is cut, and above and below the spine, where it is folded."""
    lines = []
    for x in (edge, edge + width / 2, edge + width):
        lines += [(x, edge - _OFF - _LONG, x, edge - _OFF), (x, edge + height + _OFF, x, edge + height + _OFF + _LONG)]
    for y in (edge, edge + height):
        lines += [(edge - _OFF - _LONG, y, edge - _OFF, y), (edge + width + _OFF, y, edge + width + _OFF + _LONG, y)]
    drawn = " ".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in lines)
    return f"q {_THIN} w 0 0 0 1 K {drawn} Q"
