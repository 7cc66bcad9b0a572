"""A validator of DAISY 2.02 books, written from the specification (28 February 2001), clause by clause.

It knows nothing of the code that writes or reads the books of this project. Each complaint begins with its clause.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import av
from lxml import etree

H = "{http://www.w3.org/1999/xhtml}"
REQUIRED_OF_NCC = (  # 2.1.1, metadata that an NCC must have
    *("dc:creator", "dc:date", "dc:format", "dc:identifier", "dc:language", "dc:publisher", "dc:title"),
    *("ncc:charset", "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems", "ncc:totalTime"),
)
TYPES = {"audioOnly", "audioNcc", "audioPartText", "audioFullText", "textPartAudio", "textNcc"}
ITEMS = {*(f"{H}h{level}" for level in range(1, 7)), f"{H}span", f"{H}div"}
FILE_NAME = re.compile(r"[A-Za-z0-9_.-]+")
NPT = re.compile(r"npt=\d+(?:\.\d{1,3})?s")
CLOCK = re.compile(r"\d+:[0-5]\d:[0-5]\d(?:\.\d{1,3})?")
OFF_S = 0.5  # 2.3: times are told to the millisecond; a file of sound may end a frame later than its last clip


def complaints(path: Path) -> list[str]:
    """All that is wrong with a zipped book."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return list(_complaints(files))


def _complaints(files: dict[str, bytes]) -> Iterator[str]:
    if [name for name in files if name.casefold() == "ncc.html"] != ["ncc.html"]:
        yield "2.1: there must be exactly one NCC, called ncc.html"
        return
    yield from (f"2: file name {name!r}" for name in files if not FILE_NAME.fullmatch(name))
    ncc = etree.fromstring(files["ncc.html"])
    yield from _ncc(ncc, files)
    targets = [(item, *_target(item)) for item in _items(ncc)]
    played_s = 0.0
    for name in dict.fromkeys(name for _, name, _ in targets):
        if name not in files:
            yield f"2.1: the NCC leads to {name!r}, which is not there"
            continue
        smil = etree.fromstring(files[name])
        lasts_s = sum(_clip(audio)[1] - _clip(audio)[0] for audio in smil.iter("audio"))
        yield from _smil(name, smil, files, played_s, lasts_s)
        played_s += lasts_s
        ids = {element.get("id") for element in smil.iter("par", "text")}
        for item, file, fragment in targets:
            if file == name and fragment not in ids:
                yield f"2.1: {item.get('id')} leads to no par or text of {name}"
    if abs(played_s - _seconds(_metadata(ncc).get("ncc:totalTime", "0:00:00"))) > OFF_S + 0.5:
        yield "2.1.1: ncc:totalTime is not the time of all SMILs"
    if "master.smil" in files:
        yield from _master(etree.fromstring(files["master.smil"]), [name for _, name, _ in targets])


def _ncc(ncc: etree._Element, files: dict[str, bytes]) -> Iterator[str]:
    metadata = _metadata(ncc)
    yield from (f"2.1.1: {name} is missing" for name in REQUIRED_OF_NCC if not metadata.get(name))
    if metadata.get("dc:format", "").casefold() != "daisy 2.02":
        yield "2.1.1: dc:format must be Daisy 2.02"
    if metadata.get("ncc:multimediaType", "audioNcc") not in TYPES:
        yield "2.1.1: ncc:multimediaType is none of the six"
    if not re.fullmatch(r"\d{2}:\d{2}:\d{2}", metadata.get("ncc:totalTime", "")):
        yield "2.1.1: ncc:totalTime must be hh:mm:ss"
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", metadata.get("dc:date", "")):
        yield "2.1.1: dc:date must be yyyy-mm-dd"
    if not re.fullmatch(r"\d+ of \d+", metadata.get("ncc:setInfo", "1 of 1")):
        yield "2.1.1: ncc:setInfo must be k of n"
    if metadata.get("ncc:files", str(len(files))) != str(len(files)):
        yield "2.1.1: ncc:files is not the number of files"
    title = ncc.find(f"{H}head/{H}title")
    if title is None or not (title.text or "").strip():
        yield "2.1: the NCC must have a title"
    if not any(meta.get("http-equiv", "").casefold() == "content-type" for meta in ncc.iter(f"{H}meta")):
        yield "2.1: the NCC must name its character set"
    yield from _body(ncc, metadata)


