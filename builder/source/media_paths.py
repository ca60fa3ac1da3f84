"""Paths that authors type for pictures, recordings and documents, and the files that they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.source.files import PICTURE_TYPES, Source
from builder.source.media_types import LESS_PLAYED, ending_of
from builder.source.picture_types import advise_on_type
from builder.source.reading import DiagnosticReading
from builder.source.suggestions import suggest_similar

NO_PICTURE = Rule("CRS060", "no-picture", Severity.ERROR, "Learners would see a broken picture.")
BAD_PICTURE_TYPE = Rule("CRS061", "bad-picture-type", Severity.ERROR, "Only these types are shown by every browser and platform.")
BAD_PICTURE_PATH = Rule(
    "CRS062", "bad-picture-path", Severity.ERROR, "Platforms treat other characters in file names in different ways, and some refuse them."
)
NO_MEDIA_FILE = Rule("CRS120", "no-media-file", Severity.ERROR, "Learners would press a button, and nothing would happen.")
BAD_MEDIA_TYPE = Rule(
    "CRS121", "bad-media-type", Severity.ERROR, "Browsers do not play other types, or the programs that most people have do not open them."
)
BAD_MEDIA_PATH = Rule(
    "CRS122", "bad-media-path", Severity.ERROR, "Platforms treat other characters in file names in different ways, and some refuse them."
)

SAFE_PATH = re.compile(r"media/(?:[a-z0-9_-][a-z0-9._-]*/)*[a-z0-9_-][a-z0-9._-]*")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class _PathRules(Struct, frozen=True):
    """What is looked for, and what is told where it cannot be."""

    called: str
    bad_path: Rule
    bad_type: Rule
    missing: Rule
    wrong_type: str
    save_it: str


_PICTURE = _PathRules(
    "picture",
    BAD_PICTURE_PATH,
    BAD_PICTURE_TYPE,
    NO_PICTURE,
    "is not a picture of a type that every browser shows",
    "Save the picture in the folder media and type `media/` and its name.",
)
_FILE = _PathRules(
    "file",
    BAD_MEDIA_PATH,
    BAD_MEDIA_TYPE,
    NO_MEDIA_FILE,
    "is not of a type that can be here",
    "Save the file in the folder media and type `media/` and its name. Or link to it with `::: resource`.",
)


def find_picture(typed: str, folder: str, place: Place, source: Source) -> DiagnosticReading[str]:
    """Return the path of a picture relative to the course folder, or an empty text when it is reported."""
    known = [*source.media, *source.others]
    return (yield from _find(typed, PICTURE_TYPES, folder, place, source, _PICTURE, known))


def find_file(typed: str, types: Sequence[str], folder: str, place: Place, source: Source) -> DiagnosticReading[str]:
    """Return the path of a file of these types relative to the course folder, or an empty text when it is reported."""
    known = [*source.files, *source.media, *source.others]
    return (yield from _find(typed, types, folder, place, source, _FILE, known))


def _find(
    typed: str, types: Sequence[str], folder: str, place: Place, source: Source, wanted: _PathRules, known: Sequence[str]
) -> DiagnosticReading[str]:
    if _ADDRESS.match(typed):
        yield Diagnostic(wanted.bad_path, f"“{typed}” is an address, not a file of the course.", place, wanted.save_it)
    elif ending_of(typed) not in types:
        hint = advise_on_type(ending_of(typed)) if wanted is _PICTURE else None
        yield Diagnostic(wanted.bad_type, f"“{typed}” {wanted.wrong_type}.", place, hint or advise_types(types))
    elif not SAFE_PATH.fullmatch(typed):
        hint = "Rename the file with small letters, digits, dashes and points only, and type `media/` before its name."
        yield Diagnostic(wanted.bad_path, f"“{typed}” is not a safe path of a {wanted.called}.", place, hint)
    else:
        for path in (f"{folder}/{typed}", typed):
            if path in source.media or (wanted is _FILE and path in source.files):
                return path
        if source.complete:
            yield Diagnostic(wanted.missing, f"There is no {wanted.called} “{typed}”.", place, _suggest_path(typed, types, folder, known))
    return ""


def advise_types(types: Sequence[str]) -> str:
    """Return the sentence that says which types to save a file as: those that play everywhere."""
    advised = [ending for ending in types if ending not in LESS_PLAYED]
    if advised == ["mp4"]:
        return "Save or export it as mp4, with H.264 for the pictures and AAC for the sound."
    return f"Save it as one of these types: {', '.join(advised)}."


def _suggest_path(typed: str, types: Sequence[str], folder: str, paths: Sequence[str]) -> str:
    known = [path.removeprefix(f"{folder}/") for path in paths if path.startswith((f"{folder}/", "media/"))]
    near = suggest_similar(typed, [path for path in known if ending_of(path) in types]) or suggest_similar(typed, known)
    return f"Did you mean “{near}”?" if near else f"Put the file into {folder}/media or into media."
