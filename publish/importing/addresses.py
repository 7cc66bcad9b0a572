"""Addresses as an input has them: what is none, or what no source could hold, leads nowhere and stops nothing."""

from __future__ import annotations

from urllib.parse import urljoin

from publish.source.link_target import link_target


def joined(base: str, target: str) -> str:
    """A relative address seen from a page; as it is written where it cannot be completed ("http://[::1")."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def usable(target: str) -> str | None:
    """An address that a link in a source may have, None for all others."""
    try:
        return link_target(target)
    except ValueError:
        return None
