"""The SMIL files of a DAISY 2.02 book (SMIL 1.0): when each phrase of a chapter is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from publish.speech.spoken_script import ChapterSound, SpokenScript

GENERATOR = "accessible-publish"
_DOCTYPE = '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">'


@dataclass(frozen=True, slots=True)
class Timing:
    """A chapter of the book with its number, from 1, by which its files are called."""

    number: int
    part: ChapterSound

    @property
    def smil(self) -> str:
        """The name of its SMIL."""
        return f"chapter{self.number:03}.smil"

    @property
    def mp3(self) -> str:
        """The name of its sound."""
        return f"chapter{self.number:03}.mp3"

    @property
    def heading(self) -> str:
        """The id of its heading in the NCC."""
        return f"heading{self.number:03}"

    @property
    def par(self) -> str:
        """The id of its place in its SMIL."""
        return f"par{self.number:03}"

    @property
    def phrases(self) -> tuple[tuple[float, float], ...]:
        """Its sentences, each with the silence after it: a player that plays them all plays the whole file."""
        starts = [spoken.start_s for spoken in self.part.sentences]
        return tuple(pairwise([0.0, *starts[1:], self.part.sound.seconds])) if starts else ()


def clock_value(seconds: float) -> str:
    """A time as metadata has it: "0:01:02.345"."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest / 1000:06.3f}"


def smil(timing: Timing, title: str, identifier: str) -> bytes:
    """The SMIL of one chapter: its heading beside the phrases of its sound."""
    root, head, body = _empty()
    seconds = timing.part.sound.seconds
    _meta(head, "dc:format", "Daisy 2.02")
    _meta(head, "dc:title", title)
    _meta(head, "dc:identifier", identifier)
    _meta(head, "title", timing.part.chapter.title)
    _meta(head, "ncc:generator", GENERATOR)
    _meta(head, "ncc:totalElapsedTime", clock_value(timing.part.start_s))
    _meta(head, "ncc:timeInThisSmil", clock_value(seconds))
    etree.SubElement(etree.SubElement(head, "layout"), "region", id="txtView")
    whole = etree.SubElement(body, "seq", dur=f"{seconds:.3f}s")
    par = etree.SubElement(whole, "par", endsync="last", id=timing.par)
    etree.SubElement(par, "text", src=f"ncc.html#{timing.heading}", id=f"text{timing.number:03}")
    phrases = etree.SubElement(par, "seq")
    for number, (start_s, end_s) in enumerate(timing.phrases, 1):
        audio = etree.SubElement(phrases, "audio", src=timing.mp3)
        audio.set("clip-begin", f"npt={start_s:.3f}s")
        audio.set("clip-end", f"npt={end_s:.3f}s")
        audio.set("id", f"phrase{timing.number:03}-{number:04}")
    return _serialised(root)


def master(timings: Sequence[Timing], spoken: SpokenScript, identifier: str) -> bytes:
    """The master SMIL: all SMILs in the order in which they are played."""
    root, head, body = _empty()
    _meta(head, "dc:format", "Daisy 2.02")
    _meta(head, "dc:title", spoken.text.title)
    _meta(head, "dc:identifier", identifier)
    _meta(head, "ncc:generator", GENERATOR)
    _meta(head, "ncc:timeInThisSmil", clock_value(spoken.seconds))
    etree.SubElement(etree.SubElement(head, "layout"), "region", id="txtView")
    for timing in timings:
        etree.SubElement(body, "ref", src=timing.smil, title=timing.part.chapter.title, id=f"ref{timing.number:03}")
    return _serialised(root)


def _empty() -> tuple[etree._Element, etree._Element, etree._Element]:
    root = etree.Element("smil")
    return root, etree.SubElement(root, "head"), etree.SubElement(root, "body")


def _meta(head: etree._Element, name: str, content: str) -> None:
    etree.SubElement(head, "meta", name=name, content=content)


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=_DOCTYPE, pretty_print=True)
