"""Language tags (BCP 47): `en-GB`, `cy`, `zh-cmn-Hans`, `cy-GB-x-north`."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*+)"
    r"(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})++)*+)"
    r"(?:-x(?:-[a-z0-9]{1,8})++)?"
    r"|x(?:-[a-z0-9]{1,8})++)"
)
"""RFC 5646, 2.1: language, script, region, variants, extensions, private use; or private use alone. In lower case."""

_GRANDFATHERED = frozenset(
    {
        *("en-gb-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak", "i-klingon", "i-lux", "i-mingo", "i-navajo"),
        *("i-pwn", "i-tao", "i-tay", "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de", "art-lojban", "cel-gaulish", "no-bok"),
        *("no-nyn", "zh-guoyu", "zh-hakka", "zh-min", "zh-min-nan", "zh-xiang"),
    }
)
"""RFC 5646, 2.2.8: tags older than the grammar and still valid."""


def is_language_tag(text: str) -> bool:
    """Tell whether the text is a language tag, well formed by RFC 5646, 2.1 and 2.2.9; whether it is registered is not asked."""
    lower = text.lower()
    if lower in _GRANDFATHERED:
        return True
    tag = _TAG.fullmatch(lower) if text.isascii() else None
    if tag is None:
        return False
    variants = (tag["variants"] or "").split("-")[1:]
    singletons = [part for part in (tag["extensions"] or "").split("-")[1:] if len(part) == 1]
    return len(set(variants)) == len(variants) and len(set(singletons)) == len(singletons)


def primary_of(tag: str) -> str:
    """Return `cy` of `cy-GB`."""
    return tag.split("-", maxsplit=1)[0].lower()


def names_language(text: str) -> bool:
    """Tell whether the text is a language tag that begins with an ISO 639 code, of two or three letters.

    The grammar allows four to eight, which the registry has never used (RFC 5646, 2.2.1): whoever types such a tag typed a word, `English`.
    A tag for private use alone, `x-own`, names no language that others know.
    """
    return is_language_tag(text) and len(text.partition("-")[0]) in {2, 3}
