"""A second reading of a source's body, which proves the ledger: all that the file says has arrived in it.

It shares no code with `publish.source` and does not use pandoc: the file is parsed by markdown-it-py, another
implementation of CommonMark, and only words, link targets, languages and pictures are taken from it, in order. Where
the two readings differ, the source is refused with the line: better no edition than one with a silent loss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from publish.errors import SourceError
from publish.model.nodes import EasyRead, EasyReadLine, Figure, InlineImage, Link, Math, MathBlock, Video
from publish.model.publication import Publication
from publish.model.text import plain, subscript, superscript
from publish.model.traverse import blocks_of, inlines_in
from publish.proof.ledger import ledger, raw_text
from publish.proof.reading import Role, Unit
from publish.proof.unmeant_marks import refuse_unmeant

_ATTRIBUTE = re.compile(r'([\w-]+)=(?:"([^"]*)"|([^\s}]*))')
_CLASS = re.compile(r"\.([\w-]+)")
_TRAILING = re.compile(r"\s*\{(?:[#.][\w-]|[\w-]+=)[^{}]*\}\s*$")
_JOINS = {"<", "^"}

Said = tuple[str, int]  # a word, link target, language or picture, and the line of its block


@dataclass(slots=True)
class _Stream:
    """What one kind of text says, in order."""

    words: list[Said] = field(default_factory=list)
    targets: list[Said] = field(default_factory=list)
    languages: list[Said] = field(default_factory=list)
    images: list[Said] = field(default_factory=list)

    def say(self, text: str, line: int) -> None:
        self.words += [(word, line) for word in plain(text).split()]


@cache
def _parser() -> MarkdownIt:
    """The parser with all its plugins; it keeps nothing of what it has parsed."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)
    parser.use(deflist_plugin)
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    parser.use(container_plugin, name="div", validate=lambda *_: True)
    parser.use(attrs_plugin, spans=True)
    parser.use(sub_plugin)
    parser.use(superscript_plugin)
    # Addresses are compared as written.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


