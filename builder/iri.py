"""Absolute IRIs: the names of courses, activities and verbs in learners' records."""

from __future__ import annotations

import re

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`%\ud800-\udfff]|%[0-9A-Fa-f]{2})++")
"""RFC 3987, 2.2: a scheme, and none of what no part of an IRI may hold; private-use characters are left to the query part.

Possessive, so that a stranger's address of megabytes takes neither memory nor a second look.
"""

_WEB = re.compile(r"https?:", re.IGNORECASE)
_WEB_HOST = re.compile(r"https?://[^/?#]", re.IGNORECASE)


def is_iri(text: str) -> bool:
    """Tell whether the text is an absolute IRI (RFC 3987); a web address needs a host too."""
    return _IRI.fullmatch(text) is not None and (_WEB.match(text) is None or _WEB_HOST.match(text) is not None)
