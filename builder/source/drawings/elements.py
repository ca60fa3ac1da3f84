"""The elements and attributes of a drawing, held against SVG's vocabulary: what has no effect goes silently, all else with a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from builder.source.drawings.values import find_outside, is_embedded, is_local
from builder.source.drawings.vocabulary import (
    ATTRIBUTES,
    ELEMENTS,
    EMBEDDED,
    MOVING,
    PRESENTATION,
    SAME_DOCUMENT,
    SVG,
    WITHOUT_EFFECT,
    XHTML,
    XLINK,
    XML,
)

if TYPE_CHECKING:
    from lxml.etree import _Element


class Loss(Struct, frozen=True):
    """Something in a drawing that a package cannot carry.

    Attributes:
        kind: `unsafe` may do or load something; `words` are words that learners would miss; `look` is something that looks different.
        line: in the file, from 1.
        what: as it follows "This picture holds".
        hint: what the author does.

    """

    kind: Literal["unsafe", "words", "look"]
    line: int
    what: str
    hint: str


MOST_ATTRIBUTES = 1_000
"""Of one element: no program writes a tenth of that, and to take out one takes as long as there are others."""

_DELETE = "Delete it in the drawing program, or export the picture as PNG."
_STILL = "Delete the movement. To show one, save it as a film (mp4) and use `::: video`."
_AS_TEXT = (
    "Turn this text into plain text or into paths in the drawing program (in draw.io: without “Formatted Text” and “Word Wrap”), "
    "or export the picture as PNG."
)
_LINK = "Learners cannot press a link in a picture. Type it in the text below the picture: `[words](address)`."
_PLAIN_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|#|[\w./-]*\Z)", re.IGNORECASE)


def unsafe(element: _Element, what: str, hint: str) -> Loss:
    """Return the loss of something that may do harm."""
    return Loss("unsafe", element.sourceline or 1, what, hint)


def prune(root: _Element, sheets: list[tuple[str, int]]) -> Iterator[Loss]:
    """Take out of a drawing what may not stand in it, and put the text of its style sheets, each with its line, into `sheets`."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if len(element.attrib) > MOST_ATTRIBUTES:
            yield unsafe(element, f"an element with {len(element.attrib):,} attributes", _DELETE)
            element.attrib.clear()
        _adopt(element)
        yield from _prune_attributes(element)
        for child in list(element):
            if not isinstance(child.tag, str):  # a comment, an instruction, an entity
                _remove(child)
                continue
            losses, kept = _judge_child(child, sheets)
            yield from losses
            if kept is None:
                _remove(child)
            else:
                if kept is not child:
                    kept.tail = child.tail
                    element.replace(child, kept)
                waiting.append(kept)


def _adopt(element: _Element) -> None:
    """Give an element without a name space that of SVG: browsers would not draw it."""
    if not str(element.tag).startswith("{"):
        element.tag = "{" + SVG + "}" + str(element.tag)


def _judge_child(child: _Element, sheets: list[tuple[str, int]]) -> tuple[list[Loss], _Element | None]:
    """Return what is lost with an element, and the element that stands in its place, if any."""
    space, _, tag = str(child.tag).lstrip("{").rpartition("}")
    if space == XHTML:
        return [unsafe(child, f"<{tag}> of HTML", _DELETE)], None
    if space not in {"", SVG} or tag in WITHOUT_EFFECT:
        return [], None
    if tag == "style":
        sheets.extend([("".join(child.itertext()), child.sourceline or 1)] if _is_for_screens(child) else [])
        return [], None
    if tag in {"switch", "a"}:
        return _choose(child, sheets) if tag == "switch" else _unlink(child)
    if tag in MOVING:
        return [unsafe(child, f"a movement (<{tag}>)", _STILL)], None
    if tag in ELEMENTS:
        return [], child
    return _judge_stranger(child, tag)


def _unlink(link: _Element) -> tuple[list[Loss], _Element | None]:
    """Take the address from a link: a picture cannot be pressed."""
    address = (link.get("href") or link.get(f"{{{XLINK}}}href") or "").strip()
    for name in ("href", f"{{{XLINK}}}href"):
        link.attrib.pop(name, None)
    if not _PLAIN_ADDRESS.match(address):
        return [unsafe(link, f"the outside address “{address[:60]}”", _DELETE)], None
    return ([Loss("look", link.sourceline or 1, f"the link “{address[:60]}”", _LINK)] if address else []), link


