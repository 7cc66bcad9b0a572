"""Number words as a British reader says them: "one hundred and five", "nineteen oh five", "two thirds"."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Zero, not "oh": a listener who writes a number down must not take it for the letter."""

_LONGEST = 15  # digits: longer numbers are codes, and are said digit by digit
_DENOMINATORS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters"), 5: ("fifth", "fifths")}
_DENOMINATORS |= {8: ("eighth", "eighths"), 10: ("tenth", "tenths")}


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """A whole number in words."""
    if len(str(abs(number))) > _LONGEST:
        return digits(str(abs(number)))
    return str(num2words(number, lang="en_GB")).replace(",", "")


@lru_cache(maxsize=1024)
def ordinal(number: int) -> str:
    """A place in an order: "twenty-first"."""
    return str(num2words(number, lang="en_GB", to="ordinal")).replace(",", "")


@lru_cache(maxsize=1024)
def year(number: int) -> str:
    """A year: 1905 "nineteen oh five", 2003 "two thousand and three", 2023 "twenty twenty-three"."""
    return str(num2words(number, lang="en_GB", to="year")).replace("oh-", "oh ").replace(",", "")


def decade(number: int) -> str:
    """The years from a round one: 1990 "nineteen nineties", 20 "twenties"."""
    said = year(number) if number >= _CENTURY else cardinal(number)
    return said[:-1] + "ies" if said.endswith("y") else said + "s"


_CENTURY = 1000


def digits(text: str) -> str:
    """Each digit of a text by itself; all else is left out."""
    return " ".join(DIGITS[int(one)] for one in text if one.isdecimal())


def figure(text: str) -> str:
    """A written number in words: "1,250", "3.75", "007"; one with a leading zero is said digit by digit."""
    whole, *parts = text.replace(",", "").split(".")
    if not whole:
        said = "zero"
    elif len(whole) > 1 and whole.startswith("0"):
        said = digits(whole)
    else:
        said = cardinal(int(whole))
    return " point ".join([said, *(digits(part) for part in parts)])


def fraction(over: int, under: int) -> str:
    """A fraction: "one half", "three quarters", else "one hundred and twenty over eighty"."""
    if under in _DENOMINATORS and 0 < over < under:
        return f"{cardinal(over)} {_DENOMINATORS[under][over != 1]}"
    return f"{cardinal(over)} over {cardinal(under)}"


def grouped(text: str) -> str:
    """A telephone number digit by digit, with a comma for a breath where it is written with a space."""
    country = "plus " if text.startswith("+") else ""
    return country + ", ".join(digits(group) for group in re.split(r"[ ()\-–]+", text) if digits(group))
