"""The one comparison behind every verdict: what the source says against what an edition says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from publish.model.publication import Publication
from publish.model.text import plain
from publish.proof.align import Pair, alike, increasing, same
from publish.proof.ledger import OPENING, ledger
from publish.proof.reading import Entry, LanguageText, Passage, Reading, Role, Span, Unit, place_in
from publish.proof.verdict import Finding, FindingKind, Review, SectionCount, Verdict


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an edition must hold. A format derives its own from the source at check time and says how it differs.

    `contents` are the headings that the edition's own contents must list (empty: it has none). `alike` maps roles that
    the format's files cannot tell apart to the role that its reader gives. A reader that cannot tell levels, ordinals,
    headers, links or languages says so here, and only so; one that tells what is struck out, and where the marks of
    notes stand, says so, too.
    """

    units: tuple[Unit, ...]
    title: str
    language: str
    contents: tuple[Unit, ...] = ()
    alike: Mapping[Role, Role] = field(default_factory=dict)
    levels: bool = True
    ordinals: bool = True
    headers: bool = True
    links: bool = True
    languages: bool = True
    struck: bool = False
    notes: bool = False

    def words_alone(self) -> Expectation:
        """The same of a format that says words, in order, and nothing about what they are: a plain text."""
        return Expectation(
            self.units,
            self.title,
            language="",
            alike=dict.fromkeys(Role, Role.PARAGRAPH),
            levels=False,
            ordinals=False,
            headers=False,
            links=False,
            languages=False,
        )


def expectation(publication: Publication) -> Expectation:
    """What an edition of the whole publication must hold: every unit of the ledger, and every heading as contents."""
    units = ledger(publication)
    return Expectation(
        units=units,
        title=plain(publication.document.metadata.title),
        language=publication.document.metadata.language,
        contents=tuple(unit for unit in units if unit.role is Role.HEADING and unit.level > 1),
    )


def compare(expected: Expectation, reading: Reading, review: Review = Review.UNREVIEWED) -> Verdict:
    """Compare, and say where every difference is. Notes, which editions put in different places, are a stream apart."""
    findings: list[Finding] = []
    harmed: set[int] = set()
    for in_stream in (lambda role: role is not Role.NOTE, lambda role: role is Role.NOTE):
        found, hurt = _compare_stream(expected, reading.passages, in_stream)
        findings += found
        harmed |= hurt
    findings += _about_the_whole(expected, reading)
    findings += contents_findings(expected.contents, reading.contents)
    return Verdict(tuple(findings), count(expected.units, harmed), review=review)


_FEWEST_LETTERS = 4  # of words by which a unit is known


def with_lines(findings: Iterable[Finding], units: Iterable[Unit]) -> Iterator[Finding]:
    """Findings of a page's look, with the section and line of the source of the first unit that has their words."""
    all_units = tuple(units)
    for finding in findings:
        expected = (finding.expected or "").partition(": ")[2]  # of a rule, only words of the text that it names
        told = [plain((finding.found or "").rpartition(": ")[2]), plain(expected)]
        fits = (
            unit
            for words in told
            if len(words) >= _FEWEST_LETTERS
            for unit in all_units
            if unit.line and words in unit.text
        )
        unit = next(fits, None) if not finding.line else None
        yield finding if unit is None else replace(finding, section=unit.section, unit=unit.id, line=unit.line)


def with_findings(verdict: Verdict, findings: Iterable[Finding]) -> Verdict:
    """The verdict with what a format's own checks found besides."""
    return replace(verdict, findings=(*verdict.findings, *findings))


def count(units: Iterable[Unit], harmed: set[int]) -> tuple[SectionCount, ...]:
    """Units and unharmed units of each section, in source order; `harmed` are positions in `units`."""
    totals: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for number, unit in enumerate(units):
        totals[unit.section] += 1
        good[unit.section] += number not in harmed
    return tuple(SectionCount(section, totals[section], good[section]) for section in totals)


def contents_findings(expected: tuple[Unit, ...], entries: tuple[Entry, ...]) -> list[Finding]:
    """Where an edition's own contents disagree with its headings: in words, order, level or target."""
    if not expected:
        return []
    findings = []
    pairs = dict(same([unit.text for unit in expected], [entry.text for entry in entries]))
    for number, unit in enumerate(expected):
        if number not in pairs:
            findings.append(_finding(FindingKind.CONTENTS, unit, None))
            continue
        entry = entries[pairs[number]]
        if entry.level != unit.level:
            findings.append(_finding(FindingKind.CONTENTS, unit, None, f"level {unit.level}", f"level {entry.level}"))
        if entry.target and entry.target != f"#{unit.text}":
            findings.append(_finding(FindingKind.CONTENTS, unit, None, f"#{unit.text}", entry.target))
    listed = set(pairs.values())
    return findings + [
        Finding(FindingKind.CONTENTS, OPENING, "contents", None, entry.text)
        for number, entry in enumerate(entries)
        if number not in listed
    ]


