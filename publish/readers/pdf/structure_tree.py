"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8) as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Pdf, String

from publish.errors import UnreadableEdition
from publish.readers.pdf.marked_content import number_tree
from publish.readers.pdf.page_objects import Box

_STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
        "Strong",
        "Em",
        "Title",
        "FENote",
        "Sub",
        "Aside",
        "DocumentFragment",
    ]
)


_DESCRIBED = frozenset({"Figure", "Formula"})
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: its page, from 1, its id there, and the language of the element that holds it."""

    page: int
    mark: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """A place to go to. `top` is the height on the page in points (None: the whole page)."""

    page: int
    top: float | None


@dataclass(frozen=True, slots=True)
class Target:
    """Where an annotation leads: an address, or a place in the file.

    `page` is the one that it is on, 0 for none; `boxes` are where it can be clicked, line by line, and `around` is the
    rectangle that it has as a whole, in points. `described` is what is said of it (Contents); `leads_back` says whether
    the file knows its tag, as programs ask that start from the page (StructParent).
    """

    address: str | None
    place: Destination | None
    page: int = 0
    boxes: tuple[Box, ...] = ()
    around: Box = _NOWHERE
    described: str = ""
    leads_back: bool = False


@dataclass(slots=True)
class Element:
    """One element of the structure tree.

    `alt` is None where it has no text alternative; `language` is "" where neither it nor what holds it names one;
    `attributes` are by name.
    """

    tag: str
    kids: list[Element | Content | Target] = field(default_factory=list)
    alt: str | None = None
    language: str = ""
    id: str = ""
    attributes: dict[str, object] = field(default_factory=dict)
    instead: str = ""  # words that are heard in place of what it holds, where they are no text alternative

    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def descend(self) -> Iterator[Element]:
        """The element and all within it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed([kid for kid in element.kids if isinstance(kid, Element)])

    def content(self) -> Iterator[Content]:
        """All marked content within it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid
            elif isinstance(kid, Element):
                yield from kid.content()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the file's own outline; `depth` from 1."""

    title: str
    depth: int
    place: Destination | None


