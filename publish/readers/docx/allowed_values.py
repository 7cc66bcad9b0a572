"""What the parts of a Word document are made of: elements, their attributes, and the values that these may have.

An element, an attribute or a value that is not listed may hide words, say others in their place, move them off the page
or fetch them; nobody can list all that can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from publish.readers.docx.parts import W

Values = Mapping[str, str]
Table = Mapping[str, Values]

_FREE = ".*"  # a value that is looked at elsewhere: compared, or followed to where it leads
_NUMBER = "[0-9]+"
_TWIPS = "[0-9]{1,3}"  # less than two centimetres
_INDENT = "[0-5]?[0-9]{1,3}"  # twips: a list of ten levels
_COLUMN = "[1-9][0-9]{2,3}"  # twips: 40 columns on a page are twice as wide as the least
_COLOUR = "[0-9A-Fa-f]{6}"
_NONE: Values = {}
_ON = {"val": "1|true|on"}
_VAL = {"val": _FREE}
_SIZE = {"val": "[2-9][0-9]|1[0-9]{2}"}
_EDGE = {"val": "single|double", "sz": "[0-9]{1,2}", "space": "[0-9]{1,2}", "color": _COLOUR}
_BAR: Values = {**_EDGE, "sz": "[2-9][0-9]"}  # eighths of a point: one that is seen
_SIDE = {**_EDGE, "w": "[0-9]{1,3}", "type": "dxa"}
_WIDE = {"w": _COLUMN, "type": "dxa"}


def _plain(names: str) -> dict[str, Values]:
    return dict.fromkeys(names.split(), _NONE)


RUN: Table = {
    **dict.fromkeys(("b", "bCs", "rtl", "smallCaps", "strike"), _ON),
    "lang": {"val": _FREE, "bidi": _FREE, "eastAsia": _FREE},
    "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), _FREE),  # `allowed_parts` has the faces
    "rStyle": {"val": "Emphasis|FootnoteReference|HTMLCode|Hyperlink|Strong"},
    "vertAlign": {"val": "superscript|subscript"},
    **dict.fromkeys(("sz", "szCs"), _SIZE),  # `document_rules` measures them
}
"""How a run may look; what is raised alone has a size of its own."""

TEXT: Table = {
    **_plain(
        "body br continuationSeparator docPartObj docPartUnique document drawing footnoteRef footnotes ftr numPr p "
        "pBdr pPr r rPr sdt sdtContent sdtPr sectPr separator tbl tblGrid tblPr tc tcPr tr trPr"
    ),
    **_plain("proofErr lastRenderedPageBreak"),  # what saving leaves
    **dict.fromkeys(("bidi", "bidiVisual", "cantSplit", "keepNext", "tblHeader"), _ON),
    "proofErr": {"type": _FREE},
    "t": {"space": "preserve"},
    "instrText": {"space": "preserve"},
    "bookmarkStart": {"id": _NUMBER, "name": _FREE},
    "bookmarkEnd": {"id": _NUMBER},
    "docPartGallery": {"val": "Table of Contents"},
    "id": {"val": _NUMBER},
    "fldChar": {"fldCharType": "begin|separate|end"},
    "footerReference": {"type": "default", "id": _FREE},
    "footnote": {"id": "-?[0-9]+", "type": "separator|continuationSeparator"},
    "footnoteReference": {"id": _NUMBER},
    "hyperlink": {"anchor": _FREE, "history": "1", "id": _FREE},
    "ilvl": {"val": "[0-8]"},
    "numId": {"val": _NUMBER},
    "pStyle": _VAL,
    "spacing": {"before": _TWIPS, "after": _TWIPS, "line": "2[4-9][0-9]|[3-9][0-9]{2}", "lineRule": "auto"},
    "ind": {"left": _INDENT, "right": _INDENT, "hanging": _TWIPS},
    "pgSz": {"w": "11906", "h": "16838"},
    "pgMar": {
        **dict.fromkeys(("top", "right", "bottom", "left"), "1[0-9]{3}"),
        **dict.fromkeys(("header", "footer"), "[5-9][0-9]{2}"),
        "gutter": "0",
    },
    **dict.fromkeys(("left", "right"), _BAR),
    "tblStyle": {"val": "ClearTable|LayoutTable"},
    "tblW": _WIDE,
    "tcW": _WIDE,
    "gridCol": {"w": _COLUMN},
    "tblInd": {"w": _INDENT, "type": "dxa"},
    "tblLayout": {"type": "fixed"},
    "tblLook": {"val": _FREE, "firstRow": "[01]", "lastRow": "0", "firstColumn": "[01]", "lastColumn": "0"}
    | dict.fromkeys(("noHBand", "noVBand"), "1"),
    "tblCaption": _VAL,
    "tblDescription": _VAL,
    "gridSpan": {"val": _NUMBER},
    "vMerge": {"val": "restart|continue"},
    "vAlign": {"val": "top|center"},
}
"""The text, its notes, and the foot of the pages."""

STYLES: Table = {
    **_plain(
        "docDefaults pBdr pPr pPrDefault rPr rPrDefault styles tblBorders tblCellMar tblPr tcPr lsdException "
        "latentStyles"
    ),
    **dict.fromkeys(("bidi", "keepLines", "keepNext", "noProof", "qFormat", "semiHidden"), _ON),
    **dict.fromkeys(("suppressAutoHyphens", "widowControl", "unhideWhenUsed"), _ON),
    "style": {"type": "paragraph|character|table|numbering", "default": "1", "styleId": _FREE, "customStyle": "1"},
    **dict.fromkeys(("basedOn", "next", "name", "link", "uiPriority"), _VAL),
    "outlineLvl": {"val": "[0-5]"},
    "tblStylePr": {"type": "firstRow|firstCol"},
    "spacing": TEXT["spacing"],
    "ind": TEXT["ind"],
    "tblInd": TEXT["tblInd"],
    **dict.fromkeys(("top", "bottom", "left", "right", "insideH", "insideV"), _SIDE),
    "shd": {"val": "clear", "color": "auto", "fill": _COLOUR},
}
"""The styles."""

STYLED_RUN: Table = {
    **{name: RUN[name] for name in ("b", "bCs", "rtl", "lang", "rFonts", "vertAlign", "sz", "szCs")},
    "noProof": _ON,
    "color": {"val": _COLOUR},
    "u": {"val": "single"},
}
"""How the runs of a style may look."""

NUMBERING: Table = {
    **_plain("numbering lvl num abstractNum pPr"),
    "abstractNum": {"abstractNumId": _NUMBER},
    "num": {"numId": _NUMBER},
    "abstractNumId": {"val": _NUMBER},
    "multiLevelType": {"val": "hybridMultilevel"},
    "lvl": {"ilvl": "[0-8]"},
    "start": {"val": "-?[0-9]+"},
    "numFmt": {"val": "decimal|bullet"},
    "lvlText": {"val": r"•|%[1-9]\."},
    "lvlJc": {"val": "left"},
    "ind": TEXT["ind"],
}
"""What stands before the items of lists."""

SETTINGS: Table = {
    **_plain("settings compat footnotePr"),
    "zoom": {"percent": "100"},
    "defaultTabStop": {"val": "720"},
    "autoHyphenation": {"val": "false"},
    "compatSetting": {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"},
    "footnote": {"id": "-1|0"},
}
"""The settings."""

FONTS: Table = {
    "fonts": {"Ignorable": _FREE},
    "font": {"name": _FREE},
    **dict.fromkeys(("altName", "panose1", "family", "pitch"), _VAL),
    "charset": {"val": _FREE, "characterSet": _FREE},
    "sig": dict.fromkeys(("usb0", "usb1", "usb2", "usb3", "csb0", "csb1"), _FREE),
    "notTrueType": _ON,
}
"""The faces that a file tells of; none is in it."""

WEB_SETTINGS: Table = {
    "webSettings": {"Ignorable": _FREE},
    **dict.fromkeys(("optimizeForBrowser", "allowPNG"), _ON),
}
"""What Word leaves for browsers."""

_EXTENT = {"cx": "[1-9][0-9]{5,6}", "cy": "[1-9][0-9]{5,6}"}
DRAWINGS: Table = {
    **_plain(
        "avLst extLst fillRect graphic stretch xfrm blipFill cNvPicPr nvPicPr pic spPr cNvGraphicFramePr "
        # of formulas
        "acc accPr deg den e f lim limLow limUpp m mr num oMath oMathPara oMathParaPr r rPr rad radPr sSub sSubSup "
        "sSup sub sup t"
    ),
    "t": {"space": "preserve"},
    **dict.fromkeys(("chr", "degHide", "nor"), _VAL),
    "jc": {"val": "left|right"},  # of a formula on a line of its own
    "sty": {"val": "p|i|b|bi"},
    "blip": {"embed": _FREE},
    "svgBlip": {"embed": _FREE},
    "ext": {"uri": _FREE, **_EXTENT},
    "extent": _EXTENT,
    "graphicData": {"uri": "http://schemas.openxmlformats.org/drawingml/2006/picture"},
    "graphicFrameLocks": {"noChangeAspect": "1"},
    "off": {"x": "0", "y": "0"},
    "prstGeom": {"prst": "rect"},
    "decorative": {"val": "1"},
    **{name: {"id": _NUMBER, "name": "Picture [0-9]+", "descr": _FREE} for name in ("docPr", "cNvPr")},
    "inline": dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
}
"""Pictures and formulas, in their own namespaces."""

_OF_DRAWINGS = re.compile(
    r"\{http://schemas\.(?:microsoft\.com/office/drawing/20(?:16/SVG/main|17/decorative)|"
    r"openxmlformats\.org/(?:drawingml/2006/(?:main|picture|wordprocessingDrawing)|officeDocument/2006/math))\}"
)
_OF_A_RUN = f"{W}rPr"
SAVED = re.compile(r"rsid.*|paraId|textId")  # what saving leaves


def strange(part: etree._Element, table: Table, of_runs: Table) -> Iterator[str]:
    """What a part holds that is in no table: elements, attributes, values.

    Args:
        part: the tree of a part.
        table: what it may hold.
        of_runs: what the properties of its runs may hold.

    """
    fine: set[tuple[bool, object, tuple[tuple[object, object], ...]]] = set()  # most elements are as many before them
    for element in part.iter(etree.Element):
        holder = element.getparent()
        in_properties = holder is not None and holder.tag == _OF_A_RUN
        as_it_stands = in_properties, element.tag, tuple(element.items())
        if as_it_stands in fine:
            continue
        name, is_own = _named(str(element.tag))
        in_run = is_own and in_properties
        allowed = (of_runs if in_run else table if is_own else DRAWINGS).get(name)
        if allowed is None or not (is_own or _OF_DRAWINGS.match(str(element.tag))):
            yield f"<{name}>"
            continue
        strangers = list(_strangers(element, allowed))
        if not strangers:
            fine.add(as_it_stands)
        yield from (f"{attribute} {value} of <{name}>" for attribute, value in strangers)


def _strangers(element: etree._Element, allowed: Values) -> Iterator[tuple[str, str]]:
    """Attributes of an element, with their values, that it may not have."""
    for key, value in element.items():
        attribute = str(key).rpartition("}")[2]
        if not _fits(allowed.get(attribute, "(?!)"), str(value)) and not SAVED.fullmatch(attribute):
            yield attribute, str(value)


@lru_cache(maxsize=10_000)
def _fits(pattern: str, value: str) -> bool:
    return pattern == _FREE or re.fullmatch(pattern, value) is not None


@lru_cache(maxsize=1_000)
def _named(tag: str) -> tuple[str, bool]:
    """The local name of an element, and whether it is one of WordprocessingML."""
    return tag.rpartition("}")[2], tag.startswith(W)
