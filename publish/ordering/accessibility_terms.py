"""What an edition may claim of its accessibility, in the terms of schema.org and in codes of ONIX list 196.

Claims that the file itself makes come from the file. What else is claimed was proved when it was made: that every
heading, text alternative and word is in it, in the order of its source.
"""

from __future__ import annotations

from publish.contracts.format import Kind
from publish.ordering.items import Accessibility
from publish.outputs.manifest import EditionRecord

_PREFIX = "schema:"
_LARGE_TYPE = ("LTE", "ULP")  # ONIX list 21: large type, ultra large print
_PDF_UA = "ISO 14289-1 (PDF/UA-1)"

# Codes of list 196 for the features of schema.org that say the same.
_CODES = {
    "tableOfContents": "11",
    "readingOrder": "13",
    "alternativeText": "14",
    "longDescription": "15",
    "MathML": "17",
    "pageNavigation": "19",
    "structuralNavigation": "29",
    "ARIA": "30",
    "displayTransformability": "36",
}
_CONFORMANCE = {  # what a file says that it keeps: the standard, and for EPUB the version of WCAG and its level
    _PDF_UA: ("05",),
    "EPUB Accessibility 1.1 - WCAG 2.2 Level AA": ("04", "82", "85"),
}
_READ_WITHOUT_SIGHT, _HEARD_WHOLLY = "52", "51"
_LANGUAGES = "22"  # in all but audio, the proof compares the language of every passage


def accessibility(record: EditionRecord) -> Accessibility:
    """The claims of one complete edition."""
    claimed = {
        name.removeprefix(_PREFIX): [value] if isinstance(value, str) else list(value)
        for name, value in record.accessibility.items()
        if name.startswith(_PREFIX + "access")
    }
    terms = claimed or _proved(record)
    codes = {_CODES[feature] for feature in terms.get("accessibilityFeature", []) if feature in _CODES}
    if "textual" in terms.get("accessModeSufficient", []):
        codes |= {_READ_WITHOUT_SIGHT, _LANGUAGES}
    if "auditory" in terms.get("accessModeSufficient", []):
        codes.add(_HEARD_WHOLLY)
    is_pdf_ua = record.accessibility.get("pdfuaid:part") == "1"
    conforms_to = str(record.accessibility.get("dcterms:conformsTo", _PDF_UA if is_pdf_ua else ""))
    codes |= set(_CONFORMANCE.get(conforms_to, ()))
    return Accessibility(schema_org=terms, onix_196=tuple(sorted(codes)), conforms_to=conforms_to)


def _proved(record: EditionRecord) -> dict[str, list[str]]:
    if record.kind == Kind.AUDIO:
        return {"accessMode": ["auditory"], "accessModeSufficient": ["auditory"]}
    features = ["alternativeText", "readingOrder", "structuralNavigation"]
    if record.kind == Kind.PAGED:
        features.append("taggedPDF")
    if record.edition_type in _LARGE_TYPE:
        features += ["highContrastDisplay", "largePrint"]
    return {
        "accessMode": ["textual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": sorted(features),
        "accessibilityHazard": ["none"],
    }
