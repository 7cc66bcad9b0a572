"""A validator of W3C Audiobooks, written from the recommendations of 2020, clause by clause: Publication Manifest (PM),
Audiobooks (AB), and the note on the Lightweight Packaging Format (LPF).

It knows nothing of the code that writes or reads audiobooks here. Each complaint begins with its clause.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

CONTEXT = ["https://schema.org", "https://www.w3.org/ns/pub-context"]
PROFILE = "https://www.w3.org/TR/audiobooks/"
H = "{http://www.w3.org/1999/xhtml}"
MANIFEST = "publication.json"
DURATION = re.compile(r"P(?!$)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
MODES = {"textual", "visual", "auditory", "tactile", "colorDependent", "chartOnVisual", "mathOnVisual", "textOnVisual"}
LISTS = ("accessMode", "accessibilityFeature", "accessibilityHazard", "readingOrder", "resources", "links")
PARTIES = ("author", "readBy", "publisher", "editor", "translator", "contributor")


def complaints(path: Path) -> list[str]:
    """All that is wrong with a packaged audiobook."""
    with zipfile.ZipFile(path) as archive:
        packed = archive.infolist()
        files = {entry.filename: archive.read(entry) for entry in packed}
    found = list(_package(packed))
    if MANIFEST not in files:
        return [*found, f"LPF, 2.1: {MANIFEST} is not at the root"]
    manifest = json.loads(files[MANIFEST].decode("utf-8"))
    return [*found, *_manifest(manifest), *_resources(manifest, files), *_contents(manifest, files)]


def _package(packed: list[zipfile.ZipInfo]) -> Iterator[str]:
    for entry in packed:
        name = entry.filename
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or entry.flag_bits & 1:
            yield f"LPF, 2.2: {name} is packed otherwise than stored or deflated, or is encrypted"
        parts = PurePosixPath(name)
        if parts.is_absolute() or ".." in parts.parts or re.search(r"[\\:*?\"<>|\x00-\x1f]", name):
            yield f"LPF, 2.3: {name!r} is no name of a file in a package"
    doubled = Counter(entry.filename.casefold() for entry in packed)
    yield from (f"LPF, 2.3: {name} is packed {count} times" for name, count in doubled.items() if count > 1)


def _manifest(manifest: Mapping[str, Any]) -> Iterator[str]:
    if manifest.get("@context", [])[:2] != CONTEXT:
        yield "PM, 2.4 @context: it begins with those of schema.org and of publications, in this order"
    if PROFILE not in _several(manifest.get("conformsTo")):
        yield "AB, 3.2 conformsTo: it names the profile of audiobooks"
    if "Audiobook" not in _several(manifest.get("type")):
        yield "AB, 3.3 type: it is Audiobook"
    if not _texts(manifest.get("name")):
        yield "PM, 2.7.2.9 name: a publication has a title"
    if not isinstance(manifest.get("id", ""), str) or not urlsplit(manifest.get("id", "x:y")).scheme:
        yield "PM, 2.7.2.4 id: it is the address or URN of the publication"
    for language in _several(manifest.get("inLanguage", "en")):
        if not LANGUAGE.fullmatch(str(language)):
            yield f"PM, 2.7.2.8 inLanguage: {language!r} is no language"
    for term in ("dateModified", "datePublished"):
        if term in manifest and not _dated(str(manifest[term])):
            yield f"PM, 2.7.2.6 {term}: {manifest[term]!r} is no date"
    for party in PARTIES:
        if any(not _texts(one.get("name") if isinstance(one, dict) else one) for one in _several(manifest.get(party))):
            yield f"PM, 2.7.2.5 {party}: a person or an organisation has a name"
    for term in ("author", "readBy", "duration", "abridged"):
        if term not in manifest:
            yield f"AB, 3.5 {term}: an audiobook should have it"
    if not isinstance(manifest.get("abridged", False), bool):
        yield "AB, 3.7 abridged: it is true or false"
    if manifest.get("readingProgression", "ltr") not in {"ltr", "rtl"}:
        yield "PM, 2.7.2.10 readingProgression: it is ltr or rtl"
    yield from (f"PM, 2.6 {term}: it is a list" for term in LISTS if not isinstance(manifest.get(term, []), list))
    for mode in _several(manifest.get("accessMode")):
        if mode not in MODES:
            yield f"PM, 2.7.2.1 accessMode: {mode!r} is none"
    told = [_seconds(str(item.get("duration", ""))) for item in _linked(manifest, "readingOrder")]
    whole = _seconds(str(manifest.get("duration", "")))
    if whole is None or None in told or abs(whole - sum(one or 0.0 for one in told)) > 1:
        yield "AB, 3.6 duration: that of the whole is that of its parts together"


def _resources(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    order, beside = _linked(manifest, "readingOrder"), _linked(manifest, "resources")
    if not order:
        yield "AB, 3.4 readingOrder: there is something to hear"
    for item in order:
        if not str(item.get("encodingFormat", "")).startswith("audio/"):
            yield f"AB, 3.4 readingOrder: {item.get('url')!r} is no sound"
    for item in (*order, *beside):
        address = str(item.get("url", ""))
        if not address or urlsplit(address).scheme or unquote(urlsplit(address).path) not in files:
            yield f"PM, 2.5.4 url: {address!r} is not in the package"
        if "encodingFormat" in item and not MEDIA_TYPE.fullmatch(str(item["encodingFormat"])):
            yield f"PM, 2.5.4 encodingFormat: {item['encodingFormat']!r} is no media type"
        if "duration" in item and _seconds(str(item["duration"])) is None:
            yield f"PM, 2.5.4 duration: {item['duration']!r} is none by ISO 8601"
    counted = Counter(str(item.get("url", "")).partition("#")[0] for item in (*order, *beside))
    yield from (f"PM, 2.7.3 bounds: {url} is listed {count} times" for url, count in counted.items() if count > 1)
    for item in beside:
        if "cover" in _several(item.get("rel")) and not str(item.get("encodingFormat", "")).startswith("image/"):
            yield "PM, 2.8.2 cover: it is a picture or a page"
        if "cover" in _several(item.get("rel")) and not item.get("name"):
            yield "PM, 2.8.2 cover: a picture has a name for those who do not see it"


def _contents(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    pages = [item for item in _linked(manifest, "resources") if "contents" in _several(item.get("rel"))]
    if len(pages) != 1 or pages[0].get("url") not in files:
        yield "PM, 2.8.1 contents: one resource holds the table of contents"
        return
    page = etree.fromstring(files[str(pages[0]["url"])])
    tables = [one for one in page.iter() if "doc-toc" in str(one.get("role", "")).split()]
    if len(tables) != 1 or not tables[0].findall(f".//{H}a"):
        yield "PM, 4.3 contents: its page has one element of the role doc-toc, with links"
        return
    bounds = {str(item.get("url")) for term in ("readingOrder", "resources") for item in _linked(manifest, term)}
    for link in tables[0].iterfind(f".//{H}a"):
        if str(link.get("href")).partition("#")[0] not in bounds or not "".join(link.itertext()).strip():
            yield f"PM, 4.3 contents: {link.get('href')!r} leads out of the publication, or has no words"


def _linked(manifest: Mapping[str, Any], term: str) -> list[Mapping[str, Any]]:
    return [item if isinstance(item, dict) else {"url": item} for item in _several(manifest.get(term))]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(value: Any) -> bool:
    """Whether it is words, with their language or without."""
    words = [one.get("value") if isinstance(one, dict) else one for one in _several(value)]
    return bool(words) and all(isinstance(one, str) and one.strip() for one in words)


def _dated(told: str) -> bool:
    try:
        return bool(date.fromisoformat(told[:10]))
    except ValueError:
        return False


def _seconds(told: str) -> float | None:
    if not DURATION.fullmatch(told):
        return None
    units = {"D": 86_400.0, "H": 3_600.0, "M": 60.0, "S": 1.0}
    return sum(float(number) * units[unit] for number, unit in re.findall(r"(\d+(?:\.\d+)?)([DHMS])", told))