class _Walk:
    """One pass over the tokens of a file."""

    def __init__(self, path: Path, formulas: Mapping[tuple[str, bool], str]) -> None:
        self.path = path
        self.formulas = formulas
        self.body = _Stream()
        self.easy = _Stream()
        self.notes: dict[int, _Stream] = {}
        self.references: list[int] = []
        self._stream = self.body
        self._divs: list[str] = []
        self._line = 0
        self._quiet = False

    def run(self, tokens: Iterable[Token]) -> None:
        heading = False
        for token in tokens:
            if token.map:
                self._line = token.map[0] + 1
            match token.type:
                case "heading_open" | "heading_close":
                    heading = token.nesting > 0
                case "container_div_open":
                    self._open(token.info)
                case "container_div_close":
                    self._close()
                case "footnote_open":
                    self._stream = self.notes.setdefault(token.meta["id"], _Stream())
                case "footnote_close":
                    self._stream = self.body
                case "inline" if not self._quiet:
                    self._inline(token, heading=heading)
                case "code_block" | "fence" if not self._quiet:
                    self._stream.say(token.content, self._line)
                case "math_block" if not self._quiet:
                    self._stream.say(self._formula(token.content, alone=True), self._line)
                case _:
                    pass

    def _open(self, info: str) -> None:
        classes = _CLASS.findall(re.sub(r'"[^"]*"', "", info))
        values = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(info)}
        kind = classes[0] if classes else ""
        self._divs.append(kind)
        if kind == "easy-read":
            self._stream = self.easy
        self._quiet = kind == "waive"
        if kind == "video":
            self._stream.say(f"Video: {values.get('title', '')}", self._line)
            self._stream.targets.append((values.get("href", ""), self._line))
        else:
            self._stream.say(values.get("caption", "") or values.get("title", ""), self._line)

    def _close(self) -> None:
        if self._divs.pop() == "easy-read":
            self._stream = self.body
        self._quiet = False

    def _formula(self, tex: str, *, alone: bool) -> str:
        """A formula's line; of one between double signs within a line, that of its kind that there is."""
        return self.formulas.get((tex.strip(), alone), self.formulas.get((tex.strip(), False), tex))

    def _alternative(self, image: Token) -> str:
        """The words between an image's brackets; those of a picture that is still needed where it has none."""
        words = "".join(
            " " if child.type in {"softbreak", "hardbreak"} else child.content for child in image.children or []
        )
        needed = "picture-needed" in str(image.attrs.get("class", "")).split()
        return words or ("Picture needed" if needed else "")

    def _inline(self, token: Token, *, heading: bool) -> None:
        if token.content in _JOINS and "table" in self._divs:
            return
        parts: list[str] = []
        after: list[str] = []  # alternatives of images come after the text that they stand in
        raised: list[tuple[str, int]] = []
        linked = 0
        for child in token.children or []:
            match child.type:
                case "text" | "code_inline":
                    parts.append(child.content)
                case "softbreak" | "hardbreak":
                    parts.append(" ")
                case "math_inline" | "math_inline_double":
                    parts.append(self._formula(child.content, alone=child.type == "math_inline_double"))
                case "sup_open" | "sub_open":
                    raised.append((child.type, len(parts)))
                case "sup_close" | "sub_close":
                    kind, start = raised.pop()
                    mark = superscript if kind == "sup_open" else subscript
                    parts[start:] = [mark("".join(parts[start:]))]
                case "link_open":
                    self._stream.targets.append((str(child.attrs.get("href", "")), self._line))
                    linked = len(parts)
                case "link_close" if parts[linked:] == [self._stream.targets[-1][0]]:
                    parts[linked:] = [_without_scheme(parts[linked])]
                case "span_open" if "lang" in child.attrs:
                    self._stream.languages.append((str(child.attrs["lang"]), self._line))
                case "image":
                    self._stream.images.append((unquote(str(child.attrs.get("src", ""))), self._line))
                    after += [self._alternative(child), str(child.attrs.get("caption", ""))]
                case "footnote_ref":
                    self.references.append(child.meta["id"])
                case _:
                    pass
        text = "".join(parts)
        self._stream.say(_TRAILING.sub("", text) if heading else text, self._line)
        for words in after:
            self._stream.say(words, self._line)


def _without_scheme(address: str) -> str:
    """The letter box or the telephone number of an address that stands for its own words."""
    box = re.fullmatch(r"mailto:([^?]*)(?:\?.*)?", address)
    return unquote(box[1]) if box is not None else re.sub(r"^tel:", "", address)


def refuse_unless_whole(path: Path, body: str, publication: Publication) -> None:
    """Prove that all that the body says is in the publication's ledger, in order.

    `body` has the file's own line numbers. Raises `SourceError` with the line of the first difference.
    """
    formulas = _formulas(publication)
    env: dict[str, object] = {}
    walk = _Walk(path, formulas)
    tokens = _parser().parse(body, env)
    walk.run(tokens)
    _refuse_unused_notes(path, body, env)
    refuse_unmeant(path, body, tokens, env)
    document = publication.document
    front = {block.id for block in publication.front}
    own = [unit for unit in ledger(publication)[1:] if unit.section != publication.imprint.id and unit.id not in front]
    main = [unit for unit in own if unit.role is not Role.NOTE]
    notes = [unit for unit in own if unit.role is Role.NOTE]
    _same_words(path, walk.body.words, [unit.text for unit in main])
    in_notes = [word for number in walk.references for word in walk.notes.get(number, _Stream()).words]
    _same_words(path, in_notes, [unit.text for unit in notes])
    easy = [block for block in blocks_of(document) if isinstance(block, EasyRead)]
    easy_words = [
        text
        for block in easy
        for text in (block.title, *(f"{line.picture} {raw_text(line.children)}" for line in _written(block)))
    ]
    _same_words(path, walk.easy.words, easy_words)
    streams = [walk.body, *(walk.notes.get(number, _Stream()) for number in walk.references)]
    _same_things(path, "link target", _join(streams, lambda stream: stream.targets), _targets(publication))
    _same_things(path, "language", _join(streams, lambda stream: stream.languages), _languages(own))
    _same_things(path, "image", _join(streams, lambda stream: stream.images), _images(publication))


