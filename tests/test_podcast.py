"""The podcast: every audio edition that may be given out is an episode, and nothing else is."""

from __future__ import annotations

import json
import os
import re
import shutil
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from tests.judges.podcast_feed import chapter_complaints, complaints
from tests.releasing import IRON, Desk, desk

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ADDRESS = "https://www.example.org/leaflets"
OTHERS = ("easy-read", "epub", "large-print", "print", "word")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Desk:
    """A desk with a release of the audio edition alone."""
    os.environ.setdefault("PUBLISH_CACHE", str(cache))
    at = desk(tmp_path_factory.mktemp("opened"), IRON)
    code, output = at.run("build", str(at.source), "--outputs", str(at.outputs), "--format", "audio")
    assert code == 0, output
    left_out = [word for name in OTHERS for word in ("--without", name)]
    code, output = at.approve("health information lead", *left_out)
    assert code == 0, output
    code, output = at.release(without=OTHERS)
    assert code == 0, output
    return at


@pytest.fixture
def at(opened: Desk, tmp_path: Path) -> Desk:
    return Desk(shutil.copytree(opened.folder, tmp_path / "desk"))


def channel(at: Desk, *more: str) -> etree._Element:
    code, output = at.ask("feed", ADDRESS, *more)
    assert code == 0, output
    root = etree.parse(at.outputs / "podcast.xml").getroot()
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (found,) = root
    return found


def test_the_feed_has_what_players_ask_for(at: Desk) -> None:
    feed = channel(at, "--picture", "https://www.example.org/square.png")
    for name in ("title", "link", "description", "language", "lastBuildDate", f"{ITUNES}author", f"{PODCAST}guid"):
        assert feed.findtext(name), name
    assert feed.findtext(f"{ITUNES}explicit") == "false"
    picture, category = feed.find(f"{ITUNES}image"), feed.find(f"{ITUNES}category")
    assert picture is not None
    assert picture.get("href") == "https://www.example.org/square.png"
    assert category is not None
    assert category.get("text") == "Health & Fitness"


def test_the_feed_keeps_every_clause_of_its_specifications(at: Desk) -> None:
    channel(at, "--picture", "https://www.example.org/square.png")
    assert complaints((at.outputs / "podcast.xml").read_bytes()) == []
    (chapters,) = (at.outputs / "podcast").glob("*.json")
    assert chapter_complaints(json.loads(chapters.read_text(encoding="utf-8"))) == []


BROKEN = {
    "RSS, rss": ('version="2.0"', 'version="0.91"'),
    "RSS, channel: description is needed": (r"<description>Health[^<]*</description>", ""),
    "RSS, channel: language stands twice": ("(<language>.*</language>)", r"\1\1"),
    "RSS, item: length is no element": ("<itunes:episodeType>", "<length>5</length><itunes:episodeType>"),
    "RSS, lastBuildDate": ("<lastBuildDate>[^<]*", "<lastBuildDate>2026-06-30"),
    "RSS, guid": (' isPermaLink="false"', ""),
    "RSS, enclosure: its length": (r'length="\d+"', 'length="0"'),
    "RSS, enclosure: '": ('url="https://www.example.org/leaflets/([^"]*mp3)', r'url="\1'),
    "Apple, enclosure: 'text": ("audio/mpeg", "text/plain"),
    "Apple, language": ("<language>[^<]*", "<language>British English"),
    "Apple, itunes:image": ("<itunes:image[^>]*/>", ""),
    "Apple, itunes:category": ("Health &amp; Fitness", "Leaflets"),
    "Apple, itunes:explicit": ("<itunes:explicit>false", "<itunes:explicit>no"),
    "Apple, itunes:duration": ("<itunes:duration>", "<itunes:duration>about "),
    "Podcast Namespace, guid": ("<podcast:guid>.", "<podcast:guid>z"),
    "Podcast Namespace, chapters": ("application/json.chapters", "text/vtt"),
    "RSS best practices": ('rel="self"', 'rel="next"'),
}


@pytest.mark.parametrize("clause", BROKEN)
def test_the_validator_of_feeds_names_the_clause_that_is_broken(clause: str, at: Desk) -> None:
    channel(at, "--picture", "https://www.example.org/square.png")
    feed = (at.outputs / "podcast.xml").read_text(encoding="utf-8")
    broken = re.sub(*BROKEN[clause], feed)
    assert broken != feed
    assert [found for found in complaints(broken.encode()) if found.startswith(clause)]


def test_chapters_out_of_order_are_named() -> None:
    chapters = [{"startTime": 5, "title": "Two"}, {"startTime": 0, "title": "One"}]
    assert chapter_complaints({"version": "1.2.0", "chapters": chapters})


def test_an_episode_names_the_very_file_that_was_released(at: Desk) -> None:
    (item,) = channel(at).findall("item")
    enclosure = item.find("enclosure")
    assert enclosure is not None
    file = at.outputs / str(enclosure.get("url")).removeprefix(f"{ADDRESS}/")
    assert file.parent.parent == at.released
    assert (enclosure.get("length"), enclosure.get("type")) == (str(file.stat().st_size), "audio/mpeg")
    assert item.findtext("title") == "Iron and blood"
    assert item.findtext("description") == "What iron does for your blood."
    assert item.findtext("guid") == "IRON.AUDIO/1.0"
    assert parsedate_to_datetime(str(item.findtext("pubDate"))).tzinfo is not None
    assert int(str(item.findtext(f"{ITUNES}duration"))) > 20


def test_the_chapters_of_an_episode_are_the_headings(at: Desk) -> None:
    (item,) = channel(at).findall("item")
    chapters = item.find(f"{PODCAST}chapters")
    assert chapters is not None
    assert chapters.get("type") == "application/json+chapters"
    path = at.outputs / str(chapters.get("url")).removeprefix(f"{ADDRESS}/")
    found = json.loads(path.read_text(encoding="utf-8"))["chapters"]
    titles = ["Iron and blood", "What iron does", "More", "About this publication"]
    assert [chapter["title"] for chapter in found] == titles
    starts = [chapter["startTime"] for chapter in found]
    assert starts[0] == 0
    assert starts == sorted(set(starts))


def test_the_same_day_gives_the_same_feed(at: Desk) -> None:
    channel(at)
    before = (at.outputs / "podcast.xml").read_bytes()
    channel(at)
    assert (at.outputs / "podcast.xml").read_bytes() == before


def test_what_was_withdrawn_is_no_episode(at: Desk) -> None:
    assert at.withdraw("1.0")[0] == 0
    code, output = at.ask("feed", ADDRESS)
    assert code == 2
    assert "no audio that was released may be given out" in output
    assert not (at.outputs / "podcast.xml").exists()


@pytest.mark.parametrize("address", ["outputs", "ftp://example.org/", "https://", "https://example.org/?a=1"])
def test_an_address_that_is_none_is_refused(address: str, at: Desk) -> None:
    code, output = at.ask("feed", address)
    assert code == 2
    assert "no address on the web" in output