def _finding(
    kind: FindingKind, unit: Unit, passage: Passage | None, expected: str | None = None, found: str | None = None
) -> Finding:
    return Finding(
        kind,
        unit.section,
        unit.id,
        expected if expected is not None else unit.text,
        found if found is not None or passage is None else passage.text,
        passage.where if passage else "",
        unit.line,
    )


def _about_the_whole(expected: Expectation, reading: Reading) -> list[Finding]:
    pairs = (
        ("title", expected.title, plain(reading.title)),
        ("language", expected.language, reading.language),
    )
    return [
        Finding(FindingKind.MISLABELLED, OPENING, name, wanted, got or None)
        for name, wanted, got in pairs
        if wanted.casefold() != got.casefold()
    ]


def _align(
    units: list[Unit], passages: list[Passage], alike_roles: Mapping[Role, Role]
) -> tuple[list[Pair], list[Pair]]:
    """Pairs of equal text, and pairs of probably changed text, that together rise on both sides."""

    def key(piece: Unit | Passage) -> tuple[Role, str]:
        return alike_roles.get(piece.role, piece.role), piece.text

    exact = same([key(unit) for unit in units], [key(passage) for passage in passages])
    changed: list[Pair] = []
    texts: list[Pair] = []
    edges = [(-1, -1), *exact, (len(units), len(passages))]
    for (a, b), (c, d) in pairwise(edges):
        if c - a == 1 or d - b == 1:
            continue
        left, right = units[a + 1 : c], passages[b + 1 : d]
        # Equal words in another role are a demotion, not a loss.
        inner = same([unit.text for unit in left], [passage.text for passage in right])
        texts += [(a + 1 + i, b + 1 + j) for i, j in inner]
        borders = [(-1, -1), *inner, (len(left), len(right))]
        for (e, f), (g, h) in pairwise(borders):
            gap_left, gap_right = left[e + 1 : g], right[f + 1 : h]
            if not gap_left or not gap_right:
                continue
            close = alike([unit.text for unit in gap_left], [passage.text for passage in gap_right])
            close = increasing(sorted(close + _alternatives(gap_left, gap_right, close)))
            changed += [(a + e + 2 + i, b + f + 2 + j) for i, j in close]
    return sorted(exact + texts), changed


def _alternatives(units: list[Unit], passages: list[Passage], close: list[Pair]) -> list[Pair]:
    """Text alternatives left over on both sides: of the same pictures, however little their words have in common."""
    paired_left, paired_right = {i for i, _ in close}, {j for _, j in close}
    left = [i for i, unit in enumerate(units) if unit.role is Role.ALT and i not in paired_left]
    right = [j for j, passage in enumerate(passages) if passage.role is Role.ALT and j not in paired_right]
    return list(zip(left, right, strict=False))


def _compare_stream(
    expected: Expectation, passages: tuple[Passage, ...], in_stream: Callable[[Role], bool]
) -> tuple[list[Finding], set[int]]:
    roles = expected.alike
    numbers = [number for number, unit in enumerate(expected.units) if in_stream(roles.get(unit.role, unit.role))]
    units = [expected.units[number] for number in numbers]
    present = [passage for passage in passages if in_stream(roles.get(passage.role, passage.role)) and passage.text]
    exact, changed = _align(units, present, roles)
    findings: dict[int, list[Finding]] = defaultdict(list)  # by position in `units`, so that they come out in order
    for i, j in exact:
        findings[i] += _differences(expected, units[i], present[j])
    for i, j in changed:
        kind = FindingKind.MISLABELLED if units[i].role is Role.ALT else FindingKind.ALTERED
        findings[i].append(_finding(kind, units[i], present[j]))
    used = dict(exact + changed)
    after = {j: i for i, j in used.items()}
    lost = [i for i in range(len(units)) if i not in used]
    surplus = [j for j in range(len(present)) if j not in after]
    moved = _moved(units, present, lost, surplus)
    for i in lost:
        if i in moved:
            findings[i].append(_finding(FindingKind.OUT_OF_ORDER, units[i], present[moved[i]]))
        else:
            findings[i].append(_finding(FindingKind.MISSING, units[i], None))
    harmed = {numbers[i] for i, found in findings.items() if found}
    texts = {unit.text for unit in units}
    found_again = set(moved.values())
    # For each passage the last of the units that are said before it.
    latest = list(accumulate((after.get(j, -1) for j in range(len(present))), max, initial=-1))
    for j in surplus:
        if j in found_again:
            continue
        before = latest[j] if latest[j] >= 0 else None
        section = units[before].section if before is not None else OPENING
        kind = FindingKind.REPEATED if present[j].text in texts else FindingKind.EXTRA
        findings[before if before is not None else -1].append(
            Finding(kind, section, "", None, present[j].text, present[j].where)
        )
    return [finding for place in sorted(findings) for finding in findings[place]], harmed


