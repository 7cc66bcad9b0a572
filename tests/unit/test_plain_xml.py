"""XML of packed editions is read as every program reads it, or not at all."""

from __future__ import annotations

import pytest

from publish.readers.plain_xml import HTML, plain_xml

PLAIN = '<!DOCTYPE html><html lang="en">Do not take it</html>'


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        f"<?xml version='1.0' encoding='UTF-8' standalone=\"yes\"?>\n{PLAIN}".encode(),
        f'<?xml version="1.0"?><!-- a note --><?a b?>{PLAIN}'.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{PLAIN}'.encode("utf-16"),
    ],
)
def test_plain_parts_are_read(data: bytes) -> None:
    root = plain_xml(data, (HTML,))
    assert (root.text, root.get("lang")) == ("Do not take it", "en")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE html [<!ENTITY n "not">]>',
        '<!DOCTYPE html [<!ATTLIST html hidden CDATA "hidden">]>',
        "<!DOCTYPE html [<!ENTITY % p \"<!ATTLIST html hidden CDATA 'hidden'>\">%p;]>",
        "<!DOCTYPE html []>",
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "file:///etc/passwd">',
        "<!-- <!DOCTYPE html> --><!DOCTYPE html [ ]>",
        "<!DOCTYPE other>",
    ],
)
def test_what_defines_anything_is_not_read(doctype: str) -> None:
    with pytest.raises(ValueError, match="document type"):
        plain_xml(PLAIN.replace("<!DOCTYPE html>", doctype).encode(), (HTML,))


def test_no_document_type_is_read_where_none_is_known() -> None:
    with pytest.raises(ValueError, match="document type"):
        plain_xml(PLAIN.encode())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'<?xml version="1.0" encoding="utf-7"?><a>Do +AG4AbwB0-</a>', "declared as written in utf-7"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><a>5 \xb5g</a>', "not written in UTF-8"),
        (b'<?xml version="1.0" encoding="windows-1252"?><a/>', "declared as written in windows-1252"),
        ('<?xml version="1.0" encoding="utf-8"?><a/>'.encode("utf-16"), "declared as written in utf-8"),
        ('<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037"), "not"),
        (b'<?xml version="1.1"?><a/>', "XML 1.0"),
    ],
)
def test_other_ways_of_writing_are_not_read(data: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        plain_xml(data)
