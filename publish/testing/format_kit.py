"""What every format promises, as tests: derive a class named Test…, give it a `format`, and let pytest run it."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from publish.building.editions import file_name
from publish.contracts.discovery import formats
from publish.contracts.format import EditionOptions, Format, Job, Locations, Page, Part, Settings, TimeSpan
from publish.errors import EditionError, UnreadableEdition
from publish.model.nodes import Section, walk
from publish.model.publication import Publication
from publish.model.traverse import all_blocks, blocks_of
from publish.proof.ledger import OPENING
from publish.proof.verdict import State, Verdict
from publish.testing.damage import damages
from publish.testing.hostile import FILES, SIGNS
from publish.testing.specimen import specimen, words

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WITHIN_NODE = re.compile(r"[.+]\d+$")  # a sentence of a node, or a place in it
_WRITE = "import pickle, sys; plugin, job, target = pickle.load(sys.stdin.buffer); plugin.write(job, target)"


class FormatConformance:
    """The tests of one format. `publication` and `settings` may be overridden, for a format that needs more.

    `shows` tells what of a document its editions say: its own text, or its easy-read words.
    """

    format: ClassVar[type[Format]]
    shows: ClassVar[Part] = Part.BODY

    def settings(self, folder: Path) -> Settings:
        """Settings with a cache of the test's own; nothing is listened to."""
        return Settings(folder / "cache", listen=False)

    def publication(self) -> Publication:
        """A publication that holds every node."""
        return specimen()

    def job(self, folder: Path) -> Job[EditionOptions]:
        """The first edition that the format makes of the publication."""
        publication = self.publication()
        return Job(publication, self._plugin(folder).variants(publication).options[0])

    def test_it_is_found_by_its_entry_point(self, tmp_path: Path) -> None:
        """The installed format of its name is this very class."""
        assert type(formats(self.settings(tmp_path))[self.format.name]) is self.format

    def test_its_declarations_can_be_used(self, tmp_path: Path) -> None:
        """Names that can be parts of file names, a suffix, a media type, known parts, and needs that are not itself."""
        declared = self.format
        assert _NAME.fullmatch(declared.name), f"{declared.name!r} has other signs than small letters, digits, hyphens"
        assert declared.title.strip() == declared.title != "", "its title is empty or has spaces around it"
        assert re.fullmatch(r"\.[a-z0-9]+", declared.suffix), f"{declared.suffix!r} is no suffix such as .pdf"
        assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", declared.media_type), f"{declared.media_type!r} is no media type"
        assert re.fullmatch(r"(?:-[a-z0-9]+)*", declared.stem), f"{declared.stem!r} does not start with a hyphen"
        assert all(isinstance(part, Part) for part in declared.uses), "`uses` names something that is no Part"
        assert self.shows in declared.uses, f"it shows {self.shows}, and does not name that in `uses`"
        assert declared.name not in {need.format for need in declared.needs}, "it needs its own editions"
        options = self._plugin(tmp_path).Options
        assert issubclass(options, EditionOptions), "its Options do not derive from EditionOptions"

    def test_variants_have_names_of_their_own(self, tmp_path: Path) -> None:
        """No two editions of one document would be one file."""
        plugin, publication = self._plugin(tmp_path), self.publication()
        options = plugin.variants(publication).options
        assert options, "it makes no edition of a document that holds every node"
        names = [file_name("specimen", plugin, each) for each in options]
        assert len(set(names)) == len(names)
        assert all(isinstance(each, plugin.Options) for each in options), "its variants are not of its own Options"

    def test_options_survive_the_manifest(self, tmp_path: Path) -> None:
        """What the manifest records of an edition makes the same options again."""
        options = self.job(tmp_path).options
        assert self._plugin(tmp_path).Options.model_validate_json(options.model_dump_json()) == options

    def test_it_says_what_it_was_made_with(self, tmp_path: Path) -> None:
        """Versions of its engines, the same each time: an edition is made again when one changes."""
        made_with = self._plugin(tmp_path).made_with(self.job(tmp_path))
        assert all(isinstance(part, str) and part for part in made_with)
        assert made_with == self._plugin(tmp_path).made_with(self.job(tmp_path))

    def test_every_node_comes_back(self, tmp_path: Path) -> None:
        """An edition of a publication with every node is complete, and something is counted in it."""
        job = self.job(tmp_path)
        verdict = self._plugin(tmp_path).check(job, self._edition(job, tmp_path))
        assert verdict.findings == ()
        assert verdict.found == verdict.units > 0

    def test_it_reads_its_own_edition(self, tmp_path: Path) -> None:
        """The reading has the words that the edition has, or how long it lasts."""
        reading = self._plugin(tmp_path).read(self._edition(self.job(tmp_path), tmp_path))
        assert reading.passages or reading.duration_s

    def test_it_writes_its_target_and_nothing_else(self, tmp_path: Path) -> None:
        """One file, in a folder that holds nothing else before or after."""
        target = self._edition(self.job(tmp_path), tmp_path)
        assert list(target.parent.iterdir()) == [target]

    def test_places_are_those_of_nodes_and_lie_within_the_edition(self, tmp_path: Path) -> None:
        """Each location belongs to an id of the publication, on a page that there is, or within the time it lasts."""
        job, plugin = self.job(tmp_path), self._plugin(tmp_path)
        target = self._target(job, tmp_path)
        locations = plugin.write(job, target)
        reading = plugin.read(target)
        assert not list(_misplaced(locations, job.publication, reading.pages, reading.duration_s))

    @pytest.mark.parametrize("hash_seed", ["1", "2"])
    def test_the_same_job_gives_the_same_bytes(self, hash_seed: str, tmp_path: Path) -> None:
        """Another process, in which sets have another order, writes the same file."""
        job = self.job(tmp_path)
        here = self._edition(job, tmp_path)
        there = self._target(job, tmp_path / "elsewhere")
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        order = pickle.dumps((self._plugin(tmp_path), job, there))
        subprocess.run([sys.executable, "-c", _WRITE], input=order, env=environment, check=True)
        assert there.read_bytes() == here.read_bytes()

    def test_damage_is_found(self, tmp_path: Path) -> None:
        """An edition of a damaged text, checked against the whole one, is never complete."""
        job, plugin = self.job(tmp_path), self._plugin(tmp_path)
        unnoticed = []
        for number, (damage, damaged) in enumerate(damages(job.publication, easy_read=self.shows is Part.EASY_READ)):
            try:
                target = self._edition(replace(job, publication=damaged), tmp_path / str(number))
            except EditionError:
                continue  # what is left, as a list without items, cannot be written
            if not plugin.check(job, target).findings:
                unnoticed.append(damage)
        assert not unnoticed

    def test_an_edition_cut_short_is_not_complete(self, tmp_path: Path) -> None:
        """The file without its last third cannot be read, or what it lacks is found."""
        job = self.job(tmp_path)
        target = self._edition(job, tmp_path)
        target.write_bytes(target.read_bytes()[: target.stat().st_size * 2 // 3])
        assert _is_incomplete(self._plugin(tmp_path), job, target)

    @pytest.mark.parametrize("content", FILES)
    def test_a_file_of_another_kind_is_refused(self, content: str, tmp_path: Path) -> None:
        """Such a file is an `UnreadableEdition`, or its edition lacks everything; nothing else is raised."""
        job = self.job(tmp_path)
        target = self._target(job, tmp_path)
        target.write_bytes(FILES[content])
        assert _is_incomplete(self._plugin(tmp_path), job, target)

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        """The error names the file."""
        with pytest.raises(UnreadableEdition, match="absent"):
            self._plugin(tmp_path).read(tmp_path / f"absent{self.format.suffix}")

    @pytest.mark.parametrize("block", SIGNS)
    def test_awkward_words_come_back_or_are_refused(self, block: str, tmp_path: Path) -> None:
        """Words that look like marks of the format come back as they are, or the format says that it cannot."""
        job = self.job(tmp_path)
        if self.shows is not Part.BODY:
            pytest.skip("the format does not show the document's own text")
        section = Section("only", 1, words("Only"), (SIGNS[block],))
        document = replace(job.publication.document, sections=(section,), opening=())
        awkward = replace(job, publication=replace(job.publication, document=document))
        try:
            target = self._edition(awkward, tmp_path)
        except EditionError as refusal:
            assert str(refusal).strip(), "it refuses without a reason"
            return
        assert self._plugin(tmp_path).check(awkward, target).findings == ()

    def _plugin(self, folder: Path) -> Format:
        return self.format(self.settings(folder))

    def _target(self, job: Job[Any], folder: Path) -> Path:
        """Where the edition goes: the only file of its folder."""
        target = folder / "edition" / file_name("specimen", self._plugin(folder), job.options)
        target.parent.mkdir(parents=True)
        return target

    def _edition(self, job: Job[Any], folder: Path) -> Path:
        target = self._target(job, folder)
        self._plugin(folder).write(job, target)
        return target


def _is_incomplete(plugin: Format, job: Job[Any], path: Path) -> bool:
    """Whether a file is refused, or found not to be whole."""
    try:
        verdict: Verdict = plugin.check(job, path)
    except UnreadableEdition:
        return True
    return verdict.state is State.INCOMPLETE


def _misplaced(
    locations: Locations, publication: Publication, pages: int | None, duration_s: float | None
) -> Iterator[str]:
    """Locations of what the publication does not have, or that are not within the edition."""
    document = publication.document
    sections = (section.id for section in walk(publication.sections))
    blocks = (*blocks_of(document), *all_blocks((*publication.front, *publication.imprint.blocks)))
    known = {*sections, *(block.id for block in blocks), OPENING}
    for name, place in locations.items():
        if _WITHIN_NODE.sub("", name) not in known:
            yield f"{name} is no id of the publication"
        match place:
            case Page(number) if pages is None or not 1 <= number <= pages:
                yield f"{name} is on page {number} of {pages}"
            case TimeSpan(start_s, end_s) if duration_s is None or not 0 <= start_s <= end_s <= duration_s + 0.1:
                yield f"{name} is said from {start_s} to {end_s} of {duration_s} seconds"
