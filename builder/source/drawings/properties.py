"""A property of CSS as attributes of an element, or what becomes of one that has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.source.drawings.vocabulary import GEOMETRY, PRESENTATION, name_set

_SILENT = name_set(
    """
    line-height text-indent text-align text-align-last text-transform-origin block-progression white-space white-space-collapse text-wrap
    text-wrap-mode text-wrap-style text-decoration-line text-decoration-style text-decoration-color text-decoration-thickness
    text-decoration-skip-ink shape-padding shape-inside shape-margin shape-subtract inline-size solid-color solid-opacity color-rendering
    color-profile enable-background kerning text-orientation text-underline-position user-select cursor will-change color-scheme
    forced-color-adjust print-color-adjust transition transition-property transition-duration page-break-before page-break-after
    page-break-inside break-inside break-before break-after outline outline-color outline-style outline-width font-feature-settings
    font-variation-settings font-optical-sizing font-synthesis font-variant-ligatures font-variant-position font-variant-caps
    font-variant-numeric font-variant-alternates font-variant-east-asian font-kerning font-language-override text-size-adjust hyphens
    tab-size word-break word-wrap overflow-wrap orphans widows margin margin-top margin-right margin-bottom margin-left padding padding-top
    padding-right padding-bottom padding-left border box-shadow box-sizing position z-index top left right bottom float max-width max-height
    min-width min-height vertical-align isolation transform-box content list-style caption-side text-shadow -apple-system background
    background-color background-image
    """
)
"""Properties that draw nothing in SVG, whose effect is that of their first value, or (a background) that the root alone has."""

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_PIXELS = re.compile(rf"({_NUMBER})(?:px)?", re.IGNORECASE)
_TRANSFORM = re.compile(r"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\([^()a-z%]*(?:(?:px|deg)[^()a-z%]*)*\)\s*)+")
_PLAIN_WORDS = frozenset({"none", "normal", "auto", "initial", "unset", "visible", "0", "0px", "0deg"})


def to_attributes(name: str, value: str, tag: str) -> Iterator[tuple[str, str]] | None:
    """Return the attributes that say what a property says, perhaps none; `None` where something would look different."""
    if name in PRESENTATION:
        return iter([(name, value)])
    if name in GEOMETRY:
        pixels = _PIXELS.fullmatch(value)
        return iter([(name, pixels[1])]) if pixels and tag not in {"svg", "g", "text", "path"} else iter(()) if tag in {"g", "path"} else None
    if name == "transform":
        return iter([(name, re.sub("px|deg", "", value))]) if _TRANSFORM.fullmatch(value) else iter(()) if value in _PLAIN_WORDS else None
    if name == "text-decoration-line" and value not in _PLAIN_WORDS:
        return iter([("text-decoration", value)])
    if name in _SILENT or name.startswith("-") or value.lower() in _PLAIN_WORDS:
        return iter(())
    return None
