"""What counts as a word in the proof: runs of letters and digits, and the signs that change what a number says."""

from __future__ import annotations

import re
from unicodedata import normalize

from publish.model.characters import without_forbidden

RAISED = "\ufdd7"
"""Before what leaves its line, where only places tell that: a word of its own, a character that no text can hold."""

_WORD = re.compile(rf"[^\W_]+|[{RAISED}−≥≤±%£€°×÷✓✔✅☑🗹✗✘✕✖❌❎☒🗵⛔🚫☐⚠☎☏✆✉☺☹👍👎☠☞]")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿ₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
_PLAIN = "0123456789abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθ0123456789aehijklmnoprstuvxβγρφχ"
_RAISED_RUN = re.compile(f"[{_RAISED}]+")
_TO_PLAIN = str.maketrans(_RAISED, _PLAIN)
_FRACTION = re.compile("[¼½¾⅐-⅞]")
_ISOLATES = dict.fromkeys("\u2066\u2067\u2068\u2069", "")  # a run may hold one end of a pair, and then has none
_SAME = str.maketrans(
    {"\u00ad": "", **_ISOLATES, "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)


def words(text: str) -> list[str]:
    """The words of a text in order, in composed form; raised and lowered characters, and the two of ½, are words.

    None of them joins the base that it stands on.
    """
    text = normalize("NFC", without_forbidden(text, kept=f"\x1d\x1e\x1f{RAISED}"))  # what readers put between words
    text = _FRACTION.sub(lambda sign: f" {normalize('NFKC', sign[0])} ", text)  # as the numbers above and under it
    text = _RAISED_RUN.sub(lambda run: f" {run[0].translate(_TO_PLAIN)} ", text)
    return _WORD.findall(text.translate(_SAME))
