"""mutagen, a reader of MP3 tags that is not ours, sees a chapter for each heading, in order, and the cover."""

from __future__ import annotations

import mutagen.id3
import mutagen.mp3

from publish.model.nodes import walk
from publish.proof.ledger import text_of
from tests.conftest import Built


def test_there_is_one_ordered_top_level_table_of_all_chapters(built: Built) -> None:
    tag = mutagen.id3.ID3(built.path("audio"))
    (contents,) = tag.getall("CTOC")
    assert contents.flags & (mutagen.id3.CTOCFlags.TOP_LEVEL | mutagen.id3.CTOCFlags.ORDERED)
    chapters = [tag[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [chapter.start_time for chapter in chapters] == sorted(chapter.start_time for chapter in chapters)
    titles = [str(chapter.sub_frames["TIT2"].text[0]) for chapter in chapters]
    headings = {text_of(section.heading) for section in walk(built.publication.sections)}
    assert headings <= set(titles)
    assert titles[-1] == "Sources we used to develop this information", "references last"


def test_the_tag_names_title_publisher_and_language_and_has_a_cover(built: Built) -> None:
    tag = mutagen.id3.ID3(built.path("audio"))
    assert str(tag["TIT2"]) == built.publication.document.metadata.title
    assert str(tag["TPE1"]) == built.publication.publisher.name
    assert tag.getall("APIC")[0].mime == "image/png"


def test_players_see_the_length_that_the_manifest_gives(built: Built) -> None:
    with built.path("audio").open("rb") as file:
        length = mutagen.mp3.MPEGInfo(file).length
    recorded = built.record("audio").duration_s
    assert recorded is not None
    assert abs(length - recorded) < 1
