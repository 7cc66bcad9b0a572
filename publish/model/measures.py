"""Units of measure, by the signs and words that English texts have for each."""

from __future__ import annotations

from collections.abc import Mapping

MEASURES: Mapping[str, str] = {
    "kg": "kilogram kilograms kilogramme kilogrammes kilo kilos",
    "g": "gram grams gramme grammes",
    "mg": "milligram milligrams milligramme milligrammes mgs",
    "mcg": "microgram micrograms microgramme microgrammes µg μg ug",
    "ng": "nanogram nanograms",
    "l": "litre litres liter liters",
    "dl": "decilitre decilitres",
    "ml": "millilitre millilitres milliliter milliliters mls",
    "µl": "μl ul microlitre microlitres",
    "m": "metre metres",
    "cm": "centimetre centimetres",
    "mm": "millimetre millimetres",
    "mol": "moles",
    "mmol": "mmols millimole millimoles",
    "µmol": "μmol umol micromole micromoles",
    "nmol": "nanomole nanomoles",
    "pmol": "picomole picomoles",
    "unit": "units iu",
    "second": "seconds",
    "minute": "minutes min mins",
    "hour": "hours hr hrs",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years",
}
"""The other forms of each unit, with spaces between."""

UNIT_OF: Mapping[str, str] = {form: unit for unit, forms in MEASURES.items() for form in (unit, *forms.split())}
"""The unit that a sign or word in small letters names."""
