"""Ions and isotopes by the names of their elements: Na⁺ "sodium", ¹³¹I "iodine one three one"."""

from __future__ import annotations

import re
from re import Match

from publish.speech.british.numbers import cardinal, code_number
from publish.speech.british.spans import DIGIT, LETTER, SIGN, Kind, Reading, either, precedes, rule

_CATIONS = {"Na": "sodium", "K": "potassium", "Ca": "calcium", "Mg": "magnesium", "Li": "lithium", "Zn": "zinc"}
_ANIONS = {"Cl": "chloride", "HCO3": "bicarbonate", "PO4": "phosphate", "SO4": "sulphate"}
_CHARGED = {"Fe": "iron", "Cu": "copper"}  # of two charges, which are said
_MASSES = {
    "iodine": ("I", {"123", "124", "125", "131"}), "technetium": ("Tc", {"99m"}), "yttrium": ("Y", {"90"}),
    "lutetium": ("Lu", {"177"}), "radium": ("Ra", {"223"}), "gallium": ("Ga", {"67", "68"}),
    "samarium": ("Sm", {"153"}), "strontium": ("Sr", {"89", "90"}), "cobalt": ("Co", {"57", "60"}),
    "caesium": ("Cs", {"137"}), "iridium": ("Ir", {"192"}), "thallium": ("Tl", {"201"}), "fluorine": ("F", {"18"}),
    "carbon": ("C", {"11", "13", "14"}), "phosphorus": ("P", {"32"}), "chromium": ("Cr", {"51"}),
}  # fmt: skip
_ELEMENTS = {symbol: (name, masses) for name, (symbol, masses) in _MASSES.items()}
_LETTERS = frozenset("CFP")
_ISOTOPIC = either(_ELEMENTS)
_IN_LINE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₃₄−–ᵐ", "0123456789+-34--m", "\u207d\u207e\u208d\u208e")
_LOWERED = r"[\u208d\u208e]?"
_ACID = rf"(?:HCO|PO|SO){_LOWERED}[34₃₄]{_LOWERED}|Cl"
_CHARGE = r"\u207d?[23²³]?{sign}\u207e?"


def _ion(match: Match[str]) -> str:
    """K+ "potassium", HCO₃⁻ "bicarbonate"; iron and copper with their charge."""
    symbol = match[1].translate(_IN_LINE)
    name = (_CATIONS | _ANIONS | _CHARGED)[symbol]
    if symbol not in _CHARGED:
        return name
    charge = re.sub(r"\D", "", match[0].translate(_IN_LINE))
    return f"{name} {cardinal(int(charge or '1'))} plus"


def _isotope(match: Match[str]) -> Reading:
    """I-131 and ¹³¹I "iodine one three one"; "C-12" may be a room."""
    symbol = match["symbol"]
    if symbol in _LETTERS and re.match(r"\d", match[0]) and not precedes(match, "-[A-Za-z]"):
        return None  # seat 11C; 11C-choline
    mass = match["mass"].translate(_IN_LINE)
    name, masses = _ELEMENTS[symbol]
    if mass not in masses:
        return None
    return f"{name} {code_number(mass.removesuffix('m'))}{' m' if mass.endswith('m') else ''}"


RULES = (
    rule(Kind.MARKER, LETTER,
         rf"(?<!\w)(?<!\w-)({either(_CATIONS | _CHARGED)}){_CHARGE.format(sign='[+⁺]')}(?![\w+*])", _ion),
    rule(Kind.MARKER, LETTER, rf"(?<![\w-])({_ACID}){_CHARGE.format(sign='[⁻−–-]')}(?!\w)", _ion),
    rule(Kind.MARKER, LETTER,
         rf"(?<![\w-])(?P<symbol>{_ISOTOPIC})-(?P<mass>\d{{2,3}}m?)(?![\w-])(?<![CFP]-\d\d)", _isotope),
    rule(Kind.MARKER, DIGIT + SIGN,
         rf"(?<![\w.,£$-])(?P<mass>\u207d?[\d⁰¹²³⁴-⁹]{{2,3}}[mᵐ]?\u207e?)(?P<symbol>{_ISOTOPIC})(?![\w'+])", _isotope),
)  # fmt: skip