def _written(block: EasyRead) -> list[EasyReadLine]:
    """All lines of a block in the file's order: those of its editions, and drafts."""
    return sorted((*block.lines, *block.drafts), key=lambda line: line.line)


def _join(streams: list[_Stream], part: Callable[[_Stream], list[Said]]) -> list[Said]:
    return [value for stream in streams for value in part(stream)]


def _formulas(publication: Publication) -> dict[tuple[str, bool], str]:
    """Each formula's line of text, by its TeX and whether it stands alone, where limits stand otherwise.

    One that did not arrive is then compared as TeX, and found missing.
    """
    inline = {
        (each.tex.strip(), False): each.text for each in inlines_in(publication.document) if isinstance(each, Math)
    }
    blocks = (block.math for block in blocks_of(publication.document) if isinstance(block, MathBlock))
    return inline | {(math.tex.strip(), True): math.text for math in blocks}


def _targets(publication: Publication) -> list[str]:
    links = [inline for inline in inlines_in(publication.document) if isinstance(inline, Link)]
    return [link.target for link in links if link.target is not None] + [
        block.address for block in blocks_of(publication.document) if isinstance(block, Video)
    ]


def _languages(units: Iterable[Unit]) -> list[str]:
    return [span.language for unit in units for span in unit.languages]


def _images(publication: Publication) -> list[str]:
    found = [inline.image.name for inline in inlines_in(publication.document) if isinstance(inline, InlineImage)]
    return found + [block.image.name for block in blocks_of(publication.document) if isinstance(block, Figure)]


def _same_words(path: Path, in_file: list[Said], ledger_texts: Iterable[str]) -> None:
    """Refuse where the file's words and the ledger's are not the same, in the same order."""
    in_ledger = _words(ledger_texts)
    for number, (word, line) in enumerate(in_file):
        got = next(in_ledger, None)
        if got != word:
            context = " ".join(near for near, _ in in_file[max(0, number - 3) : number + 4])
            instead = f"They would read “{got}” instead of “{word}”. " if got else ""
            _refuse(path, line, f"the words “{context}”", instead)
    surplus = next(in_ledger, None)
    if surplus is not None:
        line = in_file[-1][1] if in_file else 0
        _refuse(path, line, f"the word “{surplus}”")


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from plain(text).split()


def _same_things(path: Path, what: str, values: list[Said], arrived: list[str]) -> None:
    """Refuse where the file names something that did not arrive, or as often."""
    left = list(arrived)
    for value, line in values:
        if value not in left:
            _refuse(path, line, f"the {what} “{value}”")
        left.remove(value)
    if left:
        _refuse(path, 0, f"the {what} “{left[0]}”")


def _refuse_unused_notes(path: Path, body: str, env: Mapping[str, object]) -> None:
    """Refuse footnotes that nothing refers to: both parsers leave them out without a word."""
    notes = env.get("footnotes")
    labels = notes.get("refs", {}) if isinstance(notes, dict) else {}
    unused = []
    for label, number in labels.items():
        if number < 0:
            name = label.removeprefix(":")
            line = next((n for n, text in enumerate(body.split("\n"), 1) if text.lstrip().startswith(f"[^{name}]:")), 0)
            unused.append(SourceError(path, line, unused_note(name)))
    if unused:
        first, *others = unused
        raise SourceError(path, first.line, first.message, tuple(others))


def unused_note(name: str) -> str:
    """What is wrong with a footnote that nothing refers to."""
    return f"nothing refers to the footnote [^{name}]. Put [^{name}] where it belongs, or delete the footnote."


def _refuse(path: Path, line: int, what: str, instead: str = "") -> NoReturn:
    raise SourceError(
        path,
        line,
        f"{what} would not reach the editions as written. {instead}Most often a sign means more than you see: "
        "write \\ before each * _ ~ ^ ` [ ] < { | $ that belongs to the words, and leave a blank line between blocks.",
    )
