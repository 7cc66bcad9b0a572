"""A drawing of few parts that would take minutes to be drawn is refused at once, by name."""

from __future__ import annotations

import pytest

from publish.limits import SVG_LAYERS, SVG_LAYERS_DEEP
from publish.source.drawings import plain_svg

SHAPE = '<rect width="5" height="5"/>'


def drawing(inner: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{inner}</svg>'.encode()


def pattern(name: str, fill: str) -> str:
    return f'<pattern id="{name}" width="1" height="1"><rect width="1" height="1" fill="{fill}"/></pattern>'


def within(group: str, deep: int) -> str:
    return group * deep + SHAPE + "</g>" * deep


@pytest.mark.parametrize(
    "inner",
    [
        within('<g opacity="0.5">', SVG_LAYERS_DEEP),
        within('<g opacity="1">', 60),
        within('<g fill-opacity="0.5">', 60),
        SHAPE.replace("/>", ' opacity="0.5"/>') * (SVG_LAYERS - 1),
        "<style>.a{fill-opacity:0.5}</style>" + within('<g class="a">', 60),
        pattern("p", "red")
        + pattern("q", "blue")
        + '<g fill="url(#p)"><rect width="5" height="5" fill="url(#q)"/></g>',
        f'<style>.a{{fill:url(#p)}}</style>{pattern("p", "red")}<rect class="a" width="5" height="5"/>',
    ],
)
def test_what_is_soon_drawn_is_taken(inner: str) -> None:
    assert plain_svg(drawing(inner)) == drawing(inner)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        (within('<g opacity="0.5">', 60) * 500, "groups with an opacity"),
        (within('<g style="opacity:0.5">', SVG_LAYERS_DEEP + 1), "groups with an opacity"),
        ("<style>g{opacity:0.5}</style>" + within("<g>", SVG_LAYERS_DEEP + 1), "groups with an opacity"),
        ('<mask id="m"><rect width="9" height="9"/></mask>' + within('<g mask="url(#m)">', 20), "a mask"),
        (SHAPE.replace("/>", ' opacity="0.5"/>') * (SVG_LAYERS + 1), "groups with an opacity"),
        (
            f'<g id="g" opacity="0.5">{SHAPE}</g>' + '<use href="#g"/>' * SVG_LAYERS,
            "groups with an opacity",
        ),
        (pattern("p", "red") + pattern("q", "url(#p)") + SHAPE.replace("/>", ' fill="url(#q)"/>'), "within a pattern"),
        (f"<style>rect{{fill:url(#p)}}</style>{pattern('p', 'red')}{SHAPE}", "by its style sheet"),
    ],
)
def test_what_takes_minutes_is_refused(inner: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        plain_svg(drawing(inner))
