"""Judges of web pages have nothing to say about reports: axe-core and HTML_CodeSniffer in Chromium, and the keyboard.

`tests/judges/node.sh FOLDER` installs them from npm; NODE_PATH then names FOLDER/node_modules. Chromium is Debian's, or
the program that CHROMIUM names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import require
from tests.releasing import IRON, Desk, desk

pytestmark = pytest.mark.xdist_group("judged")  # made once, by one worker
JUDGES = Path(__file__).with_name("page_judges.mjs")
HOSTILE = '<script>window.breached = "yes"</script><img src=x onerror="window.breached=1">'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'
PAGES = ("draft", "in a release", "with findings", "withdrawn and overdue", "broken", "index")
"""Reports in states that are not well, and the index over such a document."""
LONG = "https://www.example.org/" + "a-very-long-address-without-a-space/" * 8


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the judges found in reports and an index with all that they can show: findings, changes, a release."""
    modules = Path(os.environ.get("NODE_PATH", "none"))
    there = bool(shutil.which("node")) and (modules / "axe-core").is_dir() and (modules / "html_codesniffer").is_dir()
    require("browser", present=there, how="tests/judges/node.sh installs what it needs")
    body = f"![A needle](bone.svg)\n\nSee [{LONG}]({LONG}) and [here](http://example.org/).\n\n# More {{#more}}"
    text = IRON.replace("title: Iron and blood", f"title: '{HOSTILE}'").replace("# More {#more}", body)
    made = desk(tmp_path_factory.mktemp("judged"), text, {"bone.svg": DRAWING})
    assert made.build()[0] == 0
    pages = {"draft": _kept(made, "draft")}
    made.sign_off()
    code, said = made.release()
    assert code == 0, said
    pages["in a release"] = made.released / "1.0" / "report.html"
    made.change("Treatment lasts 2 to 3 years. Do not take it with milk.\n:::", "It lasts 9 years.\n:::")
    assert made.build()[0] == 1
    pages["with findings"] = _kept(made, "findings")
    assert made.withdraw("1.0", reason=HOSTILE)[0] == 0
    made.change("2099-03", "2025-03")
    pages["withdrawn and overdue"] = _kept(made, "withdrawn")
    (made.released / "1.0" / "iron.docx").write_bytes(b"another")
    pages["broken"] = _kept(made, "broken")
    pages["index"] = made.outputs / "index.html"
    return {name: _judged(pages[name]) for name in PAGES}


def _kept(at: Desk, name: str) -> Path:
    """The report as it is now, kept beside the outputs."""
    assert at.ask("report")[0] == 0
    return shutil.copy(at.outputs / "iron" / "report.html", at.folder / f"{name}.html")


def _judged(page: Path) -> Any:
    command = [str(shutil.which("node")), str(JUDGES), str(page)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("page", PAGES)
class TestPages:
    def test_two_judges_find_nothing_on_desktop_and_phone_in_light_and_dark(self, judged: Any, page: str) -> None:
        assert [view["name"] for view in judged[page]["views"]] == [
            "desktop-light", "desktop-dark", "phone-light", "phone-dark",
        ]  # fmt: skip
        assert [found for view in judged[page]["views"] for found in (*view["violations"], *view["sniffed"])] == []
        assert [view["messages"] for view in judged[page]["views"]] == [[], [], [], []]

    def test_nothing_scrolls_sideways_at_320_pixels(self, judged: Any, page: str) -> None:
        assert [view["overflow"] for view in judged[page]["views"]] == [0, 0, 0, 0]

    def test_the_keyboard_reaches_every_control_and_shows_where_it_is(self, judged: Any, page: str) -> None:
        focused = judged[page]["focused"]
        assert "Skip to" in focused[0]
        assert [stop for stop in focused if " unseen " in stop] == []

    def test_no_text_becomes_a_script_and_nothing_is_fetched(self, judged: Any, page: str) -> None:
        assert (judged[page]["alerts"], judged[page]["asked"], judged[page]["refused"]) == ("", [], [])

    def test_without_script_everything_is_there(self, judged: Any, page: str) -> None:
        assert judged[page]["plain"] > 0
