"""Review dates as pages print them, to front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.model.nodes import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
    r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?",
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})",
    r"(?P<month>\d{1,2})/(?P<year>\d{4})",
)
_LONGEST = 300  # characters: three dates with their labels have some 120
_LABELS = (
    (
        "next_review_due",
        r"(?:(?:page |date of )?next (?:page )?review(?: is)?(?: due)?(?: date)?(?: on| by| in)?|"
        r"(?:page )?(?:review|reviewed again) (?:due|by)(?: date)?|due for review|(?:page )?review date)",
    ),
    (
        "last_reviewed",
        r"(?:(?:this )?page )?(?:was )?(?:medically )?"
        r"(?:last reviewed|reviewed|date (?:of )?last review(?:ed)?|last (?:medical )?review)(?: on| in)?(?: date)?",
    ),
    (
        "updated",
        r"(?:(?:this )?page )?(?:was )?(?:last )?"
        r"(?:updated|modified|update|content (?:last )?updated)(?: on| in)?(?: date)?",
    ),
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of the front matter: which one, and whether day and month might be the other way round."""

    field: str
    date: PartialDate
    uncertain: bool = False


def review_date(line: str) -> FoundDate | None:
    """The review date that a whole line states, as "Page last reviewed: 30 June 2023"."""
    line = " ".join(line.split()).strip(" .*_")
    for name, label in _LABELS:
        for pattern in _DATE:
            match = re.fullmatch(rf"{label}\s*[:\-–]?\s*{pattern}", line, re.IGNORECASE)
            if match is not None:
                return _found(name, match)
    return None


def review_dates(line: str) -> tuple[FoundDate, ...]:
    """All dates of a line that states nothing else: "Last reviewed: 3 May 2024 Next review due: 3 May 2027"."""
    if len(line) > _LONGEST:
        return ()
    single = review_date(line)
    if single is not None:
        return (single,)
    for split in re.finditer(r"(?<=\d{4})[\s.,;|]+(?=\D)", line):
        first = review_date(line[: split.start()])
        rest = review_dates(line[split.end() :]) if first is not None else ()
        if first is not None and rest:
            return (first, *rest)
    return ()


def _found(name: str, match: re.Match[str]) -> FoundDate | None:
    month_words = match["month"]
    numeric = month_words.isdecimal()
    month = int(month_words) if numeric else _MONTHS.index(month_words[:3].casefold()) + 1
    written_day = match.groupdict().get("day")
    day = int(written_day) if written_day else None
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    written_in_digits = numeric and day is not None and re.search(r"[/.]", match[0]) is not None
    return FoundDate(
        name, PartialDate(int(match["year"]), month, day), uncertain=written_in_digits and (day or 0) <= 12
    )