def _body(ncc: etree._Element, metadata: dict[str, str]) -> Iterator[str]:
    items = _items(ncc)
    if not items or items[0].tag != f"{H}h1" or items[0].get("class") != "title":
        yield '2.1.2: the first item must be an h1 of the class "title"'
    yield from (f"2.1.2: {item.tag!s} may not stand in an NCC" for item in items if item.tag not in ITEMS)
    ids = [item.get("id") for item in items]
    if None in ids or len(set(ids)) < len(ids):
        yield "2.1.2: each item must have an id of its own"
    level = 0
    for item in items:
        links = item.findall(f"{H}a")
        if len(links) != 1 or not "".join(item.itertext()).strip():
            yield f"2.1.2: {item.get('id')} must hold one link with its words"
        if re.fullmatch(r".*h[1-6]", str(item.tag)):
            now = int(str(item.tag)[-1])
            if now > level + 1:
                yield f"2.1.2: {item.get('id')} skips a level"
            level = now
    if metadata.get("ncc:tocItems") != str(len(items)):
        yield "2.1.1: ncc:tocItems is not the number of items"
    if metadata.get("ncc:depth", "") not in {"", str(max((int(str(i.tag)[-1]) for i in items), default=0))}:
        yield "2.1.1: ncc:depth is not the deepest level"


def _smil(name: str, smil: etree._Element, files: dict[str, bytes], before_s: float, lasts_s: float) -> Iterator[str]:
    metadata = {meta.get("name"): meta.get("content", "") for meta in smil.iter("meta")}
    if metadata.get("dc:format", "").casefold() != "daisy 2.02":
        yield f"2.3.1: {name} must say dc:format Daisy 2.02"
    for term, value in (("ncc:totalElapsedTime", before_s), ("ncc:timeInThisSmil", lasts_s)):
        if not CLOCK.fullmatch(metadata.get(term, "")):
            yield f"2.3.1: {name} has no {term}"
        elif abs(_seconds(metadata[term]) - value) > OFF_S:
            yield f"2.3.1: {term} of {name} is not so"
    body = smil.find("body")
    if body is None or [child.tag for child in body] != ["seq"]:
        yield f"2.3.2: the body of {name} must hold one seq"
        return
    if abs(float(body[0].get("dur", "0s").rstrip("s")) - lasts_s) > OFF_S:
        yield f"2.3.2: dur of {name} is not the time of its clips"
    if {child.tag for child in body[0]} != {"par"}:
        yield f"2.3.2: the seq of {name} must hold pars"
    ids = [element.get("id") for element in smil.iter("par", "text", "audio")]
    if len(set(ids)) < len(ids) or any(par.get("endsync") != "last" for par in smil.iter("par")):
        yield f"2.3.2: pars of {name} must end with their last, and each part of it have an id of its own"
    for par in smil.iter("par"):
        texts = par.findall("text")
        if len(texts) != 1 or texts[0] is not par[0]:
            yield f"2.3.2: a par of {name} must begin with its one text"
            continue
        file, _, fragment = texts[0].get("src", "").partition("#")
        if file not in files or fragment not in {e.get("id") for e in etree.fromstring(files[file]).iter()}:
            yield f"2.3.2: a text of {name} leads nowhere"
    yield from _sound(name, smil, files)


def _sound(name: str, smil: etree._Element, files: dict[str, bytes]) -> Iterator[str]:
    lengths: dict[str, float] = {}
    for audio in smil.iter("audio"):
        source = audio.get("src", "")
        if source not in files:
            yield f"2.3.2: {name} plays {source!r}, which is not there"
            continue
        if not NPT.fullmatch(audio.get("clip-begin", "")) or not NPT.fullmatch(audio.get("clip-end", "")):
            yield f"2.3.2: a clip of {name} has no times"
            continue
        lengths.setdefault(source, _lasts(files[source]))
        begin_s, end_s = _clip(audio)
        if not 0 <= begin_s < end_s <= lengths[source] + OFF_S:
            yield f"2.3.2: a clip of {name} is not in its sound"


def _master(master: etree._Element, names: list[str]) -> Iterator[str]:
    if [ref.get("src") for ref in master.iter("ref")] != list(dict.fromkeys(names)):
        yield "2.4: the master SMIL must name all SMILs in their order"
    if not all(ref.get("id") and ref.get("title") for ref in master.iter("ref")):
        yield "2.4: each ref of the master SMIL must have an id and a title"


def _items(ncc: etree._Element) -> list[etree._Element]:
    body = ncc.find(f"{H}body")
    return list(body) if body is not None else []


def _target(item: etree._Element) -> tuple[str, str]:
    link = item.find(f"{H}a")
    name, _, fragment = (link.get("href", "") if link is not None else "").partition("#")
    return name, fragment


def _metadata(ncc: etree._Element) -> dict[str, str]:
    return {meta.get("name", ""): meta.get("content", "") for meta in ncc.iter(f"{H}meta")}


def _clip(audio: etree._Element) -> tuple[float, float]:
    begin, end = (audio.get(name, "npt=0s")[4:-1] for name in ("clip-begin", "clip-end"))
    return float(begin), float(end)


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _lasts(data: bytes) -> float:
    with av.open(io.BytesIO(data), "r", format="mp3") as sound:
        frames = list(sound.decode(audio=0))
    return sum(frame.samples for frame in frames) / frames[0].sample_rate
