"""What counts as a word in the proof: runs of letters and digits, and the signs that change what a number says."""

from __future__ import annotations

import re
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+|[−≥≤±%£€°×÷✓✔✅☑🗹✗✘✕✖❌❎☒🗵⛔🚫☐⚠☎☏✆✉☺☹👍👎☠☞]")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿ₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
_PLAIN = "0123456789abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθ0123456789aehijklmnoprstuvxβγρφχ"
_RAISED_RUN = re.compile(f"[{_RAISED}]+")
_TO_PLAIN = str.maketrans(_RAISED, _PLAIN)
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x1D)), "")  # no edition can hold them, and none should
_SAME = _CONTROLS | str.maketrans(
    {"\u00ad": "", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)


def words(text: str) -> list[str]:
    """The words of a text in order, in composed form; raised and lowered characters are words apart from their base."""
    text = _RAISED_RUN.sub(lambda run: f" {run[0].translate(_TO_PLAIN)} ", normalize("NFC", text))
    return _WORD.findall(text.translate(_SAME))
