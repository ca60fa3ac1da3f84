"""The bytes of pictures: what their name says, harmless, and with a size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.media_types import ending_of
from builder.source.picture_types import advise_on_type, is_shown, name_picture_type, tell_picture_type

UNSAFE_SVG = Rule(
    "CRS063",
    "unsafe-svg",
    Severity.ERROR,
    "Learning platforms block pictures with script, style or outside addresses, and they are a danger to learners.",
    "tracking contract 6",
)
BROKEN_PICTURE = Rule("CRS064", "broken-picture", Severity.ERROR, "The file is not what its name says, or it is damaged. Browsers would not show it.")
SVG_WITHOUT_SIZE = Rule(
    "CRS065", "svg-without-size", Severity.ERROR, "Without a size the text jumps while the page loads, and small screens cut the picture off."
)

_FORBIDDEN = frozenset({"script", "style", "foreignObject", "iframe", "object", "embed", "audio", "video", "handler", "set", "animate"})
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)", re.IGNORECASE)
_INSIDE = ("#", "data:image/png", "data:image/jpeg", "data:image/webp")
_LOOKED_AT = 4096
"""Bytes at the start that tell the type."""

VIEW_BOX = 4
"""Numbers of a `viewBox`: left, top, width, height."""
_SIZE = re.compile(r"[0-9.]+(?:px)?")


def check_picture(path: str, content: bytes) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bytes of a picture that the course shows."""
    told = tell_picture_type(content[:_LOOKED_AT])
    ending = ending_of(path)
    if ending == "svg" and told in {"svg", None} and content:
        yield from _check_svg(path, content)
    elif ending == "svg" or not is_shown(told):
        yield Diagnostic(BROKEN_PICTURE, _say_type(ending, told, content), Place(path), _advise(path, told))


def _say_type(ending: str, told: str | None, content: bytes) -> str:
    if not content:
        return "This file is empty."
    return f"This file is {name_picture_type(told)}, not a {ending} picture." if told else f"This file is not a {ending} picture."


def _advise(path: str, told: str | None) -> str:
    advice = advise_on_type(told) if told else None
    if advice or told is None:
        return advice or "Open it in a picture program and save it again."
    name = PurePosixPath(path).with_suffix(f".{told}").name
    return f"Rename the file to “{name}”, and type the new name on the page."


def _check_svg(path: str, content: bytes) -> Iterator[Diagnostic]:
    faults: list[tuple[int, str]] = []
    sized: list[bool] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not sized:
            whole = all(_SIZE.fullmatch(attributes.get(side, "")) for side in ("width", "height"))
            sized.append(tag == "svg" and (len(attributes.get("viewBox", "").replace(",", " ").split()) == VIEW_BOX or whole))
        faults.extend((parser.CurrentLineNumber, fault) for fault in _faults(tag, attributes))

    def doctype(*_args: object) -> None:
        faults.append((parser.CurrentLineNumber, "a DOCTYPE"))

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        message = f"This file is not a picture that browsers can read: {error}."
        yield Diagnostic(BROKEN_PICTURE, message, Place(path), "Open it in a drawing program and save it again as “plain SVG”.")
        return
    for line, fault in dict.fromkeys(faults):
        hint = 'Save it again as “plain SVG”, with colours as attributes: `fill="#005eb8"`.'
        yield Diagnostic(UNSAFE_SVG, f"This picture holds {fault}.", Place(path, line), hint)
    if not any(sized):
        message = "This picture does not say how large it is."
        yield Diagnostic(SVG_WITHOUT_SIZE, message, Place(path, 1), 'Type viewBox in its first tag: `<svg viewBox="0 0 400 300" ...>`.')


def _faults(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag in _FORBIDDEN or tag.lower() in {"script", "style"}:
        yield f"<{tag}>"
    for qualified, value in attributes.items():
        name = qualified.rpartition(" ")[2]
        if name.lower().startswith("on"):
            yield f"the script attribute {name}"
        elif name == "style":
            yield "style="
        elif (name in {"href", "src"} and not value.strip().startswith(_INSIDE)) or _OUTSIDE.search(value):
            yield f"the outside address “{value[:60]}”"