def _moved(units: list[Unit], passages: list[Passage], lost: list[int], surplus: list[int]) -> dict[int, int]:
    """Lost units whose very words stand elsewhere in the edition."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(surplus):
        places[passages[j].text].append(j)
    return {i: places[units[i].text].pop() for i in lost if places.get(units[i].text)}


def _differences(expected: Expectation, unit: Unit, passage: Passage) -> list[Finding]:
    """What differs between a unit and a passage that have the same words."""
    findings = []
    wanted = expected.alike.get(unit.role, unit.role)
    got = expected.alike.get(passage.role, passage.role)
    if wanted is not got:
        findings.append(
            _finding(FindingKind.DEMOTED, unit, passage, f"{wanted}: {unit.text}", f"{got}: {passage.text}")
        )
    elif expected.levels and unit.level != passage.level:
        findings.append(
            _finding(
                FindingKind.DEMOTED,
                unit,
                passage,
                f"{wanted} of level {unit.level}: {unit.text}",
                f"{got} of level {passage.level}: {passage.text}",
            )
        )
    if expected.ordinals and unit.ordinal != passage.ordinal:
        findings.append(
            _finding(
                FindingKind.MISLABELLED,
                unit,
                passage,
                f"number {unit.ordinal or 'none'}",
                f"number {passage.ordinal or 'none'}",
            )
        )
    if expected.headers and unit.headers != passage.headers:
        findings.append(
            _finding(
                FindingKind.MISLABELLED,
                unit,
                passage,
                f"{unit.text} (under {', '.join(unit.headers) or 'no header'})",
                f"{passage.text} (under {', '.join(passage.headers) or 'no header'})",
            )
        )
    if expected.links and unit.links != passage.links:
        findings.append(_finding(FindingKind.MISDIRECTED, unit, passage, _links(unit), _links(passage)))
    if expected.languages and _stretches(unit) != _stretches(passage):
        findings.append(_finding(FindingKind.MISLABELLED, unit, passage, _languages(unit), _languages(passage)))
    if expected.struck and unit.in_force != passage.in_force:
        findings.append(_finding(FindingKind.ALTERED, unit, passage, _struck(unit), _struck(passage)))
    if expected.notes and unit.notes != passage.notes:
        findings.append(_finding(FindingKind.MISDIRECTED, unit, passage, _noted(unit), _noted(passage)))
    if passage.stressed is not None and (weak := _letters(unit.stressed) - _letters(passage.stressed)):
        words = _words_at(unit.text, weak)
        findings.append(_finding(FindingKind.DEMOTED, unit, passage, f"stressed: {words}", f"not stressed: {words}"))
    if passage.boxed is not None and unit.boxed != passage.boxed:
        places = [f"{'in' if boxed else 'outside'} a box: {unit.text}" for boxed in (unit.boxed, passage.boxed)]
        findings.append(_finding(FindingKind.DEMOTED, unit, passage, *places))
    return findings


def _letters(spans: Iterable[Span]) -> set[int]:
    """The letters and digits of stretches, by their number."""
    return {number for start, end in spans for number in range(start, end)}


def _words_at(text: str, letters: set[int]) -> str:
    """The words that hold some of a text's letters and digits."""
    words = text.split()
    ends = list(accumulate(map(place_in, words)))
    placed = zip(words, [0, *ends], ends, strict=False)
    return " ".join(word for word, start, end in placed if not letters.isdisjoint(range(start, end)))


def _stretches(piece: Unit | Passage) -> list[LanguageText]:
    """The words in other languages, those of one language that follow one another as one: no reader hears a border."""
    found: list[LanguageText] = []
    end = -1
    for words in piece.languages:
        start = piece.text.find(words.text, max(end, 0))
        if found and found[-1].language == words.language and start >= 0 and not piece.text[end:start].strip():
            found[-1] = LanguageText(plain(found[-1].text + piece.text[end:start] + words.text), words.language)
        else:
            found.append(words)
        end = start + len(words.text) if start >= 0 else end
    return found


def _struck(piece: Unit | Passage) -> str:
    words = ", ".join(f"“{words.text}”" for words in piece.struck)
    return f"{piece.text} ({words} struck out)" if words else f"{piece.text} (nothing struck out)"


_WORDS_BEFORE = 3  # of a note's mark, by which its place is told


def _noted(piece: Unit | Passage) -> str:
    """Where the marks of notes stand, by the words before them."""
    ends = [[at for at, sign in enumerate(piece.text, 1) if sign.isalnum()] for _ in piece.notes[:1]]
    before = (piece.text[: ends[0][place - 1]] if place else "" for place in piece.notes)
    places = ", ".join(f"after “{' '.join(words.split()[-_WORDS_BEFORE:])}”" for words in before)
    return f"{piece.text} ({f'a note {places}' if places else 'no note'})"


def _links(piece: Unit | Passage) -> str:
    return "; ".join(f"{link.text} -> {link.target}" for link in piece.links) or "no link"


def _languages(piece: Unit | Passage) -> str:
    return "; ".join(f"{span.text} ({span.language})" for span in piece.languages) or "no other language"
