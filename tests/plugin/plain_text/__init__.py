"""A format: plain text, with a line for each heading, paragraph, item, cell, caption and text alternative."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from publish import plugin
from publish.plugin import nodes, plain, text_of


class PlainText(plugin.Format):
    """A text file. It can say words, in order, and nothing about what they are."""

    name, title, suffix, media_type = "plain-text", "Plain text", ".txt", "text/plain"
    kind, edition_type, orderable, stem = plugin.Kind.REFLOWABLE, "", False, ""
    needs, uses, Options = (), frozenset({plugin.Part.BODY}), plugin.EditionOptions

    def __init__(self, settings: plugin.Settings) -> None:
        self.settings = settings

    def variants(self, publication: plugin.Publication) -> plugin.Variants:
        return plugin.Variants.single()

    def made_with(self, job: plugin.Job[plugin.EditionOptions]) -> tuple[str, ...]:
        return ()

    def write(self, job: plugin.Job[plugin.EditionOptions], target: Path) -> plugin.Locations:
        document, sections = job.publication.document, nodes.walk(job.publication.sections)
        lines = [document.metadata.title, *lines_of((*job.publication.front, *document.opening))]
        lines += [line for section in sections for line in lines_of((section.heading, *section.blocks))]
        target.write_text("".join(f"{line}\n" for line in lines if line), encoding="utf-8")
        return {}

    def read(self, path: Path) -> plugin.Reading:
        try:
            lines = [plain(line) for line in path.read_text(encoding="utf-8").splitlines()]
        except (OSError, UnicodeDecodeError) as error:
            raise plugin.UnreadableEdition(f"{path}: this is no text that can be read: {error}.") from None
        passages = tuple(plugin.Passage(plugin.Role.PARAGRAPH, line) for line in lines)
        return plugin.Reading(passages, title=lines[0] if lines else "", language="")

    def check(self, job: plugin.Job[plugin.EditionOptions], path: Path) -> plugin.Verdict:
        return plugin.compare(plugin.expectation(job.publication).words_alone(), self.read(path))


def lines_of(parts: Iterable[nodes.Block | nodes.Inline | tuple[nodes.Inline, ...]]) -> Iterator[str]:
    """A line for each piece of text in blocks and in runs of inlines."""
    for part in parts:
        match part:
            case nodes.EasyRead():
                continue  # only the easy-read edition shows these words
            case tuple():
                yield text_of(part)
            case nodes.InlineImage(alt=text) | nodes.Figure(alt=text) | nodes.Callout(title=text):
                yield text
            case nodes.CodeBlock(text=text) | nodes.MathBlock(math=nodes.Math(text=text)):
                yield plain(text)
            case nodes.Video():
                yield f"Video: {part.title}"
        yield from lines_of(plugin.descend(part) if isinstance(part, tuple) else plugin.parts_of(part))
