"""Any page, with any signs in it that mean something to Markdown, becomes a source that says the same words."""

from __future__ import annotations

import html
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import publish
from publish.importing.run import import_document
from tests.importing.conftest import PUBLISHER

SIGNS = st.text(list("*_`~^$[](){}<>#|\\!:+-=.&%@\"' /0123ab"), min_size=1, max_size=12)
WORDS = st.one_of(
    SIGNS, st.sampled_from(["iron", "−5 °C", "10⁹/L", "don’t", "1. a", "[^1]", "::: x", "{.a}", "$5", "a_b_c"])
)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join).map(html.escape)


def inside(tag: str, words: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[str]:
    return words.map(lambda text: f"<{tag}>{text}</{tag.split()[0]}>")


LINES = st.lists(
    st.one_of(
        TEXTS,
        *map(inside, ["em", "strong", "sup", "sub", "code", 'a href="https://e.org/x_y"', 'span lang="cy"', "s", "q"]),
        TEXTS.map(lambda text: f"<strong>{text}<em>{text}</em></strong>"),
        st.just("<br>"),
    ),
    min_size=1,
    max_size=6,
).map("".join)
BLOCKS = st.one_of(
    *(inside(tag, LINES) for tag in ("p", "div", "h2", "h3", "blockquote")),
    st.lists(LINES, min_size=1, max_size=3).map(lambda rows: f"<ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"),
    st.tuples(LINES, LINES).map(lambda pair: f"<dl><dt>{pair[0]}</dt><dd>{pair[1]}</dd></dl>"),
    st.tuples(LINES, LINES, LINES).map(
        lambda row: f"<table><tr><th>{row[0]}</th><th>B</th></tr><tr><td>{row[1]}</td><td>{row[2]}</td></tr></table>"
    ),
)
_HEAD = '<html lang="en"><body><main><h1>Title</h1><h2>Start</h2>'
PAGES = st.lists(BLOCKS, min_size=1, max_size=6).map(lambda blocks: f"{_HEAD}{''.join(blocks)}</main></body></html>")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES)
@example(f"{_HEAD}<p>0<em>a</em><sup>0</sup></p></main></body></html>")
@example(f"{_HEAD}<p><sup>0</sup><sub>0</sub></p></main></body></html>")
@example(f"{_HEAD}<p>0<sup>:</sup><em>0</em></p></main></body></html>")
@example(f"{_HEAD}<p>0</p><p><s>0</s><em>iron</em>0</p></main></body></html>")
def test_any_page_keeps_every_word(page: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(PUBLISHER, folder / "publisher.yaml")
        (folder / "p.html").write_text(page, encoding="utf-8")
        report = import_document(folder / "p.html", folder / "made.md")
        assert (report.proof.lost, report.proof.added) == ((), ()), report.source.read_text(encoding="utf-8")
        publish.load(report.source)
