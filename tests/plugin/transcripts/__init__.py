"""An importer: transcripts and subtitles of videos (WebVTT), a paragraph for each cue."""

from __future__ import annotations

import re
from pathlib import Path

from publish.plugin import Fit, Imported, ImportOptions, Input, InputWords, Left, Notes, Reason, SourceError, nodes

SIGNATURE = b"WEBVTT"
TIMES = re.compile(r"^[\d:.]+ --> [\d:.]+.*$", re.MULTILINE)


class Transcript:
    """The first line names the video after WEBVTT; a cue is a line of times, then its words."""

    name, largest = "transcript of a video", 10_000_000

    def takes(self, file: Input) -> Fit:
        return Fit.YES if file.data.startswith(SIGNATURE) else Fit.NO

    def read(self, file: Input, options: ImportOptions) -> Imported:
        head, *cues = re.split(r"\n{2,}", _text(file.path, file.data).strip())
        title = head.removeprefix("WEBVTT").strip(" -\n")
        if not title:
            raise SourceError(file.path, 1, "the transcript has no title. Write it after WEBVTT, on the first line.")
        notes = Notes(left=[Left(Reason.MARKUP, "WEBVTT", 1)], moved=[title])
        paragraphs = []
        for cue in cues:
            notes.left += [Left(Reason.MARKUP, line) for line in TIMES.findall(cue)]
            words = " ".join(TIMES.sub("", cue).split())
            paragraphs += [nodes.Paragraph((nodes.Text(words),))] if words else []
        about = nodes.Metadata(file.name, title, options.language or "en-GB", f"What is said in the video “{title}”.")
        section = nodes.Section("transcript", 1, (nodes.Text("Transcript"),), tuple(paragraphs))
        notes.added.append("Transcript")
        return Imported(nodes.Document(about, (section,)), frozenset(), notes)

    def words(self, file: Input, options: ImportOptions) -> InputWords:
        return InputWords(file.data.decode("utf-8", "replace"))


def _text(path: Path, data: bytes) -> str:
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SourceError(path, 0, f"this transcript is not in UTF-8: {error}. Save it as UTF-8.") from None
