"""Tags of languages (BCP 47) as a source gives them."""

from __future__ import annotations

from publish.model.languages import COMMON


def language_tag(value: str, example: str) -> str:
    """The tag, where it is one that voices and readers know. Raises `ValueError` with what to write.

    `tag_is_valid` looks at the tag once it has put it right, so that it takes UK for GB: voices and reading systems do
    not, and read a document in “en-UK” with what they have by default; nor do they know the underscore of “en_GB”.
    """
    if value in COMMON:
        return value
    import langcodes  # here, not above: see `COMMON`

    if not langcodes.tag_is_valid(value):
        raise ValueError(f"“{value}” is no language tag (BCP 47). Write {example}")
    right = langcodes.standardize_tag(value)
    if "_" in value:
        raise ValueError(f"“{value}” is no language tag (BCP 47). Write {right}")
    if not langcodes.Language.get(value, normalize=False).is_valid() and right.casefold() != value.casefold():
        raise ValueError(f"“{value}” is no language tag (BCP 47): part of it names nothing. Write {right}")
    return value
