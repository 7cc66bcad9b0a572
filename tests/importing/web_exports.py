"""Text exports that the tests of headings, furniture and lines share."""

from __future__ import annotations

import re

import publish
from publish.model.nodes import walk
from publish.proof.ledger import text_of
from tests.importing.conftest import Import, Run

EDGE = """<https://charity.example.org/iron/>

Blood Charity Registered Charity Number 1234567. Scotland Registered Charity Number SC012345

Helpline: [0800 123 4567](tel:08001234567)
"""


EXPORT = f"""Iron and blood

Iron is a metal that your blood needs. Read what it does.

Summary

SUMMARY - Iron is a metal that your blood needs. Read what it does.

[Order this leaflet →](#)

Video: <https://www.youtube.com/watch?v=abcdefghijk>

What iron does

Iron carries oxygen, which most of your

{EDGE}
cells need. The change is $t(9;22)$ and it costs $5.

- It helps muscles
- It helps the brain and it

{EDGE}
keeps you warm

{EDGE}
- It helps the heart

[Back to top](#)

How iron is measured

Tests include:

Ferritin test

This shows what is stored.

Full blood count

This counts cells. [Ask your team](#) about it.

[Back to top](#)

Treatment

Tablets

Most people take tablets in the morning.

[Back to top](#)

Sources

Smith A, Jones B. Iron in adults. *J Iron* 2019;15(2):67-75.

Iron Society. Guideline. 2021. https://iron.example.org/a_b_c.pdf. Accessed 4 May 2022

Need support?

Call us.

Page last reviewed: 30 June 2023

Updated March 2026

Next review due: 30 June 2026
"""


def outline(made: publish.model.publication.Publication) -> list[tuple[int, str]]:
    return [(section.level, text_of(section.heading)) for section in walk(made.document.sections)]


def export(run: Run) -> Import:
    return run(EXPORT, "iron.txt")


LEAFLET = """Having a bone marrow test

A bone marrow test looks at the cells where blood is made.

{contents}Before the test

Eat and drink as you always do. There is no need to fast.

Your medicines

Tell the nurse if you take warfarin or apixaban. Bring a list.

During the test

It takes about 20 minutes. You lie on your side.

The numbing injection

It stings for a few seconds. After that you feel only pressure.

After the test

Lie on your back for a quarter of an hour. Keep the wound dry.
"""


def checked(made: Import) -> set[str]:
    """The headings, and the first words of paragraphs, that lint shows until a person settles them."""
    return set(re.findall(r"^#+ (.*?) \{#[^}]* \.check\}$", made.text, re.MULTILINE)) | set(
        re.findall(r"^\[(.*?)\]\{\.check\}", made.text, re.MULTILINE)
    )


def leaflet(run: Run, contents: str = "") -> Import:
    return run(LEAFLET.format(contents=contents), "marrow.txt")
