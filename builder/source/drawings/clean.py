"""A drawing as a package may carry it: only what SVG's vocabulary allows, styles turned into attributes, and each loss told with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.source.drawings.cascade import Cascade, TooManyRulesError, local_name
from builder.source.drawings.elements import Loss, prune, unsafe
from builder.source.drawings.properties import to_attributes
from builder.source.drawings.style_sheet import StyleRule, UnreadRule, read_style_sheet
from builder.source.drawings.values import find_outside, resolve
from builder.source.drawings.vocabulary import SVG, XLINK

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_DRAWN = 500_000
"""Elements that a browser draws at most, copies by `<use>` counted."""

MOST_NESTED = 300
"""Elements in one another, those that `<use>` copies counted."""

_PLAIN_SVG = "Save it again as “plain SVG”. If that does not help, export it as PNG."


class CleanDrawing(Struct, frozen=True):
    """A drawing.

    Attributes:
        content: the bytes to carry; the author's own where nothing had to change.
        losses: what stands in it that a package cannot carry, with lines.
        error: why it is no XML, as it follows "cannot be read: ", or empty.
        error_line: where.
        sized: the root says how large it is.

    """

    content: bytes
    losses: tuple[Loss, ...] = ()
    error: str = ""
    error_line: int = 1
    sized: bool = False


@lru_cache(maxsize=64)
def clean_drawing(content: bytes) -> CleanDrawing:
    """Return a drawing as a package may carry it. Nothing is fetched, no entity is expanded beyond what libxml2 bounds, and nothing raises."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        return CleanDrawing(content, error=_say_plainly(error.msg or ""), error_line=error.lineno or 1)
    except ValueError:
        return CleanDrawing(content, error="it holds bytes that no text has")
    losses = [*_judge_prologue(root)]
    if local_name(root) != "svg" or not str(root.tag).startswith(("svg", f"{{{SVG}}}")):
        return CleanDrawing(content, (*losses, unsafe(root, f"<{local_name(root)}> in place of <svg>", _PLAIN_SVG)))
    before = etree.tostring(root)
    sheets: list[tuple[str, int]] = []
    losses += prune(root, sheets)
    losses += _apply_styles(root, sheets)
    losses += _judge_copies(root)
    changed = etree.tostring(root) != before or bool(root.getroottree().docinfo.doctype)
    return CleanDrawing(_write(root) if changed else content, tuple(_once(losses)), sized=_is_sized(root))


def _say_plainly(message: str) -> str:
    """Return what libxml2 says without the place, which stands beside it, and without its own options."""
    if "HUGE" in message or "amplification" in message:
        return "it is larger, or has more parts in one another, than any drawing program makes"
    plain = message.partition(", line ")[0].strip()
    return plain[:1].lower() + plain[1:] if plain else "it is not a drawing"


def _judge_prologue(root: _Element) -> Iterator[Loss]:
    """Yield what stands before the drawing: entities, and style sheets of elsewhere."""
    from lxml import etree

    document_type = root.getroottree().docinfo.internalDTD
    if document_type is not None and any(True for _ in document_type.iterentities()):
        yield Loss("unsafe", 1, "a DOCTYPE with entities", "Save it again as “plain SVG”. In Illustrator, choose File, Export As, SVG.")
    for instruction in (*root.itersiblings(preceding=True), *root.iter(etree.PI), *root.itersiblings()):
        if isinstance(instruction, etree._ProcessingInstruction) and instruction.target == "xml-stylesheet":  # noqa: SLF001 - the only name of the type
            yield Loss("unsafe", instruction.sourceline or 1, "a style sheet of elsewhere: <?xml-stylesheet ...?>", "Delete this line.")


# ---------------------------------------------------------------- styles


def _apply_styles(root: _Element, sheets: list[tuple[str, int]]) -> Iterator[Loss]:
    """Turn sheets and `style=` into attributes. Yield what cannot be."""
    rules: list[StyleRule] = []
    for text, line in sheets:
        for read in read_style_sheet(text):
            if isinstance(read, UnreadRule):
                yield _judge_unread(read, line + read.line)
            else:
                rules.append(read)
    try:
        yield from _apply_rules(root, Cascade(rules))
    except TooManyRulesError:
        yield unsafe(root, "more style rules than can be compared", _PLAIN_SVG)


def _apply_rules(root: _Element, cascade: Cascade) -> Iterator[Loss]:
    variables: dict[_Element, dict[str, str]] = {}
    for element in root.iter("*"):
        winners = cascade.winners(element, element.attrib.pop("style", ""))
        parent = element.getparent()
        inherited = variables.get(parent, {}) if parent is not None else {}
        own = {name: value for name, value in winners.items() if name.startswith("--")}
        variables[element] = {**inherited, **own} if own else inherited
        yield from _set_attributes(element, winners, variables[element])


