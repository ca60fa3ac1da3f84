"""The bytes of pictures: what their name says, harmless, and with a size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.media_types import ending_of
from builder.source.picture_types import advise_on_type, is_shown, name_picture_type, tell_picture_type

UNSAFE_SVG = Rule(
    "CRS063",
    "unsafe-svg",
    Severity.ERROR,
    "Learning platforms block pictures with script or outside addresses, and they are a danger to learners.",
    "tracking contract 6",
)
BROKEN_PICTURE = Rule("CRS064", "broken-picture", Severity.ERROR, "The file is not what its name says, or it is damaged. Browsers would not show it.")
SVG_WITHOUT_SIZE = Rule(
    "CRS065", "svg-without-size", Severity.ERROR, "Without a size the text jumps while the page loads, and small screens cut the picture off."
)

DRAWING_LOOKS_DIFFERENT = Rule(
    "CRS351", "drawing-looks-different", Severity.WARNING, "Learning platforms block what this picture needs, so it may look different there."
)
WORDS_LOST_IN_DRAWING = Rule(
    "CRS352", "words-lost-in-drawing", Severity.ERROR, "Browsers do not show these words in a picture, so learners would miss them."
)

_RULES = {"unsafe": UNSAFE_SVG, "look": DRAWING_LOOKS_DIFFERENT, "words": WORDS_LOST_IN_DRAWING}

_LOOKED_AT = 4096
"""Bytes at the start that tell the type."""


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
    from builder.source.drawings.clean import clean_drawing  # most courses have none, and each build would wait for it

    drawing = clean_drawing(content)
    if drawing.error:
        message = f"This file is not a picture that browsers can read: {drawing.error}."
        yield Diagnostic(BROKEN_PICTURE, message, Place(path, drawing.error_line), "Open it in a drawing program and save it again as “plain SVG”.")
        return
    for loss in drawing.losses:
        without = " Learners see the picture without it." if loss.kind == "look" else ""
        yield Diagnostic(_RULES[loss.kind], f"This picture holds {loss.what}.{without}", Place(path, loss.line), loss.hint)
    if not drawing.sized:
        message = "This picture does not say how large it is."
        yield Diagnostic(SVG_WITHOUT_SIZE, message, Place(path, 1), 'Type viewBox in its first tag: `<svg viewBox="0 0 400 300" ...>`.')
