"""Paths that authors type for pictures, recordings and documents, and the files that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from msgspec import Struct

from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.lazy_pattern import lazy_pattern
from builder.source.characters import canonical
from builder.source.files import PICTURE_TYPES, Source
from builder.source.media_types import LESS_PLAYED, ending_of
from builder.source.picture_types import advise_on_type
from builder.source.reading import DiagnosticReading
from builder.source.suggestions import suggest_similar

NO_PICTURE = Rule("CRS060", "no-picture", Severity.ERROR, "Learners would see a broken picture.")
BAD_PICTURE_TYPE = Rule("CRS061", "bad-picture-type", Severity.ERROR, "Only these types are shown by every browser and platform.")
BAD_PICTURE_PATH = Rule(
    "CRS062", "bad-picture-path", Severity.ERROR, "A course is complete in its folder: pictures come only from the folders called media."
)
NO_MEDIA_FILE = Rule("CRS120", "no-media-file", Severity.ERROR, "Learners would press a button, and nothing would happen.")
BAD_MEDIA_TYPE = Rule(
    "CRS121", "bad-media-type", Severity.ERROR, "Browsers do not play other types, or the programs that most people have do not open them."
)
BAD_MEDIA_PATH = Rule(
    "CRS122", "bad-media-path", Severity.ERROR, "A course is complete in its folder: files come only from the folders called media."
)

_ADDRESS = lazy_pattern(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


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
    held = source.media if wanted is _PICTURE else {**source.files, **source.media}
    path, found = _resolve(typed, folder, [name for name in held if ending_of(name) in types])
    if found:
        return found
    if _ADDRESS.match(path):
        yield Diagnostic(wanted.bad_path, f"“{typed}” is an address, not a file of the course.", place, wanted.save_it)
    elif ending_of(path) not in types:
        hint = advise_on_type(ending_of(path)) if wanted is _PICTURE else None
        yield Diagnostic(wanted.bad_type, f"“{typed}” {wanted.wrong_type}.", place, hint or advise_types(types))
    elif not path.startswith("media/") or ".." in path.split("/"):
        hint = f"Save the file in the folder media of the session or of the course, and type `media/{path.rpartition('/')[2]}`."
        yield Diagnostic(wanted.bad_path, f"“{typed}” is not a path of a {wanted.called} in a folder media.", place, hint)
    elif source.complete:
        yield Diagnostic(wanted.missing, f"There is no {wanted.called} “{typed}”.", place, _suggest_path(path, types, folder, known))
    return ""


def _resolve(typed: str, folder: str, names: Sequence[str]) -> tuple[str, str]:
    """Return what was typed as a path, and the file that it means, or an empty text.

    A file is found by its exact name first. Failing that, other ways to write the same path are tried: between `< >` or quotation marks, with `%20`
    for a blank, with backslashes, with `./` before it, with letters that are composed in another way, or in another case where one file alone fits.
    """
    path = typed
    for path in spell_path(typed):
        found = next((name for name in (f"{folder}/{path}", path) if name in names and path.startswith("media/")), "")
        if found:
            return path, found
    if not path.startswith("media/"):
        return path, ""
    for where in (f"{folder}/{path}", path):
        alike = [name for name in names if _fold(name) == _fold(where)]
        if len(alike) == 1:
            return path, alike[0]
    return path, ""


def spell_path(typed: str) -> Iterator[str]:
    """Yield a path as it was typed, then without what other tools need around names, then without what addresses need in them."""
    yield typed
    bare = typed.strip().removeprefix("<").removesuffix(">").strip("\"'“”‘’").strip()
    plain = bare.replace("\\", "/").removeprefix("./")
    yield plain
    yield unquote(plain)


def _fold(name: str) -> str:
    return "/".join(part.strip() for part in canonical(name).casefold().split("/"))


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
