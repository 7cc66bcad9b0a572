"""A web page to a document."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import langcodes

from publish.contracts.import_options import Options
from publish.contracts.importer import Doubt, Gap, Imported, Notes, Reason
from publish.importing.assemble import Assembled, Heading, Part, assemble
from publish.importing.canonical.fit_runs import raises
from publish.importing.canonical.relink import relinked
from publish.importing.canonical.usable_formulas import convertible
from publish.importing.canonical.usable_images import usable
from publish.importing.html import page
from publish.importing.html.block_elements import Converter
from publish.importing.html.content import Element, main_content, strip, words_of
from publish.importing.html.disclosures import lay_open
from publish.importing.html.form_sentences import keep_sentences
from publish.importing.html.google_docs import settle_google_docs
from publish.importing.html.hidden_by_style import hide_by_style
from publish.importing.html.icons import spell_icons
from publish.importing.html.images import Images
from publish.importing.html.inline_elements import Inliner
from publish.importing.html.linked_notes import footnotes_of
from publish.importing.html.neighbouring_links import part_links
from publish.importing.html.page_colours import write_colours
from publish.importing.html.paired_notes import settle_paired_notes
from publish.importing.html.shown_attributes import write_shown
from publish.importing.html.stray import settle
from publish.importing.html.style_counters import write_counted
from publish.importing.html.style_rules import strike_blocks, write_capitals, write_styles
from publish.importing.html.titles import emptied, links_under, title_of
from publish.importing.html.widgets import settle_widgets
from publish.importing.html.word_pages import draw_signs, settle_word_pages
from publish.importing.language_guess import HOUSE_LANGUAGE, contradicts, guessed, script_of
from publish.importing.marks import SUMMARY, SUMMARY_NEEDED
from publish.importing.raised import flat_words, raised
from publish.importing.review_dates import review_dates
from publish.importing.table_captions import typed_captions
from publish.model.nodes import Inline, LineBreak, Metadata, Paragraph, PartialDate, Style, Styled, Text

TITLE = "data-title"
"""The attribute of a heading that is known to be the title."""

_BESIDE = frozenset((Reason.NAVIGATION, Reason.OUTSIDE, Reason.FURNITURE))
_MANY = 4  # links with relative addresses that are named together
_LONGEST_SUMMARY = 80  # words: a longer opening paragraph is text of its own
_SHORTEST_SUMMARY = 2  # words: a shorter description is a name, not a summary
_BYLINE = re.compile(r"(?:written |reviewed )?by\b|author\b|©|copyright\b", re.IGNORECASE)
_DATE = re.compile(r"(?:[^\s:]+ ){1,2}(?:19|20)\d\d")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>]+)\s*-->", re.IGNORECASE)
_HEAD = 2_000  # characters, in which such a line stands: it is the first or the second


def read(
    path: Path,
    text: str,
    name: str,
    options: Options,
    notes: Notes,
    folder: Path | None = None,
) -> Imported:
    """A document from a page's text; `name` becomes its id, `folder` is where its images are looked for.

    Raises `SourceError`, `UsageError`.
    """
    root = page.tree(path, text)
    elements = list(root.iter())  # lxml makes the Python object of an element anew at each look, unless one is held
    settle_google_docs(root, notes)
    settle_paired_notes(root, notes)
    settle_word_pages(root, notes)
    address = options.address or _address(root) or _saved_from(text, notes)
    content = main_content(path, root, options.content)
    head = _head(root)
    footnotes = footnotes_of(root, content, notes)
    _lay_bare(path, root, content, notes)
    language = _language(content, options, notes)
    title, title_element = _title(root, content, head, notes)
    images = Images(notes, name, folder or path.parent, address, usable)
    converter = _converter(content, language, title, images, footnotes)
    inliner = converter.inliner
    links = links_under(title_element, inliner) if title_element is not None else ()
    if title_element is not None:
        emptied(title_element)
    parts = converter.parts(content)
    dates, parts = _dates(parts, notes)
    summary, parts, guessed_summary = _summary(head, parts, notes)
    parts = [*(line for line in links if getattr(line.children[0], "target", None) != address), *parts]
    metadata = Metadata(
        name,
        title,
        language,
        summary,
        last_reviewed=dates.get("last_reviewed"),
        updated=dates.get("updated"),
        next_review_due=dates.get("next_review_due"),
    )
    _offer_dates(parts, dates, notes)
    assembled = assemble(metadata, parts, notes)
    document = relinked(assembled.document, _names(assembled, converter.places), notes)
    notes.added += inliner.added
    _tell_relative(notes)
    check = assembled.check | {SUMMARY} if guessed_summary else assembled.check
    del elements
    return Imported(document, check, notes)


def _lay_bare(path: Path, root: Element, content: Element, notes: Notes) -> None:
    """Bring to light what the content says only to some readers, and take out what is none of it."""
    hide_by_style(root, content, notes)
    lay_open(content, notes)
    write_counted(root, notes)
    write_styles(root, notes)
    draw_signs(root, notes)
    strike_blocks(root)
    write_capitals(root, notes)
    settle_widgets(root, notes)
    write_shown(root, notes)
    spell_icons(root, notes)
    write_colours(root, notes)
    keep_sentences(root, notes)
    strip(root, content, notes)
    settle(content)
    part_links(content)
    typed_captions(content, notes)
    _within(path, content)


def _converter(content: Element, language: str, title: str, images: Images, footnotes: dict[str, Element]) -> Converter:
    """What turns the content into parts."""
    formulas = [words_of(tex) for tex in content.xpath("//*[local-name()='annotation'][contains(@encoding, 'tex')]")]
    inliner = Inliner(
        images.notes,
        images,
        images.address,
        language,
        words_of(content),
        footnotes,
        convertible(formulas),
        lambda element: converter.blocks(element),
    )
    converter = Converter(inliner, language.casefold().startswith("en"), title)
    return converter


def _tell_relative(notes: Notes) -> None:
    """Name the links whose address is relative: each of a few, all of many at once."""
    if len(notes.relative) < _MANY:
        notes.gaps += notes.relative
    else:
        notes.gaps.append(
            Gap(
                notes.relative[0].line,
                f"the addresses of {len(notes.relative)} links, which are relative to the page’s own address: give it "
                "with --address, and all of them are settled",
                notes.relative[0].at,
            )
        )


def _address(root: Element) -> str:
    for found in root.xpath("//base/@href | //link[@rel='canonical']/@href | //meta[@property='og:url']/@content"):
        if str(found).startswith(("http://", "https://")):
            return str(found)
    return ""


def _saved_from(text: str, notes: Notes) -> str:
    """The address that a browser wrote over a page that it saved, "" where there is none."""
    found = _SAVED.search(text[:_HEAD])
    if found is None:
        return ""
    notes.simplified.append(f"links are completed by {found[1]}, from which the page was saved; or give --address")
    return found[1]


def _within(path: Path, content: Element) -> None:
    """Links to the page by its own file name, which lead to places in it, as such."""
    for link in content.iter("a"):
        file, sign, name = link.get("href", "").partition("#")
        if sign and unquote(file) == path.name:
            link.set("href", f"#{name}")


def _language(content: Element, options: Options, notes: Notes) -> str:
    """The language that the page says, unless its letters cannot be of that one; else the one it seems to be in."""
    text = words_of(content)
    for element in (content, *content.iterancestors()):
        language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        language = langcodes.standardize_tag(language) if language and langcodes.tag_is_valid(language) else ""
        if language and not options.language and (other := contradicts(language, text)):
            notes.doubts.append(
                Doubt(1, f"the input says it is in “{language}”; by its letters {other} is taken", f"lang: {other}")
            )
            return other
        if language:
            return language
    if options.language:
        return options.language
    language = guessed(text)
    language = HOUSE_LANGUAGE if language in {"", "en"} else language
    notes.doubts.append(Doubt(1, f"the input does not say its language; {language} is taken", f"lang: {language}"))
    return language


def _head(root: Element) -> dict[str, str]:
    """Title and description of the page's head."""
    found = {"title": " ".join(str(element) for element in root.xpath("//head/title//text()"))}
    for element in root.xpath("//meta[@name='description' or @property='og:description' or @property='description']"):
        found.setdefault("description", element.get("content", ""))
    found["site"] = next((str(element) for element in root.xpath("//meta[@property='og:site_name']/@content")), "")
    head = {key: " ".join(value.split()) for key, value in found.items()}
    if len(head.get("description", "").split()) < _SHORTEST_SUMMARY and not script_of(head.get("description", "")):
        head.pop("description", None)
    return head


