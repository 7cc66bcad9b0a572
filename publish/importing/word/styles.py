"""What the styles of a Word file say of its paragraphs and runs: lists, outline levels, languages.

Word takes these from a chain of styles; pandoc reads them only where they stand in a paragraph itself, or in styles
of known names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
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
_LETTER = re.compile(r"[^\W\d_]")


class Styles:
    """The styles of a file by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = root
        self._chains: dict[str | None, tuple[etree._Element, ...]] = {}
        self._hiding = root is not None and next(root.iter(f"{W}vanish"), None) is not None
        self._named = {one.get(f"{W}styleId"): one for one in root.iter(f"{W}style")} if root is not None else {}

    def chain(self, name: str | None) -> tuple[etree._Element, ...]:
        """A style and those that it is based on."""
        known = self._chains.get(name)
        if known is not None:
            return known
        found: list[etree._Element] = []
        base = name
        while base in self._named and len(found) < _LONGEST_CHAIN:
            found.append(self._named[base])
            based = self._named[base].find(f"{W}basedOn")
            base = based.get(f"{W}val") if based is not None else None
        self._chains[name] = tuple(found)
        return self._chains[name]

    def of(self, paragraph: etree._Element) -> tuple[etree._Element, ...]:
        """The chain of a paragraph's style."""
        reference = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.chain(reference.get(f"{W}val") if reference is not None else None)

    def hides(self, run: etree._Element) -> bool:
        """Whether Word does not show a run: by its own word, else by its style and its paragraph's.

        Each of these turns round what the other says (ISO/IEC 29500-1, 17.7.3).
        """
        own = run.find(f"{W}rPr/{W}vanish")
        if own is not None or not self._hiding:
            return on(own)
        reference = run.find(f"{W}rPr/{W}rStyle")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        chains = (
            self.chain(reference.get(f"{W}val") if reference is not None else None),
            self.of(paragraph) if paragraph is not None else (),
        )
        by_run, by_paragraph = (
            on(next((held for style in chain if (held := style.find(f"{W}rPr/{W}vanish")) is not None), None))
            for chain in chains
        )
        return by_run != by_paragraph

    def heading(self, level: int) -> str:
        """The id of a style of headings of a level, made where there is none."""
        name = f"IntakeHeading{level}"
        if name not in self._named:
            made = etree.Element(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": name})
            etree.SubElement(made, f"{W}name", {f"{W}val": f"heading {level}"})
            self._named[name] = made
            self._chains.clear()
            if self.root is not None:
                self.root.append(made)
        return name

    def list_paragraph(self) -> str:
        """The id of the style "List Paragraph", made where there is none."""
        found = next((name for name, style in self._named.items() if name_of(style) == "list paragraph"), None)
        if found is not None:
            return found
        made = etree.Element(f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": "ListParagraph"})
        etree.SubElement(made, f"{W}name", {f"{W}val": "List Paragraph"})
        self._named["ListParagraph"] = made
        self._chains.clear()
        if self.root is not None:
            self.root.append(made)
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
            value_of(one.find(f"{W}pStyle")): int(one.get(f"{W}ilvl", "0"))
            for one in levels
            if one.find(f"{W}pStyle") is not None and one.get(f"{W}ilvl", "0").isdecimal()
        }

    def of(self, number: str, level: int) -> str:
        """The list of a number where it has the level, else one that looks the same and has all levels."""
        if self._root is None:
            return number
        lists = {one.get(f"{W}numId"): value_of(one.find(f"{W}abstractNumId")) for one in self._root.iter(f"{W}num")}
        drawn = {one.get(f"{W}abstractNumId"): one for one in self._root.iter(f"{W}abstractNum")}
        abstract = drawn.get(lists.get(number, ""))
        formats = (
            {}
            if abstract is None
            else {one.get(f"{W}ilvl", ""): value_of(one.find(f"{W}numFmt")) for one in abstract.iter(f"{W}lvl")}
        )
        if str(level) in formats or not formats:
            return number
        made = f"{_OWN}{number}"
        if made not in lists:
            self._draw(made, next(iter(formats.values())))
        return made

    def _draw(self, name: str, look: str) -> None:
        assert self._root is not None
        abstract = etree.Element(f"{W}abstractNum", {f"{W}abstractNumId": name})
        for level in range(_LEVELS):
            one = etree.SubElement(abstract, f"{W}lvl", {f"{W}ilvl": str(level)})
            etree.SubElement(one, f"{W}start", {f"{W}val": "1"})
            etree.SubElement(one, f"{W}numFmt", {f"{W}val": look})
            etree.SubElement(one, f"{W}lvlText", {f"{W}val": "•" if look == "bullet" else f"%{level + 1}."})
        self._root.insert(0, abstract)
        number = etree.SubElement(self._root, f"{W}num", {f"{W}numId": name})
        etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": name})


def name_of(style: etree._Element) -> str:
    """The name of a style, small; those that Word brings have English names in every language."""
    name = style.find(f"{W}name")
    return (name.get(f"{W}val") or "").casefold() if name is not None else ""


def value_of(element: etree._Element | None) -> str:
    """The `w:val` of an element, "" where there is none."""
    return (element.get(f"{W}val") or "") if element is not None else ""


def _named(chain: tuple[etree._Element, ...]) -> bool:
    return any(_KNOWN.match(name_of(one)) for one in chain)


def without_hidden(root: etree._Element, styles: Styles, notes: Notes) -> None:
    """Take out the runs that Word does not show, and note them."""
    for run in list(root.iter(f"{W}r")):
        if styles.hides(run):
            leave(run, Reason.HIDDEN, notes)


def strike(root: etree._Element, styles: Styles) -> None:
    """Strike the runs of paragraphs whose style strikes them; pandoc sees only what a run itself says."""
    for paragraph in root.iter(f"{W}p"):
        marks = (style.find(f"{W}rPr/{tag}") for style in styles.of(paragraph) for tag in (f"{W}strike", f"{W}dstrike"))
        if not on(next((mark for mark in marks if mark is not None), None)):
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
        if not chain and paragraph.find(f"{W}pPr") is None:
            continue
        level = _outline(paragraph, chain)
        if level is not None and not _named(chain) and words(paragraph):
            _style(paragraph, styles, level)
        elif level is None and not _named(chain) and paragraph.find(f"{W}pPr/{W}numPr") is None:
            _number(paragraph, chain, numbers)


def unindent(root: etree._Element, styles: Styles) -> None:
    """Take the indents out of paragraphs: only the styles of quotations make one, and pandoc goes by indents too."""
    for paragraph in root.iter(f"{W}p"):
        if any(_QUOTES.search(name_of(style)) for style in styles.of(paragraph)):
            continue
        for indent in paragraph.findall(f"{W}pPr/{W}ind"):
            indent.getparent().remove(indent)  # type: ignore[union-attr]


def _outline(paragraph: etree._Element, chain: tuple[etree._Element, ...]) -> int | None:
    for holder in (paragraph, *chain):
        said = value_of(holder.find(f"{W}pPr/{W}outlineLvl"))
        if said.isdecimal():
            return int(said) if int(said) < _LEVELS else None
    return None


def _style(paragraph: etree._Element, styles: Styles, level: int) -> None:
    """Give a paragraph with an outline level the style of headings of that level."""
    name = styles.heading(level + 1)
    properties = properties_of(paragraph)
    for old in properties.findall(f"{W}pStyle"):
        properties.remove(old)
    properties.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": name}))


def _number(paragraph: etree._Element, chain: tuple[etree._Element, ...], numbers: Numbers) -> None:
    """Write the list of a paragraph's style and its level there into the paragraph."""
    holders = [one.find(f"{W}pPr/{W}numPr") for one in chain]
    number = next((said for one in holders if one is not None and (said := value_of(one.find(f"{W}numId")))), "")
    if not number or number == "0":
        return
    said = next((said for one in holders if one is not None and (said := value_of(one.find(f"{W}ilvl")))), "0")
    level = int(said) if said.isdecimal() else 0
    level = level or next(
        (numbers.linked[name] for one in chain if (name := one.get(f"{W}styleId")) in numbers.linked), 0
    )
    deeper = next((found for one in chain if (found := _DEEPER.fullmatch(name_of(one)))), None)
    level = level or (int(deeper[1]) - 1 if deeper else 0)
    made = etree.SubElement(properties_of(paragraph), f"{W}numPr")
    etree.SubElement(made, f"{W}ilvl", {f"{W}val": str(level)})
    etree.SubElement(made, f"{W}numId", {f"{W}val": numbers.of(number, level)})


def language(document: etree._Element, styles: Styles) -> tuple[str, bool]:
    """The language that most of the text is in, as its runs and styles say, "" where they do not.

    Also whether it is no more than the default that Word writes for everybody.
    """
    weights: Counter[str] = Counter()
    texts: list[str] = []
    named: set[str] = set()
    for run in _runs(document, styles):
        weights[run.language] += len(_LETTER.findall(run.text))
        texts.append(run.text)
        named |= {run.language} if run.named else set()
    tag = weights.most_common(1)[0][0] if weights else ""
    seems = guessed(" ".join(texts))
    # Word names Arabic where nobody has named a language of the letters that Arabic is written in.
    tag = seems if tag.split("-")[0] == "ar" and seems in {"fa", "ur"} else tag
    if tag == WORDS_DEFAULT and tag not in named:
        return seems if seems not in {"", "en"} else HOUSE_LANGUAGE, True
    return tag, False


def mark_languages(root: etree._Element, styles: Styles, document_language: str) -> None:
    """Put marks around the text of each run in another language than the document's (`spans` reads them)."""
    main = document_language.casefold().split("-")[0]
    for one in list(_runs(root, styles)):
        if one.language.casefold().split("-")[0] == main:
            continue
        texts = [text for text in one.run.iter(f"{W}t") if text.text]
        fits = not contradicts(document_language, one.text, fewest=1)
        few = len(one.text.split()) < _FEWEST and not fits  # a name in letters of its own, which say it by themselves
        if few or (fits and not one.named) or not langcodes.tag_is_valid(one.language):
            continue
        texts[0].text = f"{_OPEN}{one.language}{_SAID}{texts[0].text}"
        texts[-1].text = f"{texts[-1].text}{_CLOSE}"


def spans(page: str) -> str:
    """The marks of languages in a page as elements."""
    while (joined := _TWICE.sub(f"{_OPEN}\\1{_SAID}\\2\\3", page)) != page:
        page = joined
    return _MARKED.sub(lambda match: f'<span lang="{escape(match[1])}">', page).replace(_CLOSE, "</span>")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run with text and the language that holds for it; `named` says that the run or its styles name it."""

    run: etree._Element
    language: str
    text: str
    named: bool


def _runs(root: etree._Element, styles: Styles) -> Iterator[_Run]:
    """Runs with text for which a language holds."""
    for run in root.iter(f"{W}r"):
        text = "".join(one.text or "" for one in run.findall(f"{W}t"))
        if not _LETTER.search(text):
            continue
        paragraph = next(run.iterancestors(f"{W}p"), None)
        reference = run.find(f"{W}rPr/{W}rStyle")
        chain = styles.chain(value_of(reference)) if reference is not None else ()
        chain += styles.of(paragraph) if paragraph is not None else ()
        script = script_of(text)
        kind = "bidi" if on(run.find(f"{W}rPr/{W}rtl")) else "eastAsia" if script in {"zh", "ja", "ko"} else "val"
        said = next(
            (
                tag
                for holder in (run, *chain)
                if (found := holder.find(f"{W}rPr/{W}lang")) is not None and (tag := found.get(f"{W}{kind}"))
            ),
            "",
        )
        named = bool(said)
        if not named and (found := styles.default(f"{W}lang")) is not None:
            said = found.get(f"{W}{kind}") or ""
        other = contradicts(said, text, fewest=1)
        if said and said.casefold() != "x-none":
            yield _Run(run, other or said, text, named and not other)
