"""Values of attributes and of CSS: no outside address in any form, and nothing that only a style sheet can say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from builder.source.drawings.vocabulary import name_set

_FUNCTION = re.compile(r"(?<![a-z0-9-])([a-z-][a-z0-9-]*)\(", re.IGNORECASE)
_LOCAL_URL = re.compile(r"""url\(\s*(?:#[^\s"'()\\]+|"#[^"\\]+"|'#[^'\\]+')\s*\)""", re.IGNORECASE)
_STRING = re.compile(r""""[^"]*"|'[^']*'""")

_HARMLESS = name_set(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp matrix translate translatex translatey scale scalex scaley
    rotate skewx skewy blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia polygon circle ellipse inset
    path rect
    """
)
"""Functions of CSS that load nothing."""

_DOTS = re.compile(r"data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)", re.IGNORECASE)
_LIGHT_DARK = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))*),((?:[^()]|\([^()]*\))*)\)", re.IGNORECASE)
_LONGEST = 100_000
"""Characters of a value in which variables are put."""

_MOST_VARIABLES = 8
"""How deep variables may stand in one another."""


@lru_cache(maxsize=4096)
def find_outside(value: str) -> str | None:
    """Return what in the value of a presentation attribute, or of CSS, may load something or cannot be judged; `None` where there is nothing."""
    if "\\" in value:
        return value
    bare = _STRING.sub("", _LOCAL_URL.sub("", value))
    strange = next((name for name in _FUNCTION.findall(bare) if name.lower() not in _HARMLESS), None)
    return value if strange is not None or "(" in _FUNCTION.sub("", bare) or "@" in bare else None


def is_local(address: str) -> bool:
    """Tell whether an address names an element of the same drawing."""
    return address.strip().startswith("#")


def is_embedded(address: str) -> bool:
    """Tell whether an address holds a picture of dots; a drawing within a drawing is none."""
    return bool(_DOTS.match(re.sub(r"[\t\n\r]", "", address.strip())))


def resolve(value: str, variables: Mapping[str, str]) -> str:
    """Return a value without variables, and with its colour for light pages where it has another for dark ones."""
    for _ in range(_MOST_VARIABLES):
        simpler = _LIGHT_DARK.sub(lambda pair: pair[1].strip(), value)
        simpler = _VARIABLE.sub(lambda named: variables.get(named[1], (named[2] or "").strip()), simpler)
        if simpler == value or len(simpler) > _LONGEST:
            break
        value = simpler
    return value.strip()
