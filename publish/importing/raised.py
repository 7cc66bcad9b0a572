"""Raised and lowered characters where nothing but characters can stand: in titles, captions and keys.

10⁹ without its power is 109: a blood count that is wrong by seven orders of magnitude.
"""

from __future__ import annotations

from collections.abc import Iterable

from publish.model.nodes import Inline, LineBreak, Link, Span, Style, Styled, Text

_RAISED = dict(
    zip(
        "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿ",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
_SIGNS = {Style.SUPERSCRIPT: _RAISED, Style.SUBSCRIPT: _LOWERED}
_OPENS = {Style.SUPERSCRIPT: "^(", Style.SUBSCRIPT: "_("}


def raised(characters: str, style: Style) -> str:
    """Characters in raised or lowered form; those that have none stand in brackets after ^ or _."""
    signs = _SIGNS[style]
    if all(character in signs or character.isspace() for character in characters):
        return "".join(signs.get(character, character) for character in characters)
    return f"{_OPENS[style]}{characters.strip()})"


def flat_words(run: Iterable[Inline]) -> str:
    """A run of inlines as characters on one line, powers raised, without what is struck; images by what they say."""
    return " ".join("".join(_characters(inline) for inline in run).split())


def _characters(inline: Inline) -> str:
    match inline:
        case Text(value):
            return value
        case LineBreak():
            return " "
        case Styled(Style.SUPERSCRIPT | Style.SUBSCRIPT as style, children):
            return raised("".join(_characters(child) for child in children), style)
        case Styled(Style.STRIKE):
            return ""  # without its stroke it would say the opposite
        case Styled() | Link() | Span():
            return "".join(_characters(child) for child in inline.children)
        case _:
            return str(getattr(inline, "value", getattr(inline, "text", getattr(inline, "alt", ""))))
