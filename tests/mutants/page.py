"""The page docs/proof.md: what was damaged, what was found, and what was found that should not have been."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from tests.mutants.accuracy import Accuracy
from tests.mutants.kinds import TABLE, Kind
from tests.mutants.machines import Machine
from tests.mutants.parts import Control, Damage, Listening, Randoms
from tests.mutants.running import Outcome
from tests.mutants.sentences import Hearing, holds, section


@dataclass(frozen=True)
class Proof:
    """All that was measured. `seconds` are those of all parts added up; they ran beside each other."""

    seed: int
    damage: tuple[Damage, ...]
    randoms: tuple[Randoms, ...]
    control: Control
    listening: Listening
    machines: tuple[Machine, ...]
    sentences: tuple[Hearing, ...]
    seconds: float

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What became of each damaged file."""
        return tuple(outcome for one in self.damage for outcome in one.outcomes)

    @property
    def survivors(self) -> tuple[Outcome, ...]:
        """The damaged files that were not found."""
        return tuple(outcome for outcome in self.outcomes if not outcome.killed)

    @property
    def holds(self) -> bool:
        """Whether all damage was found, and nothing else."""
        false = any(one.false or one.unnoticed for one in self.randoms)
        otherwise = any(machine.findings for machine in self.machines) or not all(map(holds, self.sentences))
        return not self.survivors and not false and not otherwise and self.control.wanting == self.control.sections

    @property
    def summary(self) -> str:
        """One line for a terminal."""
        return (
            f"{len(self.survivors)} of {len(self.outcomes)} damaged files were not found; "
            f"{sum(len(one.false) for one in self.randoms)} false findings in "
            f"{sum(one.documents for one in self.randoms)} random documents; {self.seconds:.0f} s."
        )


def page(proof: Proof) -> str:
    """The page in Markdown."""
    outcomes = proof.outcomes
    text, whole = proof.listening.text, proof.listening.whole
    lines = [
        "# The proof at full size",
        "",
        f"Made by `make proof` with version {version('accessible-publish')} and seed {proof.seed}. "
        "[How an edition is proved complete](completeness.md) says how editions are proved; this page measures that "
        "proof against deliberate damage.",
        "",
        "## Damage found",
        "",
        f"**{len(outcomes) - len(proof.survivors)} of {len(outcomes)}** damaged files were found, in "
        f"{len({outcome.document for outcome in outcomes})} documents: the factsheet, for sound each of its sections "
        "by itself, a specimen that holds every kind of node, and real documents. Every edition was checked before it "
        "was damaged, and had no finding. Print was damaged in A4; its other sizes are written and checked by the same "
        "code.",
        "",
        *_kinds(outcomes),
        "",
        *_not_found(proof.damage),
        *_seconds(proof.damage),
        "",
        *_sound(proof.damage),
        "",
        "## Random documents",
        "",
        "Documents over the whole node set, nested as the grammar allows, with whatever may stand in a text, and words "
        "from right to left in half of them; for audio, of sentences that can be said, with figures, units and "
        "negations. Each was written, read back and compared; some were written once more without one of their nodes.",
        "",
        "| format | documents | false findings | without a node | of these noticed | seconds |",
        "| --- | --- | --- | --- | --- | --- |",
        *map(_row, proof.randoms),
        "",
        *(f"- {one.format}: {found}" for one in proof.randoms for found in (*one.false, *one.unnoticed)),
        "## Listening",
        "",
        "What the quick ear alone mishears of the factsheet, in words for each word said. What it does not hear right "
        "is heard again by the stricter one before it is called a finding.",
        "",
        "| | words | errors with hot words | errors without |",
        "| --- | --- | --- | --- |",
        f"| without the references | {text[0].words} | {_rate(text[0])} | {_rate(text[1])} |",
        f"| all | {whole[0].words} | {_rate(whole[0])} | {_rate(whole[1])} |",
        "",
        f"Control: with the sound of another document under its own chapter titles, {proof.control.wanting} of "
        f"{proof.control.sections} sections of the factsheet were found wanting, in {proof.control.seconds:.0f} s.",
        "",
        "## The same verdict on every machine",
        "",
        "True recordings, each heard under every instruction set and arithmetic that this machine has. A doubt is no "
        "loss: a person settles it; one in references and addresses holds nothing back.",
        "",
        "| document | instruction set | arithmetic | false findings | doubts | that hold back |",
        "| --- | --- | --- | --- | --- | --- |",
        *map(_machine, proof.machines),
        "",
        section(proof.sentences),
        f"The parts of the proof took {proof.seconds / 60:.0f} minutes, added up.",
    ]
    return "\n".join(lines) + "\n"


