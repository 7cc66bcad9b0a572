"""Keeps in the cache what was told of a source by parsing it, until one of the files changes that it was told from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from publish.building.fingerprint import code
from publish.model.nodes import Figure, InlineImage
from publish.model.publication import Publication
from publish.model.traverse import blocks_of, inlines_in
from publish.outputs.cache_place import keep_in_cache, kept_in_cache
from publish.outputs.record_names import is_beside_source
from publish.plain_files import path_key, real_path
from publish.source.approvals import approvals_file
from publish.source.companions import GLOSSARY, LEXICON, PUBLISHER
from publish.source.concept_pictures import PICTURES

HashOf = Callable[[Path], str | None]
"""What gives the SHA-256 of a file, None where there is none."""

Hashes = Mapping[str, str | None]
"""Hashes of files by their names in the source's folder."""

_BESIDE = (PUBLISHER, GLOSSARY, LEXICON, PICTURES)


def hashes_of(source: Path, hash_of_file: HashOf, publication: Publication | None = None) -> Hashes:
    """The hashes of a source, of what is beside it, and of the pictures of its publication."""
    names = (source.name, approvals_file(source).name, *_BESIDE, *(_pictures(publication) if publication else ()))
    return _hashes(source, names, hash_of_file)


def keep(folder: str, source: Path, files: Hashes, answer: Mapping[str, Any], cache: Path) -> None:
    """Keep an answer that was told from files of just those hashes; where the cache cannot be written to, none is."""
    keep_in_cache(_place(folder, source, cache), json.dumps({**answer, "code": code(), "files": files}))


def kept(folder: str, source: Path, hash_of_file: HashOf, cache: Path) -> Mapping[str, Any] | None:
    """What was kept, where every file that it was told from is as it was; None else."""
    text = kept_in_cache(_place(folder, source, cache))
    data = dict(json.loads(text)) if text is not None else {}
    if data.get("code") != code():
        return None
    files = dict(data["files"])
    return data if files == _hashes(source, files, hash_of_file) else None


def _place(folder: str, source: Path, cache: Path) -> Path:
    return cache / folder / f"{sha256(path_key(real_path(source)).encode()).hexdigest()[:32]}.json"


def _pictures(publication: Publication) -> Iterable[str]:
    nodes = (*blocks_of(publication.document), *inlines_in(publication.document))
    images = [node.image for node in nodes if isinstance(node, Figure | InlineImage)]
    images += [picture.image for picture in publication.pictures.values()]
    return sorted({image.name for image in images if is_beside_source(image.name)})


def _hashes(source: Path, names: Iterable[str], hash_of_file: HashOf) -> dict[str, str | None]:
    return {name: hash_of_file(source.parent / name) for name in names}
