"""What the styles of a Word file say of its paragraphs and runs: lists, outline levels, languages.

Word takes these from a chain of styles; pandoc reads them only where they stand in a paragraph itself, or in styles
of known names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

import langcodes
from lxml import etree

from publish.contracts.importer import Notes, Reason
from publish.importing.language_guess import HOUSE_LANGUAGE, contradicts, guessed, script_of
from publish.importing.word.xml_parts import W, leave, on, properties_of, words

_LONGEST_CHAIN = 20  # styles, each based on the next
_LEVELS = 9  # outline levels from 0; what is beyond is body text
_OPEN, _SAID, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"  # characters that no text can hold: around words and their language
_MARKED = re.compile(f"{_OPEN}([A-Za-z0-9-]+){_SAID}")
_TWICE = re.compile(f"(?s){_OPEN}([A-Za-z0-9-]+){_SAID}([^{_CLOSE}<>]*){_CLOSE}(\\s*){_OPEN}\\1{_SAID}")
WORDS_DEFAULT = "en-US"
_FEWEST = 3  # words in other letters than the document's from which their language is worth a mark
_KNOWN = re.compile(r"heading \d|title|subtitle|toc\b|toc heading|caption")
_QUOTES = re.compile(r"quot|block text|citation")
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])")  # styles of Word whose lists stand inside those of the first
_OWN = "990"  # in front of the numbers of lists that are made here
_HEADING = re.compile(r"heading \d|title$|subtitle$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Chain:
    """A style and those that it is based on, with what they say together: asked for each paragraph, read once."""

    styles: tuple[etree._Element, ...] = ()

    def first(self, path: str) -> etree._Element | None:
        """A property by the first style that has it."""
        return next((found for style in self.styles if (found := style.find(path)) is not None), None)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the styles, small; those that Word brings have English names in every language."""
        return tuple(value_of(style.find(f"{W}name")).casefold() for style in self.styles)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the styles."""
        return tuple(style.get(f"{W}styleId", "") for style in self.styles)

    @property
    def name(self) -> str:
        """The name of the style itself, "" where there is none."""
        return self.names[0] if self.names else ""

    @cached_property
    def known(self) -> bool:
        """Whether pandoc knows what a paragraph of the style is, as it does of headings."""
        return any(_KNOWN.match(name) for name in self.names)

    @cached_property
    def heads(self) -> bool:
        """Whether a paragraph of the style is a heading or title."""
        return any(_HEADING.match(name) for name in self.names)

    @cached_property
    def quotes(self) -> bool:
        """Whether a paragraph of the style is a quotation."""
        return any(_QUOTES.search(name) for name in self.names)

    @cached_property
    def strikes(self) -> bool:
        """Whether the style strikes its text."""
        marks = (style.find(f"{W}rPr/{tag}") for style in self.styles for tag in (f"{W}strike", f"{W}dstrike"))
        return on(next((mark for mark in marks if mark is not None), None))

    @cached_property
    def hides(self) -> bool:
        """Whether the style hides its text."""
        return on(self.first(f"{W}rPr/{W}vanish"))

    @cached_property
    def bold(self) -> bool:
        """Whether the style's text is bold."""
        return on(self.first(f"{W}rPr/{W}b"))

    @cached_property
    def size(self) -> str:
        """The size of the style's text in half-points, "" where it says none."""
        return value_of(self.first(f"{W}rPr/{W}sz"))

    @cached_property
    def font(self) -> etree._Element | None:
        """The run properties that name the style's font."""
        fonts = self.first(f"{W}rPr/{W}rFonts")
        return fonts.getparent() if fonts is not None else None

    @cached_property
    def outline(self) -> str:
        """The outline level of the style, "" where it says none."""
        return next((level for style in self.styles if (level := _level_in(style))), "")

    @cached_property
    def list(self) -> tuple[str, str]:
        """The list that the style stands in, and its level there as it is written, "" where it says none."""
        places = [style.find(f"{W}pPr/{W}numPr") for style in self.styles]
        number, level = (
            next((text for place in places if place is not None and (text := value_of(place.find(f"{W}{tag}")))), "")
            for tag in ("numId", "ilvl")
        )
        return number, level

    @cached_property
    def languages(self) -> dict[str, str]:
        """The language by kind of letters (`val`, `bidi`, `eastAsia`)."""
        found: dict[str, str] = {}
        for style in reversed(self.styles):
            found |= languages_in(style.find(f"{W}rPr/{W}lang"))
        return found