def _title(root: Element, content: Element, head: dict[str, str], notes: Notes) -> tuple[str, Element | None]:
    """The page's title, and its heading of the first level where that is taken out of the content for it."""
    found = [element for element in (*content.iter("h1"), *root.iter("h1")) if title_of(element)]
    named = _named(head)
    if not found:
        first = next((element for element in content.iter("h2", "h3", "h4", "h5", "h6") if words_of(element)), None)
        if first is not None and named and words_of(first).casefold() == named.casefold():
            notes.moved.append(words_of(first))
            return title_of(first), first
        if not named:
            notes.gaps.append(Gap(1, "a title"))
        return named or "Title needed", None
    first = found[0]
    title = title_of(first)
    several = sum(1 for _ in content.iter("h1")) > 1
    if not first.get(TITLE) and ((several and not _names_page(first, head)) or _late(first, content)):
        notes.gaps.append(Gap(1, f"a title; the first heading stands in (“{title}”)"))
        return named or title, None
    notes.moved.append(title)
    if content not in first.iterancestors():
        notes.left[:] = [left for left in notes.left if left.text != words_of(first)]
        return title, None
    return title, first


def _late(heading: Element, content: Element) -> bool:
    """Whether other headings of the content come before a heading of the first level: then it is no title of them."""
    if content not in heading.iterancestors():
        return False
    earlier = next(element for element in content.iter("h1", "h2", "h3", "h4", "h5", "h6") if words_of(element))
    return earlier is not heading


