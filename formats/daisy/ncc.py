"""The Navigation Control Center of a DAISY 2.02 book: its metadata, and all its headings in order (XHTML 1.0)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from formats.daisy.smil import GENERATOR, Timing
from publish.contracts.voice import Voice
from publish.model.nodes import Metadata
from publish.model.publication import Publication
from publish.model.stock_code import sku
from publish.speech.spoken_script import SpokenScript

_XHTML = "http://www.w3.org/1999/xhtml"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_DEEPEST = 6


def ncc(
    publication: Publication, spoken: SpokenScript, timings: Sequence[Timing], voice: Voice, size_bytes: int
) -> bytes:
    """The whole file. `size_bytes` is the size of all others."""
    language = spoken.text.language
    root = etree.Element(f"{{{_XHTML}}}html", nsmap={None: _XHTML})
    root.set("lang", language)
    root.set(_XML_LANG, language)
    head = etree.SubElement(root, f"{{{_XHTML}}}head")
    etree.SubElement(
        head, f"{{{_XHTML}}}meta", attrib={"http-equiv": "Content-type", "content": "text/html; charset=utf-8"}
    )
    etree.SubElement(head, f"{{{_XHTML}}}title").text = spoken.text.title
    for name, content in _metadata(publication, spoken, timings, voice, size_bytes):
        etree.SubElement(head, f"{{{_XHTML}}}meta", name=name, content=content)
    body = etree.SubElement(root, f"{{{_XHTML}}}body")
    for timing in timings:
        heading = etree.SubElement(body, f"{{{_XHTML}}}h{_level(timing)}", id=timing.heading)
        if timing.number == 1:
            heading.set("class", "title")
        link = etree.SubElement(heading, f"{{{_XHTML}}}a", href=f"{timing.smil}#{timing.par}")
        link.text = timing.part.chapter.title
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=_DOCTYPE, pretty_print=True)


def _level(timing: Timing) -> int:
    """The title is a heading of the first level, and so is a section at the top."""
    return min(max(1, timing.part.chapter.level - 1), _DEEPEST)


def _metadata(
    publication: Publication, spoken: SpokenScript, timings: Sequence[Timing], voice: Voice, size_bytes: int
) -> Iterator[tuple[str, str]]:
    about, publisher = publication.document.metadata, publication.publisher.name
    yield "dc:title", spoken.text.title
    yield "dc:creator", publisher
    yield "dc:publisher", publisher
    yield "dc:date", _date(about)
    yield "dc:identifier", sku(about.id, "daisy", "")
    yield "dc:language", spoken.text.language
    yield "dc:format", "Daisy 2.02"
    yield "dc:description", about.summary
    yield "ncc:charset", "utf-8"
    yield "ncc:generator", GENERATOR
    yield "ncc:narrator", voice.title
    yield "ncc:producer", publisher
    yield "ncc:multimediaType", "audioNcc"
    yield "ncc:depth", str(max(_level(timing) for timing in timings))
    yield "ncc:tocItems", str(len(timings))
    yield "ncc:totalTime", _hours(sum(round(timing.part.sound.seconds * 1000) for timing in timings) / 1000)
    yield "ncc:files", str(2 * len(timings) + 2)  # the NCC and the master SMIL too
    yield "ncc:kByteSize", str(-(-size_bytes // 1024))
    yield "ncc:setInfo", "1 of 1"
    for name in ("pageFront", "pageNormal", "pageSpecial", "maxPageNormal", "footnotes", "prodNotes", "sidebars"):
        yield f"ncc:{name}", "0"


def _date(about: Metadata) -> str:
    """When the content was last changed, by a date of which the day is known where there is one."""
    dates = [date for date in (about.updated, about.last_reviewed) if date is not None]
    return str(next((date for date in dates if date.day), dates[0] if dates else ""))


def _hours(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
