"""What packages carry of a file: of most its bytes, of some a form that browsers can read and platforms let through."""

from __future__ import annotations

from builder.source.drawings.clean import clean_drawing
from builder.source.media_types import ending_of


def carry(path: str, content: bytes) -> bytes:
    """Return the bytes to carry: of a drawing, those without styles, scripts and the notes of drawing programs."""
    return clean_drawing(content).content if ending_of(path) == "svg" else content
