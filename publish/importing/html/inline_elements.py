"""What stands inside the lines of a page: emphasis, links, images, abbreviations, languages, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

import langcodes

from publish.contracts.importer import Gap, Left, Notes, Reason
from publish.importing.addresses import joined, usable
from publish.importing.html.content import Element, spaced, words_of
from publish.importing.html.elements import BLOCKS
from publish.importing.html.html_formulas import characters
from publish.importing.html.icons import GUESSED, is_note_sign
from publish.importing.html.images import Images
from publish.importing.marks import doubtful
from publish.model.nodes import Block, Code, Inline, InlineImage, LineBreak, Link, Math, Note, Span, Style, Styled, Text

_STYLES = {
    **dict.fromkeys(("em", "i", "cite", "var", "dfn"), Style.EMPHASIS),
    **dict.fromkeys(("strong", "b"), Style.STRONG),
    **dict.fromkeys(("s", "del", "strike"), Style.STRIKE),
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
}
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_SHIFT = r"(?<![\w-])(?:{}\s*:\s*-|{}\s*:\s*)\.?[0-9][0-9.]*em"
_UP, _DOWN = _SHIFT.format("top", "bottom"), _SHIFT.format("bottom", "top")
_SHIFTED = r"position\s*:\s*relative[^{{}}]*?{0}|{0}[^{{}}]*?position\s*:\s*relative"
RAISED = re.compile(
    rf"(?P<up>vertical-align\s*:\s*(?:super|text-top)\b|{_SHIFTED.format(_UP)})"
    rf"|vertical-align\s*:\s*(?:sub|text-bottom)\b|{_SHIFTED.format(_DOWN)}"
)
"""What a style says of raised and lowered characters: by name, or as a shift of a part of their size."""

_NOTE_MARK = re.compile(r"[\W_]*(?:(?:note|fn)?\s*(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,6}))?[\W_]*")
_ENDING = re.compile(r"(?:['’]s|s['’]?)(?!\w)")
_KNOWN = frozenset(("http", "https", "mailto", "tel", "sms"))
_IMAGE_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|tiff?|avif)(?:[?#]|$)", re.IGNORECASE)
_STRANGE = re.compile(r"[\s{}<>\\^`|\"]")

Blocks = Callable[[Element], tuple[Block, ...]]


@dataclass(slots=True)
class Inliner:
    """Turns inline elements into inlines.

    Args:
        address: of the page, against which links are resolved; "" where it is not known.
        language: of the document.
        texts: all text of the content, to see whether an abbreviation is spelled out.
        footnotes: elements of footnotes by their id.
        blocks: turns the content of a footnote into blocks.

    """

    notes: Notes
    images: Images
    address: str
    language: str
    texts: str
    footnotes: dict[str, Element]
    formulas: Callable[[str], bool]
    blocks: Blocks
    expanded: set[str] = field(default_factory=set)
    noting: bool = False  # whether the content of a note is being read
    added: list[str] = field(default_factory=list)  # words from attributes, or said a second time

    def run(self, element: Element) -> tuple[Inline, ...]:
        """All that stands inside an element."""
        inlines: list[Inline] = text(element.text)
        for child in element:
            inlines += self.inline(child)
            inlines += text(child.tail)
        return tuple(inlines)

    def inline(self, element: Element) -> list[Inline]:
        """One element."""
        tag = element.tag
        if tag == "br":
            return [LineBreak()]
        if tag == "wbr":
            return []
        if tag == "img":
            return self._image(element)
        if tag == "svg":
            return self._drawing(element)
        if tag == "math":
            return self._math(element)
        if tag in _CODE:
            return _as_code(self.run(element))
        note = self._note(element)
        if note is not None:
            return note
        inlines = self.run(element)
        if tag == "rt" and inlines and not _bracketed(element):
            inlines = (Text("("), *inlines, Text(")"))
        if tag == "q":
            inlines = (Text("“"), *inlines, Text("”"))
        if tag in {"abbr", "acronym", "dfn"}:
            inlines = (*inlines, *_possessive(element), *self._expansion(element))
        return self.wrapped(element, inlines)

    def wrapped(self, element: Element, inlines: Iterable[Inline]) -> list[Inline]:
        """Inlines in what the element itself means: a style, a link, a language."""
        run = tuple(inlines)
        if not run:
            return []
        if element.get(GUESSED) == "yes":
            run = (doubtful(run),)
        if all(isinstance(inline, Text) and not inline.value.strip() for inline in run):
            return list(run)  # space has no style, and a link without words leads nowhere
        style = _STYLES.get(str(element.tag)) or raising(element)
        if style is None and element.tag == "span":
            style = _span_style(element)
        if style is not None:
            run = (Styled(style, run),)
        if style is not Style.STRIKE and strikes(element):
            run = (Styled(Style.STRIKE, run),)
        if element.tag == "a" and "href" in element.attrib:
            run = self._link(element, run)
        language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        if language and language != self.language and element.tag not in {"html", "body", "main"}:
            if not langcodes.tag_is_valid(language):
                self.notes.simplified.append(f"“{language}” is no language tag, so “{words_of(element)[:40]}” has none")
            elif _other(language, self.language):
                run = (Span(run, language),)
        return list(run)

    def _link(self, element: Element, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        target = self.resolve(element.get("href", ""))
        if target is None:
            shown = words_of(element) or "an image"
            written = element.get("href", "")
            gap = Gap(element.sourceline or 0, f"the address of “{shown[:60]}” ({written[:80]})", shown)
            relative = bool(written.strip()) and not self.address and not _SCHEME.match(written.strip())
            (self.notes.relative if relative else self.notes.gaps).append(gap)
        link = Link(children, target)
        images = [inline for inline in children if isinstance(inline, InlineImage)]
        if (
            images
            and not any(inline.value.strip() for inline in children if isinstance(inline, Text))
            and _in_a_line(element)
        ):
            return (*images, *_spaced(self.link_around(link)))
        return (link,)

    def link_around(self, inline: Inline) -> list[Inline]:
        """The link of a picture, as words that follow it; none where it shows the same picture larger."""
        while isinstance(inline, Styled | Span):
            inline = inline.children[0]
        if not isinstance(inline, Link):
            return []
        images = [child for child in inline.children if isinstance(child, InlineImage)]
        alt = images[0].alt if images else ""
        if inline.target is None or _IMAGE_FILE.search(inline.target):
            return []
        words = alt or inline.target
        self.added.append(words)
        self.notes.simplified.append(f"the link of the picture “{words[:60]}” follows it as words")
        return [Link((Text(words),), inline.target)]

    def resolve(self, target: str) -> str | None:
        """An address that can stand in a source, or None. One inside the page stays "#id" until sections have names."""
        target = cleaned(target)
        if target.startswith("#"):
            return target if len(target) > 1 else None
        if not target:
            return None
        if _SCHEME.match(target):
            scheme, rest = target.split(":", 1)
            whole = f"{scheme.casefold()}:{rest}"
            return usable(whole) if scheme.casefold() in _KNOWN and rest.strip("/") else None
        if not self.address:
            return None
        address = joined(self.address, target)
        page, _, name = address.partition("#")
        if name and page == self.address.partition("#")[0]:
            return f"#{name}"
        return usable(address) if address.startswith(("http:", "https:")) else None

    def _image(self, element: Element) -> list[Inline]:
        found = self.images.image(element)
        if found is None:
            return []
        return [InlineImage(found.asset, found.alt, found.decorative)]

    def _drawing(self, element: Element) -> list[Inline]:
        """A drawing in the page: what it says, as a picture that is still needed; nothing where it only decorates."""
        title = element.find(".//{*}title")
        value = element.get("aria-label") or (words_of(title) if title is not None else "")
        value = value or spaced(element)
        if element.get("aria-hidden") == "true" or not value:
            if value:
                self.notes.left.append(Left(Reason.DECORATION, spaced(element), element.sourceline or 0))
            return []
        rest = spaced(element).replace(value, "", 1)
        if rest:
            self.notes.left.append(Left(Reason.DECORATION, rest, element.sourceline or 0))
        return [self.images.needed("drawing.svg", value, element)]

    def _math(self, element: Element) -> list[Inline]:
        notation = element.xpath(".//*[local-name()='annotation'][contains(@encoding, 'tex')]")
        tex = words_of(notation[0]) if notation else ""
        if tex and self.formulas(tex):
            return [Math(tex, "", tex)]
        for annotation in notation:
            self.notes.left.append(Left(Reason.MARKUP, tex, element.sourceline or 0))
            annotation.text = ""
        if notation:
            self.added.append(" ".join(words_of(element)))
        self.notes.simplified.append(f"the formula {words_of(element)[:40]} has no TeX and is left as plain characters")
        return characters(element)

    def _expansion(self, element: Element) -> list[Inline]:
        """What an abbreviation stands for, at its first place, where the text itself says it nowhere."""
        meaning = " ".join(element.get("title", "").split())
        short = words_of(element)
        if meaning and is_note_sign(short):
            self.added.append(f"({meaning})")
            return [Text(f" ({meaning})")]
        if not meaning or short in self.expanded:
            return []
        self.expanded.add(short)
        self.notes.simplified.append(f"the abbreviation {short} = {meaning}: put it into glossary.yaml")
        if meaning.casefold() in self.texts.casefold():
            return []
        self.added.append(f"({meaning})")
        return [Text(f" ({meaning})")]

    def _note(self, element: Element) -> list[Inline] | None:
        """A footnote where this is the mark of one."""
        link = element if element.tag == "a" else None
        if (
            element.tag in {"sup", "span"}
            and len(element) == 1
            and not (element.text or "").strip()
            and not (element[0].tail or "").strip()
        ):
            link = element[0] if element[0].tag == "a" else None
        target = link.get("href", "") if link is not None else ""
        if not target.startswith("#") or target[1:] not in self.footnotes:
            return None
        footnote = self.footnotes[target[1:]]
        if self.noting:  # a note in a note cannot be: it follows its mark in brackets, once
            if footnote.get("data-noted"):
                return [Text(words_of(element))]
            footnote.set("data-noted", "yes")
            return [Text(f"{words_of(element)} ("), *self.run(footnote), Text(")")]
        words = words_of(element)
        sentence = words[:1].isalpha() and len(words) > 1 and not _stands_raised(element)  # "see note 1" is no mark
        named = () if _NOTE_MARK.fullmatch(words) and not sentence else self.run(element)
        self.notes.left += [] if named else [Left(Reason.MARKUP, words, element.sourceline or 0)]
        if footnote.get("data-noted"):
            self.added.append(words_of(footnote))
        footnote.set("data-noted", "yes")
        self.noting = True
        blocks = self.blocks(footnote)
        self.noting = False
        return [*named, Note(blocks)]


def _stands_raised(mark: Element) -> bool:
    """Whether the mark of a note stands above the line, or its role says that it is one."""
    near = (mark, *mark.iterancestors("sup"), *mark.iterdescendants())
    return any(part.tag == "sup" or raising(part) is not None or part.get("role") == "doc-noteref" for part in near)


def _possessive(element: Element) -> list[Inline]:
    """The ending right after an abbreviation ("GP’s", "GPs"), taken before what it stands for."""
    ending = _ENDING.match(element.tail or "") if element.get("title") else None
    if ending is None:
        return []
    element.tail = (element.tail or "")[ending.end() :]
    return [Text(ending[0])]


def _in_a_line(link: Element) -> bool:
    """Whether a link stands in a line with words of its own, not alone in its block."""
    block = next((above for above in link.iterancestors() if above.tag in BLOCKS), None)
    return block is not None and bool(words_of(block))


def _spaced(run: list[Inline]) -> list[Inline]:
    return [Text(" "), *run] if run else []


def _other(language: str, document: str) -> bool:
    """Whether a language is another than the document's; "en" inside "en-GB" is not."""
    subtags, document_subtags = language.casefold().split("-"), document.casefold().split("-")
    return subtags[: len(document_subtags)] != document_subtags[: len(subtags)]