class Structure:
    """Reads the tree of one file."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        self._named = _named_destinations(pdf)
        self._annotated = {
            link.objgen: number for number, page in enumerate(pdf.pages, 1) for link in page.obj.get("/Annots", Array())
        }
        self._parents = number_tree(pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree"))
        self._tagged: set[tuple[int, int]] = set()

    def root(self) -> Element:
        """The tree under one element "Root".

        Raises:
            UnreadableEdition: the file has no tags.

        """
        tree = self._pdf.Root.get("/StructTreeRoot")
        if not isinstance(tree, Dictionary) or "/K" not in tree:
            raise UnreadableEdition("the PDF has no tags, so its reading order is not known.")
        roles = {str(key): str(value)[1:] for key, value in dict(tree.get("/RoleMap", Dictionary())).items()}
        root = Element("Root")
        self._read_kids(tree, root, None, roles)
        return root

    def untagged(self) -> list[str]:
        """The annotations that no tag holds; to be asked once the tree is read."""
        return [f"Link on page {number}" for key, number in self._annotated.items() if key not in self._tagged]

    def bookmarks(self) -> list[Bookmark]:
        """The outline, flat, in order."""
        with self._pdf.open_outline(strict=False) as outline:
            return list(self._bookmarks(outline.root, 1))

    def _bookmarks(self, items: list[OutlineItem], depth: int) -> Iterator[Bookmark]:
        for item in items:
            goal: object = item.destination
            if goal is None and item.action is not None:
                goal = item.action.get("/D")
            yield Bookmark(item.title, depth, self._destination(goal))
            yield from self._bookmarks(item.children, depth + 1)

    def _read(self, source: Object, page: int | None, roles: dict[str, str], language: str) -> Element:
        tag = str(source.S)[1:]
        for _ in range(8):  # ISO 32000-1, 14.7.3: a role may be mapped more than once
            if tag in _STANDARD or f"/{tag}" not in roles:
                break
            tag = roles[f"/{tag}"]
        element = Element(
            tag,
            alt=str(source["/Alt"]) if "/Alt" in source else None,
            language=str(source.get("/Lang", language)),
            id=str(source.get("/ID", "")),
            attributes=_attributes(source.get("/A")),
            instead=_instead(source, tag),
        )
        if "/Pg" in source:
            page = self._pages.get(source["/Pg"].objgen, page)
        if "/K" in source:
            self._read_kids(source, element, page, roles)
        return element

    def _read_kids(self, source: Object, element: Element, page: int | None, roles: dict[str, str]) -> None:
        kids = source["/K"]
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                if page is None:
                    raise UnreadableEdition("The PDF's tags name content without a page.")
                element.kids.append(Content(page, kid, element.language))
                continue
            if not isinstance(kid, Dictionary):
                raise UnreadableEdition("The PDF's tags are damaged.")
            if "/S" in kid:
                element.kids.append(self._read(kid, page, roles, element.language))
                continue
            own = self._pages.get(kid["/Pg"].objgen) if "/Pg" in kid else page
            if kid.get("/Type") == Name.OBJR:
                element.kids.append(self._target(kid.Obj, source))
            elif "/MCID" in kid and own is not None:
                element.kids.append(Content(own, int(kid.MCID), element.language))
            else:
                raise UnreadableEdition("The PDF's tags are damaged.")

    def _target(self, annotation: Object, holder: Object) -> Target:
        action = annotation.get("/A", Dictionary())
        goal = annotation.get("/Dest", action.get("/D"))
        self._tagged.add(annotation.objgen)
        owner = self._parents.get(int(annotation.get("/StructParent", -1)))
        return Target(
            _text(action.URI) if "/URI" in action else None,
            None if "/URI" in action else self._destination(goal),
            self._annotated.get(annotation.objgen, 0),
            _boxes(annotation),
            _rectangle(annotation),
            str(annotation.get("/Contents", "")),
            owner is not None and owner.objgen == holder.objgen,
        )

    def _destination(self, goal: object) -> Destination | None:
        if isinstance(goal, String | Name | str | bytes):
            goal = self._named.get(str(goal))
        if isinstance(goal, Dictionary):
            goal = goal.get("/D")
        if not isinstance(goal, Array) or len(goal) == 0 or not isinstance(goal[0], Dictionary):
            return None
        page = self._pages.get(goal[0].objgen)
        if page is None:
            return None
        top = goal[3] if len(goal) > 3 and goal[1] == Name.XYZ else goal[2] if len(goal) > 2 else None
        try:
            return Destination(page, None if top is None else float(top))
        except (TypeError, ValueError):
            return Destination(page, None)


def _instead(source: Object, tag: str) -> str:
    """What is said in place of an element: ActualText, an expansion, or an alternative of what is no picture."""
    keys = ("/ActualText", "/E", *(() if tag in _DESCRIBED else ("/Alt",)))
    return " ".join(str(source[key]) for key in keys if key in source)


def _boxes(annotation: Object) -> tuple[Box, ...]:
    """The rectangle of an annotation, or those of its lines (QuadPoints)."""
    points = [float(value) for value in annotation.get("/QuadPoints", Array())]
    if not points:
        return (_rectangle(annotation),)
    quads = [points[at : at + 8] for at in range(0, len(points), 8)]
    return tuple(Box(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads)


def _rectangle(annotation: Object) -> Box:
    left, bottom, right, top = (float(value) for value in annotation.get("/Rect", Array([0, 0, 0, 0])))
    return Box(left, bottom, right, top)


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _attributes(given: object) -> dict[str, object]:
    """Attributes of all owners by name; numbers as float, names without their slash, arrays as lists of strings."""
    found: dict[str, object] = {}
    for owner in given if isinstance(given, Array) else [given]:
        if isinstance(owner, Dictionary):
            found |= {key[1:]: _plain(value) for key, value in owner.items() if key != "/O"}
    return found


def _plain(value: object) -> object:
    if isinstance(value, Name):
        return str(value)[1:]
    if isinstance(value, Array):
        return [str(item) for item in value]
    if isinstance(value, String):
        return str(value)
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return value


def _named_destinations(pdf: Pdf) -> dict[str, Object]:
    found: dict[str, Object] = {}
    if "/Dests" in pdf.Root:
        found |= {key[1:]: value for key, value in pdf.Root.Dests.items()}
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    waiting = [names] if names is not None else []
    while waiting:
        node = waiting.pop()
        waiting += list(node.get("/Kids", Array()))
        pairs = list(node.get("/Names", Array()))
        found |= {str(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=False)}
    return found
