"""What the rules look up: units, symbols, abbreviations, months."""

from __future__ import annotations

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

MONTH_FORMS: dict[str, int] = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "Sept": 9,
}

UNITS: dict[str, tuple[str, str]] = {
    "kg": ("kilogram", "kilograms"),
    "g": ("gram", "grams"),
    "mg": ("milligram", "milligrams"),
    "mcg": ("microgram", "micrograms"),
    "µg": ("microgram", "micrograms"),  # micro sign
    "μg": ("microgram", "micrograms"),  # Greek mu
    "ng": ("nanogram", "nanograms"),
    "L": ("litre", "litres"),
    "l": ("litre", "litres"),
    "dL": ("decilitre", "decilitres"),
    "dl": ("decilitre", "decilitres"),
    "mL": ("millilitre", "millilitres"),
    "ml": ("millilitre", "millilitres"),
    "µL": ("microlitre", "microlitres"),
    "μL": ("microlitre", "microlitres"),
    "km": ("kilometre", "kilometres"),
    "m": ("metre", "metres"),
    "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"),
    "µm": ("micrometre", "micrometres"),
    "μm": ("micrometre", "micrometres"),
    "nm": ("nanometre", "nanometres"),
    "m²": ("square metre", "square metres"),
    "cm²": ("square centimetre", "square centimetres"),
    "mm²": ("square millimetre", "square millimetres"),
    "m³": ("cubic metre", "cubic metres"),
    "cm³": ("cubic centimetre", "cubic centimetres"),
    "mm³": ("cubic millimetre", "cubic millimetres"),
    "mmol": ("millimole", "millimoles"),
    "µmol": ("micromole", "micromoles"),
    "μmol": ("micromole", "micromoles"),
    "mol": ("mole", "moles"),
    "mmHg": ("millimetre of mercury", "millimetres of mercury"),
    "kPa": ("kilopascal", "kilopascals"),
    "IU": ("international unit", "international units"),
    "kcal": ("kilocalorie", "kilocalories"),
    "kJ": ("kilojoule", "kilojoules"),
    "Gy": ("gray", "grays"),
    "MHz": ("megahertz", "megahertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "Hz": ("hertz", "hertz"),
    "MB": ("megabyte", "megabytes"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "hrs": ("hours", "hours"),
    "hr": ("hour", "hours"),
    "h": ("hour", "hours"),
    "mins": ("minutes", "minutes"),
    "min": ("minute", "minutes"),
    "secs": ("seconds", "seconds"),
    "sec": ("second", "seconds"),
    "s": ("second", "seconds"),
    "st": ("stone", "stone"),
    "lb": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ft": ("foot", "feet"),
}

PER: dict[str, str] = {unit: words[0] for unit, words in UNITS.items()} | {
    word: word
    for word in ("day", "night", "week", "month", "year", "dose", "person", "patient", "cell", "minute", "hour")
}
"""What may stand under a stroke."""

CURRENCIES: dict[str, tuple[str, str]] = {
    "£": ("pound", "pounds"),
    "$": ("dollar", "dollars"),
    "€": ("euro", "euros"),
}

MAGNITUDES: dict[str, str] = {"k": "thousand", "m": "million", "bn": "billion"}

SYMBOLS: dict[str, str] = {
    "&": "and",
    "%": "per cent",
    "‰": "per thousand",
    "≥": "greater than or equal to",
    "≤": "less than or equal to",
    ">": "greater than",
    "<": "less than",
    "=": "equals",
    "≠": "is not equal to",
    "≈": "about",
    "~": "about",
    "±": "plus or minus",
    "+": "plus",
    "−": "minus",  # U+2212
    "×": "times",
    "÷": "divided by",
    "→": "leads to",
    "←": "comes from",
    "↑": "increased",
    "↓": "decreased",
    "@": "at",
    "#": "number",
    "°": "degrees",
    "£": "pounds",
    "$": "dollars",
    "€": "euros",
    "§": "section",
    "©": "copyright",
    "®": "registered",
    "™": "trade mark",
    "\\": "backslash",
    "_": "underscore",
    "^": "to the power of",
    "½": "one half",
    "⅓": "one third",
    "⅔": "two thirds",
    "¼": "one quarter",
    "¾": "three quarters",
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "κ": "kappa",
    "λ": "lambda",
    "µ": "micro",
    "μ": "mu",
}

ABBREVIATIONS: dict[str, str] = {
    "e.g.": "for example",
    "eg": "for example",
    "i.e.": "that is",
    "ie": "that is",
    "etc.": "et cetera",
    "etc": "et cetera",
    "et al.": "and others",
    "et al": "and others",
    "vs.": "versus",
    "vs": "versus",
    "approx.": "approximately",
    "Dr": "Doctor",
    "Dr.": "Doctor",
    "Prof": "Professor",
    "Prof.": "Professor",
    "Mr": "Mister",
    "Mr.": "Mister",
    "Mrs": "Missus",
    "Mrs.": "Missus",
    "Fig.": "figure",
    "vol.": "volume",
    "Vol.": "Volume",
    "pp.": "pages",
    "ed.": "edition",
    "eds.": "editors",
    "mRNA": "messenger R.N.A.",
    "PhD": "P.H.D.",
}

SAID_AS_WORDS: frozenset[str] = frozenset(
    {
        "AIDS",
        "BUPA",
        "CAR",
        "COBRA",
        "COSHH",
        "COVID",
        "ESMO",
        "JAMA",
        "LASER",
        "MIND",
        "NATO",
        "NICE",
        "NOTCH",
        "PIN",
        "SARS",
    }
) | {"SCAN", "SIGN", "SIM", "STOP", "THE", "AND", "TO", "OF", "IN", "ON", "IF", "IS", "DO", "YES", "NO", "NOT", "OR"}
"""Capitals that are read as a word; every other short run of capitals is read letter by letter."""

EMERGENCY: frozenset[str] = frozenset({"101", "111", "112", "116123", "999"})