def _row(one: Randoms) -> str:
    noticed = one.taken - len(one.unnoticed)
    taken = (str(one.taken), str(noticed)) if one.taken else ("", "")
    return f"| {one.format} | {one.documents} | {len(one.false)} | {' | '.join(taken)} | {one.seconds:.0f} |"


def _rate(one: Accuracy) -> str:
    return f"{one.error_rate:.1%}"


def _machine(machine: Machine) -> str:
    counts = machine.reason or f"{machine.findings} | {machine.doubts} | {machine.blocking}"
    return f"| {machine.document} | {machine.instruction_set} | {machine.compute_type} | {counts} |"


def _kinds(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Found of tried, by kind and format."""
    tried: Counter[tuple[Kind, str]] = Counter()
    found: Counter[tuple[Kind, str]] = Counter()
    for outcome in outcomes:
        tried[outcome.kind, outcome.format] += 1
        found[outcome.kind, outcome.format] += outcome.killed
    yield f"| found of tried | {' | '.join(TABLE)} |"
    yield f"| --- |{' --- |' * len(TABLE)}"
    for kind in Kind:
        cells = [f"{found[kind, one]} of {tried[kind, one]}" if tried[kind, one] else "" for one in TABLE]
        if any(cells):
            yield f"| {kind.value} | {' | '.join(cells)} |"
    sums = [f"{sum(found[kind, one] for kind in Kind)} of {sum(tried[kind, one] for kind in Kind)}" for one in TABLE]
    kinds = [str(sum(tried[kind, one] > 0 for kind in Kind)) for one in TABLE]
    yield f"| **all** | {' | '.join(sums)} |"
    yield f"| kinds | {' | '.join(kinds)} |"


def _sound(damage: Iterable[Damage]) -> Iterator[str]:
    """The damaged sound, by kind and by the machine that heard it."""
    heard: dict[str, list[Outcome]] = defaultdict(list)
    for part in damage:
        if part.machine:
            heard[part.machine] += part.outcomes
    yield (
        "Of these, sound as heard on several kinds of machine, by instruction set and arithmetic. Every machine hears "
        "in float32; int8, which hears less well, is for tests alone."
    )
    yield ""
    yield f"| found of tried | {' | '.join(machine.replace(':', ' ') for machine in heard)} |"
    yield f"| --- |{' --- |' * len(heard)}"
    for kind in sorted(TABLE["audio"]):
        yield f"| {kind.value} | {' | '.join(_found(outcomes, kind) for outcomes in heard.values())} |"
    yield f"| **all** | {' | '.join(_found(outcomes) for outcomes in heard.values())} |"


def _not_found(damage: Iterable[Damage]) -> Iterator[str]:
    for part in damage:
        where = f", as {part.machine.replace(':', ' ')} hears" if part.machine else ""
        for one in part.outcomes:
            if not one.killed:
                yield f"- Not found: {one.format}, {one.document}, {one.kind}, place {one.number}{where}."


def _found(outcomes: Iterable[Outcome], kind: Kind | None = None) -> str:
    tried = [outcome for outcome in outcomes if kind in (None, outcome.kind)]
    return f"{sum(outcome.killed for outcome in tried)} of {len(tried)}"


def _seconds(damage: Iterable[Damage]) -> Iterator[str]:
    spent: dict[str, float] = defaultdict(float)
    for one in damage:
        spent[one.format] += one.seconds
    yield f"Seconds: {', '.join(f'{name} {seconds:.0f}' for name, seconds in spent.items())}."