def _bracketed(reading: Element) -> bool:
    """Whether a page itself puts the reading of characters in brackets (`rp`)."""
    above = reading.getparent()
    return above is not None and above.find("rp") is not None


def _as_code(run: tuple[Inline, ...]) -> list[Inline]:
    """A run whose characters are code; links, notes and pictures in it stay what they are."""
    inlines: list[Inline] = []
    for inline in run:
        match inline:
            case Text(value) if value.strip():
                before, after = value[: len(value) - len(value.lstrip())], value[len(value.rstrip()) :]
                inlines += [*text(before), Code(value.strip()), *text(after)]
            case Link(children, target):
                inlines.append(Link(tuple(_as_code(children)), target))
            case Styled(style, children) if style in {Style.EMPHASIS, Style.STRONG}:
                inlines += _as_code(children)
            case Styled() | Span():
                inlines.append(replace(inline, children=tuple(_as_code(inline.children))))
            case _:
                inlines.append(inline)
    return _joined(inlines)


def _joined(run: Iterable[Inline]) -> list[Inline]:
    """Code that only a space parts, as one."""
    inlines: list[Inline] = []
    for inline in run:
        space = inlines[-1].value if inlines and isinstance(inlines[-1], Text) else ""
        place = -2 if space == " " else -1
        before = inlines[place] if len(inlines) >= -place else None
        if isinstance(inline, Code) and isinstance(before, Code):
            inlines[place:] = [Code(before.value + space + inline.value)]
        else:
            inlines.append(inline)
    return inlines


