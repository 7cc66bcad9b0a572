"""Word documents taken apart, changed and put together again."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from formats.word import Word
from formats.word.word_options import WordOptions
from publish.contracts.format import Job, Settings
from publish.model.publication import Publication
from publish.proof.verdict import Verdict
from tests.specimen import specimen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


DOCUMENT = "word/document.xml"


STYLES = "word/styles.xml"


Tree = etree._Element


Damage = Callable[[Tree], None]


def word(tmp_path: Path) -> Word:
    return Word(Settings(cache=tmp_path))


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of a package with its parts changed, or left out where `change` gives None."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return target


def damaged(source: Path, target: Path, part: str, damage: Damage) -> Path:
    def change(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        tree = etree.fromstring(data)
        damage(tree)
        return etree.tostring(tree)

    return rewritten(source, target, change)


def checked(path: Path, publication: Publication | None = None) -> Verdict:
    return word(path.parent).check(Job(publication or specimen(), WordOptions()), path)


def holding(tree: Tree, text: str, tag: str = "p") -> Tree:
    """The innermost element of a kind that holds a text, outside the contents."""
    found = [
        one
        for one in tree.iter(f"{W}{tag}")
        if text in "".join(one.itertext(f"{W}t")).replace("\u00a0", " ")
        and not any(up.tag == f"{W}sdt" for up in one.iterancestors())
    ]
    return found[-1]


def child(parent: Tree, path: str) -> Tree:
    found = parent.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return found


def remove(one: Tree) -> None:
    above = one.getparent()
    assert above is not None
    above.remove(one)


def part(path: Path, name: str) -> Tree:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(name))
