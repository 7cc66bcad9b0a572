"""What a person does next with a document: one sentence, and the command that does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.building.never_built import NeverBuilt
from publish.building.whole_editions import leaving_out
from publish.comparing.withdrawn_words import options, said_before
from publish.outputs.released import Release, order
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


def next_step(
    state: Standing, editions: Sequence[EditionView], unbuilt: Sequence[NeverBuilt] = (), problem: str = ""
) -> Step:
    """The first thing that keeps a document from going out; where nothing does, that it may, or that it has.

    `unbuilt` are editions that nobody has built, which a release asks for. `problem` says why the source cannot be
    read, "" where it can.
    """
    return (
        _broken(state)
        or _unreadable(problem)
        or _withdrawn(state, editions)
        or _not_whole(state, editions)
        or _not_agreed(state, unbuilt)
        or _approved(state, unbuilt)
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


def _withdrawn(state: Standing, editions: Sequence[EditionView]) -> Step | None:
    """That the document says what was withdrawn, until a role approves that knowingly."""
    withdrawn = state.source_now.withdrawn
    waits = [each for each in editions if edition_state(each.record) is EditionState.DRAFT]
    if not withdrawn or (state.agreed is Agreed.YES and not waits):
        return None
    if _is_of_withdrawn(state):
        return _put_right(state)
    sentence = (
        f"Not to be released: {said_before(withdrawn)} Put right in the source what was wrong; then build, "
        "approve and release it. Where the words were not the reason, a role may approve them knowingly:"
    )
    edition = waits[0].record.format if waits else ""
    command = _approve(state, "easy read lead" if waits else "health information lead", edition)
    return _bad("withdrawn words", sentence, command)


def _is_of_withdrawn(state: Standing) -> bool:
    """Whether the source still has the version of the release that was withdrawn."""
    last = state.latest
    return last is not None and last.withdrawn is not None and last.version == state.manifest.version


def _put_right(state: Standing) -> Step:
    assert state.latest is not None, "it was asked for"
    assert state.latest.withdrawn is not None, "it was asked for"
    reason = state.latest.withdrawn.reason.rstrip(".")
    sentence = (
        f"Version {state.latest.version} was withdrawn: {reason}. Put it right in the source and raise version: there; "
        "then build, approve and release it."
    )
    return _bad("withdrawn", sentence)


def _not_whole(state: Standing, editions: Sequence[EditionView]) -> Step | None:
    """What is to be mended, built, heard or agreed in the editions themselves."""
    states = {edition_state(edition.record): edition for edition in reversed(editions)}
    if state.overdue and state.blocks:
        return _bad("overdue", f"The review was due {when(state.due)}. Review the document first.")
    if state.agreed is Agreed.UNKNOWN:
        then = " Then this page says whether its approval still holds." if state.approval is not None else ""
        sentence = f"The source has changed since this was built. Build it again.{then}"
        shown = "changes" if state.release is not None else ""
        return Step(
            Badge("✗", "out of date", "bad"),
            sentence,
            _build(state),
            see=shown,
        )
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
        return _bad("not ready", sentence, _build(state))
    if EditionState.IN_DOUBT in states:
        sentence = "Some seconds of the audio wait for a person to listen."
        return Step(
            Badge("?", "in doubt", "warn"), sentence, f"publish listen {state.manifest.id} --play{state.at_outputs}"
        )
    if (draft := states.get(EditionState.DRAFT)) is not None:
        sentence = f"Nobody has agreed the meaning of the {draft.title.casefold()} edition, so it is a draft."
        command = _approve(state, "easy read lead", draft.record.format)
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
    return Step(Badge("✗", "not ready", "bad"), sentence, _build(state), see="open")


_MOST_NAMED = 4
"""Incomplete editions that the sentence names: it is read at a glance, and the page lists them all."""


def _not_agreed(state: Standing, unbuilt: Sequence[NeverBuilt]) -> Step | None:
    command = _approve(state, "health information lead")
    if state.agreed is Agreed.VOID:
        sentence = "The document has changed since it was approved. See what changed, then approve it again."
        shown = "changes" if state.release is not None else "agreed"
        return Step(Badge("✎", "approval void", "warn"), sentence, command, see=shown)
    if state.agreed is Agreed.NO and unbuilt:
        return _not_built(state, unbuilt, "What is built is whole. ", "approve and release the document")
    if state.agreed is Agreed.NO:
        sentence = "Every edition is whole. When you are content with it, approve it."
        return Step(Badge("✎", "ready to approve", "warn"), sentence, command)
    return None


def _not_built(state: Standing, unbuilt: Sequence[NeverBuilt], before: str, instead: str) -> Step:
    """That a release would ask for editions which nobody has built."""
    names = "; ".join(edition.title for edition in unbuilt)
    them = "it" if len(unbuilt) == 1 else "them"
    without = leaving_out(edition.name for edition in unbuilt)
    sentence = (
        f"{before}Not built yet: {names}. Build {them}; or {instead} without {them}, which this version then never "
        f"gets: {without}"
    )
    return Step(Badge("✎", "not all built", "warn"), sentence, _build(state))


def _approved(state: Standing, unbuilt: Sequence[NeverBuilt]) -> Step:
    version = state.manifest.version
    if not version:
        return Step(Badge("✓", "approved", "good"), "Approved. To release it, give the source a version: version: 1.0")
    last = state.latest
    if last is None or last.release is None or last.version != version:
        if last is not None and last.release is not None and order(version) < order(last.version):
            sentence = f"Approved. Version {last.version} is released already, and {version} would be older."
            return Step(Badge("!", "needs a new version", "warn"), f"{sentence} Raise version: in the source.")
        if unbuilt:
            return _not_built(state, unbuilt, "Approved. ", f"release version {version}")
        again = f" Approved knowingly: {said_before(state.source_now.withdrawn)}" if state.source_now.withdrawn else ""
        command = f"publish release {state.manifest.id} --key house.pem{state.at_outputs}"
        sentence = f"Approved. Version {version} can be released.{again}"
        return Step(Badge("✓", "ready to release", "good"), sentence, command)
    if _is_of_withdrawn(state):
        return _put_right(state)
    if last.release.body_sha256 == state.manifest.body_sha256:
        return _released(state, f"Version {version} was released on {day_in_words(last.release.released)}.")
    sentence = f"Version {version} is released already, and this is not it. Raise version: in the source."
    return Step(Badge("!", "needs a new version", "warn"), sentence)


def _released(state: Standing, sentence: str) -> Step:
    """That the document is out as it is, and whether it can be ordered."""
    if state.kept_in is not None:
        return _bad(
            "not to be ordered", f"{sentence} It is not to be ordered: {state.kept_in.explanation.rstrip('.')}."
        )
    if state.overdue:
        return Step(Badge("!", "overdue", "warn"), f"{sentence} Its review was due {when(state.due)}: review it.")
    return Step(Badge("✓", "released", "good"), f"{sentence} It can be ordered, and there is nothing to do.")


def _build(state: Standing) -> str:
    return f"publish build {state.source_name}{state.at_outputs}"


def _approve(state: Standing, role: str, edition: str = "") -> str:
    """The command that approves a document, or one of its editions, in the knowledge of what was withdrawn."""
    named = f" --edition {edition}" if edition else ""
    known = options(state.source_now.withdrawn)
    return f'publish approve {state.source_name}{named} --role "{role}"{known}{state.at_outputs}'


def _bad(word: str, sentence: str, command: str = "") -> Step:
    return Step(Badge("✗", word, "bad"), sentence, command)
