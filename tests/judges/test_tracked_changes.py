"""LibreOffice, a reader of DOCX that is not ours, sees each change of a diff as one to accept or to reject."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from publish.comparing.changes import changes
from publish.comparing.document_text import DocumentText
from publish.comparing.released_text import Comparison
from publish.comparing.text_unit import TextUnit
from publish.comparing.tracked_changes import write_tracked_changes
from tests.conftest import require

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def version(number: str, *texts: str) -> DocumentText:
    units = tuple(TextUnit(role="paragraph", text=text, section="iron", place="Iron") for text in texts)
    return DocumentText(id="iron", version=number, title="Iron", language="en-GB", units=units)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> etree._ElementTree:
    """The Word file of a diff, as LibreOffice saves it after it opened it."""
    soffice = shutil.which("soffice") or ""
    require("libreoffice", present=bool(soffice), how="install LibreOffice Writer (libreoffice-writer-nogui on Debian)")
    folder = tmp_path_factory.mktemp("tracked")
    before = version("1.0", "It lasts 2 years.", "This went.", 'A <b> & "quotes" stay.')
    after = version("1.1", "It lasts 3 years.", 'A <b> & "quotes" stay.', "This came.")
    write_tracked_changes(Comparison(before, after, changes(before, after)), folder / "changes.docx")
    command = [soffice, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "fodt"]
    command += ["--outdir", str(folder), str(folder / "changes.docx")]
    subprocess.run(command, check=True, capture_output=True)
    return etree.parse(Path(folder / "changes.fodt"))


def changed(opened: etree._ElementTree, kind: str) -> list[str]:
    """The words of every change of a kind, in order."""
    regions = opened.findall(f".//{{{TEXT}}}changed-region")
    of_kind = [region.get(f"{{{TEXT}}}id") for region in regions if region.find(f"{{{TEXT}}}{kind}") is not None]
    words = {str(name): "" for name in of_kind}
    now: set[str] = set()
    for paragraph in opened.iter(f"{{{TEXT}}}p"):
        for event, element in etree.iterwalk(paragraph, events=("start", "end")):
            if event == "start" and element.tag == f"{{{TEXT}}}change-start":
                now.add(str(element.get(f"{{{TEXT}}}change-id")))
            if event == "start" and element.tag == f"{{{TEXT}}}change-end":
                now.discard(str(element.get(f"{{{TEXT}}}change-id")))
            said = element.text if event == "start" else element.tail if element is not paragraph else ""
            words |= {name: words[name] + (said or "") for name in now & set(words)}
    return list(words.values())


def test_what_went_is_a_deletion_and_what_came_an_insertion(opened: etree._ElementTree) -> None:
    assert changed(opened, "deletion") == ["2", "This went."]
    assert changed(opened, "insertion") == ["3", "This came."]


def test_words_that_stayed_are_as_they_were(opened: etree._ElementTree) -> None:
    assert any('A <b> & "quotes" stay.' in "".join(each.itertext()) for each in opened.iter(f"{{{TEXT}}}p"))