def _judge_unread(read: UnreadRule, line: int) -> Loss:
    shown = _shorten(read.text)
    if read.text.lower().startswith("@import"):
        return Loss("unsafe", line, f"the outside address “{shown}”", "Delete this line.")
    if read.text.lower().startswith("@font-face"):
        return Loss("look", line, "a font of its own", "Turn the text into paths in the drawing program, or check how it looks in another font.")
    if read.text.lower().startswith("@keyframes"):
        return Loss("look", line, "a movement", "Check that the picture says all it should without the movement.")
    hint = "Save it again so that styles are attributes (in Illustrator: Styling, “Presentation Attributes”), or export it as PNG."
    return Loss("unsafe", line, f"a style that cannot be turned into attributes: “{shown}”", hint)


def _set_attributes(element: _Element, winners: dict[str, str], variables: dict[str, str]) -> Iterator[Loss]:
    line = element.sourceline or 1
    for name, declared in winners.items():
        value = resolve(declared, variables)
        if name.startswith("--"):
            continue
        if name in {"animation", "animation-name"} and value != "none":
            yield Loss("look", line, "a movement (“animation”)", "Check that the picture says all it should without the movement.")
            continue
        if find_outside(value) is not None and (not name.startswith("-") or "url" in value.lower()):
            yield Loss("unsafe", line, f"the outside address “{_shorten(value)}”", _PLAIN_SVG)
            continue
        attributes = to_attributes(name, value, local_name(element))
        if attributes is None:
            yield Loss("look", line, f"the style “{_shorten(f'{name}: {value}')}”", "Check how the picture looks, or export it as PNG.")
            continue
        for attribute, attribute_value in attributes:
            element.set(attribute, attribute_value)
    if element.getparent() is None:
        _paint_background(element, resolve(winners.get("background-color") or winners.get("background") or "", variables))


def _paint_background(root: _Element, colour: str) -> None:
    """Put a rectangle of the root's background, which has no attribute, behind everything."""
    from lxml import etree

    if colour.lower() in {"", "none", "transparent", "initial", "unset"} or find_outside(colour) is not None:
        return
    box = root.get("viewBox", "").replace(",", " ").split()
    left, top, width, height = box if len(box) == 4 else ("0", "0", "100%", "100%")  # noqa: PLR2004 - left, top, width, height
    rectangle = etree.Element(f"{{{SVG}}}rect", {"x": left, "y": top, "width": width, "height": height, "fill": colour})
    root.insert(0, rectangle)


def _shorten(text: str, most: int = 60) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[:most]}…"


# ---------------------------------------------------------------- the whole


def _judge_copies(root: _Element) -> Iterator[Loss]:
    """Yield a drawing whose `<use>` copies of copies would keep a browser busy for ever."""
    by_id = {element.get("id"): element for element in root.iter("*") if element.get("id")}
    drawn: dict[_Element, int] = {}

    def count(element: _Element, within: frozenset[_Element]) -> int:
        if element in within or len(within) > MOST_NESTED:
            return MOST_DRAWN + 1
        if element not in drawn:
            address = element.get("href") or element.get(f"{{{XLINK}}}href") or ""
            copied = by_id.get(address.strip()[1:]) if local_name(element) == "use" else None
            inside = within | {element}
            total = 1 + sum(count(child, inside) for child in element) + (count(copied, inside) if copied is not None else 0)
            drawn[element] = min(total, MOST_DRAWN + 1)
        return drawn[element]

    if any(local_name(element) == "use" for element in root.iter("*")) and count(root, frozenset()) > MOST_DRAWN:
        yield Loss("unsafe", root.sourceline or 1, "copies of copies without end (<use>)", "Export it as PNG.")


def _once(losses: Iterable[Loss]) -> Iterator[Loss]:
    """Yield each loss at the first place where it is met: a program writes the same for hundreds of shapes."""
    told: set[tuple[str, str]] = set()
    for loss in losses:
        if (loss.kind, loss.what) not in told:
            told.add((loss.kind, loss.what))
            yield loss


_NUMBER = r"\+?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?"
_LENGTH = re.compile(rf"\s*({_NUMBER})(?:px|mm|cm|q|in|pt|pc)?\s*", re.IGNORECASE)
_SIGNED = re.compile(rf"-?{_NUMBER}", re.IGNORECASE)


def _is_sized(root: _Element) -> bool:
    """Tell whether browsers can work out width and height: four numbers of a viewBox, or two absolute lengths, none of them nothing (SVG 2, 8.2)."""
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and all(_SIGNED.fullmatch(number) for number in box) and all(float(side) > 0 for side in box[2:]):  # noqa: PLR2004 - left, top, width, height
        return True
    lengths = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
    return all(length is not None and float(length[1]) > 0 for length in lengths)


def _write(root: _Element) -> bytes:
    """Return the drawing in UTF-8, without a DOCTYPE, with SVG as the name space of everything in it."""
    from lxml import etree

    etree.cleanup_namespaces(root, top_nsmap={None: SVG, "xlink": XLINK})
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)