_NO_CHAIN = Chain()


class Styles:
    """The styles of a file by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = root
        self._chains: dict[str | None, Chain] = {}
        self.hiding = self._any("vanish")
        self.striking = self._any("strike", "dstrike")
        self.capitals = self._any("caps")
        self._named = (
            {element.get(f"{W}styleId"): element for element in root.iter(f"{W}style")} if root is not None else {}
        )

    def _any(self, *tags: str) -> bool:
        return self.root is not None and next(self.root.iter(*(f"{W}{tag}" for tag in tags)), None) is not None

    def all(self) -> Iterable[etree._Element]:
        """All styles, each for itself."""
        return self._named.values()

    def chain(self, name: str | None) -> Chain:
        """A style and those that it is based on."""
        known = self._chains.get(name)
        if known is not None:
            return known
        found: list[etree._Element] = []
        base = name
        while base in self._named and len(found) < _LONGEST_CHAIN:
            found.append(self._named[base])
            base = value_of(found[-1].find(f"{W}basedOn"))
        self._chains[name] = Chain(tuple(found)) if found else _NO_CHAIN
        return self._chains[name]

    def of(self, paragraph: etree._Element) -> Chain:
        """The chain of a paragraph's style."""
        reference = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.chain(reference.get(f"{W}val")) if reference is not None else _NO_CHAIN

    def of_run(self, run: etree._Element) -> Chain:
        """The chain of a run's own style."""
        reference = run.find(f"{W}rPr/{W}rStyle")
        return self.chain(reference.get(f"{W}val")) if reference is not None else _NO_CHAIN

    def hides(self, run: etree._Element) -> bool:
        """Whether Word does not show a run: by its own word, else by its style and its paragraph's.

        Each of these turns round what the other says (ISO/IEC 29500-1, 17.7.3).
        """
        own = run.find(f"{W}rPr/{W}vanish")
        if own is not None or not self.hiding:
            return on(own)
        paragraph = next(run.iterancestors(f"{W}p"), None)
        return self.of_run(run).hides != (paragraph is not None and self.of(paragraph).hides)

    def heading(self, level: int) -> str:
        """The id of a style of headings of a level, made where there is none."""
        name = f"IntakeHeading{level}"
        if name not in self._named:
            new_element = etree.Element(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": name})
            etree.SubElement(new_element, f"{W}name", {f"{W}val": f"heading {level}"})
            self._named[name] = new_element
            self._chains.clear()
            if self.root is not None:
                self.root.append(new_element)
        return name

    def list_paragraph(self) -> str:
        """The id of the style "List Paragraph", made where there is none."""
        found = next((name for name in self._named if name and self.chain(name).name == "list paragraph"), None)
        if found is not None:
            return found
        new_element = etree.Element(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": "ListParagraph"})
        etree.SubElement(new_element, f"{W}name", {f"{W}val": "List Paragraph"})
        self._named["ListParagraph"] = new_element
        self._chains.clear()
        if self.root is not None:
            self.root.append(new_element)
        return "ListParagraph"

    def default(self, path: str) -> etree._Element | None:
        """A property that holds where nothing else is said."""
        return self.root.find(f"{W}docDefaults//{path}") if self.root is not None else None


class Numbers:
    """The lists of a file, by their number; `linked` says which level of its list a style stands for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._root = root
        levels = [] if root is None else list(root.iter(f"{W}lvl"))
        self.linked = {
            value_of(level.find(f"{W}pStyle")): int(level.get(f"{W}ilvl", "0"))
            for level in levels
            if level.find(f"{W}pStyle") is not None and level.get(f"{W}ilvl", "0").isdecimal()
        }
        # Asked for each item, read once: a file has about as many lists as it has sections with one.
        self._lists = {
            element.get(f"{W}numId"): value_of(element.find(f"{W}abstractNumId"))
            for element in (root.iter(f"{W}num") if root is not None else ())
        }
        self._formats = {
            element.get(f"{W}abstractNumId"): {
                level.get(f"{W}ilvl", ""): value_of(level.find(f"{W}numFmt")) for level in element.iter(f"{W}lvl")
            }
            for element in (root.iter(f"{W}abstractNum") if root is not None else ())
        }

    def of(self, number: str, level: int) -> str:
        """The list of a number where it has the level, else one that looks the same and has all levels."""
        formats = self._formats.get(self._lists.get(number, ""), {})
        if str(level) in formats or not formats:
            return number
        text = f"{_OWN}{number}"
        if text not in self._lists:
            self._draw(text, next(iter(formats.values())))
        return text

    def _draw(self, name: str, look: str) -> None:
        assert self._root is not None
        abstract = etree.Element(f"{W}abstractNum", {f"{W}abstractNumId": name})
        for level in range(_LEVELS):
            new_element = etree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(level)})
            etree.SubElement(new_element, f"{W}start", {f"{W}val": "1"})
            etree.SubElement(new_element, f"{W}numFmt", {f"{W}val": look})
            etree.SubElement(new_element, f"{W}lvlText", {f"{W}val": "•" if look == "bullet" else f"%{level + 1}."})
        self._root.insert(0, abstract)
        number = etree.SubElement(self._root, f"{W}num", {f"{W}numId": name})
        etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": name})
        self._lists[name] = name
        self._formats.setdefault(name, {str(level): look for level in range(_LEVELS)})


def languages_in(element: etree._Element | None) -> dict[str, str]:
    """What a `w:lang` says for each kind of letters."""
    kinds = ("val", "bidi", "eastAsia") if element is not None else ()
    return {kind: tag for kind in kinds if element is not None and (tag := element.get(f"{W}{kind}"))}


def value_of(element: etree._Element | None) -> str:
    """The `w:val` of an element, "" where there is none."""
    return (element.get(f"{W}val") or "") if element is not None else ""


def without_hidden(root: etree._Element, styles: Styles, notes: Notes) -> None:
    """Take out the runs that Word does not show, and note them."""
    hiding = styles.hiding or next(root.iter(f"{W}vanish"), None) is not None
    for run in list(root.iter(f"{W}r")) if hiding else ():
        if styles.hides(run):
            leave(run, Reason.HIDDEN, notes)


def strike(root: etree._Element, styles: Styles) -> None:
    """Strike the runs of paragraphs whose style strikes them; pandoc sees only what a run itself says."""
    for paragraph in root.iter(f"{W}p") if styles.striking else ():
        if not styles.of(paragraph).strikes:
            continue
        for run in paragraph.iter(f"{W}r"):
            properties = run.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                run.insert(0, properties)
            if properties.find(f"{W}strike") is None:
                etree.SubElement(properties, f"{W}strike")


def spell_out(root: etree._Element, styles: Styles, numbers: Numbers) -> None:
    """Write into each paragraph the list and the outline level that its style gives it."""
    for paragraph in root.iter(f"{W}p"):
        chain = styles.of(paragraph)
        if chain.known or paragraph.find(f"{W}pPr") is None:
            continue
        text = _level_in(paragraph) or chain.outline
        level = int(text) if text and int(text) < _LEVELS else None
        if level is not None and words(paragraph):
            _style(paragraph, styles, level)
        elif level is None and chain.list[0] not in {"", "0"} and paragraph.find(f"{W}pPr/{W}numPr") is None:
            _number(paragraph, chain, numbers)


def unindent(root: etree._Element, styles: Styles) -> None:
    """Take the indents out of paragraphs: only the styles of quotations make one, and pandoc goes by indents too."""
    for indent in list(root.iter(f"{W}ind")):
        properties = indent.getparent()
        paragraph = properties.getparent() if properties is not None else None
        if properties is not None and paragraph is not None and not styles.of(paragraph).quotes:
            properties.remove(indent)


def _level_in(holder: etree._Element) -> str:
    """The outline level that a paragraph or style says itself."""
    text = value_of(holder.find(f"{W}pPr/{W}outlineLvl"))
    return text if text.isdecimal() else ""


def _style(paragraph: etree._Element, styles: Styles, level: int) -> None:
    """Give a paragraph with an outline level the style of headings of that level."""
    name = styles.heading(level + 1)
    properties = properties_of(paragraph)
    for old in properties.findall(f"{W}pStyle"):
        properties.remove(old)
    properties.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": name}))


def _number(paragraph: etree._Element, chain: Chain, numbers: Numbers) -> None:
    """Write the list of a paragraph's style and its level there into the paragraph."""
    number, text = chain.list
    level = int(text) if text.isdecimal() else 0
    level = level or next((numbers.linked[name] for name in chain.ids if name in numbers.linked), 0)
    deeper = next((found for name in chain.names if (found := _DEEPER.fullmatch(name))), None)
    level = level or (int(deeper[1]) - 1 if deeper else 0)
    new_element = etree.SubElement(properties_of(paragraph), f"{W}numPr")
    etree.SubElement(new_element, f"{W}ilvl", {f"{W}val": str(level)})
    etree.SubElement(new_element, f"{W}numId", {f"{W}val": numbers.of(number, level)})


def language(runs: Iterable[Run], styles: Styles) -> tuple[str, bool]:
    """The language that most of the text is in, as its runs and styles say, "" where they do not.

    Also whether it is no more than the default that Word writes for everybody.
    """
    weights: Counter[str] = Counter()
    texts: list[str] = []
    named: set[str] = set()
    for run in runs:
        weights[run.language] += sum(map(str.isalpha, run.text))
        texts.append(run.text)
        named |= {run.language} if run.named else set()
    tag = weights.most_common(1)[0][0] if weights else ""
    seems = guessed(" ".join(texts))
    # Word names Arabic where nobody has named a language of the letters that Arabic is written in.
    tag = seems if tag.split("-")[0] == "ar" and seems in {"fa", "ur"} else tag
    if tag == WORDS_DEFAULT and tag not in named:
        return seems if seems not in {"", "en"} else HOUSE_LANGUAGE, True
    return tag, False


def mark_languages(runs: Iterable[Run], document_language: str) -> None:
    """Put marks around the text of each run in another language than the document's (`spans` reads them)."""
    main = document_language.casefold().split("-")[0]
    for run in runs:
        if run.language.casefold().split("-")[0] == main:
            continue
        texts = [text for text in run.run.iter(f"{W}t") if text.text]
        fits = not contradicts(document_language, run.text, fewest=1)
        few = len(run.text.split()) < _FEWEST and not fits  # a name in letters of its own, which say it by themselves
        if few or (fits and not run.named) or not langcodes.tag_is_valid(run.language):
            continue
        texts[0].text = f"{_OPEN}{run.language}{_SAID}{texts[0].text}"
        texts[-1].text = f"{texts[-1].text}{_CLOSE}"


def spans(page: str) -> str:
    """The marks of languages in a page as elements."""
    while (joined := _TWICE.sub(f"{_OPEN}\\1{_SAID}\\2\\3", page)) != page:
        page = joined
    return _MARKED.sub(lambda match: f'<span lang="{escape(match[1])}">', page).replace(_CLOSE, "</span>")


@dataclass(frozen=True, slots=True)
class Run:
    """A run with text and the language that holds for it; `named` says that the run or its styles name it."""

    run: etree._Element
    language: str
    text: str
    named: bool


def runs_of(root: etree._Element, styles: Styles) -> Iterator[Run]:
    """Runs with text for which a language holds."""
    default = languages_in(styles.default(f"{W}lang"))
    for run in root.iter(f"{W}r"):
        text = "".join(element.text or "" for element in run.findall(f"{W}t"))
        if not _LETTER.search(text):
            continue
        script = script_of(text)
        kind = "bidi" if on(run.find(f"{W}rPr/{W}rtl")) else "eastAsia" if script in {"zh", "ja", "ko"} else "val"
        own = run.find(f"{W}rPr/{W}lang")
        value = (own.get(f"{W}{kind}") or "") if own is not None else ""
        value = value or styles.of_run(run).languages.get(kind, "")
        paragraph = next(run.iterancestors(f"{W}p"), None) if not value else None
        value = styles.of(paragraph).languages.get(kind, "") if paragraph is not None else value
        named = bool(value)
        value = value or default.get(kind, "")
        other = contradicts(value, text, fewest=1)
        if value and value.casefold() != "x-none":
            yield Run(run, other or value, text, named and not other)