def _judge_stranger(child: _Element, tag: str) -> tuple[list[Loss], None]:
    words = " ".join("".join(child.itertext()).split())
    if tag == "foreignObject" or tag.startswith("flow"):
        what = f"text as a web page writes it: “{words[:60]}”" if words else f"<{tag}>"
        return [Loss("words" if words and tag != "foreignObject" else "unsafe", child.sourceline or 1, what, _AS_TEXT)], None
    if tag.lower() in {"script", "handler", "listener", "iframe", "object", "embed", "audio", "video", "canvas", "link", "base", "meta"}:
        return [unsafe(child, f"<{tag}>", _DELETE)], None
    if words:
        return [Loss("words", child.sourceline or 1, f"words in <{tag}>, which browsers do not show: “{words[:60]}”", _AS_TEXT)], None
    return [Loss("look", child.sourceline or 1, f"<{tag}>, which browsers do not draw", "Check how the picture looks, or export it as PNG.")], None


def _is_for_screens(style: _Element) -> bool:
    from builder.source.drawings.style_sheet import is_for_screens

    return is_for_screens(style.get("media", "")) and style.get("type", "text/css").strip().lower() in {"", "text/css"}


def _remove(child: _Element) -> None:
    """Take an element out and leave the text that follows it."""
    parent, tail = child.getparent(), child.tail
    if parent is None:
        return
    before = child.getprevious()
    if tail:
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(child)


# ---------------------------------------------------------------- switch, as draw.io writes it


def _choose(switch: _Element, sheets: list[tuple[str, int]]) -> tuple[list[Loss], _Element | None]:
    """Return the child of a switch that browsers draw; of text as a web page writes it, the plain text that stands beside it."""
    children = [child for child in switch if isinstance(child.tag, str)]
    if any(child.get("systemLanguage") for child in children):
        return [], switch
    drawn = [child for child in children if not child.get("requiredExtensions") or _is_foreign(child)]
    if not drawn:
        return [], None
    first = drawn[0]
    if not _is_foreign(first):
        return _judge_child(first, sheets)
    plain = next((child for child in drawn[1:] if not _is_foreign(child)), None)
    if plain is None:
        return _judge_child(first, sheets)
    losses, kept = _judge_child(plain, sheets)
    words, shown = (re.sub(r"\s+", "", "".join(child.itertext())) for child in (first, plain))
    if words != shown and str(plain.tag).rpartition("}")[2] != "image":
        full = " ".join(" ".join(first.itertext()).split())
        losses.append(Loss("words", first.sourceline or 1, f"words that only web pages can show: “{full[:60]}”", _AS_TEXT))
    return losses, kept


def _is_foreign(element: _Element) -> bool:
    return str(element.tag).rpartition("}")[2] == "foreignObject"


# ---------------------------------------------------------------- attributes


def _prune_attributes(element: _Element) -> Iterator[Loss]:
    for qualified, value in list(element.attrib.items()):
        space, _, name = str(qualified).lstrip("{").rpartition("}")
        loss = _judge_attribute(element, space, name, value)
        if loss is not None:
            yield loss
        if loss is not None or not _may_stand(space, name):
            del element.attrib[qualified]


def _may_stand(space: str, name: str) -> bool:
    """Tell whether an attribute is one of SVG's, or one that draws nothing and loads nothing."""
    if space:
        return (space, name) in {(XLINK, "href"), (XML, "lang"), (XML, "space")}
    return name in ATTRIBUTES or name == "style" or name.startswith(("aria-", "data-"))


def _judge_attribute(element: _Element, space: str, name: str, value: str) -> Loss | None:
    if space == XML and name == "base":
        return unsafe(element, f"the outside address “{value[:60]}”", _DELETE)
    if name == "href" or (name == "src" and not space):
        return _judge_address(element, str(element.tag).rpartition("}")[2], value) if space in {"", XLINK} else None
    if space or name == "style":  # a drawing program's own; styles are judged when they have become attributes
        return None
    if name.lower().startswith("on"):
        return unsafe(element, f"the script attribute {name}", _DELETE)
    strange = find_outside(value) if name in PRESENTATION or (name in ATTRIBUTES and "url" in value.lower()) else None
    return unsafe(element, f"the outside address “{strange[:60]}”", _DELETE) if strange else None


def _judge_address(element: _Element, tag: str, value: str) -> Loss | None:
    fits = (is_local(value) and tag in SAME_DOCUMENT | EMBEDDED) or (tag in EMBEDDED and is_embedded(value))
    return None if fits or not value.strip() else unsafe(element, f"the outside address “{value[:60]}”", _DELETE)
