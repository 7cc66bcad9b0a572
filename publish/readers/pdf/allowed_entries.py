"""What a file, its pages and its tags may hold: nobody can list all that acts, shows or says other things.

Each list has what a typesetter writes for the publications of this house; whatever is in none is named.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    Dictionary,
    Name,
    Object,
    Page,
    Pdf,
    parse_content_stream,
)

from publish.model.languages import direction
from publish.readers.pdf.marked_content import number_tree

_OF_FILES = (
    "/Extensions /Lang /MarkInfo /Metadata /Names /Outlines /OutputIntents /Pages /StructTreeRoot /Type /Version "
    "/ViewerPreferences"
)
_OF_PAGES = (
    "/Annots /BleedBox /Contents /CropBox /Group /MediaBox /Parent /Resources /Rotate /StructParents /Tabs /TrimBox "
    "/Type /UserUnit"
)
_OF_TREES = "/IDTree /K /ParentTree /ParentTreeNextKey /RoleMap /Type"
_OF_OUTLINES = "/Count /First /Last /Type"
_OF_BOOKMARKS = "/Count /Dest /First /Last /Next /Parent /Prev /Title"
_OF_A_TAG = "/A /ActualText /Alt /E /ID /K /Lang /P /Pg /S /Type"  # what is heard in place of words is told by itself
_OF_TAGS = frozenset(_OF_A_TAG.split())
_ROLES = {"/Strong": "/Span", "/Em": "/Span", "/Terms": "/Part", "/Datetime": "/Span", "/Title": "/P"}
_KINDS = (
    "/BlockQuote /Caption /Code /Div /Document /Em /Figure /Formula /H1 /H2 /H3 /H4 /H5 /H6 /L /LBody /LI /Lbl /Link "
    "/Note /P /Part /Quote /Reference /Sect /Span /Strong /TBody /TD /TFoot /TH /THead /TOC /TOCI /TR /Table /Terms"
)
_TAGS = frozenset(_KINDS.split())
_OF_LAYOUT = (
    "/BBox /BaselineShift /BorderColor /BorderStyle /BorderThickness /LineHeight /Placement /TextDecorationType"
)
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "/Layout": frozenset(_OF_LAYOUT.split()),
    "/List": frozenset({"/ListNumbering"}),
    "/Table": frozenset({"/ColSpan", "/Headers", "/RowSpan", "/Scope"}),
}
_VALUES = {
    "/BorderStyle": {"/Solid"},
    "/ListNumbering": {"/Circle", "/Decimal", "/None"},
    "/Placement": {"/Block"},
    "/TextDecorationType": {"/LineThrough"},
}
_OF_MARKS = {
    "/Artifact": frozenset({"/Attached", "/BBox", "/Subtype", "/Type"}),
    "/Span": frozenset({"/ActualText", "/Alt", "/Lang", "/MCID"}),
    "/ReversedChars": frozenset[str](),
}
_NO_PROFILE = frozenset({"/CalGray", "/CalRGB", "/Lab"})
_MARKING = ("BDC", "BMC", "DP", "MP")


def strange_entries(pdf: Pdf) -> Iterator[str]:
    """All that is in none of the lists."""
    tree = pdf.Root.get("/StructTreeRoot", Dictionary())
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    outlines = pdf.Root.get("/Outlines", Dictionary())
    marks = pdf.Root.get("/MarkInfo", Dictionary())
    holders: list[tuple[Object, str]] = [
        (pdf.Root, _OF_FILES),
        (pdf.Root.get("/Names", Dictionary()), "/Dests"),
        (preferences, "/Direction /DisplayDocTitle"),
        (marks, "/Marked /Suspects"),
        (tree, _OF_TREES),
        (outlines, _OF_OUTLINES),
        *((item, _OF_BOOKMARKS) for item in _bookmarks(outlines)),
        *((page.obj, _OF_PAGES) for page in pdf.pages),
    ]
    for holder, known in holders:
        yield from sorted(set(map(str, holder.keys())) - set(known.split()))
    if bool(marks.get("/Suspects", False)):
        yield "tags that are called doubtful"
    turned = preferences.get("/Direction", Name.L2R)
    if (turned == Name.R2L) != (direction(str(pdf.Root.get("/Lang", ""))) == "rtl"):
        yield f"pages that turn {turned}"
    for tag, role in dict(tree.get("/RoleMap", Dictionary())).items():
        if _ROLES.get(str(tag)) != str(role):
            yield f"the tag {str(tag)[1:]} called {str(role)[1:]}"
    for element in _elements(tree):
        yield from _of_element(element)
    parents = number_tree(tree.get("/ParentTree"))
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page.obj and page.obj.get("/Tabs") != Name.S:
            yield f"links of page {number} in an order of their own (Tabs)"
        spaces = page.obj.get("/Resources", Dictionary()).get("/ColorSpace", Dictionary())
        for name, space in dict(spaces).items():
            if str(name).startswith("/Default") or str(space[0] if isinstance(space, Array) else space) in _NO_PROFILE:
                yield f"a colour space of its own on page {number}"
        owners = parents.get(int(page.obj.get("/StructParents", -1)))
        yield from (f"{found} on page {number}" for found in _of_content(page, owners))


def _elements(tree: Object) -> Iterator[Object]:
    waiting = [tree.get("/K", Array())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += list(node)
        elif isinstance(node, Dictionary) and "/S" in node:
            yield node
            waiting.append(node.get("/K", Array()))


def _of_element(element: Object) -> Iterator[str]:
    tag = str(element.S)
    if tag not in _TAGS:
        yield f"the tag {tag[1:]}"
    yield from (f"{key} of the tag {tag[1:]}" for key in sorted(set(map(str, element.keys())) - _OF_TAGS))
    given = element.get("/A", Array())
    for owner in given if isinstance(given, Array) else [given]:
        known = _ATTRIBUTES.get(str(owner.get("/O")), frozenset())
        for key, value in owner.items():
            allowed = _VALUES.get(key)
            if key != "/O" and (key not in known or (allowed is not None and str(value) not in allowed)):
                yield f"the attribute {key[1:]} of the tag {tag[1:]}"


def _bookmarks(item: Object) -> Iterator[Object]:
    below = item.get("/First")
    while below is not None:
        yield below
        yield from _bookmarks(below)
        below = below.get("/Next")


def _of_content(page: Page, owners: Object | None) -> Iterator[str]:
    """What marked content says beside its tag: a text alternative only of a picture, and the same as the tag has."""
    named = page.obj.get("/Resources", Dictionary()).get("/Properties", Dictionary())
    for step in parse_content_stream(page, " ".join(_MARKING)):
        if isinstance(step, ContentStreamInlineImage) or str(step.operator) not in _MARKING:
            continue
        name, given = str(step.operands[0]), step.operands[1] if len(step.operands) > 1 else Dictionary()
        properties = named.get(str(given), Dictionary()) if isinstance(given, Name) else given
        if str(step.operator) in ("DP", "MP") or name not in _OF_MARKS:
            yield f"content marked {name[1:]}"
            continue
        yield from sorted(set(map(str, properties.keys())) - _OF_MARKS[name])
        if "/Alt" in properties:
            owner = owners[int(properties.MCID)] if owners is not None and "/MCID" in properties else Dictionary()
            if owner.get("/S") != Name.Figure or str(owner.get("/Alt", "")) != str(properties.Alt):
                yield f"content heard as {properties.Alt}"
