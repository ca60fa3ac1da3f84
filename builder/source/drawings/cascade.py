"""Which declaration wins for each element of a drawing (CSS Cascading 4, 6), as values of properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.source.drawings.style_sheet import Compound, Declaration, Selector, StyleRule, read_declarations

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_COMPARED = 200_000
"""Pairs of a rule and an element that are compared at most."""

MOST_RULES = 20_000

_Weight = tuple[bool, bool, tuple[int, int, int], int]
"""Important, of `style=`, specificity, order."""


class TooManyRulesError(Exception):
    """The sheet and the drawing are so large that their rules cannot be compared in reasonable time."""


class _Indexed(Struct, frozen=True):
    """Rules by what the element itself must have: an id, a class, a tag, or nothing."""

    rules: Mapping[str, tuple[tuple[int, StyleRule], ...]]


class Cascade:
    """The rules of a drawing. It counts how many it has compared, since both numbers are the author's."""

    def __init__(self, rules: Iterable[StyleRule]) -> None:
        """Sort the rules by what an element must have for them. Raises `TooManyRulesError`."""
        by_key: dict[str, list[tuple[int, StyleRule]]] = {}
        for order, rule in enumerate(rules):
            if order == MOST_RULES:
                raise TooManyRulesError
            by_key.setdefault(_key(rule.selector.compounds[-1]), []).append((order, rule))
        self._indexed = _Indexed({key: tuple(found) for key, found in by_key.items()})
        self._compared = 0

    def winners(self, element: _Element, style: str) -> dict[str, str]:
        """Return property -> value that rules and `style=` declare for an element. Raises `TooManyRulesError`."""
        weighed: dict[str, tuple[_Weight, str]] = {}
        for weight, declaration in self._declared(element, style):
            for name, value in _expand(declaration):
                if name not in weighed or weighed[name][0] <= weight:
                    weighed[name] = (weight, value)
        return {name: value for name, (_weight, value) in weighed.items()}

    def _declared(self, element: _Element, style: str) -> Iterator[tuple[_Weight, Declaration]]:
        for order, rule in self._candidates(element):
            self._compared += 1
            if self._compared > MOST_COMPARED:
                raise TooManyRulesError
            if _matches(rule.selector, element):
                specificity = rule.selector.specificity
                for declaration in rule.declarations:
                    yield (declaration.important, False, specificity, order), declaration
        for declaration in read_declarations(style):
            yield (declaration.important, True, (0, 0, 0), 0), declaration

    def _candidates(self, element: _Element) -> Iterator[tuple[int, StyleRule]]:
        rules = self._indexed.rules
        for key in (f"#{element.get('id', '')}", *dict.fromkeys(f".{name}" for name in element.get("class", "").split()), local_name(element), ""):
            yield from rules.get(key, ())


def local_name(element: _Element) -> str:
    """Return the name of an element without its name space."""
    return str(element.tag).rpartition("}")[2]


def _key(compound: Compound) -> str:
    if compound.ids:
        return f"#{compound.ids[0]}"
    if compound.classes:
        return f".{compound.classes[0]}"
    return "" if compound.tag == "*" else compound.tag


def _matches(selector: Selector, element: _Element) -> bool:
    """Tell whether a selector names an element, from its last part outwards; the nearest ancestor is tried first, then those above it."""
    if not _is(selector.compounds[-1], element):
        return False
    return _matches_above(selector, len(selector.combinators) - 1, element)


def _matches_above(selector: Selector, at: int, element: _Element) -> bool:
    if at < 0:
        return True
    above = element.getparent()
    if selector.combinators[at] == ">":
        return above is not None and _is(selector.compounds[at], above) and _matches_above(selector, at - 1, above)
    while above is not None:
        if _is(selector.compounds[at], above):
            # Only `>` further out can make a nearer ancestor the wrong one.
            if _matches_above(selector, at - 1, above):
                return True
            if ">" not in selector.combinators[:at]:
                return False
        above = above.getparent()
    return False


def _is(compound: Compound, element: _Element) -> bool:
    classes = element.get("class", "").split()
    return (
        compound.tag in {"", "*", local_name(element)}
        and all(name in classes for name in compound.classes)
        and all(name == element.get("id") for name in compound.ids)
        and (not compound.is_root or element.getparent() is None)
    )


def _expand(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """Yield the properties that a shorthand stands for."""
    if declaration.name == "marker":
        yield from ((f"marker-{where}", declaration.value) for where in ("start", "mid", "end"))
    elif declaration.name == "font":
        yield from _expand_font(declaration.value)
    else:
        yield declaration.name, declaration.value


def _expand_font(value: str) -> Iterator[tuple[str, str]]:
    """Yield what `font: italic bold 12px/1.2 Arial, sans-serif` says (CSS Fonts 4, 2.7)."""
    words = value.split()
    size = next((at for at, word in enumerate(words) if word[:1].isdigit() and not word.isdigit()), None)
    if size is None or size + 1 >= len(words):
        yield "font", value  # the name of a system's font, or a mistake
        return
    yield "font-size", words[size].partition("/")[0]
    yield "font-family", " ".join(words[size + 1 :])
    for word in words[:size]:
        if word in {"italic", "oblique"}:
            yield "font-style", word
        elif word in {"bold", "bolder", "lighter"} or word.isdigit():
            yield "font-weight", word
        elif word == "small-caps":
            yield "font-variant", word