def _named(head: dict[str, str]) -> str:
    """The title in a page's head, without the name of the site after it."""
    title = re.split(r"\s+[|·<«»]\s+|\s+::\s+", head["title"])[0]
    site = head.get("site", "")
    return re.sub(rf"\s+[-–—:]\s+{re.escape(site)}$", "", title) if site else title


def _names_page(heading: Element, head: dict[str, str]) -> bool:
    """Whether the first of several headings of the first level is the page's title, not its first section."""
    words = words_of(heading).casefold()
    if words in head["title"].casefold() or not head["title"]:
        after = heading.getnext()
        return bool(head["title"]) or (after is not None and after.tag in {"h1", "h2"})
    return False


def _plain(run: tuple[Inline, ...]) -> str | None:
    """The words of a run, None where characters cannot say what it does: links, notes, marks, words that are struck."""
    parts: list[str] = []
    for inline in run:
        match inline:
            case Text(value):
                parts.append(value)
            case LineBreak():
                parts.append(" ")
            case Styled(style, children) if style is not Style.STRIKE:
                inner = _plain(children)
                if inner is None:
                    return None
                parts.append(raised(inner, style) if raises(inline) else inner)
            case _:
                return None
    return "".join(parts)


def _offer_dates(parts: list[Part], taken: dict[str, PartialDate], notes: Notes) -> None:
    """Tell of review dates that stand within the text, or beside the content, and are not in the front matter."""
    texts = [(getattr(part, "line", 0), flat_words(part.children)) for part in parts if isinstance(part, Paragraph)]
    texts += [(left.line, left.text) for left in notes.left if left.reason in _BESIDE]
    for line, text in texts:
        for sentence in re.split(r"(?<=[.;|])\s+|\s[–|•]\s", text):
            for found in review_dates(sentence):
                if found.field not in taken:
                    key = found.field.replace("_", "-")
                    what = (
                        f"“{sentence[:80]}” stands in the text: if so, write {key}: {found.date} into the front matter"
                    )
                    notes.gaps.append(Gap(line, what, sentence))


def _dates(parts: list[Part], notes: Notes) -> tuple[dict[str, PartialDate], list[Part]]:
    """The review dates that paragraphs state, taken out of the text."""
    dates: dict[str, PartialDate] = {}
    kept: list[Part] = []
    for part in parts:
        words = _plain(part.children) if isinstance(part, Paragraph) else None
        found = review_dates(" ".join(words.split())) if words and len(words) < 200 else ()
        if not found:
            kept.append(part)
            continue
        notes.moved.append(words or "")
        for date in found:
            dates[date.field] = date.date
            if date.uncertain:
                notes.doubts.append(Doubt(getattr(part, "line", 0), f"{words}: taken as day/month/year ({date.date})"))
    return dates, kept


def _summary(head: dict[str, str], parts: list[Part], notes: Notes) -> tuple[str, list[Part], bool]:
    """The summary, the parts without it, and whether it was guessed.

    It is what the page's head says, or else a plain first paragraph before the first heading, which moves.
    """
    described = head.get("description", "")
    opening = next((n for n, part in enumerate(parts) if isinstance(part, Heading)), len(parts))
    first = parts[0] if opening else None
    words = _plain(first.children) if isinstance(first, Paragraph) else None
    words = " ".join(words.split()) if words else ""
    if described:
        if words and words == described:
            notes.moved.append(words)
            return described, parts[1:], False
        return described, parts, False
    fits = words and len(words.split()) <= _LONGEST_SUMMARY and not words.endswith(":") and opening < len(parts)
    if fits and not _BYLINE.match(words) and not _DATE.fullmatch(words):
        notes.moved.append(words)
        line = getattr(first, "line", 0)
        notes.doubts.append(Doubt(line, "the first paragraph is taken for the summary", words))
        return words, parts[1:], True
    notes.gaps.append(Gap(1, "a summary of one or two sentences"))
    return SUMMARY_NEEDED, parts, False


def _names(assembled: Assembled, places: dict[str, int]) -> dict[str, str]:
    """For each id of the page, the section that it stands in."""
    sections = {int(name[1:]): section for name, section in assembled.names.items() if name.startswith("\x00")}
    return {name: sections[count] for name, count in places.items() if count in sections}
