"""What a build of many documents does next: editions are tasks of their own where that pays, a document goes in whole.

The plugins here are installed as anyone's are, so every worker has them; none speaks.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import publish
from publish.building.agenda import Agenda, Ahead, Whole
from publish.building.boundary import Step
from publish.building.hand_over import HandOver, hand_over_folder
from publish.building.results import BuildResult
from publish.commands.cli import app
from publish.contracts.format import Settings
from publish.outputs.known_durations import durations, keep_durations
from tests.doubles.installing import install
from tests.test_bulk import Place

NOTE = (
    "(Path(os.environ['NOTES']) / f'{self.name}-{job.publication.document.metadata.id}-{os.getpid()}').touch()\n"
    "        "
)
HEARD = f"kind = Kind.AUDIO\n\n    def write(self, job, target):\n        {NOTE}return super().write(job, target)"
SEEN = "def write(self, job, target):\n        " + NOTE + "return super().write(job, target)"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("NOTES", str(tmp_path / "notes"))
    (tmp_path / "notes").mkdir()
    return Place(tmp_path)


def build(
    place: Place, *sources: int, formats: tuple[str, ...], jobs: int = 2, force: bool = False
) -> list[BuildResult]:
    paths = [place.sources / f"iron-{number}.md" for number in sources]
    settings = Settings(place.folder / "cache", listen=False)
    return list(publish.build(paths, place.outputs, settings=settings, formats=formats, jobs=jobs, force=force))


def notes(place: Place) -> list[tuple[str, str]]:
    """Who wrote what: the edition, and the process that did it."""
    found = [path.name.rpartition("-") for path in (place.folder / "notes").iterdir()]
    return sorted((name, process) for name, _, process in found)


def test_a_document_is_due_once_all_is_made_ahead_for_it_and_then_comes_first(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in "abc")
    parts = {first: [Ahead(first, tmp_path), Ahead(first, tmp_path)], second: [Ahead(second, tmp_path)], third: []}
    agenda = Agenda([first, second, third], lambda source: parts[source])
    assert [agenda.take() for _ in range(4)] == [*parts[first], *parts[second], Whole(third)]
    assert agenda.take() is None
    agenda.finished(parts[first][0], {Step("audio", ""): "it hung"})
    assert agenda.take() is None
    agenda.finished(parts[first][1], {})
    assert agenda.take() == Whole(first, tmp_path, {Step("audio", ""): "it hung"})


def test_sound_is_a_task_of_its_own_made_once_and_put_in_with_the_rest(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "plugins", monkeypatch, Heard=HEARD, Seen=SEEN)
    results = build(place, 1, 2, 3, formats=("heard", "seen"))
    assert [(result.exit_code, len(result.editions)) for result in results] == [(0, 2)] * 3
    written = [name for name, _ in notes(place)]
    assert written == sorted(f"{kind}-iron-{number}" for kind in ("heard", "seen") for number in (1, 2, 3))
    assert not list((place.folder / "cache" / "ahead").iterdir())


def test_two_workers_share_the_editions_of_one_document_and_give_the_same_bytes(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each waits until another process has begun too, so that it does not hang on how fast a worker starts.
    others = "len({path.name.rpartition('-')[2] for path in Path(os.environ['NOTES']).iterdir()}) < 2"
    again = f"while {others} and time.monotonic() < end:\n            time.sleep(0.05)\n"
    wait = f"end = time.monotonic() + 60\n        {again}"
    waits = SEEN.replace("return super", f"{wait}        return super")
    install(tmp_path / "plugins", monkeypatch, Red=waits, Green=waits, Blue=waits, White=waits)
    keep_durations(place.folder / "cache", {place.sources / "iron-1.md": {"red": 60.0}})
    (result,) = build(place, 1, formats=("red", "green", "blue", "white"))
    assert result.exit_code == 0
    assert len(notes(place)) == 4
    assert len({process for _, process in notes(place)}) == 2
    shared = {edition.record.format: edition.record for edition in result.editions}
    (alone,) = build(place, 1, formats=("red", "green", "blue", "white"), jobs=1, force=True)
    assert {edition.record.format: edition.record for edition in alone.editions} == shared


def test_what_ends_its_worker_ahead_is_named_and_the_rest_is_made(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = SEEN.replace("return super", "os._exit(9)\n        return super")
    install(tmp_path / "plugins", monkeypatch, Ends=ends, Good=SEEN)
    keep_durations(place.folder / "cache", {place.sources / "iron-1.md": {"good": 60.0}})
    (result,) = build(place, 1, formats=("ends", "good"))
    reasons = {edition.record.format: edition.record.reason for edition in result.editions}
    assert "exit code 9" in str(reasons["ends"])
    assert reasons["good"] is None
    assert len([name for name, _ in notes(place) if name.startswith("ends")]) == 1, "it is not tried again"


def test_what_one_signal_ended_is_tried_once_more(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = (
        "def write(self, job, target):\n        first = not list(Path(os.environ['NOTES']).iterdir())\n        "
        + NOTE
        + "if first:\n            os.kill(os.getpid(), signal.SIGKILL)\n        return super().write(job, target)"
    )
    install(tmp_path / "plugins", monkeypatch, Unlucky=once)
    (result,) = build(place, 1, formats=("unlucky",), jobs=1)
    assert result.exit_code == 0
    assert len(notes(place)) == 2


def test_an_edition_that_was_damaged_on_its_way_is_made_again(tmp_path: Path) -> None:
    hand_over = HandOver(tmp_path / "ahead")
    assert hand_over.claimed("epub")
    assert not hand_over.claimed("epub")
    (tmp_path / "ahead" / ("0" * 64)).write_bytes(b"half an edi")
    (tmp_path / "ahead" / f"{'0' * 64}.json").write_text('{"record": {}, "took": {}}')
    assert hand_over.take("0" * 64, tmp_path / "x.epub") is None
    assert not (tmp_path / "x.epub").exists()


def test_what_a_killed_build_left_in_the_cache_goes_with_the_next(tmp_path: Path) -> None:
    left = tmp_path / "ahead" / "left"
    left.mkdir(parents=True)
    left.with_suffix(".lock").touch()
    with hand_over_folder(tmp_path) as own, hand_over_folder(tmp_path) as other:
        assert own.is_dir() and other.is_dir(), "builds side by side leave each other's alone"
        assert not left.exists()
    assert not list((tmp_path / "ahead").iterdir())


def test_the_longest_known_comes_first_and_what_is_unknown_by_its_size(tmp_path: Path) -> None:
    small, large, new = (tmp_path / name for name in ("small.md", "large.md", "new.md"))
    for path, size in ((small, 100), (large, 900), (new, 500)):
        path.write_bytes(b"x" * size)
    keep_durations(tmp_path / "cache", {small: {"epub": 8.0, "audio": 300.0}, large: {"epub": 2.0}})
    assert durations(tmp_path / "cache", [small, large, new], ["epub"]) == {small: 8.0, large: 2.0, new: 5.0}
    assert durations(tmp_path / "cache", [small])[small] == 308.0


def test_a_profile_shows_writing_and_checking_apart(place: Place) -> None:
    output = place.build("--profile", str(place.sources / "iron-1.md"))[1]
    assert "  took: source " in output
    table = [line.split() for line in output.splitlines()[-4:-1]]
    assert table[0] == ["seconds,", "by", "the", "clock", "made", "writing", "checking"]
    assert [row[0] for row in table[1:]] == ["sources", "epub"]
    assert all(float(figure) > 0 for figure in table[2][2:])
    line = CliRunner().invoke(app, place.arguments("--profile", "--json", "--force")).stdout.splitlines()[0]
    assert json.loads(line)["took"]["editions"]["epub"].keys() == {"writing_s", "checking_s"}
