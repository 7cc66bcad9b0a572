"""Roles: who agreed to something, as what they are in the house and never by name."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 100  # characters of a role
_A_PERSON = re.compile(r"@|^(?:dr|mr|mrs|ms|miss|mx|prof|professor)\b\.?\s", re.IGNORECASE)


def role_named(value: str) -> str:
    """A role as it is recorded. Raises `ValueError` where it is empty, too long, or names a person."""
    plain = re.sub(" +", " ", value.strip())
    if not plain:
        raise ValueError("the role is empty. Say who agrees, as in “health information lead”")
    if len(plain) > _LONGEST or not plain.isprintable():
        raise ValueError(f"a role is one line of at most {_LONGEST} plain characters")
    if _A_PERSON.search(plain):
        raise ValueError(f"“{plain}” seems to name a person. Give the role, as in “health information lead”")
    return plain


def may_approve(role: str, approvers: Iterable[str]) -> bool:
    """Whether a role is among those that may approve; any may, where a house names none."""
    named = [approver.casefold() for approver in approvers]
    return not named or role.casefold() in named
