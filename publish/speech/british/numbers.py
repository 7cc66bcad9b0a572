"""Number words as a British reader says them: "one hundred and five", "nineteen oh five", "two thirds"."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Zero, not "oh": a listener who writes a number down must not take it for the letter."""

_LONGEST = 15  # digits: longer numbers are codes, and are said digit by digit
_WHOLE = 2  # digits of a code that are said as one number: CD19 "nineteen"
_DENOMINATORS = {2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters"), 5: ("fifth", "fifths")}
_DENOMINATORS |= {6: ("sixth", "sixths"), 8: ("eighth", "eighths"), 10: ("tenth", "tenths")}
_CENTURY = 1000


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


def plural(number: int) -> str:
    """Years of a decade or people of an age: 1990 "nineteen nineties", 65 "sixty-fives"."""
    words = year(number) if number >= _CENTURY else cardinal(number)
    return f"{words[:-1]}ies" if words.endswith("y") else words + ("es" if words.endswith("x") else "s")


def digits(text: str) -> str:
    """Each digit of a text by itself; all else is left out."""
    return " ".join(DIGITS[int(digit)] for digit in text if digit.isdecimal())


def code_number(text: str) -> str:
    """The digits of a code: up to two as one number, more digit by digit."""
    return cardinal(int(text)) if len(text) <= _WHOLE and not text.startswith("0") else digits(text)


def figure(text: str) -> str:
    """A written number in words: "1,250", "10 000", "3.75", "007"; one with a leading zero is said digit by digit.

    Before a raised point zero is "nought", as those say it who write 0·75.
    """
    whole, *parts = re.split(r"[.·]", re.sub(r"[, ]", "", text))
    if not int(whole or "0") and "·" in text:
        words = "nought"
    elif len(whole) > 1 and whole.startswith("0"):
        words = digits(whole)
    else:
        words = cardinal(int(whole or "0"))
    return " point ".join([words, *(digits(part) for part in parts)])


def fraction(over: int, under: int) -> str:
    """A fraction: "one half", "three quarters", else "one hundred and twenty over eighty"."""
    if under in _DENOMINATORS and 0 < over < under:
        return f"{cardinal(over)} {_DENOMINATORS[under][over != 1]}"
    return f"{cardinal(over)} over {cardinal(under)}"


def grouped(text: str) -> str:
    """A telephone number digit by digit, with a comma for a breath where it is written with a space."""
    country = "plus " if text.startswith("+") else ""
    return country + ", ".join(digits(group) for group in re.split(r"[ ()\-–]+", text) if digits(group))
