"""Slips of typing that are no error of the grammar, so that they would go out as text, or as something not meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from publish.contracts.rule import Places, Rule, Severity, Subject
from publish.linting.runs import runs
from publish.model.fraction_signs import fractions_in_pieces
from publish.model.languages import direction
from publish.model.nodes import (
    Block,
    Callout,
    Code,
    CodeBlock,
    EasyRead,
    Inline,
    LineBreak,
    List,
    Note,
    Paragraph,
    Quote,
    Section,
    Style,
    Styled,
    Text,
    walk,
)
from publish.model.traverse import blocks_of
from publish.proof.ledger import raw_text, text_of
from publish.source.presented import presented
from publish.source.unsettled_marks import lines_without_code

_HEADING = re.compile(r" {0,3}#{1,6}[^\W\d_]")
_LINK = re.compile(r"(?<!\\)\]\s+\((?:https?:|mailto:|tel:|www\.|#)")
_STARS = re.compile(r"(?<!\\)\*\*")
_CODE = re.compile(r"`+[^`]*`+")
# Among them what word processors leave of their bullets: arrows, boxes, ticks, and the letter o of a second level.
_BULLET = re.compile(r"[•‣▪●◦∙·■□–—➢➤►❖✓✔]\s*(?=\w)|-(?=[^\W\d_])|o\s+(?=\w)")
_TICKS = "✓✔"  # say something of an item, in front of its words
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})\)\s|\d{1,2}\)(?=[^\W\d_])|\d{1,2}\.(?=[A-Z])")
_MARKED = re.compile(r"\s{0,3}(?:[-*+]|\d{1,9}[.)])\s")
_LATE_NUMBER = re.compile(r"\s{0,3}(?!1[.)])\d{1,2}[.)]\s+[A-Z]")
_FENCE = re.compile(r"[\s>]*(?:(?:[-*+:]|\d{1,9}[.)])\s+)*(?:```|~~~)")
_SOFT_HYPHEN, _JOINED = "\u00ad", "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_PASTED_WORD = re.compile(rf"[\w{_SOFT_HYPHEN}]*[{_SOFT_HYPHEN}{_JOINED}][\w{_SOFT_HYPHEN}]*")
_TYPED_DASH = re.compile(r"[\w.,%°£$€]+(?: -{2,3} |-{2,3})(?=\S)[\w.,%°£$€]+")
# A number, a unit in Latin letters, and at once another number; those of Persian and Urdu are to UAX #9 as ours.
_TWO_NUMBERS = re.compile(
    r"(?P<number>[0-9۰-۹٠-٩][0-9۰-۹٠-٩.,٫٬–-]{0,12})\s?(?P<unit>°?[A-Za-zµμ]{1,12}(?:/[A-Za-zµμ²³]{1,6})?)[^\w\n]{1,4}"
    r"(?P<next>[0-9۰-۹][0-9۰-۹.,٫٬]{0,12})"
)
_LETTER = r"[^\W\d_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\ud7af]"  # of scripts that part words by spaces
_WORD_ENDS, _WORD_GOES_ON = re.compile(f"{_LETTER}+$"), re.compile(f"{_LETTER}+")
_LONG_WORD = 20  # letters: in such a word a soft hyphen may say where it breaks
_LONGEST_TITLE = 12  # words of a bold line that may be meant as a heading


def _headings(subject: Subject) -> Places:
    """`#Why`: a heading without its space."""
    for number, text in lines_without_code(subject.body):
        if _HEADING.match(text):
            marks = text.lstrip().split(text.lstrip("# ")[0])[0]
            message = (
                f"“{text.strip()[:60]}” is not a heading: there is no space after {marks}. Add one, or write \\{marks} "
                "where it is meant as a sign."
            )
            yield number, message


def _links(subject: Subject) -> Places:
    """`[page] (https://…)`: a link whose words and address a space parts."""
    for number, text in lines_without_code(subject.body):
        if _LINK.search(text):
            yield number, "there is a space between a link's words and its address. Delete it: [words](https://…)."


def _stars(subject: Subject) -> Places:
    """`**` that made nothing bold."""
    found: set[int] = set()
    for line, run in runs(subject.publication.document):
        if "**" in text_of(run):
            with_stars = [number for number, text in _lines_of(subject, line) if _STARS.search(_CODE.sub("", text))]
            found |= set(with_stars[:1])
    for number in sorted(found):
        message = (
            "these ** make nothing bold and would be shown. Write **words** without spaces inside, or delete them."
        )
        yield number, message


def _fractions(subject: Subject) -> Places:
    """`2^1^/~2~`: a fraction in pieces, which is read out as 21/2."""
    for line, run in runs(subject.publication.document):
        for whole in fractions_in_pieces(text_of(run)):
            digits = unicodedata.normalize("NFKC", whole).replace("\u2044", "/").replace(" ", "")
            yield line, f"“{whole}” is set in pieces, and screen readers read “{digits}” out. Write {whole}."


def _typed_lists(subject: Subject) -> Places:
    """Bullets and numbers that are characters of a paragraph, so that no list is announced; each line once."""
    yield from dict(_typed_items(subject)).items()


def _typed_items(subject: Subject) -> Places:
    for block in blocks_of(subject.publication.document):
        if not isinstance(block, Paragraph):
            continue
        text = text_of(block.children)
        lines = list(_lines_of(subject, block.line))
        in_list = bool(lines) and _MARKED.match(lines[0][1]) is not None
        bullet = _BULLET.match(text)
        if (bullet and not (in_list and bullet[0][0] in _TICKS)) or (_NUMBER.match(text) and not in_list):
            yield block.line, _no_list(text)
        elif lines and not in_list:
            late = [(number, line) for number, line in lines[1:] if _BULLET.match(line) or _LATE_NUMBER.match(line)]
            for number, line in late[:1]:
                yield number, _no_list(line.strip())


def _no_list(text: str) -> str:
    return (
        f"“{text[:40]}” looks like a list item but is not in a list, so that listeners are not told of one. Start each "
        "item on a line of its own with “- ” or “1. ”, and leave a blank line before the first."
    )


def _indented_code(subject: Subject) -> Places:
    """Lines that four spaces made to code."""
    lines = subject.body.split("\n")
    for block in blocks_of(subject.publication.document):
        if isinstance(block, CodeBlock) and 0 < block.line <= len(lines) and not _FENCE.match(lines[block.line - 1]):
            message = (
                f"“{block.text.strip()[:40]}” is indented by four spaces, which makes it code. Delete the spaces; if "
                "it is code, put it between two lines of ```."
            )
            yield block.line, message


def _broken_lists(subject: Subject) -> Places:
    """A numbered list that bullets interrupt, or bullets that numbers do: most often a sub-list indented too little."""
    for blocks in _runs(subject):
        interrupted = False
        for first, second in pairwise(blocks):
            if not (isinstance(first, List) and isinstance(second, List)):
                interrupted = False
            elif first.ordered != second.ordered and not interrupted:
                interrupted = True
                message = (
                    "this list comes straight after a list of another kind. If it belongs under an item, indent it as "
                    "far as the item's words; otherwise put some text between the two."
                )
                yield second.line, message


def _runs(subject: Subject) -> Iterator[tuple[Block, ...]]:
    """The blocks that stand directly after each other, in sections and in other blocks."""
    document = subject.publication.document
    yield document.opening
    for section in walk(document.sections):
        yield section.blocks
    for block in blocks_of(document):
        match block:
            case List():
                yield from (item.blocks for item in block.items)
            case Quote() | Callout():
                yield block.blocks
            case _:
                pass


def _empty_sections(subject: Subject) -> Places:
    """A heading with nothing under it."""
    for section in walk(presented(subject.publication.document).sections):
        if not section.sections and not _own_blocks(section):
            message = (
                f"there is nothing under the heading “{text_of(section.heading)}” in the editions. Write its text, "
                "or delete the heading."
            )
            yield section.line, message


def _own_blocks(section: Section) -> list[Block]:
    return [block for block in section.blocks if not isinstance(block, EasyRead)]


def _bold_headings(subject: Subject) -> Places:
    """A bold line before other text: it looks like a heading, and is none to a listener."""
    document = subject.publication.document
    for blocks in (document.opening, *(section.blocks for section in walk(document.sections))):
        for block, after in pairwise(blocks):
            if not isinstance(block, Paragraph) or isinstance(after, EasyRead):
                continue
            words = text_of(block.children)
            if words and _is_bold(block.children) and _may_be_a_heading(words):
                message = (
                    f"“{words}” looks like a heading but is only bold: people who move from heading to heading miss "
                    "it. Write it as ## …, or delete the stars."
                )
                yield block.line, message


def _is_bold(run: Iterable[Inline]) -> bool:
    """Whether all words of a run are bold, in one piece or, as word processors leave them, in several."""
    for inline in run:
        match inline:
            case Styled(Style.STRONG, _) | LineBreak():
                pass
            case Styled(Style.EMPHASIS, children) if _is_bold(children):
                pass
            case Text(value) if not value.strip():
                pass
            case _:
                return False
    return True


def _turned_numbers(subject: Subject) -> Places:
    """`500 mg 3` among words from right to left: a number after Latin letters is seen with them, before its own."""
    if direction(subject.publication.document.metadata.language) != "rtl":
        return
    for line, run in runs(subject.publication.document):
        text = text_of(run)
        for found in _TWO_NUMBERS.finditer(text):
            letters = (unicodedata.bidirectional(sign) for sign in reversed(text[: found.start()]))
            if next((way for way in letters if way in ("L", "R", "AL")), "R") != "L":
                message = (
                    f"in lines from right to left “{found['unit']}” stands beside “{found['next']}” and not beside its "
                    f"own “{found['number']}”: letters from left to right go on with the number after them (UAX #9). "
                    "Put a word between the two numbers, or write the unit in the letters of the text."
                )
                yield line, message


def _notes_in_words(subject: Subject) -> Places:
    """`un[^1]believable`: a note whose mark parts a word."""
    for line, run in runs(subject.publication.document):
        words = ["" if isinstance(inline, Note) else raw_text((inline,)) for inline in run]
        for place, inline in enumerate(run):
            start, end = _WORD_ENDS.search("".join(words[:place])), _WORD_GOES_ON.match("".join(words[place:]))
            if isinstance(inline, Note) and start and end:
                message = (
                    f"the mark of a note parts the word “{start[0]}{end[0]}”: editions say “(note 1)” or the like "
                    "there, and who listens hears two words. Put the mark behind the word."
                )
                yield line, message


def _may_be_a_heading(words: str) -> bool:
    return len(words.split()) <= _LONGEST_TITLE and not words.endswith((".", "!", ","))


def _lines_of(subject: Subject, line: int) -> Iterator[tuple[int, str]]:
    """The lines of the source from one on, to the next that is blank or closes a block, which itself may open one."""
    lines = subject.body.split("\n")
    for number in range(line, len(lines) + 1):
        text = lines[number - 1] if number else ""
        if not text.strip() or (number > line and text.lstrip().startswith(":::")):
            return
        yield number, text


def _pasted_signs(subject: Subject) -> Places:
    """Joined letters and soft hyphens, which word processors and PDFs leave in what is pasted."""
    for number, text in enumerate(subject.body.split("\n"), 1):
        for word in dict.fromkeys(_PASTED_WORD.findall(text)):
            plain_word = unicodedata.normalize("NFKC", word).replace(_SOFT_HYPHEN, "")
            joined = [sign for sign in word if sign in _JOINED]
            if joined or len(plain_word) < _LONG_WORD:
                sign = f"the one sign “{joined[0]}” for two letters" if joined else "a soft hyphen, which is not seen"
                message = (
                    f"“{plain_word}” holds {sign}: it was pasted so, and searches and some voices miss the word. "
                    "Type the word again."
                )
                yield number, message


def _typed_dashes(subject: Subject) -> Places:
    """`9--11` and `pain -- at night`: a typewriter's dash, which is shown as the hyphens that it is."""
    for line, run in runs(subject.publication.document):
        text = "".join("" if isinstance(inline, Code) else raw_text((inline,)) for inline in run)
        for found in dict.fromkeys(match[0] for match in _TYPED_DASH.finditer(text)):
            dash = "–" if found.count("-") == len("--") else "—"
            message = (
                f"“{found}” has hyphens in place of a dash, and readers see them so. "
                f"Write “{re.sub('-+', dash, found)}”."
            )
            yield line, message


RULES = (
    Rule("heading-without-space", Severity.ERROR, _headings),
    Rule("link-with-space", Severity.ERROR, _links),
    Rule("stray-stars", Severity.ERROR, _stars),
    Rule("fraction-in-pieces", Severity.ERROR, _fractions),
    Rule("number-order", Severity.WARNING, _turned_numbers),
    Rule("note-in-word", Severity.WARNING, _notes_in_words),
    Rule("pasted-sign", Severity.WARNING, _pasted_signs),
    Rule("typed-dash", Severity.WARNING, _typed_dashes),
    Rule("typed-list", Severity.WARNING, _typed_lists),
    Rule("indented-code", Severity.WARNING, _indented_code),
    Rule("list-broken", Severity.WARNING, _broken_lists),
    Rule("section-empty", Severity.WARNING, _empty_sections),
    Rule("bold-heading", Severity.WARNING, _bold_headings),
)
