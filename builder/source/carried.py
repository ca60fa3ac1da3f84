"""What packages carry of a file: of most its bytes, of some a form that browsers can read and platforms let through."""

from __future__ import annotations

from builder.source.media_types import CAPTION_TYPES, ending_of


def carry(path: str, content: bytes) -> bytes:
    """Return the bytes to carry: of a drawing, those without styles, scripts and the notes of drawing programs; of captions, a WebVTT file."""
    ending = ending_of(path)
    if ending == "svg":
        from builder.source.drawings.clean import clean_drawing  # most courses have none, and each build would wait for it

        return clean_drawing(content).content
    if ending in CAPTION_TYPES:
        from builder.source.caption_files import to_webvtt

        return to_webvtt(path, content)
    return content
