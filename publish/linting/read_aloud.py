"""What is said of a source at the house's usual rate: three rules ask for it, and it takes a tenth of lint's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.model.last_asked import kept_for_the_last
from publish.model.publication import Publication

if TYPE_CHECKING:
    from publish.speech.script import Script


@kept_for_the_last
def read_aloud(publication: Publication) -> Script:
    """The script of the audio edition."""
    # Here, not above: num2words takes 0.08 s to import, and `publish` imports lint for every command.
    from publish.speech.script import script

    return script(publication)
