"""The files that learners get: each is what its name says, and captions are such that browsers show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.package.content import Content, size_in_words, size_of
from builder.source.check.captions import BAD_CAPTIONS, check_captions
from builder.source.check.pictures import check_picture
from builder.source.check.recordings import check_recording
from builder.source.media_types import AUDIO_TYPES, CAPTION_TYPES, VIDEO_TYPES, ending_of, has_declared_type

NOT_WHAT_IT_SAYS = Rule(
    "CRS123",
    "not-what-it-says",
    Severity.ERROR,
    "Browsers and virus scanners refuse a file if its name does not match its contents. It may also be harmful.",
)
LARGE_SOUND = Rule(
    "CRS126", "large-sound", Severity.WARNING, "A wav file is about ten times as large as it needs to be; on a phone, learners wait and pay for it."
)

WAV_LIMIT = 1_000_000
"""Bytes of a wav file from which a warning is due: some six seconds."""


def check_files(shown: Mapping[str, Content]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the bytes of the files that learners get."""
    for path, content in shown.items():
        ending = ending_of(path)
        if not isinstance(content, bytes) and ending in CAPTION_TYPES:
            message = f"These captions have {size_in_words(size_of(content))}."
            yield Diagnostic(BAD_CAPTIONS, message, Place(path), "Save the captions again as “WebVTT”, with only words and times.")
        elif isinstance(content, bytes) and ending in CAPTION_TYPES:
            yield from check_captions(path, content)
        elif isinstance(content, bytes) and ending == "svg":
            yield from check_picture(path, content)
        elif not has_declared_type(path, content):
            hint = "Open it in the program that made it and save it again. If you do not know where it comes from, delete it."
            yield Diagnostic(NOT_WHAT_IT_SAYS, f"This file is not what its name says: it is not a {ending} file.", Place(path), hint)
        elif ending in (*AUDIO_TYPES, *VIDEO_TYPES):
            yield from check_recording(path, content)
            yield from _check_size(path, ending, content)


def _check_size(path: str, ending: str, content: Content) -> Iterator[Diagnostic]:
    if ending == "wav" and size_of(content) > WAV_LIMIT:
        message = f"This sound has {size_in_words(size_of(content))}."
        yield Diagnostic(LARGE_SOUND, message, Place(path), "Save it as mp3 or m4a: the same sound in a tenth of the size.")
