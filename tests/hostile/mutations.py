"""Damage and malice, drawn from a seed: to bytes, texts, XML parts of packages, JSON and YAML."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

PATHS = (
    "../../canary/a.txt",
    "../../../canary/a.txt",
    "/etc/passwd",
    "../victim.txt",
    "..\\..\\victim.txt",
    "C:\\victim.txt",
    ".lock",
    "manifest.json",
    "",
    ".",
    "..",
    "con",
    "a/b/c/d/e",
    "a\0b",
    "x" * 5_000,
    "file:///etc/passwd",
    "~/x",
    "-rf",
    "two words.txt",
    "line\nend.md",
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>1</script>",
    "file:///etc/passwd",
    "http://[::1",
    "http://x:99999999999/",
    "//host/x",
    "https://",
    "tel:",
    "vbscript:x",
    "https://a b",
)
SIGNS = (
    "\0",
    "\x07",
    "\x1b[31m",
    "\u202e",
    "\u2066",
    "\ufffe",
    "\ud800",
    "\u0378",
    "\U0010ffff",
    "\u200b",
    "\u0300" * 300,
)
TEXTS = (
    ">" * 600,
    "> " * 200,
    "[" * 3_000,
    "![" * 2_000,
    "*a_ " * 3_000,
    "`" * 999,
    "a" * 60_000,
    "\n".join("  " * depth + "- a" for depth in range(120)),
    "::: " * 500,
    "\n".join(":::" + ":" * depth + " {.callout .note title=x}" for depth in range(80)),
    "$" + "{" * 900 + "x" + "}" * 900 + "$",
    "$\\def\\x{\\x\\x}\\x$",
    "[^1]\n\n[^1]: a[^2]\n\n[^2]: b[^1]\n",
    "<script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "&#8238;&#0;&#x110000;",
    "|" + "a|" * 3_000 + "\n|" + "-|" * 3_000,
    "---\n" * 50,
    "![x](../../canary/a.txt)",
    "![x](images/" + "y" * 5_000 + ".png)",
    "[x](javascript:alert(1))",
    "![x](dot.svg){" + " .a" * 500 + "}",
    "[x]{lang=" + "x" * 999 + "}",
    "(" * 5_000,
    "%PDF-1.7",
    "PK\x03\x04",
)
_LONGEST = 1 << 20


def bytes_damaged(draw: Random, data: bytes) -> bytes:
    """Flip, cut, repeat or fill some bytes."""
    held = bytearray(data[:_LONGEST])
    for _ in range(draw.choice((1, 1, 3, 20))):
        if not held:
            break
        at = draw.randrange(len(held))
        match draw.randrange(6):
            case 0:
                held[at] ^= 1 << draw.randrange(8)
            case 1:
                held[at] = draw.choice((0, 255, 0x7F, 0x80))
            case 2:
                del held[at : at + draw.choice((1, 10, 1_000))]
            case 3:
                held[at:at] = held[at : at + draw.choice((1, 50, 500))]
            case 4:
                del held[at:]
            case _:
                held[at:at] = draw.randbytes(draw.choice((1, 16, 300)))
    return bytes(held)


def text_damaged(draw: Random, text: str) -> str:
    """Put something hostile into a text, or damage its lines."""
    for _ in range(draw.choice((1, 1, 2, 4))):
        lines = text.split("\n")
        at = draw.randrange(len(lines))
        match draw.randrange(8):
            case 0 | 1:
                lines.insert(at, draw.choice(TEXTS))
            case 2:
                lines[at] += draw.choice(SIGNS)
            case 3:
                lines[at] += " " + draw.choice(TEXTS)
            case 4:
                del lines[at]
            case 5:
                lines[at] = lines[at][: draw.randrange(len(lines[at]) + 1)]
            case 6:
                lines[at:at] = lines[: draw.randrange(1, 40)] * draw.choice((1, 1, 50))
            case _:
                lines[at] = draw.choice((*PATHS, *ADDRESSES)) + lines[at]
        text = "\n".join(lines)
    return text


def encoded(draw: Random, text: str) -> bytes:
    """A text as bytes, now and then in another encoding or with a byte that is none."""
    match draw.randrange(12):
        case 0:
            return text.encode("utf-16", "surrogatepass")
        case 1:
            return text.encode("latin-1", "replace")
        case 2:
            return bytes_damaged(draw, text.encode("utf-8", "surrogatepass"))
        case _:
            return text.encode("utf-8", "surrogatepass")


def package_damaged(draw: Random, data: bytes) -> bytes:
    """An EPUB or Word file with a part damaged, dropped, doubled, renamed, or its bytes flipped."""
    if not draw.randrange(4):
        return bytes_damaged(draw, data)
    source = zipfile.ZipFile(io.BytesIO(data))
    parts = [(part.filename, source.read(part), part.compress_type) for part in source.infolist()]
    at = draw.randrange(len(parts))
    name, held, compression = parts[at]
    match draw.randrange(8):
        case 0:
            del parts[at]
        case 1:
            parts.append((name, held, compression))
        case 2:
            parts[at] = (draw.choice([path for path in PATHS if path]).replace("\0", "0"), held, compression)
        case 3:
            parts[at] = (name, bytes_damaged(draw, held), compression)
        case 4:
            parts[at] = (name, b"\0" * draw.choice((0, 10, 80_000_000)), zipfile.ZIP_DEFLATED)
        case _:
            parts[at] = (name, xml_damaged(draw, held), compression)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content, kind in parts:
            archive.writestr(part, content, kind)
    return made.getvalue()


def xml_damaged(draw: Random, data: bytes) -> bytes:
    """Markup with an attribute's value replaced, an element doubled or nested, a document type, or an instruction."""
    text = data.decode("utf-8", "replace")
    match draw.randrange(6):
        case 0:
            quotes = [at for at, sign in enumerate(text) if sign == '"']
            if len(quotes) < 2:
                return bytes_damaged(draw, data)
            start = draw.randrange(len(quotes) - 1)
            value = draw.choice(("ZZZZ", "-1", "99999999999999999999", "", *PATHS, *ADDRESSES)).replace("\0", "")
            text = text[: quotes[start] + 1] + value.replace("<", "&lt;").replace('"', "") + text[quotes[start + 1] :]
        case 1:
            tags = [at for at, sign in enumerate(text) if sign == "<"]
            at = draw.choice(tags or [0])
            text = text[:at] + draw.choice(TEXTS).replace("<", "&lt;").replace("\0", "")[:5_000] + text[at:]
        case 2:
            text = text.replace("?>", "?><!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>", 1)
        case 3:
            at = max(text.find("<", draw.randrange(len(text) or 1)), 0)
            text = text[:at] + "<b>" * draw.choice((5, 400)) + text[at:]
        case 4:
            text = text.replace("utf-8", draw.choice(("utf-7", "utf-16", "x-none")), 1).replace("UTF-8", "utf-7", 1)
        case _:
            return bytes_damaged(draw, data)
    return text.encode("utf-8", "replace")


def json_damaged(draw: Random, data: bytes) -> bytes:
    """JSON with some values replaced by paths, numbers and things of another kind."""
    tree = json.loads(data)
    places: list[tuple[Any, Any]] = []

    def gather(node: Any) -> None:
        for key in node if isinstance(node, dict) else range(len(node)):
            places.append((node, key))
            if isinstance(node[key], dict | list):
                gather(node[key])

    gather(tree)
    files = [(node, key) for node, key in places if key in ("file", "path", "id", "schema", "files", "sha256")]
    for _ in range(draw.choice((1, 1, 2, 5))):
        node, key = draw.choice(files if files and draw.randrange(3) else places)
        node[key] = draw.choice((*PATHS, *ADDRESSES, -1, 1e308, None, [], {}, "other/9", True))
    text = json.dumps(tree)
    if not draw.randrange(8):
        text = "[" * 100_000 + text
    return bytes_damaged(draw, text.encode()) if not draw.randrange(8) else text.encode()


Damage = Callable[[Random, bytes], bytes]
