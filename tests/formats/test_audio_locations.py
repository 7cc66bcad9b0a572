"""Where sentences are said: what a talking book beside the text needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from formats.audio import Audio
from publish.contracts.format import Settings, TimeSpan, sentence_id
from publish.model.nodes import Section
from publish.source.identity import identified_section
from tests.formats.test_audio import spoken_job
from tests.specimen import paragraph, specimen, words


def test_each_sentence_has_its_time_within_that_of_its_node(tmp_path: Path, cache: Path) -> None:
    whole = specimen()
    section = identified_section(Section("iron", 1, words("Iron"), (paragraph("Take it now. Drink no tea."),)))
    publication = replace(whole, document=replace(whole.document, sections=(section,), opening=()))
    audio = Audio(Settings(cache, listen=False))
    locations = audio.write(spoken_job(audio, publication), tmp_path / "iron.mp3")
    node = section.blocks[0].id
    first, second = (locations[sentence_id(node, number)] for number in (1, 2))
    together = locations[node]
    assert isinstance(first, TimeSpan)
    assert isinstance(second, TimeSpan)
    assert isinstance(together, TimeSpan)
    assert together.start_s == first.start_s < first.end_s <= second.start_s < second.end_s == together.end_s
    assert sentence_id(node, 3) not in locations
