"""Names by which pages of many systems call what belongs to the site, not to the page: class names and ids."""

from __future__ import annotations

import re

_WORDS = frozenset(
    """
    addthis addtoany adsbygoogle advert advertisement breadcrumb breadcrumbs browsealoud cookie cookiebanner
    cookieconsent cookies crumbs disqus docnav foswikitoc gdpr megamenu nav navbar navfooter navheader navigation
    newsletter pager pagination readspeaker sharebar sharedaddy sharethis sharing sidenav sitenav skiplink socials
    subscribe toc topbar twikitoc
    """.split()  # noqa: SIM905 — a list of words is easier read as words
)
_PHRASES = (
    "ad-banner", "author-bio", "back-to-top", "comment-list", "comment-respond", "comments-area", "contents-list",
    "cookie-banner", "feedback-banner", "feedback-form", "font-size", "global-footer", "global-header", "lang-switcher",
    "language-selector", "language-switcher", "mega-menu", "next-prev", "on-this-page", "page-feedback", "page-footer",
    "phase-banner", "post-navigation", "prev-next", "print-button", "print-link", "print-page", "read-next",
    "related-articles", "related-content", "related-items", "related-links", "related-navigation", "related-pages",
    "related-posts", "related-topics", "screen-reader-shortcut", "search-form", "share-buttons", "share-links",
    "share-this", "sidebar", "site-branding", "site-footer", "site-header", "site-search", "skip-link", "skip-to",
    "social-icons", "social-links", "social-media-links", "social-share", "survey-banner", "table-of-contents",
    "text-resize", "top-bar", "was-this-helpful", "you-may-also",
)  # fmt: skip
_PARTS = frozenset(("banner", "footer", "header", "masthead", "menu"))
_SIDEBAR = re.compile(r"side[-_]?bar")


def is_site(names: str, *, whole: bool) -> bool:
    """Whether class and id (small letters) name something of the site.

    `whole` says that the content is all of the page, and the element is no part of an article in it: then "header",
    "footer" and "menu" are the page's own too.
    """
    named = names.split()
    if not named:
        return False
    words = {word for name in named for word in re.split(r"[^a-z0-9]+", name) if word}
    if words & _WORDS or any(phrase in names.replace("_", "-") for phrase in _PHRASES):
        return True
    return whole and bool(set(named) & _PARTS)


def is_beside(names: str) -> bool:
    """Whether class and id (small letters) name a box beside the text, and nothing else of the site."""
    rest = _SIDEBAR.sub("", names)
    return rest != names and not is_site(rest, whole=False)