def raising(element: Element) -> Style | None:
    """Whether an element raises or lowers its characters, by its tag, class or style."""
    if element.tag in {"sup", "sub"}:
        return Style.SUPERSCRIPT if element.tag == "sup" else Style.SUBSCRIPT
    if element.tag not in {"span", "small", "font", "a", "b", "i", "em", "strong"}:
        return None
    names = set(element.get("class", "").casefold().split())
    look = RAISED.search(element.get("style", "").casefold())
    if names & {"sup", "superscript"} or (look is not None and look["up"]):
        return Style.SUPERSCRIPT
    return Style.SUBSCRIPT if names & {"sub", "subscript"} or look is not None else None


def strikes(element: Element) -> bool:
    """Whether an element draws a line through its words; without the line they say the opposite."""
    if _STYLES.get(str(element.tag)) is Style.STRIKE:
        return True
    style = element.get("style", "").casefold()
    return re.search(r"text-decoration(?:-line)?\s*:[^;]*line-through", style) is not None


def _span_style(element: Element) -> Style | None:
    look = f"{element.get('style', '')} {element.get('class', '')}".casefold()
    if "small-caps" in look or "smallcaps" in look:
        return Style.SMALL_CAPITALS
    if re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", look):
        return Style.STRONG
    return Style.EMPHASIS if re.search(r"font-style\s*:\s*italic", look) else None


def cleaned(target: str) -> str:
    """An address as a browser takes it (URL Standard, 4.4): line ends and tabs out, strange characters encoded."""
    target = re.sub(r"[\t\r\n]", "", target.strip())
    scheme = _SCHEME.match(target)
    name = scheme[0].casefold() if scheme else ""
    if name in {"tel:", "sms:"}:
        return re.sub(r"(?!^)[\s\u00a0()]+", "", unquote(target))
    if name in {"http:", "https:"} or not name:
        target = target.replace("\\", "/")
    return _STRANGE.sub(lambda sign: quote(sign[0]), target)


def text(value: str | None) -> list[Inline]:
    """Characters between elements, white space as one space."""
    return [Text(_SPACE.sub(" ", value))] if value else []
