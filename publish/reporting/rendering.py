"""Pages from templates: every text escaped, nothing loaded from elsewhere, and no script but the page's own."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from publish.contracts.format import clock
from publish.model.publication import Look
from publish.source import day_words


def page(template: str, script: str, look: Look | None = None, **values: Any) -> str:
    """A whole page from a template, with the style that all share and a script of its own; "" for one without.

    `look` is that of the house whose document the page is about, None for a page about several.
    """
    style = _style() + (_house(look) if look is not None else "")
    code = _text(script) if script else ""
    # Escaping is what keeps a text from being markup; the policy is what holds where that should ever fail.
    policy = (
        "default-src 'none'; img-src data:; font-src data:; media-src 'self' file: data:; base-uri 'none'; "
        "form-action 'none'; "
        f"style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(code)}'"
    )
    found = _environment().get_template(template)
    own = {"style": Markup(style), "script": Markup(code), "policy": policy, "look": look}  # noqa: S704 — ours
    return found.render(own | values) + "\n"


def data_uri(media_type: str, data: bytes) -> str:
    """Bytes as an address that needs no file."""
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def kilobytes(number: int | None) -> str:
    """A size for people."""
    if number is None:
        return ""
    return f"{number / 1_000_000:.1f}\u00a0MB" if number >= 1_000_000 else f"{max(1, round(number / 1000))}\u00a0kB"


def day_in_words(value: object) -> str:
    """A date as people write it, on one line: "1 May 2026"; what is no date as it is."""
    return day_words.day_in_words(value).replace(" ", "\u00a0")


def when(value: object) -> str:
    """A date as it stands in a sentence, on one line: "on 1 May 2026", and "in May 2026" of a month."""
    return day_words.when(value).replace(" ", "\u00a0")


def _on_one_line(words: str) -> Markup:
    """Words that no line end parts: where a column is narrower than a date, a break would come within its year."""
    return Markup('<span class="whole">{}</span>').format(words)


@dataclass(frozen=True, slots=True)
class Badge:
    """A state as a page shows it: a sign and a word, and a tone for its colour, which never stands alone."""

    sign: str
    word: str
    tone: str  # "good", "bad", "warn", "calm"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("publish.reporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["clock"] = clock
    environment.filters["day"] = lambda value: _on_one_line(day_in_words(value))
    environment.filters["when"] = lambda value: _on_one_line(when(value))
    environment.filters["kilobytes"] = kilobytes
    return environment


@lru_cache(maxsize=1)
def _style() -> str:
    """The style with its typeface inside: one made for low vision, on every machine, without a network."""
    style = _text("style.css")
    try:
        import fontpkg_atkinson_hyperlegible
    except ImportError:
        return style  # its address then names no file, and the page is set in the next face of its list
    folder = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
    for name in ("Regular", "Bold"):
        face = data_uri("font/ttf", (folder / f"AtkinsonHyperlegible-{name}.ttf").read_bytes())
        style = style.replace(name.upper(), face)
    return style


def _house(look: Look) -> str:
    """The house's colour as a band above the page, which holds in dark and light alike, and its typeface."""
    faces = f'body {{ font-family: "{look.typeface}", Page, sans-serif; }}\n' if look.typeface else ""
    return f"header.top {{ border-top: 10px solid {look.colour}; padding-top: 1rem; }}\n{faces}"


@lru_cache(maxsize=8)
def _text(name: str) -> str:
    return (files("publish.reporting") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()
