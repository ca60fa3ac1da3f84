"""Pictures as packages carry them: no larger than a screen needs, without the camera's notes, each with its size."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct

from builder.course.blocks import Recording
from builder.course.document import Picture
from builder.course.model import Course
from builder.course.picture_size import read_svg_size
from builder.course.walk import walk
from builder.diagnostics import Diagnostic, Place, Rule, Severity
from builder.pages.animations import read_motion, without_notes
from builder.pages.colours import has_alpha
from builder.pages.media import list_media, name_file
from builder.pages.rasters import MOST_WIDE, RasterFault, encode_jpeg, encode_png, encode_webp, open_raster, to_screen

UNREADABLE_PICTURE = Rule("CRS071", "unreadable-picture", Severity.ERROR, "If Copack cannot open a picture, learners cannot see it.")
MOVING_PICTURE = Rule(
    "A11010",
    "moving-picture",
    Severity.WARNING,
    "Some people cannot read beside something that moves, and they cannot stop a picture.",
    "WCAG 2.2 2.2.2",
)
PICTURE_TOO_LARGE = Rule("CRS350", "picture-too-large", Severity.ERROR, "A picture of this size does not fit into the memory of most computers.")

HEAVY_COVER = Rule("CRS355", "heavy-cover", Severity.WARNING, "A cover comes with the first page of a session: on a slow line, learners wait for it.")
MOST_COVER_BYTES = 60_000
"""1.2 seconds at the 400 kbit/s at which the first page is measured (design 9)."""

WORTH = 0.85
LEAST_SAVED = 1024
"""A second file is carried only when it is smaller than `WORTH` of the first, and by so many bytes at least."""


class PackedPicture(Struct, frozen=True):
    """A picture in a package.

    Attributes:
        path: of the file that every browser shows, `media/three-words-1f2e3d4c.svg`.
        webp: of a smaller one for browsers that know WebP, or empty. Of a WebP that moves, it is the one that does.
        still: of its first frame, for people who have told their device to move less; empty for a picture that does not move.
        width: CSS pixels, 0 when the file does not say.
        height: likewise.

    """

    path: str
    webp: str
    width: int
    height: int
    still: str = ""


class PackedPictures(Struct, frozen=True):
    """All pictures of a course: by the path that the author typed, and the files to carry."""

    pictures: Mapping[str, PackedPicture]
    files: Mapping[str, bytes]


def pack_pictures(course: Course) -> PackedPictures:
    """Return the pictures that the course shows, each once, whatever the number of places. Same bytes in, same bytes out.

    A picture that only stands for a film is carried in one form: a player can be given no choice.
    """
    pictures: dict[str, PackedPicture] = {}
    files: dict[str, bytes] = {}
    for shown, path in (*((True, picture.file) for picture in list_pictures(course)), *((False, path) for path, _ in list_posters(course))):
        if path not in pictures:
            pictures[path], made = pack_picture(path, course.media[path])
            files.update(made if shown else {pictures[path].path: made[pictures[path].path]})
    return PackedPictures(pictures, files)


def check_covers(course: Course) -> Iterator[Diagnostic]:
    """Report each picture on a cover that is heavy as packages carry it."""
    for session in course.sessions:
        if session.cover is None:
            continue
        packed, files = pack_picture(session.cover.file, course.media[session.cover.file])
        size = len(files[packed.webp or packed.path])
        if size > MOST_COVER_BYTES:
            message = f"The cover picture “{session.cover.file}” takes {size // 1000:,} KB."
            most = f"at most {MOST_COVER_BYTES // 1000} KB"
            hint = f"Save it smaller, {most}: 800 dots from left to right are enough. A photo is smallest as JPEG, a drawing as SVG."
            yield Diagnostic(HEAVY_COVER, message, session.cover.place, hint)


def check_pictures(course: Course) -> tuple[Diagnostic, ...]:
    """Report each picture of dots that cannot be opened, is too large, or does not stop moving; each at the first place that shows it."""
    shown = ((picture.file, picture.place) for picture in (*list_pictures(course), *list_facilitator_pictures(course)))
    media = {**course.facilitator_media, **course.media}
    places: dict[str, Place] = {}
    for path, place in (*shown, *list_posters(course)):
        places.setdefault(path, place)
    return tuple(fault for path, place in places.items() if not _is_drawing(path) for fault in _check_picture(path, media[path], place))


def _check_picture(path: str, content: bytes, place: Place) -> Iterator[Diagnostic]:
    opened = open_raster(content)
    if isinstance(opened, RasterFault):
        yield _report_fault(opened, path, place)
        return
    motion = read_motion(content)
    if motion is not None and not motion.stops_in_time:
        lasts = f"for {motion.seconds * motion.turns:.0f} seconds" if motion.turns else "without end"
        hint = "Save it as a film (mp4) and show it with `::: video`, or save it so that it moves once and for five seconds at most."
        yield Diagnostic(MOVING_PICTURE, f"The picture “{path}” moves {lasts}.", place, hint)


def _report_fault(fault: RasterFault, path: str, place: Place) -> Diagnostic:
    if fault.reason == "too large":
        message = f"The picture “{path}” has {fault.width:,} × {fault.height:,} dots. That is too large to open."
        hint = f"Make it smaller in a picture program and replace this one. {MOST_WIDE:,} dots from left to right are enough for every screen."
        return Diagnostic(PICTURE_TOO_LARGE, message, place, hint)
    message = f"The picture “{path}” is damaged: its beginning can be read, and the rest cannot."
    return Diagnostic(UNREADABLE_PICTURE, message, place, "Save the picture again as PNG or JPEG, and replace this one.")


def list_pictures(course: Course) -> Iterator[Picture]:
    """Yield every picture that stands anywhere in the course, in order: the logo, then the cover of each session before its pages."""
    if course.theme is not None and course.theme.logo is not None:
        yield course.theme.logo
    for session in course.sessions:
        if session.cover is not None:
            yield session.cover
        for page in session.pages:
            yield from (block for block in walk(page.blocks) if isinstance(block, Picture))


def list_facilitator_pictures(course: Course) -> Iterator[Picture]:
    """Yield every picture of notes, guides and handouts, in order. No package has them."""
    for session in course.sessions:
        yield from (block for block in walk(session.facilitator_blocks()) if isinstance(block, Picture))


def list_posters(course: Course) -> Iterator[tuple[str, Place]]:
    """Yield the picture that stands for each film, and where the film stands."""
    yield from ((media.poster, media.place) for media in list_media(course) if isinstance(media, Recording) and media.poster)


# ---------------------------------------------------------------- one picture


MEDIA_TYPES: Mapping[str, str] = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
"""Of the forms in which `pack_picture` leaves a picture, by the ending of its path."""


def data_address(path: str, content: bytes) -> str:
    """Return an address that holds a picture itself, for pages that ask for nothing. `path`: as packed; its ending says the format."""
    return f"data:{MEDIA_TYPES[PurePosixPath(path).suffix.lower()]};base64,{b64encode(content).decode('ascii')}"


@lru_cache(maxsize=16)
def pack_picture(file: str, content: bytes) -> tuple[PackedPicture, Mapping[str, bytes]]:
    """Return a picture as packed and its files: path -> bytes. `file` is the author's path, its ending says the format.

    A picture of dots that cannot be opened is carried as it is; `check_pictures` reports it. The last few are remembered: a cover is weighed, then
    packed, and the preview packs the same pictures at each save.
    """
    opened = None if _is_drawing(file) else open_raster(content)
    if opened is None or isinstance(opened, RasterFault):
        path = name_file(file, content, PurePosixPath(file).suffix.lower())
        width, height = read_svg_size(content) if _is_drawing(file) else (0, 0)
        return PackedPicture(path, "", width, height), {path: content}
    photo = opened.format in {"JPEG", "MPO"} or (opened.format in {"WEBP", "AVIF"} and not has_alpha(opened))
    image = to_screen(opened)
    plain = encode_jpeg(image) if photo else encode_png(image)
    path = name_file(file, plain, ".jpg" if photo else ".png")
    if read_motion(content) is not None:
        return _pack_moving(file, content, PackedPicture(path, "", opened.width, opened.height), plain)
    files = {path: plain}
    smaller = encode_webp(image, lossless=not photo)
    pays = len(smaller) < min(WORTH * len(plain), len(plain) - LEAST_SAVED)
    webp = name_file(file, smaller, ".webp") if pays else ""
    if webp:
        files[webp] = smaller
    return PackedPicture(path, webp, image.width, image.height), files


def _pack_moving(file: str, content: bytes, first: PackedPicture, plain: bytes) -> tuple[PackedPicture, dict[str, bytes]]:
    """Return a picture that moves, whole, with its first frame for those who want it still. Browsers without WebP get that frame of a WebP too."""
    whole = without_notes(content)
    is_webp = content[8:12] == b"WEBP"
    moving = name_file(file, whole, ".webp" if is_webp else ".gif" if content.startswith(b"GIF8") else ".png")
    packed = PackedPicture(first.path if is_webp else moving, moving if is_webp else "", first.width, first.height, first.path)
    return packed, {first.path: plain, moving: whole}


def _is_drawing(file: str) -> bool:
    return file.lower().endswith(".svg")
