"""What a person does next with a document: one sentence, and the command that does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.outputs.released import Release
from publish.reporting.edition_view import EditionView
from publish.reporting.rendering import Badge, day_in_words, when
from publish.reporting.standing import Agreed, EditionState, Standing, edition_state
from publish.source.readiness import unsettled


@dataclass(frozen=True, slots=True)
class Step:
    """Where a document stands in a word, what is to be done in a sentence, and the command, "" where there is none.

    `see` is the section of the page that shows what the sentence is about, "" where it says all.
    """

    badge: Badge
    sentence: str
    command: str = ""
    see: str = ""


def released_step(release: Release) -> Step:
    """What the report that lies in a release says: what it is of, and how to ask whether it still holds."""
    sentence = (
        f"This is the report on version {release.version} as it was released on {day_in_words(release.released)}. "
        "Whether it is as it was signed, and not withdrawn since, says:"
    )
    return Step(Badge("✓", "released", "good"), sentence, f"publish verify {release.id}/{release.version}")


def next_step(state: Standing, editions: Sequence[EditionView], problem: str = "") -> Step:
    """The first thing that keeps a document from going out; where nothing does, that it may, or that it has.

    `problem` says why the source cannot be read, "" where it can.
    """
    return (
        _broken(state) or _unreadable(problem) or _not_whole(state, editions) or _not_agreed(state) or _approved(state)
    )


def _broken(state: Standing) -> Step | None:
    """That a release is not as it was signed: whoever has it may be misled, so that comes before all else."""
    if not state.release_faults:
        return None
    more = len(state.release_faults) - 1
    sentence = (
        f"A released version is not as it was signed{f', and {more} more' if more else ''}: "
        f"{state.release_faults[0].rstrip('.')}. "
        "Give none of it out, and put its folder back from a copy: until then nothing is released after it."
    )
    return _bad("release broken", sentence)


def _unreadable(problem: str) -> Step | None:
    """That nothing can be told of the source as it is: to build it again would say no more than that."""
    return _bad("not readable", "The source cannot be read. Mend it first, then build it again.") if problem else None


def _not_whole(state: Standing, editions: Sequence[EditionView]) -> Step | None:
    """What is to be mended, built, heard or agreed in the editions themselves."""
    states = {edition_state(edition.record): edition for edition in reversed(editions)}
    if state.overdue and state.blocks:
        return _bad("overdue", f"The review was due {when(state.due)}. Review the document first.")
    if state.agreed is Agreed.UNKNOWN:
        sentence = "The source has changed since this was built. Build it again."
        return _bad("out of date", sentence, f"publish build {state.source_name}")
    if state.manifest.unfinished:
        return _bad("not finished", "Placeholders are left in the source. Finish them, and build again.")
    if marks := unsettled(state.unsettled, state.source_name):
        sentence, _, command = marks.partition(" See them with: ")
        return _bad("not finished", f"Nobody can approve it yet: {sentence}", command)
    if state.errors:
        sentence = state.errors.partition(" publish lint ")[0]
        return _bad("not ready", f"Nobody can approve it yet: {sentence}", f"publish lint {state.source_name}")
    if lacking := [each for each in editions if _lacks(each)]:
        return _incomplete(state, lacking)
    if outdated := [each for each in editions if edition_state(each.record) is EditionState.OUTDATED]:
        more = f", and {len(outdated) - 1} more" if len(outdated) > 1 else ""
        reason = (outdated[0].record.reason or "build it again").rstrip(".")
        sentence = f"The edition “{outdated[0].title}” is not current{more}: {reason}."
        return _bad("not ready", sentence, f"publish build {state.source_name}")
    if EditionState.IN_DOUBT in states:
        sentence = "Some seconds of the audio wait for a person to listen."
        return Step(Badge("?", "in doubt", "warn"), sentence, f"publish listen {state.manifest.id} --play")
    if (draft := states.get(EditionState.DRAFT)) is not None:
        sentence = f"Nobody has agreed the meaning of the {draft.title.casefold()} edition, so it is a draft."
        command = f'publish approve {state.source_name} --edition {draft.record.format} --role "easy read lead"'
        return Step(Badge("✎", "draft", "warn"), sentence, command)
    return None


def _lacks(edition: EditionView) -> bool:
    """Whether an edition is not whole, or the last one that was tried: to build it once more makes it no better."""
    return edition_state(edition.record) is EditionState.INCOMPLETE or bool(edition.findings)


def _incomplete(state: Standing, found: Sequence[EditionView]) -> Step:
    """Which editions lack what, and where the page shows it."""
    named = [f"{each.title}: {(each.record.reason or 'not complete').rstrip('.')}" for each in found[:_MOST_NAMED]]
    more = f"; and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    sentence = f"{'; '.join(named)}{more}. Put right what is open, then build it again."
    return Step(Badge("✗", "not ready", "bad"), sentence, f"publish build {state.source_name}", see="open")


_MOST_NAMED = 4
"""Incomplete editions that the sentence names: it is read at a glance, and the page lists them all."""


def _not_agreed(state: Standing) -> Step | None:
    command = f'publish approve {state.source_name} --role "health information lead"'
    if state.agreed is Agreed.VOID:
        sentence = "The document has changed since it was approved. See what changed, then approve it again."
        shown = "changes" if state.release is not None else "agreed"
        return Step(Badge("✎", "approval void", "warn"), sentence, command, see=shown)
    if state.agreed is Agreed.NO:
        sentence = "Every edition is whole. When you are content with it, approve it."
        return Step(Badge("✎", "ready to approve", "warn"), sentence, command)
    return None


def _approved(state: Standing) -> Step:
    version = state.manifest.version
    if not version:
        return Step(Badge("✓", "approved", "good"), "Approved. To release it, give the source a version: version: 1.0")
    last = state.latest
    if last is None or last.release is None or last.version != version:
        command = f"publish release {state.manifest.id} --key house.pem"
        return Step(Badge("✓", "ready to release", "good"), f"Approved. Version {version} can be released.", command)
    if last.withdrawn is not None:
        sentence = (
            f"Version {version} was withdrawn: {last.withdrawn.reason.rstrip('.')}. Put it right in the source and "
            "raise version: there; then build, approve and release it."
        )
        return _bad("withdrawn", sentence)
    if last.release.body_sha256 == state.manifest.body_sha256:
        sentence = f"Version {version} was released on {day_in_words(last.release.released)}."
        return Step(Badge("✓", "released", "good"), sentence)
    sentence = f"Version {version} is released already, and this is not it. Raise version: in the source."
    return Step(Badge("!", "needs a new version", "warn"), sentence)


def _bad(word: str, sentence: str, command: str = "") -> Step:
    return Step(Badge("✗", word, "bad"), sentence, command)
